"""Flat files: a PNG or a PDF of pixels, without text, fonts, dates or any other metadata.

The PDF is written here: libraries put their name, the time and an identifier into it.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kharkiv_tracker.redaction.page_worker import PPI

if TYPE_CHECKING:
    from PIL.Image import Image

PNG_CHUNKS = (b"IHDR", b"IDAT", b"IEND")
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_STREAM = re.compile(rb"/Length (\d+)[^>]*>>\nstream\n")


def png(picture: Image) -> bytes:
    """The picture as PNG."""
    stream = io.BytesIO()
    picture.save(stream, "PNG", optimize=False)
    return stream.getvalue()


def png_chunks(content: bytes) -> Iterator[bytes]:
    """The names of the chunks of a PNG; b"" for what is not one, or comes after its end."""
    at, name = len(_SIGNATURE), b""
    if not content.startswith(_SIGNATURE):
        yield b""
    while at + 12 <= len(content) and name != b"IEND":
        name = content[at + 4 : at + 8]
        at += 12 + int.from_bytes(content[at : at + 4], "big")
        yield name
    if at != len(content):
        yield b""


@dataclass(frozen=True, slots=True)
class FlatPage:
    """The picture of a page, packed as a PDF has it; `size` in pixels."""

    size: tuple[int, int]
    packed: bytes


def page_of(picture: Image) -> FlatPage:
    """The picture as a page."""
    return FlatPage(picture.size, zlib.compress(picture.tobytes(), 6))


def pdf(pages: Sequence[FlatPage]) -> bytes:
    """A PDF with one picture a page and nothing else."""
    numbers = [3 + 3 * index for index in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
    ]
    for number, page in zip(numbers, pages, strict=True):
        width, height = (f"{side * 72 / PPI:.4f}" for side in page.size)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents "
            f"{number + 1} 0 R /Resources << /XObject << /P {number + 2} 0 R >> >> >>".encode(),
            _stream("", f"{width} 0 0 {height} 0 0 cm /P Do".encode()),
            _stream(
                "/Type /XObject /Subtype /Image /ColorSpace /DeviceRGB /BitsPerComponent 8 "
                f"/Width {page.size[0]} /Height {page.size[1]} /Filter /FlateDecode ",
                page.packed,
            ),
        ]
    return _file(objects)


def beside_streams(content: bytes) -> bytes:
    """A PDF of ours without the bytes of its streams."""
    kept, at = [], 0
    while match := _STREAM.search(content, at):
        kept.append(content[at : match.end()])
        at = match.end() + int(match[1])
    return b"".join((*kept, content[at:]))


def _stream(entries: str, content: bytes) -> bytes:
    head = f"<< {entries}/Length {len(content)} >>\nstream\n".encode()
    return head + content + b"\nendstream"


def _file(objects: Sequence[bytes]) -> bytes:
    parts, places, at = [b"%PDF-1.4\n"], [], len(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        places.append(at)
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        at += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table))
    parts.append(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, at))
    return b"".join(parts)
