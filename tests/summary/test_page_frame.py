"""What the page of a period says."""

import json
from datetime import date
from typing import Any

import pytest

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.summary import period_template, statement_comparison, summary_data
from kharkiv_tracker.summary.summary_request import SummaryRequest


def page_of(case, selection: Selection = Selection()) -> dict:
    return period_template.page(summary_data.gather(case, SummaryRequest(View(selection))))


def parts(page: dict, kind: str) -> list[dict[str, Any]]:
    """All blocks of a kind, in the order of the page."""
    blocks = []
    for block in page["blocks"]:
        inner = [*block.get("left", []), *block.get("right", [])]
        blocks += [nested for nested in (block, *inner) if nested["kind"] == kind]
    return blocks


def table(page: dict, first: str) -> dict[str, Any]:
    """The table whose first column is called this."""
    return next(part for part in parts(page, "table") if part["head"][0] == first)


def rows(page: dict, first: str) -> list[list[str]]:
    return [row["cells"] for row in table(page, first)["rows"] if row["quiet"] is None]


def empty(page: dict, first: str) -> list[str]:
    return [row["cells"][0] for row in table(page, first)["rows"] if row["quiet"]]


def caption(page: dict) -> str:
    return parts(page, "chart")[0]["caption"]


def test_confidential_sources_and_their_speakers_are_never_named(made, strike) -> None:
    secret = {"source": "Nurse N.", "speaker": "Ward seven", "office": "Hospital 99"}
    case = made(strike({**secret, "confidential": True}), strike())
    page = json.dumps(page_of(case), ensure_ascii=False)
    for name in secret.values():
        assert name not in page
    assert "Confidential source (1)" in page


def test_the_districts_without_incidents_have_none_recorded(case) -> None:
    page = page_of(case)
    assert empty(page, "District") == ["5 other city districts", "7 other raions"]
    assert table(page, "District")["rows"][-1]["quiet"] == "none recorded"
    names = [row[0] for row in rows(page, "District")]
    assert names[-1] == "Kharkiv city, district unknown"
    assert table(page, "District")["foot"] == ["All", "7", "51", "198", "6", "204", "5"]


def test_districts_that_were_asked_for_are_named_one_by_one(case) -> None:
    chosen = ("UA63120270010315719", "UA63120270010565081")
    page = page_of(case, Selection(districts=chosen))
    assert [row[0] for row in rows(page, "District")] == ["Saltivskyi"]
    assert empty(page, "District") == ["Novobavarskyi"]
    assert page["overline"] == "CIVILIAN CASUALTIES · KHARKIV CITY"


def test_a_period_leaves_undated_incidents_out_and_says_so(case) -> None:
    page = page_of(case, Selection(first=date(2022, 1, 1)))
    assert "1 undated (outside any period)" in caption(page)
    assert page["about"].startswith("From 1 January 2022 · as of ")


def test_parts_have_at_least_and_at_most(made, strike) -> None:
    of_whom = {"killed": {"men": "2", "child": "1+"}, "injured": {"child": "1+"}}
    page = page_of(made(strike({"killed": "7", "injured": "16", "of_whom": of_whom})))
    groups = {row[0]: row[1:] for row in rows(page, "Group")}
    assert groups["Men"] == ["2", "?"]
    assert groups["Children of unknown sex"] == ["1–5", "1–16"]
    assert groups["Not stated"] == ["4", "15"]
    # Two men and a child leave four of whom nothing is said: perhaps all of them adults.
    assert groups["All adults"] == ["2–6", "?"]
    assert "at least 1 child" in parts(page, "big")[0]["items"][0]["about"]


def test_nobody_at_least_and_no_limit_is_unknown(made, strike) -> None:
    of_whom = {"killed": {"women": "7+"}}
    case = made(strike({"killed": "7+", "injured": "16", "of_whom": of_whom}))
    assert ["Not stated", "?", "16"] in rows(page_of(case), "Group")


def test_who_is_a_sentence_where_no_report_says(made, strike) -> None:
    page = page_of(made(strike()))
    notes = [part["text"] for part in parts(page, "note")]
    assert "No report gives age or sex." in notes


def test_ranges_and_open_ends_are_said_in_words(made, strike) -> None:
    page = page_of(made(strike({"killed": "7+", "injured": "16-20"})))
    killed, injured, incidents = parts(page, "big")[0]["items"]
    assert (killed["number"], killed["about"]) == ("7+", "no upper limit reported")
    assert (injured["number"], injured["about"]) == ("16", "between 16 and 20")
    assert (incidents["number"], incidents["about"]) == ("1", "1 report by 1 speaker")


def test_withdrawn_and_discounted_incidents_are_not_listed(made, strike) -> None:
    case = made(strike(), strike(grade="Discounted"), strike(state="Withdrawn"))
    page = page_of(case)
    assert len(rows(page, "Code")) == 1
    assert "Incidents left out: 1 withdrawn, 1 discounted." in caption(page)


def test_weapons_and_places_hit_say_what_stands_twice(made, strike) -> None:
    case = made(
        strike(weapons=["missile", "aerial bomb"], places_hit=["residential"]),
        strike({"killed": ""}, weapons=["missile"]),
    )
    page = page_of(case)
    assert rows(page, "Weapon") == [
        ["Missile", "2", "7+", "32"],
        ["Aerial bomb", "1", "7+", "16"],
    ]
    assert table(page, "Weapon")["note"] == "Incidents with two weapons are counted in both rows."
    assert rows(page, "Place hit") == [
        ["Residential", "1", "7+", "16"],
        ["Unknown", "1", "?", "16"],
    ]


def test_official_totals_stand_apart_beside_our_own_sum_as_known_then(case) -> None:
    (panel,) = parts(page_of(case), "panel")
    (group,) = panel["groups"]
    assert group["scope"] == "Kharkiv oblast since 24 February 2022"
    assert (
        "3 Jan 2023 · National Police in Kharkiv oblast: 1,699 killed (74 children), "
        "2,596 injured. Our figure at that time: 25 killed, 42 injured."
    ) in group["lines"]


def test_official_totals_of_other_days_are_not_told(case) -> None:
    page = page_of(case, Selection(first=date(2022, 8, 17), last=date(2022, 8, 17)))
    assert parts(page, "panel") == []
    assert "official total" not in caption(page)


def test_long_lists_come_after_everything_else(made, strike) -> None:
    few, many = made(strike()), made(*(strike() for _number in range(20)))
    assert [block["kind"] for block in page_of(few)["blocks"][-3:]] == ["terms", "heading", "note"]
    assert page_of(many)["blocks"][-1]["head"][0] == "Code"


def test_a_sum_too_large_to_be_counted_twice_is_not_printed(case, monkeypatch) -> None:
    monkeypatch.setattr(statement_comparison, "MOST_COMPARED", 1)
    (panel,) = parts(page_of(case), "panel")
    lines = " ".join(panel["groups"][0]["lines"])
    assert "Too many incidents to verify the totals on this page" in lines
    assert "Our figure at that time" not in lines


def test_more_than_can_be_counted_twice_is_refused(case, monkeypatch) -> None:
    monkeypatch.setattr(summary_data, "MOST", 6)
    with pytest.raises(Refused, match=r"Too many incidents \(7\) .* limit is 6"):
        page_of(case)
