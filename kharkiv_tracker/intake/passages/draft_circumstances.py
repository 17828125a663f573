"""The sentences that say what the people hit were doing, or who could not save themselves."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.intake.passages.incident_draft import Draft
from kharkiv_tracker.intake.passages.passage_words import phrases
from kharkiv_tracker.intake.passages.sentence_text import PassageText
from kharkiv_tracker.intake.passages.text_line import Line

#: So many sentences after the numbers, and before them.
_AFTER = 3
_AFTER_IN_PARAGRAPH = 5
_BEFORE = 2


def give_circumstances(text: PassageText, lines: Sequence[Line], drafts: Sequence[Draft]) -> None:
    """Add each such sentence to the incident it is of."""
    for line in lines:
        if line.is_elsewhere or phrases("passage_circumstances").any(line.sentence.tokens) is None:
            continue
        draft = _draft(text, line, drafts)
        if draft is not None and not draft.is_statement:
            draft.circumstances.append(text.span(line.sentence.start, line.sentence.end))


def _draft(text: PassageText, line: Line, drafts: Sequence[Draft]) -> Draft | None:
    """What a sentence is about: its own draft, the last one before, the next one after."""
    own = [one for one in drafts if line.number in one.sentences]
    if own:
        return own[-1]
    last, following = _beside(line, drafts)
    paragraph = line.sentence.paragraph
    after = (
        following is not None
        and line.scenes
        and min(following.sentences) - line.number <= _BEFORE
        and (text.sentences[min(following.sentences)].paragraph == paragraph)
    )
    if last is not None:
        number = max(one for one in last.sentences if one < line.number)
        is_same = text.sentences[number].paragraph == paragraph
        if is_same and line.number - number <= _AFTER_IN_PARAGRAPH:
            return last
        if not after:
            return last if line.number - number <= _AFTER else None
    return following if after else None


def _beside(line: Line, drafts: Sequence[Draft]) -> tuple[Draft | None, Draft | None]:
    """The draft that ends nearest before a sentence, and the one that begins nearest after."""
    before: list[tuple[int, int, Draft]] = []
    after: list[tuple[int, int, Draft]] = []
    for at, draft in enumerate(drafts):
        earlier = [number for number in draft.sentences if number < line.number]
        if earlier:
            before.append((max(earlier), at, draft))
        elif draft.sentences:
            after.append((min(draft.sentences), -at, draft))
    last = max(before, key=lambda one: one[:2], default=None)
    following = min(after, key=lambda one: one[:2], default=None)
    return (last[2] if last else None), (following[2] if following else None)
