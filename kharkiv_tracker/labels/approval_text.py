"""Approval in words: whether what was approved has changed, and what of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kharkiv_tracker import labels
from kharkiv_tracker.domain.approved_values import CHANGED_FIELDS, FIELDS, FIGURES, GONE, JOINED
from kharkiv_tracker.domain.incident import REVIEW, ReviewState
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.domain.total import GroupTotal
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import change_text, figure_change_text

_NOWHERE = Gazetteer(())
#: Pairs of incidents that are named; the others are counted.
_LISTED = 3


def review_state(state: ReviewState, is_changed: bool, is_merged: bool = False) -> str:
    """The review state: `Approved, changed` where it is not as approved, `Merged` if it was."""
    if is_merged:
        return _("Merged")
    return _("Approved, changed") if is_changed else labels.word(state)


def difference(content: Mapping[str, Any], places: Gazetteer | None = None) -> str:
    """All that is not as approved: `killed: 51 → 90, grade: Fair → Weak, reports added: 2`."""
    return ", ".join(filter(None, _differences(content, places or _NOWHERE)))


def changed_left_out(changed: GroupTotal | None) -> str:
    """How many incidents a page of approved ones leaves out as they changed; "" for none."""
    if changed is None or not changed.incidents:
        return ""
    return ngettext(
        "{n} incident changed since approval left out: {sums}.",
        "{n} incidents changed since approval left out: {sums}.",
        changed.incidents,
    ).format(
        n=labels.number(changed.incidents),
        sums=labels.figures_line(changed.toll),
    )


def edited(revisions: Iterable[Revision]) -> str:
    """What was edited since an approval that the approval is not of; "" for nothing.

    The revisions are those since then, oldest first, records by code.
    """
    ends: dict[str, dict[str, tuple[Any, Any]]] = {}
    kinds: dict[str, str] = {}
    for revision in revisions:
        fields = ends.setdefault(revision.record, {})
        kinds[revision.record] = revision.kind
        for name, (before, after) in revision.changes.items():
            fields[name] = (fields.get(name, (before, None))[0], after)
    parts = [_edited(kinds[record], record, fields) for record, fields in ends.items()]
    if not any(parts):
        return ""
    return _("Edited since approval: {fields}.").format(fields="; ".join(filter(None, parts)))


def _edited(kind: str, record: str, fields: Mapping[str, tuple[Any, Any]]) -> str:
    apart = {*FIELDS, *REVIEW} if kind == "incident" else set()
    names = [
        change_text.field(name, kind)
        for name in change_text.shown(kind, fields)
        if name not in apart and fields[name][0] != fields[name][1]
    ]
    if kind == "incident" or not names:
        return ", ".join(names)
    is_new = any(name in fields and fields[name][0] is None for name in ("number", "code"))
    return record if is_new else f"{record}: {', '.join(names)}"


def possible_duplicates(pairs: Sequence[tuple[str, str]]) -> str:
    """Which incidents of a page may be the same strike, the likeliest by code; "" for none."""
    if not pairs:
        return ""
    listed = ", ".join(" / ".join(pair) for pair in pairs[:_LISTED])
    return ngettext(
        "{n} pair of incidents may be the same strike: {pairs}.",
        "{n} pairs of incidents may be the same strike: {pairs}.",
        len(pairs),
    ).format(
        n=labels.number(len(pairs)),
        pairs=listed if len(pairs) <= _LISTED else _("{listed} and others").format(listed=listed),
    )


def _differences(content: Mapping[str, Any], places: Gazetteer) -> Iterator[str]:
    yield figure_change_text.what(content.get(FIGURES, {}))
    for name, (before, after) in content.get(CHANGED_FIELDS, {}).items():
        values = [change_text.value(name, value, places, "incident") for value in (before, after)]
        move = _("{before} → {after}").format(
            before=values[0] or labels.NOTHING, after=values[1] or labels.NOTHING
        )
        field = change_text.field(name, "incident")
        yield _("{quantity}: {count}").format(quantity=field[:1].lower() + field[1:], count=move)
    for name, text in (
        (JOINED, _("reports added: {numbers}")),
        (GONE, _("reports gone: {numbers}")),
    ):
        if numbers := content.get(name):
            yield text.format(numbers=_numbers(numbers))


def _numbers(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))
