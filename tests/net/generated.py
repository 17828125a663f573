"""Generated incidents as the JSON of `add`: the same for the same number, of every shape there is.

Everything is drawn from one seeded generator and built so that the first edition takes it: parts
are never more than their whole. Change nothing here: the golden outputs would change with it.
"""

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from kharkiv_tracker import gazetteer
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import corrections, rule_choice
from kharkiv_tracker.store.case_file import CaseFile
from tests import identities
from tests.net.stories import (
    CLASSES,
    CONDITIONS,
    DISTRICTS,
    GRADES,
    KINDS,
    PARTS_OF_DAY,
    PLACES,
    POINTS,
    STATES,
    WEAPONS,
)

_SEED, _BATCH = 20220224, 500
_FIRST, _DAYS = date(2022, 2, 24), 1400
_VOICES = (
    *({"speaker": f"Речник {number}", "office": f"Office {number % 4}"} for number in range(8)),
    *({"speaker": f"Речник {number}"} for number in (0, 1, 8)),
    *({"office": f"Office {number}"} for number in range(4)),
    {},
    {"speaker": "Речник 1", "office": "Office 3"},
)
_LISTED = tuple(
    {"name": f"Outlet {number}", "kind": KINDS[number], "rank": 1 + number % 5}
    for number in range(9)
)


def incidents(number: int) -> list[dict[str, Any]]:
    """So many incidents with one to six reports each."""
    draw = Random(_SEED)  # noqa: S311 - the same every time
    return [_incident(draw) for _turn in range(number)]


def make(path: Path, number: int) -> None:
    """A case of so many incidents, some reports withdrawn and some chosen."""
    drawn = incidents(number)
    draw = Random(_SEED + 1)  # noqa: S311 - the same every time
    places = gazetteer.load()
    with identities.fixed(f"generated {number}"), CaseFile.create(path, "Generated") as case:
        case.record(entry_json.read({"sources": list(_LISTED)}, places), "net", "sources")
        for start in range(0, number, _BATCH):
            content = {"incidents": drawn[start : start + _BATCH]}
            codes = case.record(entry_json.read(content, places), "net", "add").incidents
            with case.edit("net", "withdraw and choose") as edit:
                for code, each in zip(codes, drawn[start : start + _BATCH], strict=True):
                    _change(draw, edit, code, len(each["reports"]), each["state"])


def _change(draw: Random, edit: Any, code: str, reports: int, state: str) -> None:
    if state != "Withdrawn" and draw.random() < 0.06:
        rule_choice.choose(edit, f"{code}/{draw.randint(1, reports)}", "net")
    if draw.random() < 0.1:
        corrections.withdraw(edit, f"{code}/{draw.randint(1, reports)}")


def _incident(draw: Random) -> dict[str, Any]:
    day = _FIRST + timedelta(days=draw.randrange(_DAYS))
    district = draw.choice(DISTRICTS)
    # One open end opens a whole sum: some groups have none, or no high end would be held.
    is_open = day.year > 2022 and district != "Kyivskyi"
    state = draw.choice((*STATES, "Approved", "Approved", "Draft"))
    told: dict[str, Any] = {
        "event": _event(draw, day),
        "district": district,
        "weapons": draw.sample(WEAPONS, draw.choice((0, 1, 1, 1, 2))),
        "places_hit": draw.sample(PLACES, draw.choice((0, 1, 1, 2))),
        "cluster": draw.random() < 0.1,
        "state": state,
        "reports": [
            _report(draw, day, is_open) for _turn in range(draw.choice((1, 1, 1, 2, 2, 3, 4, 5, 6)))
        ],
    }
    if draw.random() < 0.8:
        told["grade"] = draw.choice((*GRADES, *GRADES[:4]))
    if draw.random() < 0.3:
        told["point"] = [round(49.5 + draw.random(), 4), round(35.5 + draw.random(), 4)]
        told["point_precision"] = draw.choice(POINTS)
    return told


