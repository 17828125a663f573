"""Gather into documents: which records came from one document, to be ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.fields import fields_of
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.short_lines import ShortLines
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store.document_groups import DocumentGroup

_WIDTH, _ROWS = 640, 7
#: So many codes are named; of others their number.
_CODES = 12


class DocumentGroupsDialog(Dialog):
    """Every group is ticked at first; `chosen` are those that still are."""

    def __init__(self, parent: QWidget, groups: Sequence[DocumentGroup]) -> None:
        super().__init__(parent, _("Gather into documents"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._groups = groups
        self.list = QListWidget()
        self.list.setAccessibleName(_("Documents"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(ShortLines(self.list))
        self.list.setFixedHeight((self.list.fontMetrics().lineSpacing() * 2 + 14) * _ROWS)
        self._detail = widgets.wrapped("", "quiet", 9)
        self._detail.setMinimumHeight(self._detail.fontMetrics().lineSpacing() * 3)
        about = _(
            "Reports with the same link and day, or nearly the same quote, become records of one "
            "document. No figure changes. Fields that differ stay with their report."
        )
        self.add(widgets.wrapped(about, "quiet"), gap=8)
        self.add(self.list, gap=6)
        self.add(self._detail, gap=6)
        for group in groups:
            self.list.addItem(_item(group))
        every = widgets.row(
            widgets.small_button(_("Tick all"), lambda: self.tick(True)),
            12,
            widgets.small_button(_("Tick none"), lambda: self.tick(False)),
            -1,
        )
        self.add(widgets.holding(every), gap=4)
        self.finish(_("Gather"))
        self.list.currentRowChanged.connect(self._show_detail)
        self.list.itemChanged.connect(lambda _item: self._count())
        self.list.setCurrentRow(0)
        self.list.setFocus()
        self._count()

    @property
    def chosen(self) -> list[DocumentGroup]:
        """The groups that are ticked."""
        return [
            group
            for number, group in enumerate(self._groups)
            if self.list.item(number).checkState() is Qt.CheckState.Checked
        ]

    @property
    def detail(self) -> str:
        """What is said of the current group."""
        return self._detail.text()

    def tick(self, on: bool) -> None:
        """Tick all groups, or none."""
        self.list.blockSignals(True)
        for number in range(self.list.count()):
            self.list.item(number).setCheckState(_state(on))
        self.list.blockSignals(False)
        self._count()

    def _count(self) -> None:
        n = len(self.chosen)
        text = ngettext("Gather into {n} document", "Gather into {n} documents", n)
        self.accepting.setText(text.format(n=labels.number(n)))
        self.accepting.setEnabled(bool(n))

    def _show_detail(self, number: int) -> None:
        if not 0 <= number < len(self._groups):
            return
        group = self._groups[number]
        codes, more = ", ".join(group.records[:_CODES]), len(group.records) - _CODES
        lines = [_("Records: {codes}").format(codes=codes)]
        if more > 0:
            lines[0] += " " + _("and {n} more").format(n=labels.number(more))
        if group.differing:
            names = ", ".join(
                labels.field(field)
                for field in fields_of(Document)
                if field.name in group.differing
            )
            lines.append(
                _("Different in the reports, and kept there: {fields}").format(fields=names)
            )
        if group.document.is_confidential:
            lines.append(_("The document will be confidential."))
        self._detail.setText("\n".join(lines))


def _item(group: DocumentGroup) -> QListWidgetItem:
    document, n = group.document, len(group.records)
    records = ngettext("{n} record", "{n} records", n).format(n=labels.number(n))
    published = labels.as_of(document.published) if document.published else ""
    own = document.code or _("new document")
    about = " · ".join(filter(None, (own, records, published, document.source.name)))
    name = document.title or document.url or labels.word(group.why)
    item = QListWidgetItem(f"{name}\n{about} · {labels.word(group.why)}")
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(_state(True))
    item.setToolTip(widgets.tooltip(item.text()))
    return item


def _state(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
