"""The pages of help: where they are, in the language spoken, and their titles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kharkiv_tracker import languages, paths
from kharkiv_tracker.i18n import LANGUAGES, current

#: The first page of the user guide: it links to the chapters in their order.
GUIDE = "guide/index"
CODEBOOK, NUMBERS, CHARTS, SAFETY = (
    "codebook",
    "how-numbers-are-made",
    "how-to-read-the-charts",
    "safety",
)
_PAGES = (CODEBOOK, NUMBERS, CHARTS, SAFETY)
_LINK = re.compile(r"^\d+\. \[[^]]*\]\(([\w-]+)(?:\.\w+)?\.md\)", re.MULTILINE)
_HEADING = re.compile(r"^#\s+(.+?)\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page by its name without language and ending: `codebook`, `guide/1-first-case`."""

    name: str
    path: Path

    @property
    def title(self) -> str:
        """Its first heading."""
        return _title(self.path)


def pages() -> tuple[HelpPage, ...]:
    """The guide in the order of its index, then the pages beside it, in the language spoken."""
    index = named(GUIDE)
    chapters = _LINK.findall(index.path.read_text(encoding="utf-8")) if index else ()
    names = [f"{GUIDE.rpartition('/')[0]}/{name}" for name in dict.fromkeys(chapters)]
    # What is only in another language is read by its links.
    return tuple(page for name in (GUIDE, *names, *_PAGES) if (page := _spoken(name, current())))


def named(name: str) -> HelpPage | None:
    """A page in the language spoken, else in English; None if it is not installed."""
    return _spoken(name, current()) or _spoken(name, languages.SOURCE)


def _spoken(name: str, language: str) -> HelpPage | None:
    mark = "" if language == languages.SOURCE else f".{language}"
    path = paths.docs() / f"{name}{mark}.md"
    return HelpPage(name, path) if path.is_file() else None


def of_path(path: Path) -> HelpPage | None:
    """The page of a file, in the language of that file; None for a file that is not a page."""
    if path.suffix != ".md" or not path.is_file() or not is_inside(path):
        return None
    folder = path.resolve().parent.relative_to(paths.docs().resolve())
    return HelpPage((folder / _name(path)).as_posix(), path)


def is_inside(path: Path) -> bool:
    """Whether a file is in the folder of the pages."""
    return path.resolve().is_relative_to(paths.docs().resolve())


def _name(path: Path) -> str:
    """The file name without ending and language."""
    name, _dot, language = path.stem.rpartition(".")
    return name if language in LANGUAGES else path.stem


@cache
def _title(path: Path) -> str:
    heading = _HEADING.search(path.read_text(encoding="utf-8"))
    return heading[1] if heading else path.stem
