"""Which people of a sentence are some of others: including, of them, in brackets, in a list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.quantity import AFFECTED, INJURED, STRESS
from kharkiv_tracker.intake.counts.count_words import words
from kharkiv_tracker.intake.passages.claim import Claim
from kharkiv_tracker.intake.passages.passage_words import words_of
from kharkiv_tracker.intake.passages.people_group import MINORS, Group
from kharkiv_tracker.intake.passages.quantity_words import AmongWord
from kharkiv_tracker.intake.typed_text import Token


class PartScan:
    """Marks the parts of one sentence."""

    def __init__(self, tokens: Sequence[Token], among: Sequence[AmongWord]) -> None:
        self._tokens, self._among = tokens, among
        self._places: list[int] = []

    def mark(self, claims: list[Claim]) -> None:
        """Mark those that are parts, in the order of the sentence."""
        claims.sort(key=lambda claim: claim.group.start)
        self._places = [claim.group.start for claim in claims]
        for number, claim in enumerate(claims):
            self._part(claim, claims[:number])

    def _part(self, claim: Claim, before: Sequence[Claim]) -> None:
        group = claim.group
        wholes = [one for one in before if not one.is_part]
        last = wholes[-1] if wholes else None
        if group.is_beside and wholes and not any(one.quantity == claim.quantity for one in wholes):
            # Two killed and 24 others injured: no more than 24.
            group.is_beside = claim.condition == STRESS
        if group.is_among:
            claim.is_part, claim.of_before = True, last is None
            if last is not None and not claim.condition:
                claim.quantity = last.quantity
            self._name_among(claim)
            return
        is_of_affected = last is not None and last.quantity == AFFECTED
        is_within = is_of_affected or (self._among_before(claim) and not group.is_beside)
        if claim.condition == STRESS and not is_within:
            claim.quantity, claim.condition = STRESS, ""
            return
        if self._is_among(claim, wholes):
            claim.is_detail = self._is_of_children(claim, before)
            return
        if claim.condition and before and self._is_of_list(claim, before[-1]):
            claim.condition, claim.is_part = "", True
        elif claim.condition:
            self._condition(claim, last)
        elif last is not None:
            self._listed(claim, last)

    def _is_of_children(self, claim: Claim, before: Sequence[Claim]) -> bool:
        """Whether it is of children counted before it: of them four children, including a baby."""
        described = [*takewhile(lambda one: one.is_detail, reversed(before))]
        if claim.condition or len(described) == len(before):
            return False
        part, first = before[-len(described) - 1], [claim, *described][-1]
        named = [one for one in self._among if part.group.end <= one.start < first.group.start]
        if not named or any(
            one.text != "," for one in self._tokens[part.group.end : named[0].start]
        ):
            return False
        number = sum(one.group.low for one in (claim, *described))
        is_counted = part.is_part and not part.condition and number <= part.group.low
        return is_counted and all(one.group.name in MINORS for one in (part, claim))

    def _among_before(self, claim: Claim) -> bool:
        """Whether a word for a part comes before it with no end of that between, or right after."""
        group = claim.group
        return any(
            one.start == group.end
            or (one.end <= group.start and self._is_open(one.end, group.start))
            for one in self._among
        )

    def _name_among(self, claim: Claim) -> None:
        """The quantity that the words for a part name: two of the injured."""
        group = claim.group
        named = [one.quantity for one in self._among if group.start <= one.start < group.end + 1]
        if named and named[0] and not claim.condition:
            claim.quantity = named[0]

    def _is_among(self, claim: Claim, wholes: Sequence[Claim]) -> bool:
        """Mark what is said to be among others; True where that is decided."""
        group = claim.group
        words_before = [
            one for one in self._among if one.end <= group.start or self._follows(group, one)
        ]
        if not words_before:
            return False
        word = words_before[-1]
        if self._follows(group, word):
            return self._is_some(claim, word.quantity, wholes)
        if not self._is_open(word.end, group.start):
            return False
        if group.is_bare and not claim.condition and self._has_part(word.end, group.start):
            return False
        follows = [one for one in wholes if one.group.end <= word.start]
        if self._is_beside(claim, follows, word.quantity):
            return False
        whole = follows[-1] if follows else None
        self._take_quantity(claim, whole, word.quantity)
        # One of them, a boy of ten: he is the only one meant.
        is_one = word.start > 0 and self._tokens[word.start - 1].key in words("count_numbers", "1")
        claim.is_part, claim.is_among = True, not is_one
        claim.of_before = whole is None
        return True

    def _is_beside(self, claim: Claim, wholes: Sequence[Claim], quantity: str) -> bool:
        """Whether it is surely of another quantity than those it would be a part of."""
        if not claim.is_own or claim.condition:
            return False
        if claim.group.is_beside:
            return True
        quantity = quantity or (wholes[-1].quantity if wholes else "")
        if not quantity or claim.quantity == quantity:
            return False
        return not claim.group.name or all(one.quantity != claim.quantity for one in wholes)

    def _take_quantity(self, claim: Claim, whole: Claim | None, quantity: str) -> None:
        """The quantity that the words for a part name, or that of the people before them."""
        before = whole.quantity if whole is not None else ""
        if claim.is_own and not claim.condition:
            return
        if claim.condition and claim.group.name and not claim.is_own and before:
            # Among them two children, and eight more with acute stress.
            claim.condition = ""
        is_of_affected = bool(claim.condition) and before == AFFECTED
        claim.quantity = before if is_of_affected else quantity or before or claim.quantity

    def _follows(self, group: Group, word: AmongWord) -> bool:
        """Whether a word for a part comes right after people: two of them, two are among them."""
        between = self._tokens[group.end : word.start] if group.end <= word.start else None
        return between is not None and all(
            one.key in words_of("passage_copula_verbs") for one in between
        )

    def _has_part(self, start: int, end: int) -> bool:
        """Whether people come before it there: including two children, six in …"""
        return any(start <= place < end for place in self._places)

    def _is_some(self, claim: Claim, quantity: str, wholes: Sequence[Claim]) -> bool:
        """Two of them: a part, or news of a quantity of its own."""
        last = wholes[-1] if wholes else None
        if claim.condition:
            claim.quantity = quantity or (last.quantity if last else INJURED)
            if claim.quantity not in (INJURED, AFFECTED):
                claim.quantity = INJURED
        elif not claim.group.name:
            # Five of them were killed.
            return True
        claim.is_part, claim.of_before = True, last is None
        claim.is_among = claim.group.is_single
        if quantity and not claim.condition:
            claim.quantity = quantity
        return True

    def _is_of_list(self, claim: Claim, last: Claim) -> bool:
        """Whether it is of a list of those in a condition: two in hospital, a woman and her son."""
        is_named = bool(claim.group.name) and not claim.is_own
        return is_named and last.condition == claim.condition and last.at == claim.at

    def _condition(self, claim: Claim, last: Claim | None) -> None:
        """So many in hospital: of the injured before, who may be these."""
        if last is not None and last.quantity in (INJURED, AFFECTED):
            claim.quantity = last.quantity
        claim.is_part, claim.of_before = True, last is None

    def _listed(self, claim: Claim, last: Claim) -> None:
        """Classes after a bracket, a colon or a dash: those who were counted before it."""
        group = claim.group
        is_listed = bool(group.name or group.person) or group.is_single
        if last.quantity != claim.quantity or not is_listed or last.group.low == 1:
            return
        if isinstance(last.group.count, Count) and not group.is_beside:
            opens = self._opens(last.group.end, group.start)
            claim.is_part = opens
            claim.is_detail = opens and bool(last.group.name)

    def _is_open(self, start: int, end: int) -> bool:
        """Whether nothing between ends what is said of a part."""
        return not any(token.text in ";)" for token in self._tokens[start:end])

    def _opens(self, start: int, end: int) -> bool:
        signs = [token.text for token in self._tokens[start:end]]
        if ")" in signs or (";" in signs and ":" not in signs[: signs.index(";")]):
            return False
        return any(sign in ("(", ":", "—", "–", "-") for sign in signs)
