"""A thousand revisions, their payloads and the attachments: whichever one is touched is named."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlite_utils import Database

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import (
    attachment_records,
    engine,
    name_erasure,
    record_checks,
    verification,
)
from kharkiv_tracker.store.case_file import CaseFile

REVISIONS, ATTACHMENTS = 1_000, 30
WAYS = random.Random(2022)  # noqa: S311 - no secret hangs on it

Script = list[tuple[str, list[Any]]]
Damage = Callable[[Database, int], Script]
#: What stands in the scripts for a revision's id by its number, and an attachment's hash.
_WORDS = {
    "THE_ID": "(SELECT id FROM revisions WHERE seq = ?)",
    "THE_SHA": "(SELECT sha256 FROM attachments WHERE id = ?)",
}


def strike(number: int) -> dict[str, Any]:
    """An incident of eight revisions: its own, six of reports, one of a person."""
    reports = [
        {
            "as_of": f"2022-09-{day + 1:02}",
            "killed": str(number % 7 + day),
            "office": f"Office {number % 5}",
            "quote": f"words {number}.{day}",
        }
        for day in range(6)
    ]
    strike_fields = {"event": {"date": f"2022-08-{number % 28 + 1:02}"}, "district": "Saltivskyi"}
    named = [{"name": f"Person {number}", "age": "34", "report": 1}]
    return {**strike_fields, "place": f"house {number}", "reports": reports, "persons": named}


@pytest.fixture(scope="module")
def whole() -> Iterator[CaseFile]:
    """A case of a thousand revisions, thirty attachments and a name that was purged."""
    with CaseFile.in_memory("Large") as case:
        codes: list[str] = []
        while revisions_of(case.db) < REVISIONS - ATTACHMENTS - 1:
            updated = [strike(len(codes) + n) for n in range(5)]
            entries = entry_json.read({"incidents": updated}, gazetteer.load())
            codes += case.record(entries, "a", "add").incidents
        with case.edit("a", "attach") as edit:
            for file, code in enumerate(codes[:ATTACHMENTS]):
                held = bytes([file]) * (2 + file * 40_000)
                attachment_records.attach(edit, code, held, f"{file}.bin")
        with case.edit("a", "purge") as edit:
            name_erasure.purge(edit, f"{codes[3]}/P1")
        assert revisions_of(case.db) >= REVISIONS
        assert verification.verify(case).ok
        yield case


@pytest.fixture
def open_case(whole: CaseFile) -> Iterator[CaseFile]:
    """A copy of it without the triggers, which keep nobody out who has the file."""
    copy = CaseFile(engine.connect(None), None)
    whole.db.conn.backup(copy.db.conn)
    names = copy.db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        copy.db.execute(f"DROP TRIGGER {name}")
    copy.db.execute("PRAGMA foreign_keys = OFF")
    yield copy
    copy.close()


@contextmanager
def damaged(db: Database, script: Script) -> Iterator[None]:
    """What is done to the file, taken back afterwards."""
    db.execute("BEGIN")
    for sql, params in script:
        assert run(db, sql, params).rowcount, sql
    yield
    db.execute("ROLLBACK")


def run(db: Database, sql: str, params: list[Any]) -> Any:
    for word, meant in _WORDS.items():
        sql = sql.replace(word, meant)
    return db.execute(sql, params)


def revisions_of(db: Database) -> int:
    return int(db.execute("SELECT max(seq) FROM revisions").fetchone()[0])


def uid_of(db: Database, number: int) -> str:
    return str(db.execute("SELECT uid FROM attachments WHERE id = ?", [number]).fetchone()[0])


def code_of(db: Database, number: int) -> str:
    row = db.execute(
        "SELECT i.code || '/A' || a.number FROM attachments AS a "
        "JOIN incidents AS i ON i.uid = a.incident WHERE a.id = ?",
        [number],
    )
    return str(row.fetchone()[0])


def payload_changed(_db: Database, seq: int) -> Script:
    return [("UPDATE payloads SET payload = payload || ' ' WHERE revision = THE_ID", [seq])]


def payload_removed(_db: Database, seq: int) -> Script:
    return [("DELETE FROM payloads WHERE revision = THE_ID", [seq])]


def payloads_swapped(db: Database, seq: int) -> Script:
    other = seq % REVISIONS + 1
    query = "SELECT salt, payload FROM payloads WHERE revision = THE_ID"
    sql = "UPDATE payloads SET salt = ?, payload = ? WHERE revision = THE_ID"
    one, two = (run(db, query, [number]).fetchone() for number in (seq, other))
    return [(sql, [*two, seq]), (sql, [*one, other])]


def revision_changed(_db: Database, seq: int) -> Script:
    column = WAYS.choice(["at", "author", "reason", "record", "edit", "undoes", "digest"])
    sql = "UPDATE revisions SET COLUMN = COLUMN || 'x' WHERE seq = ?"
    return [(sql.replace("COLUMN", column), [seq])]


def revision_removed(_db: Database, seq: int) -> Script:
    return [
        ("DELETE FROM payloads WHERE revision = THE_ID", [seq]),
        ("DELETE FROM revisions WHERE seq = ?", [seq]),
    ]


def revisions_swapped(_db: Database, seq: int) -> Script:
    other = seq % REVISIONS + 1
    sql = "UPDATE revisions SET seq = ? WHERE seq = ?"
    return [(sql, [-seq, seq]), (sql, [seq, other]), (sql, [other, -seq])]


def part_changed(db: Database, number: int) -> Script:
    query = "SELECT part, bytes FROM contents WHERE sha256 = THE_SHA ORDER BY part"
    parts = run(db, query, [number]).fetchall()
    part, held = WAYS.choice(parts)
    place = WAYS.randrange(len(held))
    changed = held[:place] + bytes([held[place] ^ 1]) + held[place + 1 :]
    sql = "UPDATE contents SET bytes = ? WHERE sha256 = THE_SHA AND part = ?"
    return [(sql, [changed, number, part])]


def part_cut(_db: Database, number: int) -> Script:
    sql = "UPDATE contents SET bytes = substr(bytes, 2) WHERE sha256 = THE_SHA AND part = 0"
    return [(sql, [number])]


def part_added(_db: Database, number: int) -> Script:
    return [("INSERT INTO contents SELECT THE_SHA, 9, x'00'", [number])]


def part_removed(_db: Database, number: int) -> Script:
    return [("DELETE FROM contents WHERE sha256 = THE_SHA AND part = 0", [number])]


def contents_swapped(_db: Database, number: int) -> Script:
    other = number % ATTACHMENTS + 1
    return [
        ("UPDATE contents SET sha256 = 'x' WHERE sha256 = THE_SHA", [number]),
        ("UPDATE contents SET sha256 = THE_SHA WHERE sha256 = THE_SHA", [number, other]),
        ("UPDATE contents SET sha256 = THE_SHA WHERE sha256 = 'x'", [other]),
    ]


def hash_changed(_db: Database, number: int) -> Script:
    return [("UPDATE attachments SET sha256 = 'x' || sha256 WHERE id = ?", [number])]


def row_removed(_db: Database, number: int) -> Script:
    return [("DELETE FROM attachments WHERE id = ?", [number])]


def hashes_swapped(db: Database, number: int) -> Script:
    other = number % ATTACHMENTS + 1
    query = "SELECT sha256, size FROM attachments WHERE id = ?"
    sql = "UPDATE attachments SET sha256 = ?, size = ? WHERE id = ?"
    one, two = (db.execute(query, [item]).fetchone() for item in (number, other))
    return [(sql, [*two, number]), (sql, [*one, other])]


EVERY_REVISION: dict[str, Damage] = {
    "a payload is changed": payload_changed,
    "a payload is removed": payload_removed,
    "two payloads are swapped": payloads_swapped,
    "a revision is changed": revision_changed,
    "a revision is removed": revision_removed,
    "two revisions are swapped": revisions_swapped,
}
EVERY_CONTENT: dict[str, Damage] = {
    "a byte is changed": part_changed,
    "a byte is cut off": part_cut,
    "bytes are added": part_added,
    "content is removed": part_removed,
    "two contents are swapped": contents_swapped,
    "a hash is changed": hash_changed,
}
ROWS: dict[str, Damage] = {
    "what is said of an attachment is removed": row_removed,
    "what is said of two attachments is swapped": hashes_swapped,
}


@pytest.mark.parametrize("done", EVERY_REVISION)
def test_each_of_a_thousand_revisions_and_payloads_is_named_when_touched(
    open_case: CaseFile, done: str
) -> None:
    """Forty far apart are touched at a time; what is said of one is said of it alone."""
    damage, db, apart = EVERY_REVISION[done], open_case.db, 25
    for first in range(1, apart + 1):
        touched = range(first, REVISIONS + 1, apart)
        with damaged(db, [change for seq in touched for change in damage(db, seq)]):
            seqs = {problem.seq for problem in record_checks.chain(db)}
        # Where one is gone it is the next that says so.
        gone = done == "a revision is removed"
        assert [seq for seq in touched if not seqs & {seq, seq + gone}] == []


@pytest.mark.parametrize("done", EVERY_CONTENT)
def test_each_attachment_is_named_by_its_code_when_touched(open_case: CaseFile, done: str) -> None:
    db, damage = open_case.db, EVERY_CONTENT[done]
    for number in range(1, ATTACHMENTS + 1):
        with damaged(db, damage(db, number)):
            named = {problem.record for problem in verification._attachments(db, tuple)}
        assert code_of(db, number) in named


@pytest.mark.parametrize("done", [*EVERY_REVISION, *EVERY_CONTENT, *ROWS])
def test_verifying_the_whole_case_finds_and_names_it(open_case: CaseFile, done: str) -> None:
    """Some of each kind by themselves, the same in every run."""
    db, chosen = open_case.db, random.Random(done)  # noqa: S311
    for _time in range(2):
        if done in EVERY_REVISION:
            seq = chosen.randrange(2, REVISIONS)
            script = EVERY_REVISION[done](db, seq)
            expected = {str(seq), str(seq + 1)}
        else:
            number = chosen.randrange(1, ATTACHMENTS)
            script = (EVERY_CONTENT | ROWS)[done](db, number)
            expected = {code_of(db, number), uid_of(db, number)}
        with damaged(db, script):
            result = verification.verify(open_case)
        assert not result.ok
        records = {problem.record for problem in result.problems}
        assert expected & (records | {str(problem.seq) for problem in result.problems})


def test_the_end_of_the_history_cut_off_is_found_by_what_it_left_standing(
    open_case: CaseFile,
) -> None:
    db, script = open_case.db, []
    last = db.execute("SELECT max(seq) FROM revisions WHERE kind = 'attachment'").fetchone()[0]
    for seq in range(last, revisions_of(db) + 1):
        script += [
            ("DELETE FROM payloads WHERE revision = THE_ID", [seq]),
            ("DELETE FROM revision_parents WHERE revision = THE_ID", [seq]),
            ("DELETE FROM revisions WHERE seq = ?", [seq]),
        ]
    with damaged(db, script):
        named = {problem.record for problem in verification.verify(open_case).problems}
    assert code_of(db, ATTACHMENTS) in named


def test_a_payload_rewritten_by_a_purge_that_no_revision_tells_of_is_named(
    open_case: CaseFile,
) -> None:
    db, payload = open_case.db, '{"killed":["1","9"]}'
    (made,) = db.execute("SELECT id FROM revisions WHERE seq = 40").fetchone()
    forged: Script = [
        ("INSERT INTO purges VALUES (?, ?)", [made, rules.payload_digest("salt", payload)]),
        ("UPDATE payloads SET salt = 'salt', payload = ? WHERE revision = ?", [payload, made]),
    ]
    with damaged(db, forged):
        problems = {problem.problem for problem in record_checks.chain(db) if problem.seq == 40}
    assert "No recorded erasure explains what is missing from this revision." in problems
    assert "The content of this revision was altered." in problems
    with damaged(db, [("DELETE FROM purges", [])]):
        assert any(
            "No recorded erasure explains what is missing from this revision" in problem.problem
            for problem in record_checks.chain(db)
        )


def test_content_that_belongs_to_no_attachment_is_found(open_case: CaseFile) -> None:
    with damaged(open_case.db, [("INSERT INTO contents VALUES ('planted', 0, x'00')", [])]):
        (problem,) = verification._attachments(open_case.db, tuple)
    assert (problem.record, problem.problem) == (
        "planted",
        "This content does not belong to any attachment.",
    )
