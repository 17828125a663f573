"""Backups made by themselves: at the end of a sitting that changed something, and each hour."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import settings
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.gui.dialogs import progress_dialog
from kharkiv_tracker.gui.dialogs.progress_dialog import Stopped
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, current, speaking
from kharkiv_tracker.store import backups, history
from kharkiv_tracker.store.backups import Backup
from kharkiv_tracker.store.engine import DatabaseError

_HOUR = 3_600_000
#: Times this close together are not distinguished: a backup is named by the second.
_CLOSE = timedelta(seconds=2)
#: A backup at the end that takes longer, in seconds, is left to the next sitting.
_LONGEST = 20


def folder() -> Path | None:
    """The folder that was chosen for backups."""
    chosen = settings.load().backups
    return Path(chosen) if chosen else None


def choose(chosen: Path | None) -> None:
    """Keep backups in this folder, or none; raises OSError where that cannot be saved."""
    settings.save(replace(settings.load(), backups=str(chosen) if chosen else ""))


def listed(session: Session) -> list[Backup]:
    """The backups of this case, newest first."""
    place, path = folder(), session.case.path
    if place is None or path is None:
        return []
    return backups.listed(place, path, backups.mark_of(session.case))


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of the backups of a sitting that goes on later."""

    heads: list[str]
    made: Backup | None


class BackupKeeper(QObject):
    """Follows the open case; `problem` is why a recent backup is missing, "" if it is not."""

    changed = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._background = BackgroundWorker(self)
        self._session: Session | None = None
        self._heads: list[str] = []
        self._made: Backup | None = None
        self._is_stopped = False
        self.problem = ""
        #: Whether the last backup lacks what was recorded before this sitting.
        self.is_behind = False
        #: A file that is known to be damaged is not kept in the place of good backups.
        self.is_suspended = False
        self._timer = QTimer(self, interval=_HOUR)
        self._timer.timeout.connect(self._back_up_quietly)

    def follow(self, session: Session | None) -> None:
        """Keep backups of this case, but not of the sample and of what is only read."""
        case = session.case if session else None
        is_own = case is not None and case.path and not case.read_only and not case.sample
        self._session = session if is_own else None
        self._made, self.is_suspended, self.is_behind, self._is_stopped = None, False, False, False
        self._timer.stop()
        if self._session:
            self._heads = self._session.case.heads()
            self._timer.start()
        self.refresh()

    @property
    def has_failed(self) -> bool:
        """Whether a backup should have been made before and was not."""
        place = folder()
        return bool(self.problem) and place is not None and (self.is_behind or not place.is_dir())

    def refresh(self) -> None:
        """Find out again whether there is a recent backup."""
        self.problem = self._problem() if self._session else ""
        self.changed.emit()

    def finish(self) -> None:
        """Before the case is closed: back up what was changed; what fails is said next time."""
        session, place = self._session, folder()
        if session is None or place is None or not place.is_dir() or self.is_suspended:
            return
        if not self.is_behind and not self._has_changed(session):
            return
        with suppress(TrackerError, DatabaseError):
            self.make(session, place, _("Skip"), _LONGEST)

    def pause(self, backs_up: bool) -> Kept:
        """Before the case is locked: back it up, if so wanted, and follow it no more."""
        if backs_up:
            self.finish()
        kept = self.present()
        self.follow(None)
        return kept

    def present(self) -> Kept:
        """What is known now."""
        return Kept(self._heads, self._made)

    def resume(self, kept: Kept) -> None:
        """The case is followed again: its sitting goes on."""
        if self._session:
            self._heads, self._made = kept.heads, kept.made
        self.refresh()

    def make(self, session: Session, place: Path, button: str = "", longest: int = 0) -> Backup:
        """Make a backup now and wait for it; raises TrackerError where it fails."""
        heads = session.case.heads()
        made = progress_dialog.do_beside(
            self._widget,
            _("Backup"),
            _("Making a backup…"),
            lambda step: self._make(session, place, step),
            button,
            longest,
        )
        self._take(made, heads)
        return made

    def close(self) -> None:
        self._is_stopped = True
        self._background.close()

    def _problem(self) -> str:
        place, session = folder(), self._session
        if place is None or session is None:
            return _("No backup folder chosen.")
        if not place.is_dir():
            return _("Backup folder not found: {folder}.").format(folder=place)
        made = listed(session)
        last = history.last(session.case)
        if not made:
            return _("No backup of this case file yet.")
        # What was changed in this sitting is backed up when it ends.
        if last and not self._has_changed(session):
            if made[0].made + _CLOSE < datetime.fromisoformat(last.at):
                self.is_behind = True
                return _("The newest backup does not include the latest changes.")
            self.is_behind = False
        return ""

    def _has_changed(self, session: Session) -> bool:
        return session.case.heads() != self._heads

    def _make(self, session: Session, place: Path, step: Callable[[], object]) -> Backup:
        """In a thread of its own, on a connection of its own."""
        with session.another_connection() as case:
            return backups.make(case, place, self._made, step)

    def _take(self, made: Backup, heads: list[str]) -> None:
        self._made, self._heads, self.is_behind = made, heads, False
        self.refresh()

    def _back_up_quietly(self) -> None:
        """The backup of the hour."""
        session, place = self._session, folder()
        if session is None or place is None or self.is_suspended or not self._has_changed(session):
            return
        heads, language = session.case.heads(), current()

        def go_on() -> None:
            if self._is_stopped or session is not self._session:
                raise Stopped("")

        def job() -> Backup:
            with speaking(language):
                return self._make(session, place, go_on)

        def done(made: Backup) -> None:
            if session is self._session:
                self._take(made, heads)

        def failed(error: BaseException) -> None:
            if session is not self._session or isinstance(error, Stopped):
                return
            if not isinstance(error, TrackerError):
                raise error
            self.problem = str(error)
            self.changed.emit()

        self._background.run(job, done, failed)
