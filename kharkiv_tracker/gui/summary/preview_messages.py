"""What the window asks of the child process that sets the pages, and what that answers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kharkiv_tracker.summary.summary_request import SummaryRequest


@dataclass(frozen=True, slots=True)
class Case:
    """Which case file to read, and what the window speaks."""

    path: Path
    passphrase: str | None
    language: str


@dataclass(frozen=True, slots=True)
class LayoutRequest:
    """Set these pages, so many pixels to an inch; what was asked with a lower number is dropped."""

    number: int
    summary: SummaryRequest
    ppi: float


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Draw one of the pages that were set last; pages are counted from 0."""

    number: int
    page: int


@dataclass(frozen=True, slots=True)
class FileRequest:
    """Make the file of the pages that were set last."""

    number: int


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done now, said in a sentence."""

    number: int
    message: str


@dataclass(frozen=True, slots=True)
class LayoutDone:
    """The pages are set: their sizes in pixels, and what stands on them."""

    number: int
    sizes: tuple[tuple[int, int], ...]
    incidents: int
    drafts: int
    """How many of the incidents printed nobody has approved."""
    left_out: int
    """How many are not printed because nobody has approved them."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as pixels of four bytes: blue, green, red, unused."""

    number: int
    page: int
    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class FileDone:
    """The file as it is to be written, and the tables that are to lie beside it, by their names."""

    number: int
    pdf: bytes
    extra_files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """Why nothing came of it; an account where the program made a mistake."""

    number: int
    message: str
    account: str = ""


Request = LayoutRequest | PageRequest | FileRequest
Answer = Progress | LayoutDone | PageImage | FileDone | Failed
