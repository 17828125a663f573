"""A text read once more, changed or against another day: what a person did stays."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.domain import passage
from kharkiv_tracker.gui.paste.proposed_entry import Decision, ProposedEntry
from kharkiv_tracker.intake.passages.proposal import PassageReading

_DAYS = ("when", "since", "as_of")
_Key = tuple[object, ...]


def carry_over(
    before: Sequence[ProposedEntry],
    text_before: str,
    after: Sequence[ProposedEntry],
    text: str,
) -> None:
    """Give what was changed and decided to the proposals of the same words."""
    former = {_key(entry, text_before): entry for entry in before}
    for entry in after:
        old = former.get(_key(entry, text))
        if old is None:
            continue
        is_same = True
        for name, value in old.values.items():
            if value.is_changed:
                quoted = passage.quote(text_before, value.words)
                words = value.words if text == text_before else passage.located(text, quoted)
                entry.put(name, value.text, words)
            else:
                is_same &= entry.value(name).text == value.text
        for person, old_person in zip(entry.persons, old.persons, strict=False):
            person.text = old_person.text
        if old.decision is Decision.DROPPED or is_same:
            entry.decision = old.decision
        if is_same:
            entry.code, entry.distinct_codes = old.code, old.distinct_codes
            entry.declined = old.declined


def depends_on_day(first: PassageReading, second: PassageReading) -> bool:
    """Whether two readings against two days have other days."""
    return _days(first) != _days(second)


def _days(reading: PassageReading) -> list[str]:
    return [
        proposal.findings[name].text
        for proposal in reading.proposals
        for name in _DAYS
        if name in proposal.findings
    ]


def _key(entry: ProposedEntry, text: str) -> _Key:
    """The words that a proposal was read from."""
    words = (value.proposed_words for value in entry.values.values())
    spans = (*entry.quote, *(pair for pairs in words for pair in pairs))
    return entry.subject, tuple(sorted(text[first:last] for first, last in spans))