def _event(draw: Random, day: date) -> dict[str, str]:
    clock = f"{draw.randrange(24):02}:{draw.randrange(60):02}"
    return draw.choice(
        (
            {"date": day.isoformat()},
            {"date": day.isoformat(), "time": clock},
            {"date": day.isoformat(), "time": clock, "precision": "approximate"},
            {"date": day.isoformat(), "precision": draw.choice(PARTS_OF_DAY)},
            {
                "date": day.isoformat(),
                "precision": "range",
                "until": (day + timedelta(days=draw.randint(1, 3))).isoformat(),
            },
            {"precision": "unknown"} if draw.random() < 0.3 else {"date": day.isoformat()},
        )
    )


def _report(draw: Random, day: date, is_open: bool) -> dict[str, Any]:
    told: dict[str, Any] = dict(draw.choice(_VOICES))
    told |= {
        "as_of": _when(draw, day),
        "published": _when(draw, day) if draw.random() < 0.3 else "",
    }
    told |= draw.choice((
        {"source": f"Outlet {draw.randrange(12)}"},
        {"source": f"Outlet {draw.randrange(9)}", "source_kind": draw.choice(KINDS)},
        {},
    ))  # fmt: skip
    parts = {}
    for whole, most in (("killed", 9), ("injured", 40)):
        people = draw.choice((0, 0, 1, 1, 2, 3, draw.randint(0, most), draw.randint(0, 8 * most)))
        told[whole] = _count(draw, people, is_open)
        if draw.random() < 0.35:
            parts[whole] = _parts(draw, people, is_open)
    if told["killed"] not in ("", "0") and "injured" not in parts and draw.random() < 0.1:
        told["injured"] = "2x killed"
    if any(parts.values()):
        told["of_whom"] = parts
    for quantity in ("missing", "rescued"):
        if draw.random() < 0.15:
            told[quantity] = _count(draw, draw.randint(0, 20), is_open)
    if draw.random() < 0.12:
        told["transfer"] = {"injured_to_killed": draw.randint(1, 3)}
    if draw.random() < 0.05:
        told["combatants"] = {"killed": str(draw.randint(0, 9))}
    return {**told, "quote": "", "confidential": draw.random() < 0.1} | _quoted(told)


def _quoted(told: dict[str, Any]) -> dict[str, str]:
    """A quote where nothing else is said: a report says something."""
    numbers = ("killed", "injured", "missing", "rescued", "transfer", "combatants", "of_whom")
    return {} if any(told.get(name) for name in numbers) else {"quote": "без чисел"}


def _when(draw: Random, day: date) -> str:
    later = day + timedelta(days=draw.choice((0, 0, 0, 1, 1, 2, 5, 30, 400)))
    clock = f"T{draw.randrange(24):02}:{draw.randrange(60):02}"
    return draw.choice(
        (
            *("", later.isoformat(), later.isoformat() + clock, later.isoformat() + clock),
            *(f"{later} early", f"{later} late", f"{later:%Y-%m}", f"{later:%Y-%m} late"),
            f"{later}/{later + timedelta(days=2)}",
        )
    )


def _count(draw: Random, people: int, is_open: bool) -> str:
    """A number in one of the ways it is reported; that many people are always possible."""
    closed = (
        *("", *(str(people),) * 5, f"~{people}", f"<={people}"),
        f"{people}-{people + draw.randint(1, 9)}",
    )
    several = "several" if people > 1 else str(people)
    opened = (f"{people}+", f">{max(people - 1, 0)}", several)
    return draw.choice((*closed, *opened) if is_open else closed)


def _parts(draw: Random, people: int, is_open: bool) -> dict[str, str]:
    """Classes that together are no more than the whole, and conditions each no more."""
    left, parts = people, {}
    for name in draw.sample(CLASSES, draw.randint(0, 4)):
        number = draw.randint(0, min(left, 6))
        left -= number
        parts[name] = draw.choice(
            (str(number), f"~{number}", f"{number}+" if is_open else str(number))
        )
    for name in draw.sample(CONDITIONS, draw.randint(0, 2)):
        parts[name] = str(draw.randint(0, people))
    return parts
