"""People without a number: a woman, «64-річна жінка», Hanna Lytvyn, 67, a couple."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker import languages
from kharkiv_tracker.domain.count import Count, Qualifier
from kharkiv_tracker.intake.counts.count_sums import ONE, SEVERAL
from kharkiv_tracker.intake.counts.count_words import book, words
from kharkiv_tracker.intake.passages.number_groups import MOST_ADJECTIVES
from kharkiv_tracker.intake.passages.passage_words import phrases, words_of
from kharkiv_tracker.intake.passages.people_group import Group, class_of
from kharkiv_tracker.intake.passages.people_noun import Noun, head_at
from kharkiv_tracker.intake.passages.sentence_words import SentenceWords

_SHORTEST_NAME = 3
_NAME_AND_SURNAME = 2


class NounScan:
    """Finds people named by a noun, an age or a name in one sentence."""

    def __init__(self, of: SentenceWords) -> None:
        self._words = of
        self._tokens, self._taken, self._ages = of.tokens, of.taken, of.ages

    def at(self, at: int) -> Group | None:
        """The people who are named from this token on."""
        return (
            self._single(at)
            or self._named(at)
            or self._aged_name(at)
            or self._pair(at)
            or self._aged(at)
        )

    def _single(self, at: int) -> Group | None:
        """One person, or some of a class: a woman, «64-річна жінка», children."""
        tokens = self._tokens
        opening = words_of("passage_articles") | words_of("passage_possessives")
        article = int(tokens[at].key in opening | words_of("passage_all"))
        here, has_adjective = at + article, False
        ages: tuple[str, ...] = ()
        for _adjective in range(MOST_ADJECTIVES):
            if here >= len(tokens) or self._taken[here]:
                return None
            noun = head_at(tokens, here)
            if noun is None and (aged := self._ages.at(here)):
                ages, here = aged[0], here + aged[1]
                continue
            if noun is not None:
                break
            step = phrases("passage_adjectives").count(tokens, here)
            if not step:
                return None
            has_adjective, here = True, here + step
        else:
            return None
        if not self._is_meant(at, here, noun, ages, has_adjective):
            return None
        is_all = tokens[at].key in words_of("passage_all") and not noun.is_one
        count = ONE if noun.is_one else SEVERAL
        if ages and not noun.is_one:
            count = Count(Qualifier.EXACTLY, len(ages)) if len(ages) > 1 else SEVERAL
        end = here + noun.length
        if count == SEVERAL and self._is_one_in_genitive(here, end, ages):
            count = ONE
        return Group(
            at,
            here + noun.length,
            count,
            (at, here + noun.length),
            noun.name,
            tuple(ages),
            own=noun.own,
            is_single=True,
            is_all=is_all,
            is_beside=tokens[at].key in words("count_one_more") or self._words.is_beside(at),
            is_combatant=noun.is_combatant,
            is_unclear=noun.is_unclear,
        )

    def _is_one_in_genitive(self, here: int, end: int, ages: Sequence[str]) -> bool:
        """Whether one is meant by a form that is plural, too: «вчительки Ірини Савченко»."""
        if self._tokens[here].text.isascii():
            return False
        if here and self._tokens[here - 1].key in words_of("passage_of_one"):
            return True
        endings = tuple(words_of("passage_genitive_endings"))
        is_aged = len(ages) == 1 and self._tokens[here - 1].key.endswith(endings)
        return is_aged or self._words.names_end(end) - end == _NAME_AND_SURNAME

    def _is_meant(
        self, at: int, here: int, noun: Noun, ages: Sequence[str], has_adjective: bool
    ) -> bool:
        """Whether a noun without a number is of one person in particular."""
        tokens = self._tokens
        if noun.is_unclear:
            return False
        end = here + noun.length
        is_a = tokens[at].key in words_of("passage_one_articles")
        is_the = here > at and tokens[at].key in words_of("passage_articles") | words_of(
            "passage_possessives"
        )
        is_aged = bool(ages) or (noun.is_one and self._ages.after(end, 1) is not None)
        if not noun.name:
            return is_aged or (noun.is_one and (is_a or not tokens[here].text.isascii()))
        if tokens[here].text.isascii() and noun.is_one:
            return is_a or is_the or is_aged or has_adjective
        return True

    def _named(self, at: int) -> Group | None:
        """One person by name and age: Hanna Lytvyn, 67."""
        tokens = self._tokens
        end = self._words.names_end(at)
        if end - at < 2:
            return None
        ages = self._ages.after(end, 1)
        if ages is None or self._is_address(at):
            return None
        if len(tokens[at].text) < _SHORTEST_NAME or tokens[end - 1].key in words_of(
            "passage_numbered"
        ):
            return None
        return Group(at, end, ONE, (at, end), is_single=True, person=self._words.text(at, end))

    def _is_address(self, at: int) -> bool:
        """Whether the words with a capital here are a street: «вул. Полтавський Шлях, 12»."""
        before = [one.key for one in self._tokens[max(0, at - 2) : at] if one.text != "."]
        return any(key in words_of("passage_numbered") for key in before[-1:])

    def _aged_name(self, at: int) -> Group | None:
        """One person by age and name: «67-річна Валентина Гречко»."""
        aged = self._ages.at(at)
        if aged is None or len(aged[0]) > 1:
            return None
        start = at + aged[1]
        end = self._words.names_end(start)
        if end == start:
            return None
        word = self._tokens[start - 1].key
        name = next(
            (
                {"male": "men", "female": "women"}[sex]
                for sex, endings in languages.table("adjective_genders").items()
                if not word.isascii() and word.endswith(endings)
            ),
            "",
        )
        name = class_of(name, aged[0])
        return Group(
            at,
            end,
            ONE,
            (at, end),
            name,
            aged[0],
            is_single=True,
            person=self._words.text(start, end),
        )

    def _pair(self, at: int) -> Group | None:
        """Two people in one word: a couple."""
        length = phrases("passage_pairs").count(self._tokens, at)
        if not length:
            return None
        two = Count(Qualifier.EXACTLY, 2)
        return Group(at, at + length, two, (at, at + length), is_single=True)

    def _aged(self, at: int) -> Group | None:
        """One person of an occupation that is not known: an electrician aged 36."""
        tokens = self._tokens
        if tokens[at].key not in words_of("passage_one_articles"):
            return None
        for end in range(at + 2, min(len(tokens), at + 6)):
            if not tokens[end - 1].is_word or self._taken[end - 1]:
                return None
            if book("age_aged").at(tokens, end) and (
                tokens[end].key != "of" or self._is_age_after_of(end)
            ):
                return Group(at, end, ONE, (at, end), is_single=True)
        return None

    def _is_age_after_of(self, at: int) -> bool:
        """Whether a number after “of” is an age: a conductor of 46, but a total of 46."""
        if self._tokens[at - 1].key in words_of("passage_collections"):
            return False
        aged = self._ages.at(at, True)
        end = at + aged[1] if aged else len(self._tokens)
        return end < len(self._tokens) and self._tokens[end].text in (",", ")", ";")
