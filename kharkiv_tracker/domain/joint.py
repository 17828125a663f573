"""One count for several incidents: compared with their sum; only what it has beyond may count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import date

from kharkiv_tracker.domain.count import Count, Ratio
from kharkiv_tracker.domain.fields import Help, Kind, declared
from kharkiv_tracker.domain.quantity import AFFECTED, COUNTED, STRESS
from kharkiv_tracker.domain.report import check_counts
from kharkiv_tracker.domain.tally import Tally
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import N_, NP_, _

#: A joint report's code begins with this: `JNT-2022-08-18`, `JNT-undated`.
CODE = "JNT"


@dataclass(frozen=True, slots=True)
class JointReport(Tally):
    """A source's number for several incidents (by code), or for districts in a period.

    `first` and `last` are the days of the period, both included, for a report about `districts`.
    """

    incidents: tuple[str, ...] = declared(
        Kind.RECORDS,
        NP_("field", "Incidents"),
        default=(),
        of="incident",
        help=Help(
            N_(
                "The incidents for which one source gives a single number. It is compared "
                "with their sum, not added to it."
            ),
            N_("the same number as a report on one of them: the others would be counted twice."),
            (N_("“21 killed in two strikes”: both codes, 21 killed"),),
        ),
    )
    districts: tuple[str, ...] = declared(
        Kind.DISTRICTS,
        NP_("field", "Districts"),
        default=(),
        help=Help(
            N_(
                "The districts a number covers, if no incidents are named, with the first "
                "and last day."
            ),
            N_("the whole oblast since a date: that is an official total."),
            (N_("“five killed in Izium and Kupiansk raions over the weekend”"),),
        ),
    )
    first: date | None = declared(
        Kind.DAY,
        NP_("field", "First day"),
        default=None,
        help=Help(
            N_("The first day a combined report on districts covers."),
            "",
            (N_("“over the weekend”: the Saturday"),),
        ),
    )
    last: date | None = declared(
        Kind.DAY,
        NP_("field", "Last day"),
        default=None,
        help=Help(
            N_("The last day it covers, inclusive."),
            N_("the day on which it was published."),
            (N_("“over the weekend”: the Sunday"),),
        ),
    )
    code: str = declared(Kind.NAME, NP_("field", "Code"), automatic=True)
    _: KW_ONLY
    counts: Mapping[str, Count | Ratio] = declared(
        Kind.COUNTS, default={}, of=(*COUNTED, STRESS, AFFECTED)
    )
    count_remainder: bool = declared(
        Kind.TICK,
        NP_("field", "Count the remainder"),
        default=False,
        help=Help(
            N_(
                "Tick if the number includes people who are in no report of a single strike. "
                "The difference from the sum is then counted, district unknown."
            ),
            N_("a number that may be a mistake, or later than the numbers of the single strikes."),
            (N_("7 killed in all, and 3 and 2 in two of three districts: 2 more are counted"),),
        ),
    )
    uid: str = field(default="", compare=False)

    def check(self) -> None:
        """Raise Refused where it is about fewer than two incidents or gives no number."""
        check_counts(self.counts)
        if all(self.count(quantity).is_unknown for quantity in self.counts):
            raise Refused(_("Enter a number for the combined report."))
        if self.incidents and self.districts:
            raise Refused(_("A combined report covers incidents or districts, not both."))
        if len(set(self.incidents)) < 2 and not self.districts:
            raise Refused(
                _("A combined report covers at least two incidents, or districts."),
                path="incidents",
            )
        if self.districts and not (self.first and self.last):
            raise Refused(
                _("Enter the first and the last day for these districts."),
                path="to" if self.first else "from",
            )
        if self.first and self.last and self.last < self.first:
            raise Refused(_("The period ends before it begins. Correct the dates."), path="to")
