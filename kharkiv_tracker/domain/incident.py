"""Harm to civilians at one place and time; what was reported about it is in its reports."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from kharkiv_tracker import city, settlement_register
from kharkiv_tracker.domain.count import UNKNOWN, Count
from kharkiv_tracker.domain.fields import Help, Kind, declared
from kharkiv_tracker.domain.incident_words import Answer, PlaceHit, PointPrecision
from kharkiv_tracker.domain.match_key import storable
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import N_, NP_, _, current


class Weapon(Word):
    """What caused the harm; cluster munition is a flag beside it."""

    MISSILE = "missile", NP_("weapon", "missile")
    AERIAL_BOMB = "aerial bomb", NP_("weapon", "aerial bomb")
    LOITERING_MUNITION = "loitering munition", NP_("weapon", "loitering munition")
    SHORT_RANGE_DRONE = "short-range drone", NP_("weapon", "short-range drone")
    ROCKETS = "multiple-launch rocket system", NP_("weapon", "multiple-launch rocket system")
    ARTILLERY = "artillery or mortar", NP_("weapon", "artillery or mortar")
    MINE = "mine or unexploded ordnance", NP_("weapon", "mine or unexploded ordnance")
    SMALL_ARMS = "small arms", NP_("weapon", "small arms")
    OTHER = "other", NP_("weapon", "other")
    UNKNOWN = "unknown", NP_("weapon", "unknown")


class Grade(Word):
    """How well an incident is established (after Airwars)."""

    CONFIRMED = "Confirmed", NP_("grade", "Confirmed")
    FAIR = "Fair", NP_("grade", "Fair")
    WEAK = "Weak", NP_("grade", "Weak")
    CONTESTED = "Contested", NP_("grade", "Contested")
    DISCOUNTED = "Discounted", NP_("grade", "Discounted")


class ReviewState(Word):
    """The progress of the work on an incident."""

    DRAFT = "Draft", NP_("review state", "Draft")
    READY = "Ready for review", NP_("review state", "Ready for review")
    APPROVED = "Approved", NP_("review state", "Approved")
    HAS_ISSUES = "Has issues", NP_("review state", "Has issues")
    WITHDRAWN = "Withdrawn", NP_("review state", "Withdrawn")


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident. `district` is a gazetteer key; `point` is latitude and longitude in degrees."""

    event: EventTime = declared(
        Kind.EVENT,
        NP_("field", "When"),
        default=EventTime(),
        help=Help(
            N_(
                "The date, and the time if known, when people were killed or injured, in "
                "Kyiv time. Enter no more than is known: a part of the day, a range or "
                "“unknown” is accepted."
            ),
            N_(
                "the day of the report. “On Wednesday night”, written on Thursday, means "
                "Wednesday evening; “at dawn” means the day of the report."
            ),
            (
                N_("17.08.2022 ~21:30: about half past nine in the evening"),
                N_("night of 17 August 2022: from the evening into the morning of the 18th"),
                N_("unknown: no source gives a day"),
            ),
        ),
    )
    district: str = declared(Kind.DISTRICT, NP_("field", "District"))
    code: str = declared(
        Kind.NAME,
        NP_("field", "Code"),
        automatic=True,
        help=Help(
            N_(
                "The code of the incident a report belongs to, instead of a date. The "
                "program assigns it and never reuses it."
            ),
            N_("a code of another archive: put that in the description."),
            (N_("KHT-2022-08-17-01"),),
        ),
    )
    place: str = declared(
        Kind.LINE,
        NP_("field", "Place"),
        help=Help(
            N_("What was hit, and the street or neighbourhood, as the source gives it."),
            N_("a private address at which survivors can be found, unless it is public already."),
            (N_("dormitory of the tram depot"),),
        ),
    )
    settlement: str = declared(
        Kind.SETTLEMENT,
        NP_("field", "Settlement"),
        help=Help(
            N_(
                "The town or village of the oblast, by its code in the official register. "
                "Taken from the place if that names only one."
            ),
            N_("the raion or hromada: they follow from the code."),
            (N_("UA63080150140087701: Hroza, Kupianskyi raion"),),
        ),
    )
    point: tuple[float, float] | None = declared(
        Kind.POINT,
        NP_("field", "Point on the map"),
        default=None,
        help=Help(
            N_("Latitude and longitude of the place, as exactly as a source or a picture allows."),
            N_(
                "the centre of the district for lack of anything better, unless the precision "
                "says so."
            ),
            (N_("50.0 36.3: latitude first"),),
        ),
    )
    point_precision: PointPrecision | None = declared(
        Kind.WORD,
        NP_("field", "Precision of the point"),
        default=None,
        of=PointPrecision,
        help=Help(
            N_("How precise the point is: exact, street, neighbourhood, settlement, district."),
            N_(
                "a higher precision than the source supports: an approximate point shown as "
                "exact is misleading."
            ),
            (N_("“a house in Northern Saltivka”: neighbourhood"),),
        ),
    )
    cluster: bool = declared(
        Kind.TICK,
        NP_("field", "Cluster munition"),
        default=False,
        rare=True,
        help=Help(
            N_(
                "Tick if a source says that cluster munitions were used. Enter the weapon "
                "that carried them as well."
            ),
            N_(
                "a large number of impacts alone: rocket systems cover wide areas without them too."
            ),
            (N_("multiple-launch rocket system, and ticked"),),
        ),
    )
    weapons: tuple[Weapon, ...] = declared(
        Kind.WORDS,
        NP_("field", "Weapon"),
        default=(),
        of=Weapon,
        help=Help(
            N_(
                "What caused the deaths or injuries, according to a source. Separate several "
                "with commas. Write “unknown” if no source says."
            ),
            N_("your own conclusion from the crater, or what is usual on that front."),
            (
                N_(
                    "missile: ballistic, cruise, or anti-aircraft fired at the ground, under "
                    "any name"
                ),
                N_("guided bombs: aerial bomb"),
                N_(
                    "Shahed drone: loitering munition; for “drone” alone the program asks "
                    "which kind"
                ),
            ),
        ),
    )
    places_hit: tuple[PlaceHit, ...] = declared(
        Kind.WORDS,
        NP_("field", "Places hit"),
        default=(),
        of=PlaceHit,
        help=Help(
            N_(
                "Every kind of place that was hit or where people were killed or injured. "
                "Separate several with commas."
            ),
            N_(
                "the intended target. “Military” is for what was hit, not for what someone "
                "claims was the target."
            ),
            (N_("bus stop, market: road or transport, commercial"),),
        ),
    )
    grade: Grade | None = declared(
        Kind.WORD,
        NP_("field", "Grade"),
        default=None,
        of=Grade,
        rare=True,
        help=Help(
            N_(
                "How well independent speakers support the incident so far. Leave blank "
                "until someone has assessed it."
            ),
            N_(
                "how exact the number is, or the number of outlets: five that quote one "
                "governor are one speaker."
            ),
            (
                N_("the OVA and a hospital, each from its own data: Fair"),
                N_("one post on social media: Weak"),
            ),
        ),
    )
    state: ReviewState = declared(
        Kind.WORD,
        NP_("field", "Review state"),
        default=ReviewState.DRAFT,
        of=ReviewState,
        rare=True,
        help=Help(
            N_(
                "The review state of the record. New records are drafts. If the case file "
                "requires a second person, someone other than the last author approves."
            ),
            N_("your view of the strike: that is the grade."),
            (N_("all reports entered, links archived: Ready for review"),),
        ),
    )
    summary: str = declared(
        Kind.TEXT,
        NP_("field", "Description"),
        rare=True,
        help=Help(
            N_("What happened, in 2–3 plain sentences, including what has no field of its own."),
            N_(
                "names of killed or injured people, adjectives, and numbers that will "
                "change: those belong in the reports."
            ),
            (N_("Two missiles hit a three-storey dormitory; part of it collapsed."),),
        ),
    )
    debris: bool = declared(
        Kind.TICK,
        NP_("field", "Debris of an intercepted weapon"),
        default=False,
        rare=True,
        help=Help(
            N_("Tick if people were harmed by debris of a weapon that was shot down."),
            N_("fragments of a weapon that reached its target."),
            (N_("“debris of a drone fell on a house”"),),
        ),
    )
    strikes: Count = declared(
        Kind.COUNT,
        NP_("field", "Number of strikes"),
        default=UNKNOWN,
        rare=True,
        help=Help(
            N_("How many strikes or impacts the sources report for this incident."),
            N_("the number of weapons launched at the whole city that night."),
            (N_("3"), N_("at least 3: 3+")),
        ),
    )
    circumstances: str = declared(
        Kind.TEXT,
        NP_("field", "Circumstances of the victims"),
        rare=True,
        help=Help(
            N_("What the people harmed were doing, or who they were as a group."),
            N_("names, and details by which a person can be recognised."),
            (N_("residents with impaired hearing"), N_("in a queue for bread")),
        ),
    )
    responsible: str = declared(
        Kind.LINE,
        NP_("field", "Responsible party, as claimed"),
        rare=True,
        help=Help(
            N_("The party that a source holds responsible, in its words. It is a claim."),
            N_("your own conclusion."),
            (N_("Russian armed forces"),),
        ),
    )
    responsible_by: str = declared(
        Kind.LINE,
        NP_("field", "Claimed by"),
        rare=True,
        help=Help(N_("Who made this claim."), "", (N_("Kharkiv Regional Prosecutor's Office"),)),
    )
    responsible_answer: Answer | None = declared(
        Kind.WORD,
        NP_("field", "Conceded or denied"),
        default=None,
        of=Answer,
        rare=True,
        help=Help(
            N_("What the party held responsible said. Leave blank if it said nothing."),
            "",
            (N_("denied"),),
        ),
    )
    chosen: str = declared(
        Kind.RECORD,
        NP_("field", "Chosen by the analyst"),
        of="report",
        automatic=True,
        help=Help(
            N_(
                "The report whose numbers are used for the incident when the rule would "
                "mislead, with the reason."
            ),
            N_("a preference without a reason."),
            (N_("the final list of the prosecutor; later posts repeat an old number"),),
        ),
    )
    """The id of the report an analyst chose as the figure, `chosen_reason` why; "" for none."""
    chosen_reason: str = declared(Kind.LINE, NP_("field", "Why it was chosen"), automatic=True)
    merged_into: str = declared(
        Kind.RECORD, NP_("field", "Merged into"), of="incident", automatic=True
    )
    """The id of the incident this one turned out to be the same as; "" for none."""
    approved_changes: int = declared(
        Kind.NUMBER, NP_("field", "Changes at last approval"), default=0, automatic=True
    )
    """How often its figures had moved by other records, or it was approved again as it had changed,
    when it was approved last."""
    uid: str = field(default="", compare=False)

    def check(self) -> None:
        """Refuse a settlement outside the district."""
        if not self.settlement:
            return
        settlement = settlement_register.load().get(self.settlement)
        if settlement and self.district not in (settlement.raion, settlement.oblast):
            raise Refused(
                _(
                    "{settlement} is in another raion. Correct the district and the "
                    "settlement together."
                ).format(settlement=settlement.name(current())),
                path="settlement",
            )

    @property
    def counts_in_totals(self) -> bool:
        """Withdrawn and Discounted incidents stay reachable and never count."""
        return self.state is not ReviewState.WITHDRAWN and self.grade is not Grade.DISCOUNTED


#: The fields that say how far it is reviewed; changing them changes nothing of what is recorded.
REVIEW = frozenset(("state", "approved_changes"))


def code_of(typed: str) -> str:
    """A code as it is stored, from one typed in small letters or with spaces."""
    return storable(typed).strip().upper().replace("UNDATED", "undated")


def code_stem(event: EventTime) -> str:
    """What a new incident's code begins with: `KHT-2022-08-17`, or `KHT-undated`."""
    return f"{_prefix()}{event.date.isoformat() if event.date else 'undated'}"


def is_incident_code(code: str) -> bool:
    """Whether a code is an incident's, or that of a record of one: `KHT-…-01/P1`."""
    return code.startswith(_prefix())


@cache
def _prefix() -> str:
    """What the code of every incident begins with; asked for of each that waits in the queue."""
    return f"{city.load().code_prefix}-"


def read_code(text: str) -> str:
    """The incident's code that a typed text consists of; "" where it is something else."""
    pattern = rf"\s*({re.escape(_prefix())}(?:\d{{4}}-\d{{2}}-\d{{2}}|undated)-\d{{2,}})\s*"
    match = re.fullmatch(pattern, text, re.IGNORECASE)
    return code_of(match[1]) if match else ""
