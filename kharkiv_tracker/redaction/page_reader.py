"""The pages of an attached file as pictures, read in a child process with limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kharkiv_tracker.child_process import Child, read_object
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.redaction import page_worker
from kharkiv_tracker.redaction.page_worker import FORMATS, MOST_PAGES, MOST_PIXELS, PDF

if TYPE_CHECKING:
    from PIL.Image import Image

#: What can be redacted, by media type.
READABLE = (*FORMATS, PDF)
#: Larger files are not read into memory.
LARGEST = 200 * 1024 * 1024
#: So many seconds an answer may take.
PATIENCE = 60
_PROBLEMS: Mapping[str, str] = {
    "broken": N_("The file is damaged and cannot be shown. It was not changed."),
    "encrypted": N_(
        "The PDF is locked with a password. Save a copy without the password and attach that."
    ),
    "large": N_("The image is too large to be redacted. Limit: {most} megapixels."),
    "missing": N_(
        "Cannot show this file: a part of the program is missing. Reinstall the program."
    ),
    "pages": N_("The PDF has too many pages. Limit: {pages}. Attach only the pages you need."),
}


class PageReader:
    """A file opened in a child of its own, until it is closed; `count` is its number of pages.

    Every method raises Refused with a sentence for a file that cannot be shown.
    """

    def __init__(self, content: bytes, media_type: str) -> None:
        check_type(media_type, len(content))
        self._content, self._type = content, media_type
        self.count = 0
        self._child = Child(page_worker.serve)

    def __enter__(self) -> PageReader:
        try:
            self.open()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def open(self) -> None:
        """Have the child open the file and count its pages; the first thing to be done."""
        self._child.send({"type": self._type})
        self._child.send(self._content)
        self.count = _number(self._read(), "pages", MOST_PAGES)

    def picture(self, page: int) -> Image:
        """The picture of a page, counted from 1, in RGB and without anything beside its pixels."""
        from PIL import Image

        self.check_page(page)
        self._child.send({"ask": "picture", "page": page - 1})
        size = self._read().get("size")
        if not isinstance(size, list) or len(size) != 2:
            raise _refusal("broken")
        width, height = (_number({"": side}, "", MOST_PIXELS) for side in size)
        content = self._receive()
        if width * height > MOST_PIXELS or len(content) != 3 * width * height:
            raise _refusal("broken")
        return Image.frombytes("RGB", (width, height), content)

    def text(self, page: int) -> str:
        """The text of a page of a PDF, as it can be copied from it."""
        self.check_page(page)
        self._child.send({"ask": "text", "page": page - 1})
        return str(self._read().get("text", ""))

    def remains(self, page: int) -> Mapping[str, Any]:
        """What a page has beside one picture, each with its number."""
        self.check_page(page)
        self._child.send({"ask": "remains", "page": page - 1})
        return self._read()

    def stop(self) -> None:
        """End the child at once, also while another thread waits for its answer."""
        self._child.kill()

    def close(self) -> None:
        """End the child and let go of it."""
        self._child.close()

    def check_page(self, page: int) -> None:
        """Raise Refused for a page that the file does not have."""
        if not 1 <= page <= self.count:
            raise Refused(
                _("Page {page} does not exist. The file has pages 1 to {pages}.").format(
                    page=page, pages=self.count
                )
            )

    def _read(self) -> dict[str, Any]:
        answer = read_object(self._receive())
        if "problem" in answer:
            raise _refusal(str(answer["problem"]))
        return answer

    def _receive(self) -> bytes:
        return self._child.receive(4 * MOST_PIXELS, PATIENCE) or b""


def check_type(media_type: str, size: int) -> None:
    """Raise Refused for a file that is not a picture or a PDF, or is too large to be read."""
    if media_type not in READABLE:
        raise Refused(_("Only images (PNG, JPEG, GIF, WebP) and PDF files can be redacted."))
    if size > LARGEST:
        most = LARGEST // 1024**2
        raise Refused(
            _("The file is larger than {most} MB and cannot be redacted.").format(most=most)
        )


def _refusal(problem: str) -> Refused:
    sentence = _(_PROBLEMS.get(problem, _PROBLEMS["broken"]))
    return Refused(sentence.format(most=MOST_PIXELS // 10**6, pages=MOST_PAGES))


def _number(answer: Mapping[str, Any], name: str, most: int) -> int:
    number = answer.get(name)
    if type(number) is not int or not 1 <= number <= most:
        raise _refusal("broken")
    return number
