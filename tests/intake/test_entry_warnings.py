"""What looks odd beside what was reported before."""

from datetime import UTC, date, datetime

import pytest

from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import parse_as_of
from kharkiv_tracker.intake import entry_warnings

NOW = datetime(2022, 9, 1, tzinfo=UTC)


def killed(count: str, before: Figure) -> str:
    report = Report(counts={"killed": Count.parse(count)})
    return entry_warnings.of_report(report, {"killed": before}, None, NOW).get("killed", "")


@pytest.mark.parametrize(
    ("count", "before", "says"),
    [
        ("27", Figure(72, 72, 72), "27 after 72: are two digits swapped?"),
        ("72", Figure(27, 27, 27), "72 after 27: are two digits swapped?"),
        ("11", Figure(12, 12, 12), "Lower than the 12 reported before."),
        ("130", Figure(12, 12, 12), "More than ten times the 12 reported before."),
        ("12", Figure(12, 12, 12), ""),
        ("15", Figure(12, 12, 12), ""),
        ("7+", Figure(12, 12, 12), ""),
        ("10", Figure(7, 12, 12), ""),
        ("5", Figure(), ""),
        ("5", Figure(0, 0, 0), ""),
    ],
)
def test_figures(count: str, before: Figure, says: str) -> None:
    assert killed(count, before) == says


def test_a_new_incident_has_nothing_before_it() -> None:
    assert (
        entry_warnings.of_report(Report(counts={"killed": Count.parse("500")}), {}, None, NOW) == {}
    )


def test_times() -> None:
    report = Report(as_of=parse_as_of("2022-08-16"), published=parse_as_of("2022-08-15"))
    sentences = entry_warnings.of_report(report, {}, date(2022, 8, 17), NOW)
    assert set(sentences) == {"as_of", "published"}
    late = Report(as_of=parse_as_of("2022-09-05"))
    assert entry_warnings.of_report(late, {}, date(2022, 8, 17), NOW) == {
        "as_of": "That time is in the future."
    }
    assert entry_warnings.of_event(date(2022, 9, 2), date(2022, 9, 1))
    assert not entry_warnings.of_event(date(2022, 9, 1), date(2022, 9, 1))


def test_statements() -> None:
    def told(killed: str, children: str) -> Statement:
        counts = {"killed": Count.parse(killed), "killed.child": Count.parse(children)}
        return Statement("oblast", counts=counts)

    before = told("1000", "87")
    assert (
        "Fewer children" in entry_warnings.of_statement(told("1100", "82"), before, NOW)["killed"]
    )
    assert (
        "Lower than the 1000"
        in entry_warnings.of_statement(told("900", "87"), before, NOW)["killed"]
    )
    assert entry_warnings.of_statement(told("1100", "90"), before, NOW) == {}
    assert entry_warnings.of_statement(told("1", "0"), None, NOW) == {}
