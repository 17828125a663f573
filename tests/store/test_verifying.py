"""Whoever has the file can change it; verifying finds and names every place that was."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.store import engine, figure_rebuild, history, open_checks, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.verification import Verification, verify

#: What is done to the file, and what is said of it: the record, the revision's number, a phrase.
TAMPERINGS = {
    "a payload is changed": (
        "UPDATE payloads SET payload = replace(payload, '\"19\"', '\"18\"') "
        "WHERE payload LIKE '%\"19\"%'", "KHT-2022-08-17-01/8",
        "The content of this revision was altered"),
    "a payload is no JSON": (
        "UPDATE payloads SET payload = 'x' WHERE revision = (SELECT id FROM revisions "
        "WHERE seq = 2)", "", "The content of this revision was altered"),
    "a payload is gone": (
        "DELETE FROM payloads WHERE revision = (SELECT id FROM revisions WHERE seq = 2)",
        "KHT-2022-08-17-01", "The content of this revision is missing"),
    "a salt is changed": (
        "UPDATE payloads SET salt = 'other' WHERE revision = (SELECT id FROM revisions "
        "WHERE seq = 2)", "KHT-2022-08-17-01", "The content of this revision was altered"),
    "an author is changed": (
        "UPDATE revisions SET author = 'someone' WHERE seq = 2", "KHT-2022-08-17-01",
        "This revision was changed"),
    "a reason is changed": (
        "UPDATE revisions SET reason = 'another' WHERE seq = 2", "KHT-2022-08-17-01",
        "This revision was changed"),
    "a time is changed": (
        "UPDATE revisions SET at = '2020-01-01T00:00:00Z' WHERE seq = 2", "KHT-2022-08-17-01",
        "This revision was changed"),
    "a parent is changed": (
        "UPDATE revision_parents SET parent = (SELECT id FROM revisions WHERE seq = 1) "
        "WHERE revision = (SELECT id FROM revisions WHERE seq = 4)", "",
        "This revision was changed"),
    "a parent is gone": (
        "DELETE FROM revision_parents WHERE revision = (SELECT id FROM revisions WHERE seq = 9)",
        "", "The history is broken: this revision has no predecessor"),
    "two revisions change places": (
        "UPDATE revisions SET seq = CASE seq WHEN 5 THEN -6 ELSE -5 END WHERE seq IN (5, 6); "
        "UPDATE revisions SET seq = -seq WHERE seq < 0", "",
        "The revision that this one refers to is missing"),
    "a revision is deleted": (
        "DELETE FROM payloads WHERE revision = (SELECT id FROM revisions WHERE seq = 7); "
        "DELETE FROM revision_parents WHERE revision = (SELECT id FROM revisions WHERE seq = 7); "
        "DELETE FROM revisions WHERE seq = 7", "", "A revision before this one is missing"),
    "a report's count is changed": (
        "UPDATE report_counts SET typed = '99' WHERE quantity = 'killed' AND typed = '19'",
        "KHT-2022-08-17-01/8", "does not match its history"),
    "a report's count is added": (
        "INSERT INTO report_counts SELECT uid, 'killed.boys', '3' FROM reports WHERE id = 1",
        "KHT-2022-08-17-01/1", "does not match its history"),
    "a report is deleted": (
        "DELETE FROM report_counts WHERE record = (SELECT uid FROM reports WHERE id = 2); "
        "DELETE FROM reports WHERE id = 2", "", "does not match its history"),
    "a step is changed": (
        "UPDATE figure_steps SET high = high + 1 WHERE quantity = 'killed' AND best = 19",
        "KHT-2022-08-17-01", "A stored figure does not match its reports"),
    "a step is gone": (
        "DELETE FROM figure_steps WHERE quantity = 'injured.child'", "KHT-2022-08-17-01",
        "A stored figure does not match its reports"),
    "an incident's code is changed": (
        "UPDATE incidents SET code = 'KHT-2022-08-17-09' WHERE code = 'KHT-2022-08-17-01'",
        "KHT-2022-08-17-01", "does not match its history"),
    "a listed code is changed": (
        "UPDATE codes SET code = 'KHT-2022-08-17-09' WHERE code = 'KHT-2022-08-17-01'",
        "KHT-2022-08-17-09", "A code was changed"),
    "a weapon is added": (
        "INSERT INTO incident_weapons SELECT uid, 'mine or unexploded ordnance' FROM incidents "
        "WHERE id = 1", "KHT-2022-08-17-01", "does not match its history"),
    "a statement is changed": (
        "UPDATE statements SET since = '2020-01-01' WHERE id = 1", "STA-", "match its history"),
    "a speaker is renamed": (
        "UPDATE speakers SET office = 'X' WHERE id = 1", "", "does not match its history"),
    "the searchable text is changed": (
        "UPDATE incident_texts SET folded = 'x' WHERE incident = 1", "KHT-2022-08-17-01",
        "The search index"),
    "what incidents are ordered by is changed": (
        "UPDATE incidents SET sort_at = 0 WHERE id = 1", "KHT-2022-08-17-01", "The sort index"),
    "what a speaker is found by is changed": (
        "UPDATE speakers SET folded_office = 'x' WHERE id = 1", "", "The sort index"),
    "the sample mark is taken off": (
        "UPDATE cases SET title = 'Real'", "", "does not match its history"),
    "a trigger is removed": ("DROP TRIGGER codes_no_delete", "", "changed at codes_no_delete"),
    "a trigger is hollowed out": (
        "DROP TRIGGER codes_no_delete; CREATE TRIGGER codes_no_delete BEFORE DELETE ON codes "
        "BEGIN SELECT 1; END", "", "changed at codes_no_delete"),
    "a trigger of one's own is added": (
        "CREATE TRIGGER own AFTER INSERT ON reports BEGIN DELETE FROM report_counts; END", "",
        "changed at own"),
    "a view is added": ("CREATE VIEW seen AS SELECT 1", "", "changed at seen"),
}  # fmt: skip


#: What is no figure: a file is opened all the same, and the check in the background names it.
FOUND_BY = ("The search index", "The sort index")


def tamper(path: Path, script: str) -> None:
    """Change a closed file as its owner could: the triggers are set aside and put back."""
    db = engine.connect(path)
    triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _sql in triggers if "TRIGGER" not in script else ():
        db.execute(f"DROP TRIGGER {name}")
    db.execute("PRAGMA foreign_keys = OFF")
    for statement in script.split("; ") if "CREATE TRIGGER" not in script else [script]:
        db.conn.executescript(statement)
    for _name, sql in triggers if "TRIGGER" not in script else ():
        db.execute(sql)
    db.close()


def verified(path: Path, against: str | None = None) -> Verification:
    with CaseFile.open(path, checked=False) as case:
        return verify(case, against)


@pytest.mark.parametrize("done", TAMPERINGS)
def test_verify_finds_and_names(sample_file: Path, done: str) -> None:
    script, record, phrase = TAMPERINGS[done]
    assert verified(sample_file).ok
    tamper(sample_file, script)
    result = verified(sample_file)
    assert not result.ok
    if phrase in FOUND_BY:
        CaseFile.open(sample_file).close()
    else:
        with pytest.raises(open_checks.CaseDamaged):
            CaseFile.open(sample_file)
    named = [p for p in result.problems if phrase in p.problem and p.record.startswith(record)]
    assert named, result.problems


def test_a_tail_cut_off_cleanly_shows_against_a_fingerprint_seen_earlier(
    tmp_path: Path, add, strike
) -> None:
    path, copy = tmp_path / "case.ktcase", tmp_path / "earlier.ktcase"
    with CaseFile.create(path) as case:
        add(case, strike())
        seen_first = history.fingerprint(case)
    shutil.copy(path, copy)
    with CaseFile.open(path) as case:
        add(case, strike())
        seen_last = history.fingerprint(case)
    short = f"{seen_last[:4]} {seen_last[4:8]} {seen_last[8:12].upper()}"
    for fingerprint in (seen_first, seen_last, short, None):
        assert verified(path, fingerprint).ok
    assert verified(copy).ok
    for fingerprint in (seen_last, short, "", "0", seen_first[:11], "zz" * 32):
        (problem,) = verified(copy, fingerprint).problems
        assert "does not contain the fingerprint" in problem.problem


def test_the_fingerprint_of_another_case_is_not_in_this_one(sample_file: Path, case) -> None:
    assert not verified(sample_file, history.fingerprint(case)).ok


def test_a_flipped_byte_is_found_wherever_it_changes_what_is_kept(
    sample_file: Path, dump: Callable[[CaseFile], object]
) -> None:
    """Whatever byte is flipped, the file is refused, or found out, or tells just the same."""
    with CaseFile.open(sample_file) as case:
        dumped = dump(case)
    whole = sample_file.read_bytes()
    refusals = 0
    for place in range(117, len(whole), len(whole) // 90):
        sample_file.write_bytes(whole[:place] + bytes([whole[place] ^ 0x15]) + whole[place + 1 :])
        try:
            with CaseFile.open(sample_file) as case:
                verification = verify(case)
                assert not verification.ok or dump(case) == dumped, place
                refusals += not verification.ok
        except TrackerError:
            refusals += 1
    assert refusals >= 9  # a tenth of the places at the very least are not free space


def test_what_no_record_can_hold_is_named_and_stops_no_check(sample_file: Path) -> None:
    tamper(
        sample_file,
        "UPDATE reports SET as_of = 'garbage' WHERE id = 3; "
        "UPDATE figure_steps SET best = 99, high = 99, low = 99 WHERE quantity = 'killed'",
    )
    named = [problem.problem for problem in verified(sample_file).problems]
    assert any(problem.startswith("A record cannot be read") for problem in named)
    assert "A stored figure does not match its reports." in named
    assert "A record does not match its history." in named
    with CaseFile.open(sample_file, checked=False) as case:
        before = totals.totals(case).total.toll["killed"].best
        with pytest.raises(open_checks.CaseDamaged):
            figure_rebuild.rebuild(case, "a")
        assert totals.totals(case).total.toll["killed"].best == before


def test_figures_of_an_honest_record_are_made_anew(sample_file: Path) -> None:
    tamper(sample_file, "UPDATE figure_steps SET best = 99, high = 99, low = 99")
    with CaseFile.open(sample_file, checked=False) as case:
        assert figure_rebuild.rebuild(case, "a").incidents
        assert totals.totals(case).total.toll["killed"].best == 51
    assert verified(sample_file).ok
