"""The icon of the program: of its windows, and beside its version."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImageReader, QPixmap

from kharkiv_tracker import paths

#: In pixels. Sizes up to `_SMALL` have a drawing with less detail, on a grid of 16 pixels.
SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
_SMALL = 24


def load() -> QIcon:
    """The icon in all sizes.

    They are drawn at once, in three milliseconds: an icon that Qt draws on demand has one drawing.
    """
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(picture(size))
    return icon


def picture(size: int, ratio: float = 1.0) -> QPixmap:
    """The icon in one size, for a screen with so many pixels per point."""
    pixels = round(size * ratio)
    name = "app-small.svg" if pixels <= _SMALL else "app.svg"
    reader = QImageReader(str(paths.resources() / "icons" / name))
    reader.setScaledSize(QSize(pixels, pixels))
    drawn = QPixmap.fromImageReader(reader)
    drawn.setDevicePixelRatio(ratio)
    return drawn
