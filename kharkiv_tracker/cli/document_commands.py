"""The command for documents: listed, added, corrected, merged and gathered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from kharkiv_tracker.cli import (
    attach_commands,
    click_words,
    difference_output,
    document_output,
    record_verbs,
    redaction_command,
    shared_options,
)
from kharkiv_tracker.cli.add_command import read_text
from kharkiv_tracker.cli.edit_options import (
    FieldChange,
    changing,
    field_changes,
    fields,
    merged,
    on_record,
    print_codes,
)
from kharkiv_tracker.cli.redaction_command import Drawing
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.entry import Entries
from kharkiv_tracker.errors import WrongCall
from kharkiv_tracker.exchange import document_json
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.store import (
    attachment_records,
    corrections,
    document_groups,
    document_matches,
    document_merge,
    document_records,
    document_usage,
    entry_records,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit

#: What prints the outcome of a change, once that is saved; True for JSON.
Outcome = Callable[[bool], None]


@dataclass(frozen=True, slots=True)
class _Change:
    """A change of one case in one edit, with the codes and fields it was called with."""

    case: CaseFile
    edit: Edit
    names: Sequence[str]
    changes: list[FieldChange]

    def add(self) -> Outcome:
        """Add a document; those that may be the same are listed."""
        entry = document_json.read_entry(merged({}, self.changes))
        alike = document_matches.matches(self.case, entry.document)
        (code,) = entry_records.record(self.edit, Entries(documents=(entry,))).documents
        return lambda as_json: document_output.print_added(code, alike, as_json)

    def set(self) -> Outcome:
        """Correct fields of a document."""
        code = self.names[0]
        corrections.amend(self.edit, code, corrected(self.case, code, self.changes))
        return lambda as_json: print_codes([code], as_json)

    def withdraw(self) -> Outcome:
        """Withdraw documents; what was taken from them stays."""
        taken = 0
        for code in self.names:
            withdrawn = document_records.current(self.case, code)
            taken += len(document_usage.taken(self.case, withdrawn.code))
            corrections.withdraw(self.edit, code)
        return lambda as_json: document_output.print_withdrawn(self.names, taken, as_json)

    def reinstate(self) -> Outcome:
        """Reinstate withdrawn documents."""
        for code in self.names:
            document_records.document(self.case, code)
            corrections.reinstate(self.edit, code)
        return lambda as_json: print_codes(self.names, as_json)

    def merge(self) -> Outcome:
        """Merge the second document into the first."""
        document_merge.merge(self.edit, *self.names)
        return lambda as_json: print_codes(self.names, as_json)

    def move(self) -> Outcome:
        """Move a file to another document or an incident."""
        code = attachment_records.move(self.edit, *self.names)
        return lambda as_json: print_codes([code], as_json)

    def gather(self) -> Outcome:
        """Gather records entered without documents into those they came from."""
        groups = document_groups.groups(self.case)
        codes = document_groups.gather(self.edit, groups)
        return lambda as_json: document_output.print_groups(groups, codes, as_json)


@dataclass(frozen=True, slots=True)
class _Verb:
    """What a verb is called with, and what it does."""

    takes: tuple[str, ...] = ()
    change: Callable[[_Change], Outcome] | None = None
    reason: str = ""


_VERBS: Mapping[str, _Verb] = {
    "list": _Verb(),
    "show": _Verb(("CODE",)),
    "add": _Verb(("[FILE]",), _Change.add, "add"),
    "set": _Verb(("CODE", "[FILE]"), _Change.set, "amend"),
    "withdraw": _Verb(("CODE...",), _Change.withdraw, "withdraw"),
    "reinstate": _Verb(("CODE...",), _Change.reinstate, "reinstate"),
    "merge": _Verb(("KEPT", "OTHER"), _Change.merge, "merge"),
    "gather": _Verb((), _Change.gather, "gather"),
    "move": _Verb(("CODE/A1", "OWNER"), _Change.move, "move file"),
    "redact": _Verb(("CODE/A1",), reason="redact"),
}
#: The verbs that take fields, each with the place of the JSON file among its names.
_FILE_AT = {"add": 0, "set": 1}


@click_words.command("document")
@shared_options.case_path
@click.argument("verb", type=click.Choice(list(_VERBS)), default="list")
@click.argument("names", nargs=-1)
@fields
@click_words.option(
    "--text-file",
    type=shared_options.PATH_OR_INPUT,
    metavar="FILE",
    help=N_("File with the text of the document, in UTF-8 (-: standard input)."),
)
@difference_output.dry_run
@redaction_command.drawing
@on_record
def document(
    case: Path,
    verb: str,
    names: tuple[str, ...],
    named: tuple[str, ...],
    text_file: Path | None,
    dry_run: bool,
    drawing: Drawing,
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    called = _VERBS[verb]
    has_fields = bool(named or text_file)
    _check_call(verb, names, has_fields, dry_run)
    if drawing and verb != "redact":
        raise click.UsageError(
            _("Use --box, --pages and -o only with {verb}.").format(verb="redact")
        )
    if verb == "redact":
        with shared_options.opened(case, passphrase_file) as opened:
            code = redaction_command.redact(opened, names[0], drawing, author, reason or "redact")
            attach_commands.print_files(opened, [code], as_json)
        return
    if called.change is None or dry_run:
        with shared_options.opened(case, passphrase_file) as opened:
            _print(opened, verb, names, as_json)
        return
    changes = _changes(names[_FILE_AT[verb] :], named, text_file) if verb in _FILE_AT else []
    with changing(case, passphrase_file, author, reason or called.reason) as (opened, edit):
        outcome = called.change(_Change(opened, edit, names, changes))
    outcome(as_json)


def corrected(case: CaseFile, code: str, changes: list[FieldChange]) -> Document:
    """The document of that code with these changes of fields."""
    present = document_records.document(case, code)
    entered = document_json.read_document(merged(document_json.document_document(present), changes))
    return replace(entered, collected=present.collected)


def _check_call(verb: str, names: Sequence[str], has_fields: bool, dry_run: bool) -> None:
    """Raise a wrong call for what the verb does not take."""
    takes_fields = verb in _FILE_AT
    if takes_fields and not has_fields and len(names) <= _FILE_AT[verb]:
        raise click.UsageError(_("Give a FILE, --set FIELD=VALUE or --text-file FILE."))
    takes = {name: called.takes for name, called in _VERBS.items()}
    record_verbs.check("document", takes, verb, names)
    if has_fields and not takes_fields:
        record_verbs.refuse_set(tuple(_FILE_AT))
    if dry_run and verb != "gather":
        raise click.UsageError(_("Use --dry-run only with {verb}.").format(verb="gather"))


def _print(case: CaseFile, verb: str, names: Sequence[str], as_json: bool) -> None:
    if verb == "list":
        document_output.print_list(case, as_json)
    elif verb == "show":
        document_output.print_document(case, names[0], as_json)
    else:
        document_output.print_groups(document_groups.groups(case), (), as_json)


def _changes(
    files: Sequence[str], named: tuple[str, ...], text_file: Path | None
) -> list[FieldChange]:
    """The fields given in a file, by name and as a text."""
    changes = field_changes(Path(files[0]) if files else None, named)
    if text_file is not None:
        try:
            text = read_text(text_file).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise WrongCall(
                _("{file} is not a text in UTF-8. Nothing was changed.").format(file=text_file)
            ) from None
        changes.append((["text"], text))
    return changes
