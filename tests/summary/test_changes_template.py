"""What changed since an earlier summary, counted out to a person."""

from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.revision import short
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import corrections, history, revision_lookup
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import changes_template, pdf, summary_diff
from kharkiv_tracker.summary.second_count import Disagreement
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template

FIRST = "KHT-2022-08-17-01"


def request(since: str, **fields: Any) -> SummaryRequest:
    return SummaryRequest(template=Template.CHANGES, since=since, **fields)


def grown(made: Any, strike: Any) -> tuple[CaseFile, int]:
    """Three incidents, then one more, one raised, one withdrawn; and the revision before."""
    case = made(strike(), strike({"killed": "2"}), strike({"killed": "1"}))
    before = history.count(case)
    report = {"as_of": "2022-08-19", "source": "Press", "killed": "19"}
    document = {
        "incidents": [{"code": FIRST, "reports": [report]}, strike({"killed": "4", "injured": ""})]
    }
    case.record(entry_json.read(document, gazetteer.load()), "tester", "more")
    with case.edit("a", "twice") as edit:
        corrections.withdraw(edit, "KHT-2022-08-17-03")
    return case, before


def table(page: dict[str, Any], first: str, second: str = "") -> list[list[Any]]:
    for block in page["blocks"]:
        head = block.get("head", ["", ""])
        if head[0] == first and second in head[1]:
            return [row["cells"] for row in block["rows"]]
    return []


def test_new_changed_and_gone_are_told_apart(made, strike) -> None:
    case, before = grown(made, strike)
    changes = summary_diff.read(case, request(str(before)))
    assert [incident.row.code for incident in changes.new] == ["KHT-2022-08-17-04"]
    assert [change.after.row.code for change in changes.altered] == [FIRST]
    assert [(gone.incident.row.code, gone.why) for gone in changes.gone] == [
        ("KHT-2022-08-17-03", "withdrawn or discounted")
    ]
    assert changes.same == 1
    page = changes_template.page(changes)
    (row,) = table(page, "Code", "Place and changes")
    assert row[2:] == ["7+ → 19", "16"]
    assert row[1][1:] == ["1 new report"]
    assert table(page, "District") == [["Saltivskyi", "3", "10+ → 25", "48 → 32"]]
    # What changed was approved before: the page is a draft.
    draft, *blocks = page["blocks"]
    assert draft["kind"] == "strong"
    killed = blocks[0]["items"][0]
    assert (killed["number"], killed["about"]) == ("25", "before: 10+")
    text = blocks[1]["text"]
    assert "1 new incident. 1 incident changed. 1 incident is no longer counted." in text


def test_an_earlier_summary_is_found_by_all_it_prints(made, strike) -> None:
    case = made(strike())
    number, letters = history.count(case), history.fingerprint(case)
    at = history.last(case).at
    case.record(entry_json.read({"incidents": [strike()]}, gazetteer.load()), "tester", "more")
    for typed in (str(number), short(letters), short(letters).upper(), letters):
        assert revision_lookup.revision(case, typed) == number
    assert revision_lookup.revision(case, "2022-01-01") == 0
    # What was recorded in the same second counts as known at its end.
    is_one_second = history.last(case).at == at
    assert revision_lookup.revision(case, at) == (history.count(case) if is_one_second else number)
    with case.as_recorded_on(number) as then:
        assert history.fingerprint(then) == letters
        assert history.count(then) == number


@pytest.mark.parametrize("typed", ["", "  ", "99999", "0123 4567 89ab", "yesteryear"])
def test_an_earlier_summary_that_is_none_is_refused(made, strike, typed: str) -> None:
    with pytest.raises(Refused):
        pdf.prepare(made(strike()), request(typed))


def test_since_the_beginning_everything_is_new(case, text_of) -> None:
    changes = summary_diff.read(case, request("0"))
    assert len(changes.new) == 7
    assert not changes.altered and not changes.gone and not changes.same  # noqa: PT018
    text = text_of(pdf.render(case, request("0")))
    assert "since revision 0" in text.casefold()
    assert "7 new incidents." in text
    assert "before: none recorded" in text


def test_where_nothing_changed_the_page_says_so(case, text_of) -> None:
    text = text_of(pdf.render(case, request(str(history.count(case)))))
    assert "No incidents were added, changed or removed. 7 incidents unchanged." in text
    assert "unchanged" in text


def test_differences_that_do_not_add_up_are_refused(made, strike) -> None:
    case, before = grown(made, strike)
    changes = summary_diff.read(case, request(str(before)))
    from dataclasses import replace

    with pytest.raises(Disagreement, match="killed"):
        summary_diff.check(replace(changes, new=()))


def test_a_remainder_that_came_or_went_is_accounted_for(made, strike) -> None:
    case = made(strike(), strike())

    def text_since(revision: int) -> str:
        changes = summary_diff.read(case, request(str(revision)))
        text: str = changes_template.page(changes)["blocks"][1]["text"]
        return text.replace("\N{NO-BREAK SPACE}", " ")

    before = history.count(case)
    codes = [FIRST, "KHT-2022-08-17-02"]
    joint = {"incidents": codes, "as_of": "2022-08-20", "source": "Press", "killed": "99"}
    document = {"joint_reports": [{**joint, "count_remainder": True}]}
    case.record(entry_json.read(document, gazetteer.load()), "tester", "more")
    text = text_since(before)
    assert "Includes the remainder of combined reports, district unknown: killed " in text
    assert "The earlier summary included no remainder." in text
    between = history.count(case)
    assert "earlier" not in text_since(between)
    with case.edit("a", "gone") as edit:
        corrections.withdraw(edit, "JNT-2022-08-20-01")
    assert "The earlier summary included a remainder: killed " in text_since(between)
    assert "remainder" not in text_since(before)


@pytest.mark.parametrize("language", ["en", "uk"])
def test_same_bytes(made, strike, language: str) -> None:
    case, before = grown(made, strike)
    summary_request = request(str(before), language=language)
    assert pdf.render(case, summary_request) == pdf.render(case, summary_request)
