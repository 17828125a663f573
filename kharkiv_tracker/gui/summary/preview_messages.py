"""Messages between the window and the child process that lays out the pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kharkiv_tracker.domain.total import GroupTotal
from kharkiv_tracker.summary.summary_request import SummaryRequest


@dataclass(frozen=True, slots=True)
class Case:
    """The case file to read, and the language of the window."""

    path: Path
    passphrase: str | None
    language: str


@dataclass(frozen=True, slots=True)
class LayoutRequest:
    """Lay out a summary at `ppi` pixels per inch; requests with a lower number are dropped."""

    number: int
    summary: SummaryRequest
    ppi: float


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Draw one page of the latest layout; pages are counted from 0."""

    number: int
    page: int


@dataclass(frozen=True, slots=True)
class FileRequest:
    """Make the file of the latest layout."""

    number: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The current step, as a sentence."""

    number: int
    message: str


@dataclass(frozen=True, slots=True)
class LayoutDone:
    """The pages are laid out: their sizes in pixels, and the numbers of incidents."""

    number: int
    sizes: tuple[tuple[int, int], ...]
    incidents: int
    drafts: int
    """The number of printed incidents that are not approved."""
    left_out: int
    """The number of incidents left out because they are not approved."""
    changed: GroupTotal | None = None
    """The incidents left out because they changed since they were approved."""
    duplicates: tuple[tuple[str, str], ...] = ()
    """The pairs of printed incidents, by code, that may be the same strike."""


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
    """The PDF to be written, and the extra files to be written beside it, by name."""

    number: int
    pdf: bytes
    extra_files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """Why the request failed; with an error report if the error was unexpected."""

    number: int
    message: str
    account: str = ""


Request = LayoutRequest | PageRequest | FileRequest
Answer = Progress | LayoutDone | PageImage | FileDone | Failed
