"""What was imported, above the case, with ways to undo it and to save rejected rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.gui.banner import Gravity, Message
from kharkiv_tracker.gui.case_view import CaseView
from kharkiv_tracker.gui.imports import import_work
from kharkiv_tracker.gui.imports.import_work import Outcome
from kharkiv_tracker.i18n import _


class ImportNotice:
    """Offers to undo the import while that is the last edit; lives as long as its message."""

    def __init__(
        self, view: CaseView, outcome: Outcome, file: Path, undo: Callable[[], object]
    ) -> None:
        self._view, self._outcome, self._file, self._undo = view, outcome, file, undo
        self._edit = outcome.recorded.changes.edit
        self._is_last = True
        view.session.changed.connect(self._follow)
        view.session.undone.connect(self._leave)

    def refresh(self) -> None:
        """Show what was imported, and what can be done about it."""
        plan = self._outcome.plan
        actions: tuple[tuple[str, Callable[[], object]], ...] = ()
        if self._is_last and self._edit:
            actions += ((_("Undo import"), self._undo),)
        if plan is not None and plan.rejects:
            actions += ((_("Save rejected rows…"), self._save),)
        sentence = self._outcome.sentence
        self._view.banner.show_message(
            Message(Gravity.IMPORT, sentence, actions, may_hide=True, is_good=True)
        )

    def _save(self) -> None:
        if self._outcome.plan is not None:
            import_work.save_rejects(self._view, self._outcome.plan, self._file)

    def _follow(self, changes: Changes) -> None:
        """After another edit the import is not what would be undone."""
        if self._is_last and changes.edit and changes.edit != self._edit:
            self._is_last = False
            self.refresh()

    def _leave(self, edit: str) -> None:
        """The import was undone: nothing is left to be said of it."""
        if edit == self._edit:
            self._view.session.changed.disconnect(self._follow)
            self._view.session.undone.disconnect(self._leave)
            self._view.banner.withdraw(Gravity.IMPORT)
            self._view.session.filter_by_subset(None)
