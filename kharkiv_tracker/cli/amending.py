"""Commands that correct what was recorded."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker import gazetteer
from kharkiv_tracker.cli import options
from kharkiv_tracker.cli.adding import read_text
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.errors import Refused, WrongCall
from kharkiv_tracker.exchange import document, entry
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import amending, incidents, statements
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit

_codes = click.argument("codes", metavar="CODE...", nargs=-1, required=True)


@click.command(
    help="Correct a record: CODE is an incident's, a statement's, or a report's such as "
    "KHT-2022-08-17-01/3. Fields come from a JSON FILE (-: standard input) or from --set; "
    "those not named stay, null empties one."
)
@options.case_path
@click.argument("code")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), required=False)
@click.option("--set", "named", multiple=True, metavar="FIELD=VALUE", help="Repeatable.")
@options.passphrase_file
@options.writing
@options.as_json
@options.lang
def amend(
    case: Path,
    code: str,
    file: Path | None,
    named: tuple[str, ...],
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    if file is None and not named:
        raise click.UsageError(_("A FILE or --set FIELD=VALUE is needed."))
    given = _given(file, named)
    with options.opened(case, passphrase_file) as opened:
        try:
            corrected = _corrected(opened, code, given)
            with opened.edit(options.author_named(author), reason or "amend") as edit:
                amending.amend(edit, code, corrected)
        except Refused as refused:
            sentence = _("{problem} Nothing was changed.").format(problem=refused.sentence)
            raise Refused(sentence, refused.path) from None
    _tell((code,), as_json)


def _verb(name: str, change: Callable[[Edit, str], None], told: str) -> click.Command:
    """A command that makes one change to all the records named."""

    @click.command(name, help=told)
    @options.case_path
    @_codes
    @options.passphrase_file
    @options.writing
    @options.as_json
    @options.lang
    def command(case: Path, codes: tuple[str, ...], **called: Any) -> None:
        _to_each(case, codes, change, name, **called)

    return command


withdraw = _verb(
    "withdraw",
    amending.withdraw,
    "Take records out of every figure; they stay in the case file.",
)
reinstate = _verb("reinstate", amending.reinstate, "Count again what was withdrawn.")
approve = _verb("approve", amending.approve, "Mark incidents as approved.")


def _to_each(
    case: Path,
    codes: tuple[str, ...],
    change: Callable[[Edit, str], None],
    verb: str,
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    """Make one change to all the records named, or to none of them."""
    with options.opened(case, passphrase_file) as opened:
        try:
            with opened.edit(options.author_named(author), reason or verb) as edit:
                for code in codes:
                    change(edit, code)
        except Refused as refused:
            raise Refused(
                _("{problem} Nothing was changed.").format(problem=refused.sentence)
            ) from None
    _tell(codes, as_json)


def _tell(codes: tuple[str, ...], as_json: bool) -> None:
    told = [code_of(code) for code in codes]
    click.echo(json.dumps({"records": told}, ensure_ascii=False) if as_json else "\n".join(told))


def _given(file: Path | None, named: tuple[str, ...]) -> list[tuple[list[str], Any]]:
    """Paths of fields with the values they are to have."""
    given: list[tuple[list[str], Any]] = []
    if file is not None:
        given += [([name], value) for name, value in entry.parse_object(read_text(file)).items()]
    for each in named:
        name, equals, value = each.partition("=")
        if not name or not equals:
            raise WrongCall(
                _("“{text}” is not FIELD=VALUE; nothing was changed.").format(text=each)
            )
        given.append((name.split("."), _value(value)))
    return given


def _value(typed: str) -> Any:
    """Lists, objects, true, false and null as JSON; all else is the text it is, counts included."""
    try:
        value = json.loads(typed)
    except ValueError:
        return typed
    return typed if isinstance(value, str | int | float) and not isinstance(value, bool) else value


def _corrected(case: CaseFile, code: str, given: list[tuple[list[str], Any]]) -> Any:
    kind, _uid = amending.find(case.db, code)
    places = gazetteer.load()
    if kind == "incident":
        present = document.incident_document(incidents.incident(case, code))
        return entry.read_incident(_merged(present, given), places)
    if kind == "report":
        incident, _slash, number = code.partition("/")
        report = next(r for r in incidents.reports(case, incident) if r.number == int(number))
        return entry.read_report(_merged(document.report_document(report), given))
    statement = next(
        s for s in statements.statements(case, withdrawn=True) if s.code == code_of(code)
    )
    return entry.read_statement(_merged(document.statement_document(statement), given), places)


def _merged(present: dict[str, Any], given: list[tuple[list[str], Any]]) -> dict[str, Any]:
    """The document with the fields given put in; a path leads into objects, null takes out."""
    for path, value in given:
        holder = present
        for name in path[:-1]:
            inner = holder.setdefault(name, {})
            if not isinstance(inner, dict):
                raise Refused(_("This field holds no other fields."), path=".".join(path[:-1]))
            holder = inner
        if value is None:
            holder.pop(path[-1], None)
        else:
            holder[path[-1]] = value
    return present
