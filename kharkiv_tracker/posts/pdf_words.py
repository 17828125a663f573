"""The words of a PDF file: its lines put together to sentences."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kharkiv_tracker.child_process import Problem

if TYPE_CHECKING:
    from pypdf import PdfReader

MOST_PAGES = 500
#: A shorter line than this share of the longest ends a paragraph.
_FULL = 0.7
_ENDS = re.compile(r"[.!?…:;]['\"»”’)\]]*\Z")
_ITEM = re.compile(r"(?:[-–—•*▪·]|\d{1,3}[.)])\s")
#: Where a word is divided at the end of a line.
_DIVIDED = re.compile(r"[^\W\d_][-\u00ad\u2010]\Z")
#: The name under which programs print.
_PRINTED = re.compile(r"(?:Microsoft Word|untitled|document\d*\Z|.*\.(?:docx?|indd|pdf)\Z)", re.I)


def pdf_fields(path: Path) -> dict[str, str]:
    """The fields of the post that a PDF is; raises Problem for one without text."""
    # To import it takes a tenth of a second.
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError

    # It writes what it finds wrong; here that is a problem, or nothing.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    try:
        return _fields(PdfReader(path))
    except LimitReachedError:
        raise Problem("bomb") from None


def _fields(reader: PdfReader) -> dict[str, str]:
    # One that anybody may read, but not everybody print, has an empty password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise Problem("locked")
    if len(reader.pages) > MOST_PAGES:
        raise Problem("pages")
    text = "\n\n".join(_texts(page.extract_text() for page in reader.pages))
    if not text:
        raise Problem("pictures")
    title = str((reader.metadata.title if reader.metadata else "") or "")
    return {"text": text, "title": "" if _PRINTED.match(title) else title}


def _texts(pages: Iterator[str]) -> Iterator[str]:
    for page in pages:
        if text := joined(page.splitlines()).strip():
            yield text


def joined(lines: Sequence[str]) -> str:
    """Lines of a page as paragraphs: one that is as long as the others goes on in the next."""
    full = _FULL * max(map(len, lines), default=0)
    pieces: list[str] = []
    for line, following in pairwise((*lines, "")):
        here, after = line.rstrip(), following.strip()
        is_end = len(here) < full or not after or _ENDS.search(here) or _ITEM.match(after)
        if _DIVIDED.search(here) and after[:1].islower():
            pieces.append(here[:-1])
        else:
            pieces.append(here + ("\n" if is_end else " "))
    return "".join(pieces)
