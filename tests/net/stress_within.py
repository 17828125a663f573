"""How `cases/stress-within.ktcase` was made, by the last commit of the rule's second edition.

`python -m tests.net.stress_within FILE`, run there (f5155ed). It is never made again: what is
tested is that its injured, among whom those with acute stress were counted then, are renewed by a
revision. With each strike stands what that edition derived, and what this one derives.
"""

import json
import sys
from pathlib import Path

from tests import identities
from tests.net.door import output
from tests.net.first_edition import APPROVED, OVA, PROSECUTOR, office, report, strike

STRESS_51 = {"injured": {"stress": "51", "child": "2"}}
INCIDENTS = [
    # 57 injured then; now 6 of 57 affected.
    strike(
        "2025-10-13",
        office(OVA, "2025-10-13T20:00", injured="57", of_whom=STRESS_51, missing="3"),
        office(PROSECUTOR, "2025-10-13T22:00", killed="1"),
        state=APPROVED,
    ),
    # 5 injured, then and now.
    strike("2025-10-14", office(OVA, "2025-10-14", killed="2", injured="5"), state=APPROVED),
    # 58 then; now 0 to 7, best 7: the later count is silent of stress.
    strike(
        "2025-10-15",
        office(OVA, "2025-10-15T08:00", injured="57", of_whom=STRESS_51),
        office(OVA, "2025-10-15T20:00", injured="58"),
    ),
    # Over three days: counted on the first.
    strike("2025-10-30", report("2025-11-02", killed="1", injured="9", rescued="4")),
    # Missing 15 or more by the latest official word, 4 by a newspaper.
    strike(
        "2025-11-04",
        office(OVA, "2025-11-04", killed="1", missing="15+"),
        report("2025-11-05", killed="2", missing="4", source="Агентство"),
    ),
]
INCIDENTS[3]["event"] = {"date": "2025-10-30", "precision": "range", "until": "2025-11-01"}
JOINT = {
    "incidents": ["KHT-2025-10-13-01", "KHT-2025-10-14-01"],
    "as_of": "2025-10-15",
    "office": OVA,
    "killed": "5",
    "injured": "70",
}


def make(path: Path) -> None:
    """The case, by the commands of that edition."""
    with identities.fixed("stress within"):
        output("new", path, "--title", "Гостра реакція", "--author", "Засновниця")
        entries = path.with_suffix(".json")
        entries.write_text(json.dumps({"incidents": INCIDENTS, "joint_reports": [JOINT]}), "utf-8")
        output("add", path, entries, "--author", "Аналітик 1", "--reason", "внесено")
        entries.unlink()
        by_two = ("--author", "Analyst 2", "--reason")
        output("choose", path, "KHT-2025-10-14-01/1", *by_two, "перевірено на місці")
        output("amend", path, "KHT-2025-10-14-01", "--set", "place=вокзал", *by_two, "місце")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
