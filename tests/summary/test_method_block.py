"""The method page at the end of every summary: its language, its gaps, and no hidden name."""

from typing import Any

import pytest

from kharkiv_tracker.domain.method import Method
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.i18n import speaking
from kharkiv_tracker.store import method_page
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import blocks, method_block, pdf, summary_data
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template
from tests.cases import sample_case

CODE = "KHT-2022-08-17-01"
MADE = SummaryRequest()


def written(case: CaseFile, language: str = "en", **parts: str) -> CaseFile:
    with case.edit("tester", "method") as edit:
        method_page.write(edit, language, Method(**parts))
    return case


def printed(case: CaseFile, request: SummaryRequest = MADE) -> list[dict[str, Any]]:
    with speaking(request.language):
        return method_block.method_page(summary_data.gather(case, request))


def terms(case: CaseFile, request: SummaryRequest = MADE) -> list[tuple[str, str]]:
    (_heading, listed) = printed(case, request)
    return [(title, text) for title, text in listed["items"]]


@pytest.mark.parametrize(
    "request_of",
    [
        MADE,
        SummaryRequest(template=Template.INCIDENT, incident=CODE),
        SummaryRequest(template=Template.CHANGES, since="1"),
    ],
    ids=lambda request: request.template.value,
)
def test_every_summary_prints_it(request_of: SummaryRequest, text_of: Any) -> None:
    address = "corrections-of-the-archive@example.org"
    with sample_case() as case:
        written(case, who=f"The archive. Write to {address}.", changes="2023: one\n\n2024: two")
        text = text_of(pdf.render(case, request_of))
    _before, page = text.split("Method page of this case file", 1)
    assert f"Who we are – The archive. Write to {address}." in page
    assert "Who checks – Not written yet." in page
    assert "Changes of method – 2023: one 2024: two" in page


def test_what_is_written_in_another_language_alone_is_printed_and_said_to_be(made: Any) -> None:
    case = written(made(), "uk", who="Ми", licence="CC0")
    written(case, "en", licence="CC BY 4.0")
    english = dict(terms(case))
    assert english["Who we are (in Ukrainian)"] == "Ми"
    assert english["Licence"] == "CC BY 4.0"
    ukrainian = dict(terms(case, SummaryRequest(language="uk")))
    assert "Ми" in ukrainian.values()
    assert "CC0" in ukrainian.values()


def test_a_page_that_is_not_written_is_said_to_be_missing(made: Any) -> None:
    (_heading, note) = printed(made())
    assert note == blocks.note("Not written yet.")
    assert printed(written(written(made(), who="x"), who=""))[1] == note


def test_it_names_nobody_who_is_not_named_elsewhere_but_keeps_addresses(
    made: Any, strike: Any
) -> None:
    person = {"name": "Оксана Незабутня"}
    case = made(strike({"source": "Nurse Nell", "confidential": True}, persons=[person]))
    text = "Thanks to Nurse Nell and to Оксана Незабутня. See https://example.org/method, page 2."
    written(case, who=text)
    who = dict(terms(case))["Who we are"]
    assert who == "Thanks to [name] and to [name]. See https://example.org/method, page 2."
    internal = SummaryRequest(profile=Profile.INTERNAL)
    assert dict(terms(case, internal))["Who we are"] == text
