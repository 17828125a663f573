"""Import of files: ask which, read it, show the trial, and show what was imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui.case_panes import INCIDENTS
from kharkiv_tracker.gui.dialogs.progress_dialog import Stopped
from kharkiv_tracker.gui.files.lost_file import CaseWindow
from kharkiv_tracker.gui.imports.import_drop import ImportDrop
from kharkiv_tracker.gui.session import Session, Subset
from kharkiv_tracker.i18n import _
from kharkiv_tracker.posts import post_sources
from kharkiv_tracker.store import incidents

if TYPE_CHECKING:
    from kharkiv_tracker.gui.imports.import_dialog import ImportDialog
    from kharkiv_tracker.gui.imports.import_work import Outcome
    from kharkiv_tracker.gui.imports.own_dialog import OwnDialog


class FileImport:
    """Opens dialogs over the window, which is both their parent and the main window."""

    def __init__(self, widget: QWidget, window: CaseWindow, undo: Callable[[], object]) -> None:
        self._widget, self._window, self._undo = widget, window, undo
        #: Where the last import was from.
        self._folder = ""
        ImportDrop(widget, lambda: self._session is not None, self.take)

    def ask(self) -> None:
        """Ask which file is imported, and import it."""
        from kharkiv_tracker.gui.dialogs import standard_dialogs

        if path := standard_dialogs.ask_import_path(self._widget, self._folder):
            self._folder = str(path.parent)
            self.import_file(path)

    def take(self, paths: tuple[Path, ...]) -> None:
        """Import a table, read a text to confirm what it reports, or work through several."""
        view = self._window.view
        if view is None:
            return
        if post_sources.is_stack(paths):
            view.dialogs.work_through(paths)
        elif post_sources.ending(paths[0]) in post_sources.TEXTS:
            view.dialogs.read_file(paths[0])
        else:
            self.import_file(paths[0])

    def import_file(self, path: Path) -> None:
        """Import a file, by what it is; what cannot be read is said in a sentence."""
        from kharkiv_tracker.gui.dialogs import standard_dialogs

        session = self._session
        if session is None:
            return
        try:
            self._import(session, path)
        except Stopped as stopped:
            self._window.show_status(str(stopped))
        except TrackerError as error:
            standard_dialogs.show_message(self._widget, str(error))

    @property
    def _session(self) -> Session | None:
        """The open case, if anything can be recorded in it."""
        view = self._window.view
        return view.session if view and not view.session.case.read_only else None

    def _import(self, session: Session, path: Path) -> None:
        from kharkiv_tracker.export import complete_reader
        from kharkiv_tracker.gui.imports import import_work, own_dialog
        from kharkiv_tracker.gui.imports.import_dialog import ImportDialog
        from kharkiv_tracker.gui.imports.import_draft import ImportDraft

        if complete_reader.is_complete(path):
            self._take_over(session, path)
            return
        made = import_work.read(self._widget, path, ImportDraft)
        dialog: ImportDialog | OwnDialog
        if isinstance(made, ImportDraft):
            dialog = ImportDialog(self._widget, session, made)
        else:
            plan = own_dialog.plan(self._widget, session, made)
            dialog = own_dialog.OwnDialog(self._widget, session, path, plan)
        if dialog.exec() and dialog.outcome:
            self._show_imported(session, dialog.outcome, path)
        dialog.deleteLater()

    def _show_imported(self, session: Session, outcome: Outcome, file: Path) -> None:
        """Show what was imported alone in its table, with a way to undo it."""
        from kharkiv_tracker.gui.imports.import_notice import ImportNotice

        view = self._window.view
        if view is None:
            return
        if outcome.ids:
            view.show_view(INCIDENTS)
            name = _("Imported from {name}").format(name=file.name)
            session.filter_by_subset(Subset(name, outcome.ids))
        elif outcome.recorded.statements:
            view.open_statement(outcome.recorded.statements[0])
        ImportNotice(view, outcome, file, self._undo).refresh()

    def _take_over(self, session: Session, path: Path) -> None:
        """Put the complete case that is in a file in the place of the open, empty one."""
        from kharkiv_tracker.export import complete_reader
        from kharkiv_tracker.gui.dialogs import progress_dialog, standard_dialogs

        question = _(
            "{name} is a complete case file with its history. Put it in the place of this case "
            "file, which is empty? Its history is kept as it is and nothing is added."
        )
        if incidents.number(session.case):
            sentence = _(
                "{name} is a complete case file with its history. It can only be imported into an "
                "empty case file. Create one, then import it there. Nothing was changed."
            )
            standard_dialogs.show_message(self._widget, sentence.format(name=path.name))
            return
        if not standard_dialogs.confirm(self._widget, question.format(name=path.name), _("Import")):
            return
        case, passphrase = session.file()

        def change() -> Session | None:
            sentence = _("Importing {name}…").format(name=path.name)
            try:
                progress_dialog.do_beside(
                    self._widget,
                    _("Import"),
                    sentence,
                    lambda step: complete_reader.take_over(case, path, passphrase, step=step),
                )
            except Stopped as stopped:
                self._window.show_status(str(stopped))
            except TrackerError as error:
                standard_dialogs.show_message(
                    self._widget, _("{problem} Nothing was changed.").format(problem=error.brief)
                )
            return self._window.opened(case, passphrase or "")

        self._window.change_case(change)
