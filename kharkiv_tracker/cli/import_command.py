"""The command that imports a file: tables of any program, or the complete JSON of a case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.domain.entry import Recorded
from kharkiv_tracker.errors import Refused, WrongCall
from kharkiv_tracker.export import complete_reader
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.imports import import_choice, import_plan, import_run, import_text, reject_file
from kharkiv_tracker.imports.columns import named_maps
from kharkiv_tracker.imports.columns.column_map import DateOrder
from kharkiv_tracker.imports.files import file_reader
from kharkiv_tracker.imports.files.table_file import TableFile
from kharkiv_tracker.imports.import_choice import Choice
from kharkiv_tracker.imports.own_files import own_file, own_plan, own_text
from kharkiv_tracker.imports.own_files.own_document import Records
from kharkiv_tracker.imports.own_files.own_plan import OwnPlan
from kharkiv_tracker.imports.plan import Fate, Plan
from kharkiv_tracker.imports.presets import preset_list
from kharkiv_tracker.store import records, salvage_text
from kharkiv_tracker.store.case_assembly import Takeover

#: So many lines of each kind are printed; a file of rejected rows and --json have all.
_LINES = 20
_ORDERS = {order.value.replace(" ", "-"): order for order in DateOrder}


@click_words.command("import")
@shared_options.case_path
@click.argument("file", type=shared_options.PATH)
@click_words.option(
    "--preset", default="", help=N_("The archive the file is from; known ones are recognised.")
)
@click_words.option(
    "--mapping",
    type=shared_options.PATH,
    help=N_("A JSON FILE that says what each column is, or the name of a saved mapping."),
)
@click_words.option(
    "--date-order",
    type=click.Choice(list(_ORDERS)),
    help=N_("Whether 03/04/2022 begins with the day or the month."),
)
@click_words.option("--sheet", default="", help=N_("The sheet of a workbook."))
@click_words.option(
    "--encoding", default="", help=N_("How the letters of a CSV file are stored: cp1251.")
)
@click_words.option(
    "--dry-run", is_flag=True, help=N_("Show what would change and change nothing.")
)
@click_words.option(
    "--rejects",
    type=shared_options.PATH,
    help=N_("Save rejected rows to this CSV FILE, to be corrected and imported again."),
)
@shared_options.passphrase_file
@shared_options.writing
@shared_options.as_json
@shared_options.lang
def import_(
    case: Path,
    file: Path,
    preset: str,
    mapping: Path | None,
    date_order: str | None,
    sheet: str,
    encoding: str,
    dry_run: bool,
    rejects: Path | None,
    passphrase_file: Path | None,
    author: str,
    reason: str,
    as_json: bool,
) -> None:
    _check(file, preset, mapping, rejects)
    try:
        table_file, document = _read(file, encoding, bool(preset or mapping or sheet))
        if document is not None:
            if rejects:
                raise Refused(
                    _("A file of this program is corrected itself: import it without --rejects.")
                )
            _take_in(case, document, file, passphrase_file, author, reason, dry_run, as_json)
            return
        if table_file is None:
            _take_over(case, file, passphrase_file, dry_run, as_json)
            return
        choice = _choice(table_file, preset, mapping, sheet)
        choice = import_choice.in_order(choice, _ORDERS.get(date_order or ""))
        with shared_options.opened(case, passphrase_file) as opened:
            plan = import_plan.plan(opened, choice.table, choice.column_map, choice.preset)
            codes: list[str] = []
            if not dry_run:
                name = shared_options.author_named(author)
                imported = import_run.run(opened, plan, name, reason or f"import {file.name}")
                codes = [code for _entry, code in imported.codes]
                plan = import_run.done(plan, imported)
    except Refused as refused:
        sentence = _("{problem} Nothing was changed.").format(problem=refused.sentence)
        raise Refused(sentence, refused.path) from None
    if as_json:
        click.echo(json.dumps(_document(plan, table_file, codes, dry_run), ensure_ascii=False))
    else:
        _print(plan, table_file, choice, dry_run)
    if rejects and plan.rejects:
        reject_file.write(rejects, file, plan.table, plan.column_map, plan.rejects)
        if not as_json:
            click.echo(_("Rejected rows were saved to {file}.").format(file=rejects))


def _check(file: Path, preset: str, mapping: Path | None, rejects: Path | None) -> None:
    """Raise before anything is read for what would only fail in the end."""
    if mapping and preset:
        raise WrongCall(_("Choose a preset or a mapping, not both. Nothing was done."))
    if rejects:
        reject_file.check(rejects, file)


def _read(
    file: Path, encoding: str, is_chosen: bool
) -> tuple[TableFile | None, Mapping[str, Records] | None]:
    """The table in a file, or the records of one of ours; neither of a complete case."""
    document = own_file.read(file)
    if document is not None or complete_reader.is_complete(file):
        return None, document
    table_file = file_reader.read(file, encoding)
    # How it is to be read was chosen: as a table of any program.
    return table_file, None if is_chosen else own_file.read_tables([table_file])


def _take_in(
    case: Path,
    document: Mapping[str, Records],
    file: Path,
    passphrase_file: Path | None,
    author: str,
    reason: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import the records of a file of our own."""
    recorded = Recorded()
    with shared_options.opened(case, passphrase_file) as opened:
        plan = own_plan.plan(opened, document)
        if not dry_run:
            name = shared_options.author_named(author)
            recorded = own_plan.run(opened, plan, name, reason or f"import {file.name}")
    if as_json:
        click.echo(json.dumps(_own_document(plan, recorded, dry_run), ensure_ascii=False))
        return
    for line in own_text.lines(plan, not dry_run):
        click.echo(line)
    _print_first([own_text.reject_line(reject) for reject in plan.rejects])
    if dry_run:
        click.echo(_("Nothing was changed."))


