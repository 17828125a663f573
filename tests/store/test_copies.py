"""What left a case file is noted there: when, as which revision, for whom and where to."""

import shutil
from pathlib import Path

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.store import case_copy, copies, history, packages, verification
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.copies import CopyKind

BEFORE = Path(__file__).parents[1] / "net" / "cases" / "copies-before.ktcase"


def test_a_case_of_the_version_before_is_renewed_and_knows_of_no_copy(tmp_path: Path) -> None:
    path = Path(shutil.copy(BEFORE, tmp_path / "before.ktcase"))
    with CaseFile.open(path) as case:
        assert list(copies.noted(case.db)) == []
        assert packages.last(case, Profile.RESTRICTED) is not None
        assert verification.verify(case).ok


def test_what_is_noted_is_part_of_no_history_and_the_last_ones_are_kept(tmp_path: Path) -> None:
    with CaseFile.create(tmp_path / "case.ktcase") as case:
        fingerprint = history.fingerprint(case)
        for number in range(203):
            copies.note(case, CopyKind.CHART, Profile.OPEN, tmp_path / f"{number}.png")
        copies.note(case, CopyKind.FILES, None, tmp_path / "files")
        last, *others = copies.noted(case.db)
        assert (last.kind, last.profile, last.place) == (CopyKind.FILES, None, tmp_path / "files")
        assert last.revision == history.count(case)
        assert len(others) == 199
        assert history.fingerprint(case) == fingerprint
        assert verification.verify(case).ok


def test_a_case_that_is_read_notes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "case.ktcase"
    CaseFile.create(path).close()
    with CaseFile.open(path, reading=True) as case:
        copies.note(case, CopyKind.COPY, Profile.INTERNAL, tmp_path / "copy.ktcase")
        assert list(copies.noted(case.db)) == []


def test_a_whole_copy_has_the_notes_as_well(tmp_path: Path) -> None:
    with CaseFile.create(tmp_path / "case.ktcase") as case:
        copies.note(case, CopyKind.SUMMARY, Profile.RESTRICTED, tmp_path / "page.pdf")
        case_copy.copy(case, tmp_path / "copy.ktcase")
        with CaseFile.open(tmp_path / "copy.ktcase") as copy:
            assert list(copies.noted(copy.db)) == list(copies.noted(case.db))
