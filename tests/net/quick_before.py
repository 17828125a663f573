"""How `cases/quick-before.ktcase` was made, by the last commit before large cases had tables.

`python -m tests.net.quick_before FILE`, run there. It is never made again: what is tested is
that the indexes, sums and searched texts of a file of that version are made when it is renewed.
"""

import json
import sys
from pathlib import Path

from tests import identities
from tests.net.desk_before import INCIDENTS
from tests.net.door import output
from tests.net.first_edition import OVA, office

GROWN, PERSON, WITHDRAWN = (f"KHT-2022-08-{day}-01" for day in (19, 20, 24))
NAME = "Оксана Коваль"


def make(path: Path) -> None:
    """The case, by the commands of that version."""
    by = ("--author", "Аналітик 1", "--reason", "внесено")
    with identities.fixed("quick before"):
        output("new", path, "--title", "До великої справи", "--author", "Засновниця")
        entries = path.with_suffix(".json")
        more = {"code": GROWN, "reports": [office(OVA, "2022-08-29", killed="90", injured="12")]}
        for incidents in (INCIDENTS, [more]):
            entries.write_text(json.dumps({"incidents": incidents}), "utf-8")
            output("add", path, entries, *by)
        entries.unlink()
        person = ("--set", f"name_uk={NAME}", "--set", "status=killed", "--set", "age=41")
        output("person", path, "add", PERSON, *person, *by)
        output("withdraw", path, WITHDRAWN, *by)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
