"""Records compared with their history piece by piece, beside all of it folded at once."""

import random

import pytest

from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.revision import Revision, canonical, revision_id
from kharkiv_tracker.store import (
    derived_checks,
    merge_split,
    record_checks,
    recorded_states,
    records,
    replay,
    revision_chain,
    search_index,
    sums,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import connect

#: What may be done to one row, chance decides which.
DAMAGES = (
    "UPDATE codes SET record = (SELECT record FROM codes WHERE code <> '{code}' LIMIT 1) "
    "WHERE code = '{code}'",
    "UPDATE codes SET code = code || 'x' WHERE code = '{code}'",
    "DELETE FROM codes WHERE code = '{code}'",
    "INSERT INTO codes VALUES ('{code}x', (SELECT record FROM codes WHERE code = '{code}'))",
    "INSERT INTO codes VALUES ('{code}x', 'nothing')",
    "UPDATE incidents SET place = place || 'x' WHERE id = {row}",
    "UPDATE reports SET quote = quote || 'x' WHERE id = {row}",
    "UPDATE speakers SET uid = uid || 'x' WHERE id = {row}",
    "DELETE FROM report_counts WHERE record = (SELECT uid FROM reports WHERE id = {row})",
    "DELETE FROM sources WHERE id = {row}",
    "INSERT INTO sources (uid, name, folded) VALUES ('x', 'x', 'x')",
)


def wrong_at_once(case: CaseFile) -> tuple[dict[str, list[str]], set[str]]:
    """The records and codes that differ from the whole history, kept in memory."""
    codes = connect(None)
    codes.execute("CREATE TABLE codes (code TEXT PRIMARY KEY, record TEXT)")
    due = replay.fold(codes, revision_chain.stored(case.db))
    wrong: dict[str, list[str]] = {}
    for kind in RECORDS:
        expected = {
            uid: records.stored_form(kind, state)
            for (of, uid), state in due.items()
            if of == kind and state
        }
        stored = dict(records.states(case.db, kind))
        uids = stored.keys() | expected.keys()
        wrong[kind] = sorted(uid for uid in uids if stored.get(uid) != expected.get(uid))
    query = "SELECT code, record FROM codes"
    expected_codes, kept = (dict(db.execute(query).fetchall()) for db in (codes, case.db))
    differing = {code for code, _record in expected_codes.items() ^ kept.items()}
    return wrong, {str(kept.get(code, expected_codes.get(code))) for code in differing}


@pytest.fixture
def merged(case: CaseFile, add, strike) -> CaseFile:
    """A case of which two incidents were merged: reports have a code in each."""
    add(case, *(strike(place=f"house {number}") for number in range(6)))
    codes = [code for (code,) in case.db.execute("SELECT code FROM incidents ORDER BY code")]
    with case.edit("a", "merge") as edit:
        merge_split.merge(edit, codes[0], codes[1])
    for (name,) in case.db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        case.db.execute(f"DROP TRIGGER {name}")
    case.db.execute("PRAGMA foreign_keys = OFF")
    return case


@pytest.mark.parametrize("piece", [1, 3, 400])
def test_what_differs_is_what_differs_from_the_whole_history(
    merged: CaseFile, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorded_states, "_PIECE", piece)
    dice, db = random.Random(piece), merged.db  # noqa: S311
    codes = [code for (code,) in db.execute("SELECT code FROM codes ORDER BY code")]
    assert any("/" in code for code in codes)
    for number in range(60):
        db.execute("BEGIN")
        for _time in range(dice.randrange(3) if number else 0):
            script = dice.choice(DAMAGES)
            place = {"code": dice.choice(codes), "row": dice.randrange(1, 7)}
            db.execute(script.replace("INSERT", "INSERT OR IGNORE").format(**place))
        states = recorded_states.RecordedStates(db, tuple, ())
        states.compare()
        found = {kind: sorted(uids) for kind, uids in states.records.items()}
        assert (found, states.codes) == wrong_at_once(merged)
        db.execute("ROLLBACK")


def test_small_pieces_find_what_one_finds(
    merged: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = merged.db
    for script in (
        "UPDATE incident_texts SET folded = folded || 'x' WHERE incident IN (2, 5)",
        "DELETE FROM incident_texts WHERE incident = 3",
        "UPDATE incidents SET by_reports = 9 WHERE id IN (1, 6)",
        "UPDATE day_sums SET best = best + 1 WHERE quantity = 'killed'",
        "UPDATE speakers SET folded_office = 'x' WHERE id = 1",
        "UPDATE figure_steps SET because = '[]' WHERE incident = 4",
        "INSERT INTO search_index (rowid, text) VALUES (77, 'not there')",
        "INSERT INTO date_sums SELECT '1999-01-01', quantity, 1, 1, 1, 1, 0, 0, 0 FROM date_sums",
    ):
        db.execute(script)
    at_once = list(record_checks.problems(db))
    assert len(at_once) > 10
    for module in (recorded_states, derived_checks, search_index, sums):
        monkeypatch.setattr(module, "_PIECE", 2)
    monkeypatch.setattr(derived_checks, "_PIECES", 1)
    assert list(record_checks.problems(db)) == at_once


def test_the_id_of_a_revision_is_the_hash_of_its_canonical_content() -> None:
    import hashlib

    for text in ("", 'a"b\\c', "ї\n\t\x00\x1f\x7f", "\u2028😀", "'"):
        revision = Revision(1, "", (text, "a"), text, text, text, "k", text, text, text)
        content = {
            "parents": sorted(revision.parents),
            "at": revision.at,
            "author": revision.author,
            "reason": revision.reason,
            "kind": revision.kind,
            "record": revision.record,
            "edit": revision.edit,
            "undoes": revision.undoes,
            "payload": text,
        }
        digest = hashlib.sha256(canonical(content).encode()).hexdigest()
        assert revision_id(revision, text) == digest
