"""The numbers of a district on a map: the one its colour shows, and another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, sqrt

from kharkiv_tracker import labels
from kharkiv_tracker.analysis.rates import Rate
from kharkiv_tracker.charts import chart_notes
from kharkiv_tracker.charts.bars.colour_classes import blend
from kharkiv_tracker.charts.chart_request import INCIDENTS, Measure, Options
from kharkiv_tracker.domain.outline import Populations
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.total import GroupTotal
from kharkiv_tracker.i18n import _, locale, ngettext
from kharkiv_tracker.palette import Palette

#: The share of the accent in the colour of each class, so that neighbours differ in print too. On
#: the deepest, text has the colour of the ground; between the last two neither would be legible.
_SHARES = (0.15, 0.33, 0.53, 0.92)
#: The line of a district that is not a quantity.
_RATE = "rate"


@dataclass(frozen=True, slots=True)
class Line:
    """A number and what it counts; `later` is the number as known later, where it differs."""

    figure: str
    word: str
    later: str = ""


@dataclass(frozen=True, slots=True)
class MapMeasure:
    """A measure over districts, and the colour of each.

    `later` are the totals by today's clock, None where they are not needed.
    """

    measure: Measure
    groups: Mapping[str, GroupTotal]
    later: Mapping[str, GroupTotal] | None
    populations: Populations | None

    @property
    def rate_quantity(self) -> str:
        """The quantity of a rate; empty where the measure is not a rate."""
        return self.measure.quantity if self.measure.is_rate else ""

    @property
    def maximum(self) -> float:
        """The number of the strongest colour."""
        return max((self._best(group) or 0 for group in self.groups.values()), default=0)

    def depth(self, key: str) -> int:
        """The class of a district, from 1; 0 where its number is 0 or unknown."""
        group = self.groups.get(key)
        best = self._best(group) if group else None
        if not best or not self.maximum:
            return 0
        return max(1, ceil(sqrt(best / self.maximum) * len(_SHARES)))

    def tint(self, palette: Palette, key: str) -> str:
        """The colour of a district."""
        return tints(palette)[self.depth(key)]

    def is_light(self, key: str) -> bool:
        """Whether grey text is legible on a district."""
        return self.depth(key) == 0

    def ink(self, palette: Palette, key: str) -> str:
        """The colour of text on a district."""
        return palette.ground if self.depth(key) == len(_SHARES) else palette.ink

    def lines(self, key: str) -> list[Line]:
        """The numbers of a district, the measured one first; none where none is recorded."""
        group, later = self.groups.get(key), (self.later or {}).get(key)
        if group is None and later is None:
            return []
        return [self._line(name, group, later, key) for name in self._names()]

    def sentence(self, key: str, name: str) -> str:
        """All numbers of a district by this name, on one line."""
        group = self.groups.get(key)
        if group is None:
            return _("{name}: none recorded").format(name=name)
        parts = [
            chart_notes.toll(name, group.toll),
            ngettext("{n} incident", "{n} incidents", group.incidents).format(
                n=labels.number(group.incidents)
            ),
        ]
        if self.rate_quantity:
            parts.append(_("{rate} per 100,000 people").format(rate=rate_text(self._rate(group))))
        return ", ".join(parts)

    def key(self) -> str:
        """The key of the colours, as a sentence; empty without colours."""
        if not self.maximum:
            return ""
        strongest = max(self.groups.values(), key=lambda group: self._best(group) or 0)
        maximum = self._text(_RATE if self.rate_quantity else self.measure.quantity, strongest)
        if self.measure.quantity == INCIDENTS:
            sentence = _("Stronger colour: more incidents. Strongest: {most}.")
            return sentence.format(most=maximum)
        sentence = (
            _("Stronger colour: higher number {people} per 100,000 people. Strongest: {most}.")
            if self.rate_quantity
            else _("Stronger colour: higher number {people}. Strongest: {most}.")
        )
        return sentence.format(people=labels.of_people(self.measure.quantity), most=maximum)

    def _names(self) -> tuple[str, str]:
        """The measured number and one more, for lack of room."""
        quantity = self.measure.quantity
        if self.rate_quantity:
            return (_RATE, quantity)
        return (quantity, next((name for name in COUNTED if name != quantity), quantity))

    def _line(
        self, name: str, group: GroupTotal | None, later: GroupTotal | None, key: str
    ) -> Line:
        now = self._text(name, group) if group else ""
        later_text = self._text(name, later) if later else ""
        word = _word(name, (group or later or GroupTotal(key)).incidents)
        return Line(now, word, later_text if later_text != now and self.later is not None else "")

    def _text(self, name: str, group: GroupTotal) -> str:
        if name == _RATE:
            return rate_text(self._rate(group))
        if name == INCIDENTS:
            return labels.number(group.incidents)
        return labels.figure_text(group.toll[name])

    def _rate(self, group: GroupTotal) -> Rate:
        people = self.populations.people.get(group.key) if self.populations else None
        return Rate.of(group.toll[self.measure.quantity], people)

    def _best(self, group: GroupTotal) -> float | None:
        if self.rate_quantity:
            return self._rate(group).best
        quantity = self.measure.quantity
        return group.incidents if quantity == INCIDENTS else group.toll[quantity].best


def tints(palette: Palette) -> tuple[str, ...]:
    """The colours of the classes, the palest first, that of no number before them."""
    return tuple(blend(palette.panel, palette.accent, share) for share in (0.0, *_SHARES))


def map_measure(
    options: Options, groups: Mapping[str, GroupTotal], later: Mapping[str, GroupTotal] | None
) -> MapMeasure:
    """The measure of the options, with the populations the user loaded."""
    return MapMeasure(options.measure, groups, later, populations(options))


def populations(options: Options) -> Populations | None:
    """The populations of the user's list, else those of the outlines."""
    if options.populations or options.outlines is None:
        return options.populations
    return options.outlines.populations


def rate_text(rate: Rate) -> str:
    """A rate in the fewest signs: `4.8`, `4.8+`, `4.8–5.1`, `?`."""
    if rate.low is None:
        return "?"
    about, low = "~" if rate.about else "", one_decimal(rate.low)
    if rate.high is None:
        return f"{about}{low}+"
    high = one_decimal(rate.high)
    return f"{about}{low}" if high == low else f"{about}{low}–{high}"


def one_decimal(value: float) -> str:
    """A number with one decimal, as the language writes it; what would round to 0 is `<0.1`."""
    from babel.numbers import format_decimal

    if 0 < value < 0.05:
        return f"<{one_decimal(0.1)}"
    return str(format_decimal(value, format="#,##0.0", locale=locale()))


def _word(name: str, incidents: int) -> str:
    if name == _RATE:
        return _("per 100,000 people")
    if name == INCIDENTS:
        return ngettext("incident", "incidents", incidents)
    return labels.quantity(name)
