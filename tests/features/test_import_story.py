"""Spreadsheets as analysts keep them, imported by keyboard alone: keys, questions, rejected rows.

Printed for each: the keys of each job, but not those of the paths that are typed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kharkiv_tracker import settings
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.gui import app
from kharkiv_tracker.gui.case_view import CaseView
from kharkiv_tracker.gui.imports.import_dialog import ImportDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import incidents, person_records, totals
from tests.cases import empty_file
from tests.features.test_desk_day import Desk
from tests.imports import tables

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Steps = Callable[[ImportDialog], object]

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support")


class ImportDesk(Desk):
    """Imports files, saves what is rejected, and approves what is shown."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        super().__init__(qtbot)
        self.window = window
        self._typed = 0

    def import_file(self, path: Path, *pages: Steps) -> None:
        """Import a file; on each page of the dialog what is to be done there, then the next."""

        def go_through(dialog: QWidget) -> None:
            assert isinstance(dialog, ImportDialog)
            for number, steps in enumerate(pages):
                assert dialog.page == number, dialog.columns.problem.text()
                steps(dialog)
                self.press(Qt.Key.Key_Return, _CTRL)

        job = f"import {path.name}"
        with self.job(job), self.answering(self.names(path), go_through):
            self.press(Qt.Key.Key_O, _CTRL | _SHIFT)
        self.jobs[job] -= self._typed
        self._typed = 0

    def names(self, path: Path) -> Callable[[QWidget], object]:
        self._typed += len(str(path))
        return super().names(path)

    def save_rejects(self, path: Path) -> None:
        with self.answering(self.names(path)):
            self.alt(Qt.Key.Key_S)

    def approve(self, job: str, number: int) -> None:
        """Approve all incidents that are shown; of several it is asked."""
        with self.job(job):
            self.press(Qt.Key.Key_A, _CTRL)
            with self.answering(*[self.accepts] * (number > 1)):
                self.press(Qt.Key.Key_A, _CTRL | _SHIFT)
        assert len(self.view.incidents.model.ids) == number

    @property
    def view(self) -> CaseView:
        assert self.window.view is not None
        return self.window.view

    @property
    def killed(self) -> tuple[int | None, int | None]:
        """The lowest and highest sum of all incidents, each approved."""
        case = self.view.session.case
        rows = incidents.rows(case, incidents.ids(case))
        assert {row.state for row in rows} == {ReviewState.APPROVED}
        total = totals.totals(case).total.toll["killed"]
        return total.low, total.high


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[ImportDesk]:
    settings.save(settings.Settings(author="O. K."))
    app.make("en")
    made = MainWindow()
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    made.open_path(empty_file(tmp_path / "case.ktcase"))
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    hands = ImportDesk(qtbot, made)
    yield hands
    print()  # noqa: T201 - the count is what is asked for
    print(", ".join(f"{name} {keys}" for name, keys in hands.jobs.items()))  # noqa: T201
    made.close()
    made.deleteLater()


def test_a_daily_log(desk: ImportDesk, tmp_path: Path) -> None:
    """A day without a year and a sum are rejected; the day, corrected, leaves its order open."""
    rejected = tmp_path / "rejected.csv"

    def look(dialog: ImportDialog) -> None:
        assert not dialog.draft.is_order_open
        assert dialog.file.order.currentText() == "Day first: 18.08.2022 is 18 August 2022."

    def save(dialog: ImportDialog) -> None:
        assert counts(dialog) == "Would be added: 4 incidents, 4 reports. Rejected: 2 rows."
        assert rejects(dialog) == [
            (9, "Дата", "“серпень” depends on today. Enter a date with its year."),
            (
                10,
                "Дата",
                "“Разом” is not a time. Write 17.08.2022 21:30, 17.08 night, yesterday, or ? if it "
                "is unknown.",
            ),
        ]
        desk.save_rejects(rejected)

    desk.import_file(tables.daily_log(tmp_path / "log.xlsx"), look, nothing, save)
    assert [chip.label for chip in desk.view.bar.chips] == ["Imported from log.xlsx, table only"]
    desk.approve("approve", 4)
    assert desk.killed == (9, None)
    _head, day, _sum = rejected.read_text(encoding="utf-8-sig").splitlines()
    correct(rejected, {day: day.replace("серпень", "05/08/2022"), _sum: ""})

    def choose(dialog: ImportDialog) -> None:
        assert dialog.file.order.hasFocus()
        assert dialog.file.order.placeholderText() == "Choose the order"
        desk.press(Qt.Key.Key_Down)
        assert dialog.file.order.currentText() == "Day first: 05/08/2022 is 5 August 2022."

    desk.import_file(rejected, choose, nothing, nothing)
    desk.approve("approve the day", 1)
    assert desk.killed == (10, None)
    assert desk.jobs == {
        "import log.xlsx": 9,
        "approve": 3,
        "import rejected.csv": 7,
        "approve the day": 2,
    }


