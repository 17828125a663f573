"""Which words of a list a text names: for each thing named, those that it may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.intake.things import closed_list
from kharkiv_tracker.intake.things.vocabulary import Piece, Sense, Sign, Vocabulary

#: More answers than this are no question anybody reads.
MOST = 8
Names = tuple[str, ...]
_COMMAS = (",", ";")


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
        """The things of which there is no doubt."""
        if self.doubtful:
            return ()
        return unique(thing[0] for thing in self.things if len(thing) == 1)


def choice(text: str, vocabulary: Vocabulary, kind: type[Word]) -> Choice:
    """What a text names; of a text begun, what alone begins so."""
    things: list[Names] = []
    doubtful = cluster = False
    pieces_of_text = list(vocabulary.pieces(text))
    if dangling := _dangling(pieces_of_text):
        return Choice(unread=dangling)
    for either in _parted(_joined(pieces_of_text), Sign.AND):
        options: list[str] = []
        for pieces in _parted(either, Sign.OR):
            senses = [piece.meaning for piece in pieces if isinstance(piece.meaning, Sense)]
            unread = next((p for p in pieces if p.meaning in (None, Sign.AMOUNT)), None)
            if unread is not None:
                begun = _begun(pieces, vocabulary, kind)
                if begun is None:
                    number = unread.meaning is Sign.AMOUNT
                    return Choice(unread=unread.text, is_number=number)
                senses = [begun]
            signs = [piece.meaning for piece in pieces]
            if Sign.QUERY in signs and not senses and Sign.CLUSTER not in signs:
                senses = [Sense(-1, ("unknown",))]
            elif Sign.QUERY in signs or Sign.DOUBT in signs:
                doubtful = True
            cluster = cluster or Sign.CLUSTER in signs
            options += _values(senses)
        if options:
            things.append(tuple(dict.fromkeys(options)))
    if text and not things and not cluster:
        return Choice(unread=text)
    return Choice(tuple(dict.fromkeys(things)), doubtful, cluster)


def unique(names: Iterable[str]) -> Names:
    """Names in their order, each once."""
    return tuple(dict.fromkeys(names))


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Without commas beside words that say how the names belong together: `A, or B`."""
    ends = {i for i, piece in enumerate(pieces) if piece.meaning in (Sign.OR, Sign.DOUBT)}
    return [
        piece
        for i, piece in enumerate(pieces)
        if piece.text not in _COMMAS or not ends & {i - 1, i + 1}
    ]


def _dangling(pieces: Sequence[Piece]) -> str:
    """A word that joins two names where there is one; "" where all are in their place."""
    for i, piece in enumerate(pieces):
        joins = piece.meaning in (Sign.AND, Sign.OR) and piece.text not in _COMMAS
        is_last = all(after.text in _COMMAS for after in pieces[i + 1 :])
        is_alone = i == 0 and _count(pieces, piece.meaning) < 2
        if joins and (is_last or is_alone):
            return piece.text
    return ""


def _count(pieces: Sequence[Piece], meaning: object) -> int:
    return sum(piece.meaning is meaning for piece in pieces)


def _begun(pieces: Sequence[Piece], vocabulary: Vocabulary, kind: type[Word]) -> Sense | None:
    """The one thing whose name begins with these words."""
    text = " ".join(piece.text for piece in pieces)
    words = closed_list.begun(text, kind) if len(text) > 1 else []
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
