"""Neither a crash nor a child of the program gives away what is in its memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kharkiv_tracker import process_privacy
from kharkiv_tracker.cli import main
from kharkiv_tracker.store.case_file import CaseFile

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="told by Linux")
COMMAND = """
from kharkiv_tracker.cli import main
main(["--version"])
"""
PREVIEW = """
import sys, types
from kharkiv_tracker.gui import summary
# What sets the pages takes long to load.
summary.preview_worker = sys.modules[f"{summary.__name__}.preview_worker"] = types.SimpleNamespace(
    serve=lambda pipe, case: None
)
from kharkiv_tracker.gui.summary import preview_process
preview_process._serve(None, None)
"""
IMPORT = """
import multiprocessing
from kharkiv_tracker.imports.files import file_worker
file_worker.serve(multiprocessing.Pipe()[0], "no.csv", "", "")
"""
POSTS = """
import multiprocessing
from kharkiv_tracker.posts import post_worker
ours, theirs = multiprocessing.Pipe()
ours.close()
post_worker.serve(theirs)
"""
REDACTION = """
import multiprocessing
from kharkiv_tracker.redaction import page_worker
ours, theirs = multiprocessing.Pipe()
ours.close()
page_worker.serve(theirs)
"""
ASK = """
import ctypes, resource
print(ctypes.CDLL(None).prctl(3), *resource.getrlimit(resource.RLIMIT_CORE))
"""


@LINUX
@pytest.mark.parametrize("program", [COMMAND, PREVIEW, IMPORT, POSTS, REDACTION])
def test_no_process_of_ours_leaves_a_dump(program: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program + ASK], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "0 0 0"


def test_the_passphrase_is_inherited_by_nobody_and_stays_for_the_next_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.ktcase"
    words = "six words"
    CaseFile.create(path, passphrase=words).close()
    monkeypatch.setenv(process_privacy.PASSPHRASE, words)
    during: list[str | None] = []
    opening = CaseFile.open.__func__  # type: ignore[attr-defined]

    def watched(*args: object, **kwargs: object) -> CaseFile:
        during.append(os.environ.get(process_privacy.PASSPHRASE))
        made: CaseFile = opening(CaseFile, *args, **kwargs)
        return made

    monkeypatch.setattr(CaseFile, "open", watched)
    for _number in range(2):
        assert main(["totals", str(path)]) == 0
        assert os.environ[process_privacy.PASSPHRASE] == words
    assert during == [None] * 4
    monkeypatch.delenv(process_privacy.PASSPHRASE)
    assert process_privacy.take_passphrase() == ""
    assert main(["totals", str(path)]) == 1
