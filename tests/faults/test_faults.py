"""A small sample of what `make faults` does: every promise is put to the test in each run."""

import subprocess
import sys
from pathlib import Path

import pytest

_HERE = Path(__file__).parents[2]
#: Without the long life, which has a test of its own; encrypted where that makes a difference.
_SAMPLE = (
    *(
        "kills-plain",
        "kills-renewal",
        "kills-statements",
        "kills-backup",
        "kills-restore",
        "kills-passphrase",
        "power-plain",
        "power-passphrase",
        "flip",
    ),
    *("truncate-plain", "zero-plain", "older-copy-plain"),
    *("foreign-wal-plain", "plain-copy-plain", "replaced-plain", "tampering-plain"),
    "rewritten-plain",
    *("import-csv", "import-xlsx"),
    *("typing-encrypted", "locks", "markers-some"),
)


@pytest.mark.skipif(sys.platform == "win32", reason="it forks and kills")
def test_a_sample_of_every_fault_breaks_no_promise() -> None:
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "tests.faults", *_SAMPLE, "--scale", "0.01", "--seed", "13"],
        cwd=_HERE, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    for name in _SAMPLE:
        assert f"| {name}" in done.stdout
