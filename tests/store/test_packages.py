"""Public packages that were made of a case are noted, of which revision and for whom."""

import shutil
from pathlib import Path

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.store import history, packages, verification
from kharkiv_tracker.store.case_file import CaseFile

BEFORE = Path(__file__).parents[1] / "net" / "cases" / "export-before.ktcase"


def test_a_case_of_the_version_before_is_renewed_and_has_no_package(tmp_path: Path) -> None:
    path = Path(shutil.copy(BEFORE, tmp_path / "before.ktcase"))
    case = CaseFile.open(path)
    try:
        assert packages.last(case, Profile.RESTRICTED) is None
        assert verification.verify(case).ok
    finally:
        case.close()


def test_the_last_package_of_a_profile_is_the_one_that_was_noted_last(tmp_path: Path) -> None:
    path = Path(shutil.copy(BEFORE, tmp_path / "before.ktcase"))
    case = CaseFile.open(path)
    try:
        fingerprint = history.fingerprint(case)
        made = ((2, Profile.RESTRICTED), (5, Profile.RESTRICTED), (3, Profile.OPEN))
        for revision, profile in made:
            packages.note(case, profile, revision)
        kept = packages.last(case, Profile.RESTRICTED)
        assert kept is not None
        assert kept.revision == 5
        assert history.fingerprint(case) == fingerprint
    finally:
        case.close()
