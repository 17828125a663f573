"""What is read and what would be imported, in sentences for the window and the command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kharkiv_tracker import labels
from kharkiv_tracker.errors import shown
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.imports import import_plan
from kharkiv_tracker.imports.files.table_file import TableFile
from kharkiv_tracker.imports.import_choice import Choice
from kharkiv_tracker.imports.plan import Fate, Plan, PlanEntry
from kharkiv_tracker.imports.rows import cell_text
from kharkiv_tracker.imports.rows.record_drafts import Reject
from kharkiv_tracker.labels import people_text

_DELIMITERS = {",": ",", ";": ";", "\t": "Tab", "|": "|"}


def file_lines(file: TableFile, choice: Choice) -> list[str]:
    """How the file was read: its kind, letters and delimiter, sheet, rows, preset, dates."""
    parts = [file.kind.value, file.encoding]
    if file.delimiter:
        delimiter = _DELIMITERS.get(file.delimiter, file.delimiter)
        parts.append(_("separated by “{sign}”").format(sign=delimiter))
    if choice.table.sheet.name:
        parts.append(_("sheet “{name}”").format(name=shown(choice.table.sheet.name)))
    rows = sum(1 for _row in choice.table.rows())
    parts.append(ngettext("{n} row", "{n} rows", rows).format(n=labels.number(rows)))
    lines = [_("Read: {parts}.").format(parts=", ".join(filter(None, parts)))]
    if choice.preset:
        lines.append(_("Preset: {name}.").format(name=choice.preset.title))
        lines += [_(notice) for notice in choice.preset.notices]
    others = [
        sheet.name for sheet in file.sheets if sheet is not choice.table.sheet and any(sheet.rows)
    ]
    if others:
        lines.append(_("Other sheets, not imported: {names}.").format(names=_named(others)))
    return [*lines, *file.notices]


def order_line(choice: Choice) -> str:
    """The order in which dates are read, with one of them; "" where that is in no doubt."""
    evidence = import_plan.date_evidence(choice.table, choice.column_map)
    order = choice.column_map.date_order or evidence.order
    return cell_text.order_words(order, evidence.example or evidence.sample) if order else ""


def column_lines(plan: Plan) -> Iterator[str]:
    """What each column is read as, and what becomes of the others."""
    if plan.preset and plan.preset.document:
        return
    for head, name in plan.column_map.columns.items():
        target = plan.column_map.target(head)
        if name and target and head in plan.table.heads:
            yield f"{shown(head)} → {target.label()}"
    if plan.unmapped:
        yield _("Kept in quotes and notes: {columns}").format(columns=_named(plan.unmapped))
    if plan.left_out:
        yield _("Left out: {columns}").format(columns=_named(plan.left_out))


def count_lines(plan: Plan, is_done: bool) -> list[str]:
    """How many records are added, updated, unchanged and rejected."""
    heads = {
        Fate.ADDED: _("Added: {records}.") if is_done else _("Would be added: {records}."),
        Fate.UPDATED: _("Updated: {records}.") if is_done else _("Would be updated: {records}."),
        Fate.UNCHANGED: _("Already in the case file: {records}."),
    }
    lines = [heads[fate].format(records=records(plan, fate)) for fate in Fate if plan.of(fate)]
    if plan.suspected:
        count = len(plan.suspected)
        lines.append(
            ngettext(
                "{n} incident may be a duplicate.", "{n} incidents may be duplicates.", count
            ).format(n=labels.number(count))
        )
    rows = len({reject.row for reject in plan.rejects})
    if rows:
        lines.append(
            ngettext("Rejected: {n} row.", "Rejected: {n} rows.", rows).format(
                n=labels.number(rows)
            )
        )
    return lines or [_("The file has no rows to import.")]


def records(plan: Plan, fate: Fate) -> str:
    """What has a fate, counted: `3 incidents, 4 reports`."""
    entries = plan.of(fate)
    totals = plan.totals(fate)
    incidents = len(entries) - totals
    reports = plan.reports[fate] if fate is not Fate.UNCHANGED else 0
    return ", ".join(
        text.format(n=labels.number(n))
        for n, text in (
            (incidents, ngettext("{n} incident", "{n} incidents", incidents)),
            (reports, ngettext("{n} report", "{n} reports", reports)),
            (totals, ngettext("{n} official total", "{n} official totals", totals)),
        )
        if n
    )


def reject_line(reject: Reject) -> str:
    """A rejected row: `Row 5, Date: …`."""
    if not reject.column:
        return _("Row {row}: {sentence}").format(row=reject.row, sentence=reject.sentence)
    return _("Row {row}, {column}: {sentence}").format(
        row=reject.row, column=shown(reject.column), sentence=reject.sentence
    )


def reasons(rejects: Iterable[Reject]) -> list[tuple[str, int]]:
    """Why rows were rejected, the most frequent reason first, each with how many rows."""
    return Counter(reject.sentence for reject in rejects).most_common()


def entry_lines(entry: PlanEntry) -> list[str]:
    """What to look at of an entry: what it may be the same as, doubts, what the case keeps."""
    name = entry.code or _("row {number}").format(number=entry.rows[0])
    lines = []
    if entry.like:
        others = ", ".join(entry.like)
        lines.append(_("{one} may be a duplicate of {other}.").format(one=name, other=others))
    lines += [f"{name}: {sentence}" for sentence in (*entry.doubts, *entry.kept)]
    return [people_text.capital(line) for line in lines]


def _named(heads: Iterable[str]) -> str:
    return ", ".join(map(shown, heads))
