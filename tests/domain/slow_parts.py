"""The parts of a whole, slowly: a table of six groups, filled word by word.

A word is what a report says of a group: at least, and at most where it says so. What its words
are, of the killed, the affected or the injured alone, a `Teller` knows.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from tests.domain.slow_deaths import DeathReports
from tests.domain.slow_report import (
    DISJOINT,
    GROUPS,
    NEVER,
    OVERLAPPING,
    SlowFigure,
    SlowReport,
    bounds_of,
    part_of,
    parts_are_of_the_dead,
    told,
)

# The six groups that are typed as a part by another name.
SINGULAR = {"children": "child", "adults": "adult"}
LeftOut = list[tuple[str, str, str]]


@dataclass(frozen=True)
class Word:
    """At least and at most of a group; at most None where nothing is said of it."""

    low: int
    high: int | None = None
    about: bool = False


@dataclass(frozen=True)
class Teller:
    """Of whose parts a table is, and what a report says of a group or of an overlapping part.

    `moved` is the quantity of the five steps it belongs to: deaths in hospital move that.
    """

    quantity: str
    moved: str
    say: Callable[[SlowReport, str], Word | None]
    overlapping: tuple[str, ...] = OVERLAPPING
    # Where that rests on the incident's stress, what the report itself says: it orders them.
    itself: Callable[[SlowReport, str], Word | None] | None = None


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
    parts = {part: bounds_of(report, f"{quantity}.{part}") for part in GROUPS[group]}
    words = [word for word in parts.values() if word is not None]
    if not words:
        return None
    low = sum(word[0] for word in words)
    high = None if any(word[1] is None for word in words) else sum(word[1] for word in words)
    if group in SINGULAR and parts[SINGULAR[group]] is None and not is_filled(report, quantity):
        high = None
    return Word(low, high, any(word[2] for word in words))


def is_filled(report: SlowReport, quantity: str) -> bool:
    """Whether a report's disjoint parts fill its whole."""
    count = told(report, quantity)
    words = [part_of(report, quantity, part) for part in DISJOINT]
    return count is not None and count.high == sum(word[0] for word in words if word)


def word_of_part(report: SlowReport, quantity: str, part: str) -> Word | None:
    """What a report says of an overlapping part."""
    word = bounds_of(report, f"{quantity}.{part}")
    if word is None or parts_are_of_the_dead(report, quantity):
        return None
    return Word(*word)


def own_word(report: SlowReport, name: str, quantity: str) -> Word | None:
    """What a report says of a group or of an overlapping part."""
    if name in GROUPS:
        return word_of_group(report, quantity, name)
    return word_of_part(report, quantity, name)


def after_deaths(
    word: Word | None, report: SlowReport, teller: Teller, name: str, deaths: DeathReports
) -> Word | None:
    """Deaths told since take along the group that is known of them; else the killed at most
    rises, the injured at least falls."""
    since = deaths.since(report, teller.moved)
    beside = deaths.since_or_beside(report, teller.moved)
    sure = since.in_group(name) if name in GROUPS else 0
    outside = beside.outside_group(name) if name in GROUPS else 0
    perhaps = max(0, beside.far - outside)
    if teller.moved == "affected":
        if word is None:
            return None
        high = None if word.high is None else max(0, word.high - sure)
        return Word(max(0, word.low - perhaps), high, word.about)
    if word is None:
        return Word(sure) if sure else None
    high = None if word.high is None else word.high + perhaps
    return Word(word.low + sure, high, word.about)


def latest_first(
    reports: Sequence[SlowReport], givers: Sequence[SlowReport], teller: Teller
) -> list[SlowReport]:
    """Later end, later beginning, later publication, then more people in the first group that
    differs, then fewer at most, then what is not about. What ties in all of it says the same; the
    rest of the order only names it."""

    def key(report: SlowReport):
        say = teller.itself or teller.say
        words = [say(report, name) or Word(0) for name in (*GROUPS, *teller.overlapping)]
        people = [word.low for word in words]
        fewer = [NEVER if word.high is None else -word.high for word in words]
        sure = [not word.about for word in words]
        published = report.published or (NEVER, NEVER)
        times = (report.end, report.begin, published[1], published[0])
        return (*times, people, fewer, sure, report in givers)

    # Of those that tie the first by name is named.
    return sorted(sorted(reports, key=lambda report: report.name), key=key, reverse=True)


def last_words(ordered: Sequence[SlowReport], teller: Teller, name: str) -> Iterator[SlowReport]:
    """The reports that are their voice's last word on a group or part."""
    voices = set()
    for report in ordered:
        if report.voice not in voices and teller.say(report, name) is not None:
            voices.add(report.voice)
            yield report


