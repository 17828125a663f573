"""What is dropped or pasted onto the inspector: files, or a picture that lies on the clipboard."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class DropContent:
    """Files by their paths, or the bytes of a picture; nothing where both are empty."""

    paths: tuple[Path, ...] = ()
    content: bytes = b""

    def __bool__(self) -> bool:
        return bool(self.paths or self.content)


def read(mime: QMimeData | None) -> DropContent:
    """What of it can be kept as it is; text and links are nothing to keep."""
    if mime is None:
        return DropContent()
    paths = tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    if paths:
        return DropContent(paths)
    for kind in ("image/png", "image/jpeg"):
        if mime.hasFormat(kind):
            return DropContent((), bytes(mime.data(kind).data()))
    image = mime.imageData() if mime.hasImage() else None
    return DropContent((), _png(image)) if isinstance(image, QImage) else DropContent()


def accepts(mime: QMimeData) -> bool:
    """Whether anything of it may be kept, without reading it."""
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())


def _png(image: QImage) -> bytes:
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(held, "PNG")  # type: ignore[call-overload]
    return bytes(held.data().data())
