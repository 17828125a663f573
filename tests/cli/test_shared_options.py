"""What commands share: a case opened, and read at its two dates."""

import pytest

from kharkiv_tracker.cli import shared_options
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.store.open_checks import CaseDamaged
from tests.cases import sample_case


def test_all_sums_are_compared_before_any_is_shown() -> None:
    """Opening compares a part of them where a file is large."""
    with sample_case() as case:
        with shared_options.as_recorded(case, View()) as then:
            assert then is case
        case.db.execute("UPDATE day_sums SET best = best + 1 WHERE quantity = 'killed'")
        with (
            pytest.raises(CaseDamaged, match=r"The stored sum for .* does not match"),
            shared_options.as_recorded(case, View()),
        ):
            pytest.fail("it was shown")
