"""The fields that say what happened, where, and with what."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.codebook.wording import Wording
from kharkiv_tracker.i18n import N_

#: By field; in English, marked for translation.
WORDINGS: Mapping[str, Wording] = {
    "when": Wording(
        N_("When"),
        N_(
            "The day, and if known the hour, at which people were harmed, in Kyiv time. "
            "Write no more than is known: a part of the day, a range or “unknown” are "
            "answers too."
        ),
        N_(
            "the day of the report. “On Wednesday night”, written on Thursday, is "
            "Wednesday evening; “at dawn” is the day of the report itself."
        ),
        (
            N_("17.08.2022 ~21:30: about half past nine in the evening"),
            N_("18 Aug dawn: the hour is not known"),
            N_("unknown: no source gives a day"),
        ),
    ),
    "precision": Wording(
        N_("Precision of the time"),
        N_(
            "How exactly the time is known: exact, approximate, a part of the day, the "
            "date alone, a range, or unknown."
        ),
        N_("confidence in the source: a doubtful source may be precise. That is the grade."),
        (
            N_("“around 21:30” is approximate"),
            N_("“between Friday and Sunday” is a range"),
        ),
    ),
    "until": Wording(
        N_("Until"),
        N_("The last day of the range, where only a range is known."),
        N_("the end of the rescue work: people were harmed before it began."),
        (N_("3.07.2022–5.07.2022: found on the 5th, last seen on the 3rd"),),
    ),
    "where": Wording(
        N_("Where"),
        N_(
            "The district in which people were harmed, then the place after a comma. Any "
            "spelling, old name or language will do."
        ),
        N_(
            "a guess. Where no source names the district, write “Kharkiv city” or "
            "“Kharkiv oblast”: that means unknown and is always shown."
        ),
        (
            N_("Saltivskyi, dormitory"),
            N_(
                "Saltivka lies in three districts: choose the one the source means, or Kharkiv city"
            ),
        ),
    ),
    "place": Wording(
        N_("Place"),
        N_("What was hit and the street or quarter, as the source has it."),
        N_("a private address at which survivors can be found, unless it is public already."),
        (N_("dormitory of the tram depot"),),
    ),
    "point": Wording(
        N_("Point on the map"),
        N_("Latitude and longitude of the place, as exactly as a source or a picture allows."),
        N_("the middle of the district for want of better, unless the precision says so."),
        (N_("50.0 36.3: latitude first"),),
    ),
    "point_precision": Wording(
        N_("Precision of the point"),
        N_("How far the point may be off: exact, street, neighbourhood, settlement, district."),
        N_(
            "a finer word than the source supports: a coarse point drawn like an exact "
            "one misleads."
        ),
        (N_("“a house in Northern Saltivka”: neighbourhood"),),
    ),
    "weapon": Wording(
        N_("Weapon"),
        N_(
            "What a source says caused the harm. Several are parted by commas; unknown "
            "where none says."
        ),
        N_("what the crater looks like to you, or what is usual on that front."),
        (
            N_("missile: ballistic, cruise, and anti-air fired at the ground"),
            N_("aerial bomb: guided bombs too"),
            N_(
                "short-range drone: dropped or flown in by its pilot; loitering munition:"
                " Shahed and the like"
            ),
        ),
    ),
    "cluster": Wording(
        N_("Cluster munition"),
        N_(
            "Tick it where a source says that cluster munitions were used, beside the "
            "weapon that carried them."
        ),
        N_("many impacts by themselves: rocket systems hit widely without them."),
        (N_("multiple-launch rocket system, and ticked"),),
    ),
    "places_hit": Wording(
        N_("Places hit"),
        N_(
            "Every sort of place in which people were harmed or that was hit; several are"
            " parted by commas."
        ),
        N_(
            "what was aimed at. Military is for what was hit, not for what somebody "
            "claims was the target."
        ),
        (N_("a bus stop beside a market: road or transport, commercial"),),
    ),
    "grade": Wording(
        N_("Grade"),
        N_(
            "How well the strike is established by the independent speakers there are "
            "now. Leave it blank until somebody has judged it."
        ),
        N_(
            "how exact the number is, or how many outlets there are: five that quote one "
            "governor are one source."
        ),
        (
            N_("the OVA and a hospital, each of its own knowledge: Fair"),
            N_("one post on social media: Weak"),
        ),
    ),
    "state": Wording(
        N_("State"),
        N_(
            "Where the work on the record stands. A new one is a draft until its author "
            "says otherwise; where the case asks for a second name, somebody other than "
            "the last author approves it."
        ),
        N_("what you think of the strike: that is the grade."),
        (N_("all reports entered, links archived: Ready for review"),),
    ),
    "summary": Wording(
        N_("Summary"),
        N_("What happened in two or three plain sentences, with what the fields cannot hold."),
        N_(
            "names of people harmed, adjectives, and numbers that will change: those are "
            "kept in the reports."
        ),
        (N_("Two missiles hit a three-storey dormitory; part of it collapsed."),),
    ),
    "code": Wording(
        N_("Code"),
        N_(
            "The code of the incident that a report belongs to, instead of a day. It is "
            "given by the program and never used twice."
        ),
        N_("a code of another archive: write that in the summary."),
        (N_("KHT-2022-08-17-01"),),
    ),
}
