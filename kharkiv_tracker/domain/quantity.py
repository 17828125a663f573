"""Every quantity a source may give, declared once: how it is called, and what becomes of it.

Of all of them figures are derived. *Counted* ones are in every headline, columns and
charts; those *beside* them are added up as well and shown where there are any. Everything else
loops over what is declared here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kharkiv_tracker.domain.fields import Help
from kharkiv_tracker.i18n import N_, NN_, NP_, Label

_NO_LABEL = Label("", "")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity; `name` is how it is stored, and its key in JSON, CSV and SQL.

    The texts are messages, marked here and shown by `labels`; those that only a counted quantity
    needs are empty in an uncounted one.
    """

    name: str
    word: str
    heading: str
    count: str
    """A count of it in a sentence: `{count} killed`."""
    help: Help
    counted: bool = False
    totalled: bool = False
    """Whether its figures are added up; those of counted quantities always are."""
    has_parts: bool = False
    """Whether reports give parts of it; of counted quantities they always do."""
    of_people: Label = _NO_LABEL
    """The people as one of many: `the number of {people}`, in the genitive where there is one."""
    people: Label = _NO_LABEL
    """The people as a heading of their own: `{people} per 100,000`."""
    toll: str = ""
    """A figure of it beside that of others: `{figure} killed`."""
    short: Label = _NO_LABEL
    """Where hardly any room is: `Sum, {short}`."""
    children: str = ""
    """The heading of the children among them: `Children killed`."""
    colour: str = ""
    """The field of the palette it is drawn in."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a counted quantity; parts are never added to their whole.

    `count` is a count of it in a sentence, of one and of many. A class shares no person with the
    other classes; other parts are conditions, which may overlap with everything.
    """

    name: str
    label: str
    count: tuple[str, str]
    help: Help
    is_class: bool = True
    is_minor: bool = False


KILLED, INJURED = "killed", "injured"
#: Acute stress reported apart from the injured, or within; and both together.
STRESS, AFFECTED = "stress", "affected"
MISSING, RESCUED = "missing", "rescued"

_QUANTITIES = (
    Quantity(
        KILLED,
        N_("killed"),
        N_("Killed"),
        N_("{count} killed"),
        Help(
            N_(
                "Civilians who died of this strike, at once or later of their wounds, "
                "according to this source at this time. Enter the number as reported; leave "
                "blank if none is given."
            ),
            N_(
                "combatants, missing people, or your own sum of several sources. Blank means "
                "unknown; 0 only if the source says no one was killed."
            ),
            (
                N_("at least seven: or type 7+; also 5-7, >1000, ~20 and <=3"),
                N_("several: people were killed, no number given"),
                N_("7 (2 women): 7 killed, 2 of them women"),
            ),
        ),
        counted=True,
        of_people=NP_("of people", "killed"),
        people=NP_("people", "Killed"),
        toll=N_("{figure} killed"),
        short=NP_("short", "killed"),
        children=N_("Children killed"),
        colour="ink",
    ),
    Quantity(
        INJURED,
        N_("injured"),
        N_("Injured"),
        N_("{count} injured"),
        Help(
            N_(
                "Civilians injured by this strike and alive at the time of the report: "
                "wounds, burns, concussion, smoke poisoning, and acute stress if the source "
                "counts it among the injured."
            ),
            N_(
                "the killed, and people who only lost their homes. “Affected” has its own "
                "field, and so has acute stress reported separately."
            ),
            (
                N_("“16 injured, including a child”: 16 (1+ child), not 17"),
                N_("“20 hurt, 4 of them in hospital”: 20 (4 hospitalised)"),
            ),
        ),
        counted=True,
        of_people=NP_("of people", "injured"),
        people=NP_("people", "Injured"),
        toll=N_("{figure} injured"),
        short=NP_("short", "injured"),
        children=N_("Children injured"),
        colour="injured",
    ),
    Quantity(
        STRESS,
        N_("acute stress"),
        N_("Acute stress"),
        N_("{count} with an acute stress reaction"),
        Help(
            N_("People treated for acute stress whom the source does not count as injured."),
            N_("people it counts among the injured or the affected: enter them under “Of whom”."),
            (N_("50: “7 injured, and 50 more with acute stress”"),),
        ),
        totalled=True,
        short=NP_("short", "stress"),
    ),
    Quantity(
        AFFECTED,
        N_("affected"),
        N_("Affected"),
        N_("{count} affected"),
        Help(
            N_(
                "People the source calls affected: the injured and those with acute stress "
                "together."
            ),
            N_("those who only lost their homes, and the killed."),
            (N_("“57 affected, 51 of them with acute stress”: 57 (51 stress)"),),
        ),
        totalled=True,
        has_parts=True,
    ),
    Quantity(
        MISSING,
        N_("missing"),
        N_("Missing"),
        N_("{count} missing"),
        Help(
            N_("People the source says are missing or under the rubble at that time."),
            N_(
                "killed people not yet identified, and people taken away: put these in the "
                "description."
            ),
            (N_("“up to ten may be under the rubble”: <=10"),),
        ),
        totalled=True,
    ),
    Quantity(
        RESCUED,
        N_("rescued"),
        N_("Rescued"),
        N_("{count} rescued"),
        Help(
            N_("People rescued alive, injured or not."),
            N_("people evacuated before the strike."),
            (N_("“rescuers freed eight people”: 8"),),
        ),
    ),
)

