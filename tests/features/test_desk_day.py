"""A day at the desk, by keyboard alone, in Ukrainian, from the first start to the saved page.

Printed at its end: the keys of each job, and the longest time that the window did not answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kharkiv_tracker import settings
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.gui import app
from kharkiv_tracker.gui.dialogs.progress_dialog import Progress
from kharkiv_tracker.gui.summary.dialog import SummaryDialog
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import incidents, statements, totals, work_queue
from tests.gui.conftest import Hands
from tests.gui.test_keystrokes import Typist

_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
#: Looks at a dialog that nobody answers, 50 ms apart.
_PATIENCE = 400
_SHIFT = Qt.KeyboardModifier.ShiftModifier
ARTICLE = """Удари по Харкову вночі проти 18 серпня

У Салтівському районі ракета влучила в гуртожиток. Загинуло щонайменше 7 людей, 16 поранено.
У Слобідському районі влучання у трамвайне депо. Один загиблий, 18 поранених, сказав Синєгубов.
Від 24 лютого в області загинуло понад 1000 цивільних, повідомила обласна прокуратура."""
#: The ten updates of the day: killed and injured at Saltivskyi, as the rescue went on.
_UPDATES = [(7, 17), (8, 17), (9, 18), (10, 19), (11, 19), (12, 20), (13, 20), (15, 20), (17, 20)]


class Desk(Hands):
    """Hands that note how long the window took over each key."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__(qtbot)
        self._qtbot = qtbot
        self.jobs: dict[str, int] = {}
        self.longest = (0.0, "")
        self._job, self._began, self._waits = "", 0, False

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
        began = perf_counter()
        super().press(key, held)
        QApplication.processEvents()
        took = perf_counter() - began
        # A key that opens a dialog returns when that is closed.
        if not self._waits and took > self.longest[0]:
            self.longest = (took, f"{self._job}: {key.name}")

    @contextmanager
    def job(self, name: str) -> Iterator[None]:
        """Count the keys of what is done within."""
        self._job, before = name, self.keystrokes
        yield
        self.jobs[name] = self.keystrokes - before

    @contextmanager
    def answering(self, *steps: Callable[[QWidget], object]) -> Iterator[None]:
        """Do each step at the dialog that is open by then, one after the other."""
        left = list(steps)
        #: The dialog that the keys open another one over.
        below = QApplication.activeModalWidget()
        failed: list[BaseException] = []
        waited: list[QWidget] = []

        def step() -> None:
            dialog = QApplication.activeModalWidget()
            # What takes long shows how far it is first.
            if dialog in (None, below) or not dialog.isVisible() or isinstance(dialog, Progress):
                return
            if not left:
                waited.append(dialog)
                if len(waited) == _PATIENCE and isinstance(dialog, QDialog):
                    failed.append(AssertionError(f"still open: {dialog.windowTitle()}"))
                    dialog.reject()
                return
            focus = QApplication.focusWidget()
            if focus is None or focus.window() is not dialog.window():
                # It has only just been opened.
                dialog.activateWindow()
                return
            try:
                left.pop(0)(dialog)
            except BaseException as error:
                failed.append(error)
                if isinstance(dialog, QDialog):
                    dialog.reject()

        timer = QTimer()
        timer.setInterval(50)
        timer.timeout.connect(step)
        timer.start()
        self._waits = True
        try:
            yield
            self._qtbot.waitUntil(lambda: not left or bool(failed), timeout=20_000)
        finally:
            timer.stop()
            self._waits = False
        if failed:
            raise failed[0]
        windows = [top for top in QApplication.topLevelWidgets() if isinstance(top, MainWindow)]
        # Without a window manager nobody else does.
        (QApplication.activeModalWidget() or windows[0]).activateWindow()
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    def go_to(self, name: str) -> None:
        """Tab until what has this text or name has the focus."""
        for _step in range(80):
            focus = self.focus
            text = focus.text() if hasattr(focus, "text") else ""
            if name in (text, focus.accessibleName()):
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never comes to {name}")

    def names(self, path: Path) -> Callable[[QWidget], object]:
        """Name this file in the dialog for files."""

        def name(dialog: QWidget) -> None:
            assert isinstance(dialog, QFileDialog)
            line = dialog.findChild(QLineEdit)
            line.setFocus()
            self.press(Qt.Key.Key_A, _CTRL)
            self.type(str(path))
            assert line.text() == str(path)
            # The list of names like it, which comes at its own time, would take the Enter.
            line.setCompleter(None)
            self.press(Qt.Key.Key_Return)

        return name

    def accepts(self, _dialog: QWidget) -> None:
        self.press(Qt.Key.Key_Return)

    def refuses(self, _dialog: QWidget) -> None:
        self.press(Qt.Key.Key_Escape)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window of a first start, in Ukrainian; closed before the folder of its case goes."""
    assert tmp_path.is_dir()
    settings.save(settings.Settings(language="uk"))
    app.make()
    made = MainWindow()
    made.drawing.load()
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    yield made
    if made.view:
        made.view.entry.report.clear()
    made.close()
    made.deleteLater()
    app.make("en")


@pytest.mark.qt_log_ignore("^This plugin does not support")
def test_desk_day_by_keyboard_alone_in_ukrainian(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    desk = Desk(qtbot)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    with desk.job("name and new case"):
        desk.go_to(_("Your name or initials"))
        desk.type("О. К.")
        desk.press(Qt.Key.Key_Return)
        with desk.answering(desk.names(tmp_path / "Харків.ktcase"), desk.accepts):
            desk.press(Qt.Key.Key_N, _CTRL | _SHIFT)
    view = window.view
    assert view is not None
    assert settings.load().author == view.session.author == "О. К."
    case = view.session.case
    typist: Any = Typist(desk, window)
    with desk.job("a document with three records"):
        desk.press(Qt.Key.Key_N, _CTRL)
        typist.enter(
            {
                "document": "https://news.example/2022/08/18/kharkiv",
                "document_text": ARTICLE,
                "when": "17.08.2022 21:30",
                "where": "салтівський, гуртожиток",
                "killed": "щонайменше 7",
                "injured": "16",
                "weapons": "ракета",
                "source": "Суспільне",
                "source_kind": "ЗМІ",
                "office": "Харківська ОВА",
                "as_of": "17.08.2022 22:00",
                "quote": "Загинуло",
            },
            following="1",
        )
        typist.enter(
            {
                "when": "18.08.2022 04:30",
                "where": "слобідський, трамвайне депо",
                "killed": "1",
                "injured": "18",
                "weapons": "ракета",
                "speaker": "Олег Синєгубов",
                "office": "Харківська ОВА",
                "as_of": "18.08.2022 08:00",
                "quote": "Один загиблий",
            },
            following="2",
        )
        typist.enter(
            {
                "area": "харківська область",
                "since": "24.02.2022",
                "as_of": "18.08.2022",
                "killed": ">1000",
                "office": "Харківська обласна прокуратура",
                "quote": "Від 24",
            }
        )
    assert len(statements.statements(case)) == 1
    with desk.job("ten updates"):
        for hour, (killed, injured) in enumerate(_UPDATES, start=9):
            _update(typist, view, killed, injured, f"18.08.2022 {hour:02}:00", "ДСНС")
        _update(typist, view, 19, 21, "19.08.2022 10:00", "Харківська ОВА")
    # Another office says less later on: the figure becomes a range.
    typist.press(Qt.Key.Key_N, _CTRL)
    _update(typist, view, 18, 22, "19.08.2022 12:00", "ДСНС")
    for day, place in enumerate(("київський", "немишлянський", "холодногірський"), start=20):
        typist.enter(
            {
                "when": f"{day}.08.2022",
                "where": place,
                "killed": "1",
                "injured": "2",
                "source": "Суспільне",
                "office": "Харківська ОВА",
                "as_of": f"{day}.08.2022 20:00",
            }
        )
    desk.press(Qt.Key.Key_Escape)
    with desk.job("a disagreement settled"):
        view.open_incident("KHT-2022-08-17-01")
        desk.press(Qt.Key.Key_1, _CTRL)
        desk.press(Qt.Key.Key_Return)
        desk.go_to(_("Dismiss…"))
        with desk.answering(lambda _dialog: (desk.type("два лічильники"), desk.accepts(_dialog))):
            desk.press(Qt.Key.Key_Return)
    flags = work_queue.findings(case, "KHT-2022-08-17-01", aside=True)
    settled = next(flag for flag in flags if flag.kind is FindingKind.DISAGREEMENT)
    assert settled.aside == "два лічильники"
    with desk.job("five incidents approved at once"):
        desk.press(Qt.Key.Key_1, _CTRL)
        desk.press(Qt.Key.Key_A, _CTRL)
        with desk.answering(desk.accepts):
            desk.press(Qt.Key.Key_A, _CTRL | _SHIFT)
    rows = incidents.rows(case, incidents.ids(case))
    assert [row.state for row in rows] == [ReviewState.APPROVED] * 5
    with desk.job("a chart copied"):
        desk.press(Qt.Key.Key_2, _CTRL)
        qtbot.waitUntil(lambda: view.chart_pane.figure is not None, timeout=30_000)
        desk.press(Qt.Key.Key_C, _CTRL | _SHIFT)
        clipboard = QApplication.clipboard()
        qtbot.waitUntil(lambda: clipboard.mimeData().hasImage(), timeout=30_000)
        assert clipboard.text()
    page = tmp_path / "сторінка.pdf"
    with desk.job("the page saved"):
        desk.press(Qt.Key.Key_E, _CTRL)
        (dialog,) = window.findChildren(SummaryDialog)
        qtbot.waitUntil(lambda: dialog.is_fresh, timeout=60_000)
        with desk.answering(desk.names(page)):
            desk.press(Qt.Key.Key_S, _CTRL)
        qtbot.waitUntil(page.exists, timeout=60_000)
    assert page.read_bytes().startswith(b"%PDF")
    desk.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(SummaryDialog))
    killed = totals.totals(case).total.toll["killed"]
    assert (killed.low, killed.high) == (18 + 1 + 3, 19 + 1 + 3)
    print()  # noqa: T201 - the count is what is asked for
    print(", ".join(f"{name} {keys}" for name, keys in desk.jobs.items()))  # noqa: T201
    print(f"longest {desk.longest[0] * 1000:.0f} ms ({desk.longest[1]})")  # noqa: T201
    assert desk.jobs["five incidents approved at once"] <= 6


def _update(typist: Any, view: Any, killed: int, injured: int, as_of: str, office: str) -> None:
    """One more report of the strike on the dormitory."""
    view.incidents.show_incident("KHT-2022-08-17-01")
    typist.press(Qt.Key.Key_U, _CTRL)
    typist.enter(
        {
            "killed": str(killed),
            "injured": str(injured),
            "source": "Суспільне",
            "office": office,
            "as_of": as_of,
        }
    )
