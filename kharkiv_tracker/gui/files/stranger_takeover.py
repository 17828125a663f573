"""A case that is not known here: checked whole, shown, and opened itself for writing."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui.dialogs import progress_dialog, standard_dialogs
from kharkiv_tracker.gui.dialogs.progress_dialog import Stopped
from kharkiv_tracker.gui.files.background_check import BackgroundCheck
from kharkiv_tracker.gui.files.lost_file import CaseWindow
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.stranger_case import StrangerCase
from kharkiv_tracker.store.verification import Verification


class StrangerTakeover:
    """The steps of taking a case over; until the last one its file is not touched."""

    def __init__(self, widget: QWidget, window: CaseWindow, check: BackgroundCheck) -> None:
        self._widget, self._window, self._check = widget, window, check

    def begin(self, session: Session) -> None:
        """Check the whole copy, which can be stopped, and ask whether to take the case over."""
        if session.stranger and session.may_take_over:
            self._check.ask(partial(self._take_result, session, session.stranger))
            sentence = _("Checking the case file…")
            progress_dialog.watch(self._widget, _title(), sentence, self._check)

    def _take_result(
        self, session: Session, stranger: StrangerCase, result: Verification | BaseException
    ) -> None:
        from kharkiv_tracker.gui.dialogs import rescue_dialogs, takeover_dialog

        if isinstance(result, Stopped):
            self._window.show_status(str(result))
        elif isinstance(result, BaseException):
            standard_dialogs.show_message(self._widget, str(result))
        elif not result.ok:
            # The banner has the ways on.
            rescue_dialogs.show_problems(self._widget, result.problems)
        elif takeover_dialog.ask(self._widget, session, result):
            self._open(session, stranger)

    def _open(self, session: Session, stranger: StrangerCase) -> None:
        """Close the copy and open the file; a new copy where the file is another by now."""
        path, passphrase = stranger.origin, session.file()[1] or ""
        try:
            sentence = _("Comparing the copy with the case file…")
            has_changed = progress_dialog.do_beside(
                self._widget, _title(), sentence, stranger.has_changed
            )
        except Stopped as stopped:
            self._window.show_status(str(stopped))
            return
        except TrackerError as error:
            standard_dialogs.show_message(self._widget, str(error))
            return
        if has_changed:
            again = _(
                "{path} has changed since it was opened. The changed file is opened on a new "
                "copy. Check it again."
            )
            standard_dialogs.show_message(self._widget, again.format(path=path))
        else:
            stranger.make_known()
        is_open = self._window.change_case(lambda: self._window.opened(path, passphrase))
        if is_open and not has_changed:
            self._window.show_status(_("Taken over: {path}.").format(path=path))


def _title() -> str:
    return _("Check and take over")
