"""What the page says."""

import json
from datetime import date

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.summary import gathered
from kharkiv_tracker.summary.content import content


def told(case, selection: Selection = Selection()) -> dict:
    return content(gathered.gather(case, selection, None))


def test_confidential_sources_and_their_speakers_are_never_named(made, strike) -> None:
    secret = {"source": "Nurse N.", "speaker": "Ward seven", "office": "Hospital 99"}
    case = made(strike({**secret, "confidential": True}), strike())
    page = json.dumps(told(case), ensure_ascii=False)
    for name in secret.values():
        assert name not in page
    assert "confidential source (1)" in page


def test_the_districts_without_incidents_have_none_recorded(case) -> None:
    table = told(case)["districts"]
    assert table["others"] == ["5 other city districts", "7 other raions"]
    assert table["none"] == "none recorded"
    names = [row[0] for row in table["rows"]]
    assert names[-1] == "Kharkiv city, district unknown"
    assert table["total"] == ["All", "7", "51", "204"]


def test_districts_that_were_asked_for_are_named_one_by_one(case) -> None:
    chosen = ("UA63120270010315719", "UA63120270010565081")
    page = told(case, Selection(districts=chosen))
    assert [row[0] for row in page["districts"]["rows"]] == ["Saltivskyi"]
    assert page["districts"]["others"] == ["Novobavarskyi"]
    assert page["overline"] == "CIVILIAN CASUALTIES · KHARKIV CITY"


def test_a_period_leaves_undated_incidents_out_and_says_so(case) -> None:
    page = told(case, Selection(first=date(2022, 1, 1)))
    assert "1 undated, which lie in no period" in page["chart"]["caption"]
    assert page["about"] == "From 1 January 2022"


def test_subsets_are_at_least(made, strike) -> None:
    of_whom = {"killed": {"men": "2", "child": "1+"}, "injured": {"child": "1+"}}
    page = told(made(strike({"killed": "7", "injured": "16", "of_whom": of_whom})))
    rows = {row[0]: row[1:] for row in page["who"]["rows"]}
    assert rows["Men"] == ["2", "–"]
    assert rows["Children of unknown sex"] == ["1+", "1+"]
    assert rows["Not stated"] == ["0–4", "0–15"]
    assert "at least 1 child" in page["big"][0]["about"]


def test_who_is_a_sentence_where_no_report_says(made, strike) -> None:
    page = told(made(strike()))
    assert page["who"]["rows"] == []
    assert page["who"]["empty"] == "No report says who was killed or injured."


def test_ranges_and_open_ends_are_said(made, strike) -> None:
    page = told(made(strike({"killed": "7+", "injured": "16-20"})))
    killed, injured, incidents = page["big"]
    assert (killed["number"], killed["about"]) == ("7+", "open upwards")
    assert (injured["number"], injured["about"]) == ("16", "range 16–20")
    assert (incidents["number"], incidents["about"]) == ("1", "1 report by 1 speaker")


def test_withdrawn_and_discounted_incidents_are_not_listed(made, strike) -> None:
    case = made(strike(), strike(grade="Discounted"), strike(state="Withdrawn"))
    page = told(case)
    assert len(page["incidents"]["rows"]) == 1
    assert "Incidents left out: 1 withdrawn, 1 discounted." in page["chart"]["caption"]
