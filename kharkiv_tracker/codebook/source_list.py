"""The fields of the source list."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.codebook.wording import Wording
from kharkiv_tracker.i18n import N_

#: By field; in English, marked for translation.
WORDINGS: Mapping[str, Wording] = {
    "reliability": Wording(
        N_("Reliability"),
        N_(
            "How far the source can be trusted in general, from A to F, by what it got "
            "right and wrong before."
        ),
        N_("how likely this one report is."),
        (N_("a channel nobody has checked yet: F"),),
    ),
    "rank": Wording(
        N_("Rank"),
        N_(
            "Which source goes first where two give the same number, or where the case "
            "counts by the highest rank; 1 is the highest."
        ),
        N_("reliability: a source may be reliable and still hear of it second-hand."),
        (N_("1: the prosecutor, who opens a case for every strike; 2: the OVA"),),
    ),
    "consent": Wording(
        N_("Consent"),
        N_(
            "What somebody who told you something allows: not asked, refused, without "
            "name, with name."
        ),
        N_("a public statement by an office: it needs no consent."),
        (N_("a neighbour who may be quoted but not named: without name"),),
    ),
    "source.notes": Wording(
        N_("Notes"),
        N_(
            "What the team should know of the source: its habits, its corrections, how to"
            " reach it. They never leave the case."
        ),
        N_("what would harm somebody if the machine were seized."),
        (N_("counts acute stress among the injured"),),
    ),
}
