"""The words of a sentence for what happened to people, and those for a part of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kharkiv_tracker.domain.quantity import MISSING, RESCUED, STRESS
from kharkiv_tracker.intake.counts.count_words import book, words
from kharkiv_tracker.intake.passages.passage_words import phrases, words_of
from kharkiv_tracker.intake.typed_text import Token

#: What is counted among the injured, not beside them.
CONDITIONS = ("hospitalised", "serious", STRESS)
#: What happened to people that is not recorded: they were evacuated, they survived.
SINK = "sink"
_APART = frozenset(",;:()")
#: Before the rubble, that people came out of it: from under, «з-під».
_OUT_OF = frozenset(("-", "from"))


@dataclass(slots=True)
class QuantityWord:
    """A word for what happened to people, at these tokens."""

    name: str
    start: int
    end: int
    is_in_group: bool = False


@dataclass(frozen=True, slots=True)
class AmongWord:
    """Words for a part, at these tokens, and the quantity that they name, if any."""

    start: int
    end: int
    quantity: str


def quantity_words(tokens: Sequence[Token], taken: Sequence[str]) -> list[QuantityWord]:
    """Every such word, in order; several that say one thing together as one."""
    matches: list[QuantityWord] = []
    table, sinks = phrases("passage_quantities"), phrases("passage_sinks")
    at = 0
    while at < len(tokens):
        match = None if taken[at] else table.at(tokens, at)
        sink = 0 if taken[at] else sinks.count(tokens, at)
        if sink and sink >= (match[1] if match else 0):
            match = (SINK, sink)
        if match is None and phrases("passage_pulled").count(tokens, at) and not taken[at]:
            # Rescuers pulled two people out; the body was pulled out.
            is_passive = at > 0 and tokens[at - 1].key in words_of("passage_copula_verbs")
            match = None if is_passive else (RESCUED, 1)
        if match and at and tokens[at - 1].key in words_of("passage_negations"):
            # Her husband was not hurt.
            match = (SINK, match[1])
        if match is None:
            at += 1
            continue
        is_out_of = match[0] == MISSING and at > 0 and tokens[at - 1].key in _OUT_OF
        if not is_out_of and not phrases("passage_combatants").count(tokens, at):
            _add(matches, QuantityWord(match[0], at, at + match[1]), tokens)
        at += match[1]
    return matches


def _add(matches: list[QuantityWord], word: QuantityWord, tokens: Sequence[Token]) -> None:
    """Sustained injuries, «госпіталізовано до лікарні» are one."""
    last = matches[-1] if matches else None
    if last is not None and last.name == word.name:
        between = tokens[last.end : word.start]
        is_apart = len(between) > 3 or any(
            one.text in _APART or one.is_number or one.key in words("and") for one in between
        )
        if not is_apart:
            last.end = word.end
            return
    matches.append(word)


def among_words(
    tokens: Sequence[Token], taken: Sequence[str], quantities: Sequence[QuantityWord]
) -> list[AmongWord]:
    """The words for a part: including, of them, «серед поранених»."""
    matches: list[AmongWord] = []
    at = 0
    while at < len(tokens):
        match = None if taken[at] else book("including").at(tokens, at)
        named = 0 if taken[at] else phrases("passage_among").count(tokens, at)
        length = max(match[1] if match else 0, named)
        if not length:
            at += 1
            continue
        end = at + length
        of = [
            one.name
            for one in quantities
            if at <= one.start < end and one.name not in (*CONDITIONS, SINK)
        ]
        matches.append(AmongWord(at, end, of[0] if of else ""))
        at = end
    return matches
