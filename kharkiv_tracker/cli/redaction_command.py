"""A redacted copy of an attached picture or PDF, made from the command line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

from kharkiv_tracker import files
from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.redaction import redacted_copy
from kharkiv_tracker.redaction.box import Box, parse_box
from kharkiv_tracker.redaction.page_worker import MOST_PAGES
from kharkiv_tracker.store import redacted_copies
from kharkiv_tracker.store.case_file import CaseFile

_PAGES = re.compile(r"(\d{1,4})(?:[-–](\d{1,4}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The options of a redacted copy: boxes and pages as typed, and where to write it too."""

    boxes: tuple[str, ...]
    pages: str
    output: Path | None

    def __bool__(self) -> bool:
        return bool(self.boxes or self.pages or self.output)


_options = shared_options.chain(
    click_words.option(
        "--box",
        "boxes",
        multiple=True,
        metavar="BOX",
        help=N_(
            "With redact: a black box, PAGE:LEFT,TOP,WIDTH,HEIGHT in percent of the page: "
            "1:10,20,30,5. Repeatable."
        ),
    ),
    click_words.option(
        "--pages",
        default="",
        metavar="PAGES",
        help=N_("With redact: the pages of a PDF to keep, such as 1,3-4."),
    ),
    click_words.option(
        "-o",
        "--output",
        type=shared_options.PATH,
        help=N_("With redact: also write the copy to this file."),
    ),
)


def drawing(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a redacted copy; the command gets them as `drawing`."""

    @wraps(command)
    def called(
        *args: Any, boxes: tuple[str, ...], pages: str, output: Path | None, **kwargs: Any
    ) -> Any:
        return command(*args, drawing=Drawing(boxes, pages, output), **kwargs)

    return _options(called)


def redact(opened: CaseFile, code: str, drawing: Drawing, author: str, reason: str) -> str:
    """Keep the redacted copy of an attachment beside it; returns its code."""
    boxes: list[Box] = [shared_options.parsed(parse_box, box) for box in drawing.boxes]
    pages: Sequence[int] = shared_options.parsed(lambda text: tuple(_numbers(text)), drawing.pages)
    try:
        original, content = redacted_copies.original(opened, code)
        copy = redacted_copy.make(content, original.type, boxes, pages)
        with opened.edit(shared_options.author_named(author), reason) as edit:
            copy_code = redacted_copies.add(edit, code, copy)
            if drawing.output:
                files.write(drawing.output, copy.content)
    except Refused as refused:
        raise Refused(_("{problem} Nothing was added.").format(problem=refused.sentence)) from None
    return copy_code


def _numbers(text: str) -> Iterator[int]:
    """The page numbers of `1,3-4`."""
    for part in filter(None, map(str.strip, text.split(","))):
        match = _PAGES.fullmatch(part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last < first + MOST_PAGES:
            raise Refused(
                _("“{text}” is not a list of pages. Enter, for example, 1,3-4.").format(
                    text=shown(text)
                )
            )
        yield from range(first, last + 1)
