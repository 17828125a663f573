"""What is counted is said of whom it is counted, in both languages, however it is counted."""

import pytest

from kharkiv_tracker import labels
from kharkiv_tracker.domain.count import Count, parse_count
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.quantity import COUNTED, PARTS, QUANTITIES, subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.i18n import LANGUAGES, speaking

FORMS = ("7", "7+", ">7", "5-7", "~7", "<=7", "several", "0")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", [*FORMS, *(f"2x {name}" for name in COUNTED)])
@pytest.mark.parametrize("name", QUANTITIES)
def test_a_quantity_is_named_however_it_is_counted(name: str, typed: str, language: str) -> None:
    if typed == f"2x {name}":
        pytest.skip("nothing is twice itself")
    counts = {**dict.fromkeys(COUNTED, Count.parse("3")), name: parse_count(typed)}
    with speaking(language):
        words = {labels.quantity(name), labels.of_people(name) or labels.quantity(name)}
        own = {name: counts[name]}
        for said in (labels.counts(own), labels.short_counts(own)):
            assert any(word in said for word in words), said
            assert "  " not in said
            assert "{" not in said
            assert language == "en" or not any("a" <= sign <= "z" for sign in said), said


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("whole", COUNTED)
def test_a_part_is_said_without_its_whole_and_as_a_ratio(whole: str, part: str) -> None:
    alone = {subset(whole, part): Count.parse("4")}
    assert labels.short_counts(alone).startswith(f"{labels.quantity(whole)}: 4 ")
    others = [name for name in COUNTED if name != whole]
    given = {others[0]: Count.parse("3"), subset(whole, part): parse_count(f"2x {others[0]}")}
    assert "6 " in labels.counts(given)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("<=1", "up to 1 child"),
        ("0-1", "0 to 1 child"),
        ("1+", "at least 1 child"),
        (">0", "more than 0 children"),
        ("several", "several children"),
        ("2", "2 children"),
    ],
)
def test_the_noun_goes_with_the_number_beside_it(typed: str, said: str) -> None:
    assert labels.part("child", Count.parse(typed)) == said


@pytest.mark.parametrize(
    ("figure", "words", "of_whom"),
    [
        (Figure(20, 20, 20, about=True), "about 20", "Killed: about 20 men."),
        (Figure(16, 16, 20, about=True), "about 16 to 20", "Killed: about 16 to 20 men."),
        (Figure(7, 7, None, about=True), "at least about 7", "Killed: at least about 7 men."),
        (Figure(7, 7, None), "at least 7", "Killed: at least 7 men."),
        (Figure(0, 0, 0), "0", "Killed: none men."),
    ],
)
def test_about_is_said_of_a_range_as_well(figure: Figure, words: str, of_whom: str) -> None:
    assert labels.figure_words(figure) == words
    assert labels.parts({subset("killed", "men"): figure}) == of_whom


def test_what_is_no_number_is_said_in_words() -> None:
    report = Report(
        counts={"missing": Count.parse("several")}, combatants={"killed": Count.parse("several")}
    )
    with speaking("uk"):
        assert "several" not in labels.short_report(report)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"men": (10, 10), "women": (8, 8), "adults": (18, 18)}, "10 men, 8 women"),
        ({"child": (1, 20), "children": (1, 20)}, "1 to 20 children"),
        ({"child": (3, None), "children": (3, None)}, "at least 3 children"),
        (
            {"boys": (2, 2), "girls": (1, 1), "children": (3, 12)},
            "3 to 12 children (2 boys, 1 girl)",
        ),
        ({"men": (6, 6), "adult": (6, 6), "adults": (12, 12)}, "12 adults (6 men)"),
        ({"women": (2, 2), "adults": (2, None)}, "2 women"),
        ({"men": (2, 2), "adults": (2, 2), "unknown": (1, 1)}, "2 men, 1 of unknown age and sex"),
    ],
)
def test_groups_are_said_with_the_smaller_ones_in_them(
    parts: dict[str, tuple[int, int | None]], words: str
) -> None:
    figures = {
        subset("killed", name): Figure(low, low, high) for name, (low, high) in parts.items()
    }
    assert labels.parts(figures) == f"Killed: {words}."
