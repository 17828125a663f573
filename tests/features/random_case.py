"""Small cases made up by chance, of everything that counts otherwise, and looks at them."""

from contextlib import suppress
from datetime import date
from random import Random
from typing import Any

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.counting_rule import Rule, Stress
from kharkiv_tracker.domain.incident import Grade, ReviewState, Weapon
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import corrections, incidents, joint_comparison, merge_split, rule_choice
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit

_DISTRICTS = ("Saltivskyi", "Kyivskyi", "Izium raion", "Kharkiv city", "Kharkiv oblast")
_DAYS = ("2022-08-17", "2022-08-31", "2022-09-01", "2022-10-30", "2022-12-31", "2023-01-01")
_UNTIL = ("2022-09-02", "2022-10-31", "2023-01-02")
_WHOLES = ("", "", "0", "1", "3", "7", "7+", "5-8", "~8", "<=6", "several", ">9", "20")
_PARTS = ("0", "1", "1+", "2", "<=3", "~2")
_VOICES: tuple[dict[str, str], ...] = (
    {"office": "Kharkiv OVA", "source": "OVA", "source_kind": "military administration"},
    {"office": "National Police", "source": "Police", "source_kind": "police"},
    {"source": "Suspilne", "source_kind": "media"},
    {"speaker": "Ivan", "source": "Telegram", "source_kind": "social media"},
    {},
)
_CLOCKS = (
    *("2022-08-17T21:00", "2022-08-31", "2022-09-01T00:00", "2022-10-30T03:30+03:00"),
    *("2022-10-30T03:30+02:00", "2022-12-31T23:59", "2023-01-01", "2023-01-03"),
)


def random_case(seed: int) -> CaseFile:
    """A case of a dozen incidents and a few joint reports, changed afterwards; in memory."""
    dice = Random(seed)  # noqa: S311 - the same every time
    case = CaseFile.in_memory("Random")
    for _turn in range(dice.randrange(5, 14)):
        _record(case, incidents=[_incident(dice)])
    codes = [row.code for row in incidents.rows(case, incidents.ids(case))]
    for _turn in range(dice.randrange(4)):
        _record(case, joint_reports=[_joint(dice, codes)])
    for _turn in range(dice.randrange(10)):
        with suppress(Refused), case.edit("tester", "random") as edit:
            _change(case, edit, dice)
    return case


def random_view(seed: int) -> View:
    """A selection of one or two parts or of everything, and mostly a clock."""
    dice = Random(seed)  # noqa: S311 - the same every time
    keys = [place.key for place in gazetteer.load().districts]
    parts: dict[str, Any] = {
        "first": date.fromisoformat(dice.choice(_DAYS)),
        "last": date.fromisoformat(dice.choice(_DAYS)),
        "districts": tuple(sorted(dice.sample(keys, 6))),
        "weapons": (dice.choice([Weapon.MISSILE, Weapon.AERIAL_BOMB]),),
        "grades": (dice.choice([Grade.FAIR, Grade.DISCOUNTED]),),
        "states": (dice.choice([ReviewState.DRAFT, ReviewState.APPROVED, ReviewState.WITHDRAWN]),),
        "text": dice.choice(["suspilne", "ivan", "kht"]),
    }
    names = dice.sample(sorted(parts), dice.choice([0, 1, 1, 2]))
    if {"first", "last"} <= set(names) and parts["last"] < parts["first"]:
        parts["first"], parts["last"] = parts["last"], parts["first"]
    clock = dice.choice([None, None, *_CLOCKS])
    return View(
        Selection(**{name: parts[name] for name in names}), parse_clock(clock) if clock else None
    )


def _record(case: CaseFile, **document: Any) -> None:
    """Record what is not refused."""
    with suppress(Refused):
        case.record(entry_json.read(document, gazetteer.load()), "tester", "random")


