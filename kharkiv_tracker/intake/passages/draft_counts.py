"""The counts of one proposal, from everything that the text says of one quantity."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from kharkiv_tracker.domain.count import UNKNOWN, Count, Qualifier, Ratio
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake.counts.count_sums import added, at_least
from kharkiv_tracker.intake.passages.claim import Claim
from kharkiv_tracker.intake.passages.people_group import Group
from kharkiv_tracker.intake.passages.people_noun import CLASSES

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim with where it is: the number of its sentence, and ranges of the stored text."""

    claim: Claim
    sentence: int
    spans: tuple[tuple[int, int], ...]
    number: tuple[tuple[int, int], ...]

    @property
    def group(self) -> Group:
        return self.claim.group


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


def tally(placed: Sequence[PlacedClaim]) -> Tally:
    """What the claims of one quantity come to together."""
    now = [one for one in placed if not one.claim.is_first]
    wholes = [one for one in now if not one.claim.is_part]
    result = _whole([one for one in wholes if not _is_listed(one)])
    _add_listed(result, [one for one in wholes if _is_listed(one)])
    for one in now:
        if one.claim.is_part:
            _add_part(result, one)
    _fit(result)
    return result


def _is_listed(one: PlacedClaim) -> bool:
    """Whether it is of people named one by one or by their class, who are added up."""
    group = one.group
    return bool(group.name or group.person) or (group.is_single and not one.claim.is_rise)


# The number of all.


def _whole(wholes: Sequence[PlacedClaim]) -> Tally:
    """The last number it rose to, else the largest; others beside it are added."""
    risen = [one for one in wholes if one.claim.is_rise]
    if risen:
        last = risen[-1]
        return Tally(last.group.count, list(last.spans), is_update=True)
    result = Tally()
    for one in wholes:
        count, before = one.group.count, result.count
        if isinstance(before, Ratio) or (isinstance(count, Ratio) and not before.is_unknown):
            continue
        if before.is_unknown or isinstance(count, Ratio):
            result.count, result.spans = count, list(one.spans)
        elif one.group.is_beside:
            with suppress(Refused):
                result.count = added(before, count)
                result.spans += one.spans
        elif count == before:
            result.spans += one.spans
        elif _is_sharper(count, before):
            result.count, result.spans = count, list(one.spans)
        _add_persons(result, one)
    return result


def _is_sharper(new: Count, old: Count) -> bool:
    """Whether a later number is the one to keep: it is larger, or says what “several” left open."""
    if old.qualifier is Qualifier.SEVERAL:
        return new.qualifier is not Qualifier.SEVERAL
    # Of over 30 in a heading and 31 below it the second is meant.
    return (new.low or 0) >= (old.low or 0)


# People named by class.


def _add_listed(result: Tally, listed: Sequence[PlacedClaim]) -> None:
    """Groups named by their class: parts of the number where they fit, else they make it."""
    unique: list[PlacedClaim] = []
    for one in listed:
        if not any(_is_same(one, other) for other in unique):
            unique.append(one)
    whole, total = result.count, _sum(unique)
    if not unique or total is None or isinstance(whole, Ratio):
        return
    if whole.is_unknown or (whole.high is not None and (total.low or 0) > whole.high):
        result.count = total
        result.spans += [span for one in unique for span in one.spans]
    else:
        _add_beside(result, unique)
    is_some = result.count is whole and (total.low or 0) < (whole.low or 0)
    for one in unique:
        _add_part(result, one, is_some=is_some)


def _sum(listed: Sequence[PlacedClaim]) -> Count | None:
    """Those of a list together; None where they cannot be added up."""
    total = UNKNOWN
    for one in listed:
        count = one.group.count
        if isinstance(count, Count):
            try:
                total = count if total.is_unknown else added(total, count)
            except Refused:
                return None
    return total


def _add_beside(result: Tally, listed: Sequence[PlacedClaim]) -> None:
    """People beside those of the number before them: and another two women."""
    for one in listed:
        count, whole = one.group.count, result.count
        follows = bool(result.spans) and list(one.spans) > result.spans
        if not (one.group.is_beside and follows) or one.claim.is_rise:
            continue
        if isinstance(count, Count) and isinstance(whole, Count):
            with suppress(Refused):
                result.count = added(whole, count)
                result.spans += one.spans


def _is_same(one: PlacedClaim, other: PlacedClaim) -> bool:
    """Whether two sentences are about the same people: a woman of 64, the woman."""
    first, second = one.group, other.group
    if one.sentence == other.sentence or first.name != second.name or first.is_beside:
        return False
    if first.ages and second.ages:
        return first.ages == second.ages
    return first.count == second.count


# Parts.


def _add_part(result: Tally, one: PlacedClaim, is_some: bool = False) -> None:
    """A part of the number; of `is_some` there may be more of them."""
    _add_persons(result, one)
    count = _count_of_part(result, one)
    if count is None or one.claim.is_detail:
        return
    names = [name for name in (one.group.name, one.claim.condition) if name]
    if (is_some or len(names) > 1) and not count.about:
        try:
            count = at_least(count)
        except Refused:
            # Of up to five, at least so many says nothing.
            return
    for name in names:
        result.part_spans.setdefault(name, []).extend(one.number)
        before = result.parts.get(name)
        is_more = before is not None and (count.low or 0) > (before.low or 0)
        if before is None:
            result.parts[name] = count
        elif name in CLASSES and (one.group.ages or is_more):
            with suppress(Refused):
                result.parts[name] = added(before, count)
        elif is_more:
            result.parts[name] = count


def _count_of_part(result: Tally, one: PlacedClaim) -> Count | None:
    """How many there are: of all the number itself, of “including a child” one at least."""
    group, count = one.group, one.group.count
    if group.is_all:
        count = result.count
    if not isinstance(count, Count) or count.is_unknown:
        return None
    is_open = group.is_single and one.claim.is_among and not one.claim.condition
    return at_least(count) if is_open and count.number == 1 else count


def _add_persons(result: Tally, one: PlacedClaim) -> None:
    if one.group.ages:
        result.persons.append((one.group, list(one.spans)))


def _fit(result: Tally) -> None:
    """No part is larger than its number: what does not fit is left out."""
    whole = result.count
    if isinstance(whole, Ratio) or whole.high is None:
        return
    if whole.is_none:
        result.persons.clear()
    for name, count in list(result.parts.items()):
        if whole.is_none or (count.low or 0) > whole.high:
            del result.parts[name]
            result.part_spans.pop(name, None)
        elif count.is_open and count.low == whole.high:
            result.parts[name] = whole
