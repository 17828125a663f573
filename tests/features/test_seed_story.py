"""Two strikes in a summer night and an official total: told, added to, drawn, checked."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.store import document_usage, incidents, statements
from kharkiv_tracker.store.case_file import CaseFile

Ask = Callable[..., Any]
SALTIVSKYI, SLOBIDSKYI = "UA63120270010315719", "UA63120270010736370"
FIRST = {
    "event": {"date": "2022-08-17", "precision": "night"}, "district": "Saltivskyi",
    "place": "residential neighbourhood", "weapons": ["missile"], "places_hit": ["residential"],
    "reports": [{"as_of": "2022-08-18", "speaker": "Ukrainian officials", "source": "newspaper",
                 "source_kind": "media", "killed": "7+", "injured": "16",
                 "of_whom": {"injured": {"child": "1+"}}}],
}  # fmt: skip
SECOND = {
    "event": {"date": "2022-08-18", "precision": "dawn"}, "district": "Slobidskyi",
    "weapons": ["missile"],
    "reports": [{"as_of": "2022-08-18 early", "speaker": "Oleh Syniehubov", "office": "OVA",
                 "source": "newspaper", "source_kind": "media", "killed": "1", "injured": "18",
                 "of_whom": {"injured": {"child": "2"}}}],
}  # fmt: skip
TOTAL = {
    "area": "Kharkiv oblast", "since": "2022-02-24", "as_of": "2022-08-07/2022-08-13",
    "speaker": "Regional Prosecutor's Office", "source": "newspaper", "killed": ">1000",
    "injured": "2x killed", "of_whom": {"killed": {"child": "50"}},
}  # fmt: skip


@pytest.fixture
def told_case(empty_case: Path, tell: Ask) -> Path:
    """The case after the analyst has entered the page."""
    told = tell(empty_case, {"incidents": [FIRST, SECOND], "statements": [TOTAL]})
    assert told["incidents"] == ["KHT-2022-08-17-01", "KHT-2022-08-18-01"]
    assert told["statements"] == ["STA-2022-08-07-01"]
    return empty_case


def test_the_two_strikes_are_counted_by_district_with_their_children(
    told_case: Path, ask: Ask
) -> None:
    groups = {group["key"]: group for group in ask("totals", told_case)["groups"]}
    first, second = groups[SALTIVSKYI], groups[SLOBIDSKYI]
    assert [first["killed"][end] for end in ("low", "best", "high")] == [7, 7, None]
    assert [first["injured"][end] for end in ("low", "best", "high")] == [16, 16, 16]
    child = first["injured"]["of_whom"]["child"]
    assert (child["low"], child["best"]) == (1, 1)
    assert [second["killed"][end] for end in ("low", "best", "high")] == [1, 1, 1]
    assert second["injured"]["best"] == 18
    assert second["injured"]["of_whom"]["child"]["best"] == 2


def test_the_official_total_is_kept_and_counted_in_no_sum(told_case: Path, ask: Ask) -> None:
    total = ask("totals", told_case)["total"]
    assert (total["incidents"], total["killed"]["best"], total["injured"]["best"]) == (2, 8, 34)
    assert total["killed"]["high"] is None
    with CaseFile.open(told_case) as case:
        (statement,) = statements.statements(case)
    assert [str(statement.count(q)) for q in ("killed", "injured", "killed.child")] == [
        ">1000", ">2000", "50",
    ]  # fmt: skip


def test_a_later_report_moves_the_figure_and_the_earlier_one_stays_reachable(
    told_case: Path, ask: Ask, tell: Ask
) -> None:
    update = {"code": "kht-2022-08-17-01",
              "reports": [{"as_of": "2022-08-19", "office": "Police", "killed": "15"}]}  # fmt: skip
    assert tell(told_case, {"incidents": [update]})["updated"] == ["KHT-2022-08-17-01"]
    assert ask("totals", told_case)["total"]["killed"]["best"] == 16
    before = ask("totals", told_case, "--as-known-on", "2022-08-18")["total"]["killed"]
    assert (before["best"], before["high"]) == (8, None)
    with CaseFile.open(told_case) as case:
        assert len(incidents.reports(case, "KHT-2022-08-17-01")) == 2


def test_a_death_in_hospital_moves_one_person_however_many_tell_of_it(
    told_case: Path, tell: Ask
) -> None:
    def death(office: str) -> dict[str, Any]:
        return {"as_of": "2022-08-21", "office": office, "transfer": {"injured_to_killed": 1}}

    code = "KHT-2022-08-18-01"
    tell(told_case, {"incidents": [{"code": code, "reports": [death("OVA"), death("Police")]}]})
    with CaseFile.open(told_case) as case:
        figures = incidents.figures(case, code)
    assert (figures["killed"].best, figures["injured"].best) == (2, 17)


def test_the_same_strike_told_again_is_suspected_and_both_are_kept(
    told_case: Path, ask: Ask, tell: Ask
) -> None:
    told = tell(told_case, {"incidents": [FIRST, {**FIRST, "district": "Kharkiv city"}]})
    pairs = {(pair["code"], pair["like"]) for pair in told["suspected_duplicates"]}
    assert pairs == {
        ("KHT-2022-08-17-02", "KHT-2022-08-17-01"), ("KHT-2022-08-17-03", "KHT-2022-08-17-01"),
        ("KHT-2022-08-17-03", "KHT-2022-08-17-02"),
    }  # fmt: skip
    assert ask("totals", told_case)["total"]["incidents"] == 4


def test_strikes_without_a_date_are_compared_with_one_another_only(
    told_case: Path, tell: Ask
) -> None:
    undated = {**FIRST, "event": {"precision": "unknown"}}
    assert tell(told_case, {"incidents": [undated]})["suspected_duplicates"] == []
    assert tell(told_case, {"incidents": [undated]})["suspected_duplicates"] == [
        {"code": "KHT-undated-02", "like": "KHT-undated-01"}
    ]


def test_four_hundred_strikes_in_one_night_are_added_without_waiting(
    empty_case: Path, ask: Ask, tell: Ask
) -> None:
    told = tell(empty_case, {"incidents": [
        {**SECOND, "reports": [{"killed": str(number * 3)}]} for number in range(400)
    ]})  # fmt: skip
    assert told["incidents"][-1] == "KHT-2022-08-18-400"
    assert ask("totals", empty_case)["total"]["killed"]["best"] == sum(range(400)) * 3


def test_every_entry_stands_in_the_history_with_who_and_why(told_case: Path, ask: Ask) -> None:
    revisions = ask("history", told_case)["revisions"]
    assert {(r["author"], r["reason"]) for r in revisions} == {
        ("unnamed", "new"), ("unnamed", "add"),
    }  # fmt: skip
    (report,) = [r for r in revisions if r["record"] == "KHT-2022-08-17-01/1"]
    assert report["changes"]["killed"] == [None, "7+"]
    assert report["changes"]["injured.child"] == [None, "1+"]
    assert report["changes"]["speaker"] == [None, "Ukrainian officials"]
    own = ask("history", told_case, "STA-2022-08-07-01")["revisions"]
    assert [r["changes"]["injured"] for r in own] == [[None, "2x killed"]]
    assert ask("verify", told_case)["ok"]


def test_the_page_is_one_document_that_all_four_are_read_from(
    empty_case: Path, ask: Ask, tell: Ask
) -> None:
    text = "Seven were killed in Saltivka.\nThey may not have heard the alarm.\nOver 1,000 in all."
    page = {"id": "page", "url": "https://news.example/1", "title": "Two strikes",
            "source": "newspaper", "source_kind": "media", "published": "2022-08-18",
            "text": text}  # fmt: skip

    def read(report: dict[str, Any], **words: Any) -> dict[str, Any]:
        own = {k: v for k, v in report.items() if k not in ("source", "source_kind")}
        return {**own, "document": "page", **words}

    remark = read({"speaker": "an adviser"}, quote="They may not have heard the alarm.")
    first = {
        **FIRST, "circumstances": "residents with impaired hearing",
        "reports": [read(FIRST["reports"][0], words=[[0, 30]]), remark],
    }  # fmt: skip
    second = {**SECOND, "reports": [read(SECOND["reports"][0])]}
    total = read(TOTAL, quote="Over 1,000 in all.")
    tell(empty_case, {"documents": [page], "incidents": [first, second], "statements": [total]})
    with CaseFile.open(empty_case) as case:
        reports = (incidents.reports(case, code) for code in
                   ("KHT-2022-08-17-01", "KHT-2022-08-18-01"))  # fmt: skip
        read_from = [*chain(*reports), *statements.statements(case)]
        taken = document_usage.taken(case, "DOC-2022-08-18-01")
    assert {(r.document, r.source.name, r.url) for r in read_from} == {
        ("DOC-2022-08-18-01", "newspaper", "https://news.example/1")
    }
    assert [one.quote for one in taken] == [*text.splitlines(), ""]
    assert ask("totals", empty_case)["total"]["killed"]["best"] == 8
    assert ask("verify", empty_case)["ok"]
