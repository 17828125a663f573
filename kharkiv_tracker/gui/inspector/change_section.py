"""The last changes: when, by whom, what; the history has all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.inspector.section import Section
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import revision_text
from kharkiv_tracker.store import history
from kharkiv_tracker.store.case_file import CaseFile

_CHANGES = 3


def section(case: CaseFile, code: str, open_history: Callable[[str], object]) -> Section:
    """The last changes of an incident and its records."""
    revisions = history.numbered(case, history.numbers(case, code)[:_CHANGES])
    lines: list[QWidget] = []
    for revision in revisions:
        line = widgets.Elided(_line_text(revision), "quiet", 9)
        line.setContentsMargins(14, 0, 0, 3)
        lines.append(line)
    button = widgets.button(_("All changes"), partial(open_history, code), kind="link")
    lines.append(widgets.holding(widgets.row(14, button, -1)))
    return Section("changes", _("Last changes"), lines)


def _line_text(revision: Revision) -> str:
    return _("{when} · {author} · {record}: {what}").format(
        when=labels.date_time(datetime.fromisoformat(revision.at), short=True),
        author=revision_text.author(revision.author),
        record=_record(revision),
        what=revision_text.what(revision),
    )


def _record(revision: Revision) -> str:
    number = revision.record.rpartition("/")[2]
    match revision.kind:
        case "report":
            return _("report {number}").format(number=number)
        case "incident":
            return ngettext("incident", "incidents", 1)
    return revision_text.record(revision)
