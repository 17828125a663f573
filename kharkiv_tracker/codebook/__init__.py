"""What to enter in each field and what not, and what every grade, state and reliability means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import fill

from kharkiv_tracker import labels
from kharkiv_tracker.codebook.definitions import DEFINITIONS
from kharkiv_tracker.codebook.form_fields import JOINT, OF_WHOM, STATEMENT, WHERE
from kharkiv_tracker.domain.account import Account
from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.domain.case import Case
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.fields import Help, Kind, fields_of
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.link import Link
from kharkiv_tracker.domain.method import Method
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.office import Office
from kharkiv_tracker.domain.override import Override
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.quantity import COUNTED, PARTS, QUANTITIES, UNCOUNTED, WITH_PARTS
from kharkiv_tracker.domain.record import record_of
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Reliability, Source, Speaker
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import N_, _

#: A title in the language spoken, and the help beside it as it is marked.
Wording = tuple[str, Help]


@dataclass(frozen=True, slots=True)
class Entry:
    """One field in the language spoken: what to enter, what to leave out, one to three examples."""

    title: str
    counts: str
    not_counted: str
    examples: tuple[str, ...]


def definition(word: Grade | ReviewState | Reliability) -> str:
    """What a grade, a review state or a reliability means, as it is printed beside it."""
    return _(DEFINITIONS[word])


def of(field: str) -> Entry | None:
    """The entry of a field, by the name it has in a form or in the JSON of `add`.

    `statement.killed` is looked up as such first and as `killed` then; None if not found.
    What follows a quantity is a part of it: `report.injured.stress`.
    """
    wordings = _wordings()
    *before, last = field.split(".")
    part = _part(last) if before and before[-1] in WITH_PARTS else last
    for name in (field, part, last):
        wording = wordings.get(_SAME.get(name, name))
        if wording:
            return _spoken(wording)
    return None


def document() -> str:
    """The whole codebook as Markdown."""
    return "\n\n".join(_parts()) + "\n"


def _entries(*records: type) -> Iterator[tuple[str, Wording]]:
    """The fields of records that have help; what several have in common is theirs once."""
    for record in records:
        for field in fields_of(record):
            if field.help:
                yield field.name, (labels.field(field), field.help)
            if field.kind is Kind.EVENT:
                yield from _entries(EventTime)
            if field.kind is Kind.DISTRICT:
                yield from _composite(WHERE)


def _people() -> Iterator[tuple[str, Wording]]:
    for name in COUNTED:
        yield name, (_(QUANTITIES[name].heading), QUANTITIES[name].help)
    yield from _composite(OF_WHOM)
    for part in PARTS.values():
        yield _part(part.name), (_(part.label), part.help)
    for name in UNCOUNTED:
        yield name, (_(QUANTITIES[name].heading), QUANTITIES[name].help)


def _part(name: str) -> str:
    """The name of the entry of a part, which may be called as a quantity is."""
    return f"of_whom.{name}" if name in QUANTITIES else name


def _composite(entries: Mapping[str, tuple[str, Help]]) -> Iterator[tuple[str, Wording]]:
    for name, (title, text) in entries.items():
        yield name, (_(title), text)


def _own(record: type) -> Iterator[tuple[str, Wording]]:
    """The fields a record has that no account shares, by its name and theirs."""
    for name, wording in _entries(record):
        if name not in {field.name for field in fields_of(Account)}:
            yield f"{record_of(record).name}.{name}", wording


def _whole(record: type) -> Iterator[tuple[str, Wording]]:
    """All fields of a record that have help, by its name and theirs."""
    for name, wording in _entries(record):
        yield f"{record_of(record).name}.{name}", wording


def _sections() -> Iterator[tuple[str, dict[str, Wording]]]:
    yield _("Strike"), dict(_entries(Incident))
    yield _("Killed and injured people"), dict(_people())
    yield _("Speaker"), {**dict(_entries(Report)), **dict(_entries(Speaker))}
    yield _("Source list"), dict(_entries(Source))
    yield _("Persons"), dict(_own(Person))
    yield (
        _("Official totals and combined reports"),
        {
            **dict(_own(Statement)),
            **dict(_composite(STATEMENT)),
            **dict(_own(JointReport)),
            **dict(_composite(JOINT)),
        },
    )
    yield _("Documents"), dict(_whole(Document))
    yield _("Notes and identifiers"), {**dict(_whole(Note)), **dict(_whole(Identifier))}
    yield (
        _("Attachments, links, changes"),
        {
            **dict(_own(Attachment)),
            **dict(_own(Link)),
            **dict(_own(Override)),
        },
    )
    yield _("Offices"), dict(_own(Office))
    yield _("Case file"), dict(_own(Case))
    yield _("Method page"), dict(_whole(Method))


def _wordings() -> dict[str, Wording]:
    """Every entry by its name, and by the last part of that where no other has it."""
    entries = {name: text for _heading, section in _sections() for name, text in section.items()}
    return {
        **{name.rpartition(".")[2]: text for name, text in reversed(entries.items())},
        **entries,
    }


#: Names of forms and of JSON -> the field they are entered in.
_SAME: Mapping[str, str] = {
    "when": "event",
    "date": "event",
    "time": "event",
    "district": "where",
    "source_kind": "kind",
    "injured_to_killed": "transfer",
    "from": "first",
    "to": "last",
    "chosen_reason": "chosen",
    "persons": "died",
    "uk": "name_uk",
    "ru": "name_ru",
    "en": "name_en",
    "document_kind": "document.kind",
    "document_text": "document.text",
    "document_title": "document.title",
}
_DEFINED: Mapping[str, type[Grade] | type[ReviewState] | type[Reliability]] = {
    N_("Grades"): Grade,
    N_("Review states"): ReviewState,
    N_("Reliability"): Reliability,
}


def _spoken(wording: Wording) -> Entry:
    title, text = wording
    left_out = _(text.not_counted) if text.not_counted else ""
    examples = tuple(_(example) for example in text.examples)
    return Entry(title[:1].upper() + title[1:], _(text.counts), left_out, examples)


def _parts() -> Iterator[str]:
    yield "# " + _("Codebook")
    yield _wrapped(
        _(
            "What to enter in each field and what to leave out. The same help is shown in "
            "the entry panel (F1). Examples are written as typed."
        )
    )
    for heading, section in _sections():
        yield "## " + heading
        for wording in section.values():
            yield from _described(_spoken(wording))
    for heading, words in _DEFINED.items():
        yield "## " + _(heading)
        yield "\n".join(_defined(word) for word in words)


def _described(entry: Entry) -> Iterator[str]:
    yield "### " + entry.title
    yield _wrapped(entry.counts)
    if entry.not_counted:
        yield _wrapped(_("Leave out: {what}").format(what=entry.not_counted))
    yield "\n".join(_item(example) for example in entry.examples)


def _defined(word: Word) -> str:
    assert isinstance(word, Grade | ReviewState | Reliability)  # noqa: S101 - one of _DEFINED
    return _item(f"**{labels.word(word)}.** {definition(word)}")


def _item(text: str) -> str:
    return _wrapped(text, "- ", "  ")


def _wrapped(text: str, first: str = "", others: str = "") -> str:
    return fill(
        text,
        100,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
