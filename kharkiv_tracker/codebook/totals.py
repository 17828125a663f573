"""The fields of official totals and joint reports."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.codebook.wording import Wording
from kharkiv_tracker.i18n import N_

#: By field; in English, marked for translation.
WORDINGS: Mapping[str, Wording] = {
    "area": Wording(
        N_("Area"),
        N_("The area the total speaks of: the city, the oblast or one district."),
        N_("the area where the office sits."),
        (N_("“in the region”: Kharkiv oblast"),),
    ),
    "since": Wording(
        N_("Since"),
        N_("The day from which the office counts."),
        N_("the first day of our own record."),
        (N_("“since the full-scale invasion began”: 24.02.2022"),),
    ),
    "statement.killed": Wording(
        N_("Killed, official total"),
        N_(
            "The running total as it was said, for its area and period. It is shown "
            "beside our curve and never added to it."
        ),
        N_(
            "the toll of one strike: that is a report. Combatants, where the office "
            "counts them in, make it another number: quote that."
        ),
        (N_(">1000 (50 children)"),),
    ),
    "statement.injured": Wording(
        N_("Injured, official total"),
        N_("The running total of the injured, as it was said."),
        N_("a number you worked out yourself: write the ratio as it was said."),
        (N_("“twice as many wounded”: 2x killed"),),
    ),
    "joint.incidents": Wording(
        N_("Incidents of a joint report"),
        N_(
            "The incidents whose toll one source gives as one number. It is checked "
            "against their sum and never added."
        ),
        N_("the same number as a report of one of them: that would count the others twice."),
        (N_("“21 killed in two strikes”: both codes, 21 killed"),),
    ),
    "joint.districts": Wording(
        N_("Districts of a joint report"),
        N_(
            "The districts one number is about, where no incidents are named; with the "
            "first and the last day."
        ),
        N_("the whole oblast since a date: that is an official total."),
        (N_("“five killed in Izium and Kupiansk raions over the weekend”"),),
    ),
    "joint.from": Wording(
        N_("First day"),
        N_("The first day that a joint report about districts speaks of."),
        "",
        (N_("“over the weekend”: the Saturday"),),
    ),
    "joint.to": Wording(
        N_("Last day"),
        N_("The last day that it speaks of, itself included."),
        N_("the day on which it was published."),
        (N_("“over the weekend”: the Sunday"),),
    ),
    "joint.killed": Wording(
        N_("Killed, joint report"),
        N_("The number for all these incidents together, as it was said."),
        N_("a sum you made yourself."),
        (N_("21"),),
    ),
}
