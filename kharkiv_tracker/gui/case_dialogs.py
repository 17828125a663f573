"""The dialogs of an open case that stay beside the table while one works on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.gui.commands.record_edits import RecordEdits
from kharkiv_tracker.gui.dialogs.duplicates_dialog import DuplicatesDialog
from kharkiv_tracker.gui.dialogs.register_dialog import RegisterDialog
from kharkiv_tracker.gui.dialogs.renewal_dialog import RenewalDialog
from kharkiv_tracker.gui.session import Session


class CaseDialogs:
    """Each is open once at most; `peek_at` shows an incident while it stays open."""

    def __init__(
        self,
        parent: QWidget,
        beside: QWidget,
        session: Session,
        gazetteer: Gazetteer,
        edits: RecordEdits,
        peek_at: Callable[[str], object],
    ) -> None:
        self._parent, self._beside = parent, beside
        self._session, self._gazetteer = session, gazetteer
        self._edits, self._peek_at = edits, peek_at

    def show_duplicates(self) -> None:
        """List possible duplicates."""
        dialog = self._parent.findChild(DuplicatesDialog) or DuplicatesDialog(
            self._parent, self._session, self._gazetteer, self._edits, self._peek_at
        )
        dialog.show_beside(self._beside)

    def show_register(self) -> None:
        """List all persons by name."""
        dialog = self._parent.findChild(RegisterDialog) or RegisterDialog(
            self._parent, self._session, self._edits, self._peek_at
        )
        dialog.show_beside(self._beside)

    def show_renewal(self) -> None:
        """List the figures that the renewal of the case changed."""
        RenewalDialog(self._parent, self._session.case, self._peek_at).show()
