"""Numbers as tints of one colour, in a few classes that a reader can tell apart."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from matplotlib.colors import to_hex, to_rgb

from kharkiv_tracker import labels

_MOST = 6
_PALEST, _NONE = 0.22, 0.1


@dataclass(frozen=True, slots=True)
class Tints:
    """Classes by the least number of each, from 0 upwards, and their colours."""

    least: tuple[int, ...]
    colours: tuple[str, ...]

    def of(self, number: int) -> str:
        """The tint of a number."""
        return self.colours[self.place(number)]

    def place(self, number: int) -> int:
        """Which class holds the number."""
        return max(0, bisect_right(self.least, number) - 1)

    def names(self) -> list[str]:
        """`0`, `1`, `2–4`, … `50+`, in the order of the colours."""
        told = []
        for index, least in enumerate(self.least):
            below = self.least[index + 1] - 1 if index + 1 < len(self.least) else None
            if below is None:
                told.append(f"{labels.number(least)}+")
            elif below == least:
                told.append(labels.number(least))
            else:
                told.append(f"{labels.number(least)}–{labels.number(below)}")
        return told


def tints(largest: int, colour: str, ground: str) -> Tints:
    """Classes at 0, 1, 2, 5, 10, 20, 50 ... up to the largest number; few large ones at most."""
    steps = [1]
    while steps[-1] < largest:
        nice = (2.5 if str(steps[-1]).startswith("2") else 2) * steps[-1]
        if nice > largest:
            break
        steps.append(int(nice))
    kept = steps[-_MOST:]
    # Whatever lies between 0 and the first class kept belongs to that class.
    least = (0, 1, *kept[1:])
    shares = [_PALEST + (1 - _PALEST) * i / max(1, len(kept) - 1) for i in range(len(kept))]
    return Tints(least, tuple(blend(ground, colour, share) for share in (_NONE, *shares)))


def blend(ground: str, colour: str, share: float) -> str:
    """A colour laid thinly over the ground."""
    below, above = to_rgb(ground), to_rgb(colour)
    red, green, blue = (b + (a - b) * share for b, a in zip(below, above, strict=True))
    return to_hex((red, green, blue))
