"""What nobody foresaw: logged, shown once, without the text of any record."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from kharkiv_tracker import paths
from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.gui.unexpected_errors import UnexpectedErrors


def raised(secret: str) -> tuple[type[BaseException], BaseException, object]:
    try:
        raise ValueError(secret)
    except ValueError as error:
        return type(error), error, error.__traceback__


def test_a_mistake_is_shown_once_and_never_quotes_a_record() -> None:
    shown: list[str] = []
    mistakes = UnexpectedErrors(shown.append)
    error = raised("the witness lives at 5 Poltavskyi Shliakh")
    mistakes.handle(*error)  # type: ignore[arg-type]
    mistakes.handle(*error)  # type: ignore[arg-type]
    assert len(shown) == 1
    assert "ValueError" in shown[0]
    assert "test_unexpected_errors.py" in shown[0]
    assert "witness" not in shown[0]


def test_mistakes_are_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    import logging
    import sys

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    log = logging.getLogger("kharkiv_tracker")
    monkeypatch.setattr(log, "handlers", [])
    mistakes = UnexpectedErrors(lambda _account: None)
    mistakes.install()
    mistakes.handle(*raised("a secret"))  # type: ignore[arg-type]
    written = (paths.log_dir() / "kharkiv-tracker.log").read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "a secret" not in written
    for handler in log.handlers:
        handler.close()


def test_results_and_failures_come_home_to_the_windows_thread(qtbot: QtBot) -> None:
    background = BackgroundWorker()
    came: list[object] = []
    here = threading.get_ident()

    def job() -> int:
        assert threading.get_ident() != here
        return 42

    def fail() -> int:
        raise OSError("no room")

    def done(result: object) -> None:
        came.append((result, threading.get_ident() == here))

    background.run(job, done, done)
    background.run(fail, done, lambda error: came.append(type(error)))
    qtbot.waitUntil(lambda: len(came) == 2)
    assert came == [(42, True), OSError]
    background.close()
