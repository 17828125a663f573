"""What a check is, and what it saw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.interop.samples import Sample


@dataclass(frozen=True)
class Outcome:
    """One file or page: what was compared, and whatever was not as promised."""

    about: str
    compared: str
    flaws: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where files are put while something is checked, and where pictures are kept, if anywhere."""

    folder: Path
    pictures: Path | None


@dataclass(frozen=True)
class Check:
    """What another program does with exports, and the promise."""

    name: str
    promise: str
    run: Callable[[tuple[Sample, ...], Place], Iterator[Outcome]]
