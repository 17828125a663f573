"""What a typed report is compared with is the same as the table shows of those incidents."""

from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.store import duplicate_traits, incidents
from kharkiv_tracker.store.case_file import CaseFile


def test_candidates_are_as_the_rows_of_the_table(sample_case: CaseFile) -> None:
    ids = incidents.ids(sample_case)
    rows = incidents.rows(sample_case, [*ids[::-1], 10**9])
    candidates = duplicate_traits.candidates(sample_case, [*ids[::-1], 10**9])
    assert len(candidates) == len(ids)
    for row, candidate in zip(rows, candidates, strict=True):
        assert (row.code, row.event.date) == (candidate.code, candidate.event.date)
        assert (row.district, row.place) == (candidate.district, candidate.place)
        for name in COUNTED:
            shown, compared = row.figures[name], candidate.figures[name]
            assert (shown.low, shown.best, shown.high) == (
                compared.low,
                compared.best,
                compared.high,
            )
