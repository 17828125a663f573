"""The command that adds incidents, reports, statements and sources from JSON."""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from functools import partial
from pathlib import Path

import click

from kharkiv_tracker import files, gazetteer
from kharkiv_tracker.analysis import duplicate_pairs
from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.domain.counting_rule import derive
from kharkiv_tracker.domain.entry import Entries
from kharkiv_tracker.errors import CaseUnavailable, Refused, shown
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake import aged_persons, entry_doubts, entry_warnings, typed_entries
from kharkiv_tracker.store import identifier_list, incidents
from kharkiv_tracker.store.case_file import CaseFile

#: How many suspected duplicates of a new incident are printed.
_PAIRS_EACH = 3
#: What a field of a form is called in JSON, where the names differ.
_JSON_NAMES = {"when": "event"}
#: Larger than any batch of entries typed or converted by hand.
_LARGEST = 256 * 1024 * 1024


@click_words.command("add")
@shared_options.case_path
@click.argument("file", type=shared_options.PATH_OR_INPUT)
@shared_options.passphrase_file
@shared_options.writing
@shared_options.as_json
@shared_options.lang
def add(
    case: Path, file: Path, passphrase_file: Path | None, author: str, reason: str, as_json: bool
) -> None:
    with shared_options.opened(case, passphrase_file) as opened:
        try:
            places = gazetteer.load()
            document = typed_entries.canonical(
                entry_json.parse_json(read_text(file)),
                places,
                partial(aged_persons.newcomers, opened),
            )
            entries = entry_json.read(document, places)
            falls = large_falls(opened, entries)
            odd = [
                (f"{path}.{_JSON_NAMES.get(doubt.field, doubt.field)}", doubt.sentence)
                for path, doubt in entry_doubts.of_entries(opened, entries)
                # Reports that name nobody are usual in what other archives hand over.
                if doubt.flag
            ]
            recorded = opened.record(entries, shared_options.author_named(author), reason or "add")
        except Refused as refused:
            sentence = _("{problem} Nothing was added.").format(problem=refused.sentence)
            raise Refused(sentence, refused.path) from None
        new = [entry for entry in entries.incidents if entry.incident]
        identified = (
            code for code, entry in zip(recorded.incidents, new, strict=True) if entry.identifiers
        )
        same = {
            (code, other): str(identifier)
            for code in (*identified, *recorded.updated)
            for other, identifier in identifier_list.twins(opened, code)
        }
        days = {entry.incident.event.date for entry in new if entry.incident}
        alike = [pair for pair in suspected(opened, recorded.incidents, days) if pair not in same]
    if as_json:
        document = {
            "incidents": recorded.incidents,
            "updated": recorded.updated,
            "statements": recorded.statements,
            "joint_reports": recorded.joint,
            "documents": recorded.documents,
            "sources": recorded.sources,
            "suspected_duplicates": [
                *(
                    {"code": code, "like": like, "same_identifier": identifier}
                    for (code, like), identifier in same.items()
                ),
                *({"code": code, "like": like} for code, like in alike),
            ],
            "warnings": [{"path": path, "warning": warning} for path, warning in (*falls, *odd)],
        }
        click.echo(json.dumps(document, ensure_ascii=False))
        return
    printed = (recorded.incidents, recorded.updated, recorded.statements, recorded.joint)
    for codes in (*printed, recorded.documents):
        for code in codes:
            click.echo(code)
    for name in recorded.sources:
        click.echo(name)
    for path, warning in falls:
        click.echo(
            _("{path}: {warning} Is it a correction, one part only or a look-back?").format(
                path=path, warning=warning
            )
        )
    for path, warning in odd:
        click.echo(f"{path}: {warning}")
    for (code, like), identifier in same.items():
        click.echo(
            _("{code} and {other} have the same identifier: {identifier}. Both were kept.").format(
                code=code, other=like, identifier=shown(identifier)
            )
        )
    for code, like in alike:
        click.echo(
            _("{code} may be a duplicate of {other}. Both were kept.").format(code=code, other=like)
        )


def large_falls(case: CaseFile, entries: Entries) -> list[tuple[str, str]]:
    """What updates give far less of than their incident has, each with its path."""
    falls = []
    for entry in entries.incidents:
        if not entry.code:
            continue
        try:
            figures = derive(incidents.grounds(case, entry.code))
        except Refused:
            # There is no such incident; adding to it says so.
            continue
        for index, report in enumerate(entry.reports):
            for quantity, warning in entry_warnings.large_falls(report, figures).items():
                falls.append((f"{entry.path}.reports[{index}].{quantity}", warning))
    return falls


def suspected(
    case: CaseFile, codes: tuple[str, ...], days: set[date | None]
) -> list[tuple[str, str]]:
    """Pairs of a new incident and one that may be the same; `days` are those of the new."""
    new = frozenset(codes)
    by_day: dict[date | None, list[incidents.IncidentRow]] = {}
    for row in _near(case, days):
        by_day.setdefault(row.event.date, []).append(row)
    pairs = (
        (new_row.code, other_row.code)
        for day in list(by_day)
        for new_row in by_day[day]
        if new_row.code in new
        for neighbour in ([None] if day is None else duplicate_pairs.days_around(day))
        for other_row in by_day.get(neighbour, ())
        # Two new ones are paired once.
        if (other_row.code not in new or other_row.code < new_row.code)
        and duplicate_pairs.alike(new_row, other_row)
    )
    # A thousand strikes without dates would print a million pairs.
    named: Counter[str] = Counter()
    listed = []
    for code, other_row in pairs:
        named[code] += 1
        if named[code] <= _PAIRS_EACH:
            listed.append((code, other_row))
    return listed


def _near(case: CaseFile, days: set[date | None]) -> list[incidents.IncidentRow]:
    """The incidents close enough in time to those of some days, each once."""
    ids: dict[int, None] = {}
    for day in days:
        if day is None:
            ids.update(dict.fromkeys(incidents.undated(case)))
        else:
            ids.update(dict.fromkeys(incidents.ids(case, duplicate_pairs.around(day))))
    return incidents.rows(case, list(ids))


def read_text(file: Path) -> bytes:
    """The text of a file or of standard input; raises CaseUnavailable if unreadable."""
    try:
        if str(file) == "-":
            # Python leaves it None where the caller has closed it.
            text = sys.stdin.buffer.read(_LARGEST + 1) if sys.stdin else b""
        else:
            with file.open("rb") as stream:
                text = stream.read(_LARGEST + 1)
    except FileNotFoundError:
        raise CaseUnavailable(
            _("File not found: {file}. Nothing was added.").format(file=file)
        ) from None
    except (OSError, ValueError) as error:
        raise CaseUnavailable(
            _("Could not read {file}: {error}. Nothing was added.").format(
                file=file, error=files.reason(error)
            )
        ) from None
    if len(text) > _LARGEST:
        raise CaseUnavailable(
            _(
                "{file} is larger than 256 MB. Split it into smaller files. Nothing was added."
            ).format(file=file)
        )
    return text
