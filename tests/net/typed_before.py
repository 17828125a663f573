"""How `cases/typed-before.ktcase` was made, by the last commit that read each field by itself.

`python -m tests.net.typed_before FILE`, run there (78b4719). It is never made again: what is tested
is that its places without a settlement, its nights and its ages stay as they were recorded.
"""

import json
import sys
from pathlib import Path

from tests import identities
from tests.net.door import output
from tests.net.first_edition import APPROVED, OVA, office, strike

INCIDENTS = [
    # A town that the list of districts names, typed as it was then.
    strike(
        "2023-10-05",
        office(
            OVA, "2023-10-05T20:00", killed="51", injured="6", of_whom={"killed": {"child": "1"}}
        ),
        state=APPROVED,
    ),
    # “У ніч на 18” was typed as the night of the 17th; “вночі 18” as that of the 18th.
    strike("2022-08-17", office(OVA, "2022-08-18", killed="7+", injured="16")),
    strike("2022-08-18", office(OVA, "2022-08-18 early", killed="12")),
]
INCIDENTS[0]["district"], INCIDENTS[0]["place"] = "Kupiansk", "Гроза, кафе"
INCIDENTS[0]["persons"] = [{"age": "8", "sex": "male", "status": "killed"}]
INCIDENTS[1]["event"] = {"date": "2022-08-17", "precision": "night"}
INCIDENTS[2]["event"] = {"date": "2022-08-18", "precision": "night"}


def make(path: Path) -> None:
    """The case, by the commands of that edition."""
    with identities.fixed("typed before"):
        output("new", path, "--title", "Надруковане", "--author", "Засновниця")
        entries = path.with_suffix(".json")
        entries.write_text(json.dumps({"incidents": INCIDENTS}), "utf-8")
        output("add", path, entries, "--author", "Аналітик 1", "--reason", "внесено")
        entries.unlink()
        by_two = ("--author", "Analyst 2", "--reason")
        output("amend", path, "KHT-2022-08-18-01", "--set", "place=вокзал", *by_two, "місце")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
