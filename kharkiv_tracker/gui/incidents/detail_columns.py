"""The columns of the incidents table that are hidden until they are chosen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kharkiv_tracker import city, labels
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.quantity import KILLED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.gui.table.table_view import Column
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import revision_text
from kharkiv_tracker.store.incident_details import (
    AUTHOR,
    CHANGED,
    KILLED_CHILDREN,
    SOURCE,
    SPEAKER,
)
from kharkiv_tracker.store.incidents import IncidentRow


def detail_columns() -> tuple[Column[IncidentRow], ...]:
    """Children killed, code, source and speaker of the figure, last change and its author."""
    of_figure = _("Of the report that gives the figure, or of the latest report.")
    return (
        Column(
            labels.heading_of_children(KILLED),
            _children,
            KILLED_CHILDREN,
            right=True,
            width=60,
            is_optional=True,
        ),
        Column(_("Code"), lambda row: row.code, "code", width=150, is_optional=True),
        Column(
            _("Source"),
            lambda row: _of_report(row, lambda report: report.source.name),
            SOURCE,
            width=110,
            is_optional=True,
            hint=of_figure,
            quiet=_is_confidential,
        ),
        Column(
            _("Speaker"),
            lambda row: _of_report(row, lambda report: labels.speaker(report.speaker)),
            SPEAKER,
            width=110,
            is_optional=True,
            hint=of_figure,
            quiet=_is_confidential,
        ),
        Column(
            _("Last change"),
            _changed,
            CHANGED,
            width=130,
            is_optional=True,
            hint=city.text("clock"),
        ),
        Column(
            _("Changed by"),
            lambda row: revision_text.author(row.detail.author) if row.detail.author else "",
            AUTHOR,
            width=90,
            is_optional=True,
        ),
    )


def _children(row: IncidentRow) -> str:
    """Blank where no report mentions any."""
    figure = row.figures.get(KILLED_CHILDREN, Figure())
    return "" if figure.is_unknown else labels.figure_text(figure)


def _of_report(row: IncidentRow, text: Callable[[Report], str]) -> str:
    report = row.detail.report
    if report is None:
        return ""
    return _("Confidential source") if report.is_confidential else text(report)


def _is_confidential(row: IncidentRow) -> bool:
    return row.detail.report is not None and row.detail.report.is_confidential


def _changed(row: IncidentRow) -> str:
    at = row.detail.changed
    return labels.date_time(datetime.fromisoformat(at), short=True) if at else ""