#: Every quantity by its name, the counted first; the order is that of columns and panels.
QUANTITIES: Mapping[str, Quantity] = {quantity.name: quantity for quantity in _QUANTITIES}
COUNTED = tuple(name for name, quantity in QUANTITIES.items() if quantity.counted)
UNCOUNTED = tuple(name for name, quantity in QUANTITIES.items() if not quantity.counted)
#: Those of which reports give parts.
WITH_PARTS = tuple(name for name, q in QUANTITIES.items() if q.counted or q.has_parts)
#: Those added up beside the counted ones, and all that are added up.
BESIDE = tuple(name for name, quantity in QUANTITIES.items() if quantity.totalled)
TOTALLED = (*COUNTED, *BESIDE)
#: Those among which a case may count acute stress.
STRESS_WITHIN = (INJURED,)
#: Those on which the steps of the rule run as they are reported: of the injured on the affected.
STEPPED = tuple(name for name in COUNTED if name != INJURED)
#: Those of which the latest word counts: they go down as well as up.
LATEST = (MISSING, RESCUED)

_OF_CHILDREN = NN_("{count} child", "{count} children")
_OF_ADULTS = NN_("{count} adult", "{count} adults")
_PARTS = (
    Part(
        "men",
        N_("men"),
        NN_("{count} man", "{count} men"),
        Help(
            N_("Men aged 18 or older, if the source says so."),
            N_("people whose sex you infer from a surname or a photo."),
            (N_("“a 45-year-old man”: 1 man"),),
        ),
    ),
    Part(
        "women",
        N_("women"),
        NN_("{count} woman", "{count} women"),
        Help(
            N_("Women aged 18 or older, if the source says so."),
            N_("“elderly people” if no sex is given: they are adults of unknown sex."),
            (N_("“a woman, 91”: 1 woman, if the source says what happened to her"),),
        ),
    ),
    Part(
        "boys",
        N_("boys"),
        NN_("{count} boy", "{count} boys"),
        Help(
            N_("Boys under 18."),
            N_("“A child” with no further details."),
            (N_("“a 13-year-old boy”: 1 boy"),),
        ),
        is_minor=True,
    ),
    Part(
        "girls",
        N_("girls"),
        NN_("{count} girl", "{count} girls"),
        Help(
            N_("Girls under 18."),
            N_("a “girl” who is 18 or older according to the source: she is a woman."),
            (N_("“girls of 8 and 12”: 2 girls"),),
        ),
        is_minor=True,
    ),
    Part(
        "child",
        N_("children of unknown sex"),
        _OF_CHILDREN,
        Help(
            N_("Anyone under 18 if no sex is given. “Including children” means 2 or more."),
            N_("boys and girls already counted as such."),
            (N_("“including a child”: 1+ child"),),
        ),
        is_minor=True,
    ),
    Part(
        "adult",
        N_("adults of unknown sex"),
        _OF_ADULTS,
        Help(
            N_("Anyone aged 18 or older if no sex is given."),
            N_("the number left after subtracting the children: enter only what the source says."),
            (N_("“two pensioners”: 2 adults"),),
        ),
    ),
    Part(
        "unknown",
        N_("age and sex unknown"),
        NN_("{count} of unknown age and sex", "{count} of unknown age and sex"),
        Help(
            N_("People the source itself describes as not identified."),
            N_("people without any details: leave it blank."),
            (N_("“three bodies have not been identified”: 3 unknown"),),
        ),
    ),
    Part(
        "hospitalised",
        N_("hospitalised"),
        NN_("{count} hospitalised", "{count} hospitalised"),
        Help(
            N_("Injured people taken to hospital; part of the injured."),
            N_("people treated on the spot."),
            (N_("20 (4 hospitalised)"),),
        ),
        is_class=False,
    ),
    Part(
        "serious",
        N_("seriously injured"),
        NN_("{count} seriously injured", "{count} seriously injured"),
        Help(
            N_("Injured people the source calls serious, critical or in intensive care."),
            N_("wounds that only sound serious: the source must say so."),
            (N_("“20 injured, two of them in a critical condition”: 20 (2 serious)"),),
        ),
        is_class=False,
    ),
    Part(
        STRESS,
        N_("acute stress reaction"),
        NN_("{count} with acute stress", "{count} with acute stress"),
        Help(
            N_("People treated for acute stress, where the source counts them among the injured."),
            N_("people it counts apart from the injured: they have a separate field."),
            (N_("“nine hurt, five of them acute stress”: 9 (5 stress)"),),
        ),
        is_class=False,
    ),
)

