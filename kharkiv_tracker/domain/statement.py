"""An official running total: shown for comparison, never added to our figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kharkiv_tracker.domain.count import Count, Ratio
from kharkiv_tracker.domain.report import check_counts, resolved
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.when import AsOf, local
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _

#: A statement's code begins with this: `STA-2022-08-07`, `STA-2023-07`, `STA-undated`.
CODE = "STA"


@dataclass(frozen=True, slots=True)
class Statement:
    """What an office gave as the toll of an area since a date; `area` is a gazetteer key."""

    area: str
    code: str = ""
    since: date | None = None
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
        """Raise Refused where the statement contradicts itself or gives no number."""
        check_counts(self.counts)
        if all(self.count(quantity).is_unknown for quantity in self.counts):
            raise Refused(_("A statement needs a count."))
        if self.since and self.as_of and self.as_of.end <= local(self.since):
            raise Refused(
                _("The statement's time lies before the day it counts from."), path="as_of"
            )
