"""The counts of one proposal, from everything that the text says of one quantity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kharkiv_tracker.domain.count import UNKNOWN, Count, Qualifier, Ratio
from kharkiv_tracker.domain.quantity import WITH_PARTS
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake.counts.count_sums import added, at_least
from kharkiv_tracker.intake.passages.casualty_claims import Claim
from kharkiv_tracker.intake.passages.people_group import Group

Spans = list[tuple[int, int]]
_ADULTS_AND_CHILDREN = ("men", "women", "boys", "girls", "child", "adult")


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with where it is: the number of its sentence, and ranges of the stored text."""

    claim: Claim
    sentence: int
    spans: tuple[tuple[int, int], ...]
    number: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Tally:
    """What one quantity comes to."""

    count: Count | Ratio = UNKNOWN
    spans: Spans = field(default_factory=list)
    parts: dict[str, Count] = field(default_factory=dict)
    part_spans: dict[str, Spans] = field(default_factory=dict)
    persons: list[tuple[Group, Spans]] = field(default_factory=list)
    is_update: bool = False

    @property
    def is_said(self) -> bool:
        return not (isinstance(self.count, Count) and self.count.is_unknown) or bool(self.parts)


def tally(said: Sequence[Said]) -> Tally:
    """What the claims of one quantity come to together."""
    now = [one for one in said if not one.claim.is_first]
    result = Tally()
    wholes = [one for one in now if not one.claim.is_part and not _is_class(one)]
    classes = [one for one in now if not one.claim.is_part and _is_class(one)]
    parts = [one for one in now if one.claim.is_part]
    _whole(result, wholes)
    _classes(result, classes, has_parts=bool(parts))
    for one in parts:
        _part(result, one)
    _fit(result)
    return result


def _is_class(one: Said) -> bool:
    """Whether it is of people named one by one or by their class, who are added up."""
    group = one.claim.group
    return bool(group.name or group.person) or (group.is_single and not one.claim.is_rise)


def _whole(result: Tally, wholes: Sequence[Said]) -> None:
    """The number of all: the last one it rose to, else the largest, others added to it."""
    risen = [one for one in wholes if one.claim.is_rise]
    if risen:
        last = risen[-1]
        result.count, result.is_update = last.claim.group.count, True
        result.spans += last.spans
        return
    for one in wholes:
        count = one.claim.group.count
        if isinstance(result.count, Count) and result.count.is_unknown:
            result.count = count
            result.spans += one.spans
        elif isinstance(count, Ratio) or isinstance(result.count, Ratio):
            continue
        elif count == result.count and not one.claim.group.is_beside:
            result.spans += one.spans
        elif one.claim.group.is_beside:
            try:
                result.count = added(result.count, count)
            except Refused:
                continue
            result.spans += one.spans
        elif _is_sharper(count, result.count):
            result.count, result.spans = count, list(one.spans)
        _persons(result, one)


def _is_sharper(new: Count, old: Count) -> bool:
    """Whether a later number is the one to keep: it is larger, or says what “several” left open."""
    if old.qualifier is Qualifier.SEVERAL:
        return new.qualifier is not Qualifier.SEVERAL
    return (new.low or 0) > (old.low or 0)


def _classes(result: Tally, classes: Sequence[Said], has_parts: bool) -> None:
    """Groups named by their class: parts of the whole where they fit, else they make it."""
    if not classes:
        return
    unique: list[Said] = []
    for one in classes:
        twin = next((other for other in unique if _is_same(one, other)), None)
        if twin is None:
            unique.append(one)
    total = UNKNOWN
    for one in unique:
        count = one.claim.group.count
        if isinstance(count, Count):
            try:
                total = count if total.is_unknown else added(total, count)
            except Refused:
                return
    whole = result.count
    if isinstance(whole, Ratio):
        return
    beside = [one for one in unique if one.claim.group.is_beside]
    if whole.is_unknown:
        result.count = total
        for one in unique:
            result.spans += one.spans
    elif beside and not any(one.claim.is_rise for one in unique):
        for one in beside:
            if isinstance(one.claim.group.count, Count) and _comes_after_whole(result, one):
                try:
                    result.count = added(result.count, one.claim.group.count)  # type: ignore[arg-type]
                    result.spans += one.spans
                except Refused:
                    continue
    elif whole.high is not None and (total.low or 0) > whole.high:
        result.count = total
    for one in unique:
        _part(result, one)


def _comes_after_whole(result: Tally, one: Said) -> bool:
    """Whether people are added to a number said before."""
    return bool(result.spans) and one.spans[0][0] > result.spans[0][0]


def _is_same(one: Said, other: Said) -> bool:
    """Whether two sentences tell of the same people: a woman of 64, the woman."""
    first, second = one.claim.group, other.claim.group
    if one.sentence == other.sentence or first.name != second.name or first.is_beside:
        return False
    if first.ages and second.ages:
        return first.ages == second.ages
    return first.count == second.count


def _part(result: Tally, one: Said) -> None:
    group = one.claim.group
    names = [name for name in (group.name, one.claim.condition) if name]
    count = group.count
    if not isinstance(count, Count):
        return
    if group.is_all:
        if not isinstance(result.count, Count) or result.count.is_unknown:
            return
        count = result.count
    if group.is_single and one.claim.is_among and count.number == 1 and not one.claim.condition:
        # “Including a child” says of one that it is; there may be others.
        count = Count(Qualifier.AT_LEAST, 1)
    for name in names:
        if len(names) > 1:
            count = at_least(count) if not count.about else count
        result.part_spans.setdefault(name, []).extend(one.number)
        before = result.parts.get(name)
        if before is None:
            result.parts[name] = count
        elif name in _ADULTS_AND_CHILDREN and (group.ages or not _repeats(before, count)):
            try:
                result.parts[name] = added(before, count)
            except Refused:
                continue
        elif (count.low or 0) > (before.low or 0):
            result.parts[name] = count
    _persons(result, one)


def _repeats(before: Count, count: Count) -> bool:
    return (count.low or 0) <= (before.low or 0)


def _persons(result: Tally, one: Said) -> None:
    if one.claim.group.ages:
        result.persons.append((one.claim.group, list(one.spans)))


def _fit(result: Tally) -> None:
    """No part is larger than its whole: what does not fit is left out."""
    whole = result.count
    if isinstance(whole, Ratio):
        return
    for name, count in list(result.parts.items()):
        if whole.high is not None and (count.low or 0) > whole.high:
            del result.parts[name]
            result.part_spans.pop(name, None)
    if whole.is_none:
        result.parts.clear()
        result.part_spans.clear()


def has_parts(quantity: str) -> bool:
    """Whether parts are recorded of a quantity."""
    return quantity in WITH_PARTS
