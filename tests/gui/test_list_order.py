"""Tables and lists of the window are in the order of the alphabet of its language."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.incidents import selection_fields, selection_popups
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.labels import people_text, revision_text
from kharkiv_tracker.store import selections
from kharkiv_tracker.store.case_file import CaseFile
from tests import alphabets

#: Those who record incidents, a letter of each alphabet among them.
_AUTHORS = ("Яр", "Ґанок", "Zoo", "Єва")


@pytest.fixture
def opened(window: MainWindow, empty: Path) -> MainWindow:
    """A case with a name of every letter in each list, every incident by an author of its own."""
    with CaseFile.open(empty) as case:
        every = alphabets.document()["incidents"]
        for author, some in zip(
            _AUTHORS, (every[:1], every[1:2], every[2:3], every[3:]), strict=True
        ):
            case.record(entry_json.read({"incidents": some}, gazetteer.load()), author, "test")
        for name in _AUTHORS:
            selections.save(case, name, Selection(text=name))
    window.open_path(empty)
    return window


def column_texts(model: Any, number: int) -> list[str]:
    """What a column of a table shows."""
    return [model.index(row, number).data() for row in range(model.rowCount())]


def test_every_list_of_the_window(qtbot: QtBot, opened: MainWindow) -> None:
    check_lists(opened, "en")
    opened.choose_language("uk")
    check_lists(opened, "uk")
    # The views that were given up are gone before the next test.
    qtbot.wait(10)


def check_lists(opened: MainWindow, language: str) -> None:
    """Every list is as ICU orders it."""
    view, names = opened.view, [*alphabets.IN_ORDER[language]]
    places = {labels.district(place): place for place in gazetteer.load().districts}
    by_name = [people_text.district(places[name]) for name in alphabets.districts(language)]

    table = view.incidents.table
    for column, of_column in (("place", names), ("district", by_name)):
        number = [c.sort_key for c in view.incidents.model.columns].index(column)
        table.sortByColumn(number, Qt.SortOrder.AscendingOrder)
        texts = column_texts(view.incidents.model, number)
        assert list(filter(None, dict.fromkeys(texts))) == of_column

    view.show_view(4)
    assert column_texts(view.sources.model, 0) == names
    view.sources.show_list(1)
    offices = dict.fromkeys(column_texts(view.sources.offices.model, 0))
    assert [name.removesuffix(", відділ") for name in offices] == names

    view.history.who.offer()
    who = view.history.who
    authors = [who.itemText(number) for number in range(1, who.count())]
    # The one who made the file gave no name.
    named = map(revision_text.author, (*_AUTHORS, "unnamed"))
    assert authors == alphabets.ordered(language, named)

    saved = selection_popups.SavedPopup(table, view.session)
    saved.begin()
    assert [saved.list.item(number).text() for number in range(saved.list.count())] == [
        name for name in names if name in _AUTHORS
    ]
    saved.deleteLater()

    (districts, *_others) = selection_fields.listed(gazetteer.load())
    assert [label for _key, label in districts.options] == alphabets.districts(language)
    assert [name for _key, name in view.charts.options._districts] == by_name
