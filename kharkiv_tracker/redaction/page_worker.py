"""The child process that reads files which may be hostile and gives back plain pixels.

Its problems are `broken`, `encrypted`, `large`, `missing` and `pages`.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, Protocol

from kharkiv_tracker.child_process import Problem, limit, problem_of, send

#: In bytes and seconds; what reaches them is stopped by the system.
_MEMORY, _SECONDS = 3 * 1024**3, 120
#: Larger pictures are refused before they are decoded.
MOST_PIXELS = 50_000_000
MOST_PAGES = 100
#: A PDF page is drawn with so many pixels per inch, or with fewer if it is a poster.
PPI, _PAGE_PIXELS = 200, 16_000_000
_POINTS = 72
#: The formats by media type; what a file claims to be beyond them is not opened.
FORMATS: Mapping[str, str] = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/webp": "WEBP",
}
PDF = "application/pdf"


class Pages(Protocol):
    """A file as the child reads it; pages are counted from 0."""

    count: int

    def picture(self, page: int) -> Any:
        """The picture of a page, of Pillow, in RGB."""

    def remains(self, page: int) -> Mapping[str, int | str]:
        """What a page has beside one picture, and the file beside its pages; all 0 for nothing.

        `pixels` is the SHA-256 of the picture as it is stored.
        """


def serve(pipe: Connection) -> None:
    """Open the file that comes first, then answer each request until the pipe closes."""
    limit(_MEMORY, _SECONDS)
    with suppress(EOFError, OSError):
        media_type = json.loads(pipe.recv_bytes())["type"]
        content = pipe.recv_bytes()
        pages = _answer(pipe, partial(_opened, content, media_type))
        if pages is None:
            return
        send(pipe, {"pages": pages.count})
        while True:
            request = json.loads(pipe.recv_bytes())
            answer = _answer(pipe, partial(getattr(pages, request["ask"]), int(request["page"])))
            if isinstance(answer, Mapping):
                send(pipe, answer)
            elif answer is not None:
                send(pipe, {"size": answer.size})
                pipe.send_bytes(answer.tobytes())


def _answer(pipe: Connection, work: Callable[[], Any]) -> Any:
    """What the work gives; None where it failed and the other side knows why."""
    try:
        return work()
    except Exception as error:
        send(pipe, problem_of(error))
    return None


def _opened(content: bytes, media_type: str) -> Pages:
    return PdfPages(content) if media_type == PDF else Photograph(content, FORMATS[media_type])


class Photograph:
    """A picture as it is seen: turned as its camera says, on white where it is transparent."""

    count = 1

    def __init__(self, content: bytes, file_format: str) -> None:
        from PIL import Image

        # The size is checked here, where it can be said.
        Image.MAX_IMAGE_PIXELS = None
        self._image = Image.open(io.BytesIO(content), formats=(file_format,))
        _check_size(*self._image.size)

    def picture(self, _page: int) -> Any:
        from PIL import Image, ImageOps

        turned = ImageOps.exif_transpose(self._image)
        if turned.mode.startswith("I"):
            # 16 bits of grey: the upper 8 are what a screen shows.
            turned = turned.convert("I").point(lambda grey: grey / 256).convert("L")
        if turned.has_transparency_data:
            covered = turned.convert("RGBA")
            ground = Image.new("RGBA", covered.size, "white")
            return Image.alpha_composite(ground, covered).convert("RGB")
        return turned.convert("RGB")

    def remains(self, page: int) -> Mapping[str, int | str]:
        return {
            "metadata": len(self._image.info),
            "frames": getattr(self._image, "n_frames", 1) - 1,
            "pixels": _digest(self.picture(page)),
        }


class PdfPages:
    """The pages of a PDF as they are seen, with what is written on top of them."""

    def __init__(self, content: bytes) -> None:
        import pypdfium2

        try:
            self._document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as error:
            is_locked = "password" in str(error).lower()
            raise Problem("encrypted" if is_locked else "broken") from None
        self.count = len(self._document)
        if self.count > MOST_PAGES:
            raise Problem("pages")
        if not self.count:
            raise Problem("broken")
        if self._document.get_formtype():
            self._document.init_forms()

    def picture(self, page: int) -> Any:
        shown = self._document[page]
        width, height = shown.get_size()
        if not (width > 0 and height > 0):
            raise Problem("broken")
        scale = PPI / _POINTS
        scale *= min(1.0, (_PAGE_PIXELS / (width * height * scale**2)) ** 0.5)
        _check_size(round(width * scale), round(height * scale))
        bitmap = shown.render(scale=scale, fill_color=(255, 255, 255, 255), rev_byteorder=True)
        return bitmap.to_pil().convert("RGB")

    def text(self, page: int) -> Mapping[str, str]:
        return {"text": self._document[page].get_textpage().get_text_bounded()}

    def remains(self, page: int) -> Mapping[str, int | str]:
        import pypdfium2.raw

        shown = self._document[page]
        held = list(shown.get_objects(max_depth=15))
        pictures = [one for one in held if one.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
        return {
            "text": shown.get_textpage().count_chars(),
            "objects": len(held) - min(1, len(pictures)),
            "annotations": pypdfium2.raw.FPDFPage_GetAnnotCount(shown.raw),
            "files": self._document.count_attachments(),
            "metadata": sum(map(bool, self._document.get_metadata_dict().values())),
            "forms": int(bool(self._document.get_formtype())),
            "pixels": _digest(pictures[0].get_bitmap().to_pil().convert("RGB")) if pictures else "",
        }


def _digest(picture: Any) -> str:
    return hashlib.sha256(picture.tobytes()).hexdigest()


def _check_size(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise Problem("broken")
    if width * height > MOST_PIXELS:
        raise Problem("large")
