"""The dialogs of an open case: most stay beside the table while one works on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.gui.commands.record_edits import RecordEdits
from kharkiv_tracker.gui.dialogs.duplicates_dialog import DuplicatesDialog
from kharkiv_tracker.gui.dialogs.register_dialog import RegisterDialog
from kharkiv_tracker.gui.dialogs.renewal_dialog import RenewalDialog
from kharkiv_tracker.gui.session import Session

if TYPE_CHECKING:
    from kharkiv_tracker.domain.entry import Recorded
    from kharkiv_tracker.gui.entry.form_draft import Draft
    from kharkiv_tracker.gui.paste.paste_dialog import PasteDialog
    from kharkiv_tracker.posts.post import Post


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

    def paste_report(self, post: Post | None = None) -> None:
        """Read a post, else what is in the clipboard, to confirm what it reports."""
        from kharkiv_tracker.gui.paste import clipboard_post, paste_report

        self._show_paste(paste_report.show_post(post or clipboard_post.present()))

    def resume_paste(self, draft: Draft, is_discarded: bool = False) -> None:
        """Continue with a pasted text that was not saved."""
        from kharkiv_tracker.gui.paste import paste_report

        self._show_paste(paste_report.show_draft(draft, is_discarded))

    def read_file(self, path: Path) -> None:
        """Read a text, HTML, DOCX or PDF file, to confirm what it reports."""
        from kharkiv_tracker.gui.paste import post_opener

        if post := post_opener.read_post(self._parent, self._session, path):
            self.paste_report(post)

    def work_through(self, sources: Sequence[Path] = ()) -> None:
        """Read the posts of these files one after another; ask which where none are named."""
        from kharkiv_tracker.gui.paste import post_opener

        if self._session.case.read_only:
            return
        about = (self._parent, self._session, self._gazetteer)
        if sources:
            post_opener.open_stack(*about, sources, self._point_at)
        else:
            post_opener.ask_stack(*about, self._point_at)

    def _show_paste(self, begin: Callable[[PasteDialog], object]) -> None:
        from kharkiv_tracker.gui.paste import paste_report

        if not self._session.case.read_only:
            paste_report.show(self._parent, self._session, self._gazetteer, begin, self._point_at)

    def _point_at(self, recorded: Recorded) -> None:
        for code in (*recorded.incidents, *recorded.updated)[:1]:
            self._session.point_at(code)

    def show_renewal(self) -> None:
        """List the figures that the renewal of the case changed."""
        RenewalDialog(self._parent, self._session.case, self._peek_at).show()
