"""The icons of the program and of case files, in the formats that systems want them in.

Each is drawn twice: with its detail, and on a grid of 16 pixels for small sizes.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

#: Of each, `<name>.svg` and `<name>-small.svg`.
APP, CASE_FILE = "app", "case-file"
#: Up to this size in pixels the small drawing is used.
SMALL = 24
PNG_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
#: Windows shows 20 and 40 pixels where the display is scaled to 125 %.
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
ICNS_SIZES = (32, 64, 128, 256, 512, 1024)


def source(folder: Path, size: int, name: str = APP) -> Path:
    """The drawing for a size in pixels, in the folder of icons."""
    return folder / (f"{name}-small.svg" if size <= SMALL else f"{name}.svg")


def render(folder: Path, size: int, name: str = APP) -> Image.Image:
    """Draw an icon as a square picture with transparency; `size` is in pixels.

    Raises OSError if the drawing cannot be read and ValueError if it is not one.
    """
    drawing = source(folder, size, name)
    renderer = QSvgRenderer(drawing.read_bytes())
    if not renderer.isValid():
        raise ValueError(f"Not a drawing: {drawing}")
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    plain = picture.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (size, size), bytes(plain.constBits()))


def write_png(folder: Path, size: int, path: Path, name: str = APP) -> None:
    """Write an icon of one size; the same drawing gives the same bytes."""
    render(folder, size, name).save(path, "PNG", optimize=True)


def write_ico(folder: Path, path: Path, name: str = APP) -> None:
    """Write an icon for Windows, with every size drawn by itself."""
    pictures = [render(folder, size, name) for size in ICO_SIZES]
    sizes = [picture.size for picture in pictures]
    pictures[-1].save(path, "ICO", sizes=sizes, append_images=pictures[:-1])


def write_icns(folder: Path, path: Path, name: str = APP) -> None:
    """Write an icon for macOS, with every size drawn by itself."""
    pictures = [render(folder, size, name) for size in ICNS_SIZES]
    pictures[-1].save(path, "ICNS", append_images=pictures[:-1])
