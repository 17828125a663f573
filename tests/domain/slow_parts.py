"""The parts of a whole, slowly: a table of six groups, filled word by word.

A word is what a report says of a group: at least, and at most where it says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.domain.slow_deaths import DeathReports
from tests.domain.slow_report import (
    DISJOINT,
    GROUPS,
    NEVER,
    OVERLAPPING,
    SlowFigure,
    SlowReport,
    count_of,
    part_of,
    parts_are_of_the_dead,
)

# The six groups that are typed as a part by another name.
SINGULAR = {"children": "child", "adults": "adult"}
LeftOut = list[tuple[str, str, str]]


@dataclass(frozen=True)
class Word:
    """At least and at most of a group; at most None where nothing is said of it."""

    low: int
    high: int | None = None


class Table:
    """What is held of the six groups under one whole."""

    def __init__(self, whole: SlowFigure) -> None:
        self.whole = whole
        self.words: dict[str, Word] = {}

    def low(self, group: str) -> int:
        return self.words[group].low if group in self.words else 0

    def high(self, group: str) -> int | None:
        return self.words[group].high if group in self.words else None

    @property
    def children(self) -> int:
        return max(self.low("children"), self.low("boys") + self.low("girls"))

    @property
    def adults(self) -> int:
        return max(self.low("adults"), self.low("men") + self.low("women"))

    @property
    def fits(self) -> bool:
        """Boys and girls must fit into children, men and women into adults, children and adults
        into best."""
        at_least = {group: self.low(group) for group in GROUPS}
        at_least |= {"children": self.children, "adults": self.adults}
        for group, number in at_least.items():
            high = self.high(group)
            if high is not None and number > high:
                return False
        return self.children + self.adults <= self.whole.best

    def take(self, group: str, word: Word) -> bool:
        """Hold a word beside what is held; False, and nothing changed, where it does not fit."""
        before = dict(self.words)
        highs = [high for high in (self.high(group), word.high) if high is not None]
        self.words[group] = Word(max(self.low(group), word.low), min(highs) if highs else None)
        if self.fits:
            return True
        self.words = before
        return False

    def holds(self, group: str) -> bool:
        """Whether anything is held of a group, or of one within it."""
        within = {"children": ("boys", "girls"), "adults": ("men", "women")}.get(group, ())
        return any(name in self.words for name in (group, *within))

    def least(self, group: str) -> int:
        return {"children": self.children, "adults": self.adults}.get(group, self.low(group))

    def most(self, group: str) -> int | None:
        """Its at most, or what the others leave of the whole's high."""
        if group in ("children", "adults"):
            whole = self.whole.high
            beside = self.adults if group == "children" else self.children
        else:
            whole = self.most("children" if group in ("boys", "girls") else "adults")
            sibling = {"boys": "girls", "girls": "boys", "men": "women", "women": "men"}[group]
            beside = self.low(sibling)
        highs = [] if whole is None else [whole - beside]
        own = self.high(group)
        if own is not None:
            highs.append(own)
        return min(highs) if highs else None


def word_of_group(report: SlowReport, quantity: str, group: str) -> Word | None:
    """What a report says of a group: its parts added. Children or adults at most only where
    `child` or `adult` is typed or the parts fill their whole."""
    if parts_are_of_the_dead(report, quantity):
        return None
    parts = {part: part_of(report, quantity, part) for part in GROUPS[group]}
    words = [word for word in parts.values() if word is not None]
    if not words:
        return None
    low = sum(word[0] for word in words)
    high = None if any(word[1] is None for word in words) else sum(word[1] for word in words)
    if group in SINGULAR and parts[SINGULAR[group]] is None and not is_filled(report, quantity):
        high = None
    return Word(low, high)


def is_filled(report: SlowReport, quantity: str) -> bool:
    """Whether a report's disjoint parts fill its whole."""
    count = count_of(report, quantity)
    words = [part_of(report, quantity, part) for part in DISJOINT]
    return count is not None and count.high == sum(word[0] for word in words if word)


def word_of_part(report: SlowReport, quantity: str, part: str) -> Word | None:
    """What a report says of an overlapping part."""
    word = part_of(report, quantity, part)
    if word is None or parts_are_of_the_dead(report, quantity):
        return None
    return Word(*word)


def say(report: SlowReport, quantity: str, name: str) -> Word | None:
    """What a report says of a group or of an overlapping part."""
    if name in GROUPS:
        return word_of_group(report, quantity, name)
    return word_of_part(report, quantity, name)


def after_deaths(
    word: Word | None, report: SlowReport, quantity: str, name: str, deaths: DeathReports
) -> Word | None:
    """Deaths told since take along the group that is known of them; else the killed at most
    rises, the injured at least falls."""
    since = deaths.since(report, quantity)
    beside = deaths.since_or_beside(report, quantity)
    sure = since.in_group(name) if name in GROUPS else 0
    outside = beside.outside_group(name) if name in GROUPS else 0
    perhaps = max(0, beside.far - outside)
    if quantity == "injured":
        if word is None:
            return None
        high = None if word.high is None else max(0, word.high - sure)
        return Word(max(0, word.low - perhaps), high)
    if word is None:
        return Word(sure) if sure else None
    return Word(word.low + sure, None if word.high is None else word.high + perhaps)


