"""Revisions in words: what was changed, why, and every field before and after."""

from __future__ import annotations

from kharkiv_tracker import languages
from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.person import NAMES
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.record import CODED, RECORDS
from kharkiv_tracker.domain.revision import UNNAMED, Revision
from kharkiv_tracker.i18n import N_, _, current
from kharkiv_tracker.labels import change_text, figure_change_text
from kharkiv_tracker.labels.change_text import field as field
from kharkiv_tracker.labels.figure_text import figure_text

_RECORDS = {
    "incident": N_("Incident {name}"),
    figure_change.KIND: N_("Figures of {name}"),
    "report": N_("Report {name}"),
    "statement": N_("Official total {name}"),
    "joint": N_("Combined report {name}"),
    "speaker": N_("Speaker {name}"),
    "source": N_("Source {name}"),
    "person": N_("Person {name}"),
    "attachment": N_("Attachment {name}"),
    "link": N_("Link {name}"),
    "override": N_("Flag on {name}"),
    "document": N_("Document {name}"),
    "note": N_("Note {name}"),
    "identifier": N_("Identifier {name}"),
    "clearance": N_("Open page: {name}"),
    "method": N_("Method page: {name}"),
    "purge": N_("Person {name}"),
}
#: Reasons the program gives itself; what people write stays as they wrote it.
_REASONS = {
    "new": N_("new"),
    "add": N_("add"),
    "update": N_("update"),
    "sample": N_("sample case"),
    "undo": N_("undo"),
    "redo": N_("redo"),
    "amend": N_("amend"),
    "withdraw": N_("withdraw"),
    "reinstate": N_("reinstate"),
    "approve": N_("approve"),
    "merge": N_("merge"),
    "split": N_("split"),
    "link": N_("link"),
    "join": N_("same person"),
    "apart": N_("not the same person"),
    "unlink": N_("unlink"),
    "grade": N_("grade"),
    "review": N_("review"),
    "rule": N_("rule"),
    "revert": N_("restore version"),
    "cover": N_("hide"),
    "take up": N_("reopen flag"),
    "attach": N_("attach"),
    "move file": N_("move file"),
    "redact": N_("redacted copy"),
    "note": N_("note"),
    "identifier": N_("identifier"),
    "method": N_("method page"),
    "person": N_("person"),
    "purge": N_("erase name"),
    "source": N_("source"),
    "joint report": N_("combined report"),
    "publication": N_("what the open version names"),
    "hand over": N_("copy for another person"),
    "gather": N_("gather into documents"),
    "salvage": N_("data recovery"),
    "second edition of the counting rule": N_("second edition of the counting rule"),
    "new edition of the counting rule": N_("new edition of the counting rule"),
}
#: The field that no record of its kind is without.
_FIRST = {
    "case": "title",
    "incident": "code",
    "statement": "code",
    "joint": "code",
    "report": "number",
    "person": "number",
    "attachment": "number",
    "link": "relation",
    "override": "subject",
    "document": "code",
    "note": "code",
    "identifier": "code",
    "clearance": "subject",
}
_MARKS = {"report": "", "person": "P", "attachment": "A"}
#: Records that are named by their fields once they are removed.
_PAIRS = {"speaker": ("person", "office", ", "), "link": ("one", "other", " – ")}
#: Fields of a person that are shown on request only.
_PRIVATE = (*NAMES, "notes")


def reason(stored: str) -> str:
    """Why it was changed: `add`, or what the analyst wrote."""
    return _(_REASONS[stored]) if stored in _REASONS else stored


def author(stored: str) -> str:
    """Who changed it; the program itself, and whoever gave no name, in words."""
    if stored == figure_change.RENEWAL:
        return _("automatic recount")
    return _("without a name") if stored == UNNAMED else stored


def record(revision: Revision) -> str:
    """What was changed: `Report KHT-2022-08-17-01/3`."""
    is_case = "case" in (revision.kind, revision.record)
    return named("case" if is_case else revision.kind, "" if is_case else _name(revision))


def named(kind: str, name: str) -> str:
    """A record by its kind and what it is called: `Report KHT-2022-08-17-01/3`."""
    if kind == "case":
        return _("Case file")
    return _(_RECORDS[kind]).format(name=name) if kind in _RECORDS else name


