"""The report of one source about one incident, as of one time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY, dataclass

from kharkiv_tracker.domain.account import resolved
from kharkiv_tracker.domain.count import UNKNOWN, Count, Ratio
from kharkiv_tracker.domain.fields import Help, Kind, declared
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.quantity import (
    AFFECTED,
    CLASSES,
    COUNTED,
    INJURED,
    MINORS,
    PARTS,
    QUANTITIES,
    STRESS,
    WITH_PARTS,
    subset,
)
from kharkiv_tracker.domain.tally import Tally
from kharkiv_tracker.domain.total import Total
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import N_, NP_, _


@dataclass(frozen=True, slots=True)
class Report(Tally):
    """One report, uncounted quantities included.

    `transfer` is how many injured died by this report, `died` the ids of the persons recorded
    among them; `combatants` are recorded, never counted.
    """

    uid: str = ""
    number: int = declared(Kind.NUMBER, NP_("field", "Number"), default=0, automatic=True)
    _: KW_ONLY
    counts: Mapping[str, Count | Ratio] = declared(Kind.COUNTS, default={}, of=tuple(QUANTITIES))
    transfer: int = declared(
        Kind.TRANSFER,
        NP_("field", "Died in hospital"),
        default=0,
        rare=True,
        help=Help(
            N_(
                "How many people already counted as injured have died, according to this "
                "report. Each moves from injured to killed."
            ),
            N_("deaths already included in this report's number killed."),
            (
                N_("1: “a woman wounded on 25 May died today”; leave “Killed” blank"),
                N_(
                    "“a woman died in hospital, so the toll is 19” means 19 killed; leave "
                    "this field blank"
                ),
            ),
        ),
    )
    died: tuple[str, ...] = declared(
        Kind.RECORDS,
        NP_("field", "Who died in hospital"),
        default=(),
        of="person",
        help=Help(
            N_(
                "Recorded persons who died in hospital according to this report. Choose them "
                "when you edit the person."
            ),
            N_("more persons than the number who died in hospital."),
            (N_("P1, injured on 17 August, died on 2 September"),),
        ),
    )
    combatants: Mapping[str, Count] = declared(
        Kind.COMBATANTS,
        NP_("field", "Combatants"),
        default={},
        rare=True,
        of=COUNTED,
        help=Help(
            N_(
                "Soldiers and other fighters a source says were killed or injured. Recorded "
                "separately; not in any total."
            ),
            N_(
                "police, medics, rescuers and officials: they are civilians, unless the "
                "source says that they fought."
            ),
            (N_("3 killed"),),
        ),
    )
    confidential: bool = declared(
        Kind.TICK,
        NP_("field", "Confidential source"),
        default=False,
        rare=True,
        help=Help(
            N_(
                "Tick if naming the source or speaker could harm someone. The numbers are "
                "counted; the names are not shown in the PDF or charts."
            ),
            N_("a public post, even if its content is sensitive."),
            (N_("a doctor who spoke without permission"),),
        ),
    )

    @property
    def is_confidential(self) -> bool:
        """Whether speaker and source are confidential: marked here, or as in any account."""
        return self.confidential or self.document_confidential or not self.source.may_be_named

    def children(self, quantity: str) -> Figure | None:
        """All children in a quantity, of any sex, or None if none are mentioned."""
        counts = [self.count(subset(quantity, minor)) for minor in MINORS]
        return added([count for count in counts if not count.is_unknown])

    def check(self) -> None:
        """Refuse, with the path of the value, a report that contradicts itself or is empty."""
        check_counts(self.counts)
        says_something = (
            any(isinstance(c, Ratio) or not c.is_unknown for c in self.counts.values())
            or any(not c.is_unknown for c in self.combatants.values())
            or self.transfer
            or self.quote.strip()
            or self.words
        )
        if not says_something:
            raise Refused(_("Enter a number, deaths in hospital or a quote."))


def added(counts: list[Count]) -> Figure | None:
    """Disjoint counts of one report added up, or None for an empty list."""
    if not counts:
        return None
    total = Total.of(counts)
    return Figure(total.low, total.best, total.high, total.about)


def check_counts(counts: Mapping[str, Count | Ratio]) -> None:
    """Refuse subsets that cannot fit their whole, and ratios that lead nowhere."""
    for quantity, count in counts.items():
        if isinstance(count, Ratio):
            base = counts.get(count.of, UNKNOWN)
            if isinstance(base, Ratio) or base.is_unknown:
                raise Refused(
                    _("A ratio needs the number that it multiplies. Enter that number too."),
                    path=_path(quantity),
                )
    _check_affected(counts)
    if not any("." in name for name in counts):
        return
    for counted in WITH_PARTS:
        high = resolved(counts, counted).high
        if high is None:
            continue
        for name, low in _subset_lows(counts, counted):
            if low > high:
                raise Refused(
                    _(
                        "A part (“of whom”) cannot be larger than the whole: at least {low} "
                        "of at most {high}."
                    ).format(low=low, high=high),
                    path=name,
                )


def _check_affected(counts: Mapping[str, Count | Ratio]) -> None:
    """Refuse more injured, and with acute stress, than there are affected."""
    high = resolved(counts, AFFECTED).high
    if high is None:
        return
    injured = [resolved(counts, INJURED).low or 0]
    injured += [low for _name, low in _subset_lows(counts, INJURED)]
    together = max(injured) + (resolved(counts, STRESS).low or 0)
    if together > high:
        raise Refused(
            _(
                "Injured and acute stress together (at least {low}) cannot be more than "
                "affected (at most {high})."
            ).format(low=together, high=high),
            path=AFFECTED,
        )


def _path(quantity: str) -> str:
    """The path of a quantity in an entry: `of_whom.killed.child`."""
    return f"of_whom.{quantity}" if "." in quantity else quantity


def _subset_lows(counts: Mapping[str, Count | Ratio], quantity: str) -> Iterator[tuple[str, int]]:
    for name in PARTS:
        yield f"of_whom.{quantity}.{name}", resolved(counts, subset(quantity, name)).low or 0
    disjoint = (resolved(counts, subset(quantity, name)).low or 0 for name in CLASSES)
    yield f"of_whom.{quantity}", sum(disjoint)
