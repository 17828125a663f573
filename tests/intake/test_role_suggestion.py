"""What kind of report a typed one looks like, in three languages; nothing suggests what is not."""

from datetime import date

import pytest

from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, SourceKind, Speaker
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.when import parse_as_of
from kharkiv_tracker.intake import entry_warnings
from kharkiv_tracker.intake.role_suggestion import suggested
from kharkiv_tracker.intake.things.closed_list import read_word

DAY = date(2022, 8, 17)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("The search is completed, 19 people died.", "search is completed"),
        ("Rescue work was completed in the evening.", "Rescue work was completed"),
        ("Here is the list of the dead.", "list of the dead"),
        ("Аварійно-рятувальні роботи завершено. Загинули 19 людей.", "рятувальні роботи завершено"),
        ("За уточненими даними, загинули 12 осіб", "За уточненими"),
        ("Спасательные работы завершены.", "Спасательные работы завершены"),
    ],
)
def test_the_end_of_the_search_and_corrected_numbers_replace_earlier(
    quote: str, words: str
) -> None:
    suggestion = suggested(Report(quote=quote), DAY)
    assert suggestion
    assert (suggestion.role, suggestion.words) == (Role.SETTLING, words)


@pytest.mark.parametrize(
    "quote",
    [
        "The search is not completed.",
        "Before the search was completed, 12 were counted.",
        "Пошукові роботи ще не завершено",
        "Дані уточнюються",
        "Спасательные работы пока не завершены",
        "Seven people were killed.",
        "",
    ],
)
def test_a_search_that_goes_on_suggests_nothing(quote: str) -> None:
    assert suggested(Report(quote=quote), DAY) is None


@pytest.mark.parametrize("name", ["Hospital No. 4", "Лікарня швидкої допомоги", "4-я больница"])
def test_a_hospital_knows_only_its_own(name: str) -> None:
    for report in (Report(speaker=Speaker("", name)), Report(source=Source(name))):
        suggestion = suggested(report, DAY)
        assert suggestion
        assert suggestion.role is Role.PARTIAL


@pytest.mark.parametrize(
    ("published", "kind", "url", "late"),
    [
        ("2023-08-17", SourceKind.MEDIA, "", True),
        ("2022-09-16", SourceKind.MEDIA, "", True),
        ("2022-09-15", SourceKind.MEDIA, "", False),
        ("2023-08-17", None, "https://www.nytimes.com/a", True),
        ("2023-08-17", SourceKind.NGO, "https://www.hrw.org/report", True),
        ("2023-08-17", None, "https://t.me/channel/1", False),
        ("2023-08-17", None, "https://khar.gp.gov.ua/ua/news", False),
        ("2023-08-17", SourceKind.PROSECUTOR, "https://news.example/a", False),
        ("2023-08-17", None, "", False),
    ],
)
def test_an_article_long_after_the_strike_looks_back(
    published: str, kind: SourceKind | None, url: str, late: bool
) -> None:
    report = Report(published=parse_as_of(published), source=Source("x", kind), url=url)
    suggestion = suggested(report, DAY)
    assert (suggestion is not None and suggestion.role is Role.RETOLD) is late
    assert suggested(report, None) is None


def test_who_tells_of_a_death_brings_news() -> None:
    published = parse_as_of("2022-10-17")
    report = Report(published=published, source=Source("x", SourceKind.MEDIA), transfer=1)
    assert suggested(report, DAY) is None


@pytest.mark.parametrize(
    ("typed", "falls"),
    [("7", True), ("8", False), ("~7", False), ("7+", False), ("<=7", True), ("5-7", True)],
)
def test_a_number_far_below_the_figure_is_noticed(typed: str, falls: bool) -> None:
    report = Report(counts={"killed": parse_count(typed)})
    figures = {"killed": Figure(12, 12, 12)}
    assert bool(entry_warnings.large_falls(report, figures)) is falls
    marked = Report(counts=report.counts, role=Role.SETTLING)
    assert not entry_warnings.large_falls(marked, figures)


def test_small_falls_and_figures_nobody_is_sure_of_are_not() -> None:
    report = Report(counts={"killed": parse_count("1")})
    assert not entry_warnings.large_falls(report, {"killed": Figure(3, 3, 3)})
    assert not entry_warnings.large_falls(report, {"killed": Figure(12, 12, 12, about=True)})
    assert not entry_warnings.large_falls(report, {"killed": Figure()})
    assert entry_warnings.large_falls(report, {"killed": Figure(4, 4, None)})


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        ("replaces earlier", Role.SETTLING),
        ("замінює попередні", Role.SETTLING),
        ("заменяет предыдущие", Role.SETTLING),
        ("part", Role.PARTIAL),
        ("лише частина", Role.PARTIAL),
        ("look-back", Role.RETOLD),
        ("згадка", Role.RETOLD),
        ("оновлення", Role.UPDATE),
    ],
)
def test_the_kind_of_a_report_is_typed_in_every_language(typed: str, role: Role) -> None:
    assert read_word(typed, Role) is role
