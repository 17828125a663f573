"""How `cases/first-edition.ktcase` was made, by the last commit of the first edition of the rule.

`python -m tests.net.first_edition FILE`, run there (11e1ab1). It is never made again: what is
tested is that its figures, which are stored as that edition derived them, are renewed by a
revision. With each strike stands what that edition derived, and what this one derives.
"""

import json
import sys
from pathlib import Path
from typing import Any

from tests import identities
from tests.net.door import output

APPROVED = "Approved"
RANKED = "highest-ranked source"
SOURCES = [
    {"name": "Агентство", "kind": "media", "rank": 1},
    {"name": "ОВА", "kind": "military administration", "rank": 2},
    {"name": "Прокуратура", "kind": "prosecutor", "rank": 3},
]


def report(as_of: str, **fields: Any) -> dict[str, Any]:
    """A report of that day or minute."""
    return {"as_of": as_of, **fields}


def office(name: str, as_of: str, **fields: Any) -> dict[str, Any]:
    """What an office said, as read in a source of its own."""
    return report(as_of, office=name, **fields)


def strike(day: str, *reports: dict[str, Any], state: str = "Draft", **more: Any) -> dict[str, Any]:
    """An incident in Saltivskyi."""
    event = {"event": {"date": day}, "district": "Saltivskyi"}
    return {**event, "state": state, "reports": list(reports), **more}


OVA, PROSECUTOR = "Kharkiv OVA", "Kharkiv Regional Prosecutor's Office"
INCIDENTS = [
    # By rank the agency's 18; now the prosecutor's 19, a newspaper being unofficial.
    strike(
        "2022-08-17",
        office(PROSECUTOR, "2022-08-22", killed="19", injured="20", source="Прокуратура"),
        report("2023-08-17", killed="18", injured="20", source="Агентство"),
        state=APPROVED,
    ),
    # One report: 3 then and now.
    strike("2022-08-18", office(OVA, "2022-08-18", killed="3", injured="5"), state=APPROVED),
    # A death is moved over, then and now: 19 and 47.
    strike(
        "2022-08-19",
        office(OVA, "2022-08-20", killed="18", injured="48", source="ОВА"),
        report("2022-08-25", transfer={"injured_to_killed": 1}, source="Агентство"),
    ),
    # By rank 30; now 12, official before unofficial.
    strike(
        "2022-08-20",
        report("2022-08-20T08:00", killed="30", source="Агентство"),
        office(OVA, "2022-08-20T20:00", killed="12", source="ОВА"),
    ),
    # Women 8 do not fit beside six men.
    strike(
        "2022-08-21",
        office("Police", "2022-08-21", killed="12", of_whom={"killed": {"women": "8", "men": "4"}}),
        office(PROSECUTOR, "2022-08-23", killed="12", of_whom={"killed": {"men": "6"}}),
        state="Ready for review",
        persons=[{"name": "Олена Т’яга", "age": "34", "sex": "female", "status": "killed"}],
    ),
    # Chosen: 6, then and now.
    strike(
        "2022-08-22",
        office(OVA, "2022-08-22", killed="6", injured="9+"),
        office(PROSECUTOR, "2022-08-24", killed="5", injured="11"),
    ),
    # By rank the agency's 4, also of injured; now 7 and 9, by the prosecutor's last word.
    strike(
        "2022-08-23",
        report("2022-08-23", killed="4", injured="4", source="Агентство"),
        office(PROSECUTOR, "2022-08-26", killed="7", injured="9", source="Прокуратура"),
        state=APPROVED,
    ),
]


def make(path: Path) -> None:
    """The case, by the commands of that edition."""
    with identities.fixed("first edition"):
        output("new", path, "--title", "Перша редакція", "--author", "Засновниця")
        entries = path.with_suffix(".json")
        entries.write_text(json.dumps({"sources": SOURCES, "incidents": INCIDENTS}), "utf-8")
        output("add", path, entries, "--author", "Аналітик 1", "--reason", "внесено")
        entries.unlink()
        by_two = ("--author", "Analyst 2", "--reason")
        output("choose", path, "KHT-2022-08-22-01/1", *by_two, "перевірено на місці")
        output("rule", path, "range of all speakers", *by_two, "as Airwars")
        output("rule", path, RANKED, *by_two, "rank decides")
        output("amend", path, "KHT-2022-08-18-01", "--set", "place=вокзал", *by_two, "місце")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
