"""The summary dialog: options and a preview of exactly the pages that are saved."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from kharkiv_tracker import files, gazetteer
from kharkiv_tracker.domain.clearance import Decision
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.flow_row import FlowRow
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.summary import gate, summary_files
from kharkiv_tracker.gui.summary.open_names_dialog import OpenNamesDialog
from kharkiv_tracker.gui.summary.page_toolbar import Notice, PageToolbar
from kharkiv_tracker.gui.summary.page_view import PageView
from kharkiv_tracker.gui.summary.preview_messages import (
    Answer,
    Case,
    Failed,
    FileDone,
    FileRequest,
    LayoutDone,
    LayoutRequest,
    PageImage,
    PageRequest,
    Progress,
)
from kharkiv_tracker.gui.summary.preview_process import PreviewProcess
from kharkiv_tracker.gui.summary.summary_options import WIDTH, Start, SummaryOptions
from kharkiv_tracker.i18n import _, current
from kharkiv_tracker.store import copies, publication
from kharkiv_tracker.store.copies import CopyKind
from kharkiv_tracker.summary.summary_request import SummaryRequest

_LOG = logging.getLogger("kharkiv_tracker")
_LARGEST = QSize(1560, 1200)
#: With more pages than this they are drawn at the coarse resolution, in pixels per inch.
_MANY, _COARSE, _FINE = 24, 160.0, 300.0


class SummaryDialog(QDialog):
    """Gets the pages from a child process; `show_status` shows a sentence in the status line."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        background: BackgroundWorker,
        show_status: Callable[[str], object],
        incident: str = "",
    ) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Export PDF"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._background, self._show_status = session, background, show_status
        self._number = 0
        self._request: SummaryRequest | None = None
        self._ppi = 0.0
        self._layout_done: LayoutDone | None = None
        #: The path being saved to, until that is done; meanwhile the options are disabled.
        self._path: Path | None = None
        self._written: Path | None = None
        self._open = True
        path, passphrase = session.file()
        self.preview = PreviewProcess(Case(path, passphrase, current()), self)
        self.options = SummaryOptions(session.case, gazetteer.load(), Start(session.view, incident))
        self.pages = PageView()
        self.notice = Notice(self.refresh)
        self.toolbar = PageToolbar(self.pages, self.stop)
        self.save = widgets.button(_("Save…"), self.ask_where, main=True)
        self.opening = widgets.button(_("Open file"), self.open_file)
        self.opening.hide()
        self.save.setToolTip("Ctrl+S")
        self.closing = widgets.button(_("Close"), self.reject)
        self.saved = widgets.wrapped("", "quiet", 9)
        self._lay_out()
        self._listen()
        # By default Qt makes a dialog no larger than two thirds of the screen.
        self.resize(self.sizeHint().boundedTo(self.screen().availableSize()))

    @property
    def is_fresh(self) -> bool:
        """Whether the pages match the options."""
        return (
            self._layout_done is not None
            and self._layout_done.number == self._number
            and self._request == self.options.request
        )

    def refresh(self) -> None:
        """Request the pages for the current options; an earlier request is dropped."""
        request = self.options.request
        if request is None:
            self._number += 1
            self._layout_done = None
            self.pages.clear()
            self.options.show_approval("")
            self.toolbar.show_state("")
            self.notice.show_message(self.options.missing)
            self._allow()
            return
        if request != self._request:
            self.saved.setText("")
            self.opening.hide()
        self._request = request
        self.notice.show_message("")
        self._request_pages(self.pages.ppi)

    def stop(self) -> None:
        """Stop the layout; the pages on screen stay."""
        self.preview.stop()
        self._number += 1
        self._path = None
        self.toolbar.show_state("")
        self.notice.show_message(_("Stopped. Nothing was written."), again=True)
        self._allow()

    def ask_where(self) -> None:
        """Ask for a path and save the PDF there."""
        if not self.is_fresh or self._layout_done is None:
            return
        proposed = summary_files.proposed_path(self._session)
        path = standard_dialogs.ask_save_path(
            self, _("Export PDF"), proposed, _("PDF files (*.pdf)")
        )
        if path is None:
            return
        try:
            files.refuse_case(path)
        except TrackerError as error:
            self.notice.show_message(str(error), attention=True)
            return
        self._path = path
        self.notice.show_message("")
        self.toolbar.show_state(_("Saving PDF…"))
        self._allow()
        # While the path was asked for, the pages may have been requested again, as for a window
        # of another size: then the file waits for them.
        if self.is_fresh:
            self.preview.ask(FileRequest(self._number))

    def show_names(self) -> None:
        """Show what the open page names: what was not decided on yet, or else everything."""
        case = self._session.case
        items = publication.undecided(case) or publication.listed(case)
        if not items:
            sentence = _("The open version names no sources, links or persons of this case file.")
            self.notice.show_message(sentence)
            return
        dialog = OpenNamesDialog(self, items)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._decide(dialog.decisions()))
        dialog.open()

    def _decide(self, decisions: list[tuple[str, Decision]]) -> None:
        try:
            self._session.edit("publication", lambda edit: publication.decide(edit, decisions))
        except TrackerError as error:
            self.notice.show_message(str(error), attention=True)
            return
        # The child process has the page of before.
        self.preview.stop()
        self.refresh()

    def _offer_names(self) -> None:
        """Show the list before an open page that waits for it."""
        request = self.options.request
        is_open = request is not None and request.profile is Profile.OPEN
        if is_open and publication.undecided(self._session.case):
            self.show_names()

    def open_file(self) -> None:
        """Open the saved file in the system's viewer."""
        if self._written is None:
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written))):
            sentence = _("No app can open this file. It is saved at {path}.")
            self.notice.show_message(sentence.format(path=self._written), attention=True)

    def done(self, result: int) -> None:
        if self._path is not None and self.preview.is_running:
            self._show_status(_("Stopped. Nothing was written."))
        self._open = False
        self.preview.close()
        super().done(result)

    def sizeHint(self) -> QSize:
        window = self.parentWidget()
        room = (window.size() if window else _LARGEST) - QSize(64, 64)
        return room.boundedTo(_LARGEST).expandedTo(QSize(900, 560))

    def _request_pages(self, ppi: float) -> None:
        many = self._layout_done is not None and len(self._layout_done.sizes) > _MANY
        self._ppi = min(ppi, _COARSE if many else _FINE)
        self._number += 1
        self._allow()
        if self._request is not None:
            self.toolbar.show_state(_("Preparing pages…"), stoppable=True)
            if self.pages.count == 0:
                self.notice.show_message(_("Preparing pages…"))
            self.preview.ask(LayoutRequest(self._number, self._request, self._ppi))

    def _sharpen(self, ppi: float) -> None:
        """Draw the pages again if they are shown at another size than they were drawn at."""
        if self._request is None or self._path is not None or not self.pages.count:
            return
        if abs(min(ppi, _FINE) / self._ppi - 1) > 0.01 and self.options.request == self._request:
            self._request_pages(ppi)

    def _receive(self, answer: Answer) -> None:
        if answer.number != self._number:
            return
        if isinstance(answer, Progress):
            self.toolbar.show_state(answer.message, stoppable=True)
            if self.pages.count == 0:
                self.notice.show_message(answer.message)
        elif isinstance(answer, LayoutDone):
            self._show_pages(answer)
        elif isinstance(answer, PageImage):
            image = QImage(
                answer.pixels,
                answer.width,
                answer.height,
                4 * answer.width,
                QImage.Format.Format_RGB32,
            )
            self.pages.set_image(answer.number, answer.page, image)
        elif isinstance(answer, FileDone):
            self._write(answer)
        else:
            self._fail(answer)

    def _show_pages(self, layout: LayoutDone) -> None:
        self._layout_done = layout
        if self.pages.count == 0:
            # It showed the progress; any other message stays until an option changes.
            self.notice.show_message("")
        self.toolbar.show_state("")
        self.pages.set_pages(layout.number, layout.sizes, self._ppi)
        if self._request is not None:
            self.options.show_approval(
                gate.gate_text(layout, self._request),
                bool(layout.drafts or layout.duplicates),
            )
        if self._path is not None:
            self.toolbar.show_state(_("Saving PDF…"))
            self.preview.ask(FileRequest(layout.number))
        self._allow()

    def _fail(self, failed: Failed) -> None:
        self.toolbar.show_state("")
        self._path = None
        message = failed.message
        if failed.account:
            _LOG.error("%s", failed.account)
            message = _("Could not prepare the pages. The case file is unchanged.")
        self._layout_done = None
        self.pages.clear()
        self.options.show_approval("")
        self.notice.show_message(message, attention=True, again=True, account=failed.account)
        self._allow()

    def _write(self, answer: FileDone) -> None:
        if (path := self._path) is not None and (request := self._request) is not None:
            self._background.run(
                lambda: summary_files.write(path, answer),
                lambda paths: self._done_writing(paths, request.profile),
                self._not_written,
            )

    def _done_writing(self, paths: list[Path], profile: Profile) -> None:
        copies.note(self._session.case, CopyKind.SUMMARY, profile, paths[0])
        sentence = summary_files.saved_sentence(paths)
        self._show_status(sentence)
        if self._open:
            self._written = paths[0]
            self.saved.setText(sentence)
            self.opening.show()
            self._settle()
            self.opening.setFocus()

    def _not_written(self, error: BaseException) -> None:
        sentence = summary_files.why(error)
        self._show_status(sentence)
        if self._open:
            self.notice.show_message(sentence, attention=True)
            self._settle()

    def _settle(self) -> None:
        """Enable the options again after saving."""
        self._path = None
        self.toolbar.show_state("")
        self._allow()
        self._sharpen(self.pages.ppi)

    def _allow(self) -> None:
        self.options.setEnabled(self._path is None)
        self.save.setEnabled(self.is_fresh and self._path is None)

    def _listen(self) -> None:
        self.preview.answered.connect(self._receive)
        self.options.touched.connect(self._allow)
        self.options.changed.connect(self.refresh)
        self.options.names_wanted.connect(self.show_names)
        self.options.profile.currentIndexChanged.connect(
            lambda _index: QTimer.singleShot(0, self, self._offer_names)
        )
        self.pages.missing.connect(self._show_page)
        self.pages.settled.connect(self._sharpen)
        for keys, act in (
            ("Ctrl+S", self.ask_where),
            ("Ctrl++", self.pages.larger),
            ("Ctrl+=", self.pages.larger),
            ("Ctrl+-", self.pages.smaller),
            ("Ctrl+0", lambda: self.pages.set_zoom(None)),
        ):
            widgets.shortcut(self, keys, act)

    def _show_page(self, page: int) -> None:
        if self._layout_done is not None and self._layout_done.number == self._number:
            self.preview.ask(PageRequest(self._layout_done.number, page))

    def _lay_out(self) -> None:
        form = widgets.scrolling(self.options, _("Summary options"))
        form.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        title = widgets.text(_("Export PDF"), points=theme.TITLE, bold=True)
        buttons = FlowRow(self.save, self.opening, self.closing)
        left = widgets.column(title, 12, margins=(24, 20, 12, 20))
        left.addWidget(form, 1)
        left.addWidget(self.saved)
        left.addSpacing(8)
        left.addLayout(buttons)
        side = widgets.holding(left)
        side.setFixedWidth(theme.px(WIDTH) + 36)
        right = widgets.column(self.notice)
        right.addWidget(self.pages, 1)
        right.addWidget(widgets.hairline())
        right.addWidget(self.toolbar)
        layout = widgets.row(side, widgets.hairline(vertical=True))
        layout.addLayout(right, 1)
        self.setLayout(layout)
        self.pages.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._number == 0:
            # After the dialog is visible: starting a process takes as long as showing a dialog.
            QTimer.singleShot(0, self, self.refresh)
