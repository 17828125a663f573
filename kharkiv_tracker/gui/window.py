"""The one window: welcome or an open case, the menu, and what the menu does."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSettings, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from kharkiv_tracker import gazetteer, paths, settings
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import appearance, case_files, dialogs, export, menu
from kharkiv_tracker.gui.background import Background
from kharkiv_tracker.gui.case_view import CaseView
from kharkiv_tracker.gui.figure_pane import Drawing
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.status import StatusLine
from kharkiv_tracker.gui.welcome import Welcome
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.opening import PassphraseNeeded

_SIZE = (1280, 800)


class MainWindow(QMainWindow):
    """Holds at most one open case; whatever cannot be done is said in a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.background = Background(self)
        self.drawing = Drawing(self.background)
        self.view: CaseView | None = None
        self.status: StatusLine | None = None
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self.setMinimumSize(1024, 640)
        self._build()
        self._restore_geometry()

    @property
    def session(self) -> Session | None:
        return self.view.session if self.view else None

    def open_path(self, path: Path, passphrase: str = "") -> bool:
        """Open a case file, asking for its passphrase where it needs one."""
        again = ""
        while self._may_leave():
            try:
                self._show(case_files.open_file(path, passphrase))
            except PassphraseNeeded as needed:
                again = str(needed) if passphrase else again
                answer = dialogs.ask_passphrase(self, path.name, again)
                if answer is None:
                    return False
                passphrase = answer
            except TrackerError as error:
                dialogs.tell(self, str(error))
                return False
            else:
                return True
        return False

    def new_case(self) -> None:
        wanted = dialogs.ask_new_case(self, case_files.documents())
        if wanted and self._may_leave():
            self._try(lambda: case_files.make(wanted.path, wanted.title, wanted.passphrase))

    def open_case(self) -> None:
        path = dialogs.ask_open_path(self)
        if path:
            self.open_path(path)

    def open_sample(self) -> None:
        """Make the sample case and open it; the status line says where it lies."""
        if self._may_leave() and self._try(case_files.make_sample) and self.session:
            where = _("The sample case was made as {path}.").format(path=self.session.case.path)
            self._say(where)

    def close_case(self) -> None:
        if self._may_leave():
            self._leave()
            self._show_welcome()

    def export_page(self) -> None:
        """Ask where and in which language, write the PDF beside the window, say where it lies."""
        session = self.session
        language = dialogs.ask_language(self) if session else None
        if not session or not language:
            return
        path = dialogs.ask_save_path(
            self, _("Export PDF"), _beside(session, ".pdf"), _("PDF files (*.pdf)")
        )
        if path:
            self._say(_("The PDF is being written…"))
            export.page(self.background, session, path, language, self._saved, self._not_saved)

    def export_chart(self) -> None:
        session = self.session
        if not session:
            return
        path = dialogs.ask_save_path(
            self,
            _("Export chart"),
            _beside(session, ".png"),
            _("Pictures and numbers (*.png *.svg *.pdf *.csv)"),
        )
        if path:
            self._say(_("The chart is being written…"))
            export.chart(self.background, session, path, self._saved, self._not_saved)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_leave():
            event.ignore()
            return
        self._window_settings().setValue("geometry", self.saveGeometry())
        self.background.close()
        self._leave()
        event.accept()

    def _saved(self, path: Path) -> None:
        self._say(_("Saved as {path}.").format(path=path))
        if dialogs.tell_saved(self, _("Saved as {path}.").format(path=path)):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _not_saved(self, error: BaseException) -> None:
        self._say(export.why(error))
        dialogs.tell(self, export.why(error))

    def _say(self, sentence: str) -> None:
        if self.status:
            self.status.say(sentence)

    def _try(self, make: Callable[[], Session]) -> bool:
        try:
            self._show(make())
        except TrackerError as error:
            dialogs.tell(self, str(error))
            return False
        return True

    def _may_leave(self) -> bool:
        return self.view is None or self.view.may_close()

    def _leave(self) -> None:
        """Close the case that is open, if any."""
        if self.view and self.status:
            self.status.leave()
            session, view = self.view.session, self.view
            self.view = self.status = None
            self._pages.removeWidget(view)
            view.hide()
            view.deleteLater()
            session.close()

    def _show(self, session: Session) -> None:
        self._leave()
        case_files.remember(session)
        self._show_view(session)

    def _show_view(self, session: Session) -> None:
        self.view = CaseView(
            session,
            gazetteer.load(),
            self.drawing,
            lambda: dialogs.confirm_discard(self),
            self.export_page,
        )
        self.status = StatusLine(self.statusBar(), session)
        self._pages.addWidget(self.view)
        self._pages.setCurrentWidget(self.view)
        self.setWindowTitle(_("{title} – Kharkiv Tracker").format(title=session.case.title))
        self.statusBar().show()
        self._allow(True)
        self.view.show_view(0)

    def _show_welcome(self) -> None:
        self._welcome.show_recent(case_files.recent())
        self._pages.setCurrentWidget(self._welcome)
        self.setWindowTitle(_("Kharkiv Tracker"))
        self.statusBar().hide()
        self._allow(False)
        self._welcome.first.setFocus()

    def _allow(self, in_case: bool) -> None:
        """Enable what can be done with an open case only."""
        for action in self._in_case:
            action.setEnabled(in_case)

    def show_view(self, number: int) -> None:
        if self.view:
            self.view.show_view(number)

    def enter(self) -> None:
        if self.view:
            self.view.enter()

    def add_update(self) -> None:
        if self.view:
            self.view.inspector.add_update()

    def search(self) -> None:
        if self.view:
            self.view.bar.text.setFocus()

    def show_keys(self) -> None:
        dialogs.show_keys(self, menu.key_sheet())

    def choose_theme(self, chosen: str) -> None:
        self._keep(theme=chosen)
        appearance.dress()

    def choose_language(self, chosen: str) -> None:
        """Speak another language at once; what is being typed is carried over."""
        self._keep(language=chosen)
        appearance.speak()
        old, self.view = self.view, None
        welcome = self._welcome
        self._build()
        if old and self.status:
            self.status.leave()
            self._show_view(old.session)
            self._carry_over(old)
        for page in (old, welcome):
            if page:
                self._pages.removeWidget(page)
                page.hide()
                page.deleteLater()

    def _build(self) -> None:
        """Make menu and welcome page in the current language."""
        self._in_case = menu.build(self)
        self._welcome = Welcome(self.new_case, self.open_case, self.open_sample, self.open_path)
        self._pages.addWidget(self._welcome)
        self._show_welcome()

    def _carry_over(self, old: CaseView) -> None:
        if self.view:
            self.view.entry.report.restore(old.entry.report.texts())
            self.view.entry.statement.restore(old.entry.statement.texts())
            self.view.show_view(old.view)
            if old.is_entering:
                self.view.enter()

    def _keep(self, **changed: str) -> None:
        # A choice that cannot be kept still holds until the window is closed.
        with suppress(OSError):
            settings.save(replace(settings.load(), **changed))  # type: ignore[arg-type]

    def _window_settings(self) -> QSettings:
        return QSettings(str(paths.config_dir() / "window.ini"), QSettings.Format.IniFormat)

    def _restore_geometry(self) -> None:
        kept = self._window_settings().value("geometry")
        if kept is None or not self.restoreGeometry(kept):
            self.resize(*_SIZE)


def _beside(session: Session, suffix: str) -> Path:
    """A file named after the case, in the folder where the case lies."""
    path = session.case.path or Path("kharkiv")
    return path.with_name(re.sub(r"\W+", "-", path.stem).strip("-") + suffix)
