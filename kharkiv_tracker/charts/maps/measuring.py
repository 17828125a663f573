"""The numbers of a district on a map: the one its tint stands for, and those beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matplotlib.colors import to_hex, to_rgb

from kharkiv_tracker import labels
from kharkiv_tracker.analysis.rates import Rate
from kharkiv_tracker.charts import words
from kharkiv_tracker.charts.choices import INCIDENTS, Measure, Options
from kharkiv_tracker.domain.outline import Populations
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.total import GroupTotal
from kharkiv_tracker.i18n import _, locale, ngettext
from kharkiv_tracker.palette import Palette

#: How much of the accent the deepest tint takes; more would drown the words on it.
_DEEPEST = 0.38
#: From here on grey words could not be read on the tint.
_TINTED = 0.05
#: A line of a district that is no quantity.
_RATE = "rate"


@dataclass(frozen=True, slots=True)
class Line:
    """A number and what it counts; `later` is what it became afterwards, where that differs."""

    figure: str
    word: str
    later: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure over districts, and how deep each is tinted by it.

    `later` are the totals by today's clock, None where the clock stands at today or nothing is
    asked of them.
    """

    measure: Measure
    groups: Mapping[str, GroupTotal]
    later: Mapping[str, GroupTotal] | None
    populations: Populations | None

    @property
    def rated(self) -> str:
        """Which quantity is set against populations; nothing where none is."""
        return self.measure.quantity if self.measure.is_rate else ""

    @property
    def most(self) -> float:
        """What the deepest tint stands for."""
        return max((self._best(group) or 0 for group in self.groups.values()), default=0)

    def share(self, key: str) -> float:
        """How much of the accent a district takes; nothing where it has none or is unknown."""
        group = self.groups.get(key)
        best = self._best(group) if group else None
        return (best / self.most) ** 0.5 * _DEEPEST if best and self.most else 0.0

    def tint(self, palette: Palette, key: str) -> str:
        """The colour of a district."""
        share = self.share(key)
        mixed = [
            ground + (accent - ground) * share
            for ground, accent in zip(to_rgb(palette.panel), to_rgb(palette.accent), strict=True)
        ]
        return str(to_hex((mixed[0], mixed[1], mixed[2])))

    def is_light(self, key: str) -> bool:
        """Whether grey words can be read on a district."""
        return self.share(key) < _TINTED

    def lines(self, key: str) -> list[Line]:
        """The numbers of a district, the measured one first; none where none is recorded."""
        group, later = self.groups.get(key), (self.later or {}).get(key)
        if group is None and later is None:
            return []
        return [self._line(name, group, later, key) for name in self._names()]

    def said(self, key: str, name: str) -> str:
        """All numbers of a district by this name, in one line of words."""
        group = self.groups.get(key)
        if group is None:
            return _("{name}: none recorded").format(name=name)
        parts = [
            words.toll(name, group.toll),
            ngettext("{n} incident", "{n} incidents", group.incidents).format(
                n=labels.number(group.incidents)
            ),
        ]
        if self.rated:
            parts.append(
                _("{rate} in every 100,000 people").format(rate=rate_text(self._rate(group)))
            )
        return ", ".join(parts)

    def key(self) -> str:
        """What the tint means, in a sentence; nothing where nothing is tinted."""
        if not self.most:
            return ""
        most = one_decimal(self.most) if self.rated else labels.number(int(self.most))
        if self.measure.quantity == INCIDENTS:
            sentence = _("The deeper the tint, the more incidents; the deepest stands for {most}.")
            return sentence.format(most=most)
        sentence = (
            _(
                "The deeper the tint, the more {people} in every 100,000 people; the deepest "
                "stands for {most}."
            )
            if self.rated
            else _("The deeper the tint, the more {people}; the deepest stands for {most}.")
        )
        return sentence.format(people=labels.of_people(self.measure.quantity), most=most)

    def _names(self) -> tuple[str, str]:
        """The measured number and one beside it: more would have no room."""
        quantity = self.measure.quantity
        if self.rated:
            return (_RATE, quantity)
        return (quantity, next((each for each in COUNTED if each != quantity), quantity))

    def _line(
        self, name: str, group: GroupTotal | None, later: GroupTotal | None, key: str
    ) -> Line:
        now = self._text(name, group) if group else ""
        then = self._text(name, later) if later else ""
        word = _word(name, (group or later or GroupTotal(key)).incidents)
        return Line(now, word, then if then != now and self.later is not None else "")

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
        if self.rated:
            return self._rate(group).best
        quantity = self.measure.quantity
        return group.incidents if quantity == INCIDENTS else group.toll[quantity].best


def measured(
    options: Options, groups: Mapping[str, GroupTotal], later: Mapping[str, GroupTotal] | None
) -> Measured:
    """The measure that is asked for, with the populations that the user gave."""
    return Measured(options.measure, groups, later, populations(options))


def populations(options: Options) -> Populations | None:
    """Who lives where: as a list of its own says, else as the outlines do."""
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
    """A number with one decimal, as the language writes it; what would round to none is told."""
    from babel.numbers import format_decimal

    if 0 < value < 0.05:
        return f"<{one_decimal(0.1)}"
    return str(format_decimal(value, format="#,##0.0", locale=locale()))


def _word(name: str, incidents: int) -> str:
    if name == _RATE:
        return _("in 100,000 people")
    if name == INCIDENTS:
        return ngettext("incident", "incidents", incidents)
    return labels.quantity(name)