def _own_document(plan: OwnPlan, recorded: Recorded, dry_run: bool) -> dict[str, Any]:
    return {
        "dry_run": dry_run,
        "added": {records.table_of(kind): n for kind, n in plan.added.items()},
        "unchanged": {records.table_of(kind): n for kind, n in plan.unchanged.items()},
        "updated": {"incidents": len(plan.updated)},
        "kept": list(plan.kept),
        "recoded": list(plan.recoded),
        "codes": [*recorded.incidents, *recorded.statements, *recorded.joint, *plan.updated],
        "notices": list(plan.notices),
        "rejected": [
            {**reject.place._asdict(), "path": reject.path, "problem": reject.sentence}
            for reject in plan.rejects
        ],
    }


def _choice(file: TableFile, preset: str, mapping: Path | None, sheet: str) -> Choice:
    if preset:
        return import_choice.by_preset(file, preset_list.of(preset), sheet)
    if mapping:
        known = named_maps.names()
        read = named_maps.load if str(mapping) in known and not mapping.exists() else None
        column_map = read(str(mapping)) if read else named_maps.read(mapping)
        if sheet:
            column_map = replace(column_map, sheet=sheet)
        return import_choice.with_map(file, column_map)
    return import_choice.choose(file, sheet)


def _print(plan: Plan, file: TableFile, choice: Choice, dry_run: bool) -> None:
    lines = [*import_text.file_lines(file, choice), import_text.order_line(choice)]
    for line in filter(None, (*lines, *import_text.column_lines(plan))):
        click.echo(line)
    for line in import_text.count_lines(plan, not dry_run):
        click.echo(line)
    _print_first([line for entry in plan.planned for line in import_text.entry_lines(entry)])
    _print_first([import_text.reject_line(reject) for reject in plan.rejects])
    if dry_run:
        click.echo(_("Nothing was changed."))


def _print_first(lines: list[str]) -> None:
    for line in lines[:_LINES]:
        click.echo(line)
    if len(lines) > _LINES:
        click.echo(_("… and {number} more").format(number=len(lines) - _LINES))


def _document(plan: Plan, file: TableFile, codes: list[str], dry_run: bool) -> dict[str, Any]:
    """What was read, and what became of every row."""
    order = plan.column_map.date_order
    return {
        "dry_run": dry_run,
        "read": {
            "format": file.kind.value,
            "encoding": file.encoding,
            "delimiter": file.delimiter,
            "sheet": plan.table.sheet.name,
            "preset": plan.preset.name if plan.preset else "",
            "date_order": order.value if order else "",
            "columns": dict(plan.column_map.columns),
            "kept": list(plan.unmapped),
            "left_out": list(plan.left_out),
        },
        **{fate.value: _counts(plan, fate) for fate in Fate},
        "codes": codes,
        "suspected_duplicates": [
            {"rows": list(entry.rows), "like": list(entry.like)} for entry in plan.suspected
        ],
        "warnings": [
            {"rows": list(entry.rows), "code": entry.code, "warning": sentence}
            for entry in plan.planned
            for sentence in (*entry.doubts, *entry.kept)
        ],
        "rejected": [
            {"row": reject.row, "column": reject.column, "problem": reject.sentence}
            for reject in plan.rejects
        ],
    }


def _counts(plan: Plan, fate: Fate) -> dict[str, int]:
    totals = plan.totals(fate)
    return {
        "incidents": len(plan.of(fate)) - totals,
        "reports": plan.reports[fate],
        "statements": totals,
    }


def _take_over(
    case: Path, file: Path, passphrase_file: Path | None, dry_run: bool, as_json: bool
) -> None:
    def work(passphrase: str | None) -> Takeover:
        return complete_reader.take_over(case, file, passphrase, dry_run)

    takeover = shared_options.with_passphrase(work, passphrase_file)
    identity = takeover.identity
    if as_json:
        document = {
            "added": {records.table_of(kind): n for kind, n in takeover.records.items()},
            "revisions": identity.revisions,
            "fingerprint": identity.fingerprint,
            "dry_run": dry_run,
        }
        click.echo(json.dumps(document))
        return
    counts = [*salvage_text.counts(takeover.records), salvage_text.revisions(identity.revisions)]
    sentence = (
        _("Would be imported: {records}, fingerprint {fingerprint}. Nothing was changed.")
        if dry_run
        else _("Imported: {records}, fingerprint {fingerprint}.")
    )
    fingerprint = rules.short(identity.fingerprint)
    click.echo(sentence.format(records=", ".join(counts), fingerprint=fingerprint))
