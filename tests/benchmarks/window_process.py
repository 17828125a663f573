"""A window in a process of its own: asked to do one thing, it answers how long that held it."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Self

from tests.benchmarks import process


class WindowProcess:
    """The process of `window_driver` with a case open; used in a `with` block."""

    def __init__(self, case: Path, quiet: float) -> None:
        self._case, self._quiet = case, quiet
        self._stack = ExitStack()
        self._process: subprocess.Popen[str] | None = None
        self._errors: IO[str] | None = None

    def __enter__(self) -> Self:
        folder = self._stack.enter_context(process.home(self._case))
        self._errors = self._stack.enter_context(TemporaryFile("w+", encoding="utf-8"))
        module = "tests.benchmarks.window_driver"
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-m", module, str(self._case), str(self._quiet)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            text=True,
            env=process.surroundings(folder),
            cwd=process.ROOT,
        )
        return self

    def __exit__(self, *_error: object) -> None:
        with self._stack:
            if self._process:
                assert self._process.stdin is not None
                self._process.stdin.close()
                self._process.wait(120)
                assert self._process.stdout is not None
                self._process.stdout.close()

    def ask(self, action: str) -> float:
        """The answer to one of the driver's actions, such as `sort` or `keys 1000`."""
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        assert self._errors is not None
        self._process.stdin.write(f"{action}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            self._errors.seek(0)
            raise RuntimeError(f"the window ended while asked for {action}: {self._errors.read()}")
        return float(answer)
