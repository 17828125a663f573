"""Records of one name: the same words in any order and alphabet, or a shorter form of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kharkiv_tracker.domain.age import Age
from kharkiv_tracker.domain.name_parts import is_patronymic
from kharkiv_tracker.domain.person import Sex

#: Why two records are pointed out, where it is not one name: it is in the content of the flag.
SHORTER, KILLED_TWICE = "shorter name", "killed twice"
#: The longest initial in the key: Ю is iu.
_INITIAL = 2
#: Reported ages of one person differ by so many years.
_YEARS = 1


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """What a record is compared by; `keys` are the keys of all forms of the name."""

    uid: str
    keys: tuple[str, ...]
    age: Age
    sex: Sex | None = None
    year: int | None = None
    """The year of the incident: people grow older between two."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be of one person; one name may be a shorter form of the other."""

    one: str
    other: str
    is_shorter: bool = False


def pairs(persons: Sequence[NamedPerson]) -> Iterator[Pair]:
    """Every two records that may be of one person, in the order of the records.

    A name without the patronymic, or with initials, is the same only where age or sex agree and
    neither contradicts.
    """
    by_uid = {person.uid: person for person in persons}
    place = {uid: number for number, uid in enumerate(by_uid)}
    same = set(_sharing(by_uid.values(), lambda person: person.keys))
    shorter = set(_sharing(by_uid.values(), _reduced)) | set(_by_initial(by_uid.values()))
    alike = {pair for pair in shorter - same if _agree(*(by_uid[uid] for uid in pair))}
    for one, other in sorted(
        (tuple(sorted(pair, key=place.__getitem__)) for pair in same | alike),
        key=lambda pair: (place[pair[0]], place[pair[1]]),
    ):
        yield Pair(one, other, frozenset((one, other)) in alike)


def _sharing(
    persons: Iterable[NamedPerson], keys_of: Callable[[NamedPerson], Iterable[str]]
) -> Iterator[frozenset[str]]:
    """Every two persons with a key in common."""
    groups: dict[str, dict[str, None]] = {}
    for person in persons:
        for key in keys_of(person):
            groups.setdefault(key, {})[person.uid] = None
    for group in groups.values():
        yield from map(frozenset, combinations(group, 2))


def _reduced(person: NamedPerson) -> Iterator[str]:
    """The keys without patronymics, where first name and surname remain in full."""
    for key in person.keys:
        words = key.split()
        left = [word for word in words if not is_patronymic(word)]
        words = left if len(left) > 1 else words
        if len(words) > 1 and all(len(word) > _INITIAL for word in words):
            yield " ".join(words)


def _by_initial(persons: Iterable[NamedPerson]) -> Iterator[frozenset[str]]:
    """Every two persons of whom one has a surname with initials that fit the other's name."""
    initials: dict[str, list[tuple[str, frozenset[str]]]] = {}
    people = list(persons)
    for person in people:
        for key in person.keys:
            words = key.split()
            full = [word for word in words if len(word) > _INITIAL]
            if len(full) == 1 and len(words) > 1:
                initials.setdefault(full[0], []).append((person.uid, frozenset(words) - {*full}))
    for person in people if initials else ():
        for key in person.keys:
            words = key.split()
            for surname in words:
                others = [word for word in words if word != surname]
                for uid, letters in initials.get(surname, ()):
                    if uid != person.uid and _fit(letters, others):
                        yield frozenset((uid, person.uid))


def _fit(letters: frozenset[str], words: Sequence[str]) -> bool:
    """Whether words and initials can be the same names: each of the fewer begins one of the more.

    О. П. Бондар can be Оксана Бондар, and О. Бондар Оксана Петрівна Бондар.
    """
    begun = [any(word.startswith(letter) for word in words) for letter in letters]
    of_words = [any(word.startswith(letter) for letter in letters) for word in words]
    return bool(words) and (all(begun) or all(of_words))


def _agree(one: NamedPerson, other: NamedPerson) -> bool:
    """Whether age or sex are the same, and neither is different."""
    sexes = None if None in (one.sex, other.sex) else one.sex == other.sex
    ages = _ages_agree(one, other)
    return False not in (sexes, ages) and True in (sexes, ages)


def _ages_agree(one: NamedPerson, other: NamedPerson) -> bool | None:
    if one.age.low is None or other.age.low is None:
        return None
    years = _YEARS + abs((one.year or 0) - (other.year or 0) if one.year and other.year else 0)
    return _before(one.age, other.age, years) and _before(other.age, one.age, years)


def _before(one: Age, other: Age, years: int) -> bool:
    return other.high is None or (one.low or 0) <= other.high + years
