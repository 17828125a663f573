"""The fields of a selection: titles, options, and the choice in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from kharkiv_tracker import labels
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.incident import Grade, ReviewState, Weapon
from kharkiv_tracker.domain.place import DistrictKind, Gazetteer
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.i18n import _, locale
from kharkiv_tracker.labels import flag_text, people_text
from kharkiv_tracker.search import typed_terms
from kharkiv_tracker.store import text_search

#: The fields that are chosen from a list, by their names in Selection.
LISTED = ("districts", "weapons", "grades", "states")


@dataclass(frozen=True, slots=True)
class SelectionField:
    """One field chosen from a list. `anything` labels its button without a choice."""

    name: str
    title: str
    anything: str
    options: tuple[tuple[Any, str], ...]

    def chosen(self, selection: Selection) -> tuple[Any, ...]:
        return tuple(getattr(selection, self.name))

    def with_chosen(self, selection: Selection, values: Sequence[Any]) -> Selection:
        changed: dict[str, Any] = {self.name: tuple(values)}
        return replace(selection, **changed)

    def chosen_text(self, selection: Selection) -> str:
        """The chosen options in words, in the order of the list."""
        chosen = self.chosen(selection)
        return ", ".join(label for value, label in self.options if value in chosen)


def listed(gazetteer: Gazetteer) -> tuple[SelectionField, ...]:
    """The fields of LISTED in the current language."""
    districts = tuple((district.key, labels.district(district)) for district in gazetteer.listed)
    return (
        SelectionField("districts", _("District"), _("All districts"), districts),
        SelectionField("weapons", _("Weapon"), _("Any weapon"), _worded(Weapon)),
        SelectionField("grades", _("Grade"), _("Any grade"), _worded(Grade)),
        SelectionField("states", _("Review"), _("Any review state"), _worded(ReviewState)),
    )


def period(selection: Selection) -> str:
    """The period in words: `Aug 2022`, `17 Aug 2022 to 22 Aug 2022`, `since 24 Feb 2022`."""
    first, last = selection.first, selection.last
    if first and last:
        if first == last:
            return labels.date(first, short=True)
        if name := _calendar_name(first, last):
            return name
        return _("{first} to {last}").format(
            first=labels.date(first, short=True), last=labels.date(last, short=True)
        )
    if first:
        return _("since {day}").format(day=labels.date(first, short=True))
    return _("until {day}").format(day=labels.date(last, short=True)) if last else _("All dates")


def presets(today: date) -> tuple[tuple[str, date | None, date | None], ...]:
    """Frequent periods."""
    year = today.year
    return (
        (_("All dates"), None, None),
        (_("Last 7 days"), today - timedelta(days=6), today),
        (_("Last 30 days"), today - timedelta(days=29), today),
        (_("Last 12 months"), _year_before(today), today),
        (_("This year"), date(year, 1, 1), date(year, 12, 31)),
        (_("Last year"), date(year - 1, 1, 1), date(year - 1, 12, 31)),
    )


def waiting(kind: FindingKind) -> str:
    """The title of a flag, short."""
    if kind is FindingKind.JOINT_CONTRADICTION:
        return _("Combined reports")
    if kind is FindingKind.PERSONS_EXCEED:
        return _("More persons")
    if kind is FindingKind.OFFICE_UNJUDGED:
        return _("Offices")
    if kind is FindingKind.POSSIBLE_DUPLICATE:
        return _("Possible duplicates")
    if kind is FindingKind.UNREAD_DOCUMENT:
        return _("Documents")
    if kind is FindingKind.UNOFFICIAL_ABOVE:
        return _("Unofficial higher")
    return flag_text.title(kind)


def holds(selection: Selection, statement: Statement, gazetteer: Gazetteer) -> bool:
    """Whether an official total belongs to what is selected, as far as that can be said of one.

    Its as-of day lies in the period, its area is or contains a district chosen, it matches the
    text. Weapons, grades and review states are those of incidents, and narrow no official total.
    """
    day = statement.as_of.day if statement.as_of else None
    if selection.has_period and (
        day is None or not (selection.first or day) <= day <= (selection.last or day)
    ):
        return False
    if selection.districts and not any(
        _covers(statement.area, key, gazetteer) for key in selection.districts
    ):
        return False
    query = typed_terms.read(selection.text)
    return query.is_blank or text_search.has_text(statement, query)


def _covers(area: str, district: str, gazetteer: Gazetteer) -> bool:
    """Whether an area is the district, or the city or oblast it lies in."""
    outer, inner = gazetteer.get(area), gazetteer.get(district)
    if area == district or outer is None or inner is None:
        return area == district
    if outer.kind is DistrictKind.OBLAST_UNKNOWN:
        return True
    return outer.kind is DistrictKind.CITY_UNKNOWN and inner.kind is DistrictKind.CITY_DISTRICT


def _worded(kind: Any) -> tuple[tuple[Any, str], ...]:
    return tuple((value, people_text.capital(labels.word(value))) for value in kind)


def _calendar_name(first: date, last: date) -> str:
    """A full year or month by its name, "" for any other period."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    same_month = (first.year, first.month) == (last.year, last.month)
    if first.day == 1 and same_month and (last + timedelta(days=1)).day == 1:
        from babel.dates import format_date

        return people_text.capital(str(format_date(first, "LLLL y", locale=locale())))
    return ""


def _year_before(today: date) -> date:
    """The day after the same day of the year before."""
    day = min(today.day, 28) if today.month == 2 else today.day
    return date(today.year - 1, today.month, day) + timedelta(days=1)
