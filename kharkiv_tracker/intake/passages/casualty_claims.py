"""What one sentence says of people: so many of a quantity, whole or part, new or changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kharkiv_tracker.domain.count import Count, Qualifier
from kharkiv_tracker.domain.quantity import AFFECTED, INJURED, KILLED, STRESS
from kharkiv_tracker.intake.counts.count_rises import RISES
from kharkiv_tracker.intake.counts.count_sums import ONE, SEVERAL
from kharkiv_tracker.intake.counts.count_words import book, words
from kharkiv_tracker.intake.passages.group_links import Link, links
from kharkiv_tracker.intake.passages.group_scan import GroupScan
from kharkiv_tracker.intake.passages.nobody import NobodyScan
from kharkiv_tracker.intake.passages.passage_words import phrases, words_of
from kharkiv_tracker.intake.passages.people_group import Group
from kharkiv_tracker.intake.passages.quantity_words import (
    CONDITIONS,
    SINK,
    among_words,
    quantity_words,
)
from kharkiv_tracker.intake.typed_text import Token

#: A word for rising is so near to its number.
_RISE = 14
#: So near to its quantity a number is of that one surely.
_SURE = 1.2
_SIGNS = frozenset(",;:()")


@dataclass(slots=True)
class Claim:
    """So many people of a quantity, as one sentence says it; places are those of its tokens."""

    quantity: str
    group: Group
    at: tuple[int, int]
    """The tokens of its quantity."""
    condition: str = ""
    is_part: bool = False
    is_among: bool = False
    """Whether there may be others like it: including a child."""
    is_rise: bool = False
    is_first: bool = False
    """Whether it was said before, and is not what is said now."""
    of_before: bool = False
    """Whether it is a part of what an earlier sentence counts."""
    is_own: bool = False
    """Whether its quantity is surely its own: right beside it."""


@dataclass(slots=True)
class SentenceClaims:
    """Everything that a sentence says of people."""

    claims: list[Claim] = field(default_factory=list)
    transfer: Claim | None = None
    left_out: list[tuple[int, int, str]] = field(default_factory=list)
    """Numbers of people that are not recorded, by their tokens, and why."""

    def __bool__(self) -> bool:
        return bool(self.claims or self.transfer)


class ClaimScan:
    """Reads the claims of one sentence; `taken` are the tokens of times, places and names."""

    def __init__(self, tokens: Sequence[Token], taken: Sequence[bool], year: int) -> None:
        self._tokens, self._taken, self._year = tokens, taken, year
        self._quantities = quantity_words(tokens, taken)
        self._among = among_words(tokens, taken, self._quantities)

    def read(self) -> SentenceClaims:
        """The claims, in order."""
        result = SentenceClaims()
        nobody = NobodyScan(self._tokens, self._taken)
        none = nobody.ranges()
        if not self._quantities and not none:
            return result
        groups = GroupScan(self._tokens, self._taken, self._year).groups()
        groups = [one for one in groups if not _overlap(one, none)]
        groups = self._civilians(self._merged(groups), result)
        quantities = [
            one for one in self._quantities if not any(a <= one.start < b for a, b in none)
        ]
        own = [one for one in quantities if not self._is_in_among(one.start)]
        found = links(groups, own or quantities, self._tokens, self._taken)
        result.claims = [claim for link in found if (claim := self._claim(link, found)) is not None]
        self._add_wholes(result.claims)
        self._parts(result.claims)
        result.claims += self._of_all(result.claims)
        for span in none:
            for name in nobody.quantities(span):
                zero = Group(*span, Count(Qualifier.EXACTLY, 0), span)
                result.claims.append(Claim(name, zero, span))
        self._transfer(result)
        result.claims.sort(key=lambda claim: claim.group.start)
        if phrases("passage_losses").any(self._tokens) is not None:
            result.left_out += [(*one.group.number, "combatants") for one in result.claims]
            return SentenceClaims(left_out=result.left_out)
        return result

    def _is_in_among(self, at: int) -> bool:
        return any(one.start <= at < one.end for one in self._among)

    # Groups.

    def _civilians(self, groups: Sequence[Group], result: SentenceClaims) -> list[Group]:
        """Groups without soldiers, and bare numbers after them, and without victims of unclear harm."""
        kept: list[Group] = []
        combatants = False
        for group in groups:
            if group.is_combatant or (combatants and group.is_bare):
                combatants = True
                result.left_out.append((*group.number, "combatants"))
            elif group.is_unclear:
                result.left_out.append((*group.number, "unclear"))
            else:
                combatants = False
                kept.append(group)
        return kept

    def _merged(self, groups: Sequence[Group]) -> list[Group]:
        """A number and the class said of it further on as one: two of them are children."""
        merged: list[Group] = []
        for group in groups:
            last = merged[-1] if merged else None
            if last is not None and self._says_class(last, group):
                merged[-1] = replace(
                    last,
                    end=group.end,
                    name=group.name,
                    ages=group.ages,
                    is_bare=False,
                    is_among=any(last.end <= one.start < group.start for one in self._among),
                )
            else:
                merged.append(group)
        return merged

    def _says_class(self, first: Group, second: Group) -> bool:
        if not (first.is_bare and second.is_single and second.name) or first.count == SEVERAL:
            return False
        between = self._tokens[first.end : second.start]
        if len(between) > 6 or any(
            one.text in ",;:(" or one.key in words("and") for one in between
        ):
            return False
        among = any(first.end <= one.start < second.start for one in self._among)
        after_among = any(
            one.start < first.start and first.start - one.end <= 3 for one in self._among
        )
        is_said = phrases("passage_copula").any(self._tokens, first.end, second.start) is not None
        direct = all(one.text in "-—–" for one in between)
        return (among or after_among or is_said) and (is_said or direct or among)

    # Claims.

    def _claim(self, link: Link, found: Sequence[Link]) -> Claim | None:
        if link.quantity.name == SINK:
            return None
        group = link.group
        at = (link.quantity.start, link.quantity.end)
        claim = Claim(link.quantity.name, group, at, is_own=link.cost <= _SURE)
        start = group.number[0]
        if isinstance(group.count, Count) and self._rises(group, found):
            claim.is_rise = True
            self._risen(claim)
        if phrases("passage_first_figure").any(self._tokens, start - 12, start) is not None:
            claim.is_first = not claim.is_rise
        if claim.quantity in CONDITIONS:
            claim.condition = claim.quantity
            claim.quantity = AFFECTED if group.own == AFFECTED else INJURED
        return claim

    def _rises(self, group: Group, found: Sequence[Link]) -> bool:
        """Whether the number is what others rose to, and no other number is nearer to that word."""
        start = group.number[0]
        for at in range(start - 1, max(-1, start - _RISE), -1):
            if self._tokens[at].text == ";":
                return False
            if any(one.group.number[0] <= at < one.group.number[1] for one in found):
                return False
            if book(RISES).at(self._tokens, at) or (
                phrases("passage_rises").at(self._tokens, at) and self._is_to(start)
            ):
                return True
        return self._is_to(start) and any(
            book(RISES).at(self._tokens, at)
            for at in range(start, min(len(self._tokens), start + 5))
        )

    def _is_to(self, start: int) -> bool:
        """Whether the word for “to” comes with the number."""
        to = words("count_rise_to")
        return self._tokens[start].key in to or (start > 0 and self._tokens[start - 1].key in to)

    def _risen(self, claim: Claim) -> None:
        """The upper end of from 5 to 7; of “from 5” alone that it was before."""
        group = claim.group
        start = group.number[0]
        first = self._tokens[start].key
        count = group.count
        if not isinstance(count, Count):
            return
        opens = words("range_opening")
        if count.high is not None and (
            (count.qualifier is Qualifier.UP_TO and first in words("count_rise_to"))
            or (count.qualifier is Qualifier.BETWEEN and first in opens)
        ):
            group.count = Count(Qualifier.EXACTLY, count.high)
        elif first in opens or (start and self._tokens[start - 1].key in opens):
            claim.is_first = True

    def _of_all(self, claims: Sequence[Claim]) -> list[Claim]:
        """A condition of all of them: all are in hospital, «усі в лікарні»."""
        found = []
        linked = {claim.at for claim in claims}
        for word in self._quantities:
            if word.name not in CONDITIONS or (word.start, word.end) in linked:
                continue
            for at in range(max(0, word.start - 5), word.start):
                if self._tokens[at].key in words_of("passage_all"):
                    two = self._tokens[at].key in words_of("passage_both")
                    count = Count(Qualifier.EXACTLY, 2) if two else ONE
                    group = Group(at, at + 1, count, (at, at + 1), is_all=not two)
                    place = (word.start, word.end)
                    found.append(
                        Claim(INJURED, group, place, word.name, is_part=True, of_before=True)
                    )
                    break
        return found

    def _add_wholes(self, claims: list[Claim]) -> None:
        """The injured of whom it is only said where they are: seven in hospital with injuries."""
        linked = {claim.at for claim in claims}
        for claim in list(claims):
            if claim.condition not in ("hospitalised", "serious") or claim.is_part:
                continue
            own = claim.group.own == INJURED
            near = own or any(
                word.name == INJURED
                and (word.start, word.end) not in linked
                and (abs(word.start - claim.at[1]) <= 2 or abs(claim.at[0] - word.end) <= 2)
                for word in self._quantities
            )
            if near and not any(
                one.quantity == INJURED and not one.condition for one in claims
            ):
                claims.append(replace(claim, condition=""))

    # Parts.

    def _parts(self, claims: list[Claim]) -> None:
        claims.sort(key=lambda claim: claim.group.start)
        for number, claim in enumerate(claims):
            self._part(claim, claims[:number])

    def _part(self, claim: Claim, before: Sequence[Claim]) -> None:
        group = claim.group
        wholes = [one for one in before if not one.is_part]
        last = wholes[-1] if wholes else None
        if group.is_among:
            claim.is_part, claim.of_before = True, last is None
            if last is not None and not claim.condition:
                claim.quantity = last.quantity
            self._name_among(claim)
            return
        if claim.condition == STRESS and not (last and last.quantity == AFFECTED):
            if not self._among_before(claim):
                claim.quantity, claim.condition = STRESS, ""
                return
        if self._is_among(claim, wholes):
            return
        if claim.condition:
            self._condition(claim, last)
        elif last is not None:
            self._listed(claim, last)

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
            one for one in self._among if one.end <= group.start or one.start == group.end
        ]
        if not words_before:
            return False
        word = words_before[-1]
        if word.start == group.end:
            return self._is_some(claim, word.quantity, wholes)
        if not self._is_open(word.end, group.start):
            return False
        follows = [one for one in wholes if one.group.end <= word.start]
        whole = follows[-1] if follows else None
        quantity = word.quantity or (whole.quantity if whole else "")
        if claim.is_own and not claim.condition and quantity and claim.quantity != quantity:
            same = next((one for one in reversed(follows) if one.quantity == claim.quantity), None)
            if same is None or not group.name or group.is_beside:
                return False
        elif quantity and not (
            claim.condition and whole is not None and whole.quantity == AFFECTED
        ):
            claim.quantity = quantity
        elif claim.condition and whole is not None:
            claim.quantity = whole.quantity
        if group.is_beside and claim.is_own and not claim.condition:
            return False
        claim.is_part = claim.is_among = True
        claim.of_before = whole is None
        return True

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
        if quantity and not claim.condition:
            claim.quantity = quantity
        return True

    def _condition(self, claim: Claim, last: Claim | None) -> None:
        """So many in hospital: of the injured before, who may be these."""
        if last is not None and last.quantity in (INJURED, AFFECTED):
            claim.quantity = last.quantity
        claim.is_part, claim.of_before = True, last is None

    def _listed(self, claim: Claim, last: Claim) -> None:
        """Classes after a bracket, a colon or a dash: those who were counted before it."""
        group = claim.group
        if last.quantity != claim.quantity or not group.name or last.group.name:
            return
        if isinstance(last.group.count, Count) and not group.is_beside:
            claim.is_part = self._opens(last.group.end, group.start)

    def _is_open(self, start: int, end: int) -> bool:
        """Whether nothing between ends what is said of a part."""
        return not any(token.text in ";)" for token in self._tokens[start:end])

    def _opens(self, start: int, end: int) -> bool:
        signs = [token.text for token in self._tokens[start:end]]
        if ";" in signs or ")" in signs:
            return False
        return any(sign in ("(", ":", "—", "–", "-") for sign in signs)

    # The injured who died.

    def _transfer(self, result: SentenceClaims) -> None:
        at = self._death_in_hospital(result.claims)
        if at is None:
            return
        killed = [
            one
            for one in result.claims
            if one.quantity == KILLED and not one.is_rise and not self._is_total(one)
        ]
        near = min(killed, key=lambda one: abs(one.group.start - at), default=None)
        single = [one for one in result.claims if one.group.is_single and one.group.low == 1]
        near = near or min(single, key=lambda one: abs(one.group.start - at), default=None)
        if near is None:
            near = Claim(KILLED, Group(at, at + 1, ONE, (at, at + 1)), (at, at + 1))
        if near.group.count == SEVERAL:
            return
        result.transfer = replace(near, quantity=KILLED, condition="", is_part=False)
        low = near.group.low
        result.claims = [
            one
            for one in result.claims
            if one is not near
            and (one.quantity == KILLED or one.is_rise or one.group.low > low)
            and not (one.quantity == KILLED and one.group.is_single and one.group.low == low)
        ]

    def _clause(self, at: int, most: int) -> range:
        """The tokens around one, up to the next sign, so many at most."""
        first = last = at
        while first > max(0, at - most) and self._tokens[first - 1].text not in _SIGNS:
            first -= 1
        while last < min(len(self._tokens), at + most) - 1 and (
            self._tokens[last + 1].text not in _SIGNS
        ):
            last += 1
        return range(first, last + 1)

    def _is_total(self, claim: Claim) -> bool:
        start = claim.group.start
        return phrases("passage_total").any(self._tokens, start - 6, start) is not None

    def _death_in_hospital(self, claims: Sequence[Claim]) -> int | None:
        """Where a death in hospital is told: the word for it, near one for a hospital or wounds."""
        if (at := phrases("passage_hospital_death").any(self._tokens)) is not None:
            return at
        verbs, places = phrases("passage_death_verbs"), phrases("passage_hospital_words")
        for at in range(len(self._tokens)):
            if verbs.at(self._tokens, at) is None or self._taken[at]:
                continue
            if any(places.at(self._tokens, near) for near in self._clause(at, 8)):
                return at
            if any(one.quantity == KILLED and one.group.own == INJURED for one in claims):
                return at
        return None


def _overlap(group: Group, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(group.start < end and start < group.end for start, end in ranges)
