"""The settings of a case file."""

from __future__ import annotations

from dataclasses import dataclass

from kharkiv_tracker.domain.counting_rule import Rule, Stress
from kharkiv_tracker.domain.fields import Help, Kind, declared
from kharkiv_tracker.i18n import N_, NP_


@dataclass(frozen=True, slots=True)
class Case:
    """The settings of a case file; `sample` marks the one that comes with the program."""

    title: str = declared(
        Kind.LINE,
        NP_("field", "Title"),
        help=Help(
            N_(
                "The name of this case file in the window and on every page. It can be "
                "changed at any time."
            ),
            N_(
                "the name of a witness or a place that must stay confidential: the title is "
                "printed on pages."
            ),
            (N_("Kharkiv 2022–2026"),),
        ),
    )
    rule: Rule = declared(
        Kind.WORD,
        NP_("field", "Counting rule"),
        default=Rule.LATEST,
        of=Rule,
        help=Help(
            N_("How reports become the figures of an incident. Applies to the whole case file."),
            N_(
                "a single incident for which the rule gives a wrong figure: choose a report "
                "for it instead."
            ),
            (
                N_(
                    "latest: reports not replaced by newer ones; range of all speakers: "
                    "every speaker's last number"
                ),
            ),
        ),
    )
    stress: Stress = declared(
        Kind.WORD,
        NP_("field", "Acute stress"),
        default=Stress.APART,
        of=Stress,
        help=Help(
            N_(
                "Whether people with acute stress count as injured. Applies to the whole "
                "case file and is stated on every page and chart. Affected always includes "
                "both."
            ),
            N_("a report that counts differently: enter its numbers as published."),
            (
                N_("apart: of 57 affected, 51 have acute stress and 6 are injured"),
                N_("as injured: the same 57 are all injured"),
            ),
        ),
    )
    second_name: bool = declared(
        Kind.TICK,
        NP_("field", "Second person approves"),
        default=False,
        help=Help(
            N_(
                "Whether an incident must be approved by someone other than the person who "
                "changed it last."
            ),
            N_("a case file kept by one person: nothing in it could be approved."),
            (N_("yes, in a team of two or more"),),
        ),
    )
    quiet_days: int = declared(
        Kind.NUMBER,
        NP_("field", "Days without an update"),
        default=30,
        help=Help(
            N_("Days without news after which an incident not yet approved is flagged."),
            "",
            (N_("30: a month without news"),),
        ),
    )
    sample: bool = declared(Kind.TICK, NP_("field", "Sample case"), default=False, automatic=True)
    edition: int = declared(
        Kind.NUMBER, NP_("field", "Edition of the counting rule"), default=1, automatic=True
    )
