"""Help: its pages are read in the window, its commands are found, one key means one thing."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QTextDocument
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kharkiv_tracker import __version__, components, gazetteer, paths
from kharkiv_tracker.gui.commands.command import About
from kharkiv_tracker.gui.commands.command_table import TABLE, named
from kharkiv_tracker.gui.commands.controls import native
from kharkiv_tracker.gui.commands.key_sheet import PANELS
from kharkiv_tracker.gui.help import help_pages
from kharkiv_tracker.gui.help.about_dialog import AboutDialog
from kharkiv_tracker.gui.help.first_steps import STEPS, FirstSteps
from kharkiv_tracker.gui.help.help_viewer import HelpViewer
from kharkiv_tracker.gui.search import search_results
from kharkiv_tracker.gui.search.search_dialog import Hit
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.i18n import LANGUAGES, _, speaking
from kharkiv_tracker.store import engine_versions

ROOT = Path(__file__).parents[2]


def viewer(window: MainWindow, command: str) -> HelpViewer:
    window.menu_bar.actions[command].trigger()
    assert window.help.viewer is not None
    return window.help.viewer


def hits(window: MainWindow, text: str) -> list[str]:
    find = search_results.finder(window, window.view, gazetteer.load())
    found: list[Hit] = []
    find(text, found.extend)
    return [hit.title for hit in found]


def test_desk_21_the_menu_has_guide_tour_codebook_numbers_keys_and_about() -> None:
    names = [command.name for command in TABLE if command.menu and command.menu.title == "&Help"]
    wanted = ["user-guide", "first-steps", "show-codebook", "show-numbers", "show-keys", "about"]
    assert names == wanted
    assert named("user-guide").key == "Ctrl+F1"


@pytest.mark.parametrize(
    ("command", "page"),
    [
        ("user-guide", "guide/index"),
        ("show-codebook", "codebook"),
        ("show-numbers", "how-numbers-are-made"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_desk_21_a_page_of_help_is_shown_in_the_language_spoken(
    window: MainWindow, command: str, page: str, language: str
) -> None:
    with speaking(language):
        shown = viewer(window, command)
        mark = "" if language == "en" else f".{language}"
        assert shown.page.path == paths.docs() / f"{page}{mark}.md"
    heading = shown.page.path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ")
    assert shown.browser.toPlainText().startswith(heading)
    assert shown.contents.currentItem().text() == heading
    assert shown.isVisible()


def test_desk_21_links_between_pages_are_followed_and_led_back(
    window: MainWindow,
) -> None:
    shown = viewer(window, "show-numbers")
    shown.browser.anchorClicked.emit(QUrl("codebook.md"))
    assert shown.page.name == "codebook"
    shown.back.click()
    assert shown.page.name == "how-numbers-are-made"
    assert not shown.back.isEnabled()
    shown.forward.click()
    assert shown.page.name == "codebook"
    shown.contents.setCurrentRow(0)
    assert shown.page == help_pages.pages()[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_desk_21_the_guide_is_listed_in_the_order_of_its_index(language: str) -> None:
    with speaking(language):
        names = [page.name for page in help_pages.pages()]
        titles = [page.title for page in help_pages.pages()]
    folder = paths.docs() / "guide"
    chapters = {f"guide/{path.stem}" for path in folder.glob("*.md") if "." not in path.stem}
    assert names[:2] == ["guide/index", "guide/first-case"]
    assert chapters <= set(names)
    assert len(set(titles)) >= len(titles) - 1


def test_desk_21_a_place_on_a_page_is_scrolled_to(window: MainWindow) -> None:
    shown = viewer(window, "show-numbers")
    shown.browser.anchorClicked.emit(QUrl("#who-speaks"))
    assert shown.browser.textCursor().block().text() == "Who speaks"
    shown.browser.anchorClicked.emit(QUrl("how-numbers-are-made.md#what-is-kept"))
    assert shown.browser.textCursor().block().text() == "What is kept"


def test_desk_21_a_word_is_found_again_from_the_top(window: MainWindow, qtbot: QtBot) -> None:
    shown = viewer(window, "show-codebook")
    qtbot.keyClicks(shown.field, "codebook")
    qtbot.keyClick(shown.field, Qt.Key.Key_Return)
    first = shown.browser.textCursor().position()
    assert shown.browser.textCursor().selectedText() == "Codebook"
    shown.browser.moveCursor(shown.browser.textCursor().MoveOperation.End)
    shown.find_next()
    assert shown.browser.textCursor().position() == first
    shown.field.setText("no such words")
    shown.find_next()
    assert shown.note.text() == "No matches."


def test_desk_21_nothing_is_opened_outside_and_no_other_file_is_read(
    window: MainWindow, tmp_path: Path
) -> None:
    shown = viewer(window, "show-codebook")
    shown.browser.anchorClicked.emit(QUrl("https://example.org/page"))
    assert "https://example.org/page" in shown.note.text()
    assert shown.page.name == "codebook"
    picture = int(QTextDocument.ResourceType.ImageResource.value)
    assert shown.browser.loadResource(picture, QUrl("https://example.org/a.png")) is None
    assert shown.browser.loadResource(picture, QUrl("../resources/icons/tick-light.svg")) is None
    assert shown.browser.loadResource(picture, QUrl("pictures/dormitory.en.svg")).width() > 300
    outside = tmp_path / "page.md"
    outside.write_text("# Other", encoding="utf-8")
    assert help_pages.of_path(outside) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_desk_21_every_link_and_picture_of_the_pages_leads_somewhere(language: str) -> None:
    with speaking(language):
        pages = help_pages.pages()
    assert len(pages) >= 4
    for page in pages:
        # The pictures of the guide are taken from the window, all of them or none.
        has_pictures = (page.path.parent / "pictures").is_dir()
        text = page.path.read_text(encoding="utf-8")
        assert page.title
        for target in re.findall(r"\]\(([^)#\s]+)", text):
            is_picture = target.startswith("pictures/")
            if not target.startswith(("http:", "https:")) and (has_pictures or not is_picture):
                assert (page.path.parent / target).is_file(), f"{page.name}: {target}"


def test_desk_21_what_help_shows_is_installed_with_the_program() -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = set(re.findall(r'^    "(docs/[^"]+)",$', settings, re.MULTILINE))
    for language in LANGUAGES:
        with speaking(language):
            for page in help_pages.pages():
                path = page.path.relative_to(ROOT).as_posix()
                assert path in listed or f"{Path(path).parent.as_posix()}" in listed, path


def test_desk_21_six_first_steps_have_the_keys_of_their_commands(window: MainWindow) -> None:
    window.menu_bar.actions["first-steps"].trigger()
    dialog = next(one for one in window.findChildren(FirstSteps) if one.isVisible())
    texts = [label.text() for label in dialog.findChildren(QLabel)]
    assert len(STEPS) == 6
    for step in STEPS:
        keys = step.keys if "+" in step.keys else native(named(step.keys).key)
        assert keys in texts
    dialog.reject()


@pytest.fixture
def about(window: MainWindow) -> Iterator[AboutDialog]:
    window.menu_bar.actions["about"].trigger()
    dialog = next(one for one in window.findChildren(AboutDialog) if one.isVisible())
    yield dialog
    if isValid(dialog):
        dialog.reject()


def _labels(dialog: AboutDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel)]


def test_desk_21_about_has_the_version_and_every_licence(about: AboutDialog) -> None:
    parts = components.components()
    assert {"inter", "pyside6_essentials", "matplotlib", "typst"} <= {
        p.name.casefold() for p in parts
    }
    assert any(__version__ in text for text in _labels(about))
    assert about.list.count() == len(parts)
    for row, part in enumerate(parts):
        about.list.setCurrentRow(row)
        title = f"{part.name} {part.version}".strip()
        assert title == about.list.currentItem().text()
        assert title in _labels(about)
        assert f"Licence: {part.licence or 'licence not stated'}" in _labels(about)
        assert about.text.toPlainText()
    about.list.setCurrentRow(1)
    assert "SIL OPEN FONT LICENSE" in about.text.toPlainText()


def test_desk_21_about_names_the_engines(about: AboutDialog) -> None:
    assert " · ".join(engine_versions.lines()) in _labels(about)


def test_desk_21_a_part_is_found_by_its_letters(about: AboutDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(about.list.hasFocus)
    qtbot.keyClicks(about.list, "pysi")
    assert about.list.currentItem().text().startswith("PySide6_Essentials")
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in about.text.toPlainText()
    assert about.text.verticalScrollBar().value() == 0
    qtbot.keyClick(about.list, Qt.Key.Key_Return)
    assert not isValid(about) or not about.isVisible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_desk_21_commands_are_found_in_either_language(window: MainWindow, language: str) -> None:
    """What the other language calls a command finds it; so does the title of its menu."""
    window.prefer(language=language)
    commands = [named(name) for name in ("new-case", "open-sample", "theme-dark", "show-keys")]
    for command in commands:
        for other in LANGUAGES:
            with speaking(other):
                text = _(command.text).rstrip("…")
                menu = command.menu.name
            wanted = _(command.text).rstrip("…")
            assert any(title.endswith(wanted) for title in hits(window, text))
            assert any(title.endswith(wanted) for title in hits(window, f"{menu} {text}"))


def test_desk_21_commands_are_found_by_other_words(window: MainWindow) -> None:
    assert hits(window, "settings")[:1] == ["Preferences"]
    assert "First steps" in hits(window, "tour")
    assert "About Kharkiv Tracker" in hits(window, "licence")


def test_desk_21_the_first_of_two_is_the_one_whose_name_begins_so(window: MainWindow) -> None:
    # A command found by its Ukrainian name stands before those that only contain the word.
    with speaking("uk"):
        name = _(named("open-case").text).rstrip("…")
    assert hits(window, name)[0] == "Open"


def test_desk_21_one_key_means_one_thing_in_one_place() -> None:
    """Within a place: the menu bar, each panel with the menu bar, the letters of the menus."""
    everywhere = [*(key for one in TABLE if one.menu for key in one.shortcuts)]
    everywhere += [one.anywhere for one in PANELS if one.anywhere]
    letters = []
    for language in LANGUAGES:
        with speaking(language):
            tops = {_(one.menu.top.title) for one in TABLE if one.menu}
        marked = [title.partition("&")[2][:1] for title in tops]
        assert len(set(marked)) == len(tops), language
        letters.append([f"Alt+{letter}" for letter in marked])
    for about in About:
        own = [key for one in PANELS if about in one.about for key in one.shortcuts]
        for menus in letters:
            keys = [QKeySequence(key).toString() for key in (*everywhere, *own, *menus)]
            assert [key for key, times in Counter(keys).items() if times > 1] == [], about


def test_desk_21_keys_are_given_in_the_table_and_nowhere_else() -> None:
    """A key of a panel is one of its commands, so that the sheet of keys has it."""
    known = {native(key) for one in (*TABLE, *PANELS) for key in (*one.shortcuts, one.anywhere)}
    # Dialogs and the window of help have keys of their own: no command of the table works there.
    elsewhere = {"help_viewer.py", "page_toolbar.py", "controls.py", "trial_page.py"}
    unknown = {}
    for path in (ROOT / "kharkiv_tracker" / "gui").rglob("*.py"):
        if path.name in elsewhere or path.name.endswith("dialog.py"):
            continue
        for text in re.findall(r'(?:shortcut\([^"\n]*|QKeySequence\()"([^"]+)"', path.read_text()):
            if native(text) not in known:
                unknown[text] = path.name
    assert unknown == {}
