"""What several incidents share, or the whole case has, names nobody that a version hides."""

from dataclasses import replace
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.clearance import Decision
from kharkiv_tracker.domain.method import Method
from kharkiv_tracker.domain.person import Visibility
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import (
    corrections,
    method_page,
    person_records,
    publication,
    undo_stack,
    verification,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import pdf, summary_data
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template

HIDDEN = ("Zaritskyi", "Dovhan", "Lettername", "Markedname", "Markedspeaker", "Witnessname")
WORDS = "Nine were hurt. Maksym Dovhan was wounded at the depot."


@pytest.fixture
def case() -> Any:
    with CaseFile.in_memory("A case") as made:
        entries = {
            "documents": [
                {"id": "d1", "title": "Oleksandr Zaritskyi and others", "source": "Suspilne",
                 "source_kind": "media", "url": "https://open.example/1", "text": WORDS},
                {"id": "d2", "title": "Letter", "source": "Lettername", "confidential": True},
                {"id": "d3", "title": "A total after Dovhan", "source": "Prosecutor's page",
                 "source_kind": "prosecutor", "url": "https://open.example/2"},
            ],
            "incidents": [
                {"event": {"date": "2022-08-17"}, "district": "Saltivskyi",
                 "summary": "A neighbour, Maksym Dovhan, saw it.",
                 "reports": [{"document": "d1", "killed": "1", "quote": WORDS},
                             {"document": "d2", "killed": "2"},
                             {"source": "Witnessname", "source_kind": "witness", "killed": "1"}],
                 "persons": [{"name": "Oleksandr Zaritskyi", "status": "killed"}]},
                {"event": {"date": "2022-08-18"}, "district": "Slobidskyi",
                 "reports": [{"document": "d1", "injured": "9", "quote": WORDS},
                             {"source": "Markedname", "source_kind": "media", "injured": "9",
                              "speaker": "Markedspeaker", "confidential": True}],
                 "persons": [{"name": "Maksym Dovhan", "status": "injured"}]},
            ],
            "statements": [{"document": "d3", "area": "Kharkiv oblast", "killed": "30",
                            "office": "Prosecutor's Office", "as_of": "2022-08-20"}],
        }  # fmt: skip
        made.record(entry_json.read(entries, gazetteer.load()), "tester", "test")
        told = f"Methodmark: {', '.join(HIDDEN)} and Suspilne."
        with made.edit("tester", "method") as edit:
            method_page.write(edit, "en", Method(sources=told))
        with made.edit("tester", "publication") as edit:
            publication.decide(
                edit,
                [
                    (
                        item.uid,
                        Decision.WITHHELD if item.name == "Witnessname" else Decision.NAMED,
                    )
                    for item in publication.listed(made)
                ],
            )
        yield made


@pytest.mark.parametrize("profile", Profile)
def test_names_of_other_incidents_are_on_no_page_for_others(
    case: CaseFile, text_of: Any, profile: Profile
) -> None:
    pages = [(Template.PERIOD, ""), (Template.INCIDENT, "KHT-2022-08-17-01")]
    pages += [(Template.INCIDENT, "KHT-2022-08-18-01"), (Template.CHANGES, "")]
    for template, incident in pages:
        request = SummaryRequest(
            template=template, profile=profile, incident=incident, since="1", quotes=True
        )
        text = text_of(pdf.render(case, request))
        shown = {name for name in HIDDEN if name in text}
        assert "Methodmark" in text
        assert "Suspilne" in text
        assert shown == (set(HIDDEN) if profile.is_internal else set()), (template, incident)


def test_a_search_finds_nobody_who_is_hidden_in_another_incident(case: CaseFile) -> None:
    def matches(text: str, profile: Profile) -> int:
        request = SummaryRequest(View(Selection(text=text)), profile=profile)
        return len(summary_data.gather(case, request).incidents)

    assert [matches("neighbour", profile) for profile in Profile] == [1, 1, 1]
    assert [matches("Dovhan", profile) for profile in Profile] == [0, 0, 2]
    code = "KHT-2022-08-18-01/P1"
    person = person_records.person(case, code)
    with case.edit("tester", "cleared") as edit:
        person_records.amend(edit, code, replace(person, visibility=Visibility.FULL))
    with case.edit("tester", "cleared") as edit:
        publication.decide(edit, [(person.uid, Decision.NAMED)])
    assert [matches("Dovhan", profile) for profile in Profile] == [0, 2, 2]
    with case.edit("tester", "not cleared") as edit:
        publication.decide(edit, [(person.uid, Decision.WITHHELD)])
    assert [matches("Dovhan", profile) for profile in Profile] == [0, 0, 2]
    with case.edit("tester", "withdrawn") as edit:
        corrections.withdraw(edit, "KHT-2022-08-18-01/1")
    assert verification.verify(case).ok
    while undo_stack.undo(case, "tester"):
        assert verification.verify(case).ok


def test_a_report_from_a_document_of_many_derives_no_other_incident_where_nobody_is_named() -> None:
    with CaseFile.in_memory("A case") as case:

        def record(**entries: Any) -> set[str]:
            parsed = entry_json.read(entries, gazetteer.load())
            return case.record(parsed, "tester", "add").changes.incidents

        report = {"document": "DOC-2022-08-18-01", "killed": "1"}
        strike = {"event": {"date": "2022-08-17"}, "district": "Saltivskyi", "reports": [report]}
        record(documents=[{"id": "d", "title": "A list", "published": "2022-08-18"}])
        record(incidents=[strike] * 3)
        assert record(incidents=[strike]) == {"KHT-2022-08-17-04"}
        unnamed = {"age": "40", "status": "killed"}
        assert record(incidents=[strike | {"persons": [unnamed]}]) == {"KHT-2022-08-17-05"}
        named = {"name": "Maksym Dovhan", "status": "killed"}
        assert len(record(incidents=[strike | {"persons": [named]}])) == 6
        assert verification.verify(case).ok
