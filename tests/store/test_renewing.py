"""A case file of the first version keeps everything it holds when its tables are renewed."""

from pathlib import Path

import pytest
from sqlite_utils import Migrations

from kharkiv_tracker.store import history, incidents, schema, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import connect
from kharkiv_tracker.store.verification import verify


@pytest.fixture
def of_the_first_version(sample_file: Path, tmp_path: Path) -> Path:
    """The sample as the first version of the program would have written it."""
    first = Migrations("kharkiv_tracker")
    first(name="first_tables")(schema.first_tables)
    path = tmp_path / "old.ktcase"
    path.touch()
    new, old = connect(sample_file), connect(path)
    first.apply(old)
    old.execute("PRAGMA foreign_keys = OFF")
    for table in old.table_names():
        if not table.startswith("_"):
            columns = [column.name for column in old[table].columns]
            rows = ({name: row[name] for name in columns} for row in new[table].rows)
            old[table].insert_all(rows)
    old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    new.close()
    old.close()
    return path


def test_it_is_copied_aside_and_renewed(of_the_first_version: Path) -> None:
    with CaseFile.open(of_the_first_version) as case:
        assert "old.before-1.ktcase" in case.notice
        assert verify(case).ok
        total = totals.totals(case).total
        assert (total.toll["killed"].best, total.toll["injured"].best) == (51, 204)
        fingerprint = history.fingerprint(case)
    with CaseFile.open(of_the_first_version) as case:
        assert case.notice == ""
        assert history.fingerprint(case) == fingerprint


def test_one_that_cannot_be_written_to_is_still_read(of_the_first_version: Path) -> None:
    before = of_the_first_version.read_bytes()
    with CaseFile.open(of_the_first_version, reading=True) as case:
        assert totals.totals(case).total.toll["killed"].best == 51
        assert incidents.incident(case, "KHT-2022-08-17-01").merged_into == ""
        assert case.read_only
        with case.another() as other:
            assert totals.totals(other).total.toll["killed"].best == 51
    assert of_the_first_version.read_bytes() == before
