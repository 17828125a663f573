"""What runs at each start of a bundle, run as it would be there."""

import os
import runpy
from pathlib import Path

import pytest

from kharkiv_tracker import paths

SCRIPT = Path(__file__).parents[2] / ".ci" / "package" / "bundle_start.py"
LIST = "fontlist-v1.json"


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The resources of a bundle, with a ready list of typefaces."""
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / LIST).write_text("ready", encoding="utf-8")
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    monkeypatch.setattr(paths, "cache_dir", lambda: tmp_path / "cache")
    names = ("LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG", "PYINSTALLER_RESET_ENVIRONMENT")
    for name in ("MPLCONFIGDIR", *names):
        # Set first, so that whatever the script does to it is undone.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    return tmp_path


def test_matplotlib_finds_the_ready_list(bundle: Path) -> None:
    runpy.run_path(str(SCRIPT))
    folder = Path(os.environ["MPLCONFIGDIR"])
    assert folder == bundle / "cache" / "matplotlib"
    assert [path.name for path in folder.iterdir()] == [LIST]
    assert (folder / LIST).read_text(encoding="utf-8") == "ready"


def test_a_list_that_is_there_stays(bundle: Path) -> None:
    mine = bundle / "cache" / "matplotlib" / LIST
    mine.parent.mkdir(parents=True)
    mine.write_text("mine", encoding="utf-8")
    runpy.run_path(str(SCRIPT))
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_folder_of_the_user_is_used(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLCONFIGDIR", "/elsewhere")
    runpy.run_path(str(SCRIPT))
    assert os.environ["MPLCONFIGDIR"] == "/elsewhere"
    assert not (bundle / "cache").exists()


def test_a_full_disk_prevents_no_start(bundle: Path) -> None:
    (bundle / "cache").write_text("a file where the folder would be", encoding="utf-8")
    runpy.run_path(str(SCRIPT))


@pytest.mark.usefixtures("bundle")
def test_programs_that_are_started_get_the_libraries_of_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle/_internal")
    runpy.run_path(str(SCRIPT))
    assert "LD_LIBRARY_PATH" not in os.environ
    # Children of the bundle are the bundle itself, and need its libraries.
    assert os.environ["PYINSTALLER_RESET_ENVIRONMENT"] == "1"
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle/_internal:/mine")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/mine")
    runpy.run_path(str(SCRIPT))
    assert os.environ["LD_LIBRARY_PATH"] == "/mine"
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ
