"""A case of an earlier version keeps all it holds, and says which of its figures are counted anew.

The files are those that earlier versions made. What each figure was and is stands beside its story
in `tests/net/first_edition.py` and `stress_within.py`.
"""

import json
import shutil
import stat
from pathlib import Path

import pytest

from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.domain.counting_rule import EDITION, Rule, Stress
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.store import (
    backups,
    case_copy,
    corrections,
    figure_rebuild,
    history,
    incidents,
    renewed_figures,
    restoration,
    revision_chain,
    rule_choice,
    rule_edition,
    salvage,
    schema,
    totals,
    undo_stack,
    work_queue,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import connect
from kharkiv_tracker.store.verification import verify

CASES = Path(__file__).parents[1] / "net" / "cases"
DAY = "KHT-2022-08-{}-01".format
#: What moved: code, quantity, before and after as low and high.
MOVED = [
    (DAY(17), "killed", (18, 19), (19, 19)),
    (DAY(20), "killed", (30, 30), (12, 12)),
    (DAY(21), "killed.adult", (None, None), (5, 5)),
    (DAY(21), "killed.women", (8, 12), (1, 6)),
    (DAY(23), "injured", (4, 9), (9, 9)),
    (DAY(23), "killed", (4, 7), (7, 7)),
]
STRESS_MOVED = [
    ("KHT-2025-10-13-01", "injured", (57, 57), (6, 6)),
    ("KHT-2025-10-15-01", "injured", (58, 58), (0, 7)),
]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A case of the first edition of the rule, with the tables it had last."""
    return Path(shutil.copy(CASES / "first-edition.ktcase", tmp_path / "old.ktcase"))


@pytest.fixture
def oldest(tmp_path: Path) -> Path:
    """A case of the first tables."""
    return Path(shutil.copy(CASES / "first-tables.ktcase", tmp_path / "oldest.ktcase"))


def head(path: Path) -> str:
    """The fingerprint of a file that nothing may change: of a copy, as it is stored."""
    db = connect(path, read_only=True)
    try:
        (uid,) = revision_chain.heads(db)
        return uid
    finally:
        db.close()


def moved(case: CaseFile) -> list[tuple[str, str, object, object]]:
    return [
        (
            row.code,
            row.change.quantity,
            (row.change.before.low, row.change.before.high),
            (row.change.after.low, row.change.after.high),
        )
        for row in renewed_figures.renewed(case)
    ]


def flagged(case: CaseFile) -> set[str]:
    return {
        row.code
        for code in (DAY(day) for day in range(17, 24))
        for row in work_queue.findings(case, code)
        if row.kind is FindingKind.CHANGED
    }


def test_it_is_renewed_by_one_edit_that_says_what_moved(old: Path) -> None:
    bytes_before = old.read_bytes()
    with CaseFile.open(old) as case:
        assert "old.before-1.ktcase" in case.notice
        assert case.is_renewed
        assert verify(case).problems == ()
        assert moved(case) == MOVED
        approved = {row.code for row in renewed_figures.renewed(case) if row.approved}
        assert approved == flagged(case) == {DAY(17), DAY(23)}
        whys = {figure_change.reason(row.change) for row in renewed_figures.renewed(case)}
        assert f"renewal; adopted {DAY(17)}/1" in whys
        revisions = history.revisions(case)
        first, *figures = [r for r in revisions if r.author == figure_change.RENEWAL]
        assert first.changes == {
            "edition": (None, EDITION),
            "rule": ("highest-ranked source", "latest"),
        }
        assert {r.kind for r in figures} == {"figure"}
        assert len({r.edit for r in (first, *figures)}) == 1
        assert case.rule is Rule.LATEST
        fingerprint = history.fingerprint(case)
    copy = old.with_name("old.before-1.ktcase")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert head(copy) == [r.id for r in revisions if r.author != figure_change.RENEWAL][-1]
    assert old.read_bytes() != bytes_before
    with CaseFile.open(old) as case:
        assert (case.notice, case.is_renewed) == ("", False)
        assert history.fingerprint(case) == fingerprint
        assert moved(case) == MOVED


def test_a_fingerprint_printed_before_is_still_proved(old: Path) -> None:
    fingerprint = rules.fingerprint([head(old)])
    for reading in (True, False):
        with CaseFile.open(old, reading=reading) as case:
            assert history.fingerprint(case) != fingerprint
            assert verify(case, against=fingerprint).ok


def test_copies_renewed_apart_come_to_the_same_history(old: Path) -> None:
    other = Path(shutil.copy(old, old.with_name("other.ktcase")))
    fingerprints = set()
    for path in (old, other):
        with CaseFile.open(path) as case:
            fingerprints.add(history.fingerprint(case))
            assert history.revisions(case)[-1].at == "2026-01-05T09:01:06Z"
            assert not verify(case).notes
    assert len(fingerprints) == 1


def test_the_renewal_is_no_step_of_undo_and_what_came_before_is(old: Path) -> None:
    with CaseFile.open(old) as case:
        steps = []
        while edit := undo_stack.undoable(case).undo:
            steps.append(edit.reason)
            undo_stack.undo(case, "Analyst 2", expected=edit)
            assert verify(case).problems == ()
            assert case.db.execute("SELECT edition FROM cases").fetchone() == (EDITION,)
            assert case.rule in (Rule.LATEST, Rule.RANGE)
        assert steps == ["місце", "rank decides", "as Airwars", "перевірено на місці", "внесено"]
        while edit := undo_stack.undoable(case).redo:
            undo_stack.redo(case, "Analyst 2", expected=edit)
        # By the retired rule it is counted as the latest.
        assert case.rule is Rule.LATEST
        assert incidents.figures(case, DAY(17))["killed"].best == 19
        assert verify(case).problems == ()
    with CaseFile.open(old) as case:
        assert (case.notice, case.is_renewed) == ("", False)


def test_a_change_that_was_only_between_rules_now_one_is_no_step(old: Path) -> None:
    db = connect(old)
    revisions = list(revision_chain.stored(db))
    db.close()
    assert revisions[-2].reason == "rank decides"
    with CaseFile.open(old) as case:
        with case.edit("a", "rule") as edit:
            rule_choice.set_rule(edit, Rule.RANGE)
        undo_stack.undo(case, "a")
        assert case.rule is Rule.LATEST
        assert undo_stack.undoable(case).undo == (revisions[-1].edit, "місце", "Analyst 2")


def test_approved_again_it_waits_no_more(old: Path) -> None:
    with CaseFile.open(old) as case:
        with case.edit("somebody", "approve") as edit:
            corrections.approve(edit, DAY(17))
        assert flagged(case) == {DAY(23)}
        assert incidents.incident(case, DAY(17)).state is ReviewState.APPROVED
        assert verify(case).problems == ()


def test_read_only_it_is_counted_in_memory_and_says_so(old: Path) -> None:
    before = old.read_bytes()
    with CaseFile.open(old, reading=True) as case:
        assert "Created by an older version: figures are recalculated for display" in case.notice
        assert incidents.figures(case, DAY(17))["killed"].best == 19
        # As the file will be, once it is renewed.
        assert moved(case) == MOVED
        assert verify(case).ok
        fingerprint = history.fingerprint(case)
        with case.another() as other:
            assert incidents.figures(other, DAY(20))["killed"].best == 12
    assert old.read_bytes() == before
    with CaseFile.open(old) as case:
        assert history.fingerprint(case) == fingerprint


def test_as_recorded_on_a_day_before_counts_by_the_present_rule(old: Path) -> None:
    with CaseFile.open(old) as case:
        last = history.revisions(case)[-1].seq
        for seq in (last, last - len(MOVED), 35, 34):
            earlier = case.as_recorded_on(seq)
            assert incidents.figures(earlier, DAY(17))["killed"].best == 19
            assert earlier.rule is Rule.LATEST
        assert case.as_recorded_on(33).rule is Rule.RANGE


def test_stopped_it_is_the_old_file(old: Path) -> None:
    before = head(old)

    class Stop(Exception):
        pass

    for at in range(7):
        calls = iter(range(at))

        def step(calls=calls) -> None:
            if next(calls, None) is None:
                raise Stop

        with pytest.raises(Stop):
            CaseFile.open(old, step=step)
        assert head(old) == before
    with CaseFile.open(old) as case:
        assert moved(case) == MOVED


def test_a_file_with_its_tables_renewed_and_its_figures_not(old: Path) -> None:
    """As a version between the editions would leave it."""
    db = connect(old)
    schema.migrations.apply(db)
    assert not schema.is_older(db)
    assert rule_edition.is_older(db)
    db.close()
    with CaseFile.open(old) as case:
        assert moved(case) == MOVED
        assert verify(case).problems == ()


def test_an_edition_that_was_tampered_with_is_damage(old: Path) -> None:
    CaseFile.open(old).close()
    db = connect(old)
    db.execute("UPDATE cases SET edition = 1")
    assert not rule_edition.is_older(db)
    db.close()
    with pytest.raises(Exception, match="does not match its history"):
        CaseFile.open(old)


def test_the_first_tables_are_renewed_too(oldest: Path) -> None:
    with CaseFile.open(oldest) as case:
        assert "oldest.before-1.ktcase" in case.notice
        assert verify(case).problems == ()
        assert {row.code for row in renewed_figures.renewed(case)} == {
            "KHT-2024-05-25-03",
            "KHT-2025-08-18-01",
            # Six of its thirty injured have acute stress.
            "KHT-2026-01-02-01",
        }
        best = totals.totals(case).total.toll["killed"].best
    fresh = Path(shutil.copy(CASES / "first-tables.ktcase", oldest.with_name("fresh.ktcase")))
    before = fresh.read_bytes()
    with CaseFile.open(fresh, reading=True) as case:
        assert totals.totals(case).total.toll["killed"].best == best
        assert incidents.incident(case, "KHT-2022-08-17-01").merged_into == ""
        with case.another() as other:
            assert totals.totals(other).total.toll["killed"].best == best
    assert fresh.read_bytes() == before


def test_all_that_is_done_to_files_works_on_an_old_one(old: Path, tmp_path: Path) -> None:
    saved = salvage.salvage(old, None, tmp_path / "saved.ktcase")
    assert saved.is_whole
    with CaseFile.open(tmp_path / "saved.ktcase") as case:
        assert verify(case).problems == ()
        assert incidents.figures(case, DAY(17))["killed"].best == 19
    folder = tmp_path / "backups"
    folder.mkdir()
    with CaseFile.open(old, reading=True) as case:
        case_copy.copy(case, tmp_path / "copy.ktcase")
    assert head(tmp_path / "copy.ktcase") == head(old)
    with CaseFile.open(tmp_path / "copy.ktcase") as case:
        assert verify(case).problems == ()
        assert moved(case) == MOVED
        backup = backups.make(case, folder)
        rebuilt = figure_rebuild.rebuild(case, "a")
        assert (rebuilt.incidents, rebuilt.days) == ((), 0)
    restoration.restore(old, backup.path)
    with CaseFile.open(backup.path) as case:
        assert moved(case) == MOVED


def test_the_payload_has_identifiers_and_no_words(old: Path) -> None:
    with CaseFile.open(old) as case:
        (payload, *_others) = [
            json.loads(text)
            for (text,) in case.db.execute(
                "SELECT payload FROM payloads AS p JOIN revisions AS r ON r.id = p.revision "
                "WHERE r.kind = 'figure' ORDER BY r.seq"
            )
        ]
        report = incidents.reports(case, DAY(17))[0].uid
    assert payload == {
        "killed": [
            {"low": 18, "best": 18, "high": 19, "about": False},
            {"low": 19, "best": 19, "high": 19, "about": False},
        ],
        "why": [None, {"cause": ["renewal"], "killed": [["adopted", report]]}],
    }


@pytest.mark.parametrize("name", sorted(path.stem for path in CASES.glob("*.ktcase")))
def test_every_older_file_opens_and_is_as_it_says(name: str, tmp_path: Path) -> None:
    path = Path(shutil.copy(CASES / f"{name}.ktcase", tmp_path))
    with CaseFile.open(path) as case:
        assert case.is_renewed
        assert verify(case).problems == ()


def test_those_with_acute_stress_are_no_longer_among_the_injured(tmp_path: Path) -> None:
    path = Path(shutil.copy(CASES / "stress-within.ktcase", tmp_path / "stress.ktcase"))
    with CaseFile.open(path) as case:
        assert case.is_renewed
        assert verify(case).problems == ()
        wholes = [move for move in moved(case) if "." not in move[1]]
        assert wholes == STRESS_MOVED
        assert ("KHT-2025-10-13-01", "injured.children", (2, 2), (0, 2)) in moved(case)
        figures = incidents.figures(case, "KHT-2025-10-13-01")
        assert (figures["affected"].best, figures["stress"].best) == (57, 51)
        assert incidents.figures(case, "KHT-2025-11-04-01")["missing"].best == 15
        before = totals.totals(case).total
        with case.edit("a", "count them") as edit:
            rule_choice.set_stress(edit, Stress.INJURED)
        counted = totals.totals(case).total
        assert counted.toll["affected"] == before.toll["affected"]
        assert counted.toll["injured"] == counted.toll["affected"]
        undo_stack.undo(case, "a")
        assert totals.totals(case).total == before
        assert verify(case).problems == ()
