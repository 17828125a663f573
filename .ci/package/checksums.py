"""SHA-256 of the files that are handed out, in the form that sha256sum checks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def write(files: Iterable[Path], target: Path) -> None:
    """Write a line for each file, by name."""
    lines = [f"{_digest(path)}  {path.name}\n" for path in sorted(files)]
    target.write_text("".join(lines), "utf-8", newline="\n")


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
