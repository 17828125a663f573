"""Cases whose every field is filled, and everything an export wrote, unzipped."""

import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kharkiv_tracker.store.case_file import CaseFile
from tests.grammar import recorded

CASES = Path(__file__).parents[1] / "net" / "cases"


@pytest.fixture(scope="session")
def everything_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with every field of every kind of record."""
    path = tmp_path_factory.mktemp("everything") / "all.ktcase"
    recorded.record(path)
    return path


@pytest.fixture
def everything(everything_file: Path, tmp_path: Path) -> Iterator[CaseFile]:
    """A copy of the case with every field."""
    case = CaseFile.open(Path(shutil.copy(everything_file, tmp_path / "all.ktcase")))
    yield case
    case.close()


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[CaseFile]:
    """A copy of the sample case."""
    case = CaseFile.open(Path(shutil.copy(CASES / "sample.ktcase", tmp_path / "sample.ktcase")))
    yield case
    case.close()


def contents(path: Path) -> dict[str, bytes]:
    """The bytes of a file, or of all files of a folder; of what is zipped, what it unzips to."""
    found: dict[str, bytes] = {}
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            data = file.read_bytes()
            found[str(file.relative_to(path.parent))] = data
            if data[:2] == b"PK":
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    for name in archive.namelist():
                        found[f"{file.name}!{name}"] = archive.read(name)
    return found
