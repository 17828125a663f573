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
            said = token.text.removesuffix(_POSSESSIVE)
            words[at] = Token(said, fold(said), token.start)
        found = years.at(tokens, at)
        if found is not None:
            found = str(context.reckoned_from.year - 1), found[1]
        found = found or known.at(tokens, at)
        if found is None and (found := parts.at(tokens, at)) is not None:
            weak[at] = True
        if found is None:
            continue
        said, length = found
        words[at] = Token(said, fold(said), token.start)
        for rest in range(at + 1, at + length):
            words[rest] = Token("", "", tokens[rest].start)
    return words, weak


@cache
def _last_year() -> Phrases:
    """The phrases for the year before."""
    return Phrases((phrase, "") for phrase in languages.table("stretches").get("last year", ()))


@cache
def days_by_name() -> frozenset[str]:
    """The nights that say of which day they are: last night."""
    return frozenset(map(fold, languages.table("nights").get("ended", ())))
