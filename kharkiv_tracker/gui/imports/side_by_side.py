"""A record of a file beside what it may be the same as, or what the case has of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.entry import IncidentEntry
from kharkiv_tracker.domain.incident import is_incident_code
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.imports import trial_lists
from kharkiv_tracker.gui.imports.trial_lists import TrialLists
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.imports.columns.table_heads import PROBLEM_HEADS
from kharkiv_tracker.imports.plan import Fate, Plan, PlanEntry
from kharkiv_tracker.imports.rows.record_drafts import Reject
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile

#: So much of a quote is shown.
_LONGEST = 400


class SideBySide(QWidget):
    """The row at the left; at the right the others, or what is new and what stays."""

    def __init__(self, case: CaseFile) -> None:
        super().__init__()
        self._case = case
        self.left, self.right = (widgets.wrapped("", "", 9) for _side in range(2))
        line = widgets.row(*(widgets.filling(label) for label in (self.left, self.right)))
        for side in range(2):
            line.setStretch(side, 1)
        self.setLayout(line)

    def show_entry(self, lists: TrialLists, entry: PlanEntry | None) -> None:
        """Show a record of a trial run; None for none."""
        if entry is None:
            self._show((), ())
            return
        others: list[str] = []
        for name in entry.like:
            others += ["", *self._other(lists, name)] if others else self._other(lists, name)
        if entry.fate is not Fate.ADDED and entry.code:
            others += self._incident(lists, entry.code)
        others += [*([""] if others else []), *entry.doubts, *entry.kept]
        self._show(_of_entry(lists, entry), others)

    def show_reject(self, plan: Plan, reject: Reject) -> None:
        """Show a rejected row, and at the right why it is rejected."""
        table = plan.table
        cells = table.cells(reject.row - table.sheet.first)
        parts = (
            _("{field}: {text}").format(field=head, text=_short(cell))
            for head, cell in cells.items()
            if head not in PROBLEM_HEADS
        )
        lines = (_row_names((reject.row,)), " · ".join(parts))
        self._show(lines, (reject.column, reject.sentence))

    def _show(self, left: Iterable[str], right: Iterable[str]) -> None:
        for label, lines in ((self.left, left), (self.right, right)):
            label.setText("\n".join(lines))

    def _other(self, lists: TrialLists, name: str) -> list[str]:
        """An incident of the case, or another row of the file."""
        entry = None if is_incident_code(name) else lists.of_row(name)
        return list(_of_entry(lists, entry) if entry else self._incident(lists, name))

    def _incident(self, lists: TrialLists, code: str) -> Iterator[str]:
        """An incident as the case has it."""
        incident = incidents.incident(self._case, code)
        (row,) = incidents.rows(self._case, [incidents.id_of(self._case, code)])
        district = lists.gazetteer.get(incident.district)
        yield code
        yield _("{when} · {figures}").format(
            when=labels.event_time_brief(incident.event),
            figures=people_text.figures_in_signs(row.figures),
        )
        yield people_text.incident(incident.place, district)
        yield from _quotes(report.quote for report in incidents.reports(self._case, code)[:1])


def _of_entry(lists: TrialLists, entry: PlanEntry) -> Iterator[str]:
    """A record as the file has it: for an update, what is new."""
    yield _row_names(entry.rows)
    record = entry.entry
    when, figures = trial_lists.when(entry), trial_lists.figures(entry)
    if not isinstance(record, IncidentEntry):
        yield _("{when} · {figures}").format(when=when, figures=figures)
        yield trial_lists.where(entry, lists.gazetteer)
        yield from _quotes((record.quote,))
        return
    if record.incident is None:
        yield from _new_parts(record)
    else:
        yield _("{when} · {figures}").format(when=when, figures=figures)
        yield trial_lists.where(entry, lists.gazetteer)
    yield from _quotes(report.quote for report in record.reports)


def _new_parts(record: IncidentEntry) -> Iterator[str]:
    """What an update adds."""
    for number, text in (
        (
            len(record.reports),
            ngettext("{n} new report", "{n} new reports", len(record.reports)),
        ),
        (
            len(record.persons),
            ngettext("{n} new person", "{n} new persons", len(record.persons)),
        ),
        (len(record.notes), ngettext("{n} new note", "{n} new notes", len(record.notes))),
        (
            len(record.identifiers),
            ngettext("{n} new identifier", "{n} new identifiers", len(record.identifiers)),
        ),
    ):
        if number:
            yield text.format(n=labels.number(number))


def _quotes(quotes: Iterable[str]) -> Iterator[str]:
    for quote in quotes:
        if quote:
            yield _("“{text}”").format(text=_short(quote))


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _row_names(rows: Sequence[int]) -> str:
    text = ngettext("Row {rows} of the file", "Rows {rows} of the file", len(rows))
    return text.format(rows=", ".join(map(str, rows)))
