"""The command that imports a file of ours: what it says and records."""

import json
from pathlib import Path

import pytest

from kharkiv_tracker.cli import main
from tests import cases
from tests.imports.test_import_command import run


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return cases.empty_file(tmp_path / "c.ktcase")


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize(
    ("format_", "name", "opened"),
    [
        ("xlsx", "out.xlsx", "out.xlsx"),
        ("json", "out.json", "out.json"),
        ("csv", "out", "out"),
        ("csv", "out", "out/incidents.csv"),
        ("csv", "out", "out/datapackage.json"),
    ],
)
def test_a_file_of_ours_is_known_and_taken_in_once(
    format_: str,
    name: str,
    opened: str,
    case: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    target = tmp_path / name
    source = tmp_path / "sample.ktcase"
    run(capsys, "export", source, "-o", target, "--format", format_, "--profile", "internal")
    file = tmp_path / opened
    would = run(capsys, "import", case, file, "--dry-run")
    assert "Would be added: 7 incidents" in would
    assert would.endswith("Nothing was changed.\n")
    assert "Added: 7 incidents" in run(capsys, "import", case, file)
    again = json.loads(run(capsys, "import", case, file, "--json"))
    assert (again["added"], again["unchanged"]["incidents"]) == ({}, 7)
    assert again["rejected"] == again["kept"] == again["recoded"] == []


def test_a_folder_of_others_is_not_ours(case: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert main(["import", str(case), str(tmp_path / "folder")]) == 1