def _incident(dice: Random) -> dict[str, Any]:
    event: dict[str, str] = {"date": dice.choice(_DAYS)}
    shape = dice.randrange(5)
    if shape == 0:
        event = {"precision": "unknown"}
    elif shape == 1:
        event |= {"precision": "range", "until": dice.choice(_UNTIL)}
    elif shape == 2:
        event["time"] = dice.choice(["00:00", "03:30", "23:59"])
    weapons = ["missile", "aerial bomb", "other"]
    return {
        "event": event,
        "district": dice.choice(_DISTRICTS),
        "weapons": dice.sample(weapons, dice.randrange(3)),
        "places_hit": dice.sample(["residential", "commercial"], dice.randrange(3)),
        "grade": dice.choice([None, None, "Fair", "Weak", "Discounted"]),
        "reports": [_report(dice) for _turn in range(dice.randrange(1, 5))],
    }


def _report(dice: Random) -> dict[str, Any]:
    counts = {name: dice.choice(_WHOLES) for name in ("killed", "injured")}
    of_whom: dict[str, dict[str, str]] = {}
    if dice.random() < 0.3:
        counts["affected"] = dice.choice(_WHOLES)
    if dice.random() < 0.2:
        counts["stress"] = dice.choice(_WHOLES)
    if dice.random() < 0.3:
        counts[dice.choice(["missing", "rescued"])] = dice.choice(_WHOLES)
    for whole in ("killed", "injured", "affected"):
        if counts.get(whole) and dice.random() < 0.4:
            names = ["child", "boys", "women", "adult", "unknown"]
            names += [] if whole == "killed" else ["stress", "stress", "hospitalised"]
            of_whom[whole] = {name: dice.choice(_PARTS) for name in dice.sample(names, 2)}
    moved = {"transfer": {"injured_to_killed": 1}} if dice.random() < 0.1 else {}
    return {
        **_when(dice),
        **counts,
        **dice.choice(_VOICES),
        **moved,
        "quote": "People were hurt.",
        "of_whom": of_whom,
        "role": dice.choice(["update"] * 5 + ["settling", "partial", "retold"]),
    }


def _when(dice: Random) -> dict[str, str]:
    times = [*_DAYS, "2022-08-17T20:00", "2022-10-30T03:30+02:00", "2022-09", "2023-01-02"]
    names = ("as_of", "published")
    return {name: dice.choice(times) for name in names if dice.random() < 0.6}


def _joint(dice: Random, codes: list[str]) -> dict[str, Any]:
    about: dict[str, Any] = {"incidents": dice.sample(codes, min(len(codes), 2))}
    if dice.random() < 0.3:
        first, last = sorted(dice.choices(_DAYS, k=2))
        about = {"districts": dice.sample(_DISTRICTS, 2), "from": first, "to": last}
    wholes = ("killed", "injured", "affected", "stress")
    return {
        **about,
        **_when(dice),
        **dice.choice(_VOICES),
        **{name: dice.choice(["", "", "30", "40+", "~50", "9"]) for name in wholes},
        "role": dice.choice(["update", "update", "settling", "retold"]),
        "count_remainder": dice.random() < 0.7,
    }


def _change(case: CaseFile, edit: Edit, dice: Random) -> None:
    codes = [row.code for row in incidents.rows(case, incidents.ids(case))]
    joint = [report.code for report in joint_comparison.joint_reports(case)]
    code, other = dice.choice(codes), dice.choice(codes)
    reports = incidents.reports(case, code)
    number = dice.choice(reports).number if reports else 1
    changes = [
        lambda: corrections.withdraw(edit, dice.choice([code, f"{code}/{number}", *joint])),
        lambda: merge_split.merge(edit, code, other),
        lambda: merge_split.split(edit, code, [number]),
        lambda: rule_choice.choose(edit, f"{code}/{number}", "by chance"),
        lambda: corrections.approve(edit, code),
        lambda: rule_choice.set_stress(edit, dice.choice(list(Stress))),
        lambda: rule_choice.set_rule(edit, dice.choice([Rule.LATEST, Rule.RANGE])),
    ]
    dice.choice(changes)()