def code(revision: Revision) -> str:
    """The code of the changed record: `KHT-2022-08-17-01/3`; "" for none."""
    if revision.kind in (*CODED, figure_change.KIND, *_MARKS):
        return _name(revision)
    return ""


def what(revision: Revision) -> str:
    """What happened to it, short enough for a column."""
    if revision.kind == "purge":
        is_copy = change_text.PROFILE in revision.changes
        return _("left out for another person") if is_copy else _("name erased")
    if revision.kind == figure_change.KIND:
        return figure_change_text.what(revision.changes)
    pairs = revision.changes.values()
    if not pairs:
        return _("details no longer stored")
    if added(revision):
        return _("dismissed") if revision.kind == "override" else _("added")
    if took_out(revision):
        return _("reopened") if revision.kind == "override" else _("removed")
    names = change_text.shown(revision.kind, revision.changes)
    return ", ".join(_lower(field(name, revision.kind)) for name in names)


def took_out(revision: Revision) -> bool:
    """Whether the revision removed the record."""
    return _is_whole(revision) and all(after is None for _was, after in revision.changes.values())


def added(revision: Revision) -> bool:
    """Whether the revision added the record."""
    return _is_whole(revision) and all(was is None for was, _after in revision.changes.values())


def has_private(revision: Revision) -> bool:
    """Whether the change has fields of a person that are shown on request only."""
    return revision.kind == "person" and any(name in revision.changes for name in _PRIVATE)


def changes(
    revision: Revision, gazetteer: Gazetteer, names: bool = False
) -> list[tuple[str, str, str]]:
    """Every field with its value before and after; blank for none.

    The name of a person is shown only with `names`.
    """
    if revision.kind == figure_change.KIND:
        return _moves(revision)
    rows = []
    kind = revision.kind
    for name in change_text.shown(kind, revision.changes):
        values = [change_text.value(name, item, gazetteer, kind) for item in revision.changes[name]]
        if kind == "person" and name in _PRIVATE and not names:
            values = [_("not shown") if item else "" for item in values]
        rows.append((field(name, kind), values[0], values[1]))
    return rows


def _moves(revision: Revision) -> list[tuple[str, str, str]]:
    """Every figure before and after, and below it why it moved."""
    rows = []
    for change in figure_change.read(revision.changes):
        before, after = figure_text(change.before), figure_text(change.after)
        why = figure_change_text.why(change)
        rows.append((figure_change_text.quantity(change), before, f"{after}  {why}".strip()))
    return rows


def _name(revision: Revision) -> str:
    """The name of the record; of a removed one from the fields of its change."""
    name, kind = revision.record, revision.kind
    if kind == "method":
        return languages.called(name.rpartition("-")[2], current())
    if not change_text.is_id(name):
        return name or _("unnamed")
    if kind in _MARKS and (owner := _owner(revision)):
        return f"{owner}/{_MARKS[kind]}{_value(revision, 'number')}"
    if kind in _PAIRS:
        first_field, second_field, between = _PAIRS[kind]
        names_of_pair = (_value(revision, first_field), _value(revision, second_field))
        return between.join(part for part in names_of_pair if part) or _("unnamed")
    names = (_value(revision, field) for field in ("code", "name", "subject"))
    return next(filter(None, names), _("unnamed"))


def _owner(revision: Revision) -> str:
    """What a removed record belonged to, by its code; "" where its change does not say."""
    owners = RECORDS[revision.kind].owners
    return next(filter(None, (_value(revision, owner) for owner in owners)), "")


def _is_whole(revision: Revision) -> bool:
    """Whether the record itself came or went, by the field no record of its kind is without."""
    names = set(revision.changes)
    if revision.kind in _FIRST:
        return _FIRST[revision.kind] in names
    return bool(names & {"name", "kind", "person", "office"})


def _value(revision: Revision, name: str) -> str:
    before, after = revision.changes.get(name, (None, None))
    return str(after if after is not None else before or "")


def _lower(word: str) -> str:
    return word[:1].lower() + word[1:]
