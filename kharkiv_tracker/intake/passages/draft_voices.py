"""Who speaks in each draft: in its own sentence, in those beside it, over the whole text."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.intake.passages.incident_draft import Draft
from kharkiv_tracker.intake.passages.passage_words import phrases
from kharkiv_tracker.intake.passages.sentence_text import PassageText
from kharkiv_tracker.intake.passages.text_line import Line
from kharkiv_tracker.intake.passages.voice_names import is_of_office

#: How the offices are called in English that one person holds.
_OF_ONE = "Mayor of"


def take_voice(text: PassageText, draft: Draft, line: Line) -> None:
    """Give a draft the speaker of one of its sentences, where it has none or a vaguer one."""
    voice, old = line.voice, draft.voice
    if voice is None:
        is_vague = phrases("passage_vague_voices").any(line.sentence.tokens) is not None
        draft.is_vague_voice |= is_vague and old is None
    elif old is None or (voice.person and is_of_office(voice.person, old.office)):
        _give(text, draft, line)


def give_voices(text: PassageText, lines: Sequence[Line], drafts: Sequence[Draft]) -> None:
    """Give drafts without a speaker that of the sentences around."""
    voiced = [one for one in lines if one.voice and not _is_of_troops(one)]
    of_totals = {number for one in drafts if one.is_statement for number in one.sentences}
    of_incidents = {number for one in drafts if not one.is_statement for number in one.sentences}
    persons = {one.voice.person for one in voiced if one.voice and one.voice.person}
    for draft in drafts:
        _name_person(text, draft, voiced)
        _give_pronoun(text, draft, lines)
        if draft.voice is not None or draft.is_vague_voice or not draft.sentences:
            continue
        others = of_incidents if draft.is_statement else of_totals
        near = [
            line
            for line in voiced
            if (line.number not in others or _is_of_all(line))
            and _is_heard(line, voiced, persons, draft, text)
        ]
        if near:
            _give(text, draft, min(near, key=lambda one: _rank(one, persons, draft)))
            _name_person(text, draft, voiced)


def _give_pronoun(text: PassageText, draft: Draft, lines: Sequence[Line]) -> None:
    """Give a draft the last person before it, where its words are theirs: he added."""
    pronouns = phrases("passage_pronoun_voices")
    for line in lines:
        is_own = draft.voice is None and line.number in draft.sentences
        if is_own and line.voice is None and pronouns.any(line.sentence.tokens) is not None:
            before = [
                one for one in lines[: line.number] if one.voice is not None and one.voice.person
            ]
            if before:
                _give(text, draft, before[-1])


def _name_person(text: PassageText, draft: Draft, voiced: Sequence[Line]) -> None:
    """Replace the office of one person, the mayor, by the person, where the text names one."""
    voice = draft.voice
    if voice is None or not voice.office.startswith(_OF_ONE):
        return
    named = [one for one in voiced if one.voice and is_of_office(one.voice.person, voice.office)]
    if named and not draft.is_retold:
        _give(text, draft, min(named, key=lambda one: _distance(one, draft)))


def _is_of_troops(line: Line) -> bool:
    """Whether a sentence is about the losses of troops."""
    voice, tokens = line.voice, line.sentence.tokens
    if voice is None or line.claims or phrases("passage_quantities").any(tokens) is None:
        return False
    troops = phrases("passage_combatants")
    beside = (*range(voice.start), *range(voice.end, len(tokens)))
    return any(troops.at(tokens, at) for at in beside)


def _is_heard(
    line: Line, voiced: Sequence[Line], persons: set[str], draft: Draft, text: PassageText
) -> bool:
    """Whether a sentence names the speaker of a draft."""
    is_beside = _distance(line, draft) <= 1 and any(
        line.sentence.paragraph == text.sentences[number].paragraph for number in draft.sentences
    )
    if draft.is_retold:
        return is_beside and line.is_retold
    if is_beside or len({_name(one, persons) for one in voiced}) == 1:
        return True
    over = {_name(one, persons) for one in voiced if _is_of_all(one)}
    return _is_of_all(line) and len(over) == 1


def _is_of_all(line: Line) -> bool:
    return line.voice is not None and line.voice.is_of_all


def _name(line: Line, persons: set[str]) -> str:
    """Who speaks; for an office its person, where the text names one."""
    if line.voice is None:
        return ""
    of_office = (one for one in persons if is_of_office(one, line.voice.office))
    return line.voice.person or next(of_office, line.voice.office)


def _rank(line: Line, persons: set[str], draft: Draft) -> tuple[bool, int]:
    """The nearest first, but a person before their office."""
    office = line.voice.office if line.voice else ""
    return any(is_of_office(one, office) for one in persons), _distance(line, draft)


def _distance(line: Line, draft: Draft) -> int:
    return min(abs(line.number - number) for number in draft.sentences)


def _give(text: PassageText, draft: Draft, line: Line) -> None:
    if line.voice is not None:
        draft.voice = line.voice
        draft.voice_spans = [line.span(text, line.voice.start, line.voice.end)]
