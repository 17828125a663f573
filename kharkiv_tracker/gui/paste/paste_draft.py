"""What is in the dialog as a draft of the case file: every text, and what was decided so far."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.gui.entry import form_draft
from kharkiv_tracker.gui.entry.form_draft import PASTE
from kharkiv_tracker.gui.paste.pasted_document import PastedDocument
from kharkiv_tracker.gui.paste.proposed_entry import Decision, ProposedEntry, Value
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.intake.passages.proposal import Subject
from kharkiv_tracker.store import edit_steps

_TEXT = "document_text"
_PERSON = "person "


def fields_of(document: PastedDocument, entries: Sequence[ProposedEntry]) -> dict[str, str]:
    """The texts of a draft by name; those of a proposal begin with its number."""
    fields = {**document.head, _TEXT: document.text}
    for number, entry in enumerate(entries):
        fields |= {f"{number}.{name}": text for name, text in _of_entry(entry) if text}
    return fields


def head_of(fields: Mapping[str, str]) -> dict[str, str]:
    """What was typed of the document."""
    return {name: text for name, text in fields.items() if "." not in name and name != _TEXT}


def text_of(fields: Mapping[str, str]) -> str:
    """The pasted text."""
    return fields.get(_TEXT, "")


def entries_of(fields: Mapping[str, str], gazetteer: Gazetteer) -> list[ProposedEntry]:
    """The proposals as they were; one that cannot be read is left out."""
    numbered: dict[int, dict[str, str]] = {}
    for name, text in fields.items():
        number, dot, rest = name.partition(".")
        if dot and number.isdigit():
            numbered.setdefault(int(number), {})[rest] = text
    entries = (_entry(parts, gazetteer) for _number, parts in sorted(numbered.items()))
    return [entry for entry in entries if entry]


def _of_entry(entry: ProposedEntry) -> Iterator[tuple[str, str]]:
    yield "subject", entry.subject.value
    yield "decision", entry.decision.value
    yield "code", entry.code
    yield "declined", " ".join(sorted(entry.declined))
    yield "distinct", " ".join(entry.distinct_codes)
    yield "quote", passage.stored(entry.quote)
    yield "candidates", " ".join(place.key for place in entry.candidates)
    persons = {f"{_PERSON}{number}": person for number, person in enumerate(entry.persons)}
    for name, value in {**entry.values, **persons}.items():
        yield f"text.{name}", value.text
        yield f"proposed.{name}", value.proposed
        yield f"words.{name}", passage.stored(value.words)
        yield f"proposed_words.{name}", passage.stored(value.proposed_words)
        yield f"part.{name}", json.dumps(dict(value.part), ensure_ascii=False)


def _entry(parts: Mapping[str, str], gazetteer: Gazetteer) -> ProposedEntry | None:
    values: dict[str, Value] = {}
    try:
        for name in parts:
            kind, _dot, field = name.partition(".")
            if kind == "part":
                values[field] = Value(
                    parts.get(f"text.{field}", ""),
                    passage.parse(parts.get(f"words.{field}", "")),
                    parts.get(f"proposed.{field}", ""),
                    json.loads(parts[name]),
                    passage.parse(parts.get(f"proposed_words.{field}", "")),
                )
        return ProposedEntry(
            Subject(parts["subject"]),
            {name: value for name, value in values.items() if not name.startswith(_PERSON)},
            [value for name, value in values.items() if name.startswith(_PERSON)],
            tuple(filter(None, map(gazetteer.get, parts.get("candidates", "").split()))),
            passage.parse(parts.get("quote", "")),
            Decision(parts.get("decision", "")),
            parts.get("code", ""),
            set(parts.get("declined", "").split()),
            parts.get("distinct", "").split(),
        )
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


def have_back(session: Session, edit: str, content: dict[str, Any] | None) -> None:
    """Where this edit is undone, what was confirmed goes to the discarded entries."""

    def shelve(undone: str) -> None:
        if undone == edit and content and not edit_steps.precedes_erasure(session.case, edit):
            form_draft.shelve(session.case, PASTE, content)
            session.reported.emit(form_draft.discarded_sentence())

    session.undone.connect(shelve)
