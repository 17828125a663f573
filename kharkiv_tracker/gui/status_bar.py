"""The status line: time of saving, encryption, number selected, fingerprint."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QStatusBar

from kharkiv_tracker import labels
from kharkiv_tracker.domain import revision
from kharkiv_tracker.domain.revision import UNNAMED, Changes
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.gui import second_writer, widgets
from kharkiv_tracker.gui.case_reader import Topic
from kharkiv_tracker.gui.charts import view_date_bar
from kharkiv_tracker.gui.notice import Notice
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import history, incidents
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.foreign_changes import ForeignChanges


class StatusBar:
    """Keeps the status bar up to date with the session."""

    def __init__(self, bar: QStatusBar, session: Session, undo: Callable[[], object]) -> None:
        self._session = session
        self._label = widgets.Elided("", "status", 9)
        self._label.setContentsMargins(12, 2, 12, 2)
        # A long text must not make the window wider.
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._label.setAccessibleName(_("State of the case file"))
        self._check = widgets.Elided("", "status", 9)
        self._check.setAccessibleName(_("Check of the case file"))
        self.backup = widgets.small_button(_("no backup"), lambda: self._open_backups())
        self._open_backups: Callable[[], object] = lambda: None
        self.notice = Notice(undo, self._give_way)
        self._bar = bar
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.notice, 1)
        bar.addWidget(self._label, 1)
        for mark in (self._check, self.backup):
            mark.setContentsMargins(0, 2, 12, 2)
            bar.addPermanentWidget(mark)
            mark.hide()
        self._back = QTimer(self._label, singleShot=True)
        self._back.timeout.connect(lambda: self._refresh(Changes()))
        self._parts: list[str] = []
        session.changed.connect(self._refresh)
        session.noticed.connect(self.notice.show_sentence)
        session.reported.connect(self.show)
        session.changed_elsewhere.connect(self._show_foreign)
        session.view_changed.connect(self._show_parts)
        self._painted = self._gone = self._is_lost = False
        #: How many incidents are selected, of how many; None until they are counted.
        self._selection: Selection | None = None
        self._numbers: tuple[int, int] | None = None
        self._refresh(Changes())
        session.run_when_painted(self._label, self._add_fingerprint)

    def show(self, sentence: str, seconds: int = 12) -> None:
        """Show a message in its place for a while."""
        self.notice.withdraw()
        self._label.setText(sentence)
        self._back.start(seconds * 1000)

    def show_lost(self, is_lost: bool) -> None:
        """Show that nothing more is saved, or that it is again."""
        if is_lost != self._is_lost:
            self._is_lost = is_lost
            self._refresh(Changes())

    def show_marks(
        self, check: str, backup_problem: str, open_backups: Callable[[], object]
    ) -> None:
        """Show when the file was checked, and whether it lacks a backup and why."""
        self._check.setText(check)
        self._give_way()
        self._open_backups = open_backups
        self.backup.setVisible(bool(backup_problem))
        self.backup.setToolTip(widgets.tooltip(backup_problem))
        self.backup.setAccessibleDescription(backup_problem)

    def refresh(self) -> None:
        """Show the state of the case file again."""
        self._refresh(Changes())

    @property
    def text(self) -> str:
        return self._label.text()

    def leave(self) -> None:
        """Remove the line when its case is closed."""
        self._gone = True
        self._back.stop()
        self._session.changed.disconnect(self._refresh)
        self._session.reported.disconnect(self.show)
        self._session.changed_elsewhere.disconnect(self._show_foreign)
        self._session.view_changed.disconnect(self._show_parts)
        self._session.noticed.disconnect(self.notice.show_sentence)
        for part in (self.notice, self._label, self._check, self.backup):
            self._bar.removeWidget(part)
            part.deleteLater()

    def _show_foreign(self, foreign: ForeignChanges) -> None:
        self.show(second_writer.sentence(foreign))

    def _give_way(self) -> None:
        """The notice is shown in place of the line, and needs the room of what was checked."""
        self._label.setVisible(self.notice.isHidden())
        self._check.setVisible(self.notice.isHidden() and bool(self._check.text()))

    def _refresh(self, changes: Changes) -> None:
        self._back.stop()
        if changes:
            # What it says may be changed again now.
            self.notice.withdraw()
        selection, reader = self._session.selection, self._session.reader
        if changes or selection != self._selection:
            self._selection, self._numbers = selection, None
            reader.read(Topic.NUMBERS, lambda case: _numbers(case, selection), self._take_numbers)
        self._compose()

    def _take_numbers(self, numbers: tuple[int, int]) -> None:
        self._numbers = numbers
        if not self._gone:
            self._compose()

    def _compose(self) -> None:
        case = self._session.case
        # The first fingerprint reads the whole history; the window is painted before that.
        hash_ = revision.short(history.fingerprint(case)) if self._painted else "…"
        self._parts = [
            self._saved(),
            *self._unnamed(),
            _("encrypted") if case.is_encrypted else _("not encrypted"),
            self._selected(),
            _("fingerprint {hash}").format(hash=hash_),
        ]
        self._show_parts()

    def _selected(self) -> str:
        """How many incidents are selected, once they are counted."""
        if self._numbers is None:
            total, n, all_ = 2, "…", "…"
        else:
            selected, total = self._numbers
            n, all_ = labels.number(selected), labels.number(total)
        return ngettext("{n} of {all} incident", "{n} of {all} incidents", total).format(
            n=n, all=all_
        )

    def _show_parts(self) -> None:
        """Show the parts of the line, view dates first if any is set."""
        if not self._back.isActive():
            phrases = view_date_bar.view_phrases(self._session.view)
            self._label.setText("  ·  ".join([*phrases, *self._parts]))

    def _add_fingerprint(self) -> None:
        self._painted = True
        # The case may be closed before the job runs.
        if not self._gone and not self._back.isActive():
            self._refresh(Changes())

    def _unnamed(self) -> tuple[str, ...]:
        """That changes have no author; nothing where they have one, or nothing can be changed."""
        is_shown = self._session.author == UNNAMED and not self._session.case.read_only
        return (_("no author name"),) if is_shown else ()

    def _saved(self) -> str:
        if self._is_lost:
            return _("Changes are not saved")
        if self._session.case.read_only:
            return _("Read-only")
        last = history.last(self._session.case)
        at = datetime.fromisoformat(last.at).astimezone(zone()) if last else datetime.now(zone())
        if at.date() == datetime.now(zone()).date():
            return _("Saved {time}").format(time=labels.zoned(at.strftime("%H:%M:%S")))
        return _("Saved {date}, {time}").format(
            date=labels.date(at.date(), short=True), time=labels.zoned(at.strftime("%H:%M"))
        )


def _numbers(case: CaseFile, selection: Selection) -> tuple[int, int]:
    return incidents.number(case, selection), incidents.number(case)
