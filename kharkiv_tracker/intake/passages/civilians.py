"""Which people of a sentence are civilians, and surely counted."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.intake.counts.count_sums import SEVERAL
from kharkiv_tracker.intake.counts.count_words import words
from kharkiv_tracker.intake.passages.group_doubts import GroupDoubts
from kharkiv_tracker.intake.passages.passage_words import phrases, words_of
from kharkiv_tracker.intake.passages.people_group import Group
from kharkiv_tracker.intake.passages.quantity_words import AmongWord
from kharkiv_tracker.intake.typed_text import Token

_DASHES = ("-", "–", "—")


class Civilians:
    """Reads one sentence; `left_out` are the numbers that are not recorded, and why."""

    def __init__(
        self, tokens: Sequence[Token], taken: Sequence[str], among: Sequence[AmongWord]
    ) -> None:
        self._tokens, self._taken, self._among = tokens, taken, among
        self._soldiers = [
            (at, at + length)
            for at in range(len(tokens))
            if not taken[at] and (length := phrases("passage_combatants").count(tokens, at))
        ]
        self.left_out: list[tuple[int, int, str]] = []

    def of(self, groups: Sequence[Group]) -> list[Group]:
        """Groups without soldiers, the numbers after them, and those in doubt."""
        kept: list[Group] = []
        doubts = GroupDoubts(self._tokens, self._taken)
        combatants = False
        for group in groups:
            combatants = group.is_combatant or (combatants and group.is_bare)
            if self._is_staff(group):
                self.left_out.append((*group.number, "unclear"))
            elif combatants or self._is_of_soldiers(group):
                self.left_out.append((*group.number, "combatants"))
            elif group.is_unclear or doubts.is_doubtful(group):
                self.left_out.append((*group.number, "unclear"))
                if kept and doubts.is_with_strangers(group) and self._is_list(kept[-1], group):
                    self.left_out.append((*kept.pop().number, "unclear"))
            else:
                group.is_beside = group.is_beside or (
                    bool(kept)
                    and (self._are_others(kept[-1], group) or self._is_one_more(kept, group))
                )
                kept.append(group)
        return kept

    def _is_staff(self, group: Group) -> bool:
        """Whether they are counted with what they work with: 120 people and 25 vehicles."""
        at = group.end
        if at + 2 >= len(self._tokens) or self._tokens[at].key not in words("and"):
            return False
        is_number = self._tokens[at + 1].is_number
        return is_number and phrases("passage_resources").count(self._tokens, at + 2) > 0

    def _is_list(self, first: Group, second: Group) -> bool:
        """Whether nothing happened between two: a teacher, two X and three guests."""
        quantities = phrases("passage_quantities")
        return quantities.any(self._tokens, first.end, second.start) is None

    def _are_others(self, first: Group, second: Group) -> bool:
        """Whether nothing but “and” is between two numbers of people of two kinds."""
        if any(one.is_bare or one.is_single or one.name or one.own for one in (first, second)):
            return False
        between = self._tokens[first.end : second.start]
        return len(between) == 1 and between[0].key in words("and")

    def _is_one_more(self, kept: Sequence[Group], group: Group) -> bool:
        """Whether a class is beside people of none: two policemen and a woman."""
        last = kept[-1]
        if last.is_bare or last.is_single or last.name or last.own:
            return False
        if group.is_bare or group.own or group.count == SEVERAL:
            return False
        at = last.end
        if at >= group.start or self._tokens[at].key not in words("and"):
            return False
        adjectives = phrases("passage_adjectives")
        if not all(adjectives.count(self._tokens, one) for one in range(at + 1, group.start)):
            return False
        before = self._tokens[kept[-2].end : last.start] if len(kept) > 1 else ()
        is_part = any(one.start < last.end for one in self._among)
        return not is_part and not any(one.text in (":", "(", *_DASHES) for one in before)

    def _is_of_soldiers(self, group: Group) -> bool:
        return any(
            self._is_headed(group, end)
            or self._are_same(group, start)
            or self._are_some(group, start)
            or self._are_within(group, start)
            for start, end in self._soldiers
        )

    def _is_headed(self, group: Group, end: int) -> bool:
        """Whether soldiers are a heading before the number: military: 2 killed."""
        if end > group.start or ":" not in [one.text for one in self._tokens[end - 1 : end + 1]]:
            return False
        return not any(one.text == ";" for one in self._tokens[end : group.start])

    def _are_some(self, group: Group, start: int) -> bool:
        """Whether a number is of soldiers: two of its soldiers."""
        between = self._tokens[group.end : start] if group.end < start else ()
        return (
            bool(between)
            and group.is_bare
            and all(
                one.key in words_of("passage_of_them") | words_of("passage_possessives")
                for one in between
            )
        )

    def _are_same(self, group: Group, start: int) -> bool:
        """Whether soldiers without a number are the people before them, after a dash or a comma."""
        if not (group.is_bare or group.is_single) or group.own or group.end > start:
            return False
        between = range(group.end, start)
        signs = [at for at in between if self._tokens[at].text in (",", *_DASHES)]
        plain = words_of("passage_them") | words_of("passage_rate_words")
        return bool(signs) and all(
            at in signs or self._taken[at] or self._tokens[at].key in plain for at in between
        )

    def _are_within(self, group: Group, start: int) -> bool:
        """Whether soldiers are some of a number: five were wounded, two of them servicemen."""
        if group.name or group.end > start:
            return False
        return any(
            group.end <= one.start < start
            and not any(token.text in ";." for token in self._tokens[one.end : start])
            and not self._has_people(one.end, start)
            for one in self._among
        )

    def _has_people(self, start: int, end: int) -> bool:
        """Whether other people come first: including a child, and two soldiers were hurt."""
        return any(phrases("passage_people").count(self._tokens, at) for at in range(start, end))
