"""Dropped or pasted content: files, or a picture from the clipboard."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class DropContent:
    """Paths of files, or the bytes of a picture; nothing if both are empty."""

    paths: tuple[Path, ...] = ()
    content: bytes = b""

    def __bool__(self) -> bool:
        return bool(self.paths or self.content)


def read(mime: QMimeData | None) -> DropContent:
    """The files or the picture that can be attached; text and links are ignored."""
    if mime is None:
        return DropContent()
    if paths := files(mime):
        return DropContent(paths)
    for kind in ("image/png", "image/jpeg"):
        if mime.hasFormat(kind):
            return DropContent((), bytes(mime.data(kind).data()))
    image = mime.imageData() if mime.hasImage() else None
    return DropContent((), _png(image)) if isinstance(image, QImage) else DropContent()


def files(mime: QMimeData) -> tuple[Path, ...]:
    """The paths of its files."""
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())


def accepts(mime: QMimeData) -> bool:
    """Whether it may have files or a picture, without reading it."""
    return mime.hasImage() or bool(files(mime))


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
