"""Shared by commands that change records: one edit or none, fields by name, codes printed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker import gazetteer
from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.cli.add_command import read_text
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.errors import Refused, WrongCall
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.intake import typed_entries
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit

#: The path of a field with the value it is to have.
FieldChange = tuple[list[str], Any]

#: What every command that changes a record takes.
on_record = shared_options.chain(
    shared_options.passphrase_file,
    shared_options.writing,
    shared_options.as_json,
    shared_options.lang,
)
fields = click_words.option(
    "--set",
    "named",
    multiple=True,
    metavar="FIELD=VALUE",
    help=N_("New value of a field. Repeatable."),
)


@contextmanager
def changing(
    case: Path, passphrase_file: Path | None, author: str, reason: str
) -> Iterator[tuple[CaseFile, Edit]]:
    """The case and one edit of it; a refusal states that nothing was changed."""
    with (
        shared_options.opened(case, passphrase_file) as opened,
        edited(opened, author, reason) as edit,
    ):
        yield opened, edit


@contextmanager
def edited(opened: CaseFile, author: str, reason: str) -> Iterator[Edit]:
    """One edit of an open case; a refusal states that nothing was changed."""
    try:
        with opened.edit(shared_options.author_named(author), reason) as edit:
            yield edit
    except Refused as refused:
        sentence = _("{problem} Nothing was changed.").format(problem=refused.sentence)
        raise Refused(sentence, refused.path) from None


def print_codes(codes: Sequence[str], as_json: bool) -> None:
    """Print the codes of the records that were changed."""
    changed = [code_of(code) for code in codes]
    click.echo(
        json.dumps({"records": changed}, ensure_ascii=False) if as_json else "\n".join(changed)
    )


def field_changes(file: Path | None, assignments: tuple[str, ...]) -> list[FieldChange]:
    """Paths of fields with the values they are to have; typed texts are read as in a form."""
    fields: list[FieldChange] = []
    if file is not None:
        fields += [
            ([name], value) for name, value in entry_json.parse_object(read_text(file)).items()
        ]
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not name or not equals:
            raise WrongCall(
                _("“{text}” is not in the form FIELD=VALUE. Nothing was changed.").format(
                    text=assignment
                )
            )
        fields.append((name.split("."), _value(value)))
    places = gazetteer.load()
    return [
        change for path, value in fields for change in typed_entries.changes(path, value, places)
    ]


def merged(present: dict[str, Any], changes: list[FieldChange]) -> dict[str, Any]:
    """The document with these changes; a path leads into objects, null removes a field.

    What is removed and was not there is left for the reader of the document to know or refuse.
    """
    for path, value in changes:
        holders = [present]
        for name in path[:-1]:
            inner = holders[-1].setdefault(name, {})
            if not isinstance(inner, dict):
                raise Refused(
                    _("This field cannot contain other fields."), path=".".join(path[:-1])
                )
            holders.append(inner)
        if value is None and path[-1] in holders[-1]:
            _take_out(holders, path)
        else:
            holders[-1][path[-1]] = value
    return present


def _take_out(holders: list[dict[str, Any]], path: Sequence[str]) -> None:
    """Remove a field, and what held it where it held nothing else."""
    for holder, name in zip(reversed(holders), reversed(path), strict=True):
        del holder[name]
        if holder:
            return


def _value(typed: str) -> Any:
    """Lists, objects, true, false and null as JSON; all else is the text it is, counts included."""
    try:
        value = json.loads(typed)
    except (ValueError, RecursionError):
        return typed
    return typed if isinstance(value, str | int | float) and not isinstance(value, bool) else value
