"""What an edit did, in the words by which it is undone: `merge of KHT-…`, `new report on KHT-…`.

It is named by what it wrote, never by the reason that was typed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.edit_step import EditStep
from kharkiv_tracker.domain.fields import Kind
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.figure_change import FigureChange
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.i18n import N_, _, ngettext
from kharkiv_tracker.labels import change_text, quantity_text, revision_text
from kharkiv_tracker.labels.figure_text import NOTHING, figure_text, number

#: Written on the way to other records; an edit is named by them where it wrote nothing else.
_ON_THE_WAY = ("speaker", "source", "office", "document")
#: The kind of the revision that says that a name was erased.
_ERASURE = "purge"
#: What follows from other fields, or goes with them.
_BESIDE = frozenset(("chosen_reason",))
_STATES: Mapping[str, str] = {
    ReviewState.APPROVED.value: N_("approval of {record}"),
    ReviewState.WITHDRAWN.value: N_("withdrawal of {record}"),
}
_REINSTATED = N_("reinstatement of {record}")


def what(step: EditStep) -> str:
    """What it did, to follow *Undo*."""
    own = [revision for revision in step.revisions if revision.kind != figure_change.KIND]
    by_kind: dict[str, list[Revision]] = {}
    for revision in own:
        by_kind.setdefault(revision.kind, []).append(revision)
    if _ERASURE in by_kind:
        return _("erasure of a name")
    if text := _joined(by_kind) or _new_reports(step, by_kind):
        return text
    kinds = [kind for kind in by_kind if kind not in _ON_THE_WAY] or list(by_kind)
    if not kinds:
        return _("change of the case file")
    kind = kinds[0]
    return _done(by_kind[kind], _record(by_kind[kind][0], kind, step.counts.get(kind, 1)))


def value(step: EditStep, gazetteer: Gazetteer) -> str:
    """Before and after of the one word it changed, as a grade: `Fair → Confirmed`; else ""."""
    own = [revision for revision in step.revisions if revision.kind != figure_change.KIND]
    kind = own[0].kind if own else ""
    fields = {name for revision in own for name in _fields(revision)}
    if len(fields) != 1 or len(own) != 1 or kind != "incident":
        return ""
    (name,) = fields
    column = RECORDS[kind].by_name.get(name)
    if column is None or column.kind is not Kind.WORD:
        return ""
    before, after = (
        change_text.value(name, item, gazetteer, kind) or NOTHING for item in own[0].changes[name]
    )
    return _("{before} → {after}").format(before=before, after=after)


def may_be_undone(step: EditStep) -> bool:
    """Whether it can be undone: an erased name never comes back."""
    return all(revision.kind != _ERASURE for revision in step.revisions)


def is_entry(step: EditStep) -> bool:
    """Whether it recorded what sources published: reports, official totals, documents."""
    kinds = {revision.kind for revision in step.revisions if _is_new(revision)}
    return bool(kinds & {"report", "statement", "joint"}) and "link" not in kinds


def moves(changes: Mapping[str, tuple[object, object]]) -> str:
    """The figures of an incident before and after: `killed 7+ → 12, injured 16`; "" for none."""
    every = [change for change in figure_change.read(changes) if "." not in change.quantity]
    counted = [change for change in every if change.quantity in COUNTED]
    return ", ".join(map(_move, counted or every))


def _move(change: FigureChange) -> str:
    quantity = quantity_text.quantity(change.quantity)
    if change.before == Figure():
        return _("{quantity} {figure}").format(quantity=quantity, figure=figure_text(change.after))
    return _("{what} {before} → {after}").format(
        what=quantity, before=figure_text(change.before), after=figure_text(change.after)
    )


def _joined(by_kind: Mapping[str, Sequence[Revision]]) -> str:
    """A merge or a split, which write much else."""
    for revision in by_kind.get("incident", ()):
        _before, target = revision.changes.get("merged_into", (None, None))
        if target:
            return _("merge of {code} into {other}").format(
                code=revision_text.code(revision), other=target
            )
    for revision in by_kind.get("link", ()):
        if _is_new(revision) and revision.changes["relation"][1] == Relation.SPLIT.value:
            return _("split of {code}").format(code=revision.changes.get("other", ("", ""))[1])
    return ""


def _new_reports(step: EditStep, by_kind: Mapping[str, Sequence[Revision]]) -> str:
    """New incidents, or new reports on others."""
    kind = "incident"
    if new := [revision for revision in by_kind.get(kind, ()) if _is_new(revision)]:
        n = _number(step, kind, new)
        if n > 1:
            return ngettext("{n} new incident", "{n} new incidents", n).format(n=number(n))
        return _("new {record}").format(record=_called(new[0]))
    reports = [revision for revision in by_kind.get("report", ()) if _is_new(revision)]
    codes = {revision_text.code(revision).partition("/")[0] for revision in reports}
    if not codes:
        return ""
    n = len(codes)
    if n == 1:
        return _("new report on {code}").format(code=next(iter(codes)))
    sentence = ngettext("new reports on {n} incident", "new reports on {n} incidents", n)
    return sentence.format(n=number(n))


def _done(revisions: Sequence[Revision], record: str) -> str:
    """What was done to the records of these revisions, which are of one kind."""
    first = revisions[0]
    if _is_new(first):
        return _("new {record}").format(record=record)
    if revision_text.took_out(first):
        return _("removal of {record}").format(record=record)
    if all(map(_approves, revisions)):
        return _(_STATES[ReviewState.APPROVED.value]).format(record=record)
    fields = {name for revision in revisions for name in _fields(revision)}
    if fields == {"withdrawn"}:
        pairs = [revision.changes["withdrawn"] for revision in revisions if _fields(revision)]
        is_withdrawn = bool(pairs[0][1])
        text = _STATES[ReviewState.WITHDRAWN.value] if is_withdrawn else _REINSTATED
        return _(text).format(record=record)
    if "state" in fields and first.kind == "incident" and "state" in first.changes:
        before, after = first.changes["state"]
        if before == ReviewState.WITHDRAWN.value:
            return _(_REINSTATED).format(record=record)
        if str(after) in _STATES:
            return _(_STATES[str(after)]).format(record=record)
    if len(fields) == 1 and first.kind == "incident":
        (name,) = fields
        label = change_text.field(name, first.kind)
        return _("{field} of {record}").format(field=_lower(label), record=record)
    return _("correction of {record}").format(record=record)


def _approves(revision: Revision) -> bool:
    """Whether it approved an incident, for the first time or as it is now."""
    before, after = revision.changes.get("state", ("", ""))
    times_before, times = revision.changes.get("approved_changes", (0, 0))
    is_new = after == ReviewState.APPROVED.value and before != ReviewState.WITHDRAWN.value
    return revision.kind == "incident" and (is_new or _number_of(times) > _number_of(times_before))


def _number_of(stored: object) -> int:
    """A stored number; 0 for what a newer version may have in its place."""
    return stored if isinstance(stored, int) else 0


def _fields(revision: Revision) -> Collection[str]:
    """The fields that were changed on purpose."""
    names = change_text.shown(revision.kind, revision.changes)
    return [n for n in names if n not in _BESIDE and not n.startswith("approved")]


def _record(revision: Revision, kind: str, n: int) -> str:
    """The record by its code, or how many they are."""
    if n > 1 and kind == "incident":
        return ngettext("{n} incident", "{n} incidents", n).format(n=number(n))
    if n > 1:
        return ngettext("{n} record", "{n} records", n).format(n=number(n))
    if kind == "incident":
        return revision_text.code(revision)
    return _called(revision)


def _called(revision: Revision) -> str:
    """`report KHT-…/1`; what is called by its own name alone, as an office, keeps its letters."""
    text, name = revision_text.record(revision), revision_text.named("", revision.record)
    return text if text == name else _lower(text)


def _number(step: EditStep, kind: str, revisions: Sequence[Revision]) -> int:
    """How many records of the kind it wrote, as far as its revisions are read."""
    is_whole = len(step.revisions) >= sum(step.counts.values())
    return len(revisions) if is_whole else step.counts.get(kind, len(revisions))


def _is_new(revision: Revision) -> bool:
    return revision_text.added(revision)


def _lower(word: str) -> str:
    return word[:1].lower() + word[1:]
