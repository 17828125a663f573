"""How `cases/copies-before.ktcase` was made, by the last commit before copies were noted.

`python -m tests.net.copies_before FILE`, run there. It is never made again: what is tested is that
a file of that version is renewed, keeps the packages that it noted, and knows of no copy.
"""

import json
import shutil
import sys
from pathlib import Path

from tests import identities
from tests.net.desk_before import INCIDENTS
from tests.net.door import output


def make(path: Path) -> None:
    """The case, by the commands of that version."""
    by = ("--author", "Аналітик 1", "--reason", "внесено")
    package = path.with_suffix(".folder")
    with identities.fixed("copies before"):
        output("new", path, "--title", "До копій", "--author", "Засновниця")
        entries = path.with_suffix(".json")
        entries.write_text(json.dumps({"incidents": INCIDENTS}), "utf-8")
        output("add", path, entries, *by)
        entries.unlink()
        output("export", path, "--format", "package", "-o", package)
        shutil.rmtree(package)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
