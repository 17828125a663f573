"""Notes and identifiers: on the page of an incident for the team, on no other."""

from typing import Any

import pytest

from kharkiv_tracker.domain.clearance import Decision
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.store import corrections, identifier_records, note_records, publication
from kharkiv_tracker.summary import pdf
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template
from tests.cases import sample_case

CODE = "KHT-2022-08-17-01"


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("template", [Template.INCIDENT, Template.PERIOD])
def test_they_are_for_the_team_alone(profile: Profile, template: Template, text_of: Any) -> None:
    request = SummaryRequest(template=template, profile=profile, incident=CODE)
    with sample_case() as case:
        with case.edit("Zenobia", "note") as edit:
            note_records.add_to(edit, CODE, Note("doubtful dormitory"))
            note_records.add_to(edit, f"{CODE}/1", Note("asked the office"))
            gone = note_records.add_to(edit, CODE, Note("withdrawn remark"))
            corrections.withdraw(edit, gone)
            identifier_records.add_to(edit, CODE, Identifier("T4P", "4321"))
        with case.edit("tester", "publication") as edit:
            listed = [item.uid for item in publication.listed(case)]
            publication.decide(edit, [(uid, Decision.NAMED) for uid in listed])
        text = text_of(pdf.render(case, request))
    is_printed = profile is Profile.INTERNAL and template is Template.INCIDENT
    for words in ("doubtful dormitory", "asked the office", "T4P 4321", "Zenobia"):
        assert (words in text) is is_printed
    assert "withdrawn remark" not in text
