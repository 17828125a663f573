"""Merge two documents: side by side, with what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QLineEdit, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.fields import default_of, fields_of
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.dialogs.merge_dialog import MergeRequest
from kharkiv_tracker.gui.documents.document_picker import DocumentPicker
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import document_records, document_usage
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.document_usage import Taken

_WIDTH, _LINES = 620, 3


class DocumentMergeDialog(Dialog):
    """The current document is kept unless the two are exchanged; `other` is chosen already."""

    def __init__(self, parent: QWidget, case: CaseFile, code: str, other: str = "") -> None:
        super().__init__(parent, _("Merge {code} with…").format(code=code))
        self.setMinimumWidth(theme.px(_WIDTH))
        self._case, self._code, self._other = case, code, other
        self._kept, self._merged = _Side(_("Kept")), _Side(_("Merged into it"))
        self._swap = widgets.button(_("Swap  Alt+X"), self._exchange, kind="link")
        self._result = widgets.wrapped("")
        self._result.setMinimumHeight(self._result.fontMetrics().lineSpacing() * _LINES)
        self._reason = QLineEdit()
        widgets.set_hint(self._reason, _("reason; kept in the history"))
        self._swapped = False
        self._is_built = False
        self.picker: DocumentPicker | None = None
        if not other:
            document = document_records.current(case, code)
            self.picker = DocumentPicker(case, document, self._choose)
            self.picker.then = self._reason
            self._other = self.picker.code
            self.add(self.picker)
        sides = widgets.row(self._kept, 16, self._merged)
        sides.setStretch(0, 1)
        sides.setStretch(2, 1)
        self.add(widgets.holding(sides), gap=4)
        self.add(widgets.holding(widgets.row(self._swap, -1)), gap=4)
        self.add(self._result)
        self.add_field(_("Reason"), self._reason)
        self.finish(_("Merge"))
        widgets.shortcut(self, "Alt+X", self._exchange)
        self._is_built = True
        self._show()
        (self.picker.field if self.picker else self._reason).setFocus()

    @property
    def result_text(self) -> str:
        """What becomes of both."""
        return self._result.text()

    def answer(self) -> MergeRequest:
        return MergeRequest(*self._codes(), " ".join(self._reason.text().split()))

    def _codes(self) -> tuple[str, str]:
        pair = (self._code, self._other)
        return (pair[1], pair[0]) if self._swapped else pair

    def _choose(self, code: str) -> None:
        self._other = code
        if self._is_built:
            self._show()

    def _exchange(self) -> None:
        self._swapped = not self._swapped
        self._show()

    def _show(self) -> None:
        """Show both documents and the result of merging."""
        chosen = bool(self._other)
        for widget in (self._kept, self._merged, self._swap, self._result):
            widget.setVisible(chosen)
        self.accepting.setEnabled(chosen)
        if not chosen:
            return
        kept, merged = (document_records.current(self._case, code) for code in self._codes())
        taken = tuple(document_usage.taken(self._case, one.code) for one in (kept, merged))
        self._kept.show_document(kept, len(taken[0]))
        self._merged.show_document(merged, len(taken[1]))
        self._result.setText(" ".join(_outcome(kept, merged, *taken)))
        self.adjustSize()


class _Side(QWidget):
    """One of the two: code, title, when and where it was published, how many records."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._code = widgets.text("", bold=True)
        self._title, self._about = widgets.Elided(""), widgets.Elided("", "quiet")
        self._records = widgets.text("", "quiet")
        heading = widgets.text(title, "quiet", 9)
        lines = (heading, self._code, self._title, self._about, self._records)
        self.setLayout(widgets.column(*lines))

    def show_document(self, document: Document, records: int) -> None:
        self._code.setText(document.code)
        self._title.setText(document.title or document.url or document.author or labels.NOTHING)
        published = labels.as_of(document.published) if document.published else ""
        self._about.setText(" · ".join(filter(None, (document.source.name, published))))
        text = ngettext("{n} record", "{n} records", records)
        self._records.setText(text.format(n=labels.number(records)))


def _outcome(
    kept: Document, merged: Document, own: tuple[Taken, ...], moved: tuple[Taken, ...]
) -> Iterator[str]:
    """What becomes of both, sentence by sentence."""
    n = len(own) + len(moved)
    sentence = ngettext(
        "{kept} will have {n} record. {code} will redirect to it.",
        "{kept} will have {n} records. {code} will redirect to it.",
        n,
    )
    yield sentence.format(kept=kept.code, code=merged.code, n=labels.number(n))
    differing = [
        labels.field(field)
        for field in fields_of(Document)
        if not field.automatic
        and getattr(merged, field.name)
        not in (getattr(kept, field.name), default_of(Document, field.name))
        and getattr(kept, field.name) != default_of(Document, field.name)
    ]
    if differing:
        yield _("The merged document’s own values stay in the history: {fields}.").format(
            fields=", ".join(differing)
        )
    if kept.text and kept.text != merged.text:
        lost = sum(bool(one.words) and not passage.located(kept.text, one.quote) for one in moved)
        if lost:
            yield ngettext(
                "{n} quote is not in the kept text: it stays, without a mark.",
                "{n} quotes are not in the kept text: they stay, without marks.",
                lost,
            ).format(n=labels.number(lost))
    if kept.is_confidential is not merged.is_confidential:
        yield _("The document will be confidential.")
