"""A redacted copy: the pages as they are seen, with black boxes, checked by reading it again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.redaction import flat_file
from kharkiv_tracker.redaction.box import Box
from kharkiv_tracker.redaction.page_reader import PageReader, check_type
from kharkiv_tracker.redaction.page_worker import PDF

if TYPE_CHECKING:
    from PIL.Image import Image

PNG = "image/png"
_BLACK = ((0, 0), (0, 0), (0, 0))
#: What a PDF of ours never contains.
_FOREIGN = re.compile(
    rb"/(Font|Info|Metadata|Annots|AcroForm|EmbeddedFiles?|OCProperties|OpenAction|AA|ID|"
    rb"JavaScript|JS|StructTreeRoot|Outlines|Names|SMask)\b"
)


@dataclass(frozen=True, slots=True)
class RedactedCopy:
    """The bytes of a copy, its media type and the end of its file name."""

    content: bytes
    type: str
    ending: str


def make(
    content: bytes, media_type: str, boxes: Sequence[Box], pages: Sequence[int] = ()
) -> RedactedCopy:
    """The redacted copy of a file, of all its pages unless some are chosen. Raises Refused."""
    check(boxes)
    check_type(media_type, len(content))
    with PageReader(content, media_type) as reader:
        return copy_of(reader, media_type, boxes, pages)


def copy_of(
    reader: PageReader, media_type: str, boxes: Sequence[Box], pages: Sequence[int] = ()
) -> RedactedCopy:
    """The redacted copy of a file that is open."""
    check(boxes)
    for box in boxes:
        reader.check_page(box.page)
        if pages and box.page not in pages:
            raise Refused(
                _("Page {page} has a box and is not among the chosen pages.").format(page=box.page)
            )
    digests: list[str] = []
    packed: list[flat_file.FlatPage] = []
    for page in dict.fromkeys(pages or range(1, reader.count + 1)):
        picture = reader.picture(page)
        cover(picture, [box for box in boxes if box.page == page])
        digests.append(hashlib.sha256(picture.tobytes()).hexdigest())
        if media_type != PDF:
            copy = RedactedCopy(flat_file.png(picture), PNG, "png")
            break
        packed.append(flat_file.page_of(picture))
    else:
        copy = RedactedCopy(flat_file.pdf(packed), PDF, "pdf")
    _check_copy(copy, digests)
    return copy


def check(boxes: Sequence[Box]) -> None:
    """Raise Refused unless there are boxes, each on its page."""
    if not boxes:
        raise Refused(_("Draw at least one box over what must not be seen."))
    for box in boxes:
        box.check()


def cover(picture: Image, boxes: Sequence[Box]) -> None:
    """Paint the boxes on a picture, in black that nothing shows through."""
    areas = [box.pixels(*picture.size) for box in boxes]
    for area in areas:
        picture.paste((0, 0, 0), area)
    if any(picture.crop(area).getextrema() != _BLACK for area in areas):
        raise _unsafe()


def _check_copy(copy: RedactedCopy, digests: Sequence[str]) -> None:
    """Raise Refused unless the bytes, read again, are these pictures and nothing else."""
    if copy.type == PNG:
        if {*flat_file.png_chunks(copy.content)} != {*flat_file.PNG_CHUNKS}:
            raise _unsafe()
    elif _FOREIGN.search(flat_file.beside_streams(copy.content)):
        raise _unsafe()
    with PageReader(copy.content, copy.type) as reader:
        if reader.count != len(digests):
            raise _unsafe()
        for page, digest in enumerate(digests, 1):
            remains = dict(reader.remains(page))
            if remains.pop("pixels", "") != digest or any(remains.values()):
                raise _unsafe()


def _unsafe() -> Refused:
    return Refused(
        _("The redacted copy was not saved: reading it again showed more than its pixels.")
    )
