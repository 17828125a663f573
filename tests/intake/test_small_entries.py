"""Entries of which nothing can be unusual are not derived to see it."""

from hypothesis import given

from kharkiv_tracker.domain.counting_rule import Grounds, Rule, derive
from kharkiv_tracker.intake import entry_doubts
from kharkiv_tracker.store import flag_queries
from tests.store.lives import REPORT_LISTS, UNHURRIED


@UNHURRIED
@given(REPORT_LISTS)
def test_figures_of_small_counts_are_small(reports: tuple[object, ...]) -> None:
    for rule in (Rule.LATEST, Rule.RANGE):
        grounds = Grounds(reports, rule)
        largest = max((figure.best or 0) for figure in derive(grounds).values())
        assert largest < flag_queries.LEAST or not entry_doubts._is_small(grounds)
