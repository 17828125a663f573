"""What the slow rule derives from: reports, persons, and the counts that reports hold.

Written from the page of the rule alone, in plain Python and with nothing of the program, so that
the program and this agree only where both read the page alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

# On which the five steps run, those of which the latest word counts, and those with parts.
STEPPED = ("killed", "affected")
LATEST = ("missing", "rescued")
WHOLES = ("killed", "injured", "affected")
DISJOINT = ("child", "boys", "girls", "adult", "men", "women", "unknown")
OVERLAPPING = ("hospitalised", "serious", "stress")
# The table of six groups, in its order, and the parts that are added to each.
GROUPS: dict[str, tuple[str, ...]] = {
    "children": ("child", "boys", "girls"),
    "boys": ("boys",),
    "girls": ("girls",),
    "adults": ("adult", "men", "women"),
    "men": ("men",),
    "women": ("women",),
}
NEVER = float("-inf")

Counts = dict[str, tuple[int, int, int | None, bool]]
Stretch = tuple[float, float]
# At least, at most (None: open) and about.
Bounds = tuple[int, int | None, bool]


@dataclass(frozen=True)
class SlowReport:
    """A report as the rule needs it: voice and authority are already decided."""

    name: str
    voice: str
    official: bool
    as_of: Stretch | None = None
    published: Stretch | None = None
    role: str = "update"
    withdrawn: bool = False
    # "killed", "stress", "killed.child", "affected.hospitalised": low, best, high, about.
    counts: Counts = field(default_factory=dict)
    deaths: int = 0
    dead: tuple[str, ...] = ()

    @property
    def when(self) -> Stretch:
        """The stretch the report speaks of; without any time, before all others."""
        if self.as_of is None:
            return self.published or (NEVER, NEVER)
        if self.published is None:
            return self.as_of
        is_inside = self.published[0] >= self.as_of[0] and self.published[1] <= self.as_of[1]
        is_before = self.published[1] <= self.as_of[0]
        return self.published if is_inside or is_before else self.as_of

    @property
    def begin(self) -> float:
        return self.when[0]

    @property
    def end(self) -> float:
        return self.when[1]

    @property
    def derives(self) -> bool:
        """Retold and withdrawn reports are kept and compared, and derive nothing."""
        return self.role != "retold" and not self.withdrawn

    @property
    def tells_of_deaths(self) -> bool:
        return self.deaths > 0 or bool(self.dead)

    def is_known(self, at: float | None) -> bool:
        """Known from its publication, else from the end of its as-of; with neither, never."""
        if at is None:
            return True
        stretch = self.published or self.as_of
        return stretch is not None and stretch[1] <= at


@dataclass(frozen=True)
class SlowPerson:
    """A recorded person: what was done to it, its group, and whether it counts."""

    name: str
    quantity: str = ""
    group: str = ""
    counts: bool = True  # A civilian and not withdrawn.
    same_as: str = ""
    reports: tuple[str, ...] = ()


@dataclass(frozen=True)
class SlowFigure:
    """Low, best and high. All unknown where best is None, open where only high is."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    about: bool = False


@dataclass(frozen=True)
class SlowCount:
    """A report's count of one quantity, as the rule takes it."""

    report: SlowReport
    quantity: str
    low: int
    best: int
    high: int | None
    about: bool

    @property
    def is_at_least(self) -> bool:
        return self.high is None

    @property
    def is_none(self) -> bool:
        return self.high == 0

    @property
    def is_settling(self) -> bool:
        return self.report.role == "settling"

    @property
    def is_partial(self) -> bool:
        return self.report.role == "partial"

    @property
    def voice(self) -> str:
        return self.report.voice

    @property
    def official(self) -> bool:
        return self.report.official


def is_later(x: SlowReport, y: SlowReport) -> bool:
    """X is later than Y if X begins when or after Y ends; of one stretch neither is later."""
    return x.when != y.when and x.begin >= y.end


def overlap(x: SlowReport, y: SlowReport) -> bool:
    return not is_later(x, y) and not is_later(y, x)


def bounds_of(report: SlowReport, name: str) -> Bounds | None:
    """At least, at most and about; a partial report's is an at least, of none it is nothing."""
    count = report.counts.get(name)
    if count is None:
        return None
    low, _, high, about = count
    if report.role != "partial":
        return low, high, about
    return (low, None, about) if low > 0 else None


def part_of(report: SlowReport, quantity: str, part: str) -> tuple[int, int | None] | None:
    """At least and at most of a part."""
    bounds = bounds_of(report, f"{quantity}.{part}")
    return bounds[:2] if bounds else None


def least_of_parts(report: SlowReport, quantity: str) -> int | None:
    """A whole is at least the sum of its report's own disjoint parts, and each overlapping one."""
    disjoint = [part_of(report, quantity, part) for part in DISJOINT]
    overlapping = [part_of(report, quantity, part) for part in OVERLAPPING]
    if not any(disjoint) and not any(overlapping):
        return None
    total = sum(word[0] for word in disjoint if word)
    return max([total, *(word[0] for word in overlapping if word)])


def parts_are_of_the_dead(report: SlowReport, quantity: str) -> bool:
    """Beside deaths in hospital the parts of a blank killed are parts of those dead."""
    return quantity == "killed" and quantity not in report.counts and report.tells_of_deaths


def told(report: SlowReport, quantity: str) -> SlowCount | None:
    """The count a report tells of killed, injured or affected: typed, or at least its parts."""
    least = least_of_parts(report, quantity)
    typed = report.counts.get(quantity)
    if typed is None:
        if not least or parts_are_of_the_dead(report, quantity):
            return None
        return SlowCount(report, quantity, least, least, None, about=False)
    low, best, high, about = typed
    low, best = max(low, least or 0), max(best, least or 0)
    high = None if high is None else max(high, best)
    if report.role == "partial":
        if low == 0:
            return None
        best, high = low, None
    return SlowCount(report, quantity, low, best, high, about)


def all_affected(report: SlowReport) -> SlowCount | None:
    """Injured as told plus stress told apart; a number of affected is at least those."""
    affected, injured = told(report, "affected"), told(report, "injured")
    apart = bounds_of(report, "stress")
    if injured is None:
        return affected
    low, high, about = injured.low, injured.high, injured.about
    if apart is not None:
        low += apart[0]
        high = None if high is None or apart[1] is None else high + apart[1]
        about = about or apart[2]
    if affected is not None:
        low = max(low, affected.low)
        high = None if affected.high is None else max(low, affected.high)
        about = affected.about
    return SlowCount(report, "affected", low, low, high, about)


def count_of(report: SlowReport, quantity: str) -> SlowCount | None:
    """The count that a report gives the five steps."""
    return all_affected(report) if quantity == "affected" else told(report, quantity)


def types(report: SlowReport, quantity: str) -> bool:
    """Whether a report types the count it gives the five steps; of affected also as injured."""
    names = ("injured", "affected") if quantity == "affected" else (quantity,)
    return count_of(report, quantity) is not None and any(n in report.counts for n in names)


def counts_of(reports: Iterable[SlowReport], quantity: str) -> list[SlowCount]:
    """Every count of a quantity that reports give the five steps."""
    counts = (count_of(report, quantity) for report in reports)
    return [count for count in counts if count is not None]
