"""README and the user guide: the same in every language, with the words and keys of the window."""

import re
from pathlib import Path

import pytest

from kharkiv_tracker.gui.commands.command_table import TABLE
from kharkiv_tracker.gui.commands.key_sheet import PANELS
from kharkiv_tracker.i18n import LANGUAGES
from tests import screenshots
from tests.catalogues import messages
from tests.made_docs import DOCS, page

GUIDE = DOCS / "guide"
#: What is read before the program is there.
START = {"en": DOCS.parent / "README.md", "uk": DOCS / "start.uk.md"}
PAGES = sorted(path.stem for path in GUIDE.glob("*.md") if not path.stem.endswith(".uk"))
#: Keys of text, lists and charts that are no commands.
_PLAIN = {"Enter", "Esc", "Ctrl+S", "Shift", "Ctrl", "Down", "Menu", "Ctrl+A", "Alt+I"}
#: Those of the dialog “Paste a report”, which says them itself.
_PASTE = {"F6", "Ctrl+L", "Ctrl+D", "Ctrl+PgUp", "Ctrl+PgDown"}
_KEYS = re.compile(
    r"\b(?:Ctrl|Alt|Shift|F\d)(?:\+(?:Shift|Pg(?:Up|Down)|[A-Z0-9/,]|F\d+|Enter))*|\bF\d\b"
)


def text(name: str, language: str) -> str:
    return page(f"guide/{name}", language).read_text("utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_in_every_language_and_says_as_much(name: str) -> None:
    texts = [text(name, language) for language in LANGUAGES]
    for sign in (r"(?m)^#+ ", r"(?m)^\d+\. ", r"(?m)^- ", r"!\[", r"`[^`]+`"):
        assert len({len(re.findall(sign, one)) for one in texts}) == 1, sign


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_links_to_is_there(name: str, language: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", text(name, language)):
        assert (GUIDE / target).is_file(), target


@pytest.mark.parametrize("language", LANGUAGES)
def test_commands_are_called_as_in_the_window(language: str) -> None:
    known = {
        forms
        for message in messages()
        for source in [message.id if language == "en" else message.string]
        for forms in ([source] if isinstance(source, str) else source)
    }
    for name in PAGES:
        # What ends with dots in the guide is a command that asks for more.
        for command in re.findall(r"\*{1,2}([^*\n]+…)\*{1,2}", text(name, language)):
            assert command in known, (name, command)


def test_keys_are_those_of_the_commands() -> None:
    declared = {
        key.replace("Return", "Enter")
        for command in (*TABLE, *PANELS)
        for key in (*command.shortcuts, command.anywhere)
    }
    texts = {name: text(name, "en") for name in PAGES}
    texts |= {path.name: path.read_text("utf-8") for path in START.values()}
    for name, page_text in texts.items():
        for key in _KEYS.findall(page_text):
            assert key in declared | _PLAIN | _PASTE, (name, key)


def test_the_start_is_the_same_in_every_language() -> None:
    sections = [path.read_text("utf-8").split("\n## ") for path in START.values()]
    english, ukrainian = sections
    # What it does that a spreadsheet does not is in English alone, and so is what developers need.
    del english[3], english[4:], ukrainian[4:]
    for pair in zip(english, ukrainian, strict=True):
        for sign in (r"(?m)^\d+\. ", r"(?m)^- ", r"(?m)^\| ", r"(?m)^\*\*", r"!\[", r"`[^`]+`"):
            assert len({len(re.findall(sign, one)) for one in pair}) == 1, (sign, pair[0][:30])


def test_what_is_typed_in_the_first_minutes_is_what_the_picture_shows() -> None:
    for language, path in START.items():
        words = path.read_text("utf-8").replace("\n", " ")
        for name in ("when", "killed", "injured"):
            assert f"`{screenshots.TYPED[language][name]}`" in words, (language, name)


def test_every_picture_is_used_and_made() -> None:
    used = {
        target.name
        for path in (*GUIDE.glob("*.md"), *START.values())
        for target in map(Path, re.findall(r"!\[[^\]]*\]\(([^)]+)\)", path.read_text("utf-8")))
    }
    made = {f"{name}.{language}.png" for name in screenshots.NAMES for language in LANGUAGES}
    assert used == made == {path.name for path in screenshots.PICTURES.glob("*.png")}
