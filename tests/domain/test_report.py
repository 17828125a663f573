"""Reports and statements that contradict themselves or say nothing are refused with a path."""

import pytest

from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import CODE, Statement
from kharkiv_tracker.domain.when import code_stem, parse_as_of, parse_date
from kharkiv_tracker.errors import Refused


def report_of(**typed: str) -> Report:
    return Report(counts={k.replace("_", "."): parse_count(v) for k, v in typed.items()})


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ({"killed": "7", "killed_child": "8"}, "of_whom.killed.child"),
        ({"killed": "7", "killed_child": "8+"}, "of_whom.killed.child"),
        ({"injured": "5-7", "injured_hospitalised": "8"}, "of_whom.injured.hospitalised"),
        ({"killed": "7", "killed_men": "4", "killed_women": "4"}, "of_whom.killed"),
        ({"killed": "0", "killed_child": "1"}, "of_whom.killed.child"),
        ({"injured": "2x killed"}, "injured"),
        ({"killed": "2x injured", "injured": "2x killed"}, "killed"),
        ({"injured": "6", "affected": "5"}, "affected"),
        ({"injured": "6", "stress": "5+", "affected": "10"}, "affected"),
        # Whoever is told of as a part of the injured is affected too.
        ({"affected": "10", "injured_stress": "20"}, "affected"),
        ({"affected": "10", "injured_men": "4", "injured_women": "5", "stress": "2"}, "affected"),
    ],
)
def test_what_cannot_be_is_refused_with_its_path(typed: dict[str, str], path: str) -> None:
    with pytest.raises(Refused) as refused:
        report_of(**typed).check()
    assert refused.value.path == path


@pytest.mark.parametrize(
    "typed",
    [
        {"killed": "7", "killed_child": "7"},
        {"killed": "7+", "killed_child": "9"},
        {"killed_child": "1"},
        {"killed": "5-7", "killed_men": "4", "killed_women": "3"},
        {"injured": "10", "injured_child": "6", "injured_hospitalised": "9"},
        {"killed": ">1000", "injured": "2x killed"},
        {"affected": "10", "injured_men": "4", "injured_women": "4", "stress": "2"},
        {"affected": "10+", "injured_stress": "20"},
    ],
)
def test_what_can_be_is_taken(typed: dict[str, str]) -> None:
    report_of(**typed).check()


def test_a_report_needs_a_count_a_transfer_or_a_quote() -> None:
    with pytest.raises(Refused):
        Report().check()
    Report(transfer=1).check()
    Report(quote="They said so.").check()
    report_of(missing="4").check()


def test_a_report_is_known_from_its_publication_else_from_the_end_of_its_as_of() -> None:
    as_of, published = parse_as_of("2022-08-18"), parse_as_of("2022-08-18T09:20")
    assert as_of
    assert published
    assert Report(as_of=as_of, published=published).known_from == published.start
    assert Report(as_of=as_of).known_from == as_of.end
    assert Report().known_from is None


def test_a_statement_needs_a_count_and_a_time_after_it_counts_from() -> None:
    with pytest.raises(Refused):
        Statement("area").check()
    late = Statement(
        "area",
        since=parse_date("2022-02-24"),
        as_of=parse_as_of("2022-01-31"),
        counts={"killed": parse_count("5")},
    )
    with pytest.raises(Refused) as refused:
        late.check()
    assert refused.value.path == "as_of"


@pytest.mark.parametrize(
    ("as_of", "stem"),
    [
        ("2022-08-07", "STA-2022-08-07"),
        ("2022-08-07T12:00", "STA-2022-08-07"),
        ("2023-07 early", "STA-2023-07"),
        ("", "STA-undated"),
    ],
)
def test_a_statement_is_coded_by_its_time(as_of: str, stem: str) -> None:
    assert code_stem(CODE, parse_as_of(as_of)) == stem
