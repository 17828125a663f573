"""What one sentence says of people: so many of a quantity, whole or part, new or changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kharkiv_tracker.domain.count import Count, Qualifier, Ratio
from kharkiv_tracker.domain.quantity import AFFECTED, INJURED, KILLED, STRESS
from kharkiv_tracker.intake.counts.count_rises import RISES
from kharkiv_tracker.intake.counts.count_sums import ONE, SEVERAL
from kharkiv_tracker.intake.counts.count_words import book, words
from kharkiv_tracker.intake.passages.group_links import QuantityWord, links
from kharkiv_tracker.intake.passages.passage_words import phrases
from kharkiv_tracker.intake.passages.people_group import Group, GroupScan, ratio_at
from kharkiv_tracker.intake.typed_text import Token

CONDITIONS = ("hospitalised", "serious", STRESS)
#: A word for rising is so near to its number.
_RISE = 9
_NONE_SPAN = 5


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

    def __init__(self, tokens: Sequence[Token], taken: Sequence[bool]) -> None:
        self._tokens, self._taken = tokens, taken
        self._quantities = self._quantity_words()
        self._among = self._among_words()

    def read(self) -> SentenceClaims:
        """The claims, in order."""
        result = SentenceClaims()
        if not self._quantities and not self._has_none():
            return result
        groups = GroupScan(self._tokens, self._taken).groups()
        groups = self._ratios(groups)
        none = self._nobody(groups)
        groups = [one for one in groups if not _overlap(one, none)]
        groups = self._merged(groups)
        civilians = []
        for group in groups:
            if group.is_combatant:
                result.left_out.append((*group.number, "combatants"))
            else:
                civilians.append(group)
        quantities = [
            one
            for one in self._quantities
            if not any(a <= one.start < b for a, b in none)
            and not any(a <= one.start < b for a, b, _name in self._among)
        ]
        quantities = quantities or self._quantities
        for link in links(civilians, quantities, self._tokens):
            claim = Claim(link.quantity.name, link.group, (link.quantity.start, link.quantity.end))
            self._judge(claim)
            result.claims.append(claim)
        self._parts(result.claims)
        result.claims += self._zeros(none)
        self._transfer(result)
        result.claims.sort(key=lambda claim: claim.group.start)
        return result

    # Words.

    def _quantity_words(self) -> list[QuantityWord]:
        found: list[QuantityWord] = []
        at = 0
        table = phrases("passage_quantities")
        while at < len(self._tokens):
            match = None if self._taken[at] else table.at(self._tokens, at)
            if match is None:
                at += 1
                continue
            if not phrases("passage_combatants").count(self._tokens, at):
                found.append(QuantityWord(match[0], at, at + match[1]))
            at += match[1]
        return self._single(found)

    def _single(self, found: list[QuantityWord]) -> list[QuantityWord]:
        """Words that say one thing together as one: sustained injuries, «госпіталізовано до лікарні»."""
        single: list[QuantityWord] = []
        for word in found:
            last = single[-1] if single else None
            between = self._tokens[last.end : word.start] if last else ()
            is_near = (
                last is not None
                and len(between) <= 3
                and not any(token.text in ",;:()" or token.is_number for token in between)
            )
            if (
                last is not None
                and last.name == word.name
                and is_near
                and not any(token.key in words("and") for token in between)
            ):
                last.end = word.end
            else:
                single.append(word)
        return single

    def _among_words(self) -> list[tuple[int, int, str]]:
        """Where words for a part begin and end, and the quantity they name."""
        found = []
        at = 0
        while at < len(self._tokens):
            match = book("including").at(self._tokens, at)
            length = match[1] if match else phrases("passage_among").count(self._tokens, at)
            if not length or self._taken[at]:
                at += 1
                continue
            end = at + length
            if (
                match
                and end < len(self._tokens)
                and (more := phrases("passage_nouns").count(self._tokens, end))
            ):
                # Of these wounded.
                end += more if self._tokens[at].key in ("of", "з", "із") else 0
            named = [
                one.name
                for one in self._quantities
                if at <= one.start < end + 2 and one.name not in CONDITIONS
            ]
            found.append((at, end, named[0] if named else ""))
            at = end
        return found

    def _has_none(self) -> bool:
        casualties = phrases("passage_casualties")
        return casualties.any(self._tokens) is not None

    # Nobody.

    def _nobody(self, groups: Sequence[Group]) -> list[tuple[int, int]]:
        """Ranges of tokens that say there was nobody: no one was hurt, «постраждалих немає»."""
        found: list[tuple[int, int]] = []
        none, none_phrases = phrases("passage_none"), phrases("passage_none_phrases")
        harmed = (phrases("passage_casualties"), phrases("passage_quantities"))
        for at in range(len(self._tokens)):
            length = max(none.count(self._tokens, at), none_phrases.count(self._tokens, at))
            if not length or self._taken[at] or any(a <= at < b for a, b in found):
                continue
            end = at + length
            is_verb = any(one.at(self._tokens, i) for one in harmed for i in range(at, end))
            if is_verb and none_phrases.count(self._tokens, at):
                # «не постраждав» needs somebody who was not: «ніхто не постраждав».
                if not any(none.count(self._tokens, i) for i in range(max(0, at - 3), at)):
                    continue
            span = self._harm_beside(at, end, harmed)
            if span is None or self._is_no_news(span):
                continue
            found.append(span)
        return _joined(found)

    def _harm_beside(self, at: int, end: int, harmed: Sequence[object]) -> tuple[int, int] | None:
        """The words of harm after the word for none, else before it."""
        last = None
        i = end if not any(one.at(self._tokens, at) for one in harmed) else at  # type: ignore[attr-defined]
        steps = 0
        while i < len(self._tokens) and steps < _NONE_SPAN:
            length = max(one.count(self._tokens, i) for one in harmed)  # type: ignore[attr-defined]
            if length:
                last, steps, i = i + length, 0, i + length
                continue
            token = self._tokens[i]
            if token.is_number or token.text in ";:" or (token.text == "," and last is None):
                break
            if last is not None and not (
                token.key in words("and")
                or token.key in words("counts", "between")
                or token.text == ","
                or phrases("passage_none").count(self._tokens, i)
                or token.key in ("не", "nor", "or", "чи", "або", "или")
            ):
                break
            i, steps = i + 1, steps + 1
        if last is not None:
            return at, last
        for back in range(1, 4):
            if at - back < 0 or self._tokens[at - back].text in ",;:.":
                break
            if any(one.at(self._tokens, at - back) for one in harmed):  # type: ignore[attr-defined]
                first = at - back
                while (
                    first >= 2
                    and self._tokens[first - 1].key in words("and")
                    and any(
                        one.at(self._tokens, first - 2)
                        for one in harmed  # type: ignore[attr-defined]
                    )
                ):
                    first -= 2
                return first, end
        return None

    def _is_no_news(self, span: tuple[int, int]) -> bool:
        return phrases("passage_no_news").any(self._tokens, span[0] - 4, span[1] + 3) is not None

    def _zeros(self, none: Sequence[tuple[int, int]]) -> list[Claim]:
        claims = []
        for start, end in none:
            names: list[str] = []
            for at in range(start, end):
                match = phrases("passage_none_of").at(self._tokens, at)
                if match:
                    names += match[0].split()
                elif found := phrases("passage_quantities").at(self._tokens, at):
                    names += (KILLED, INJURED) if found[0] == AFFECTED else (found[0],)
            for name in dict.fromkeys(names):
                if name in (KILLED, INJURED):
                    group = Group(start, end, Count(Qualifier.EXACTLY, 0), number=(start, end))
                    claims.append(Claim(name, group, (start, end)))
        return claims

    # Groups.

    def _ratios(self, groups: list[Group]) -> list[Group]:
        found = list(groups)
        for at in range(len(self._tokens)):
            if any(one.start <= at < one.end for one in found):
                continue
            if ratio := ratio_at(self._tokens, at):
                found.append(
                    Group(at, at + ratio[1], Ratio(ratio[0], KILLED), number=(at, at + ratio[1]))
                )
        return sorted(found, key=lambda group: group.start)

    def _merged(self, groups: list[Group]) -> list[Group]:
        """A number and the class said of it further on as one: two of them are children."""
        merged: list[Group] = []
        for group in groups:
            last = merged[-1] if merged else None
            if last is not None and self._says_class(last, group):
                among = any(last.end <= start < group.start for start, _end, _n in self._among)
                merged[-1] = replace(
                    last,
                    end=group.end,
                    name=group.name,
                    ages=group.ages,
                    is_bare=False,
                    is_among=among,
                )
            else:
                merged.append(group)
        return merged

    def _says_class(self, first: Group, second: Group) -> bool:
        if not (first.is_bare and second.is_single and not second.ages and second.name):
            return False
        between = self._tokens[first.end : second.start]
        if len(between) > 6:
            return False
        among = any(first.end <= start < second.start for start, _end, _name in self._among)
        after_among = any(
            start < first.start and first.start - end <= 3 for start, end, _name in self._among
        )
        copula = phrases("passage_copula").any(self._tokens, first.end, second.start) is not None
        direct = all(token.text in "-—–" for token in between)
        blocked = any(token.text in ",;:" or token.key in words("and") for token in between)
        return (among or after_among or copula) and not blocked and (copula or direct or among)

    def _judge(self, claim: Claim) -> None:
        group = claim.group
        start = group.number[0]
        rise = self._rise_before(start)
        if rise and isinstance(group.count, Count):
            claim.is_rise = True
            first = self._tokens[start].key
            count = group.count
            if count.high is not None and (
                (count.qualifier is Qualifier.UP_TO and first in words("count_rise_to"))
                or (count.qualifier is Qualifier.BETWEEN and first in words("range_opening"))
            ):
                group.count = Count(Qualifier.EXACTLY, count.high)
            elif first in words("range_opening") or (
                start and self._tokens[start - 1].key in words("range_opening")
            ):
                claim.is_first = True
        if phrases("passage_first_figure").any(self._tokens, start - 12, start) is not None:
            claim.is_first = not claim.is_rise
        if claim.quantity in CONDITIONS:
            claim.condition = claim.quantity
            claim.quantity = AFFECTED if group.own == AFFECTED else INJURED

    def _rise_before(self, start: int) -> bool:
        for at in range(start - 1, max(-1, start - _RISE), -1):
            if self._tokens[at].text in ";":
                return False
            if book(RISES).at(self._tokens, at):
                return True
        return any(
            book(RISES).at(self._tokens, at) and self._tokens[start].key in words("count_rise_to")
            for at in range(start, min(len(self._tokens), start + 5))
        )

    # Parts.

    def _parts(self, claims: list[Claim]) -> None:
        claims.sort(key=lambda claim: claim.group.start)
        for number, claim in enumerate(claims):
            before = claims[:number]
            self._part(claim, before)

    def _part(self, claim: Claim, before: Sequence[Claim]) -> None:
        group = claim.group
        if group.is_among:
            whole = next((one for one in reversed(before) if not one.is_part), None)
            claim.is_part, claim.of_before = True, whole is None
            if whole and not claim.condition:
                claim.quantity = whole.quantity
            return
        own_after = claim.at[0] >= group.end and claim.at[0] - group.end <= 1
        is_own = own_after or bool(group.own)
        among = [one for one in self._among if one[1] <= group.start or one[0] == group.end]
        if among:
            start, end, name = among[-1]
            follows = [one for one in before if one.group.end <= start and not one.is_part]
            whole = follows[-1] if follows else None
            is_last = start == group.end
            if is_last and not (group.is_bare or claim.condition or group.name):
                return
            is_open = self._is_open(end, group.start) if not is_last else True
            quantity = name or (whole.quantity if whole else "")
            differs = is_own and not claim.condition and quantity and claim.quantity != quantity
            if is_open and not differs and not (group.is_beside and is_own):
                claim.is_part = claim.is_among = True
                if quantity:
                    claim.quantity = quantity
                claim.of_before = whole is None
                return
        if claim.condition == STRESS and not any(one.quantity == AFFECTED for one in before):
            claim.quantity, claim.condition = STRESS, ""
            return
        if claim.condition:
            last = next((one for one in reversed(before) if not one.is_part), None)
            if last is not None and last.quantity in (INJURED, AFFECTED):
                claim.quantity = last.quantity
            claim.is_part = not (group.own and not before)
            claim.of_before = not any(not one.is_part for one in before)
            return
        whole = next((one for one in reversed(before) if not one.is_part), None)
        if whole is None or whole.quantity != claim.quantity or not group.name or whole.group.name:
            return
        if not isinstance(whole.group.count, Count):
            return
        opened = self._opens(whole.group.end, group.start)
        if opened and not group.is_beside:
            claim.is_part = True

    def _is_open(self, start: int, end: int) -> bool:
        """Whether what is among others is still being said: no semicolon, no verb of its own."""
        for at in range(start, end):
            if self._tokens[at].text in ";)":
                return False
        return True

    def _opens(self, start: int, end: int) -> bool:
        """Whether a bracket, a colon or a dash opens a list of those before it."""
        signs = [token.text for token in self._tokens[start:end]]
        if ";" in signs or ")" in signs:
            return False
        return any(sign in ("(", ":", "—", "–", "-") for sign in signs)

    # The injured who died.

    def _transfer(self, result: SentenceClaims) -> None:
        at = phrases("passage_hospital_death").any(self._tokens)
        if at is None:
            return
        killed = [one for one in result.claims if one.quantity == KILLED and not one.is_rise]
        totals = [
            one
            for one in killed
            if phrases("passage_total").any(self._tokens, one.group.start - 6, one.group.start)
            is not None
        ]
        dead = [one for one in killed if one not in totals]
        near = min(dead, key=lambda one: abs(one.group.start - at), default=None)
        if near is None:
            count = phrases("passage_hospital_death").count(self._tokens, at)
            near = Claim(
                KILLED, Group(at, at + count, ONE, number=(at, at + count)), (at, at + count)
            )
        if near.group.count == SEVERAL:
            return
        result.transfer = near
        if near in result.claims:
            result.claims.remove(near)
        result.claims = [
            one
            for one in result.claims
            if not (
                one.condition == "hospitalised"
                and _overlap(one.group, [(near.group.start, near.at[1] + 3)])
            )
        ]


def _overlap(group: Group, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(group.start < end and start < group.end for start, end in ranges)


def _joined(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
