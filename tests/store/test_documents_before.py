"""A case written before documents keeps its people, files and figures and gains no documents."""

import shutil
from pathlib import Path

import pytest

from kharkiv_tracker.domain.counting_rule import EDITION
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.figure_change import RENEWAL
from kharkiv_tracker.domain.person import Person, Visibility
from kharkiv_tracker.store import (
    attachment_records,
    document_groups,
    document_usage,
    history,
    incidents,
    merge_split,
    person_records,
    schema,
    structure,
    totals,
    undo_stack,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import connect
from kharkiv_tracker.store.verification import verify

FILE = Path(__file__).parents[1] / "net" / "cases" / "documents-before.ktcase"
FIRST, SECOND, THIRD = "KHT-2022-08-17-01", "KHT-2022-08-18-01", "KHT-2022-08-18-02"
#: The fingerprint that the version before printed, and what it counted.
FINGERPRINT = "a44946e68e0799ad48e3d8b77e0e19136742a5b3f3ca30ca36790511885512ba"
KILLED, INJURED = 31, 50


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(FILE, tmp_path / "before.ktcase"))


def counted(case: CaseFile) -> tuple[int | None, ...]:
    toll = totals.totals(case).total.toll
    return toll["killed"].best, toll["injured"].best


def contents(case: CaseFile, code: str) -> list[tuple[str, bytes, bool]]:
    return [
        (file.name, b"".join(attachment_records.content(case, file)), file.withdrawn)
        for file in attachment_records.of(case, code)
    ]


def test_it_is_renewed_whole_and_nothing_it_counts_moves(path: Path) -> None:
    with CaseFile.open(path) as case:
        assert "before.before-1.ktcase" in case.notice
        assert verify(case, FINGERPRINT).problems == ()
        *before, last = history.revisions(case)
        # The rule counts persons since; of these it moves no figure.
        assert (last.author, last.changes) == (RENEWAL, {"edition": (3, EDITION)})
        assert len(before) == 23
        assert counted(case) == (KILLED, INJURED)
        assert document_usage.listed(case) == ()
        assert list(structure.problems(case.db)) == []
        fresh = connect(None)
        schema.migrations.apply(fresh)
        query = "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'attachments' ORDER BY name"
        assert case.db.execute(query).fetchall() == fresh.execute(query).fetchall()
        fresh.close()


def test_its_files_keep_their_codes_also_those_that_moved(path: Path) -> None:
    with CaseFile.open(path) as case:
        picture = ("знімок.txt", "вміст: знімок.txt".encode(), False)
        plan = ("мапа.txt", "вміст: мапа.txt".encode(), False)
        beside = ("зайве.txt", "вміст: зайве.txt".encode(), True)
        assert contents(case, FIRST) == contents(case, f"{FIRST}/1") == [picture]
        assert contents(case, SECOND) == [plan, beside]
        # Their codes of before the merge.
        assert contents(case, f"{THIRD}/A1") == [plan]
        assert contents(case, f"{THIRD}/A2") == [beside]
        with case.edit("tester", "split") as edit:
            merge_split.split(edit, SECOND, [2])
        assert verify(case).problems == ()


def test_the_merge_before_is_undone_and_done_again(path: Path) -> None:
    with CaseFile.open(path) as case:
        undo_stack.undo(case, "tester")
        undo_stack.undo(case, "tester")
        assert len(contents(case, THIRD)) == 2
        assert verify(case).problems == ()
        undo_stack.redo(case, "tester")
        undo_stack.redo(case, "tester")
        assert contents(case, THIRD) == []
        assert counted(case) == (KILLED, INJURED)
        assert verify(case).problems == ()


def test_who_was_cleared_by_a_tick_may_be_named_and_nobody_else(path: Path) -> None:
    with CaseFile.open(path) as case:
        olha, ivan = person_records.of(case, FIRST)
        assert (olha.shown_as, ivan.shown_as) == (Visibility.FULL, Visibility.AGE_AND_SEX)
        with case.edit("tester", "notes") as edit:
            person_records.amend(edit, f"{FIRST}/P1", Person(**{**_fields(olha), "notes": "x"}))
        assert person_records.person(case, f"{FIRST}/P1").is_named
        assert verify(case).problems == ()


def test_what_was_read_in_one_article_is_gathered(path: Path) -> None:
    with CaseFile.open(path) as case:
        (group,) = document_groups.groups(case)
        with case.edit("tester", "gather") as edit:
            document_groups.gather(edit, [group])
        (listed,) = document_usage.listed(case)
        assert isinstance(listed.document, Document)
        assert listed.taken == 3
        assert counted(case) == (KILLED, INJURED)
        assert incidents.reports(case, FIRST)[0].document == listed.document.code
        assert verify(case).problems == ()


def _fields(person: Person) -> dict[str, object]:
    return {name: getattr(person, name) for name in Person.__slots__}
