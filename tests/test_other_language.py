"""Another language is another folder: spoken, offered and understood when typed, by no module."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kharkiv_tracker import languages
from tests import elsewhere

LANGUAGE = {
    "name": "Ixian",
    "called": {"en": "Ixian", "uk": "Ікська"},
    "locale": "en",
    "order": 4,
}
TYPED = {
    "counts": {"at_least": ["zik"]},
    "parts": {"women": {"one": "mila", "many": "milas", "written": ["mila", "milas"]}},
    "including": ["wit"],
    "and": "ze",
    "weapons": {"missile": "fuzor"},
    "months": ["", "", "", "", "", "", "", "augo"],
    "parts_of_day": {"night": "nok"},
    "since": ["sen"],
}
CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"

msgid "Incidents"
msgstr "Kazos"

msgctxt "weapon"
msgid "missile"
msgstr "fuzoro"
"""
READ = """
from datetime import date, datetime
from kharkiv_tracker import gazetteer, i18n, labels
from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.times import period_syntax, time_fields

i18n.activate("xx")
today = date(2022, 9, 1)
context = Context(gazetteer.load(), datetime(2022, 9, 1))
weapon = field_reader.read("weapons", "fuzor", context)
count = field_reader.read("killed", "7 wit milas ze 2 children", context).part
print(parse_count("zik 7"), count, weapon.part, weapon.words)
event = time_fields.read_when("17 augo nok", context).part["event"]
print(event, period_syntax.read("sen augo 2022", today)[0])
print(labels.date(today))
"""
WINDOW = """
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtWidgets import QMenu
from kharkiv_tracker.gui import app
application = app.make("xx")
from kharkiv_tracker.gui.window import MainWindow
window = MainWindow()
for menu in window.menuBar().findChildren(QMenu):
    names = [action.text() for action in menu.actions()]
    if "English" in names:
        print(names)
"""


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """The resources with a folder for a language nobody speaks."""
    resources = elsewhere.copied(tmp_path)
    folder = resources / "locale" / "xx"
    (folder / "LC_MESSAGES").mkdir(parents=True)
    (folder / "typed").mkdir()
    (folder / "language.json").write_text(json.dumps(LANGUAGE), encoding="utf-8")
    (folder / "typed" / "counts.json").write_text(json.dumps(TYPED), encoding="utf-8")
    with (folder / "LC_MESSAGES" / "kharkiv_tracker.mo").open("wb") as file:
        write_mo(file, read_po(BytesIO(CATALOGUE.encode())))
    return resources


def test_commands_speak_it(resources: Path, tmp_path: Path) -> None:
    case = tmp_path / "sample.ktcase"
    elsewhere.run(resources, "sample", case)
    assert "Kazos" in elsewhere.run(resources, "totals", case, "--lang", "xx")
    assert "Incidents" in elsewhere.run(resources, "totals", case)


def test_a_page_is_written_in_it(resources: Path, tmp_path: Path) -> None:
    case, page = tmp_path / "sample.ktcase", tmp_path / "page.pdf"
    elsewhere.run(resources, "sample", case)
    elsewhere.run(resources, "summary", case, "-o", page, "--lang", "xx")
    assert page.read_bytes().startswith(b"%PDF")


def test_typed_text_is_understood_in_it(resources: Path) -> None:
    first, second, third = elsewhere.evaluate(resources, READ).splitlines()
    assert first.startswith("7+ {'killed': '7', 'of_whom': {")
    assert first.endswith("} {'weapons': ['missile']} fuzoro")
    assert "'women': 'several'" in first
    assert "'child': '2'" in first
    assert second == "{'date': '2022-08-17', 'precision': 'night'} 2022-08-01"
    assert third == "1 September 2022"


def test_the_window_offers_it(resources: Path) -> None:
    offered = elsewhere.evaluate(resources, WINDOW).strip()
    assert offered == "['System default', 'English', 'Українська', 'Ixian']"


def test_russian_is_understood_and_not_spoken() -> None:
    assert languages.spoken() == ("en", "uk")
    assert set(languages.known()) == {"en", "uk", "ru"}


@pytest.mark.parametrize("code", languages.known())
def test_each_is_called_something_in_every_language_spoken(code: str) -> None:
    assert all(spoken in languages.known()[code].called for spoken in languages.spoken())
    assert languages.called("de", "en") == "de"


def test_no_section_of_typed_words_stands_in_two_files() -> None:
    for folder in languages.folder().glob("*/typed"):
        sections = [
            name
            for file in sorted(folder.glob("*.json"))
            for name in json.loads(file.read_text(encoding="utf-8"))
        ]
        assert len(sections) == len(set(sections)), folder
