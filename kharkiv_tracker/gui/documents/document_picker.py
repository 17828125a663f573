"""Choose another document by its code, its title or its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QListWidgetItem

from kharkiv_tracker import labels
from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.gui.dialogs.record_picker import MOST, RecordPicker, list_item
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import document_list, document_matches
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.document_list import DocumentRow


class DocumentPicker(RecordPicker[DocumentRow]):
    """Without text, the documents with the same link, file or nearly the same text."""

    def __init__(self, case: CaseFile, document: Document, picked: Callable[[str], object]) -> None:
        self._case, self._document = case, document
        hint = _("code, title or words of the text")
        super().__init__(_("Other document"), _("Documents"), hint, picked)

    def _matching(self, text: str) -> Sequence[DocumentRow]:
        if text:
            ids = document_list.ordered(self._case, text=text).ids[: MOST + 1]
        else:
            alike = document_matches.matches(self._case, self._document)
            ids = document_list.numbers(self._case, [match.document.uid for match in alike])
        rows = document_list.rows(self._case, ids)
        return [row for row in rows if row.code != self._document.code and not row.withdrawn]

    def _nothing(self) -> str:
        return _("No other document has this link or text. Enter a code or a word.")

    def _item(self, row: DocumentRow) -> QListWidgetItem:
        n = row.taken
        records = ngettext("{n} record", "{n} records", n).format(n=labels.number(n))
        return list_item(row.code, row.name if row.name != row.code else "", records)
