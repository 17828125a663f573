"""Which values of incidents a few words typed may mean, by their labels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kharkiv_tracker import languages
from kharkiv_tracker.domain.match_key import words_of
from kharkiv_tracker.domain.name_forms import word_forms
from kharkiv_tracker.domain.romanised_key import is_comparable, part_of, romanised_key
from kharkiv_tracker.search.value_labels import Label, value_labels

#: A shorter beginning or part of a word is in too many labels.
FEWEST = 3
#: Fewer letters are not compared without their endings.
_SHORTEST_STEM = 4
#: Words that may be one share these letters.
_SHARED = 2


@dataclass(frozen=True, slots=True)
class Meaning:
    """The values that words typed may mean, by field; the names of places that are the same."""

    values: Mapping[str, frozenset[str]]
    names: tuple[str, ...] = ()
    is_name: bool = False


def load() -> None:
    """Read all names and labels; otherwise the first search waits for them."""
    _index()
    _months()
    _endings()


@lru_cache(maxsize=1024)
def meaning(words: tuple[str, ...]) -> Meaning:
    """What these words, one or several beside each other, may mean."""
    values: dict[str, set[str]] = {}
    names: dict[str, None] = {}
    is_name = False
    for label, is_all in _matches(words):
        if label.field:
            values.setdefault(label.field, set()).update(label.values)
        if is_all and label.is_name:
            is_name = True
            names.update(dict.fromkeys(label.names))
    if len(words) == 1 and (numbers := months(words[0])):
        values["month"] = set(numbers)
    return Meaning({f: frozenset(keys) for f, keys in values.items()}, tuple(names), is_name)


def months(word: str) -> frozenset[str]:
    """The months, `08`, that a word may name in any case and language."""
    return _months().get(word, frozenset())


def is_same_word(word: str, other: str) -> bool:
    """Whether two words are one but for the endings of grammatical case."""
    return word == other or word in _forms(other) or not _stems(word).isdisjoint(_stems(other))


def _matches(words: tuple[str, ...]) -> Iterator[tuple[Label, bool]]:
    """The labels that the words are part of, each with whether they are all of it."""
    text, index = " ".join(words), _index()
    key = romanised_key(text)
    is_key = is_comparable(key)
    alike = [_alike(word) for word in words]
    by_words = {number for word in alike[0] for number in index.by_word[word]}
    by_key = set(index.keys.containing(part_of(key))) if is_key else set()
    is_long = len(text) >= FEWEST
    by_text = set(index.texts.containing(text)) if is_long else set()
    for number in sorted(by_words | by_key | by_text):
        label = index.labels[number]
        if (is_key and key == label.key) or _is_run(label.words, alike, whole=True):
            yield label, True
        elif label.is_whole:
            continue
        elif text in label.words or (
            is_long
            and (
                number in by_key
                or (number in by_text and (label.is_shown or f" {text}" in f" {label.text}"))
                or _is_run(label.words, alike, whole=False)
            )
        ):
            yield label, False


def _is_run(words: tuple[str, ...], alike: list[set[str]], whole: bool) -> bool:
    """Whether there are words like these beside each other, or no others than these."""
    if whole and len(words) != len(alike):
        return False
    return any(
        all(word in same for word, same in zip(words[start:], alike, strict=False))
        for start in range(len(words) - len(alike) + 1)
    )


def _alike(word: str) -> set[str]:
    """The words of labels that are this one but for its ending."""
    near = _index().by_beginning.get(word[:_SHARED], ())
    return {other for other in near if is_same_word(word, other)}


class _Lines:
    """Texts that are searched for a part of them, all at once."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._starts = [0]
        parts = []
        for text in texts:
            parts.append(text)
            self._starts.append(self._starts[-1] + len(text) + 1)
        self._text = "\n".join(parts)

    def containing(self, part: str) -> Iterator[int]:
        """The numbers of the texts with this part, which is not blank."""
        at = self._text.find(part)
        while at >= 0:
            line = bisect_right(self._starts, at)
            yield line - 1
            at = self._text.find(part, self._starts[line])


@dataclass(frozen=True, slots=True)
class _Index:
    """All labels, by their words and by what they contain."""

    labels: tuple[Label, ...]
    by_word: Mapping[str, Sequence[int]]
    by_beginning: Mapping[str, Sequence[str]]
    texts: _Lines
    keys: _Lines


@cache
def _index() -> _Index:
    all_labels = value_labels()
    by_word: dict[str, list[int]] = {}
    for number, label in enumerate(all_labels):
        for word in label.words:
            by_word.setdefault(word, []).append(number)
    by_beginning: dict[str, list[str]] = {}
    for word in by_word:
        by_beginning.setdefault(word[:_SHARED], []).append(word)
    texts = _Lines(label.text for label in all_labels)
    keys = _Lines(f" {label.key} " for label in all_labels)
    return _Index(all_labels, by_word, by_beginning, texts, keys)


@cache
def _forms(word: str) -> frozenset[str]:
    """A word in every case of the languages whose letters it is written in."""
    # One or two letters are a preposition: «дом» is not a form of «до».
    if len(word) < FEWEST:
        return frozenset()
    return frozenset(
        form
        for code, language in languages.known().items()
        if not language.latin.keys().isdisjoint(word)
        for form in word_forms(word, code)
    )


@lru_cache(maxsize=4096)
def _stems(word: str) -> frozenset[str]:
    """A word, and what is left of it without an ending that nouns or adjectives have."""
    longest = len(word) - _SHORTEST_STEM
    ends = (word[-length:] for length in range(1, longest + 1))
    return frozenset((word, *(word.removesuffix(end) for end in ends if end in _endings())))


@cache
def _endings() -> frozenset[str]:
    return languages.words("endings")


@cache
def _months() -> Mapping[str, frozenset[str]]:
    """The numbers of the months, `08`, by the words for them."""
    months: dict[str, set[str]] = {}
    for number, words in languages.table("months").items():
        for word in words:
            months.setdefault(words_of(word), set()).add(f"{int(number) + 1:02}")
    return {word: frozenset(numbers) for word, numbers in months.items()}
