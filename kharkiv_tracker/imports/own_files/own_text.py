"""What an import of a file of ours would do or did, in sentences for the window and the command."""

from __future__ import annotations

from collections.abc import Iterator

from kharkiv_tracker.errors import shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.own_files.own_document import Place
from kharkiv_tracker.imports.own_files.own_entries import OwnReject
from kharkiv_tracker.imports.own_files.own_plan import OwnPlan
from kharkiv_tracker.store import salvage_text


def lines(plan: OwnPlan, is_done: bool) -> Iterator[str]:
    """How many records are added and in the case already, and what is to be known of others."""
    if plan.added:
        head = _("Added: {records}.") if is_done else _("Would be added: {records}.")
        yield head.format(records=", ".join(salvage_text.counts(plan.added)))
    if plan.updated:
        head = _("Updated: {records}.") if is_done else _("Would be updated: {records}.")
        yield head.format(records=salvage_text.named(plan.updated))
    if plan.unchanged:
        counts = ", ".join(salvage_text.counts(plan.unchanged))
        yield _("Already in the case file: {records}.").format(records=counts)
    if plan.kept:
        codes = salvage_text.named(plan.kept)
        yield _("The case file differs here and was not changed: {codes}.").format(codes=codes)
    yield from plan.notices
    yield _(
        "Such an export does not contain attached files, links between incidents, dismissed flags "
        "and settings. The complete JSON of a case file does."
    )


def reject_line(reject: OwnReject) -> str:
    """A record that is rejected: `reports, row 5, killed: …`."""
    parts = [_place(reject.place), *filter(None, [shown(reject.path)])]
    return f"{', '.join(parts)}: {reject.sentence}"


def _place(place: Place) -> str:
    if not place.row:
        return shown(place.table)
    return _("{table}, row {row}").format(table=place.table, row=place.row)
