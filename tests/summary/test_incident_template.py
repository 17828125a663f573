"""The page of one incident: its figures, why they are so, and every report of it."""

import json
from typing import Any

import pytest

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.errors import Refused, WrongCall
from kharkiv_tracker.store import corrections
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import incident_summary, incident_template, pdf
from kharkiv_tracker.summary.second_count import Disagreement
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template

CODE = "KHT-2022-08-17-01"
SECRETS = ("Nezabutnia", "NEZABUTNIA", "Oksana", "Nurse N.", "secret.example", "of Saltivka")


def request(**fields: Any) -> SummaryRequest:
    return SummaryRequest(**{"template": Template.INCIDENT, "incident": CODE, **fields})


def page(case: CaseFile, **fields: Any) -> dict[str, Any]:
    summary_request = request(**fields)
    return incident_template.page(incident_summary.read(case, summary_request))


def chain(content: dict[str, Any]) -> list[list[Any]]:
    (table,) = [block for block in content["blocks"] if block.get("head", [""])[0] == "As of"]
    return [row["cells"] for row in table["rows"]]


def test_the_whole_chain_stands_in_the_order_it_became_known(case) -> None:
    rows = chain(page(case))
    assert [row[2] for row in rows] == ["2", "6", "7", "7+", "12", "15", "18", "19"]
    assert [row[3] for row in rows] == ["10", "16", "13", "16–20", "20", "20", "?", "?"]
    assert rows[-1][1][0] == "Kharkiv Regional Prosecutor's Office"


@pytest.mark.parametrize(
    ("clock", "killed", "injured"),
    [
        ("2022-08-17T22:00", "2", "10"),
        ("2022-08-18T12:00", "7+", "16–20"),
        ("2022-08-19", "15", "20"),
        ("2022-08-22", "19", "20"),
    ],
)
def test_its_figures_are_those_known_then(case, clock: str, killed: str, injured: str) -> None:
    content = page(case, view=View(as_known_on=parse_clock(clock)))
    big = next(block for block in content["blocks"] if block["kind"] == "big")
    assert [item["number"] for item in big["items"][:2]] == [killed, injured]
    assert chain(content)[-1][2] != "19" or clock == "2022-08-22"


def test_the_picture_is_told_in_words(case) -> None:
    pair = next(block for block in page(case)["blocks"] if block["kind"] == "pair")
    alternative = pair["left"][1]["alt"]
    assert alternative.startswith("Step chart, killed: 2 (17 August 2022, 21:45); 6 (")
    assert alternative.endswith("19 (22 August 2022, 24:00).")


def test_the_public_reads_no_names_and_no_links(made, strike) -> None:
    report = {
        "quote": "Oksana NEZABUTNIA, 34, was killed.",
        "source": "Nurse N.",
        "office": "City Council",
        "speaker": "Ivan Petrenko",
        "url": "https://secret.example/1",
    }
    person = {"name": "Oksana Nezabutnia", "age": "34", "notes": "of Saltivka", "cleared": True}
    case = made(
        strike(
            report,
            persons=[person],
            place="flat of Oksana Nezabutnia",
            summary="Nezabutnia was at home.",
            point=[50.031, 36.331],
            point_precision="exact",
        )
    )
    public = json.dumps(page(case), ensure_ascii=False)
    for secret in (*SECRETS, "Petrenko", "50.031", "36.331"):
        assert secret not in public, secret
    assert "34, was killed" not in public
    assert "[name] was at home." in public
    assert "City Council" in public
    internal = json.dumps(page(case, profile=Profile.INTERNAL), ensure_ascii=False)
    for text in ("Oksana Nezabutnia", "of Saltivka", "Nurse N.", "Petrenko", "50.03100, 36.33100"):
        assert text in internal, text
    assert "Not for publication" in internal


def test_a_confidential_report_is_counted_and_not_quoted(made, strike) -> None:
    secret = {"quote": "They carried nine out.", "office": "Hospital 99", "confidential": True}
    case = made(strike({**secret, "killed": "9"}))
    public = json.dumps(page(case), ensure_ascii=False)
    assert "Hospital" not in public
    assert "nine" not in public
    assert chain(page(case))[0][1] == ["Confidential source", "The quote is kept but not printed."]
    assert chain(page(case))[0][2] == "9"
    internal = json.dumps(page(case, profile=Profile.INTERNAL), ensure_ascii=False)
    assert "Hospital 99 (confidential)" in internal


