"""How `cases/desk-before.ktcase` was made, by the last commit before approval knew what it was of.

`python -m tests.net.desk_before FILE`, run there (e2c6d47). It is never made again: what is tested
is that of incidents approved by that version those changed since are known when it is renewed.
"""

import json
import sys
from pathlib import Path

from tests import identities
from tests.net.door import output
from tests.net.first_edition import APPROVED, OVA, PROSECUTOR, office, report, strike

#: Approved and, by the codes below: left alone, edited beside its figures, told 90 by another
#: report, moved to another grade, without one of its reports, moved by a list of sources, and
#: told 90 but approved again as that; the last is a draft.
INCIDENTS = [
    strike("2022-08-17", office(OVA, "2022-08-17", killed="3", injured="5"), state=APPROVED),
    strike("2022-08-18", office(OVA, "2022-08-18", killed="4"), state=APPROVED),
    strike("2022-08-19", office(OVA, "2022-08-19", killed="51", injured="10"), state=APPROVED),
    strike("2022-08-20", office(OVA, "2022-08-20", killed="6"), state=APPROVED),
    strike(
        "2022-08-21",
        office(OVA, "2022-08-21", killed="7"),
        office(PROSECUTOR, "2022-08-22", killed="7"),
        state=APPROVED,
    ),
    strike(
        "2022-08-22",
        office(OVA, "2022-08-22", killed="8"),
        report("2022-08-23", killed="30", source="Газета", source_kind="media"),
        state=APPROVED,
    ),
    strike("2022-08-23", office(OVA, "2022-08-23", killed="9"), state=APPROVED),
    strike("2022-08-24", office(OVA, "2022-08-24", killed="2")),
]
ALONE, BESIDE, GROWN, GRADED, THINNED, MOVED, AGAIN, DRAFT = (
    f"KHT-2022-08-{day}-01" for day in range(17, 25)
)


def make(path: Path) -> None:
    """The case, by the commands of that version."""
    by = ("--author", "Аналітик 1", "--reason", "внесено")
    with identities.fixed("desk before"):
        output("new", path, "--title", "До столу", "--author", "Засновниця")
        entries = path.with_suffix(".json")

        def add(*strikes: dict[str, object]) -> None:
            entries.write_text(json.dumps({"incidents": strikes}), "utf-8")
            output("add", path, entries, *by)
            entries.unlink()

        add(*INCIDENTS)
        output("amend", path, f"{BESIDE}/1", "--set", "quote=Загинули четверо.", *by)
        output("amend", path, BESIDE, "--set", "summary=Удар по складу.", *by)
        add({"code": GROWN, "reports": [office(OVA, "2022-08-29", killed="90", injured="12")]})
        output("amend", path, GRADED, "--set", "grade=Weak", *by)
        output("withdraw", path, f"{THINNED}/2", *by)
        output("source", path, "Газета", "--set", "kind=prosecutor", *by)
        add({"code": AGAIN, "reports": [office(OVA, "2022-08-29", killed="90")]})
        output("amend", path, AGAIN, "--set", "state=Draft", *by)
        output("approve", path, AGAIN, *by)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