def test_a_list_of_victims(desk: ImportDesk, tmp_path: Path) -> None:
    """Rows of one strike become one incident with its persons, without a question."""

    def look(dialog: ImportDialog) -> None:
        assert counts(dialog) == "Would be added: 2 incidents, 2 reports."
        assert rejects(dialog) == []

    desk.import_file(tables.victims(tmp_path / "victims.xlsx"), nothing, nothing, look)
    desk.approve("approve", 2)
    assert desk.killed == (4, 4)
    assert len(list(person_records.listed(desk.view.session.case))) == 4
    assert desk.jobs == {"import victims.xlsx": 6, "approve": 3}


def test_a_table_with_remarks(desk: ImportDesk, tmp_path: Path) -> None:
    """A place that may be in three districts and a number of two strikes are asked about."""
    rejected = tmp_path / "rejected.csv"

    def look(dialog: ImportDialog) -> None:
        assert dialog.file.order.currentText() == "Month first: 08/17/2022 is 17 August 2022."

    def save(dialog: ImportDialog) -> None:
        assert counts(dialog) == "Would be added: 1 incident, 1 report. Rejected: 3 rows."
        merged = "The number is merged over rows 4 to 5. Enter the number of each row."
        assert rejects(dialog) == [
            (
                3,
                "Where",
                "Which district is “Saltivka” in? Possible answers: Saltivskyi; Kyivskyi; "
                "Nemyshlianskyi.",
            ),
            (4, "Dead", merged),
            (5, "Dead", merged),
        ]
        desk.save_rejects(rejected)

    desk.import_file(tables.remarks(tmp_path / "remarks.xlsx"), look, nothing, save)
    desk.approve("approve", 1)
    assert desk.killed == (1, 2)
    merged = "5 for rows 4 to 5 together"
    correct(
        rejected,
        {
            "Saltivka, dormitory": "Saltivskyi, dormitory",
            f"Chuhuiv,{merged}": "Chuhuiv,2",
            f"Izium,{merged}": "Izium,3",
        },
    )
    desk.import_file(rejected, look, nothing, nothing)
    desk.approve("approve the corrected", 3)
    assert desk.killed == (1 + 7 + 5, None)
    assert desk.jobs == {
        "import remarks.xlsx": 9,
        "approve": 2,
        "import rejected.csv": 6,
        "approve the corrected": 3,
    }


def test_a_file_of_an_archive(desk: ImportDesk, tmp_path: Path) -> None:
    """Three rows as Bellingcat has them: the month is first, and words give no number."""
    path = tmp_path / "archive.json"
    rows = [_archived(number) for number in (1, 2, 3)]
    path.write_text(json.dumps(rows), encoding="utf-8")

    def look(dialog: ImportDialog) -> None:
        assert dialog.file.source.currentText() == "Bellingcat: Civilian Harm in Ukraine"
        assert dialog.file.order.currentText() == "Month first: 03/01/2022 is 1 March 2022."

    def look_at_duplicates(dialog: ImportDialog) -> None:
        assert dialog.trial.choice.currentText() == "Possible duplicates: 2"
        assert counts(dialog).startswith("Would be added: 3 incidents, 3 reports.")

    desk.import_file(path, look, nothing, look_at_duplicates)
    desk.approve("approve", 3)
    assert desk.killed == (None, None)
    assert desk.jobs == {"import archive.json": 6, "approve": 3}


def _archived(number: int) -> dict[str, object]:
    words = f"Invented strike {number}: 3 killed."
    link = f"https://example.org/{number}"
    return {
        "id": f"CIV{number}",
        "date": f"03/0{number}/2022",
        "latitude": "50.01",
        "longitude": "36.28",
        "location": "",
        "description": words,
        "sources": [{"id": "s", "path": link, "description": words}],
        "filters": [{"key": "Type of area affected", "value": "Residential"}],
    }


def nothing(_dialog: ImportDialog) -> None:
    """What is proposed is right."""


def counts(dialog: ImportDialog) -> str:
    return dialog.trial.counts.text()


def rejects(dialog: ImportDialog) -> list[tuple[int, str, str]]:
    assert dialog.plan is not None
    return [(reject.row, reject.column, reject.sentence) for reject in dialog.plan.rejects]


def correct(path: Path, texts: dict[str, str]) -> None:
    """Put texts of a file in the place of others, as in a spreadsheet."""
    text = path.read_text(encoding="utf-8-sig")
    for before, after in texts.items():
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8-sig")
