"""The words of a sentence as the forms understand them: today's as today, суботній as субота."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kharkiv_tracker import languages
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.passages.passage_words import Phrases, phrases
from kharkiv_tracker.intake.typed_text import Token

_POSSESSIVE = "’s"


def heard(tokens: Sequence[Token], context: Context) -> tuple[list[Token], list[bool]]:
    """The tokens in the words of a form, an adjective as its day; which are adjectives of parts."""
    words, weak = list(tokens), [False] * len(tokens)
    known, parts, years = (
        phrases("passage_day_words"),
        phrases("passage_part_adjectives"),
        _last_year(),
    )
    for at, token in enumerate(tokens):
        if not token.is_word:
            continue
        if token.text.endswith(_POSSESSIVE):
            text = token.text.removesuffix(_POSSESSIVE)
            words[at] = Token(text, fold(text), token.start)
        match = years.at(tokens, at)
        if match is not None:
            match = str(context.reckoned_from.year - 1), match[1]
        match = match or known.at(tokens, at)
        if match is None and (match := parts.at(tokens, at)) is not None:
            weak[at] = True
        if match is None:
            continue
        text, length = match
        # A word of the meaning for each token, nothing for those that are left.
        meant = text.split()
        for rest in range(length):
            word = meant[rest] if rest < len(meant) else ""
            words[at + rest] = Token(word, fold(word), tokens[at + rest].start)
    return words, weak


@cache
def _last_year() -> Phrases:
    """The phrases for the year before."""
    return Phrases((phrase, "") for phrase in languages.table("stretches").get("last year", ()))


@cache
def days_by_name() -> frozenset[str]:
    """The nights that say of which day they are: last night."""
    nights = languages.table("nights").get("ended", ())
    return frozenset(fold(night) for night in nights if " " in night)
