"""Inputs of a form that are not one field of a record: several fields typed together."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.domain.fields import Help
from kharkiv_tracker.i18n import N_

#: By what it is called in a form: its title, and what to enter; in English, to be translated.
WHERE: Mapping[str, tuple[str, Help]] = {
    "where": (
        N_("Where"),
        Help(
            N_(
                "The district where people were killed or injured, then a comma and the "
                "place. Any spelling, old name or language is accepted."
            ),
            N_(
                "a guess. If no source names the district, write “Kharkiv city” or “Kharkiv "
                "oblast”: the district is then unknown and the incident is always shown."
            ),
            (
                N_("Saltivskyi, dormitory"),
                N_("Hroza, cafe: a village gives its raion"),
                N_("Saltivka: asks which of three districts the source means"),
            ),
        ),
    )
}
OF_WHOM: Mapping[str, tuple[str, Help]] = {
    "of_whom": (
        N_("Of whom"),
        Help(
            N_(
                "Parts of the number killed or injured, in brackets after the number. A part "
                "is never added to the whole."
            ),
            N_(
                "people mentioned in addition to the number (“and two children”): ask the "
                "source; until it answers, quote it."
            ),
            (N_("16 (3 women, 1+ child)"),),
        ),
    )
}
STATEMENT: Mapping[str, tuple[str, Help]] = {
    "statement.killed": (
        N_("Killed, official total"),
        Help(
            N_(
                "The official total as published, for its area and period. Shown beside our "
                "figures, never added to them."
            ),
            N_(
                "the number for a single strike: that is a report. If the office includes "
                "combatants, quote it instead."
            ),
            (N_(">1000 (50 children)"),),
        ),
    ),
    "statement.injured": (
        N_("Injured, official total"),
        Help(
            N_("The official total of injured people, as published."),
            N_("a number you calculated yourself: enter the ratio as published."),
            (N_("“twice as many wounded”: 2x killed"),),
        ),
    ),
}
JOINT: Mapping[str, tuple[str, Help]] = {
    "joint.killed": (
        N_("Killed, combined report"),
        Help(
            N_("The number for all these incidents together, as published."),
            N_("a sum you calculated yourself."),
            (N_("21"),),
        ),
    )
}
