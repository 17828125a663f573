"""Copies of the case files, renewed where they are old; the files themselves are only read."""

import os
import shutil
from pathlib import Path

import pytest

from kharkiv_tracker.store.case_file import CaseFile
from tests.net.outputs import CASES

#: How many incidents are generated where the whole net is asked for: see `make net`.
WHOLE = "WHOLE_NET"
FILES = Path(__file__).parent / "cases"


@pytest.fixture(scope="session")
def copies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A copy of every case file, by name; tests only read from them."""
    folder = tmp_path_factory.mktemp("cases")
    found = {}
    for name in CASES:
        found[name] = Path(shutil.copy(FILES / f"{name}.ktcase", folder))
        CaseFile.open(found[name]).close()
    return found


@pytest.fixture(scope="session")
def whole() -> bool:
    """Whether the whole net was asked for."""
    return bool(os.environ.get(WHOLE))
