"""What no statement may do to a case file: run for ever, reach another file, load code."""

from pathlib import Path

import pytest

from kharkiv_tracker.store import engine
from kharkiv_tracker.store.case_file import CaseFile

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_a_statement_without_end_is_ended_and_the_next_begins_anew(sample_file: Path) -> None:
    with CaseFile.open(sample_file) as case:
        assert case.db.conn.bound > 1000
        case.db.conn.bound = 3
        for _time in range(3):
            with pytest.raises(engine.OperationalError, match="interrupted"):
                case.db.execute(ENDLESS).fetchall()
        assert case.db.execute("SELECT count(*) FROM cases").fetchone() == (1,)


def test_what_takes_too_long_is_left_and_other_errors_are_not_hidden(sample_file: Path) -> None:
    with CaseFile.open(sample_file) as case:
        reached = []
        for _time in range(2):
            with engine.within(case.db, 3):
                reached.append(case.db.execute("SELECT count(*) FROM cases").fetchone())
                case.db.execute(ENDLESS).fetchall()
                reached.append("not here")
        assert reached == [(1,), (1,)]
        with (
            pytest.raises(engine.OperationalError, match="no such table"),
            engine.within(case.db, 3),
        ):
            case.db.execute("SELECT * FROM nowhere")
        assert len(case.db.execute("SELECT value FROM json_each(?)", ["[1, 2]"]).fetchall()) == 2


def test_no_other_file_is_attached_but_to_copy_or_rewrite_this_one(
    sample_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    with CaseFile.open(sample_file) as case:
        with pytest.raises(engine.DatabaseError, match="authoriz"):
            case.db.execute("ATTACH ? AS other", [str(other)])
        with pytest.raises(engine.DatabaseError, match="authoriz"):
            case.db.execute("VACUUM INTO ?", [str(other)])
        assert not other.exists()
        with engine.attaching(case.db):
            case.db.execute("VACUUM INTO ?", [str(other)])
        assert other.exists()
        with pytest.raises(engine.DatabaseError):
            case.db.execute("SELECT load_extension('x')")


def test_a_view_or_trigger_that_is_denied_neither_reads_nor_writes(sample_file: Path) -> None:
    db = engine.connect(sample_file)
    db.execute("CREATE VIEW spy AS SELECT name FROM persons")
    db.execute("CREATE TRIGGER spy_on AFTER UPDATE ON cases BEGIN DELETE FROM findings; END")
    db.conn.denied = frozenset({"spy", "spy_on"})
    with pytest.raises(engine.DatabaseError, match=r"prohibited|authoriz"):
        db.execute("SELECT * FROM spy")
    with pytest.raises(engine.DatabaseError, match="authoriz"):
        db.execute("UPDATE cases SET title = 'x'")
    db.close()
