"""A case file of the version before has the tables of a large case once it is renewed."""

import shutil
from pathlib import Path

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.store import incidents, totals, verification
from kharkiv_tracker.store.case_file import CaseFile
from tests.net import quick_before

CASE = Path(__file__).parents[1] / "net" / "cases" / "quick-before.ktcase"


def test_a_file_of_the_version_before_is_renewed(tmp_path: Path) -> None:
    path = shutil.copy(CASE, tmp_path / "case.ktcase")
    with CaseFile.open(path) as case:
        assert case.is_renewed
        assert verification.verify(case).problems == ()
        assert len(incidents.ids(case)) == len(quick_before.INCIDENTS)
        (found,) = incidents.codes(
            case, incidents.ids(case, Selection(text=quick_before.NAME, profile=Profile.INTERNAL))
        )
        assert found == quick_before.PERSON
        by_district = totals.totals(case)
    assert by_district.total.incidents == len(quick_before.INCIDENTS) - 1
    assert by_district.total.toll.counted[0].best == 3 + 4 + 90 + 6 + 7 + 8 + 9
