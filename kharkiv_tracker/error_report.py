"""The report of an unexpected error: where it is in the program, and nothing of a record."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import TracebackType

from kharkiv_tracker import __version__


def report_of(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """Place and kind of the error; its message is left out because it may quote a record."""
    lines = [f"Kharkiv Tracker {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    lines += [
        f"{_place(Path(frame.filename))}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    errno = getattr(error, "errno", None)
    lines.append(kind.__name__ + (f" ({errno})" if errno else ""))
    return "\n".join(lines)


def _place(file: Path) -> str:
    """The path within the program; of other files the name only, because folders name people."""
    ours = Path(__file__).parent
    return file.relative_to(ours).as_posix() if file.is_relative_to(ours) else file.name
