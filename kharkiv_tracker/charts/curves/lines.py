"""Which lines a cumulative chart draws, what each is called, and how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.analysis import series
from kharkiv_tracker.analysis.columns import Days
from kharkiv_tracker.analysis.series import Curve
from kharkiv_tracker.charts import style, wording
from kharkiv_tracker.charts.choices import Options
from kharkiv_tracker.charts.style import Stroke
from kharkiv_tracker.domain.place import DistrictKind
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import Palette

#: What the line of all raions together goes by.
RAIONS = "raions"
_KEPT: WeakKeyDictionary[Days, list[Curve]] = WeakKeyDictionary()
_PICKED: tuple[str | tuple[float, tuple[float, ...]], ...] = (
    "solid",
    (0, (4, 1.5)),
    (0, (1.5, 1)),
    (0, (6, 1.5, 1.5, 1.5)),
)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A district's curve, or that of several; `later` is the one of what is known today."""

    key: str
    districts: tuple[str, ...]
    curve: Curve
    later: Curve | None = None
    picked: int | None = field(default=None)
    """Its place among those picked out; None where it is not."""
    is_quiet: bool = False
    """Whether others are picked out."""

    @property
    def last(self) -> Curve:
        """The curve that runs to the highest numbers."""
        return self.later or self.curve


def lines(
    days: Days, by_district: Sequence[Curve], later: Days | None, options: Options
) -> tuple[Line, ...]:
    """The lines in the gazetteer's order, from each district's curve."""
    by_clock = {curve.district: curve for curve in by_district}
    today = [] if later is None else curves(later)
    by_today = {curve.district: curve for curve in today}
    keys = list(by_clock if later is None else by_today | by_clock)
    picked = [key for key in options.picked if key in keys]
    raions = [] if options.raions else _raions(keys, picked)
    found = []
    for key in keys:
        if key not in raions:
            found.append(
                Line(
                    key,
                    (key,),
                    by_clock.get(key) or nothing(key),
                    by_today.get(key),
                    picked.index(key) if key in picked else None,
                    bool(picked) and key not in picked,
                )
            )
        elif key == raions[0]:
            ghost = None if later is None else series.together(later, raions, RAIONS)
            curve = series.together(days, raions, RAIONS)
            found.append(Line(RAIONS, tuple(raions), curve, ghost, None, bool(picked)))
    return tuple(found)


def curves(days: Days) -> list[Curve]:
    """One for each district, in the gazetteer's order; those of the same columns are kept."""
    if days in _KEPT:
        return _KEPT[days]
    order = {place.key: index for index, place in enumerate(gazetteer.load().districts)}
    found = sorted(series.cumulative(days), key=lambda each: order.get(each.district, len(order)))
    _KEPT[days] = found
    return found


def nothing(key: str) -> Curve:
    """The curve of a district of which nothing is known yet."""
    return series.curve(Days.of([]), key)


def name(key: str) -> str:
    """What stands at the end of a line."""
    if key == RAIONS:
        return _("All raions")
    place = gazetteer.load().get(key)
    return labels.district(place) if place else wording.drawable(key, 40)


def stroke(palette: Palette, line: Line) -> Stroke:
    """How the line is drawn: picked out in the accent, else in its own colour, or grey."""
    if line.is_quiet:
        return Stroke(palette.quiet)
    if line.picked is not None:
        return Stroke(palette.accent, _PICKED[line.picked % len(_PICKED)])
    if line.key == RAIONS:
        return Stroke(palette.ink, (0, (2, 1)))
    return style.stroke(palette, gazetteer.load(), line.key)


def _raions(keys: Sequence[str], picked: Sequence[str]) -> list[str]:
    """The raions that share a line: beside the districts of the city, where there are several."""
    places = {key: gazetteer.load().get(key) for key in keys}
    kinds = {key: place.kind for key, place in places.items() if place}
    raions = [key for key in keys if kinds.get(key) is DistrictKind.RAION and key not in picked]
    beside_city = DistrictKind.CITY_DISTRICT in kinds.values()
    return raions if beside_city and len(raions) > 1 else []
