"""The samples recorded once, to be read by every test and written by none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kharkiv_tracker.store.case_file import CaseFile
from tests.grammar import recorded


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, recorded.Read]:
    """A case file with every sample, and what it held before it was closed."""
    path = tmp_path_factory.mktemp("grammar") / "full.ktcase"
    return path, recorded.record(path)


@pytest.fixture(scope="session")
def path(made: tuple[Path, recorded.Read]) -> Path:
    return made[0]


@pytest.fixture(scope="session")
def at_once(made: tuple[Path, recorded.Read]) -> recorded.Read:
    """Every record as the connection reads it that wrote it."""
    return made[1]


@pytest.fixture(scope="session")
def case(path: Path) -> Iterator[CaseFile]:
    """The same, open for reading."""
    with CaseFile.open(path, reading=True) as opened:
        yield opened


@pytest.fixture(scope="session")
def reopened(case: CaseFile) -> recorded.Read:
    """Every record of it."""
    return recorded.read(case)
