"""Linked incidents; a press opens one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.link import Link, Relation
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.inspector.link_button import LinkButton
from kharkiv_tracker.gui.inspector.section import Section
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import people_text


def section(
    host: CaseHost, code: str, links: Sequence[Link], merged: Sequence[str]
) -> Section | None:
    """The links of an incident and the incidents merged into it; None without any."""
    lines = [_line(code, link, host) for link in links]
    for merged_code in merged:
        text = _("Merged into this: {code}").format(code=merged_code)
        lines.append(_row(_leading(text, "", merged_code, host), None))
    return Section("links", _("Related incidents"), lines) if lines else None


def relation(code: str, link: Link) -> str:
    """The relation of the other incident to this one."""
    if link.relation is Relation.SPLIT and link.other == code:
        return _("Split from this")
    return people_text.capital(labels.word(link.relation))


def _line(code: str, link: Link, host: CaseHost) -> QWidget:
    other_code = link.one if link.other == code else link.other
    text = _("{relation}: {code}").format(relation=relation(code, link), code=other_code)
    remove = widgets.small_button(_("Remove"), lambda: host.edits.unlink(link.uid))
    remove.setAccessibleDescription(text)
    return _row(_leading(text, link.notes, other_code, host), remove)


def _leading(text: str, notes: str, code: str, host: CaseHost) -> QWidget:
    return LinkButton(text, lambda: host.open_incident(code), 9, more=notes)


def _row(button: QWidget, remove: QWidget | None) -> QWidget:
    line = widgets.row(button, 8, *((remove,) if remove else ()), margins=(13, 0, 0, 0))
    line.setStretch(0, 1)
    return widgets.holding(line)
