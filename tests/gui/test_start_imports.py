"""What is loaded before the first paint: nothing that only a later step needs."""

import subprocess
import sys
from pathlib import Path

from tests.benchmarks.process import surroundings
from tests.benchmarks.program_measures import OURS
from tests.cases import sample_file

HERE = Path(__file__).parents[2]
#: Written when the table is painted, in place of the word that the benchmark waits for.
LISTED = OURS.replace('"painted"', "*sys.modules").replace(
    "    import os\n", "    import os, sys\n"
)
#: Of others, what is loaded beside the window or where it is used.
HEAVY = {"matplotlib", "numpy", "typst", "shapely", "PIL", "pypdfium2", "cryptography"}
#: Parts of the program of which nothing is loaded.
LATER = (
    *("summary", "intake.counts", "intake.places", "intake.things", "intake.times"),
    *("charts.bars", "charts.curves", "charts.lanes", "charts.maps"),
    *("gui.correction", "gui.documents", "gui.many", "gui.redaction", "gui.sources"),
    *("gui.statements", "gui.summary", "gui.search"),
    *("gui.charts.chart_canvas", "gui.commands.record_edits", "gui.entry.panel"),
    *("gui.files.case_rescue", "gui.history.history_view", "gui.preferences.dialog"),
    *("exchange.sample_entries", "store.salvage", "store.name_erasure"),
)

READ = """
import linecache
from kharkiv_tracker.gui import app
print(sum("kharkiv_tracker" in name for name in linecache.cache))
"""


def test_no_module_is_read_for_the_names_of_the_qt_binding() -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", READ], cwd=HERE, capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 3


def test_the_first_paint_waits_for_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    path = sample_file(tmp_path / "sample.ktcase")
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", LISTED, str(path)],
        cwd=HERE, env=surroundings(str(tmp_path)),
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    loaded = done.stdout.split()
    own = [name.removeprefix("kharkiv_tracker.") for name in loaded if "kharkiv_tracker." in name]
    others = {name.partition(".")[0] for name in loaded}
    assert "gui.incidents.incidents_view" in own
    early = [name for name in own if any(f"{name}.".startswith(f"{part}.") for part in LATER)]
    assert early == []
    assert others & HEAVY == set()
