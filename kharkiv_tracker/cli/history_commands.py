"""Commands for the history: revisions, undo, redo and verify."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.cli import click_words, shared_options, verification_bar
from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.revision import UNNAMED, Changes, Revision, short
from kharkiv_tracker.errors import CaseUnavailable, Refused, TrackerError, shown
from kharkiv_tracker.i18n import N_, _, ngettext
from kharkiv_tracker.labels import edit_text, revision_text
from kharkiv_tracker.store import clock, edit_steps, identity, undo_stack
from kharkiv_tracker.store import history as store
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.record_checks import Problem
from kharkiv_tracker.store.undo_stack import UndoableEdit
from kharkiv_tracker.store.verification import Verification


@click_words.command("history")
@shared_options.case_path
@click.argument("code", required=False)
@shared_options.passphrase_file
@shared_options.as_json
@shared_options.lang
def history(case: Path, code: str | None, passphrase_file: Path | None, as_json: bool) -> None:
    with shared_options.opened(case, passphrase_file) as opened:
        revisions = store.revisions(opened, code)
    if as_json:
        document = {"revisions": [_document(revision) for revision in revisions]}
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    places = gazetteer.load()
    for revision in revisions:
        click.echo(
            f"{revision.seq:>5}  {revision.at}  {revision_text.author(revision.author)}  "
            f"{revision_text.reason(revision.reason)}  {revision_text.record(revision)}"
        )
        if own_time := clock.differing(revision):
            sentence = _("The computer’s clock showed {when}.")
            click.echo(f"       {sentence.format(when=identity.written(own_time))}")
        for field, *values in revision_text.changes(revision, places):
            before, after = (_value(value) for value in values)
            click.echo(f"       {field}: {before} → {after}")


_of = click_words.option(
    "--of", "whose", default="", metavar="NAME", help=N_("Author of the edit, if not yourself.")
)


@click_words.command("undo")
@shared_options.on_case
@shared_options.writing
@_of
@shared_options.as_json
def undo(
    case: Path, passphrase_file: Path | None, author: str, reason: str, whose: str, as_json: bool
) -> None:
    name = shared_options.author_named(author)
    with shared_options.opened(case, passphrase_file) as opened:
        edit = undo_stack.undoable(opened).undo
        what = _what(opened, edit)
        _require_consent(edit, what, name, whose)
        changes = undo_stack.undo(opened, name, reason or "undo", edit)
    nothing = _("Nothing to undo.")
    _print_edit(edit, changes, what, name, as_json, _("Undone: {edit}."), nothing)


@click_words.command("redo")
@shared_options.on_case
@shared_options.writing
@_of
@shared_options.as_json
def redo(
    case: Path, passphrase_file: Path | None, author: str, reason: str, whose: str, as_json: bool
) -> None:
    name = shared_options.author_named(author)
    with shared_options.opened(case, passphrase_file) as opened:
        edit = undo_stack.undoable(opened).redo
        what = _what(opened, edit)
        _require_consent(edit, what, name, whose)
        try:
            changes = undo_stack.redo(opened, name, reason or "redo", edit)
        except Refused as refused:
            sentence = _("{problem} Nothing was changed.").format(problem=refused.sentence)
            raise Refused(sentence) from None
    nothing = _("Nothing to redo.")
    _print_edit(edit, changes, what, name, as_json, _("Redone: {edit}."), nothing)


def _what(case: CaseFile, edit: UndoableEdit | None) -> str:
    """What an edit did, read before it is undone; "" without one."""
    return edit_text.what(edit_steps.of(case, edit.edit)) if edit else ""


def _require_consent(edit: UndoableEdit | None, what: str, name: str, whose: str) -> None:
    """Raise Refused for another author's work, unless that author is named or a person agrees."""
    if edit is None:
        return
    # Nobody can say whether it is their own without a name; they are shown whose it was.
    is_known = edit.is_by(whose) if whose else edit.is_by(name) or name == UNNAMED
    if is_known:
        return
    values = {"author": edit.author, "edit": what}
    if not whose and sys.stdin and sys.stdin.isatty():
        question = _("This change was made by {author}: {edit}. Continue?").format(**values)
        click.confirm(question, abort=True, err=True)
        return
    raise Refused(
        _(
            "This change was made by {author}: {edit}. Nothing was changed. To continue, add "
            "--of and this name."
        ).format(**values)
    )


