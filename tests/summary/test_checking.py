"""No page leaves the house unless two ways of counting agree."""

from pathlib import Path

import pytest

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.summary import checking, pdf
from kharkiv_tracker.summary.checking import Disagreement
from kharkiv_tracker.summary.gathered import gather


@pytest.mark.parametrize(
    "clock", [None, "2022-08-17", "2022-08-18T12:00", "2022-08-22", "2024-05-27", "2026-12-31"]
)
def test_the_two_ways_agree_on_the_sample_at_any_time(case, clock: str | None) -> None:
    checking.check(gather(case, Selection(), parse_clock(clock) if clock else None))


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ("UPDATE figure_steps SET best = best + 1, high = high + 1 WHERE quantity = 'killed' "
         "AND known_to IS NULL AND best = 19", "KHT-2022-08-17-01"),
        ("UPDATE figure_steps SET low = 9, best = 9, high = 9 WHERE quantity = 'injured.child' "
         "AND known_to IS NULL", "Saltivskyi"),
    ],
)  # fmt: skip
def test_a_figure_tampered_with_is_refused_by_name(
    made, strike, tmp_path: Path, change: str, place: str
) -> None:
    told = {"killed": "19", "injured": "20", "of_whom": {"injured": {"child": "1"}}}
    case = made(strike(told))
    case.db.execute(change)
    file = tmp_path / "page.pdf"
    with pytest.raises(Disagreement, match=place):
        pdf.write(case, file)
    assert not file.exists()
