"""The dialog for a copy for another person: which version, what it leaves out, its passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.background_worker import BackgroundWorker, raise_in_window
from kharkiv_tracker.gui.dialogs import progress_dialog, standard_dialogs
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.dialogs.optional_passphrase import OptionalPassphrase
from kharkiv_tracker.gui.dialogs.progress_dialog import Step, Stopped
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import N_, _, current, speaking
from kharkiv_tracker.store import copies, file_placement, hand_over, hand_over_text, left_out
from kharkiv_tracker.store.copies import CopyKind
from kharkiv_tracker.store.hand_over import HandedOver

_WIDTH = 560
_PURPOSES = {
    Profile.RESTRICTED: N_(
        "All figures and their reports. Speakers are shown by their office, sources by their "
        "kind; names are removed from every text, also of the history."
    ),
    Profile.INTERNAL: N_("All of the case with its history, for a member of the team."),
}


class HandOverDialog(Dialog):
    """Stays until the copy is there, with what was wrong in a sentence; `made` is the copy."""

    def __init__(self, parent: QWidget, session: Session, background: BackgroundWorker) -> None:
        super().__init__(parent, _("Hand over a copy"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self.made: HandedOver | None = None
        self._session, self._background = session, background
        self._number = 0
        self.profile = widgets.Choice(_("Version"))
        for profile in _PURPOSES:
            self.profile.addItem(labels.word(profile), profile)
        self.purpose = widgets.wrapped("", "quiet")
        self.left = widgets.wrapped()
        self.passphrase = OptionalPassphrase()
        self.problem = widgets.wrapped("", "attention")
        self.add_field(_("Version"), self.profile)
        self.add(self.purpose)
        self.add(self.left)
        self.add(widgets.hairline())
        self.add(self.passphrase)
        self.add(self.problem)
        self.finish(_("Save copy as…"))
        self.profile.currentIndexChanged.connect(lambda _index: self._follow())
        self.passphrase.changed.connect(lambda: self._warn(""))
        self.passphrase.fields.set_known((session.case.title,))
        self._follow()
        self.profile.setFocus()

    @property
    def chosen(self) -> Profile:
        """The version that is chosen."""
        return Profile(self.profile.currentData())

    def accept(self) -> None:
        """Make the copy; the dialog closes only if that was done."""
        if problem := self.passphrase.problem():
            self._warn(problem)
            self.passphrase.fields.setFocus()
            return
        self._warn("")
        path = self._ask_path()
        if path is None:
            return
        try:
            self.made = self._make(path)
        except Stopped:
            self._warn(_("Stopped. Nothing was written."))
        except TrackerError as error:
            self._warn(str(error))
        else:
            copies.note(self._session.case, CopyKind.HAND_OVER, self.made.profile, path)
            super().accept()

    def done(self, result: int) -> None:
        self._number += 1
        self.passphrase.fields.clear()
        super().done(result)

    def _ask_path(self) -> Path | None:
        place = self._session.place
        if place is None:
            return None
        proposed = file_placement.free_beside(place, "copy")
        kinds = _("Case files (*.ktcase)")
        return standard_dialogs.ask_save_path(
            self, _("Hand over a copy"), proposed, kinds, replaces=False
        )

    def _make(self, path: Path) -> HandedOver:
        session, profile = self._session, self.chosen
        passphrase = self.passphrase.chosen() or None

        def job(step: Step) -> HandedOver:
            with session.another_connection() as case:
                return hand_over.hand_over(case, path, profile, passphrase, session.author, step)

        sentence = _("Making the copy {name}…").format(name=path.name)
        return progress_dialog.do_beside(self, _("Hand over a copy"), sentence, job)

    def _follow(self) -> None:
        """Say what the version leaves out, counted in the background."""
        self.purpose.setText(_(_PURPOSES[self.chosen]))
        self._number += 1
        number, profile, session, language = self._number, self.chosen, self._session, current()

        def job() -> str:
            with speaking(language), session.another_connection() as case:
                return " ".join(hand_over_text.sentences(left_out.of(case.db, profile)))

        def show(answer: str) -> None:
            # Neither for an earlier choice nor after the dialog.
            if number == self._number:
                self.left.setText(answer)

        self.left.setText(_("Counting what is left out…"))
        self._background.run(job, show, raise_in_window)

    def _warn(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))


def summary(made: HandedOver) -> str:
    """What was made, what it leaves out, and what to do about its passphrase."""
    lines = (
        _("Saved as {path}.").format(path=made.path),
        *hand_over_text.sentences(made.left_out),
        hand_over_text.secret(made.is_encrypted),
    )
    return "\n\n".join(lines)
