"""A small case with one incident of every sort that counts otherwise than the others.

What was recorded first, and what was changed afterwards, are a day apart.
"""

from datetime import UTC, datetime
from typing import Any

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import corrections, merge_split, rule_choice
from kharkiv_tracker.store.case_file import CaseFile
from tests import identities

DAY_LATER = 86_400 * 10**9
#: Between what was recorded first and what was changed afterwards.
BETWEEN = datetime.fromtimestamp((identities.START + DAY_LATER // 2) / 10**9, UTC)

_OVA = {"office": "Kharkiv OVA", "source": "OVA", "source_kind": "military administration"}
_POLICE = {"office": "National Police", "source": "Police", "source_kind": "police"}
_PRESS = {"source": "Suspilne", "source_kind": "media"}


def _strike(event: str | dict[str, str], district: str, *reports: Any, **fields: Any) -> Any:
    """An incident; an event is a day, or a day and an hour."""
    if isinstance(event, str):
        day, _t, hour = event.partition("T")
        event = {"date": day, **({"time": hour} if hour else {})}
    return {"event": event, "district": district, "reports": list(reports), **fields}


def _report(as_of: str | None, killed: str = "", injured: str = "", **fields: Any) -> Any:
    counts = {"killed": killed, "injured": injured}
    who = {} if "source" in fields or "office" in fields else _OVA
    return {**({"as_of": as_of} if as_of else {}), **counts, **who, **fields}


def _parts(**quantities: dict[str, str]) -> dict[str, Any]:
    return {"of_whom": quantities}


_UNDATED = {"precision": "unknown"}

_STRIKES = [
    # At midnight: of two days, known on two days.
    _strike("2022-08-17T23:59", "Saltivskyi", _report("2022-08-17T23:59", "7+", "16-20"),
            _report("2022-08-18T00:00", "12", "20", **_POLICE), weapons=["missile"], grade="Fair"),
    _strike("2022-08-18T00:00", "Saltivskyi", _report("2022-08-18T00:00", "1", ">3"),
            weapons=["loitering munition", "aerial bomb"], places_hit=["residential", "cultural"]),
    # On both sides of a year's end.
    _strike("2022-12-31T23:59", "Kyivskyi", _report("2022-12-31", "3", "~20"), grade="Weak"),
    _strike("2023-01-01T00:01", "Kyivskyi", _report("2023-01-01T00:30", "~2", "several", **_PRESS),
            _report("2023-01-01T09:00", "2", "5", **_parts(injured={"child": "1+"}))),
    # In the nights in which clocks change.
    _strike("2022-03-27T02:59", "Kholodnohirskyi", _report("2022-03-27T04:10", "1", "2")),
    _strike({"date": "2022-10-30", "time": "03:30", "precision": "approximate"}, "Kholodnohirskyi",
            _report("2022-10-30T02:59+03:00", "1"), _report("2022-10-30T03:30+02:00", "2", "0")),
    # Of several days: over the end of a month, and over that of a year.
    _strike({"date": "2022-09-29", "precision": "range", "until": "2022-10-02"}, "Izium raion",
            _report("2022-10-03", "4-6", "10"), weapons=["artillery or mortar"],
            places_hit=["residential"]),
    _strike({"date": "2022-12-30", "precision": "range", "until": "2023-01-02"}, "Kupiansk raion",
            _report("2023-01-03", "<=3", "9+", **_PRESS), grade="Contested"),
    _strike({"date": "2022-09-30", "precision": "range", "until": "2022-10-01"}, "Izium raion",
            _report("2022-10-02", "90"), grade="Discounted"),
    # Nothing known, none, and only how many died later.
    _strike("2022-08-20", "Shevchenkivskyi", _report("2022-08-20", quote="People were hurt.")),
    _strike("2022-08-21", "Shevchenkivskyi", _report("2022-08-21", "0", "0")),
    # Known on no date.
    _strike("2022-08-22", "Shevchenkivskyi", _report(None, "1", "2"), weapons=["missile"]),
    # Undated: one counts, the others do not.
    _strike(_UNDATED, "Chuhuiv raion", _report("2022-09-10", "5", "6"), grade="Fair"),
    _strike(_UNDATED, "Chuhuiv raion", _report("2022-09-11", "50"), grade="Discounted"),
    _strike(_UNDATED, "Kharkiv oblast", _report("2022-09-12", "", "3+", **_PRESS)),
    # Of an unknown district.
    _strike("2022-09-01", "Kharkiv city", _report("2022-09-01", "1", "1"), grade="Weak"),
    _strike("2022-09-02", "Kharkiv oblast", _report("2022-09-02", "~2", "8"),
            weapons=["mine or unexploded ordnance"]),
    # Withdrawn and discounted.
    _strike("2022-09-05", "Slobidskyi", _report("2022-09-05", "40", "40")),
    _strike("2022-09-06", "Slobidskyi", _report("2022-09-06", "30", "30"), grade="Discounted"),
    # Merged, split, and one of which a report is chosen.
    _strike("2022-09-07", "Slobidskyi", _report("2022-09-07T10:00", "2", "4")),
    _strike("2022-09-07", "Slobidskyi", _report("2022-09-07T12:00", "3", "4", **_POLICE)),
    _strike("2022-09-08", "Osnovianskyi", _report("2022-09-08T10:00", "1", "1"),
            _report("2022-09-08T11:00", "4", "6", **_PRESS), weapons=["missile"]),
    _strike("2022-09-09", "Osnovianskyi", _report("2022-09-09T10:00", "5-7", "1"),
            _report("2022-09-09T12:00", "9", "2", **_POLICE)),
    # Acute stress within the injured, apart, of the affected, and perhaps among these.
    _strike("2022-11-01", "Nemyshlianskyi", _report("2022-11-01", "1", "9", **_parts(
            killed={"women": "1"}, injured={"stress": "5", "child": "2", "hospitalised": "4"}))),
    _strike("2022-11-02", "Nemyshlianskyi",
            _report("2022-11-02T10:00", "", "7", stress="50", missing="3"),
            _report("2022-11-02T12:00", affected="60", **_POLICE,
                    **_parts(affected={"stress": "51", "girls": "2"}))),
    _strike("2022-11-03", "Nemyshlianskyi", _report("2022-11-03", "2", affected="12", **_parts(
            affected={"boys": "1"})), grade="Confirmed"),
    _strike("2022-11-04", "Industrialnyi", _report("2022-11-04", stress="4", missing="<=10")),
    # Missing who are found, and people who are rescued.
    _strike("2022-11-05", "Industrialnyi", _report("2022-11-05T10:00", "1", "3", missing="4"),
            _report("2022-11-05T20:00", "4", "3", missing="1", rescued="8")),
    # Deaths in hospital: of a person with a name, and one unnamed.
    _strike("2022-11-06", "Novobavarskyi", _report("2022-11-06", "2", "10"),
            _report("2022-11-09", transfer={"injured_to_killed": 1, "persons": ["P1"]}),
            _report("2022-11-10", source="Hospital", source_kind="health authority",
                    transfer={"injured_to_killed": 1}),
            persons=[{"id": "P1", "name": "Oksana", "age": "34", "sex": "female",
                      "status": "killed"}]),
    # An attack in two districts, of which the administration's number has more.
    _strike("2024-08-30", "Nemyshlianskyi", _report("2024-08-30T20:00", "3", "34-36")),
    _strike("2024-08-30", "Slobidskyi", _report("2024-08-30T20:00", "2", "18")),
]  # fmt: skip

_JOINT = [
    {"incidents": ["KHT-2024-08-30-01", "KHT-2024-08-30-02"], "as_of": "2024-08-31T08:00",
     "role": "settling", "killed": "7", "affected": "~97", "count_remainder": True, **_OVA},
    # With acute stress, of which no incident of its group tells.
    {"districts": ["Kyivskyi"], "from": "2022-12-30", "to": "2023-01-02", "as_of": "2023-01-05",
     "killed": "6-9", "injured": "20", "stress": "40+", "count_remainder": True, **_POLICE},
    # Not ticked: only compared.
    {"incidents": ["KHT-2022-08-17-01", "KHT-2022-08-18-01"], "as_of": "2022-08-19",
     "killed": "21", **_OVA},
]  # fmt: skip

_STATEMENTS = [
    {"area": "Kharkiv oblast", "since": "2022-02-24", "as_of": "2022-12-01", "killed": ">60",
     "injured": "2x killed", **_OVA},
    {"area": "Kharkiv city", "since": "2022-08-01", "as_of": "2023-01-10", "killed": "50", **_OVA},
]  # fmt: skip


def mixed_case() -> CaseFile:
    """The case, in memory."""
    with identities.fixed("mixed"):
        case = CaseFile.in_memory("Mixed")
        _record(case, incidents=_STRIKES, statements=_STATEMENTS)
    with identities.fixed("changed", identities.START + DAY_LATER):
        _record(case, joint_reports=_JOINT)
        _change(case)
    return case


def _record(case: CaseFile, **document: Any) -> None:
    case.record(entry_json.read(document, gazetteer.load()), "tester", "mixed")


def _change(case: CaseFile) -> None:
    with case.edit("tester", "changed") as edit:
        corrections.withdraw(edit, "KHT-2022-09-05-01")
        merge_split.merge(edit, "KHT-2022-09-07-01", "KHT-2022-09-07-02")
        merge_split.split(edit, "KHT-2022-09-08-01", [2])
        rule_choice.choose(edit, "KHT-2022-09-09-01/1", "the list is complete")
    approved = ("KHT-2022-08-17-01", "KHT-2022-09-29-01", "KHT-2022-11-02-01", "KHT-undated-01")
    with case.edit("another", "approved") as edit:
        for code in approved:
            corrections.approve(edit, code)
        corrections.set_state(edit, "KHT-2022-09-01-01", ReviewState.HAS_ISSUES)
