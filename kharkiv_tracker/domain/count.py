"""A number as it was reported, with its qualifier: read from what is typed, printed the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from kharkiv_tracker import languages
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _

#: The population of the country; larger numbers are typing mistakes.
LARGEST = 50_000_000


class Qualifier(StrEnum):
    """How a reported number is meant."""

    EXACTLY = "exactly"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    BETWEEN = "between"
    ABOUT = "about"
    UP_TO = "up to"
    SEVERAL = "several"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people as one source gave it.

    `number` is absent for *several* and *unknown*; `upper` is present for *between* only.
    `low`, `best` and `high` are whole people; `high` is None where the count has no upper limit,
    and all three are None where the count is unknown.
    """

    qualifier: Qualifier
    number: int | None = None
    upper: int | None = None

    def __post_init__(self) -> None:
        wants_number = self.qualifier not in (Qualifier.SEVERAL, Qualifier.UNKNOWN)
        if wants_number != (self.number is not None):
            raise ValueError(f"{self.qualifier} with number {self.number}")
        if (self.qualifier is Qualifier.BETWEEN) != (self.upper is not None):
            raise ValueError(f"{self.qualifier} with upper {self.upper}")
        if self.upper is not None and self.number is not None and self.upper <= self.number:
            raise ValueError("the upper end of a range must be above the lower")

    @classmethod
    def parse(cls, text: str) -> Count:
        """Read the typed notation; raises Refused with a sentence for anything else."""
        parsed = parse_count(text)
        if isinstance(parsed, Ratio):
            raise Refused(_("“{text}” is a ratio. Enter a number here.").format(text=shown(text)))
        return parsed

    @property
    def is_unknown(self) -> bool:
        return self.qualifier is Qualifier.UNKNOWN

    @property
    def is_none(self) -> bool:
        """Whether the source reports none; that is not the same as unknown."""
        return self.qualifier is Qualifier.EXACTLY and self.number == 0

    @property
    def is_open(self) -> bool:
        return self.low is not None and self.high is None

    @property
    def about(self) -> bool:
        return self.qualifier is Qualifier.ABOUT

    @property
    def low(self) -> int | None:
        if self.qualifier is Qualifier.SEVERAL:
            return 2
        if self.qualifier is Qualifier.UP_TO:
            return 0
        if self.qualifier is Qualifier.MORE_THAN and self.number is not None:
            return self.number + 1
        return self.number

    @property
    def best(self) -> int | None:
        return self.low

    @property
    def high(self) -> int | None:
        if self.qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.SEVERAL):
            return None
        return self.upper if self.qualifier is Qualifier.BETWEEN else self.number

    def __str__(self) -> str:
        """The canonical notation: `Count.parse(str(count)) == count` for every count."""
        match self.qualifier:
            case Qualifier.UNKNOWN:
                return ""
            case Qualifier.SEVERAL:
                return "several"
            case Qualifier.AT_LEAST:
                return f"{self.number}+"
            case Qualifier.MORE_THAN:
                return f">{self.number}"
            case Qualifier.BETWEEN:
                return f"{self.number}-{self.upper}"
            case Qualifier.ABOUT:
                return f"~{self.number}"
            case Qualifier.UP_TO:
                return f"<={self.number}"
            case Qualifier.EXACTLY:
                return str(self.number)

    def times(self, factor: int) -> Count:
        """The count multiplied, with its qualifier: twice more than 1,000 is more than 2,000."""
        if self.qualifier is Qualifier.SEVERAL:
            return Count(Qualifier.AT_LEAST, 2 * factor)
        number = None if self.number is None else self.number * factor
        upper = None if self.upper is None else self.upper * factor
        return Count(self.qualifier, number, upper)


