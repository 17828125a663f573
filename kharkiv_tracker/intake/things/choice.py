"""Which words of a list a text names: for each thing named, those that it may be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.intake.things import closed_list
from kharkiv_tracker.intake.things.vocabulary import Piece, Sense, Sign, Vocabulary, atoms
from kharkiv_tracker.intake.typed_text import normal, tokens

#: A question with more answers than this is not read.
MOST = 8
Names = tuple[str, ...]
_COMMAS = (",", ";")
#: Fewer letters are the beginning of nothing in particular.
_SHORTEST = 3
#: A number of more digits is not a number of places.
_DIGITS = 3
_BINDING = (Sign.OR, Sign.DOUBT, Sign.NAMELY)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Choice:
    """The things named, each with what it may be; `unread` is what is not understood.

    `is_number` says that the first of it is a number of things.
    """

    things: tuple[Names, ...] = ()
    doubtful: bool = False
    cluster: bool = False
    unread: str = ""
    is_number: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it has to be asked which is meant."""
        return self.doubtful or any(len(thing) > 1 for thing in self.things)

    def readings(self) -> tuple[Names, ...]:
        """Every way to read it, the likeliest first, each thing once."""
        return tuple(dict.fromkeys(unique(names) for names in product(*self.things)))

    def sure(self) -> Names:
        """The things that are certain."""
        if self.doubtful:
            return ()
        return unique(thing[0] for thing in self.things if len(thing) == 1)


def choice(
    text: str, vocabulary: Vocabulary, kind: type[Word], people: Collection[str] | None = None
) -> Choice:
    """What a text names; of a text begun, what alone begins so.

    A number of the things is read over where `people` are given: the words that may be people.
    """
    things: list[Names] = []
    doubtful = cluster = is_open = False
    text = normal(text)
    pieces = list(vocabulary.pieces(text))
    if dangling := _dangling(pieces):
        return Choice(unread=dangling)
    for alternatives in _parted(_joined(pieces), Sign.AND):
        values: list[str] = []
        for name in _parted(alternatives, Sign.OR):
            senses = _senses(_uncounted(name, people), vocabulary, kind)
            if senses is None:
                return _unread(name, text)
            signs = {piece.meaning for piece in name}
            is_open = is_open or Sign.OPEN in signs
            cluster = cluster or Sign.CLUSTER in signs
            is_unknown = Sign.QUERY in signs and not senses and Sign.CLUSTER not in signs
            doubtful = doubtful or bool(signs & {Sign.DOUBT, Sign.QUERY} and not is_unknown)
            values += ("unknown",) if is_unknown else _values(senses)
        if values:
            things.append(unique(values))
    if is_open and not things and not cluster:
        things.append(("unknown",))
    if text and not things and not cluster:
        return Choice(unread=text)
    return Choice(unique(things), doubtful, cluster)


def _senses(
    name: Sequence[Piece], vocabulary: Vocabulary, kind: type[Word]
) -> Sequence[Sense] | None:
    """What the words of one name mean; None where one of them is not understood."""
    meanings = [piece.meaning for piece in name]
    is_read = None not in meanings and Sign.AMOUNT not in meanings
    if is_read:
        return [meaning for meaning in meanings if isinstance(meaning, Sense)]
    begun = _begun(name, vocabulary, kind)
    return [begun] if begun else None


def _uncounted(name: Sequence[Piece], people: Collection[str] | None) -> Sequence[Piece]:
    """A name without the number right before it, where that can be no number of people."""
    amounts = [i for i, piece in enumerate(name) if piece.meaning is Sign.AMOUNT]
    things = [i for i, piece in enumerate(name) if isinstance(piece.meaning, Sense)]
    if people is None or not amounts or not things or amounts[-1] > things[0]:
        return name
    is_near = any(piece.meaning is Sign.AT for piece in name[amounts[0] : things[0]])
    is_large = any(len(name[i].text) > _DIGITS for i in amounts if name[i].text.isdigit())
    if is_near or is_large or all(name[i].text in people for i in things):
        return name
    return [piece for piece in name if piece.meaning is not Sign.AMOUNT]


def _unread(name: Sequence[Piece], text: str) -> Choice:
    """The first word of a name that is not understood, as it is typed."""
    piece = next(piece for piece in name if piece.meaning in (None, Sign.AMOUNT))
    typed = (token.text for token in tokens(text) if piece.text in atoms(token.key))
    return Choice(unread=next(typed, piece.text), is_number=piece.meaning is Sign.AMOUNT)


def unique(items: Iterable[_T]) -> tuple[_T, ...]:
    """Names in their order, each once."""
    return tuple(dict.fromkeys(items))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Without commas beside words that say how the names belong together: `A, or B`."""
    ends = {i for i, piece in enumerate(pieces) if piece.meaning in _BINDING}
    return [
        piece
        for i, piece in enumerate(pieces)
        if piece.text not in _COMMAS or not ends & {i - 1, i + 1}
    ]


def _dangling(pieces: Sequence[Piece]) -> str:
    """A word that joins two names where there is one; "" where all are in their place."""
    for i, piece in enumerate(pieces):
        if piece.meaning not in (Sign.AND, Sign.OR) or piece.text in _COMMAS:
            continue
        is_last = all(after.text in _COMMAS for after in pieces[i + 1 :])
        is_alone = i == 0 and _count(pieces, piece.meaning) < 2
        if is_last or is_alone:
            return piece.text
    return ""


def _count(pieces: Sequence[Piece], meaning: object) -> int:
    return sum(piece.meaning is meaning for piece in pieces)


def _begun(pieces: Sequence[Piece], vocabulary: Vocabulary, kind: type[Word]) -> Sense | None:
    """The one thing whose name begins with these words."""
    text = " ".join(piece.text for piece in pieces)
    if len(text) < _SHORTEST:
        return None
    words = closed_list.starting(text, kind)
    return Sense(1, (words[0].value,)) if len(words) == 1 else vocabulary.begun(text)


def _values(senses: Sequence[Sense]) -> Names:
    """What one name of several words may mean: the most specific one, if the others fit it."""
    if not senses:
        return ()
    top = max(sense.level for sense in senses)
    values = unique(value for sense in senses if sense.level == top for value in sense.values)
    fitting = tuple(
        value for value in values if all(s.fits is None or value in s.fits for s in senses)
    )
    return fitting or unique(value for sense in senses for value in sense.values)


def _parted(pieces: Sequence[Piece], sign: Sign) -> Iterator[Sequence[Piece]]:
    part: list[Piece] = []
    for piece in pieces:
        if piece.meaning is sign:
            yield part
            part = []
        else:
            part.append(piece)
    yield part
