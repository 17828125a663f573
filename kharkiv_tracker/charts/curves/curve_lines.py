"""The lines of a cumulative chart, their names and strokes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from weakref import WeakKeyDictionary

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.analysis import series
from kharkiv_tracker.analysis.day_columns import Days
from kharkiv_tracker.analysis.series import Curve
from kharkiv_tracker.charts import style, text_fit
from kharkiv_tracker.charts.chart_request import Options
from kharkiv_tracker.charts.style import Stroke
from kharkiv_tracker.domain.place import DistrictKind
from kharkiv_tracker.i18n import _
from kharkiv_tracker.palette import Palette

#: The key of the line of all raions together.
RAIONS = "raions"
_CACHE: WeakKeyDictionary[Days, list[Curve]] = WeakKeyDictionary()
_PICKED: tuple[str | tuple[float, tuple[float, ...]], ...] = (
    "solid",
    (0, (4, 1.5)),
    (0, (1.5, 1)),
    (0, (6, 1.5, 1.5, 1.5)),
)


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A district's curve, or that of several; `later` is the same as known today."""

    key: str
    districts: tuple[str, ...]
    curve: Curve
    later: Curve | None = None
    picked: int | None = field(default=None)
    """Its place among the highlighted lines; None where it is not highlighted."""
    is_quiet: bool = False
    """Whether others are highlighted."""

    until: date | None = None
    """The last day it is drawn to, where it was cut; None where it runs to its end."""

    @property
    def last(self) -> Curve:
        """The curve that runs to the highest numbers."""
        return self.later or self.curve


def lines(
    days: Days, by_district: Sequence[Curve], later: Days | None, options: Options
) -> tuple[Line, ...]:
    """The lines in the order of a list of districts, from each district's curve."""
    by_clock = {curve.district: curve for curve in by_district}
    today = [] if later is None else curves(later)
    by_today = {curve.district: curve for curve in today}
    keys = gazetteer.load().in_order(by_clock if later is None else by_today | by_clock)
    picked = [key for key in options.picked if key in keys]
    raions = [] if options.raions else _raions(keys, picked)
    result = []
    for key in keys:
        if key not in raions:
            result.append(
                Line(
                    key,
                    (key,),
                    by_clock.get(key) or empty_curve(key),
                    by_today.get(key),
                    picked.index(key) if key in picked else None,
                    bool(picked) and key not in picked,
                )
            )
        elif key == raions[0]:
            ghost = None if later is None else series.together(later, raions, RAIONS)
            curve = series.together(days, raions, RAIONS)
            result.append(Line(RAIONS, tuple(raions), curve, ghost, None, bool(picked)))
    return tuple(result)


def curves(days: Days) -> list[Curve]:
    """One for each district, as the numbers list them; those of the same columns are cached."""
    if days in _CACHE:
        return _CACHE[days]
    order = {place.key: index for index, place in enumerate(gazetteer.load().districts)}
    result = sorted(
        series.cumulative(days), key=lambda curve: order.get(curve.district, len(order))
    )
    _CACHE[days] = result
    return result


def empty_curve(key: str) -> Curve:
    """The curve of a district without known incidents."""
    return series.curve(Days.of([]), key)


def cut(line: Line, last: date) -> Line:
    """A line up to a day, without its undated incidents."""
    later = series.until(line.later, last) if line.later else None
    return replace(line, curve=series.until(line.curve, last), later=later, until=last)


def name(key: str) -> str:
    """The name at the end of a line."""
    if key == RAIONS:
        return _("All raions")
    place = gazetteer.load().get(key)
    return labels.district(place) if place else text_fit.drawable(key, 40)


def stroke(palette: Palette, line: Line) -> Stroke:
    """The stroke of a line: highlighted in the accent, else in its own colour, or grey."""
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
    has_city = DistrictKind.CITY_DISTRICT in kinds.values()
    return raions if has_city and len(raions) > 1 else []
