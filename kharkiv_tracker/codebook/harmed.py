"""The fields that say how many people were harmed, and who."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.codebook.wording import Wording
from kharkiv_tracker.i18n import N_

#: By field; in English, marked for translation.
WORDINGS: Mapping[str, Wording] = {
    "killed": Wording(
        N_("Killed"),
        N_(
            "Civilians who died of this strike, at once or later of their wounds, as this"
            " one source says at this time. Write the number as it was said; leave it "
            "blank where nothing is said."
        ),
        N_(
            "combatants, the missing, and your own sum of several sources. Blank is "
            "unknown; 0 only where the source says that nobody was killed."
        ),
        (
            N_(
                "7+ is “at least seven”; >1000 is “more than a thousand”; 5-7 is “five to"
                " seven”; ~20 is “about twenty”"
            ),
            N_("several: people were killed, no number given"),
            N_("7 (2 women): of the seven, two are women"),
        ),
    ),
    "injured": Wording(
        N_("Injured"),
        N_(
            "Civilians hurt by this strike who are alive at the time of the report: "
            "wounds, burns, concussion, poisoning by smoke, and acute stress where the "
            "source counts it."
        ),
        N_(
            "the killed, and those who only lost their homes. “Affected” alone is no "
            "number of injured: quote it."
        ),
        (
            N_("“16 injured, including a child”: 16 (1+ child), sixteen and not seventeen"),
            N_("“20 hurt, 4 of them in hospital”: 20 (4 hospitalised)"),
        ),
    ),
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
    "men": Wording(
        N_("Men"),
        N_("Men of eighteen or older, where the source says so."),
        N_("those whose sex you infer from a surname or from a picture."),
        (N_("“a 45-year-old man”: 1 man"),),
    ),
    "women": Wording(
        N_("Women"),
        N_("Women of eighteen or older, where the source says so."),
        N_("the “elderly” without a word of their sex: they are adults of unknown sex."),
        (N_("“a woman, 91”: 1 woman, if the source says what befell her"),),
    ),
    "boys": Wording(
        N_("Boys"),
        N_("Boys under eighteen."),
        N_("“A child” of whom no more is said."),
        (N_("“a 13-year-old boy”: 1 boy"),),
    ),
    "girls": Wording(
        N_("Girls"),
        N_("Girls under eighteen."),
        N_("a “girl” who is said to be eighteen or older: she is a woman."),
        (N_("“girls of 8 and 12”: 2 girls"),),
    ),
    "child": Wording(
        N_("Children of unknown sex"),
        N_("Anyone under eighteen where no sex is given. “Including children” is two or more."),
        N_("boys and girls already counted as such."),
        (N_("“including a child”: 1+ child"),),
    ),
    "adult": Wording(
        N_("Adults of unknown sex"),
        N_("Anyone of eighteen or older where no sex is given."),
        N_("the rest that remains after the children: only what the source says."),
        (N_("“two pensioners”: 2 adults"),),
    ),
    "unknown": Wording(
        N_("Age and sex unknown"),
        N_("People of whom the source itself says that they have not been identified."),
        N_("all those of whom nothing is said: leave it blank."),
        (N_("“three bodies have not been identified”: 3 unknown"),),
    ),
    "hospitalised": Wording(
        N_("Hospitalised"),
        N_("The injured who were taken into hospital, as a part of the injured."),
        N_("those treated on the spot."),
        (N_("20 (4 hospitalised)"),),
    ),
    "serious": Wording(
        N_("Seriously injured"),
        N_("The injured whom the source calls serious, critical or in intensive care."),
        N_("a kind of wound that sounds serious: it is the source that says so."),
        (N_("“two are in a critical condition”: 2 serious"),),
    ),
    "stress": Wording(
        N_("Acute stress reaction"),
        N_("People treated for acute stress, where the source counts them among the injured."),
        N_("those it counts apart from the injured: quote it."),
        (N_("“nine hurt, five of them acute stress”: 9 (5 stress)"),),
    ),
    "missing": Wording(
        N_("Missing"),
        N_("People the source says are missing or under the rubble at that time."),
        N_(
            "the killed who are not identified yet, and people who were taken away: the "
            "summary tells of them."
        ),
        (N_("“up to ten may be under the rubble”: <=10"),),
    ),
    "rescued": Wording(
        N_("Rescued"),
        N_("People brought out alive by rescuers, hurt or not."),
        N_("people who were evacuated before anything happened."),
        (N_("“rescuers freed eight people”: 8"),),
    ),
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
