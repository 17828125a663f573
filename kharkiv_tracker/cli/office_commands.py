"""The command for the list of offices: who is one speaker, and who is official."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker import labels
from kharkiv_tracker.cli import click_words, difference_output, shared_options
from kharkiv_tracker.cli.edit_options import changing, on_record
from kharkiv_tracker.domain.office import Authority, Judge
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import office_text
from kharkiv_tracker.store import office_changes, office_usage
from kharkiv_tracker.store.office_changes import Apart, Join, Mark, OfficeChange
from kharkiv_tracker.store.office_usage import ListedOffice

#: The verbs, each with how many names it takes.
_VERBS = {"list": 0, "join": 2, "apart": 1, "mark": 2}
_UNMARKED = "none"
MARKS = {**{word.value: word for word in Authority}, _UNMARKED: None}


@click_words.command("office")
@shared_options.case_path
@click.argument("verb", type=click.Choice(list(_VERBS)), default="list")
@click.argument("names", nargs=-1)
@difference_output.dry_run
@on_record
def office(
    case: Path,
    verb: str,
    names: tuple[str, ...],
    dry_run: bool,
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    change = _change(verb, names)
    if change is None:
        with shared_options.opened(case, passphrase_file) as opened:
            _print(office_usage.listed(opened), as_json)
        return
    if dry_run:
        with shared_options.opened(case, passphrase_file) as opened:
            differences = office_changes.differences(opened, change)
    else:
        with changing(case, passphrase_file, author, reason or "office") as (opened, edit):
            differences = office_changes.differences(opened, change)
            office_changes.make(edit, change)
    difference_output.print_all(differences, as_json)


def _change(verb: str, names: tuple[str, ...]) -> OfficeChange | None:
    """The change a verb asks for; None for the list."""
    if len(names) != _VERBS[verb]:
        n = _VERBS[verb]
        raise click.UsageError(
            ngettext("{verb} requires {n} name.", "{verb} requires {n} names.", n).format(
                verb=verb, n=n
            )
        )
    match verb:
        case "join":
            return Join(*names)
        case "apart":
            return Apart(*names)
        case "mark":
            office_name, mark = names
            if mark not in MARKS:
                raise click.UsageError(
                    _("“{text}” is not one of: {words}.").format(text=mark, words=", ".join(MARKS))
                )
            return Mark(office_name, MARKS[mark])
    return None


def _print(offices: tuple[ListedOffice, ...], as_json: bool) -> None:
    if as_json:
        # Programs read them in one order, whatever the language.
        ordered = sorted(offices, key=lambda entry: (not entry.key, -entry.times, entry.name))
        click.echo(
            json.dumps({"offices": [_document(entry) for entry in ordered]}, ensure_ascii=False)
        )
        return
    for entry in offices:
        parts = (
            entry.name or _("office not named"),
            office_text.standing(entry.authority, entry.judge) if entry.key else "",
            ngettext("quoted {n} time", "quoted {n} times", entry.times).format(
                n=labels.number(entry.times)
            ),
        )
        click.echo("  ".join(part for part in parts if part))
        if len(entry.names) > 1:
            click.echo("    " + _("other names: {names}").format(names=", ".join(entry.names[1:])))
        if people := [who.speaker.person for who in entry.people if who.speaker.person]:
            click.echo("    " + ", ".join(dict.fromkeys(people)))
    if not offices:
        click.echo(_("No offices quoted yet."))


def _document(entry: ListedOffice) -> dict[str, Any]:
    return {
        "office": entry.name,
        "names": list(entry.names),
        "people": [
            {"speaker": who.speaker.person, "office": who.speaker.office, "quoted": who.times}
            for who in sorted(entry.people, key=lambda who: (-who.times, str(who.speaker)))
            if who.speaker.person
        ],
        "quoted": entry.times,
        "official": entry.is_official if entry.key else None,
        "judged_by": _JUDGES[entry.judge],
    }


_JUDGES = {Judge.ANALYST: "analyst", Judge.KNOWN: "known beforehand", Judge.NOBODY: None}
