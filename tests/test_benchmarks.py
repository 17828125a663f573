"""The benchmarks run on a small case; how long anything takes is no matter of a test."""

from pathlib import Path

import pytest

from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile
from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks import synthetic


def test_the_table_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmarks.main(["--size", "60", "--rounds", "1", "--keep", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "| 60 made-up incidents |" in said
    assert said.count("ratio") == 1
    path = synthetic.kept(60, tmp_path)
    with CaseFile.open(path) as case:
        assert case.title.startswith("Synthetic")
        assert len(incidents.ids(case)) == 60


def test_the_same_size_makes_the_same_incidents() -> None:
    assert list(synthetic.incidents(50)) == list(synthetic.incidents(50))
