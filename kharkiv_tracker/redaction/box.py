"""The boxes drawn over a page: where they are, in percent of its width and height."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _

_NUMBER = r"\s*(\d+(?:\.\d+)?)%?\s*"
_TYPED = re.compile(rf"(?:\s*(\d{{1,6}})\s*:)?{_NUMBER},{_NUMBER},{_NUMBER},{_NUMBER}", re.ASCII)
_WHOLE = 100.0
#: Rounding in percent is no reason to refuse a box at the edge.
_TOLERANCE = 1e-6

#: Left, top, right and bottom in pixels, the last two not included.
Pixels = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Box:
    """A box on a page, counted from 1; its place and size are in percent of the page."""

    page: int
    left: float
    top: float
    width: float
    height: float

    def check(self) -> None:
        """Raise Refused for a box without an area, or one that is not on the page."""
        inside = (
            min(self.left, self.top) >= 0
            and min(self.width, self.height) > 0
            and max(self.left + self.width, self.top + self.height) <= _WHOLE + _TOLERANCE
        )
        if not inside:
            raise Refused(
                _("The box {box} is not on the page. Use percent from 0 to 100.").format(box=self)
            )

    def pixels(self, width: int, height: int) -> Pixels:
        """The pixels it covers on a picture of this size, every one that it touches."""
        right, bottom = self.left + self.width, self.top + self.height
        return (
            _down(self.left, width),
            _down(self.top, height),
            min(width, math.ceil(right * width / _WHOLE - _TOLERANCE)),
            min(height, math.ceil(bottom * height / _WHOLE - _TOLERANCE)),
        )

    def __str__(self) -> str:
        place = (self.left, self.top, self.width, self.height)
        return f"{self.page}:{','.join(f'{value:g}' for value in place)}"


def parse_box(text: str) -> Box:
    """The box of `PAGE:LEFT,TOP,WIDTH,HEIGHT`; without a page, of the first. Raises Refused."""
    match = _TYPED.fullmatch(text)
    if match is None:
        raise Refused(
            _("“{text}” is not a box. Enter PAGE:LEFT,TOP,WIDTH,HEIGHT in percent.").format(
                text=shown(text)
            )
        )
    page, *place = match.groups()
    box = Box(int(page or 1), *map(float, place))
    box.check()
    return box


def _down(percent: float, size: int) -> int:
    return min(size - 1, math.floor(percent * size / _WHOLE + _TOLERANCE))
