"""The case of one size in every form that rows need, each made when it is first asked for."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from functools import cached_property
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, Self

from kharkiv_tracker.store import engine
from kharkiv_tracker.store.case_file import CaseFile
from tests.benchmarks import bulk, synthetic
from tests.benchmarks.window_process import WindowProcess

PASSPHRASE = "made up for measuring"  # noqa: S105 - of made-up cases
#: Larger cases are made without their history.
_MOST = 200_000


class Effort(NamedTuple):
    """How much is done for a measurement: less where nobody looks at the numbers."""

    strokes: int = 1000
    """Keys that are typed in a round."""
    pages: int = 20
    """Summaries that are made before the memory is looked at."""
    posts: int = 1000
    """Posts of a channel that are read."""
    quiet: float = 0.3
    """Seconds of rest after which an action in the window is over."""
    is_fresh: bool = True
    """Whether a row that needs a new window gets one."""


_FULL = Effort()


class CaseSet:
    """Made-up cases of one size; the files are kept in `folder`, what is written in copies."""

    def __init__(self, size: int, folder: Path, effort: Effort = _FULL) -> None:
        self.size, self.folder, self.effort = size, folder, effort
        self._stack = ExitStack()
        self._numbers = count()

    @property
    def has_history(self) -> bool:
        return self.size <= _MOST

    @cached_property
    def path(self) -> Path:
        """The case file, to be read only."""
        kept = synthetic.kept if self.has_history else bulk.kept
        return kept(self.size, self.folder)

    @cached_property
    def encrypted_path(self) -> Path:
        """The same case file, encrypted."""
        return synthetic.once(f"{self.path.stem}-encrypted", self.folder, self._encrypt)

    @cached_property
    def home(self) -> Path:
        """A folder for what is written."""
        made = TemporaryDirectory(prefix="kharkiv-tracker-", dir=self.folder)
        return Path(self._stack.enter_context(made))

    @cached_property
    def case(self) -> CaseFile:
        """The case, open for reading."""
        return self._open(self.path, None, reading=True)

    @cached_property
    def encrypted(self) -> CaseFile:
        """The encrypted case, open for reading."""
        return self._open(self.encrypted_path, PASSPHRASE, reading=True)

    @cached_property
    def copy(self) -> CaseFile:
        """A copy that rows may write to."""
        return self._open(self._copied(self.path), None)

    @cached_property
    def encrypted_copy(self) -> CaseFile:
        """A copy of the encrypted case that rows may write to."""
        return self._open(self._copied(self.encrypted_path), PASSPHRASE)

    @cached_property
    def window(self) -> WindowProcess:
        """A window in a process of its own, with a copy of the case open."""
        return self._stack.enter_context(self._opened_window())

    def new_window(self) -> AbstractContextManager[WindowProcess]:
        """Another such window, with a copy of its own."""
        return self._opened_window() if self.effort.is_fresh else nullcontext(self.window)

    @contextmanager
    def _opened_window(self) -> Iterator[WindowProcess]:
        copy = self._copied(self.path)
        with WindowProcess(copy, self.effort.quiet) as window:
            yield window
        copy.unlink()

    def new_path(self, stem: str) -> Path:
        """The path of a file that does not exist yet."""
        return self.home / f"{stem}-{next(self._numbers)}.ktcase"

    def close(self) -> None:
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _open(self, path: Path, passphrase: str | None, reading: bool = False) -> CaseFile:
        opened = CaseFile.open(path, passphrase, reading=reading)
        return self._stack.enter_context(opened)

    def _copied(self, path: Path) -> Path:
        return Path(shutil.copyfile(path, self.new_path(path.stem)))

    def _encrypt(self, path: Path) -> None:
        with CaseFile.open(self.path, reading=True) as case, engine.attaching(case.db):
            execute: Callable[..., object] = case.db.execute
            execute("ATTACH ? AS encrypted KEY ?", [str(path), PASSPHRASE])
            execute("SELECT sqlcipher_export('encrypted')")
            for pragma in ("application_id", "user_version"):
                (value,) = case.db.execute(f"PRAGMA {pragma}").fetchone()
                execute(f"PRAGMA encrypted.{pragma} = {value}")
            execute("PRAGMA encrypted.journal_mode = WAL")
            execute("DETACH encrypted")
