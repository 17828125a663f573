"""Processes that use a case file beside the test's own."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parents[2]
SAVING = """
import os, sys
from pathlib import Path
from kharkiv_tracker import gazetteer
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store.case_file import CaseFile
path, passphrase, times = Path(sys.argv[1]), sys.argv[2] or None, int(sys.argv[3])
strike = {"event": {"date": "2022-08-17"}, "district": "Saltivskyi", "reports": [{"killed": "7"}]}
entries = entry_json.read({"incidents": [strike]}, gazetteer.load())
case = CaseFile.open(path, passphrase)
print("open", flush=True)
for _time in range(times):
    (code,) = case.record(entries, "child", "save").incidents
    os.write(1, f"{code}\\n".encode())
sys.stdin.read()
case.close()
"""


def saving(path: Path, times: int, passphrase: str = "") -> subprocess.Popen[str]:
    """A process that saves so many incidents, prints the code of each once it is saved, and waits.

    It closes the case when its input ends.
    """
    return subprocess.Popen(  # noqa: S603 - our own words
        [sys.executable, "-c", SAVING, path, passphrase, str(times)],
        cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def begun(child: "subprocess.Popen[str]", codes: int = 1) -> list[str]:
    """Wait until it has the case open and has saved some; returns their codes."""
    assert child.stdout is not None
    assert child.stdout.readline() == "open\n"
    return [child.stdout.readline().strip() for _code in range(codes)]
