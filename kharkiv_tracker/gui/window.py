"""The main window: the welcome page or an open case, the menu, and commands on the window."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from kharkiv_tracker import gazetteer, settings
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import appearance, theme, widgets, window_state
from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.gui.case_view import CaseView
from kharkiv_tracker.gui.charts.figure_pane import Drawing
from kharkiv_tracker.gui.commands.command_table import VIEWS
from kharkiv_tracker.gui.commands.menu_bar import MenuBar
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.files import case_files
from kharkiv_tracker.gui.files.case_opener import CaseOpener
from kharkiv_tracker.gui.files.case_safety import CaseSafety
from kharkiv_tracker.gui.files.file_export import FileExport
from kharkiv_tracker.gui.help.help_desk import HelpDesk
from kharkiv_tracker.gui.history.undo_controls import UndoControls
from kharkiv_tracker.gui.imports.file_import import FileImport
from kharkiv_tracker.gui.lock.lock_page import LockPage
from kharkiv_tracker.gui.lock.locker import Locker
from kharkiv_tracker.gui.lock.view_place import ViewPlace
from kharkiv_tracker.gui.navigation_history import NavigationHistory
from kharkiv_tracker.gui.preferences import author_name
from kharkiv_tracker.gui.preferences.name_line import NameLine
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.status_bar import StatusBar
from kharkiv_tracker.gui.update_notice import UpdateNotice
from kharkiv_tracker.gui.welcome import Welcome
from kharkiv_tracker.i18n import _

_ASK_AGAIN = 400
#: Preferences that are in every widget: the window is built again when they change.
_BUILT_IN = ("language", "text_size", "rows", "dates")


class MainWindow(QMainWindow):
    """Shows at most one open case."""

    def __init__(self) -> None:
        super().__init__()
        self.background = BackgroundWorker(self)
        self.drawing = Drawing(self.background)
        self.view: CaseView | None = None
        self.status: StatusBar | None = None
        self._pages = QStackedWidget()
        self.update_notice = UpdateNotice(self, self._pages)
        self._top = QVBoxLayout()
        content = widgets.column(self._top, self._pages)
        content.setStretch(1, 1)
        self.setCentralWidget(widgets.holding(content))
        self.setMinimumSize(960, 540)
        self.navigation: NavigationHistory | None = None
        self.menu_bar = MenuBar(self.menuBar(), self)
        self.undo = UndoControls(self, self.show_status, self.menu_bar.refresh)
        self.safety = CaseSafety(self, self)
        self.opener = CaseOpener(self, self.safety)
        self.locker = Locker(self, self)
        self.help = HelpDesk(self)
        #: A view whose case is closed, while what is typed in it waits for the next.
        self._parted: CaseView | None = None
        self.importing = FileImport(self, self, self.undo.undo)
        self._exporting = FileExport(self, self.background, self.show_status)
        #: Whether what panes are built from is loaded: they are prepared from then on.
        self._prepares = False
        self._build()
        theme.dress(self)
        window_state.restore_place(self)

    @property
    def session(self) -> Session | None:
        return self.view.session if self.view else None

    def open_path(self, path: Path, passphrase: str = "") -> bool:
        """Open a case file, asking for its passphrase if it needs one."""
        if self._has_open(path):
            return True
        session = self.opened(path, passphrase) if self._may_leave() else None
        if session:
            self._show(session)
        return session is not None

    def prepare(self) -> None:
        """Build what is asked for next, of this case and of those opened later, in idle time."""
        self._prepares = True
        if self.view:
            self.view.prepare()

    def opened(self, path: Path, passphrase: str = "") -> Session | None:
        """The session of a file, after asking what has to be asked; None without one."""
        return self.opener.opened(path, passphrase)

    def change_case(self, make: Callable[[], Session | None]) -> bool:
        """Close the open case and show another with what was typed; whether there is one."""
        self._part()
        session = make()
        if session is None:
            # What was typed waits until another case is opened.
            self._show_welcome()
            return False
        self._show(session)
        return True

    def new_case(self) -> None:
        from kharkiv_tracker.gui.dialogs import new_case_dialog

        answer = new_case_dialog.ask_new_case(self, case_files.documents())
        if answer and self._may_leave():
            self._try(lambda: case_files.make(answer.path, answer.title, answer.passphrase))

    def open_case(self) -> None:
        path = standard_dialogs.ask_open_path(self)
        if path:
            self.open_path(path)

    def open_sample(self) -> None:
        """Create the sample case and open it; the status line shows its path."""
        if self._may_leave() and self._try(case_files.make_sample) and self.session:
            where = _("Sample case created: {path}.").format(path=self.session.case.path)
            self.show_status(where)

    def close_case(self) -> None:
        if self._may_leave():
            self._leave()
            self._show_welcome()

    def settle_case(self) -> None:
        """Edit the settings of the case."""
        from kharkiv_tracker.gui.dialogs import case_dialog

        if self.view and self.session:
            answer = case_dialog.ask_case(self, self.session, self.background)
            if answer and self.view.edits.run_edit(answer.reason, answer.make):
                self.setWindowTitle(_("{title} – Kharkiv Tracker").format(title=answer.title))

    def find_anything(self) -> None:
        """Search records of the open case, and commands."""
        from kharkiv_tracker.gui.search import search_results

        search_results.show_dialog(self, self, self.view, gazetteer.load())

    def raise_for(self, path: Path | None) -> None:
        """Come to the front when the program is started again, and open its case."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if path and QApplication.activeModalWidget():
            # A dialog is open: the case waits until it is closed.
            QTimer.singleShot(_ASK_AGAIN, self, lambda: self.raise_for(path))
        elif path:
            self.open_path(path)

    def clear_recent(self) -> None:
        case_files.clear_recent()
        self._welcome.show_recent([])
        self.show_status(_("Recent list cleared."))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._may_leave():
            event.ignore()
            return
        window_state.save_place(self)
        self.background.close()
        self._leave()
        self.safety.close()
        event.accept()

    def _has_open(self, path: Path) -> bool:
        """Whether this file is open already; a file open for reading only is opened again."""
        if self.locker.path:
            with suppress(OSError):
                return self.locker.path.samefile(path)
        here = self.session.case if self.session else None
        if here is None or here.path is None or here.read_only:
            return False
        with suppress(OSError):
            return here.path.samefile(path)
        return False

    def show_status(self, sentence: str) -> None:
        """Show a sentence in the status line for a while."""
        if self.status:
            self.status.show(sentence)

    def _try(self, make: Callable[[], Session]) -> bool:
        try:
            self._show(make())
        except TrackerError as error:
            standard_dialogs.show_message(self, str(error))
            return False
        return True

    def _may_leave(self) -> bool:
        return self.view is None or (self.view.may_close() and self.safety.lost.may_leave())

    def _leave(self) -> None:
        """Close the open case, if any."""
        self._part()
        self._forget_parted()

    def _part(self) -> None:
        """Close the open case, if any; what is typed waits in its view."""
        if self.view and self.status:
            self._forget_parted()
            self.safety.follow(None)
            self.locker.follow(None)
            self.status.leave()
            self.undo.follow(None)
            session, view = self.view.session, self.view
            view.keep()
            self.view = self.status = self.navigation = None
            self._pages.removeWidget(view)
            view.hide()
            for timer in view.findChildren(QTimer):
                # A pending timer would query a closed case.
                timer.stop()
            self._parted = view
            session.close()

    def put_away(self, page: QWidget, last: Callable[[], object] = tuple) -> None:
        """Show the page of a locked case, do what is left to do, and close it if it is open."""
        self._show_page(page)
        last()
        self._leave()
        self.menu_bar.refresh()

    def return_to(self, session: Session, place: ViewPlace) -> None:
        """Show a case again that was locked, as it was left."""
        place.select(session)
        self._show(session, place)

    def _forget_parted(self) -> None:
        if self._parted:
            self._parted.deleteLater()
            self._parted = None

    def _show(self, session: Session, place: ViewPlace | None = None) -> None:
        if self.view:
            self._leave()
        case_files.remember(session)
        self.navigation = NavigationHistory(session)
        number = window_state.saved_number("view", 0, len(VIEWS))
        self._show_view(session, place.view if place else number)
        self.locker.follow(session)
        if place and self.view:
            place.show(self.view)
        elif self._parted:
            self._carry_over(self._parted)
            self._forget_parted()
        elif self.view:
            if session.case.is_renewed:
                session.case.is_renewed = False
                QTimer.singleShot(0, self.view, self.view.dialogs.show_renewal)
            # After the window is visible: the dialog needs a window to open over.
            QTimer.singleShot(0, self.view, partial(self._offer_drafts, self.view))

    def _show_view(self, session: Session, number: int = 0) -> None:
        self.view = CaseView(
            session,
            gazetteer.load(),
            self.drawing,
            lambda: standard_dialogs.confirm_discard(self),
            self._exporting,
        )
        self.status = StatusBar(self.statusBar(), session, self.undo.undo)
        self._show_only(self.view)
        self.setWindowTitle(_("{title} – Kharkiv Tracker").format(title=session.case.title))
        self.statusBar().show()
        self.undo.follow(session)
        self.safety.follow(self.view)
        self.view.commands_changed.connect(self.menu_bar.refresh)
        self.view.show_view(number)
        if self._prepares:
            self.prepare()

    def _offer_drafts(self, view: CaseView) -> None:
        """Offer to restore the unsaved drafts of this case; not those in a stranger's file."""
        if view is self.view and view.session.stranger is None:
            view.offer_drafts(partial(standard_dialogs.ask_draft, self))

    def _show_welcome(self) -> None:
        self._welcome.show_recent(case_files.recent())
        self._show_page(self._welcome)
        first = self.name_line.field if author_name.is_open() else self._welcome.first
        first.setFocus()

    def _show_page(self, page: QWidget) -> None:
        """Show a page without a case."""
        self._show_only(page)
        self.setWindowTitle(_("Kharkiv Tracker"))
        self.statusBar().hide()
        self.menu_bar.refresh()
        page.setFocus()

    def _show_only(self, page: QWidget) -> None:
        """Show a case or a page; the page of a locked case goes."""
        shown = self._pages.currentWidget()
        if isinstance(shown, LockPage) and shown is not page:
            self._pages.removeWidget(shown)
            shown.deleteLater()
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def show_keys(self) -> None:
        from kharkiv_tracker.gui.commands import key_sheet

        standard_dialogs.show_keys(self, key_sheet.key_sheet(self))

    def choose_theme(self, chosen: str) -> None:
        self.prefer(theme=chosen)

    def choose_language(self, chosen: str) -> None:
        self.prefer(language=chosen)

    def show_preferences(self) -> None:
        from kharkiv_tracker.gui.preferences.dialog import PreferencesDialog

        PreferencesDialog(self, self.prefer).open()

    def prefer(self, **chosen: object) -> bool:
        """Save preferences and show them at once; whether the window was built again.

        Unsaved input is carried over.
        """
        before = settings.load()
        # A choice that cannot be saved still applies until the window is closed.
        after = replace(before, **chosen)  # type: ignore[arg-type]
        with suppress(OSError, TrackerError):
            settings.save(after)
        if before.recent_encrypted and not after.recent_encrypted:
            case_files.unlist_encrypted(self.session)
        is_rebuilt = any(getattr(after, name) != getattr(before, name) for name in _BUILT_IN)
        if is_rebuilt:
            self._rebuild()
        if "backups" in chosen:
            self.safety.keeper.refresh()
        if "author" in chosen:
            self.name_line.refresh()
            if self.session and self.status:
                self.session.author = author_name.author()
                self.status.refresh()
        self.locker.refresh()
        appearance.dress()
        return is_rebuilt

    def resume(self) -> None:
        """Give the keyboard back to what the name was asked above."""
        if self.view:
            self.view.show_view(self.view.view)
        else:
            self._welcome.first.setFocus()

    def _rebuild(self) -> None:
        """Build the window again in the language and the sizes of the settings."""
        appearance.speak()
        appearance.measure()
        self.help.leave()
        old, self.view = self.view, None
        welcome = self._welcome
        self._build(self.name_line.field.text())
        if old and self.status:
            self.status.leave()
            old.keep()
            old.session.reader.withdraw_all()
            self._show_view(old.session)
            self._carry_over(old)
        self.locker.rebuild()
        for page in (old, welcome):
            if page:
                self._pages.removeWidget(page)
                page.hide()
                page.deleteLater()

    def _build(self, name: str = "") -> None:
        """Build the menu and the welcome page in the current language, with the name typed."""
        self.menu_bar.build()
        self._welcome = Welcome(self)
        widgets.emptied(self._top)
        self.name_line = NameLine(self.prefer, self.resume)
        self.name_line.field.setText(name)
        self._top.addWidget(self.name_line)
        self._pages.addWidget(self._welcome)
        self._show_welcome()

    def _carry_over(self, old: CaseView) -> None:
        if self.view:
            self.view.take_over(old)