def words_of_givers(
    teller: Teller,
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
            word = teller.say(report, group)
            if not is_chosen:
                word = after_deaths(word, report, teller, group, deaths)
            yield report.name, group, word
    if not givers and teller.moved == "killed":
        for group in GROUPS:
            number = deaths.all("killed").in_group(group)
            yield "", group, Word(number) if number else None


def words_of_persons(
    teller: Teller, deaths: DeathReports
) -> Iterator[tuple[str, str, Word | None]]:
    """2. Recorded persons: at least. Nobody is recorded as affected: they are injured."""
    quantity = "killed" if teller.moved == "killed" else "injured"
    for group in GROUPS:
        number = len(deaths.people.recorded(quantity, group))
        yield "", group, Word(number) if number else None


def words_of_others(
    teller: Teller, givers: list[SlowReport], ordered: list[SlowReport], deaths: DeathReports
) -> Iterator[tuple[str, str, Word | None]]:
    """3. The other reports, each voice's last word on each group: at least."""
    lasts = {group: list(last_words(ordered, teller, group)) for group in GROUPS}
    for report in ordered:
        for group in GROUPS if report not in givers else ():
            if report in lasts[group]:
                word = after_deaths(teller.say(report, group), report, teller, group, deaths)
                yield report.name, group, Word(word.low)


def stress_after_deaths(
    word: Word, report: SlowReport, whole: SlowFigure, deaths: DeathReports
) -> Word:
    """Nobody dies of stress: it stays as told, but no more than those whom deaths left."""
    dead = deaths.since_or_beside(report, "affected").far
    if word.low > whole.best >= word.low - dead:
        return Word(whole.best, word.high, word.about)
    return word


def up_to_date(
    report: SlowReport, part: str, teller: Teller, whole: SlowFigure, deaths: DeathReports
) -> Word:
    """What a report says of an overlapping part, with the deaths told since."""
    word = teller.say(report, part)
    if part == "stress" and teller.moved == "affected":
        return stress_after_deaths(word, report, whole, deaths)
    return after_deaths(word, report, teller, part, deaths)


def narrowed(words: list[Word], word: Word) -> Word:
    """At least the largest, at most the smallest."""
    highs = [w.high for w in (*words, word) if w.high is not None]
    return Word(max(w.low for w in (*words, word)), min(highs) if highs else None)


def overlapping_part(
    part: str,
    teller: Teller,
    whole: SlowFigure,
    givers: list[SlowReport],
    ordered: list[SlowReport],
    deaths: DeathReports,
    is_chosen: bool,
) -> tuple[SlowFigure | None, LeftOut]:
    """Held to the whole alone: as told by the reports that gave best, else the largest last
    word, at least. About if all who give its number say about."""
    held: list[Word] = []
    left_out: LeftOut = []
    speaking = [r for r in ordered if r in givers and teller.say(r, part) is not None]
    for report in speaking:
        if is_chosen:
            word = teller.say(report, part)
        else:
            word = up_to_date(report, part, teller, whole, deaths)
        both = narrowed(held, word)
        if both.low <= whole.best and (both.high is None or both.low <= both.high):
            held.append(word)
        else:
            left_out.append((report.name, teller.quantity, part))
    others = [] if held else [r for r in last_words(ordered, teller, part) if r not in givers]
    for report in others:
        word = up_to_date(report, part, teller, whole, deaths)
        if word.low > whole.best:
            left_out.append((report.name, teller.quantity, part))
        elif word.low > 0:  # At least none says nothing.
            held.append(Word(word.low, None, word.about))
    if not held:
        return None, left_out
    both = narrowed(held[1:], held[0])
    highs = [number for number in (both.high, whole.high) if number is not None]
    is_about = all(word.about for word in held if word.low == both.low)
    return SlowFigure(both.low, both.low, min(highs) if highs else None, is_about), left_out


def parts_of(
    teller: Teller,
    whole: SlowFigure,
    givers: list[SlowReport],
    reports: list[SlowReport],
    deaths: DeathReports,
    is_chosen: bool,
) -> tuple[dict[str, SlowFigure], LeftOut]:
    """Every part of a whole of which anything is told or recorded, and what did not fit."""
    if whole.best is None:
        return {}, []
    ordered = latest_first(reports, givers, teller)
    table = Table(whole)
    left_out: LeftOut = []
    for name, group, word in (
        *words_of_givers(teller, givers, ordered, deaths, is_chosen),
        *words_of_persons(teller, deaths),
        *words_of_others(teller, givers, ordered, deaths),
    ):
        if word is not None and not table.take(group, word):
            left_out.append((name, teller.quantity, group))
    figures = {}
    for group in GROUPS:
        if table.holds(group):
            least = table.least(group)
            figures[group] = SlowFigure(least, least, table.most(group))
    for part in teller.overlapping:
        figure, unfit = overlapping_part(part, teller, whole, givers, ordered, deaths, is_chosen)
        left_out.extend(unfit)
        if figure is not None:
            figures[part] = figure
    return figures, left_out


KILLED = Teller("killed", "killed", partial(own_word, quantity="killed"))
