"""One count for several incidents together: kept, checked against their sum, never added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kharkiv_tracker.domain.count import Count, Ratio
from kharkiv_tracker.domain.report import check_counts, resolved
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.when import AsOf
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _

#: A joint report's code begins with this: `JNT-2022-08-18`, `JNT-undated`.
CODE = "JNT"


@dataclass(frozen=True, slots=True)
class JointReport:
    """What a source gave as the toll of several incidents (by code), or of districts in a period.

    `first` and `last` are the days of the period, both included, for a report about `districts`.
    """

    incidents: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    code: str = ""
    as_of: AsOf | None = None
    published: AsOf | None = None
    speaker: Speaker = Speaker()
    source: Source = Source()
    counts: Mapping[str, Count | Ratio] = field(default_factory=dict)
    quote: str = ""
    url: str = ""
    archive_url: str = ""
    language: str = ""
    withdrawn: bool = False

    def count(self, quantity: str) -> Count:
        """What it says of a quantity, ratios worked out; UNKNOWN where it says nothing."""
        return resolved(self.counts, quantity)

    def check(self) -> None:
        """Raise Refused where it is about fewer than two incidents or gives no number."""
        check_counts(self.counts)
        if all(self.count(quantity).is_unknown for quantity in self.counts):
            raise Refused(_("A joint report needs a count."))
        if self.incidents and self.districts:
            raise Refused(_("A joint report is about incidents or about districts, not both."))
        if len(set(self.incidents)) < 2 and not self.districts:
            raise Refused(
                _("A joint report is about two incidents or more, or about districts."),
                path="incidents",
            )
        if self.districts and not (self.first and self.last):
            raise Refused(
                _("Say from which day to which the districts are meant."),
                path="to" if self.first else "from",
            )
        if self.first and self.last and self.last < self.first:
            raise Refused(_("The period ends before it begins."), path="to")
