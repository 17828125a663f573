"""Reads the sentences of a text one by one: people, places, times, speakers and weapons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from kharkiv_tracker.domain.count import Ratio
from kharkiv_tracker.intake.counts.count_words import words
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.passages.claim import SentenceClaims
from kharkiv_tracker.intake.passages.claim_scan import ClaimScan
from kharkiv_tracker.intake.passages.group_ages import is_year
from kharkiv_tracker.intake.passages.passage_words import phrases, words_of
from kharkiv_tracker.intake.passages.sentence_places import places
from kharkiv_tracker.intake.passages.sentence_text import PassageText, Sentence
from kharkiv_tracker.intake.passages.sentence_times import TimeScan
from kharkiv_tracker.intake.passages.sentence_voices import VoiceScan
from kharkiv_tracker.intake.passages.sentence_weapons import weapons
from kharkiv_tracker.intake.passages.strike_time import TimeMark
from kharkiv_tracker.intake.passages.text_line import Line, LineScenes
from kharkiv_tracker.intake.typed_text import Token

#: A sentence without any of these counts nobody.
_WEEK, _DAY = 6, len("2022-02-24")
_INVASION = 2022
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
        if not _is_statement(tokens, claims) and _is_of_period(tokens, times):
            left = [(*one.group.number, "unclear") for one in claims.claims]
            claims = SentenceClaims(left_out=[*claims.left_out, *left])
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


def _is_of_period(tokens: Sequence[Token], times: Sequence[TimeMark]) -> bool:
    """Whether the numbers are of a week, a month or a year, and not of one strike."""
    table = phrases("passage_periods")
    for at in range(len(tokens)):
        length = table.count(tokens, at)
        # «За тиждень до того» is a day.
        if length and not ({one.key for one in tokens[at + length :][:1]} & words("count_rise_to")):
            return True
    if phrases("passage_strike").any(tokens) is not None:
        return False
    if any(_days(one) >= _WEEK for one in times):
        return True
    ins = words_of("passage_year_prepositions")
    return any(
        before.key in ins and is_year(year) and int(year.text) >= _INVASION
        for before, year in pairwise(tokens)
    )


def _days(mark: TimeMark) -> int:
    """How many days a time lasts."""
    event = mark.event or {}
    if not event.get("date") or not event.get("until"):
        return 0
    first, last = (date.fromisoformat(event[name][:_DAY]) for name in ("date", "until"))
    return (last - first).days


def _is_statement(tokens: Sequence[Token], claims: SentenceClaims) -> bool:
    """Whether the numbers are running totals: since February, twice as many."""
    if not claims:
        return False
    if any(isinstance(one.group.count, Ratio) for one in claims.claims):
        return True
    return phrases("passage_since").any(tokens) is not None
