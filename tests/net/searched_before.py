"""How `cases/searched-before.ktcase` was made, by the last commit that searched texts alone.

`python -m tests.net.searched_before FILE`, run there (c9d93a6). It is never made again: what is
tested is that it is searched as a new case is, once it was opened.
"""

import sys
from pathlib import Path

from tests import identities
from tests.net.door import output

ENTRIES = Path(__file__).parents[1] / "features" / "searched_case.json"


def make(path: Path) -> None:
    """The case of the searches, by the commands of that version."""
    with identities.fixed("searched before"):
        output("new", path, "--title", "Шукане", "--author", "Засновниця")
        output("add", path, ENTRIES, "--author", "Аналітик 1", "--reason", "внесено")


if __name__ == "__main__":
    make(Path(sys.argv[1]))
