"""A case file opened in the window: what has to be asked is asked, what is wrong is said."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.gui.dialogs import progress_dialog, standard_dialogs
from kharkiv_tracker.gui.dialogs.progress_dialog import Stopped
from kharkiv_tracker.gui.files import case_files
from kharkiv_tracker.gui.files.case_safety import CaseSafety
from kharkiv_tracker.gui.files.wrong_tries import TRIES
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.open_checks import CaseDamaged, PassphraseNeeded


class CaseOpener:
    """Opens case files above `widget`; `safety` has the ways on from damage."""

    def __init__(self, widget: QWidget, safety: CaseSafety) -> None:
        self._widget, self._safety = widget, safety

    def opened(self, path: Path, passphrase: str = "") -> Session | None:
        """The session of a file, after asking what has to be asked; None without one."""
        while True:
            try:
                return self.tried(path, passphrase)
            except PassphraseNeeded as needed:
                from kharkiv_tracker.gui.dialogs import passphrase_question

                wrong = str(needed) if passphrase else ""
                answer = passphrase_question.ask_passphrase(self._widget, path, wrong)
                if answer is None:
                    return None
                passphrase = answer

    def tried(self, path: Path, passphrase: str) -> Session | None:
        """The session of a file; None where that was stopped, or it does not open, which is said.

        Raises PassphraseNeeded. A dialog offers to stop where the file is copied or renewed.
        """
        try:
            session = progress_dialog.do_here(
                self._widget,
                _("Open a case file"),
                _("Opening {name}…").format(name=path.name),
                lambda step: case_files.open_file(path, passphrase, step),
            )
        except PassphraseNeeded:
            raise
        except Stopped:
            return None
        except CaseUnavailable as error:
            return self._rescued(path, error, passphrase)
        if passphrase:
            TRIES.clear(path)
        return session

    def _rescued(self, path: Path, error: CaseUnavailable, passphrase: str) -> Session | None:
        """Say why a file does not open, with the ways on where there are any."""
        if not isinstance(error, CaseDamaged) and not self._safety.rescue.has_backups(path):
            standard_dialogs.show_message(self._widget, str(error))
            return None
        rescue = self._safety.rescue.ask(path, error, passphrase)
        return rescue() if rescue else None
