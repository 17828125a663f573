"""The sizes charts are written at: as on a screen, and those that printed pages take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kharkiv_tracker.i18n import N_

_MILLIMETRES = 25.4


@dataclass(frozen=True, slots=True)
class Size:
    """A width and a height in inches, and the resolution of a picture in dots per inch."""

    wide: float
    high: float
    dots: int
    label: str

    @property
    def inches(self) -> tuple[float, float]:
        return self.wide, self.high


def _printed(wide: float, high: float, label: str) -> Size:
    return Size(wide / _MILLIMETRES, high / _MILLIMETRES, 300, label)


#: By name on the command line; labels for a list.
SIZES: Mapping[str, Size] = {
    "screen": Size(10.0, 6.0, 200, N_("Screen size")),
    "a4": _printed(297, 210, N_("A4 landscape, 297 × 210 mm")),
    "a5": _printed(210, 148, N_("A5 landscape, 210 × 148 mm")),
    "column": _printed(85, 110, N_("Newspaper column, 85 × 110 mm")),
}
