"""How `cases/export-before.ktcase` was made, by the last commit before packages were noted.

`python -m tests.net.export_before FILE`, run there. It is never made again: what is tested is that
a file of that version is renewed, and that its first public package has nothing to compare with.
"""

import json
import sys
from pathlib import Path

from tests import identities
from tests.net.desk_before import INCIDENTS
from tests.net.door import output


def make(path: Path) -> None:
    """The case, by the commands of that version."""
    by = ("--author", "Аналітик 1", "--reason", "внесено")
    with identities.fixed("export before"):
        output("new", path, "--title", "До вивантаження", "--author", "Засновниця")
        entries = path.with_suffix(".json")
        entries.write_text(json.dumps({"incidents": INCIDENTS}), "utf-8")
        output("add", path, entries, *by)
        entries.unlink()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
