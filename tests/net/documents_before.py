"""How `cases/documents-before.ktcase` was made, by the last commit without documents.

`python -m tests.net.documents_before FILE`, run there (4803db4). It is never made again: what is
tested is that one article behind several reports, its files, and people cleared by a tick stay.
"""

import json
import sys
from pathlib import Path

from tests import identities
from tests.net.door import output
from tests.net.first_edition import APPROVED, OVA, office, strike

ARTICLE = {
    "source": "Вечірня газета",
    "source_kind": "media",
    "url": "https://news.example/2022/08/18/night?utm_source=feed",
    "language": "uk",
    "published": "2022-08-18T12:15",
}
INCIDENTS = [
    strike(
        "2022-08-17",
        office(
            OVA,
            "2022-08-18",
            killed="7+",
            injured="16",
            quote="Загинули щонайменше семеро людей, 16 поранено.",
            **ARTICLE,
        ),
        office(OVA, "2022-08-19", killed="19", injured="20", confidential=True),
        state=APPROVED,
        persons=[
            {"name": "Ольга Бондар", "cleared": True, "age": "64", "sex": "female", "report": 1},
            {"name": "Іван Коваль", "age": "34", "status": "killed", "notes": "брат P1"},
        ],
    ),
    strike("2022-08-18", office(OVA, "2022-08-18", killed="12", injured="30", **ARTICLE)),
    strike("2022-08-18", office(OVA, "2022-08-18 early", killed="1")),
]
TOTAL = {
    "area": "Kharkiv oblast",
    "since": "2022-02-24",
    "as_of": "2022-08-18",
    "killed": "1032",
    "office": OVA,
    "quote": "З початку війни загинули 1032 цивільні.",
    **ARTICLE,
}
TOGETHER = {
    "incidents": ["KHT-2022-08-17-01", "KHT-2022-08-18-01"],
    "as_of": "2022-08-19",
    "killed": "33",
    "office": OVA,
    "source": "Вечірня газета",
}
FIRST, SECOND, THIRD = "KHT-2022-08-17-01", "KHT-2022-08-18-01", "KHT-2022-08-18-02"


def make(path: Path) -> None:
    """The case, by the commands of that version."""
    by = ("--author", "Аналітик 1", "--reason", "внесено")
    with identities.fixed("documents before"):
        output("new", path, "--title", "До документів", "--author", "Засновниця")
        entries = path.with_suffix(".json")
        document = {"incidents": INCIDENTS, "statements": [TOTAL], "joint_reports": [TOGETHER]}
        entries.write_text(json.dumps(document), "utf-8")
        output("add", path, entries, *by)
        entries.unlink()
        for code, name in ((f"{FIRST}/1", "знімок.txt"), (THIRD, "мапа.txt"), (THIRD, "зайве.txt")):
            file = path.with_name(name)
            file.write_text(f"вміст: {name}", "utf-8")
            output("attach", path, code, file, "--collector", "О. Коваль", *by)
            file.unlink()
        output("withdraw", path, f"{THIRD}/A2", *by)
        output("merge", path, SECOND, THIRD, *by)
        output("amend", path, f"{FIRST}/P2", "--set", "sex=male", *by)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
