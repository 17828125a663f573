"""Locks the open case: on request, after a time without input, and when the computer sleeps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeGuard

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from kharkiv_tracker import settings
from kharkiv_tracker.errors import CaseUnavailable, TrackerError
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.dialogs.passphrase_field import PassphraseField
from kharkiv_tracker.gui.files.backup_keeper import BackupKeeper, Kept
from kharkiv_tracker.gui.files.wrong_tries import TRIES
from kharkiv_tracker.gui.lock.desktop_signals import DesktopSignals
from kharkiv_tracker.gui.lock.idle_watch import IdleWatch
from kharkiv_tracker.gui.lock.lock_cover import LockDialog, WindowCovers
from kharkiv_tracker.gui.lock.lock_page import LockPage
from kharkiv_tracker.gui.lock.view_place import ViewPlace
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.open_checks import PassphraseNeeded

if TYPE_CHECKING:
    from kharkiv_tracker.gui.case_view import CaseView
    from kharkiv_tracker.gui.files.case_opener import CaseOpener
    from kharkiv_tracker.gui.files.case_safety import CaseSafety


class LockedWindow(Protocol):
    """The window as far as it is locked."""

    view: CaseView | None
    safety: CaseSafety
    opener: CaseOpener

    def put_away(self, page: QWidget, last: Callable[[], object]) -> object:
        """Show this page instead of the case, do what is left to do, and close the case."""

    def return_to(self, session: Session, place: ViewPlace) -> object:
        """Show a case again that was put away."""

    def close_case(self) -> object: ...
    def show_status(self, sentence: str) -> object: ...


@dataclass(frozen=True, slots=True)
class _Locked:
    """A case that was put away: its file, where the user was in it, and its backups."""

    path: Path
    place: ViewPlace
    backups: Kept
    page: LockPage


class Locker(QObject):
    """Follows the open case. Only an encrypted one can be locked: others open without a word."""

    def __init__(self, widget: QWidget, window: LockedWindow) -> None:
        super().__init__(widget)
        self._widget, self._window = widget, window
        self._locked: _Locked | None = None
        self._covers: WindowCovers | None = None
        self.idle = IdleWatch(self)
        self.desktop = DesktopSignals(self)
        self.idle.rested.connect(self.lock)
        self.idle.woke.connect(self._follow_desktop)
        self.desktop.left.connect(self._follow_desktop)
        self.desktop.asleep_soon.connect(self._follow_sleep)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._give_key)

    @property
    def is_locked(self) -> bool:
        return self._locked is not None or self._covers is not None

    @property
    def page(self) -> LockPage | None:
        """The page in the place of a case that was put away."""
        return self._locked.page if self._locked else None

    @property
    def path(self) -> Path | None:
        """The file of a case that was put away."""
        return self._locked.path if self._locked else None

    def follow(self, session: Session | None) -> None:
        """Watch over this case from now on, or over none; what was put away is left."""
        if session is not None:
            self._locked = None
        if session is not None and session.case.is_encrypted:
            self.idle.watch(settings.load().lock_minutes)
        else:
            self.idle.stop()

    def refresh(self) -> None:
        """Take the minutes of the preferences."""
        if self.idle.is_watching:
            self.idle.watch(settings.load().lock_minutes)

    def rebuild(self) -> None:
        """Show the page of a locked case again, in the language and size of now."""
        if locked := self._locked:
            self._show(locked.path, locked.place, locked.backups)

    def lock(self) -> None:
        """Lock the open case, after a backup of what was changed in it."""
        self._lock(backs_up=True)

    def ask(self) -> None:
        """Lock it, or say why it cannot be locked."""
        view = self._window.view
        if view and not view.session.case.is_encrypted:
            self._window.show_status(_("This case file has no passphrase, so it cannot be locked."))
        else:
            self.lock()

    def _give_key(self, _window: object) -> None:
        """Give an open dialog the key that locks: it keeps the keys of the main window away."""
        dialog = QApplication.activeModalWidget()
        if self._window.view and self._is_above(dialog) and not dialog.property("locks"):
            dialog.setProperty("locks", True)
            widgets.shortcut(dialog, named("lock").key, self.ask)

    def _is_above(self, dialog: QWidget | None) -> TypeGuard[QWidget]:
        """Whether this is a dialog of this window."""
        parent = dialog
        while parent is not None and parent is not self._widget:
            parent = parent.parentWidget()
        return parent is not None

    def _follow_desktop(self) -> None:
        if settings.load().lock_with_screen:
            self.lock()

    def _follow_sleep(self) -> None:
        if settings.load().lock_with_screen:
            # There are seconds only: what was changed is backed up when the case is closed.
            self._lock(backs_up=False)

    def _lock(self, backs_up: bool) -> None:
        view = self._window.view
        if view is None or self.is_locked or not view.session.case.is_encrypted:
            return
        _close_popups()
        clear_clipboard()
        place = self._place(view)
        if place is None:
            self._cover(view.session)
        else:
            self._put_away(view.session, place, backs_up)

    def _place(self, view: CaseView) -> ViewPlace | None:
        """Where the user is; None where something is open or typed that no file keeps."""
        lost = self._window.safety.lost
        lost.watch.look()
        if lost.loss is not None:
            # What is open is in no file any more.
            return None
        dialogs = [one for one in QApplication.topLevelWidgets() if _is_open_dialog(one)]
        # What is not ours, as a file dialog, may wait for an answer.
        if view.holds_more or any(getattr(one, "holds_input", True) for one in dialogs):
            return None
        for dialog in dialogs:
            dialog.close()
        try:
            return ViewPlace.of(view)
        except TrackerError:
            # The file is lost: what is open is all there is.
            return None

    def _put_away(self, session: Session, place: ViewPlace, backs_up: bool) -> None:
        # Of a stranger's case the copy is gone: its file is copied once more.
        path, keeper = session.place or session.file()[0], self._window.safety.keeper
        self._show(path, place, keeper.present(), lambda: self._pause(keeper, backs_up))

    def _pause(self, keeper: BackupKeeper, backs_up: bool) -> None:
        """Back up what was changed; a backup may take a while, in which nothing is in sight."""
        kept = keeper.pause(backs_up)
        if self._locked:
            self._locked = replace(self._locked, backups=kept)

    def _show(
        self, path: Path, place: ViewPlace, backups: Kept, last: Callable[[], object] = tuple
    ) -> None:
        page = LockPage(PassphraseField(path), path.name, self._unlock, self._leave)
        self._locked = _Locked(path, place, backups, page)
        self._window.put_away(page, last)

    def _unlock(self, passphrase: str) -> None:
        locked = self._locked
        if locked is None:
            return
        try:
            session = self._window.opener.tried(locked.path, passphrase)
        except PassphraseNeeded as needed:
            locked.page.field.refuse(str(needed))
            return
        if session:
            locked.page.field.clear()
            self._window.return_to(session, locked.place)
            self._window.safety.keeper.resume(locked.backups)

    def _leave(self) -> None:
        """Close what was put away; it is opened as any other next time."""
        self._locked = None
        self._window.close_case()

    def _cover(self, session: Session) -> None:
        """Cover what cannot be closed now; what is typed in forms is written all the same."""
        if self._window.view:
            self._window.view.may_keep()
        path = session.place or session.file()[0]
        field = PassphraseField(path)

        def unlock(passphrase: str) -> None:
            try:
                session.case.check_passphrase(passphrase)
            except PassphraseNeeded as needed:
                field.refuse(str(needed))
            except CaseUnavailable as error:
                # The file is gone, and it is not what it was opened with.
                field.refuse(error.brief)
            else:
                TRIES.clear(path)
                field.clear()
                self._uncover()

        field.submitted.connect(unlock)
        self._covers = WindowCovers(LockDialog(self._widget, field))

    def _uncover(self) -> None:
        if self._covers:
            covers, self._covers = self._covers, None
            covers.remove()


def _is_open_dialog(window: QWidget) -> bool:
    return isinstance(window, QDialog) and window.isVisible()


def _close_popups() -> None:
    while popup := QApplication.activePopupWidget():
        # One that does not let itself be closed goes out of sight all the same.
        if not popup.close():
            popup.hide()


def clear_clipboard(is_ours: Callable[[QClipboard.Mode], bool] | None = None) -> None:
    """Take out of the clipboards what this program put there; what other programs did stays."""
    clipboard = QGuiApplication.clipboard()
    owners = {
        QClipboard.Mode.Clipboard: clipboard.ownsClipboard,
        QClipboard.Mode.Selection: clipboard.ownsSelection,
    }
    for mode, owns in owners.items():
        if is_ours(mode) if is_ours else owns():
            clipboard.clear(mode)
