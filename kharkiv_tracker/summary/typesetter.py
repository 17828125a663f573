"""Typst, which sets a page as an accessible PDF or as pictures.

What people typed comes in as data and is never markup.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from kharkiv_tracker import paths

if TYPE_CHECKING:
    import typst


#: What sets the blocks of a summary.
_SUMMARY = "summary.typ"


def pdf(data: str, at: datetime, template: str = _SUMMARY) -> bytes:
    """The page of this JSON as the bytes of a PDF that was made at this time."""
    document = _compiler(template, data=data).compile(
        format="pdf",
        # Accessible to everybody, and readable by archives for as long as they last.
        pdf_standards=["ua-1", "a-2a"],
        timestamp=int(at.timestamp()),
    )
    if not isinstance(document, bytes):
        raise TypeError("one document was set and several came back")
    return document


def pages(data: str, ppi: float, template: str = _SUMMARY) -> list[bytes]:
    """The pages of this JSON as PNG, `ppi` dots to the inch."""
    return _pictures(_compiler(template, data=data), ppi)


def picture(svg: str, ppi: float) -> bytes:
    """The drawing as PNG in its own size, for programs that read no SVG."""
    (image,) = _pictures(_compiler("picture.typ", svg=svg), ppi)
    return image


def _pictures(compiler: typst.Compiler, ppi: float) -> list[bytes]:
    images = compiler.compile(format="png", ppi=ppi)
    if images is None:
        raise TypeError("a document was set and nothing came back")
    return [images] if isinstance(images, bytes) else images


def _compiler(template: str, **inputs: str) -> typst.Compiler:
    """Typst before a template of ours; nothing outside its folder can be read or fetched."""
    import typst

    folder = paths.resources() / "typst"
    return typst.Compiler(
        str(folder / template), root=str(folder), font_paths=_fonts(), sys_inputs=inputs
    )


@cache
def _fonts() -> typst.Fonts:
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(paths.resources() / "fonts")],
    )