#: Every part a report may give of a counted quantity, by its name.
PARTS: Mapping[str, Part] = {part.name: part for part in _PARTS}
#: Classes of people without overlap.
CLASSES = tuple(name for name, part in PARTS.items() if part.is_class)
#: Conditions of the injured; they overlap with the classes and with one another.
CONDITIONS = tuple(name for name, part in PARTS.items() if not part.is_class)
MINORS = tuple(name for name, part in PARTS.items() if part.is_minor)
#: Children, and adults, of any or unknown sex: what reports give of MINORS, and of the others.
CHILDREN, ADULTS = "children", "adults"
#: The parts that no report gives as such: they are derived from several.
TOGETHER: Mapping[str, Part] = {
    part.name: part
    for part in (
        Part(CHILDREN, N_("children"), _OF_CHILDREN, Help("", "", ()), is_minor=True),
        Part(ADULTS, N_("adults"), _OF_ADULTS, Help("", "", ())),
    )
}
#: The groups people are divided into, each with the smaller ones that have to fit into it.
GROUPS: Mapping[str, tuple[str, ...]] = {
    CHILDREN: ("boys", "girls"),
    "boys": (),
    "girls": (),
    ADULTS: ("men", "women"),
    "men": (),
    "women": (),
}
#: The group of each class, and the class of those of it whose sex is unknown.
GROUP_OF = {**dict.fromkeys(MINORS, CHILDREN), **dict.fromkeys(("adult", "men", "women"), ADULTS)}
UNKNOWN_SEX = {CHILDREN: "child", ADULTS: "adult"}

#: Counts of combatants by counted quantity (`combatants.killed`): recorded apart.
COMBATANTS = "combatants"


def subset(quantity: str, part: str) -> str:
    """The name of a part of a quantity: `killed.child`."""
    return f"{quantity}.{part}"


#: Every name under which figures are derived: the quantities and their parts.
DERIVED = (
    *QUANTITIES,
    *(subset(quantity, part) for quantity in WITH_PARTS for part in (*PARTS, *TOGETHER)),
)
