"""Where, when and with what a strike was, put together from several sentences."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.place import DistrictKind
from kharkiv_tracker.intake.passages.place_mark import PlaceMark
from kharkiv_tracker.intake.passages.sentence_weapons import WeaponMark
from kharkiv_tracker.intake.passages.strike_time import TimeMark

_DAY = "date"
_NIGHT = "night"
_RANGE = "range"
_NOON = "12:00"
#: So many digits of its code a city has in common with its districts.
_HROMADA = 9


@dataclass(slots=True)
class Scene:
    """Where, when and with what, as one sentence or several say it."""

    place: PlaceMark | None = None
    place_spans: list[tuple[int, int]] = field(default_factory=list)
    area: PlaceMark | None = None
    area_spans: list[tuple[int, int]] = field(default_factory=list)
    time: TimeMark | None = None
    time_spans: list[tuple[int, int]] = field(default_factory=list)
    weapons: list[tuple[WeaponMark, tuple[int, int]]] = field(default_factory=list)
    has_strike: bool = False
    is_another: bool = False
    is_elsewhere: bool = False
    sentence: int = -1

    def take(self, other: Scene) -> None:
        """Take what another says and this does not."""
        if other.place is not None and self.place is not None:
            self.place = self.place.within(other.place)
        if other.place is not None and _is_narrower(other.place, self.place):
            self.place, self.place_spans = other.place, other.place_spans
        if self.area is None:
            self.area, self.area_spans = other.area, other.area_spans
        self._take_time(other)
        if not self.weapons:
            self.weapons = list(other.weapons)
        self.has_strike |= other.has_strike

    def _take_time(self, other: Scene) -> None:
        new, old = other.time, self.time
        if new is None or new.event is None:
            return
        if old is None or old.event is None:
            self.time, self.time_spans = new, other.time_spans
            return
        if new.has_day and old.has_day:
            is_same = new.day == old.day
            is_surer = new.is_dated and not old.is_dated
            # A dateline is not the day of the strike.
            is_surer = is_surer or (
                new.is_of_strike and not old.is_of_strike and not other.is_another
            )
            if exactness(new) > exactness(old) if is_same else is_surer:
                self.time, self.time_spans = new, other.time_spans
            return
        if not (new.has_day or old.has_day):
            return
        day, part = (new, old) if new.has_day else (old, new)
        is_of_strike = (other if part is new else self).has_strike or part.is_of_strike
        is_narrower = exactness(part) > exactness(day) or (
            # An hour of its own is surer than that of a day before it.
            part is old and exactness(part) == exactness(day) > 1
        )
        if is_of_strike and is_narrower and _fits(day, part):
            self.time = _at_part(day, part)
            self.time_spans = [*self.time_spans, *other.time_spans]
        elif day is new:
            self.time, self.time_spans = new, other.time_spans


def _is_narrower(new: PlaceMark, old: PlaceMark | None) -> bool:
    """Whether a place says more of where it was: a town of the raion named before."""
    if old is None:
        return True
    if old.candidates and new.part is not None:
        return new.district in old.keys
    if not (old.part and new.part) or old.district != new.district:
        return False
    if old.is_wide and not new.is_wide and new.part.get("place"):
        return True
    return bool(new.settlement) and not old.settlement


def _precision(mark: TimeMark) -> str:
    return mark.event.get("precision", _DAY) if mark.event else _DAY


def _hour(mark: TimeMark) -> str:
    return mark.event.get("time", "") if mark.event else ""


def exactness(mark: TimeMark) -> int:
    """How narrowly a time is said: a day, a part of it, an hour."""
    return 2 if _hour(mark) else int(_precision(mark) not in (_DAY, _RANGE))


def _fits(day: TimeMark, part: TimeMark) -> bool:
    """Whether a day may have the part or hour that another sentence gives."""
    if _precision(day) == _RANGE or _precision(part) == _RANGE:
        return False
    return _precision(part) != _NIGHT or day.day == (part.event or {}).get("date")


def _at_part(day: TimeMark, part: TimeMark) -> TimeMark:
    """A day with that part or hour of it; after midnight a night is the next day's."""
    dated = day.day
    if _precision(day) == _NIGHT and _hour(part) < _NOON:
        dated = (date.fromisoformat(dated) + timedelta(days=1)).isoformat()
    return replace(day, text=f"{day.text} {part.text}", event={**(part.event or {}), "date": dated})


def of_day(mark: TimeMark) -> TimeMark:
    """A time without its hour."""
    if not mark.day or not _hour(mark):
        return mark
    return replace(mark, event={"date": mark.day, "precision": _DAY})


def is_other_day(scene: Scene, other: Scene) -> bool:
    """Whether both say a day, and not the same."""
    one, two = _day(scene), _day(other)
    return bool(one and two and one != two)


def is_same_day(scene: Scene, other: Scene) -> bool:
    """Whether both say the same day."""
    return bool(_day(scene)) and _day(scene) == _day(other)


def is_other_place(scene: Scene, other: Scene) -> bool:
    """Whether two settlements are named, of one district or not."""
    if not (scene.place and other.place):
        return False
    one, two = scene.place, other.place
    if one.settlement and two.settlement:
        return one.settlement != two.settlement
    return bool(one.village and two.village) and fold(one.village) != fold(two.village)


def conflicts(scene: Scene, other: Scene) -> bool:
    """Whether two scenes cannot be of one strike."""
    if scene.place and other.place and not scene.place.keys & other.place.keys:
        return True
    if _is_outside(scene, other) or _is_outside(other, scene):
        return True
    return is_other_day(scene, other) or is_other_place(scene, other)


def _is_outside(scene: Scene, other: Scene) -> bool:
    """Whether one is in the city alone, and the other at a place outside it."""
    area = scene.area.area if scene.area and not scene.place else None
    if area is None or area.kind is not DistrictKind.CITY_UNKNOWN or other.place is None:
        return False
    return not any(key.startswith(area.key[:_HROMADA]) for key in other.place.keys)


def _day(scene: Scene) -> str:
    time = scene.time
    return time.event.get("date", "") if time and time.event and time.has_day else ""
