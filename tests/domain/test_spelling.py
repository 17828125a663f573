"""What is written out for speed is spelt as the encoder of JSON spells it."""

import json

from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.count_checks import ReportedCount, compared_names
from kharkiv_tracker.domain.counting_rule import Step
from kharkiv_tracker.domain.figure import Figure, FigureReason, Reason
from kharkiv_tracker.domain.quantity import CHILDREN, COUNTED, MINORS, QUANTITIES, subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.revision import canonical, payload_of
from kharkiv_tracker.store import derived_figures

TEXTS = st.text(max_size=8) | st.sampled_from(['"', "\\", "\n", "\x7f", "Ї", "\u2028"])
VALUES = st.none() | st.booleans() | st.integers() | st.floats(-180, 180) | TEXTS
REASONS = st.builds(FigureReason, st.sampled_from(Reason), st.lists(TEXTS).map(tuple), TEXTS)
NAMES = [*QUANTITIES, *(subset(quantity, minor) for quantity in COUNTED for minor in MINORS)]


@given(st.dictionaries(TEXTS, st.tuples(*[VALUES | st.lists(TEXTS, max_size=2)] * 2), max_size=4))
def test_changes_are_spelt_in_one_way(changes) -> None:
    assert payload_of(changes) == canonical({name: list(pair) for name, pair in changes.items()})


@given(st.lists(REASONS, max_size=3))
def test_reasons_are_spelt_as_json(reasons) -> None:
    (row, *_others) = derived_figures.step_rows([Step("killed", None, Figure(because=(*reasons,)))])
    listed = [[f"{r.reason}:{r.part}".rstrip(":"), *r.reports] for r in reasons]
    assert row[-1] == json.dumps(listed)


@given(st.dictionaries(st.sampled_from(NAMES), st.integers(0, 9), max_size=4))
def test_a_report_without_these_counts_is_compared_with_none(numbers) -> None:
    report = Report(counts={name: Count.parse(str(number)) for name, number in numbers.items()})
    for quantity in (*COUNTED, *(subset(quantity, CHILDREN) for quantity in COUNTED)):
        if compared_names(quantity).isdisjoint(numbers):
            assert ReportedCount.of(report, quantity, "r1") is None
