"""What can be typed in the forms of the window is recorded, shown again and corrected there."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any

import pytest

from kharkiv_tracker import labels
from kharkiv_tracker.domain.when import AsOf
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.correction.panel import EditPanel
from kharkiv_tracker.gui.entry import inputs, typed_document
from kharkiv_tracker.gui.entry.form import Form
from kharkiv_tracker.gui.entry.forms import ReportForm, StatementForm
from kharkiv_tracker.gui.entry.inputs import texts_of
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.store.case_file import CaseFile
from tests.grammar import recorded
from tests.grammar.bare import BARE, CODES
from tests.grammar.doors import crossing, fields_of, reason, through
from tests.grammar.exceptions import NOT_MEANT
from tests.grammar.names import Field
from tests.grammar.recorded import check, value_in
from tests.grammar.samples import COMPLETE, PLACES, number_of, value_of

READER = Reader(PLACES, None, lambda: datetime(2026, 11, 22, tzinfo=UTC))
#: The field of a form in which a field is typed, where the two go by different names.
_FIELDS = {
    "district": "where",
    "place": "where",
    "settlement": "where",
    "speaker.person": "speaker",
    "speaker.office": "office",
    "source.name": "source",
    "source.kind": "source_kind",
}
_EVENTS = ("17.08.2022 ~21:30", "17.08.2022 – 19.08.2022")
_LEAST = {
    "report": {"when": "17.08.2022", "where": "Kyivskyi", "quote": "something was heard"},
    "statement": {"area": "Kharkiv oblast", "injured": "2000"},
}

pytestmark = pytest.mark.usefixtures("qapp")


def form_field(field: Field) -> str:
    """The field of the form in which a field is typed."""
    head, _dot, rest = field.path.partition(".")
    if head == "event":
        return "when"
    if head == "counts":
        return rest.partition(".")[0]
    return head if head == "combatants" else _FIELDS.get(field.path, field.path)


def typed(field: Field) -> str:
    """A field as an analyst types it."""
    value = value_of(field)
    whole, _dot, part = field.quantity.partition(".")
    if field.path.startswith("event."):
        return _EVENTS[number_of(field)]
    if field.path in ("district", "place", "settlement"):
        return "Hroza, a dormitory"
    if field.path.startswith("combatants."):
        return f"{value} {whole}"
    if part:
        return f"({value} {part})"
    return _as_typed(value)


def _as_typed(value: Any) -> str:
    match value:
        case bool():
            return "yes"
        case StrEnum():
            return labels.word(value)
        case tuple():
            return ", ".join(map(_as_typed, value))
        case AsOf():
            day, _t, hour = value.text.partition("T")
            return f"{date.fromisoformat(day):%d.%m.%Y} {hour}".strip()
        case date() | time():
            return value.strftime("%d.%m.%Y")
        case str() if place := PLACES.get(value):
            return place.short_name("en")
        case _:
            return str(value)


def is_statement(field: Field) -> bool:
    return field.record == "statement"


@pytest.fixture(scope="module", autouse=True)
def forms_given_up(given_up: None) -> Iterator[None]:  # noqa: ARG001 - goes first
    yield
    form_of.cache_clear()


@cache
def form_of(statement: bool) -> Form:
    return StatementForm(READER) if statement else ReportForm(READER)


def understood(form: Form, field: Field) -> Any:
    """The record that a filled form comes to."""
    assert form.first_wrong() is None
    if is_statement(field):
        (statement,) = entry_json.read(
            typed_document.statement(form.texts(), READER), PLACES
        ).statements
        return statement
    (entered,) = entry_json.read(typed_document.report(form.texts(), READER), PLACES).incidents
    return entered.incident if field.record == "incident" else entered.reports[0]


@through("typed")
def test_typed(field: Field) -> None:
    with crossing("typed", field):
        form = form_of(is_statement(field))
        form.clear()
        name = form_field(field)
        assert name in form.fields, f"the form has no field “{name}”"
        for other, text in _LEAST["statement" if is_statement(field) else "report"].items():
            form.fields[other].set_text(text)
        form.fields[name].set_text(typed(field))
        check(field, field.of(understood(form, field)))


@pytest.mark.parametrize("statement", [False, True])
def test_a_field_of_a_form_is_a_field_of_a_record(statement: bool) -> None:
    meant = {
        form_field(one)
        for one in fields_of("typed")
        if is_statement(one) is statement and not reason(NOT_MEANT, "typed", one)
    }
    begun = {*inputs._OF_DOCUMENT.values(), "words"}
    assert set(form_of(statement).fields) == meant | begun


@through("shown in the edit form")
def test_shown_in_the_edit_form(field: Field) -> None:
    with crossing("shown in the edit form", field):
        number, value = number_of(field), value_of(field)
        assert value not in (None, "", 0)
        shown = _shown_again(field.record, number)
        # Where the whole is not understood, each by itself tells for which field.
        shown = shown or _shown_again(field.record, number, form_field(field))
        check(field, field.of(shown))


@cache
def _shown_again(record: str, number: int, only: str = "") -> Any:
    """What the forms of a sample say once it is opened; None where they are not understood."""
    form = form_of(record == "statement")
    form.clear()
    shown = _shown(record, number)
    assert not only or only in shown, f"“{only}” is not filled"
    least = _LEAST["statement" if record == "statement" else "report"]
    for name, text in ({**least, only: shown[only]} if only else shown).items():
        form.fields[name].set_text(text)
    try:
        return understood(form, Field(record, ""))
    except (AssertionError, Refused):
        if only:
            raise
        return None


def _shown(record: str, number: int) -> dict[str, str]:
    """What the forms of a sample hold when it is opened to be edited."""
    if record == "statement":
        return texts_of(COMPLETE["statement"][number], PLACES)
    strike, report = (number, 0) if record == "incident" else (0, number)
    return {
        **texts_of(COMPLETE["incident"][strike], PLACES),
        **texts_of(COMPLETE["report"][report], PLACES),
    }


@cache
def _edited(record: str, number: int, only: str = "") -> Any:
    """The bare record once all that can be typed of a sample, or one field, is corrected in it.

    None where the panel refuses it.
    """
    with CaseFile.in_memory("Bare") as case:
        case.record(entry_json.read(BARE, PLACES), "tester", "add")
        panel = EditPanel(Session(case, "tester"), PLACES, lambda: True)
        codes = CODES[record]
        assert panel.open_record(codes[min(number, len(codes) - 1)])
        for name, text in _typed_into(panel.form, record, number, only).items():
            panel.form.fields[name].set_text(text)
        panel.save()
        refused = panel.message
        panel.deleteLater()
        assert not (only and refused), refused
        return None if refused else recorded.read(case)


def _typed_into(form: Form, record: str, number: int, only: str) -> dict[str, str]:
    """What is typed into each field of a form."""
    filled: dict[str, list[str]] = {}
    for field in fields_of("edited"):
        meant = field.record == record and number_of(field) == number
        if not meant or only not in ("", str(field)) or reason(NOT_MEANT, "edited", field):
            continue
        if form_field(field) in form.fields:
            filled.setdefault(form_field(field), []).append(typed(field))
    return {name: _together(texts) for name, texts in filled.items()}


def _together(texts: list[str]) -> str:
    """What is typed into one field: `911 (31 men, 37 women)`."""
    wholes = dict.fromkeys(text for text in texts if not text.startswith("("))
    parts = ", ".join(text.strip("()") for text in texts if text.startswith("("))
    return ", ".join(wholes) + (f" ({parts})" if parts else "")


@through("edited")
def test_edited(field: Field) -> None:
    with crossing("edited", field):
        number, name = number_of(field), form_field(field)
        assert name in form_of(is_statement(field)).fields, f"the form has no field “{name}”"
        read = _edited(field.record, number) or _edited(field.record, number, str(field))
        check(field, value_in(read, field))
