"""Records found by words, the history a page at a time, and undo read off its end only."""

import random
from collections.abc import Callable
from typing import Any

import pytest

from kharkiv_tracker.store import (
    history,
    incidents,
    source_usage,
    statements,
    text_search,
    undo_stack,
)
from kharkiv_tracker.store.case_file import CaseFile


def codes(results: text_search.SearchResults) -> list[str]:
    return [row.code for row in results.incidents]


@pytest.mark.parametrize("text", ["tram-depot", "TRAM  depot", "depot tram"])
def test_words_are_found_in_any_order_and_case(sample_case: CaseFile, text: str) -> None:
    assert codes(text_search.find(sample_case, text)) == ["KHT-2022-08-18-01"]


def test_codes_places_and_names_come_before_quotes_and_the_latest_first(
    sample_case: CaseFile,
) -> None:
    every = codes(text_search.find(sample_case, "kht"))
    assert len(every) == 7
    dated = [code for code in every if "undated" not in code]
    assert dated == sorted(dated, reverse=True)
    assert len(text_search.find(sample_case, "kht", limit=2).incidents) == 2


def test_speakers_sources_and_statements_are_found_too(sample_case: CaseFile) -> None:
    results = text_search.find(sample_case, "syniehubov")
    assert [speaker.person for speaker in results.speakers] == ["Oleh Syniehubov"]
    assert {one.code for one in results.statements} == {"STA-2024-05-16-01", "STA-2023-07-01"}
    assert [one.name for one in text_search.find(sample_case, "dyvys").sources] == ["dyvys.info"]


def test_nothing_asked_finds_nothing_and_signs_are_no_commands(sample_case: CaseFile) -> None:
    assert text_search.find(sample_case, "  ") == text_search.SearchResults()
    assert text_search.find(sample_case, "%' OR 1=1 --") == text_search.SearchResults()
    assert (
        text_search.find(sample_case, " ".join(map(str, range(5000))))
        == text_search.SearchResults()
    )


def test_pages_of_the_history_tell_what_the_whole_tells(sample_case: CaseFile) -> None:
    whole = history.revisions(sample_case)
    numbers = history.numbers(sample_case)
    assert numbers == [revision.seq for revision in reversed(whole)]
    paged = [one for at in range(0, len(numbers), 7) for one in page(sample_case, numbers, at)]
    assert paged == list(reversed(whole))
    of_one = history.revisions(sample_case, "KHT-2022-08-17-01")
    assert history.numbers(sample_case, "KHT-2022-08-17-01") == [one.seq for one in of_one[::-1]]


def page(case: CaseFile, numbers: list[int], at: int) -> list[Any]:
    return history.numbered(case, numbers[at : at + 7])


def test_listed_sources_count_what_holds(sample_case: CaseFile) -> None:
    listed = source_usage.listed(sample_case)
    reports = [
        r
        for code in codes(text_search.find(sample_case, "kht"))
        for r in reports_of(sample_case, code)
    ]
    assert sum(one.reports for one in listed) == sum(1 for report in reports if report.source.name)
    assert sum(one.statements for one in listed) == len(statements.statements(sample_case))
    assert {one.source for one in listed} == set(source_usage.sources(sample_case))


def reports_of(case: CaseFile, code: str) -> tuple[Any, ...]:
    return incidents.reports(case, code)


@pytest.mark.parametrize("seed", range(4))
def test_the_end_of_the_history_tells_what_all_of_it_tells(
    case: CaseFile,
    strike: Callable[..., Any],
    add: Callable[..., Any],
    seed: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dice = random.Random(seed)  # noqa: S311 - nothing here is secret
    for _step in range(40):
        act = dice.choice(["add", "undo", "undo", "redo"])
        if act == "add":
            add(case, strike())
        else:
            getattr(undo_stack, act)(case, "tester")
        items = []
        for looked_at in (1, 2, 3, 10**6):
            monkeypatch.setattr(undo_stack, "_LOOKED_AT", looked_at)
            items.append(undo_stack.undoable(case))
        assert items == [items[-1]] * 4
