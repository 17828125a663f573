"""Real case files, in memory or in a temporary folder, and a look at all they hold."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.entry import Recorded
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store.case_file import CaseFile
from tests.cases import empty_case, sample_case, sample_file
from tests.export.conftest import everything, everything_file

__all__ = ["everything", "everything_file"]

Add = Callable[..., Recorded]
Dump = Callable[[CaseFile], dict[str, list[Any]]]


@pytest.fixture
def case() -> Iterator[CaseFile]:
    """An empty case in memory."""
    with empty_case() as made:
        yield made


@pytest.fixture(name="sample_case")
def sample_in_memory() -> Iterator[CaseFile]:
    """The sample in memory."""
    with sample_case() as made:
        yield made


@pytest.fixture(name="sample_file")
def sample_in_a_file(tmp_path: Path) -> Path:
    """The sample in a file, closed."""
    return sample_file(tmp_path / "sample.ktcase")


@pytest.fixture
def strike() -> Callable[..., dict[str, Any]]:
    """One incident as the JSON of `add`, of one report unless told otherwise."""

    def make(day: str | None = "2022-08-17", killed: str = "7", **fields: Any) -> dict[str, Any]:
        event = {"date": day} if day else {"precision": "unknown"}
        strike_fields = {"event": event, "district": "Saltivskyi", "reports": [{"killed": killed}]}
        return {**strike_fields, **fields}

    return make


@pytest.fixture
def add() -> Add:
    """Record incidents and statements given as the JSON of `add`."""

    def adding(case: CaseFile, *incidents: Any, statements: Any = ()) -> Recorded:
        document = {"incidents": list(incidents), "statements": list(statements)}
        return case.record(entry_json.read(document, gazetteer.load()), "tester", "test")

    return adding


@pytest.fixture
def dump() -> Dump:
    """Every row of every table, so that two states of a case can be compared whole."""

    def dumping(case: CaseFile) -> dict[str, list[Any]]:
        tables = [
            name
            for (name,) in case.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith("sqlite_")
        ]
        return {name: sorted(map(repr, case.db["" + name].rows)) for name in tables}

    return dumping


@pytest.fixture
def passphrase(request: pytest.FixtureRequest) -> str:
    """None, but where a test asks for one: an encrypted file takes ten times as long to open."""
    return str(getattr(request, "param", ""))
