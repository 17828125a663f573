"""Children of this process, which may be killed, hang or crash without taking it with them.

A child is a fork: everything is imported already. This process itself never opens a case file, so
no child inherits a lock, a connection or half a page.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults.outcome import Outcome, Verdict

#: A child that takes longer hangs.
_SECONDS = 60

Tell = Callable[[Any], None]


@dataclass(frozen=True)
class Ending:
    """How a child ended: what it told, the signal that ended it, what is on its standard error."""

    lines: tuple[Any, ...]
    signal: int
    code: int
    errors: str

    @property
    def broken(self) -> Outcome | None:
        """The outcome where the child crashed, hung or ended with a traceback."""
        if self.signal:
            name = "hung" if self.signal == signal.SIGALRM else signal.Signals(self.signal).name
            return Outcome(Verdict.CRASHED, detail=f"{name} {self.errors[-300:]}")
        if self.code or "Traceback" in self.errors:
            return Outcome(Verdict.TRACEBACK, detail=self.errors[-600:])
        return None


class Forked:
    """A running child; `tell`, its first argument, sends this process one JSON value a line."""

    def __init__(self, work: Callable[..., object], *arguments: Any, seconds: int = _SECONDS):
        self.reader, writer = os.pipe()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `end`
        self._rest = b""
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self.reader)
            _live(work, arguments, writer, self._errors.fileno(), seconds)
        os.close(writer)

    def line(self) -> Any:
        """The next value the child tells; None when it ends."""
        while b"\n" not in self._rest:
            read = os.read(self.reader, 1 << 16)
            if not read:
                return None
            self._rest += read
        line, _newline, self._rest = self._rest.partition(b"\n")
        return json.loads(line)

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> Ending:
        """Wait for the end; what was told before it still stands in the pipe."""
        lines = []
        while (line := self.line()) is not None:
            lines.append(line)
        os.close(self.reader)
        _pid, status = os.waitpid(self.pid, 0)
        self._errors.seek(0)
        errors = self._errors.read().decode(errors="replace")
        self._errors.close()
        died = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        return Ending(tuple(lines), died, 0 if died else os.waitstatus_to_exitcode(status), errors)


def ask(work: Callable[..., object], *arguments: Any, seconds: int = _SECONDS) -> Ending:
    """Let a child do it and wait for the end."""
    return Forked(work, *arguments, seconds=seconds).end()


def answer(work: Callable[..., object], *arguments: Any) -> Any:
    """The one value a child tells that must not fail."""
    ending = ask(work, *arguments)
    if ending.broken or len(ending.lines) != 1:
        raise RuntimeError(f"{work.__name__}: {ending}")
    return ending.lines[0]


def bytes_of(make: Callable[[Path], object]) -> bytes:
    """What a child makes in a file and closes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.ktcase")
        ending = ask(lambda _tell: make(path))
        if ending.broken:
            raise RuntimeError(str(ending))
        return path.read_bytes()


def _live(
    work: Callable[..., object], arguments: tuple[Any, ...], writer: int, errors: int, seconds: int
) -> None:
    """The whole life of the child; never returns."""
    code = 1
    try:
        os.dup2(errors, 1)
        os.dup2(errors, 2)
        signal.alarm(seconds)
        work(lambda value: _write(writer, value), *arguments)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _write(writer: int, value: Any) -> None:
    data = json.dumps(value).encode() + b"\n"
    while data:
        data = data[os.write(writer, data) :]