UNKNOWN = Count(Qualifier.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A count as a multiple of another: `2x killed`, twice as many as were killed."""

    times: int
    of: str

    def __str__(self) -> str:
        return f"{self.times}x {self.of}"

    def resolve(self, base: Count) -> Count:
        return base.times(self.times)


_NUMBER = r"(\d{1,3}(?:[ \u00a0\u202f,']\d{3})+|\d+)"


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Qualifier], ...]:
    """What is read as a number with a qualifier: in signs, and in the words of each language."""
    words = {name: languages.either(phrases) for name, phrases in languages.table("counts").items()}
    patterns = (
        (r"N", Qualifier.EXACTLY),
        (r"N\s*\+", Qualifier.AT_LEAST),
        (r"(?:>=|≥|=>)\s*N", Qualifier.AT_LEAST),
        (rf"(?:{words['at_least']})\s+N", Qualifier.AT_LEAST),
        (r">\s*N", Qualifier.MORE_THAN),
        (rf"(?:{words['more_than']})\s+N", Qualifier.MORE_THAN),
        (rf"N\s*(?:-|–|—|\.\.|{words['between']})\s*N", Qualifier.BETWEEN),
        (r"(?:~|≈)\s*N", Qualifier.ABOUT),
        (rf"(?:{words['about']})\s+N", Qualifier.ABOUT),
        (r"(?:<=|≤|=<)\s*N", Qualifier.UP_TO),
        (rf"(?:{words['up_to']})\s+N", Qualifier.UP_TO),
    )
    return tuple(
        (re.compile(pattern.replace("N", _NUMBER)), qualifier) for pattern, qualifier in patterns
    )


_FEWER = re.compile(rf"<\s*{_NUMBER}")
_RATIO = re.compile(rf"(\d{{1,4}})\s*[xх×*]\s*({'|'.join(COUNTED)})")


@cache
def _words() -> dict[str, Count]:
    """What is read as a count without a number; blank, `?` and `several` are the notation's own."""
    several, nobody = Count(Qualifier.SEVERAL), Count(Qualifier.EXACTLY, 0)
    table = languages.table("counts")
    return {
        **dict.fromkeys(("", "?", *table["unknown"]), UNKNOWN),
        **dict.fromkeys(("several", *table["several"]), several),
        **dict.fromkeys(table["none"], nobody),
    }


# The same few numbers come again and again.
@lru_cache(maxsize=4096)
def parse_count(text: str) -> Count | Ratio:
    """Read `7`, `7+`, `>1000`, `5-7`, `~20`, `<=3`, `several`, `0`, blank, or `2x killed`."""
    typed = " ".join(text.split()).casefold()
    if (count := _words().get(typed)) is not None:
        return count
    if ratio := _RATIO.fullmatch(typed):
        return _ratio(int(ratio[1]), ratio[2], text)
    if fewer := _FEWER.fullmatch(typed):
        return _up_to(_whole(fewer[1], text) - 1, text)
    for pattern, qualifier in _forms():
        if match := pattern.fullmatch(typed):
            numbers = [_whole(group, text) for group in match.groups()]
            return _count(qualifier, numbers, text)
    raise Refused(
        _(
            "“{text}” is not a count. Write 7, 7+ (at least), >1000 (more than), 5-7, ~20 (about), "
            "<=3 (up to), several, 0 (none), or leave it blank (unknown)."
        ).format(text=shown(text))
    )


def _count(qualifier: Qualifier, numbers: list[int], text: str) -> Count:
    if qualifier is Qualifier.UP_TO:
        return _up_to(numbers[0], text)
    if qualifier is not Qualifier.BETWEEN:
        return Count(qualifier, numbers[0])
    low, high = numbers
    if low > high:
        raise Refused(
            _("“{text}”: the first number is larger than the second. Swap them.").format(
                text=shown(text)
            )
        )
    return Count(Qualifier.EXACTLY, low) if low == high else Count(qualifier, low, high)


def _up_to(number: int, text: str) -> Count:
    if number < 0:
        raise Refused(
            _("“{text}” is negative. A count cannot be less than 0.").format(text=shown(text))
        )
    return Count(Qualifier.UP_TO, number) if number else Count(Qualifier.EXACTLY, 0)


def _ratio(times: int, of: str, text: str) -> Ratio:
    if times < 2:
        raise Refused(
            _("“{text}” is not a ratio. Write 2x killed for twice as many as killed.").format(
                text=shown(text)
            )
        )
    return Ratio(times, of)


def _whole(digits: str, text: str) -> int:
    number = int(re.sub(r"\D", "", digits)) if len(digits) < 20 else LARGEST + 1
    if number > LARGEST:
        raise Refused(_("“{text}” is too large.").format(text=shown(text)))
    return number
