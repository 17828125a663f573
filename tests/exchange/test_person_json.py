"""What is written of a person or an attachment is read back as it was."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.domain.entry import PersonEntry
from kharkiv_tracker.domain.person import Person, Sex, Status, Visibility
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import person_json, record_json

LINES = st.text(st.sampled_from("абґїЄeO'’\"\\-.7"), max_size=12)
PERSONS = st.builds(
    Person,
    name=LINES,
    cleared=st.booleans(),
    visibility=st.sampled_from([None, *Visibility]),
    age=st.sampled_from(["", "34", "~30", "5-7", "0", "18+", "<=1", "6 months", "child"]).map(
        parse_age
    ),
    sex=st.sampled_from([None, *Sex]),
    status=st.sampled_from([None, *Status]),
    notes=LINES,
)


@given(person=PERSONS, report=st.integers(0, 99))
def test_a_person_is_read_back_from_what_is_written_of_them(person: Person, report: int) -> None:
    written = person_json.person_document(person, report)
    try:
        person.check()
    except Refused:
        with pytest.raises(Refused):
            person_json.read_person(written)
        return
    assert person_json.read_person(written, "persons[0]") == PersonEntry(
        person.as_published(), report, "persons[0]"
    )


@given(collector=LINES, notes=LINES, uncovered=st.booleans())
def test_of_an_attachment_what_may_be_corrected_is_read_back(
    collector: str, notes: str, uncovered: bool
) -> None:
    attachment = Attachment(
        "a.txt", "text/plain", 3, "f" * 64, collector, "2022-08-18T09:30:00+03:00"
    )
    corrected = replace(attachment, notes=notes, uncovered=uncovered)
    assert record_json.read_attachment(record_json.document_of(corrected), attachment) == corrected
    with pytest.raises(Refused, match="an attached file cannot be changed"):
        record_json.read_attachment({"sha256": "0"}, attachment)
