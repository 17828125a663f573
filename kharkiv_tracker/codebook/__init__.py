"""What to enter in each field and what not, and what every grade, state and reliability means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from textwrap import fill

from kharkiv_tracker import labels
from kharkiv_tracker.codebook import (
    case_help,
    harmed,
    keeping,
    persons,
    source_list,
    strike,
    telling,
    totals,
)
from kharkiv_tracker.codebook.definitions import DEFINITIONS
from kharkiv_tracker.codebook.wording import Wording
from kharkiv_tracker.domain.incident import Grade, ReviewState
from kharkiv_tracker.domain.source import Reliability
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.i18n import N_, _


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

    `statement.killed` is looked up as such first and as `killed` then; None where there is none.
    """
    for name in (field, field.rpartition(".")[2]):
        wording = _WORDINGS.get(_SAME.get(name, name))
        if wording:
            return _spoken(wording)
    return None


def document() -> str:
    """The whole codebook as Markdown."""
    return "\n\n".join(_parts()) + "\n"


_SECTIONS: Mapping[str, Mapping[str, Wording]] = {
    N_("The strike"): strike.WORDINGS,
    N_("The people harmed"): harmed.WORDINGS,
    N_("Who says so"): telling.WORDINGS,
    N_("The source list"): source_list.WORDINGS,
    N_("Persons"): persons.WORDINGS,
    N_("Official totals and joint reports"): totals.WORDINGS,
    N_("Attachments, relations, changes"): keeping.WORDINGS,
    N_("The case file"): case_help.WORDINGS,
}
_WORDINGS: Mapping[str, Wording] = {
    field: wording for section in _SECTIONS.values() for field, wording in section.items()
}
#: Names of the JSON and of records -> the field they are entered in.
_SAME: Mapping[str, str] = {
    "event": "when",
    "date": "when",
    "time": "when",
    "district": "where",
    "weapons": "weapon",
    "url": "link",
    "archive_url": "archive",
    "kind": "source_kind",
    "injured_to_killed": "transfer",
    "name": "person.name",
    "report": "person.report",
    "notes": "source.notes",
    "districts": "joint.districts",
    "from": "joint.from",
    "to": "joint.to",
    "collector": "attachment.collector",
    "method": "attachment.method",
    "version": "attachment.version",
    "origin": "attachment.origin",
    "uncovered": "attachment.uncovered",
    "chosen_reason": "chosen",
}
_DEFINED: Mapping[str, type[Grade] | type[ReviewState] | type[Reliability]] = {
    N_("Grades"): Grade,
    N_("Review states"): ReviewState,
    N_("Reliability"): Reliability,
}


def _spoken(wording: Wording) -> Entry:
    left_out = _(wording.not_counted) if wording.not_counted else ""
    examples = tuple(_(example) for example in wording.examples)
    title = _(wording.title)
    return Entry(title[:1].upper() + title[1:], _(wording.counts), left_out, examples)


def _parts() -> Iterator[str]:
    yield "# " + _("Codebook")
    yield _wrapped(
        _(
            "What to enter in each field and what to leave out, in the words that stand beside the "
            "field in the entry panel (F1 shows and hides them). Examples are written as they are "
            "typed."
        )
    )
    for heading, section in _SECTIONS.items():
        yield "## " + _(heading)
        for wording in section.values():
            yield from _told(_spoken(wording))
    for heading, words in _DEFINED.items():
        yield "## " + _(heading)
        yield "\n".join(_defined(word) for word in words)


def _told(entry: Entry) -> Iterator[str]:
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
