"""Readings, questions and contexts as JSON: what `understand` takes and prints."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of
from kharkiv_tracker.errors import Refused, under
from kharkiv_tracker.exchange.json_shape import Fields, whole_number
from kharkiv_tracker.exchange.record_json import read_fields
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.outcome import Context, Outcome, Question, Reading, present

#: Fields of which an answer is asked for by more than one value of the reading.
_WHOLE = frozenset(("killed", "injured", "affected", "missing", "rescued", "stress", "combatants"))


def context(document: object, places: Gazetteer) -> Context:
    """What is known when a text is read; the clock where it is not said. Refused, with its path."""
    fields = Fields(document)
    now, year = fields.text("now"), fields.pop("year")
    published = fields.text("published")
    event, killed = fields.pop("event"), fields.text("killed")
    fields.pop("panel_opened")
    fields.refuse_rest()
    known = present(places)
    with under("now"):
        at = _moment(now) if now else known.now
    with under("year"):
        whole = None if year is None else whole_number(year)
    with under("published"):
        posted = parse_as_of(published)
    with under("event"):
        when = None if event is None else _event(event, places)
    return Context(places, at, whole, when, posted.day if posted else None, killed)


def document(field: str, outcome: Outcome) -> dict[str, Any]:
    """A reading, or the candidates of a question, each as short as it is clear."""
    if isinstance(outcome, Reading):
        return {"reading": dict(outcome.part), "words": outcome.words}
    asked: dict[str, Any] = {"ask": [_candidate(field, each.part) for each in outcome.candidates]}
    place = _place(outcome) if field == "where" else ""
    return {**asked, **({"place": place} if place else {}), "words": outcome.words}


def _candidate(field: str, part: Mapping[str, Any]) -> Any:
    if field in _WHOLE:
        return dict(part)
    if field == "where":
        return part["district"]
    if len(part) > 1:
        return dict(part)
    (value,) = part.values()
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _place(question: Question) -> str:
    """The place that is the same whatever is answered."""
    places = {str(candidate.part.get("place", "")) for candidate in question.candidates}
    return places.pop() if len(places) == 1 else ""


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Refused(_("Enter a day and time, such as 2022-08-18T09:00.")) from None


def _event(document: object, places: Gazetteer) -> EventTime:
    fields = Fields(document)
    values = read_fields(EventTime, fields, places)
    fields.refuse_rest()
    implied = Precision.EXACT if "time" in values else Precision.DATE
    return EventTime(**{"precision": implied, **values})


def batch(document: object) -> list[tuple[str, str, Mapping[str, Any]]]:
    """The field, the text and the context of each entry of a batch; Refused, with its path."""
    if not isinstance(document, list):
        raise Refused(_("Use a list in square brackets."))
    entries: list[tuple[str, str, Mapping[str, Any]]] = []
    for index, entry in enumerate(document):
        with under(f"[{index}]"):
            fields = Fields(entry)
            known = fields.pop("context")
            if known is not None and not isinstance(known, dict):
                raise Refused(_("Use an object in braces."), path="context")
            entries.append((fields.text("field"), fields.long_text("typed"), known or {}))
            fields.refuse_rest()
    return entries
