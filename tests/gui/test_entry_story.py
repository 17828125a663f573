"""The seed's two strikes and its official total, typed by keyboard alone into a new case."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.gui.files.file_export import FileExport
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import history, incidents, statements, totals
from kharkiv_tracker.store.case_file import CaseFile


def figure(case: CaseFile, code: str, quantity: str) -> tuple[int | None, ...]:
    found = incidents.figures(case, code).get(quantity, Figure())
    return found.low, found.best, found.high


def type_the_seed(hands, window: MainWindow) -> None:
    hands.start(window)
    hands.fill(
        *("17.08.22 night", "saltivskyi, residential building", "7+", "16 (1+ child)", "missile"),
        *("", "New York Times", "media", "", "Ukrainian officials", "18.08"),
    )
    hands.save()
    hands.fill(
        *("18.08 dawn", "slobidskyi, building", "1", "18 (2 children)", "missile"),
        *("", "New York Times", "Oleh Syniehubov", "Kharkiv OVA", "18.08 early", ""),
        "as of now, 18 people have been injured; two of them are children",
    )
    hands.save()
    hands.alt(Qt.Key.Key_T)
    hands.fill(
        *("kharkiv oblast", "24.02.22", "07.08", ">1000 (50 children)", "2x killed"),
        *("New York Times", "", "Kharkiv Regional Prosecutor's Office"),
    )
    hands.save()


def test_the_seed_is_typed_and_counted(hands, window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    type_the_seed(hands, window)
    assert window.session is not None
    case = window.session.case
    first, second = incidents.rows(case, incidents.ids(case))
    assert (first.code, second.code) == ("KHT-2022-08-17-01", "KHT-2022-08-18-01")
    assert first.event.date == date(2022, 8, 17)
    assert second.event.date == date(2022, 8, 18)
    places = gazetteer.load()
    assert first.district == places.resolve("Saltivskyi").key
    assert second.district == places.resolve("Slobidskyi").key
    assert figure(case, first.code, "killed") == (7, 7, None)
    assert figure(case, first.code, "injured") == (16, 16, 16)
    assert figure(case, first.code, "injured.child") == (1, 1, 16)
    assert figure(case, second.code, "killed") == (1, 1, 1)
    assert figure(case, second.code, "injured") == (18, 18, 18)
    assert figure(case, second.code, "injured.child") == (2, 2, 2)
    told = totals.totals(case).total
    assert (told.incidents, told.toll["killed"].low, told.toll["killed"].high) == (2, 8, None)
    assert (told.toll["injured"].low, told.toll["injured"].high) == (34, 34)


def test_the_official_total_stands_beside_the_figures(
    hands, window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    type_the_seed(hands, window)
    assert window.session is not None
    (statement,) = statements.statements(window.session.case)
    assert statement.since == date(2022, 2, 24)
    assert str(statement.as_of) == "2022-08-07"
    assert statement.count("killed").low == 1001
    assert statement.count("killed.child").best == 50
    assert statement.count("injured").low == 2001
    assert totals.totals(window.session.case).total.toll["killed"].low == 8


def test_each_save_begins_the_next_and_is_one_revision_by_its_author(
    hands, window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    assert window.view is not None
    hands.start(window)
    hands.fill("17.08.22", "saltivskyi", "7+")
    hands.quote_office(window.view.entry)
    hands.save()
    assert window.view.entry.message == "Saved as KHT-2022-08-17-01."
    assert window.view.entry.report.is_blank()
    assert hands.focus is window.view.entry.report.fields["document"].box
    assert window.view.incidents.current == "KHT-2022-08-17-01"
    last = history.last(window.view.session.case)
    assert last is not None
    assert (last.author, last.reason) == ("unnamed", "add")


def test_a_second_press_of_save_saves_nothing(hands, window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.fill("17.08.22", "saltivskyi", "7+")
    hands.quote_office(window.view.entry)
    hands.save()
    hands.save()
    assert window.session is not None
    assert len(incidents.ids(window.session.case)) == 1


def test_an_update_is_offered_and_taken_by_one_key(
    qtbot: QtBot, hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    assert window.view is not None
    panel = window.view.entry
    hands.start(window)
    hands.fill("17.08.22", "saltivskyi")
    qtbot.waitUntil(lambda: panel.offer.offers)
    assert panel.offer.code == "KHT-2022-08-17-01"
    hands.press(Qt.Key.Key_Return)
    assert hands.focus is panel.report.fields["killed"].box
    hands.fill("20")
    panel.report.fields["as_of"].box.setFocus()
    hands.fill("25.08")
    hands.save()
    assert panel.message == "Saved as KHT-2022-08-17-01."
    case = window.view.session.case
    assert len(incidents.ids(case)) == 7
    # Nobody is quoted: an unofficial number only widens an official one.
    assert figure(case, "KHT-2022-08-17-01", "killed") == (19, 19, 20)
    assert incidents.reports(case, "KHT-2022-08-17-01")[-1].as_of.text == "2022-08-25"  # type: ignore[union-attr]


def test_an_update_turns_back_into_a_new_incident(
    qtbot: QtBot, hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    assert window.view is not None
    panel = window.view.entry
    hands.start(window)
    hands.fill("17.08.22", "saltivskyi")
    qtbot.waitUntil(lambda: panel.offer.offers)
    hands.alt(Qt.Key.Key_U)
    assert panel.report.fields["where"].isHidden()
    hands.alt(Qt.Key.Key_I)
    assert panel.report.fields["when"].text() == "17.08.22"
    assert not panel.report.fields["where"].isHidden()
    hands.fill("", "", "3")
    hands.quote_office(window.view.entry)
    hands.save()
    assert panel.message == "Saved as KHT-2022-08-17-02."


def test_ctrl_u_makes_an_update_of_the_chosen_incident_and_alt_i_frees_it(
    hands, window: MainWindow, sampled: Path
) -> None:
    window.open_path(sampled)
    window.view.open_incident("KHT-2022-08-18-01")
    hands.ctrl(Qt.Key.Key_U)
    panel = window.view.entry
    assert panel.update_target.code == "KHT-2022-08-18-01"
    assert panel.offer.change == "killed 6 unchanged, injured 22 unchanged"
    # The link comes first, then the numbers.
    assert hands.focus is panel.report.fields["document"].box
    hands.press(Qt.Key.Key_Tab)
    assert hands.focus is panel.report.fields["killed"].box
    hands.alt(Qt.Key.Key_I)
    assert not panel.report.fields["where"].isHidden()
    assert panel.report.fields["when"].text() == ""
    assert not panel.offer.isVisible()


def test_the_keys_of_the_menu_work_while_typing(
    hands, window: MainWindow, sampled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(sampled)
    hands.start(window)
    hands.fill("17.08")
    asked: list[bool] = []
    monkeypatch.setattr(FileExport, "page", lambda *_args: asked.append(True))
    hands.ctrl(Qt.Key.Key_E)
    assert asked == [True]
    assert window.view.entry.report.fields["when"].text() == "17.08"
