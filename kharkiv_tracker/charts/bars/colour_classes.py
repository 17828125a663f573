"""Numbers as shades of one colour, in a few classes that a reader can distinguish."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from matplotlib.colors import to_hex, to_rgb

from kharkiv_tracker import labels

#: How many quantiles bound the classes, and which numbers are round.
_SHARES = 5
_NICE = (1, 1.5, 2, 3, 4, 5, 7)
_PALEST, _NONE = 0.22, 0.1


@dataclass(frozen=True, slots=True)
class Tints:
    """Classes by their lower bounds, from 0 up, and their colours."""

    lower: tuple[int, ...]
    colours: tuple[str, ...]

    def of(self, number: int) -> str:
        """The colour of a number."""
        return self.colours[self.place(number)]

    def place(self, number: int) -> int:
        """Which class holds the number."""
        return max(0, bisect_right(self.lower, number) - 1)

    def names(self) -> list[str]:
        """`0`, `1`, `2–4`, … `50+`, in the order of the colours."""
        names = []
        for index, low in enumerate(self.lower):
            high = self.lower[index + 1] - 1 if index + 1 < len(self.lower) else None
            if high is None:
                names.append(f"{labels.number(low)}+")
            elif high == low:
                names.append(labels.number(low))
            else:
                names.append(f"{labels.number(low)}–{labels.number(high)}")
        return names


def tints(numbers: Iterable[int], colour: str, ground: str) -> Tints:
    """Classes at 0, at 1, and at round numbers that split the others about equally."""
    positive = sorted(number for number in numbers if number > 0)
    quantiles = (
        [positive[len(positive) * index // _SHARES] for index in range(1, _SHARES)]
        if positive
        else []
    )
    bounds = sorted({1, *map(_round, [*quantiles, *positive[-1:]])})
    depths = [_PALEST + (1 - _PALEST) * i / max(1, len(bounds) - 1) for i in range(len(bounds))]
    return Tints((0, *bounds), tuple(blend(ground, colour, depth) for depth in (_NONE, *depths)))


def _round(number: int) -> int:
    """The largest round number that is not above this one."""
    power = 10 ** (len(str(number)) - 1)
    return max(int(power * nice) for nice in _NICE if power * nice <= number)


def blend(ground: str, colour: str, share: float) -> str:
    """A colour laid thinly over the ground."""
    below, above = to_rgb(ground), to_rgb(colour)
    red, green, blue = (b + (a - b) * share for b, a in zip(below, above, strict=True))
    return to_hex((red, green, blue))
