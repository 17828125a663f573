"""The counts of one source, which the counting rule compares with those of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kharkiv_tracker.domain.account import Account
from kharkiv_tracker.domain.fields import Help, Kind, declared
from kharkiv_tracker.domain.office import Authority
from kharkiv_tracker.domain.when import AsOf
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import N_, NP_


class Role(Word):
    """What a report is to those before it, as the analyst marks it."""

    UPDATE = "update", NP_("kind of report", "update")
    SETTLING = "settling", NP_("kind of report", "replaces earlier")
    PARTIAL = "partial", NP_("kind of report", "part only")
    RETOLD = "retold", NP_("kind of report", "look-back")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally(Account):
    """What reports and joint reports have in common: what it is to others, and official or not."""

    role: Role = declared(
        Kind.WORD,
        NP_("field", "Kind of report"),
        default=Role.UPDATE,
        of=Role,
        help=Help(
            N_(
                "How it relates to earlier reports. Replaces earlier: the list is complete, "
                "or the source corrects an earlier number. Part only: one hospital, or one "
                "site of several. Look-back: nothing new. All others are updates."
            ),
            N_("how much you trust it."),
            (
                N_("“the search is completed, 19 dead”: replaces earlier"),
                N_("“our hospital took in twenty”: part only"),
                N_("an article a year later: look-back"),
            ),
        ),
    )
    authority: Authority | None = declared(
        Kind.WORD,
        NP_("field", "Official"),
        default=None,
        of=Authority,
        rare=True,
        help=Help(
            N_(
                "Whether its numbers are official, if this differs from its office or "
                "source. Otherwise leave blank."
            ),
            N_("an office that is always unofficial: mark it in the list of offices."),
            (N_("a newspaper quoting “officials” without their office: official"),),
        ),
    )

    @property
    def known_from(self) -> datetime | None:
        """When it became known: its publication, else the end of its as-of."""
        when = self.published or self.as_of
        return when.end if when else None

    @property
    def derives(self) -> bool:
        """Whether figures rest on it: it is neither withdrawn nor a look-back."""
        return not self.withdrawn and self.role is not Role.RETOLD

    @property
    def time(self) -> AsOf | None:
        """The time its counts speak of; None where nothing is known of it.

        The publication is used where the as-of is missing, or where it falls inside or before it.
        """
        as_of, published = self.as_of, self.published
        if as_of is None or published is None:
            return as_of or published
        inside = as_of.start <= published.start and published.end <= as_of.end
        return published if inside or published.end <= as_of.start else as_of