def test_withdrawn_reports_are_told_by_number_alone(made, strike) -> None:
    case = made(strike())
    with case.edit("a", "wrong") as edit:
        corrections.withdraw(edit, f"{CODE}/1")
    content = page(case)
    assert "1 withdrawn report is not shown." in json.dumps(content)


def test_an_incident_that_does_not_count_says_so(made, strike) -> None:
    content = page(made(strike(grade="Discounted")))
    assert "This incident is withdrawn or discounted and not counted in any total" in json.dumps(
        content
    )


def test_what_cannot_be_told_is_refused(made, strike) -> None:
    case = made(strike(state="Draft"))
    with pytest.raises(Refused, match="Give the incident code"):
        pdf.prepare(case, request(incident=" "))
    with pytest.raises(Refused, match="Incident KHT-1 is not in this case file"):
        pdf.prepare(case, request(incident="kht-1"))
    with pytest.raises(Refused, match="had been published by then"):
        pdf.prepare(case, request(view=View(as_known_on=parse_clock("2022-01-01"))))
    with pytest.raises(WrongCall, match="is not approved"):
        pdf.prepare(case, request(approved_only=True))


@pytest.mark.parametrize("quantity", ["killed", "injured", "injured.child"])
def test_a_stored_figure_made_wrong_is_refused_by_name(made, strike, quantity: str) -> None:
    case = made(strike({"of_whom": {"injured": {"child": "1"}}}))
    case.db.execute(
        "UPDATE figure_steps SET best = best + 1, high = high + 1 WHERE quantity = ?", [quantity]
    )
    if quantity == "killed":
        case.db.execute("UPDATE figure_steps SET high = NULL, low = 8 WHERE quantity = 'killed'")
    with pytest.raises(Disagreement, match=CODE):
        pdf.prepare(case, request())


@pytest.mark.parametrize("language", ["en", "uk"])
def test_it_is_an_accessible_pdf_with_its_pictures_told(
    case, printed, language: str, text_of
) -> None:
    made = pdf.render(case, request(language=language))
    assert made == printed(request(language=language))
    text = text_of(made)
    assert CODE in text
    assert "DRAFT" not in text


def test_what_is_in_no_figure_is_said_with_its_report(made, strike) -> None:
    report = {
        "killed": "3",
        "missing": "2x killed",
        "rescued": "3x killed",
        "combatants": {"killed": "2"},
    }
    ((_when, lines, *_numbers),) = chain(page(made(strike(report))))
    assert lines[1] == "6 missing; 9 rescued; combatants: 2 killed"


def test_the_page_says_what_replaced_what_and_which_reports_are_kept_alone(made) -> None:
    reports = [
        {"as_of": "2022-08-17T22:00", "source": "Channel", "killed": "30"},
        {"as_of": "2022-08-18T10:00", "office": "Police", "killed": "12", "role": "settling",
         "of_whom": {"killed": {"women": "8", "men": "4"}}},
        {"as_of": "2022-08-19T10:00", "office": "Prosecutor", "killed": "12",
         "of_whom": {"killed": {"men": "4", "boys": "1", "girls": "7"}}},
        {"as_of": "2022-08-19", "office": "Russian Ministry of Defence", "killed": "1"},
        {"as_of": "2023-08-17", "source": "Paper", "killed": "11", "role": "retold"},
    ]  # fmt: skip
    event = {"date": "2022-08-17"}
    case = made({"event": event, "district": "Saltivskyi", "reports": reports})
    content = page(case)
    marks = [row[1][1:2] for row in chain(content)]
    assert [mark[0] if mark else "" for mark in (*marks[1:2], *marks[3:])] == [
        "Replaces earlier", "Unofficial", "Look-back, kept, not counted",
    ]  # fmt: skip
    (why,) = [block for block in content["blocks"] if block["kind"] == "terms"][:1]
    killed = dict(why["items"])["Killed"]
    assert "1 report was replaced by a complete list or a correction." in killed
    # Both give the best number; the later one is heard first.
    assert "Left out, does not fit into the total: women (Police)." in killed