def _print_edit(
    edit: UndoableEdit | None,
    changes: Changes | None,
    what: str,
    name: str,
    as_json: bool,
    done: str,
    nothing: str,
) -> None:
    """Print which edit it was, whose, if not one's own, and which records it touched."""
    if edit is None or changes is None:
        raise TrackerError(nothing)
    touched = [*sorted(changes.incidents), *sorted(changes.statements), *sorted(changes.joint)]
    if as_json:
        document = {"edit": edit.reason, "author": edit.author, "records": touched}
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    click.echo(done.format(edit=what))
    if not edit.is_by(name):
        click.echo(_("The change was made by {author}.").format(author=edit.author))
    for code in touched:
        click.echo(code)


@click_words.command("verify")
@shared_options.on_case
@click_words.option(
    "--against",
    metavar="FINGERPRINT",
    help=N_("Earlier fingerprint to compare with, full or short."),
)
@shared_options.as_json
@click.pass_context
def verify(
    context: click.Context,
    case: Path,
    passphrase_file: Path | None,
    against: str | None,
    as_json: bool,
) -> None:
    try:
        with shared_options.opened(case, passphrase_file, checked=False) as opened:
            verification = verification_bar.verified(opened, against, quiet=as_json)
    except CaseUnavailable as unavailable:
        if not as_json:
            raise
        verification = Verification(False, 0, "", (Problem(None, "", unavailable.sentence),))
    if as_json:
        click.echo(json.dumps(_verified(verification), ensure_ascii=False))
    elif verification.ok:
        counted = ngettext("{n} revision", "{n} revisions", verification.revisions)
        click.echo(
            _("Verified: {revisions}, fingerprint {fingerprint}.").format(
                revisions=counted.format(n=labels.number(verification.revisions)),
                fingerprint=short(verification.fingerprint),
            )
        )
    else:
        click.echo(_first_problem(verification), err=True)
    if not as_json:
        for note in verification.notes:
            click.echo(_("Note: {place}: {note}").format(place=_place(note), note=note.problem))
    context.exit(0 if verification.ok else 1)


def _first_problem(verification: Verification) -> str:
    problem = verification.problems[0]
    place = _place(problem)
    text = f"{place}: {problem.problem}" if place else problem.problem
    more = len(verification.problems) - 1
    if more:
        text += " " + ngettext("{n} more problem found.", "{n} more problems found.", more).format(
            n=labels.number(more)
        )
    return _("{problem} Nothing was changed. Compare with a backup.").format(problem=text)


def _place(problem: Problem) -> str:
    if problem.seq is None:
        return problem.record
    return _("revision {seq}, {record}").format(seq=problem.seq, record=problem.record)


def _document(revision: Revision) -> dict[str, Any]:
    own_time = clock.differing(revision)
    return {
        "seq": revision.seq,
        "id": revision.id,
        "parents": list(revision.parents),
        "at": revision.at,
        **({"clock": identity.written(own_time)} if own_time else {}),
        "author": revision.author,
        "reason": revision.reason,
        "record": revision.record,
        "kind": revision.kind,
        "changes": _moves(revision)
        if revision.kind == figure_change.KIND
        else {field: list(pair) for field, pair in revision.changes.items()},
    }


def _moves(revision: Revision) -> dict[str, Any]:
    """The figures that moved, each with what caused it and the reports it rests on."""
    return {
        change.quantity: {
            "before": revision.changes[change.quantity][0],
            "after": revision.changes[change.quantity][1],
            "why": figure_change.reason(change),
        }
        for change in figure_change.read(revision.changes)
    }


def _verified(verification: Verification) -> dict[str, Any]:
    return {
        "ok": verification.ok,
        "revisions": verification.revisions,
        "fingerprint": verification.fingerprint,
        "problems": [
            {"seq": problem.seq, "record": problem.record, "problem": problem.problem}
            for problem in verification.problems
        ],
        "notes": [
            {"seq": note.seq, "record": note.record, "note": note.problem}
            for note in verification.notes
        ],
    }


def _value(words: str) -> str:
    # One line each, so that no quote can pass for a revision.
    return shown(words, 400) or labels.NOTHING
