"""An official running total: shown for comparison, never added to our figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kharkiv_tracker.domain.account import Account
from kharkiv_tracker.domain.fields import Help, Kind, declared
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.report import check_counts
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.when import local
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import N_, NP_, _

#: A statement's code begins with this: `STA-2022-08-07`, `STA-2023-07`, `STA-undated`.
CODE = "STA"


@dataclass(frozen=True, slots=True)
class Statement(Account):
    """An office's running total for an area since a date; `area` is a gazetteer key."""

    area: str = declared(
        Kind.AREA,
        NP_("field", "Area"),
        help=Help(
            N_("The area the total covers: the city, the oblast or one district."),
            N_("the area where the office is based."),
            (N_("“in the region”: Kharkiv oblast"),),
        ),
    )
    code: str = declared(Kind.NAME, NP_("field", "Code"), automatic=True)
    since: date | None = declared(
        Kind.DAY,
        NP_("field", "Since"),
        default=None,
        help=Help(
            N_("The first day the total covers."),
            N_("the first day in this case file."),
            (N_("“since the full-scale invasion began”: 24.02.2022"),),
        ),
    )
    uid: str = field(default="", compare=False)

    def is_selected(self, selection: Selection, places: Gazetteer) -> bool:
        """Whether it covers a selected district and its date is a selected day."""
        within = set(places.within(self.area))
        if selection.districts and not within & set(selection.districts):
            return False
        day = self.as_of.last_day if self.as_of else None
        if day is None:
            return not selection.has_period
        after = selection.first is None or selection.first <= day
        return after and (selection.last is None or day <= selection.last)

    def check(self) -> None:
        """Raise Refused where the statement contradicts itself or gives no number."""
        check_counts(self.counts)
        if all(self.count(quantity).is_unknown for quantity in self.counts):
            raise Refused(_("Enter at least one number for the official total."))
        if self.since and self.as_of and self.as_of.end <= local(self.since):
            raise Refused(_("The as-of date is before the start date."), path="as_of")
