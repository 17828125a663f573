"""The columns of the list of documents."""

from __future__ import annotations

from kharkiv_tracker import city, labels
from kharkiv_tracker.gui.table.table_view import Column
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.document_list import DocumentRow


def columns() -> tuple[Column[DocumentRow], ...]:
    """Date, name, source, kind, how many records were taken, whether it is confidential."""
    return (
        Column(
            _("Published"),
            _published,
            "published",
            width=80,
            max_width=130,
            quiet=lambda row: row.published is None,
            hint=city.text("clock"),
        ),
        Column(
            _("Document"),
            _name,
            "title",
            width=160,
            stretches=True,
            quiet=lambda row: row.withdrawn or not row.title,
        ),
        Column(
            _("Source"),
            lambda row: row.source.name or labels.NOTHING,
            "source",
            width=80,
            max_width=170,
            quiet=lambda row: not row.source.name,
            gives_way=3,
        ),
        Column(
            _("Kind"),
            lambda row: labels.word(row.kind) if row.kind else labels.NOTHING,
            "kind",
            width=70,
            max_width=140,
            quiet=lambda row: row.kind is None,
            gives_way=2,
        ),
        Column(
            _("Confidential"),
            lambda row: _("yes") if row.confidential else "",
            width=60,
            gives_way=1,
            key="confidential",
        ),
        Column(
            _("Records"),
            _records,
            "taken",
            right=True,
            width=70,
            quiet=lambda row: not row.taken and not row.is_unread,
        ),
    )


def _published(row: DocumentRow) -> str:
    """The day, or the longer time if no day is known; the hour is shown beside the list."""
    if row.published is None:
        return labels.NOTHING
    day = row.published.day
    is_one_day = day == row.published.last_day
    return labels.date(day, short=True) if is_one_day else labels.as_of(row.published)


def _name(row: DocumentRow) -> str:
    return _("{name} (withdrawn)").format(name=row.name) if row.withdrawn else row.name


def _records(row: DocumentRow) -> str:
    if row.is_unread:
        return _("none yet")
    return labels.number(row.taken) if row.taken else labels.NOTHING
