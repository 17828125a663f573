"""How far verifying is, on a terminal alone, and an interrupt while SQLite works."""

import io
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.cli import verification_bar
from kharkiv_tracker.store import verification
from kharkiv_tracker.store.case_file import CaseFile


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("command", ["verify", "check"])
def test_a_bar_is_shown_on_a_terminal_and_nowhere_else(
    run: Any, sample: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    assert "%" not in run(command, sample).err
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    document = run(command, sample, "--json")
    assert (document.code, screen.getvalue()) == (0, "")
    assert run(command, sample).code == 0
    assert "Checking the case file…" in screen.getvalue()
    assert "100%" in screen.getvalue()


@pytest.mark.parametrize("words", ["integrity_check", "search_index_due", "figure_steps"])
def test_an_interrupt_ends_it_and_is_no_damage(sample: Path, words: str) -> None:
    before = signal.getsignal(signal.SIGINT)
    with CaseFile.open(sample) as case:

        def interrupt(sql: str) -> None:
            if words in sql:
                case.db.conn.set_trace_callback(None)
                signal.raise_signal(signal.SIGINT)

        case.db.conn.set_trace_callback(interrupt)
        with pytest.raises(KeyboardInterrupt):
            verification_bar.verified(case)
        assert not case.db.conn.in_transaction
        assert verification_bar.verified(case).ok
    assert signal.getsignal(signal.SIGINT) is before


def test_the_share_that_is_done_grows_to_all_of_it(sample: Path) -> None:
    shares: list[float] = []
    with CaseFile.open(sample) as case:
        assert verification.verify(case, progress=shares.append).ok
    assert shares == sorted(shares)
    assert shares[0] < 0.1
    assert shares[-1] == 1.0
