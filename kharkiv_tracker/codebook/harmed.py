"""The fields that say how many people were harmed, and who."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.codebook.wording import Wording
from kharkiv_tracker.domain.quantity import COUNTED, KEPT, PARTS, QUANTITIES, Help
from kharkiv_tracker.i18n import N_


def _of(title: str, help_: Help) -> Wording:
    return Wording(title, *help_)


#: By field; in English, marked for translation.
WORDINGS: Mapping[str, Wording] = {
    **{name: _of(QUANTITIES[name].heading, QUANTITIES[name].help) for name in COUNTED},
    "of_whom": Wording(
        N_("Of whom"),
        N_(
            "Parts of the killed or of the injured, in brackets after the number. A part "
            "is never added to its whole."
        ),
        N_(
            "people told of beside the number (“and two children”): ask the source, and "
            "until it answers quote it."
        ),
        (N_("16 (3 women, 1+ child)"),),
    ),
    **{part.name: _of(part.label, part.help) for part in PARTS.values()},
    **{name: _of(QUANTITIES[name].heading, QUANTITIES[name].help) for name in KEPT},
    "transfer": Wording(
        N_("Died in hospital"),
        N_(
            "How many of those already counted as injured have died by this report. Each "
            "moves from the injured to the killed."
        ),
        N_("a death that the same report already has in its number of killed."),
        (
            N_("“a woman wounded on 25 May died today”: 1, and killed left blank"),
            N_("“a woman died in hospital, so the toll is 19”: 19 killed, and no transfer"),
        ),
    ),
    "combatants": Wording(
        N_("Combatants"),
        N_(
            "Soldiers and other fighters a source says were killed or injured. Kept apart"
            " and in no total."
        ),
        N_(
            "police, medics, rescuers and officials: they are civilians, unless the "
            "source says that they fought."
        ),
        (N_("3 killed"),),
    ),
}
