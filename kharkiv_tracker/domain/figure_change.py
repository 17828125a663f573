"""Figures that moved though nothing of their incident was changed, as the history records it.

Such a revision is of the kind `figure` and of no record: its changes are the figures before and
after, by quantity, and under `why` what caused it and the reasons of each new figure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kharkiv_tracker.domain.figure import Figure, FigureReason, Reason, both_with_affected
from kharkiv_tracker.domain.quantity import ADULTS, INJURED, STRESS, UNCOUNTED, subset

#: The kind of the revision, the name in its changes under which the reasons are.
KIND, WHY = "figure", "why"
#: What caused it: the kind of the other record, or that a newer edition of the rule counted.
CAUSES, RENEWAL = "cause", "renewal"
#: Quantities and parts that no earlier edition derived: that they are there now is not a move, nor
#: that those with acute stress, within the injured then, are a quantity of their own.
_NEW = frozenset((*UNCOUNTED, subset(INJURED, STRESS)))
_NEW_PARTS = frozenset((ADULTS,))
#: Between a reason and the part it is about.
_PART = ":"
#: What no revision of ours would make another of these values raise.
_STRANGE = (AttributeError, IndexError, KeyError, TypeError, ValueError)

#: Low, best, high and whether it is about; None for an unknown figure.
Bounds = dict[str, Any]
Changes = dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure before and after; the reports it rests on now are the reasons of `after`."""

    quantity: str
    before: Figure
    after: Figure
    causes: tuple[str, ...]


def bounds(low: int | None, best: int | None, high: int | None, about: int) -> Bounds | None:
    """A figure as it is recorded."""
    if low is None:
        return None
    return {"low": low, "best": best, "high": high, "about": bool(about)}


def recorded(
    before: Mapping[str, Bounds | None],
    after: Mapping[str, Bounds | None],
    reasons: Mapping[str, list[list[str]]],
    causes: Collection[str],
) -> Changes:
    """The changes of the revision; empty where no figure moved.

    `reasons` are those of the new figures, each with the ids of its reports.
    """
    changes = {
        quantity: pair
        for quantity, pair in moved(before, after).items()
        if not (RENEWAL in causes and _is_new(quantity))
    }
    if changes:
        why = {quantity: reasons[quantity] for quantity in changes if reasons.get(quantity)}
        changes[WHY] = (None, {CAUSES: sorted(causes), **why})
    return changes


def moved(before: Mapping[str, Bounds | None], after: Mapping[str, Bounds | None]) -> Changes:
    """The figures that are not what they were, each before and after."""
    before, after = both_with_affected(before, after)
    return {
        quantity: (before.get(quantity), after.get(quantity))
        for quantity in sorted({*before, *after})
        if before.get(quantity) != after.get(quantity)
    }


def _is_new(quantity: str) -> bool:
    whole, _dot, part = quantity.partition(".")
    return whole in _NEW or quantity in _NEW or part in _NEW_PARTS


def read(changes: Mapping[str, tuple[Any, Any]]) -> Iterator[FigureChange]:
    """The figures that a revision changed, those of whole quantities first."""
    _none, why = changes.get(WHY, (None, None))
    why = why if isinstance(why, dict) else {}
    causes = why.get(CAUSES)
    causes = tuple(map(str, causes)) if isinstance(causes, list) else ()
    for quantity in sorted(changes.keys() - {WHY}, key=lambda name: ("." in name, name)):
        try:
            before, after = (_figure(value) for value in changes[quantity])
            reasons = tuple(_reasons(why.get(quantity, ())))
        except _STRANGE:
            # A file that was tampered with may hold anything.
            continue
        after = Figure(after.low, after.best, after.high, after.about, reasons)
        yield FigureChange(quantity, before, after, causes)


def reason(change: FigureChange) -> str:
    """Why it moved, in identifiers: what caused it, then each reason with its reports."""
    parts = [", ".join(change.causes)]
    for why in change.after.because:
        parts.append(" ".join(filter(None, (why.reason.value, why.part, *why.reports))))
    return "; ".join(parts)


def net(revisions: Iterable[Mapping[str, tuple[Any, Any]]]) -> Changes:
    """What these changes, one after another, come to: only figures that are not as they were."""
    first: dict[str, Any] = {}
    last: dict[str, Any] = {}
    for changes in revisions:
        for quantity, (before, after) in changes.items():
            if quantity != WHY:
                first.setdefault(quantity, before)
                last[quantity] = after
    return {name: (first[name], last[name]) for name in sorted(first) if first[name] != last[name]}


def ids(changes: Mapping[str, tuple[Any, Any]]) -> set[str]:
    """The ids of the reports that the reasons name."""
    return {
        uid for change in read(changes) for reason in change.after.because for uid in reason.reports
    }


def renamed(changes: Mapping[str, tuple[Any, Any]], names: Mapping[str, str]) -> Changes:
    """The changes with the names of reports in place of their ids."""
    _none, why = changes.get(WHY, (None, None))
    if not isinstance(why, dict):
        return dict(changes)
    named = {
        quantity: [
            [reason[0], *(names.get(uid, uid) for uid in reason[1:])]
            for reason in reasons
            if isinstance(reason, list) and reason
        ]
        if quantity != CAUSES and isinstance(reasons, list)
        else reasons
        for quantity, reasons in why.items()
    }
    return {**changes, WHY: (None, named)}


def _figure(value: Any) -> Figure:
    if value is None:
        return Figure()
    return Figure(value["low"], value["best"], value["high"], bool(value["about"]))


def _reasons(stored: Any) -> Iterator[FigureReason]:
    for text, *reports in stored:
        reason, _colon, part = text.partition(_PART)
        yield FigureReason(Reason(reason), tuple(map(str, reports)), part)
