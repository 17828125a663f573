"""What a column has is read back: every kind of field, every word and place in each language."""

from typing import Any

import pytest

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.fields import Kind, fields_of
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.exchange import record_json
from kharkiv_tracker.export.columns import place_name
from kharkiv_tracker.i18n import LANGUAGES, speaking
from kharkiv_tracker.imports.own_files.own_cells import CELLS, OwnRow

TABLES = (
    *("incident", "report", "person", "document", "statement", "joint"),
    *("source", "note", "identifier"),
)
RECORDS_OF_TABLES = [*(RECORDS[name].dataclass for name in TABLES), EventTime]
WORDS = {
    field.of
    for record in RECORDS_OF_TABLES
    for field in fields_of(record)
    if field.kind is Kind.WORD
}


@pytest.mark.parametrize("record", RECORDS_OF_TABLES)
def test_every_field_of_a_table_is_read_back(record: Any) -> None:
    assert {field.kind for field in record_json.entered(record, own=True)} <= CELLS.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_workbook_is_read_back(language: str) -> None:
    with speaking(language):
        for kind in WORDS:
            for word in kind:
                row = OwnRow(2, {"word": labels.word(word)}, is_workbook=True)
                assert row.word("word", kind) == word.value


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_district_is_found_by_the_name_it_is_written_with(language: str) -> None:
    places = gazetteer.load()
    with speaking(language):
        for place in places.districts:
            assert places.resolve(str(place_name(place.key))).key == place.key
