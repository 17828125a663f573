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
            N_("What the window and every page call this record; it can be changed at any time."),
            N_(
                "the name of a witness or of a place that must not be known: pages print the title."
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
            N_("By which rule the reports of an incident become its figure, in the whole case."),
            N_("a single incident whose toll the rule misleads: choose a report for it instead."),
            (
                N_(
                    "latest: what stands of the reports; range of all speakers: "
                    "what all of them say"
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
                "Whether those with acute stress count as injured, in the whole case. Every page "
                "and chart says which; the affected are both together either way."
            ),
            N_("one report that counts otherwise: type its numbers as it gives them."),
            (
                N_("apart: 57 affected, 51 of them with acute stress, are 6 injured"),
                N_("injured: the same are 57 injured"),
            ),
        ),
    )
    second_name: bool = declared(
        Kind.TICK,
        NP_("field", "Second person approves"),
        default=False,
        help=Help(
            N_("Whether nobody may approve an incident whose reports they entered themselves."),
            N_("a record that one person keeps alone: nothing could be approved in it."),
            (N_("yes, in a team of two or more"),),
        ),
    )
    quiet_days: int = declared(
        Kind.NUMBER,
        NP_("field", "Days without an update"),
        default=30,
        help=Help(
            N_(
                "After how many days without news an incident that is not approved asks to be seen."
            ),
            "",
            (N_("30: a month without a word"),),
        ),
    )
    sample: bool = declared(Kind.TICK, NP_("field", "Sample case"), default=False, automatic=True)
    edition: int = declared(
        Kind.NUMBER, NP_("field", "Edition of the counting rule"), default=1, automatic=True
    )
