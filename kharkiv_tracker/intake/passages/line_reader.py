"""Reads the sentences of a text one by one: people, places, times, speakers and weapons."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.domain.count import Ratio
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.passages.claim import SentenceClaims
from kharkiv_tracker.intake.passages.claim_scan import ClaimScan
from kharkiv_tracker.intake.passages.passage_words import phrases, words_of
from kharkiv_tracker.intake.passages.sentence_places import places
from kharkiv_tracker.intake.passages.sentence_text import PassageText, Sentence
from kharkiv_tracker.intake.passages.sentence_times import TimeScan
from kharkiv_tracker.intake.passages.sentence_voices import VoiceScan
from kharkiv_tracker.intake.passages.sentence_weapons import weapons
from kharkiv_tracker.intake.passages.text_line import Line, LineScenes
from kharkiv_tracker.intake.typed_text import Token

#: A sentence without any of these counts nobody.
_OF_PEOPLE = ("passage_quantities", "passage_casualties", "passage_nobody", "passage_none_of")


class LineReader:
    """Reads sentences of one text; `times` are the ranges of the stored text that are times."""

    def __init__(self, text: PassageText, context: Context) -> None:
        self._text, self._context = text, context
        self.times: list[tuple[int, int]] = []
        self._is_in_list = False

    def line(self, number: int, sentence: Sentence) -> Line:
        """Everything that is found in one sentence."""
        tokens, plain = sentence.tokens, self._text.plain
        body = plain[sentence.start : sentence.end]
        taken = [""] * len(tokens)
        times = TimeScan(plain, tokens, self._context).times()
        for mark in times:
            for start, end in mark.parts or ((mark.start, mark.end),):
                taken[start:end] = ["time"] * (end - start)
        self.times += [
            self._text.span(tokens[a].start, tokens[b - 1].end)
            for mark in times
            for a, b in mark.parts or ((mark.start, mark.end),)
        ]
        has_capital = any(token.text[:1].isupper() for token in tokens)
        marks = places(body, self._context, self._text.is_russian) if has_capital else []
        for place in marks:
            first, last = sentence.start + place.start, sentence.start + place.end
            for at, token in enumerate(tokens):
                if first <= token.start and token.end <= last:
                    taken[at] = "place"
        voices = VoiceScan(plain, tokens)
        voice = voices.voice()
        for one in voices.names:
            if not one.person and one.end - one.start == 1:
                # Rescuers may be the office, or those who were hurt.
                continue
            taken[one.start : one.end] = ["name"] * (one.end - one.start)
        matches = weapons(tokens)
        for weapon in matches:
            taken[weapon.start : weapon.end] = ["weapon"] * (weapon.end - weapon.start)
        claims = (
            ClaimScan(tokens, taken, self._context.reckoned_from.year).read()
            if self._is_in_list or _is_of_people(tokens)
            else SentenceClaims()
        )
        line = Line(
            number,
            sentence,
            [],
            claims,
            voice,
            phrases("passage_strike").any(tokens) is not None,
            _is_statement(tokens, claims),
            phrases("passage_retold").any(tokens) is not None,
            marks,
            times,
        )
        self._is_in_list = bool(claims.heading or claims.listed) and not claims
        line.scenes = LineScenes(self._text, line, matches).scenes()
        return line


def _is_of_people(tokens: Sequence[Token]) -> bool:
    them = words_of("passage_them")
    return any(phrases(section).any(tokens) is not None for section in _OF_PEOPLE) or any(
        token.key in them for token in tokens
    )


def _is_statement(tokens: Sequence[Token], claims: SentenceClaims) -> bool:
    """Whether the numbers are running totals: since February, twice as many."""
    if not claims:
        return False
    if any(isinstance(one.group.count, Ratio) for one in claims.claims):
        return True
    return phrases("passage_since").any(tokens) is not None
