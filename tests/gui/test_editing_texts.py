"""What is recorded can be typed: every record of the sample goes through its form and back."""

from datetime import UTC, datetime

import pytest

from kharkiv_tracker import gazetteer, i18n, labels
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of, parse_date, parse_time
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import record_json, sample_entries
from kharkiv_tracker.gui.entry import typed_document
from kharkiv_tracker.gui.entry.inputs import inputs_of, texts_of
from kharkiv_tracker.gui.entry.reader import Reader
from tests.grammar.samples import COMPLETE

PLACES = gazetteer.load()
READER = Reader(PLACES, None, lambda: datetime(2026, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_sample_goes_through_its_forms_and_back(language: str) -> None:
    with i18n.speaking(language):
        for told in sample_entries.load(PLACES).incidents:
            present = record_json.document_of(told.incident)
            typed = texts_of(told.incident, PLACES)
            again = typed_document.corrected(present, typed, Incident, READER)
            assert record_json.read_record(Incident, again, PLACES) == told.incident
            for report in told.reports:
                present, typed = record_json.document_of(report), texts_of(report, PLACES)
                again = typed_document.corrected(
                    present, typed, Report, READER, told.incident.event.date
                )
                assert record_json.read_record(Report, again) == report


@pytest.mark.parametrize(
    ("event", "typed"),
    [
        (EventTime(), "?"),
        (EventTime(parse_date("2022-08-17"), None, Precision.DATE), "17.08.2022"),
        (EventTime(parse_date("2022-08-17"), parse_time("21:30"), Precision.EXACT),
         "17.08.2022 21:30"),
        (EventTime(parse_date("2022-08-17"), parse_time("21:30"), Precision.APPROXIMATE),
         "17.08.2022 ~21:30"),
        (EventTime(parse_date("2022-08-17"), parse_time("23:10"), Precision.NIGHT),
         "17.08.2022, night to 18 (23:10)"),
        (EventTime(parse_date("2022-08-17"), None, Precision.NIGHT), "17.08.2022, night to 18"),
        (EventTime(parse_date("2022-08-17"), None, Precision.SMALL_HOURS),
         "17.08.2022 small hours"),
        (EventTime(parse_date("2022-08-17"), None, Precision.RANGE, parse_as_of("2022-08-19")),
         "17.08.2022 – 19.08.2022"),
    ],
)  # fmt: skip
def test_every_way_to_know_an_hour_can_be_typed(event: EventTime, typed: str) -> None:
    incident = Incident(event=event, district=PLACES.districts[0].key)
    texts = texts_of(incident, PLACES)
    assert texts["when"] == typed
    for language in ("en", "uk"):
        with i18n.speaking(language):
            again = typed_document.corrected({}, texts_of(incident, PLACES), Incident, READER)
            assert record_json.read_record(Incident, again, PLACES).event == event


@pytest.mark.parametrize(("language", "name"), [("en", "Kharkiv oblast"), ("uk", "Харківська")])
def test_every_area_of_an_official_total_is_typed_as_it_is_shown(language: str, name: str) -> None:
    with i18n.speaking(language):
        for place in PLACES.listed:
            statement = Statement(area=place.key)
            typed = texts_of(statement, PLACES)["area"]
            assert typed == labels.area(place)
            again = typed_document.corrected({}, {"area": typed}, Statement, READER)
            assert again["area"] == place.key
    assert typed.startswith(name)
    assert "," not in typed


def test_a_part_without_its_whole_and_a_time_nobody_can_type_stay() -> None:
    report = Report(
        as_of=parse_as_of("2022 early"), counts={"injured.child": Count.parse("1+")}, quote="x"
    )
    typed = texts_of(report, PLACES)
    assert typed["injured"] == "of whom 1+ child"
    present = record_json.document_of(report)
    again = typed_document.corrected(
        present, {"quote": "y", "injured": typed["injured"]}, Report, READER
    )
    assert record_json.read_record(Report, again).as_of == report.as_of
    assert record_json.read_record(Report, again).counts == report.counts


def test_a_text_that_is_not_understood_names_its_field() -> None:
    with pytest.raises(Refused) as refused:
        typed_document.corrected({}, {"as_of": "someday"}, Report, READER)
    assert refused.value.path == "as_of"


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("7", {"killed": "7", "injured": "4", "injured.child": "1"}),
        ("30", {"killed": "30", "injured": "4", "injured.child": "1"}),
        ("7 (3 women)",
         {"killed": "7", "killed.women": "3", "injured": "4", "injured.child": "1"}),
        ("", {"injured": "4", "injured.child": "1"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("record", [Report, Statement])
def test_what_a_corrected_count_no_longer_says_is_gone(
    record: type, text: str, counts: dict[str, str]
) -> None:
    given = {"killed": "7", "killed.women": "2", "killed.child": "1", "injured": "4",
            "injured.child": "1"}  # fmt: skip
    place = {"area": PLACES.districts[0].key} if record is Statement else {}
    account = record(counts={name: Count.parse(typed) for name, typed in given.items()}, **place)
    present = record_json.document_of(account)
    corrected = typed_document.corrected(present, {"killed": text}, record, READER)
    read = record_json.read_record(record, corrected, PLACES)
    assert {name: str(count) for name, count in read.counts.items()} == counts


def _cases() -> list[tuple[str, int, str]]:
    return [
        (kind, number, item.name)
        for kind in ("incident", "report", "statement")
        for number, record in enumerate(COMPLETE[kind])
        for item in inputs_of(type(record))
        if item.name not in ("when", "where", "area")
    ]


@pytest.mark.parametrize(("kind", "number", "name"), _cases())
def test_an_input_that_is_emptied_takes_its_own_and_nothing_else(
    kind: str, number: int, name: str
) -> None:
    record = COMPLETE[kind][number]
    present = record_json.document_of(record)
    due = {key: value for key, value in present.items() if key != name}
    if "of_whom" in due:
        due["of_whom"] = {key: value for key, value in due["of_whom"].items() if key != name}
    typed = typed_document.corrected(present, {name: ""}, type(record), READER)
    assert typed == {key: value for key, value in due.items() if value}