def latest_first(
    reports: Sequence[SlowReport], givers: Sequence[SlowReport], quantity: str
) -> list[SlowReport]:
    """Later end, later beginning, later publication, then more people in the first group that
    differs. What ties in all of it says the same; the rest of the order only names it."""

    def people(report: SlowReport) -> list[int]:
        words = [say(report, quantity, name) for name in (*GROUPS, *OVERLAPPING)]
        return [word.low if word else 0 for word in words]

    def key(report: SlowReport):
        published = report.published or (NEVER, NEVER)
        times = (report.end, report.begin, published[1], published[0])
        return (*times, people(report), report in givers)

    # Of those that tie the first by name is named.
    return sorted(sorted(reports, key=lambda report: report.name), key=key, reverse=True)


def last_words(ordered: Sequence[SlowReport], quantity: str, name: str) -> Iterator[SlowReport]:
    """The reports that are their voice's last word on a group or part."""
    voices = set()
    for report in ordered:
        if report.voice not in voices and say(report, quantity, name) is not None:
            voices.add(report.voice)
            yield report


def words_of_givers(
    quantity: str,
    givers: list[SlowReport],
    ordered: list[SlowReport],
    deaths: DeathReports,
    is_chosen: bool,
) -> Iterator[tuple[str, str, Word | None]]:
    """1. The reports that gave best: each group at least and at most as told.

    Where no report but only deaths gave best, what is known of those dead.
    """
    for report in ordered:
        for group in GROUPS if report in givers else ():
            word = word_of_group(report, quantity, group)
            if not is_chosen:
                word = after_deaths(word, report, quantity, group, deaths)
            yield report.name, group, word
    if not givers and quantity == "killed":
        for group in GROUPS:
            number = deaths.all(quantity).in_group(group)
            yield "", group, Word(number) if number else None


def words_of_persons(quantity: str, deaths: DeathReports) -> Iterator[tuple[str, str, Word | None]]:
    """2. Recorded persons: at least."""
    for group in GROUPS:
        number = len(deaths.people.recorded(quantity, group))
        yield "", group, Word(number) if number else None


def words_of_others(
    quantity: str, givers: list[SlowReport], ordered: list[SlowReport], deaths: DeathReports
) -> Iterator[tuple[str, str, Word | None]]:
    """3. The other reports, each voice's last word on each group: at least."""
    lasts = {group: list(last_words(ordered, quantity, group)) for group in GROUPS}
    for report in ordered:
        for group in GROUPS if report not in givers else ():
            if report in lasts[group]:
                word = word_of_group(report, quantity, group)
                word = after_deaths(word, report, quantity, group, deaths)
                yield report.name, group, Word(word.low)


def overlapping_part(
    part: str,
    quantity: str,
    whole: SlowFigure,
    givers: list[SlowReport],
    ordered: list[SlowReport],
    deaths: DeathReports,
    is_chosen: bool,
) -> tuple[SlowFigure | None, LeftOut]:
    """Held to the whole alone: as told by the reports that gave best, else the largest last
    word, at least."""
    low: int | None = None
    high: int | None = None
    left_out: LeftOut = []
    for report in ordered:
        word = word_of_part(report, quantity, part) if report in givers else None
        if word is None:
            continue
        if not is_chosen:
            word = after_deaths(word, report, quantity, part, deaths)
        highs = [number for number in (high, word.high) if number is not None]
        least, most = max(low or 0, word.low), min(highs) if highs else None
        if least > whole.best or (most is not None and least > most):
            left_out.append((report.name, quantity, part))
        else:
            low, high = least, most
    if low is None:
        for report in last_words(ordered, quantity, part):
            word = after_deaths(
                word_of_part(report, quantity, part), report, quantity, part, deaths
            )
            if report in givers:
                continue
            if word.low > whole.best:
                left_out.append((report.name, quantity, part))
            else:
                low = max(low or 0, word.low)
    if low is None:
        return None, left_out
    highs = [number for number in (high, whole.high) if number is not None]
    return SlowFigure(low, low, min(highs) if highs else None), left_out


def parts_of(
    quantity: str,
    whole: SlowFigure,
    givers: list[SlowReport],
    reports: list[SlowReport],
    deaths: DeathReports,
    is_chosen: bool,
) -> tuple[dict[str, SlowFigure], LeftOut]:
    """Every part of a whole of which anything is told or recorded, and what did not fit."""
    if whole.best is None:
        return {}, []
    ordered = latest_first(reports, givers, quantity)
    table = Table(whole)
    left_out: LeftOut = []
    for name, group, word in (
        *words_of_givers(quantity, givers, ordered, deaths, is_chosen),
        *words_of_persons(quantity, deaths),
        *words_of_others(quantity, givers, ordered, deaths),
    ):
        if word is not None and not table.take(group, word):
            left_out.append((name, quantity, group))
    figures = {}
    for group in GROUPS:
        if table.holds(group):
            least = table.least(group)
            figures[f"{quantity}.{group}"] = SlowFigure(least, least, table.most(group))
    for part in OVERLAPPING:
        figure, unfit = overlapping_part(part, quantity, whole, givers, ordered, deaths, is_chosen)
        left_out.extend(unfit)
        if figure is not None:
            figures[f"{quantity}.{part}"] = figure
    return figures, left_out
