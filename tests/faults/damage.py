"""Bytes of a closed case file flipped, cut off and zeroed: the right figures or one sentence."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from random import Random

from tests.faults import figures, made_cases
from tests.faults.forked import answer, ask
from tests.faults.outcome import Fault, Outcome, Verdict, kept

_PAGE = 4096
Damage = Callable[[bytearray, Random], None]


def flip(data: bytearray, dice: Random) -> None:
    """Flip one bit, or put any other byte in its place."""
    place = dice.randrange(len(data))
    data[place] ^= dice.choice([1 << dice.randrange(8), dice.randint(1, 255)])


def truncate(data: bytearray, dice: Random) -> None:
    """Cut the file off, half the time between two pages."""
    size = dice.randrange(len(data))
    del data[size // _PAGE * _PAGE if dice.random() < 0.5 else size :]


def zero(data: bytearray, dice: Random) -> None:
    """Zero a page."""
    start = dice.randrange(len(data) // _PAGE) * _PAGE
    data[start : start + _PAGE] = bytes(_PAGE)


@cache
def right(passphrase: str) -> figures.Readings:
    """What the undamaged case shows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "case.ktcase")
        path.write_bytes(made_cases.rich(passphrase))
        return answer(figures.read, path, passphrase)


def shows(path: Path, passphrase: str, *readings: figures.Readings) -> Outcome:
    """How everyday reading of a case ends; other words have to be named by the full check."""
    ending = ask(figures.read, path, passphrase)
    if ending.broken:
        return ending.broken
    outcome = figures.judged(ending.lines[0], *readings)
    if outcome.note != "words":
        return outcome
    ending = ask(figures.check, path, passphrase)
    if ending.broken:
        return ending.broken
    if not ending.lines[0]["problems"]:
        return Outcome(Verdict.WRONG, detail="other words, and the full check finds nothing")
    return kept("words differ, named by verify")


def _of(kind: str, damage: Damage, place: Path, dice: Random) -> Iterator[Outcome]:
    passphrase = made_cases.KINDS[kind]
    data = bytearray(made_cases.rich(passphrase))
    damage(data, dice)
    path = place / "case.ktcase"
    path.write_bytes(data)
    yield shows(path, passphrase, right(passphrase))


FAULTS = [
    Fault(f"{damage.__name__}-{kind}", f"{words}, {kind}: right or refused", times // 2,
          partial(_of, kind, damage),
          prepare=partial(right, made_cases.KINDS[kind]))
    for damage, words, times in (
        (flip, "a byte flipped", 1000),
        (truncate, "the file cut off", 200),
        (zero, "a page zeroed", 100),
    )
    for kind in made_cases.KINDS
]  # fmt: skip
