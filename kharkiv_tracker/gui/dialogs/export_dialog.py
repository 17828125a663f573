"""The dialog that exports a case: what, for whom, in which format, and where to."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.export import formats
from kharkiv_tracker.export.formats import Exported
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.background_worker import BackgroundWorker, raise_in_window
from kharkiv_tracker.gui.dialogs import progress_dialog, standard_dialogs
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.dialogs.export_options import Chosen, ExportOptions
from kharkiv_tracker.gui.dialogs.progress_dialog import Step, Stopped
from kharkiv_tracker.gui.files import case_files, chart_export
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.summary import open_names_dialog
from kharkiv_tracker.i18n import _, current, ngettext, speaking
from kharkiv_tracker.store import incidents, publication, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import summary_data

_WIDTH = 640
#: Letters of a title in the name of a file.
_LONGEST = 60


class ExportDialog(Dialog):
    """Stays until the file is there, with what was wrong in a sentence; `exported` is the file."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        background: BackgroundWorker,
        folder: Path | None = None,
    ) -> None:
        super().__init__(parent, _("Export"))
        self.setMinimumWidth(theme.px(_WIDTH))
        self.exported: Exported | None = None
        self._session, self._background = session, background
        self._number = 0
        place = session.place.parent if session.place else case_files.documents()
        self.folder = folder if folder and folder.is_dir() else place
        self.options = ExportOptions(session.view, self.show_names)
        self._ending = self.options.chosen.output.ending
        self.name = QLineEdit(proposed_name(session.case) + self._ending)
        self.count = widgets.wrapped("", "", 10)
        self.place = widgets.Elided(str(self.folder), is_path=True)
        self.choosing = widgets.button(_("Choose folder…"), self._choose_folder)
        self.problem = widgets.wrapped("", "attention")
        self.add(self.options)
        self.add(self.count)
        self.add(widgets.hairline())
        self.add_field(_("&Name"), self.name)
        self.name.setAccessibleName(_("Name"))
        line = widgets.row(self.place, 12, self.choosing)
        line.setStretch(0, 1)
        self.add(widgets.holding(line))
        self.add(self.problem)
        self._lines.addStretch()
        self.finish(_("Export"))
        self._warn("")
        self.options.changed.connect(self._follow)
        self._count()
        self.options.output.setFocus()

    def accept(self) -> None:
        """Export; the dialog closes only if that was done."""
        chosen = self.options.chosen
        self._warn("")
        path = self._path(chosen.output.suffix)
        if path is None:
            return
        is_open = chosen.request.profile is Profile.OPEN
        if is_open and not open_names_dialog.is_decided(self, self._session):
            return
        if path.exists() and not standard_dialogs.confirm_replace(self, path):
            self.name.setFocus()
            return
        try:
            self.exported = self._export(chosen, path)
            formats.note(self._session.case, self.exported)
        except Stopped:
            self._warn(_("Stopped. Nothing was written."))
        except (TrackerError, OSError) as error:
            self._warn(chart_export.why(error))
        else:
            # Failing to save the choices must not stop the work.
            with suppress(OSError, TrackerError):
                self.options.save()
            super().accept()

    def show_names(self) -> None:
        """Show what the open version names: what was not decided on yet, or else everything."""
        case = self._session.case
        if items := publication.undecided(case) or publication.listed(case):
            open_names_dialog.decide(self, self._session, items)
        else:
            self._warn(_("The open version names no sources, links or persons of this case file."))

    def _export(self, chosen: Chosen, path: Path) -> Exported:
        session, output, request = self._session, chosen.output, chosen.request

        def job(step: Step) -> Exported:
            with session.another_connection() as case:
                return formats.export(case, request, output.format, path, step, output.is_complete)

        sentence = _("Exporting to {name}…").format(name=path.name)
        return progress_dialog.do_beside(self, _("Export"), sentence, job)

    def _path(self, suffix: str) -> Path | None:
        """Where to export to; None, with a sentence, where the name cannot be used."""
        name = self.name.text().strip()
        if not name or name in (".", "..") or re.search(r"[/\\\0]", name):
            self._warn(_("Enter a name without slashes. Choose the folder with the button."))
            self.name.setFocus()
            return None
        has_one = name.casefold().endswith(suffix)
        return self.folder / (name if has_one else name + suffix)

    def _choose_folder(self) -> None:
        title = _("Folder of the export")
        chosen = QFileDialog.getExistingDirectory(self, title, str(self.folder))
        if chosen:
            self.folder = Path(chosen)
            self.place.setText(chosen)

    def _follow(self) -> None:
        """Let the name end as files of the format do, and count again."""
        before, self._ending = self._ending, self.options.chosen.output.ending
        name = self.name.text()
        if before != self._ending and name.endswith(before):
            self.name.setText(name.removesuffix(before) + self._ending)
        self._warn("")
        self._count()

    def _count(self) -> None:
        """Say how many incidents it will have; in the background where that takes long."""
        self._number += 1
        number, chosen, language = self._number, self.options.chosen, current()
        session = self._session
        if not session.reader.is_beside:
            self._show_count(_settled(session.viewed, chosen))
            return
        # Read now: the view may change before the job starts.
        viewed = session.viewed_for_thread()

        def job() -> tuple[str, bool]:
            with speaking(language), viewed as case:
                return _settled(case, chosen)

        def show(answer: tuple[str, bool]) -> None:
            # Neither for an earlier choice nor after the dialog.
            if number == self._number:
                self._show_count(answer)

        self._show_count((_("Counting incidents…"), False))
        self._background.run(job, show, raise_in_window)

    def done(self, result: int) -> None:
        self._number += 1
        super().done(result)

    def _show_count(self, answer: tuple[str, bool]) -> None:
        sentence, is_wrong = answer
        self.count.setText(sentence)
        self.count.setObjectName("attention" if is_wrong else "")
        widgets.restyle(self.count, "wrong", is_wrong)

    def _warn(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))


def proposed_name(case: CaseFile) -> str:
    """The title of the case and today's date, as a name for a file of any system."""
    title = re.sub(r"\W+", "-", case.title)[:_LONGEST].strip("-") or "kharkiv"
    return f"{title}-{datetime.now(zone()):%Y-%m-%d}"


def _settled(case: CaseFile, chosen: Chosen) -> tuple[str, bool]:
    """How many incidents an export will have, or why it cannot be made; and whether that is so."""
    try:
        return counted(case, chosen), False
    except TrackerError as error:
        return str(error), True


def counted(case: CaseFile, chosen: Chosen) -> str:
    """How many incidents an export will have, and how many of them are not approved."""
    request, clock = chosen.request, chosen.request.view.as_known_on
    if chosen.output.is_complete:
        return _contained(incidents.number(case))
    selection = request.selection
    if request.approved_only:
        return _contained(totals.summed(case, summary_data.approved(selection), clock).incidents)
    number = totals.summed(case, selection, clock).incidents
    states = selection.states
    is_any = not states or ReviewState.APPROVED in states
    approved = summary_data.approved(selection) if is_any else None
    drafts = number - (totals.summed(case, approved, clock).incidents if approved else 0)
    if not drafts:
        return _contained(number)
    sentence = ngettext("{n} is not approved.", "{n} are not approved.", drafts)
    return f"{_contained(number)} {sentence.format(n=labels.number(drafts))}"


def _contained(number: int) -> str:
    sentence = ngettext(
        "The export will contain {n} incident.", "The export will contain {n} incidents.", number
    )
    return sentence.format(n=labels.number(number))
