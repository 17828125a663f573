"""An erased name says which copies, pages, exports and backups it is in, and in which it is not."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker import settings
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.store import backups, copies, name_copies, name_erasure, records
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.copies import CopyKind
from kharkiv_tracker.store.name_copies import Beside

CODE = "KHT-2022-08-17-01"


@pytest.fixture
def named(tmp_path: Path, strike: Callable[..., Any], add: Callable[..., Any]) -> Any:
    with CaseFile.create(tmp_path / "case.ktcase") as case:
        copies.note(case, CopyKind.COPY, Profile.INTERNAL, tmp_path / "before.ktcase")
        add(case, strike(persons=[{"name": "Oksana Koval"}]))
        yield case


def purge(case: CaseFile, *also: str) -> name_erasure.PurgeResult:
    with case.edit("tester", "purge") as edit:
        return name_erasure.purge(edit, f"{CODE}/P1", also)


def noted(result: name_erasure.PurgeResult) -> list[str]:
    return [copy.place.name for copy in result.copies]


def test_what_was_written_with_the_name_is_listed(named: CaseFile, tmp_path: Path) -> None:
    for name, kind, profile in (
        ("copy.ktcase", CopyKind.COPY, Profile.INTERNAL),
        ("other.ktcase", CopyKind.HAND_OVER, Profile.RESTRICTED),
        ("team.ktcase", CopyKind.HAND_OVER, Profile.INTERNAL),
        ("page.pdf", CopyKind.SUMMARY, Profile.OPEN),
        ("files", CopyKind.FILES, None),
    ):
        copies.note(named, kind, profile, tmp_path / name)
    result = purge(named)
    assert noted(result) == ["team.ktcase", "copy.ktcase"]
    assert result.copies[0].sentence.startswith(
        f"copy for another person (internal version) {tmp_path / 'team.ktcase'} of "
    )
    assert result.still == tuple(copy.sentence for copy in result.copies)
    # What is written from now on has another form of the name alone.
    copies.note(named, CopyKind.COPY, Profile.INTERNAL, tmp_path / "later.ktcase")
    assert noted(purge(named)) == ["team.ktcase", "copy.ktcase"]
    with named.edit("tester", "named again") as edit:
        (uid, state), *_others = records.states(edit.db, "incident")
        edit.write("incident", uid, {**state, "summary": "Oksanka fell."})
    copies.note(named, CopyKind.COPY, Profile.INTERNAL, tmp_path / "last.ktcase")
    assert noted(purge(named, "Oksanka")) == ["last.ktcase", "team.ktcase", "copy.ktcase"]


def test_an_open_page_is_listed_where_the_name_was_to_be_published(
    named: CaseFile, tmp_path: Path
) -> None:
    with named.edit("tester", "cleared") as edit:
        (uid, state), *_others = records.states(edit.db, "person")
        edit.write("person", uid, {**state, "visibility": "full"})
    copies.note(named, CopyKind.SUMMARY, Profile.OPEN, tmp_path / "page.pdf")
    assert noted(purge(named)) == ["page.pdf"]


def test_backups_are_counted_and_kept_files_named(named: CaseFile, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    settings.save(settings.Settings(backups=str(folder)))
    made = [backups.make(named, folder) for _turn in range(3)]
    (tmp_path / "case.replaced-1.ktcase").write_bytes(b"older")
    counted, kept = purge(named).copies
    assert (counted.kind, counted.place, counted.number) == (Beside.BACKUPS, folder, 3)
    assert (counted.first, counted.last) == (made[0].made, made[2].made)
    assert counted.last - counted.first == timedelta(seconds=2)
    assert counted.sentence.startswith(f"3 backups in {folder}, the oldest of ")
    assert kept.sentence == "the older copy case.replaced-1.ktcase (not changed)"
    assert name_copies.document(kept) == {
        "kind": "kept",
        "place": str(tmp_path / "case.replaced-1.ktcase"),
        "profile": None,
        "first": None,
        "at": None,
        "count": 1,
    }


def test_a_file_that_is_called_by_the_name_is_named_once(named: CaseFile, tmp_path: Path) -> None:
    copies.note(named, CopyKind.SUMMARY, Profile.INTERNAL, tmp_path / "Oksana Koval.pdf")
    assert noted(purge(named)) == ["Oksana Koval.pdf"]
    assert noted(purge(named)) == ["[purged].pdf"]
    assert named.path
    assert b"Oksana" not in named.path.read_bytes()


def test_of_many_the_others_are_counted(named: CaseFile, tmp_path: Path) -> None:
    for number in range(14):
        copies.note(named, CopyKind.CHART, Profile.INTERNAL, tmp_path / f"{number}.png")
    *_named, others = purge(named).still
    assert others == "2 other copies"
