"""The summary as it will be, beside what it is made of; what is saved is what was seen."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from kharkiv_tracker import gazetteer
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.background_worker import Background
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.gui.summary import gate, summary_files
from kharkiv_tracker.gui.summary.page_toolbar import Foot, Notice
from kharkiv_tracker.gui.summary.page_view import Sheets
from kharkiv_tracker.gui.summary.preview_messages import (
    Answer,
    Case,
    Failed,
    Finish,
    Finished,
    Laid,
    Lay,
    Show,
    Shown,
    Step,
)
from kharkiv_tracker.gui.summary.preview_process import Press
from kharkiv_tracker.gui.summary.summary_options import WIDTH, Options, Start
from kharkiv_tracker.i18n import _, current
from kharkiv_tracker.summary.summary_request import SummaryRequest

_LOG = logging.getLogger("kharkiv_tracker")
_LARGEST = QSize(1560, 1200)
#: Beyond so many pages they are drawn no finer than this.
_MANY, _COARSE, _FINE = 24, 160.0, 300.0


class SummaryDialog(QDialog):
    """Asks a child process for the pages; `say` puts a sentence into the window's status line."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        background: Background,
        say: Callable[[str], object],
        incident: str = "",
    ) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Export PDF"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._background, self._say = session, background, say
        self._asked = 0
        self._wanted: SummaryRequest | None = None
        self._ppi = 0.0
        self._laid: Laid | None = None
        #: Where it is being saved, until that is done; meanwhile nothing else can be asked for.
        self._path: Path | None = None
        self._written: Path | None = None
        self._open = True
        path, passphrase = session.file()
        self.press = Press(Case(path, passphrase, current()), self)
        self.options = Options(session.case, gazetteer.load(), Start(session.view, incident))
        self.sheets = Sheets()
        self.notice = Notice(self.refresh)
        self.foot = Foot(self.sheets, self.stop)
        self.save = widgets.button(_("Save…"), self.ask_where, main=True)
        self.opening = widgets.button(_("Open it"), self.open_file)
        self.opening.hide()
        self.save.setToolTip("Ctrl+S")
        self.closing = widgets.button(_("Close"), self.reject)
        self.saved = widgets.wrapped("", "quiet", 9)
        self._lay_out()
        self._listen()
        # Left to itself Qt makes a dialog no larger than two thirds of the screen.
        self.resize(self.sizeHint())

    @property
    def is_fresh(self) -> bool:
        """Whether the pages shown are those of what is chosen."""
        return (
            self._laid is not None
            and self._laid.number == self._asked
            and self._wanted == self.options.wanted
        )

    def refresh(self) -> None:
        """Have the pages set of what is chosen now; what is still being set is dropped."""
        wanted = self.options.wanted
        if wanted is None:
            self._asked += 1
            self._laid = None
            self.sheets.clear()
            self.options.tell("")
            self.foot.tell_state("")
            self.notice.tell(self.options.missing)
            self._allow()
            return
        if wanted != self._wanted:
            self.saved.setText("")
            self.opening.hide()
        self._wanted = wanted
        self.notice.tell("")
        self._lay(self.sheets.ppi)

    def stop(self) -> None:
        """Set no more pages; those that stand there stay."""
        self.press.stop()
        self._asked += 1
        self._path = None
        self.foot.tell_state("")
        self.notice.tell(_("Stopped. Nothing was written."), again=True)
        self._allow()

    def ask_where(self) -> None:
        """Ask where the file is to lie, and write it there."""
        if not self.is_fresh or self._laid is None:
            return
        proposed = summary_files.beside(self._session)
        path = standard_dialogs.ask_save_path(
            self, _("Export PDF"), proposed, _("PDF files (*.pdf)")
        )
        if path is None:
            return
        try:
            summary_files.spare(self._session, path)
        except TrackerError as error:
            self.notice.tell(str(error), attention=True)
            return
        self._path = path
        self.notice.tell("")
        self.foot.tell_state(_("The PDF is being written…"))
        self._allow()
        self.press.ask(Finish(self._laid.number))

    def open_file(self) -> None:
        """Open what was saved in the system's own viewer."""
        if self._written is None:
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written))):
            said = _("No program on this computer opens it. It lies at {path}.")
            self.notice.tell(said.format(path=self._written), attention=True)

    def done(self, result: int) -> None:
        if self._path is not None and self.press.is_running:
            self._say(_("Stopped. Nothing was written."))
        self._open = False
        self.press.stop()
        super().done(result)

    def sizeHint(self) -> QSize:
        window = self.parentWidget()
        room = (window.size() if window else _LARGEST) - QSize(64, 64)
        return room.boundedTo(_LARGEST).expandedTo(QSize(900, 560))

    def _lay(self, ppi: float) -> None:
        many = self._laid is not None and len(self._laid.sizes) > _MANY
        self._ppi = min(ppi, _COARSE if many else _FINE)
        self._asked += 1
        self._allow()
        if self._wanted is not None:
            self.foot.tell_state(_("The pages are being set…"), stoppable=True)
            if self.sheets.count == 0:
                self.notice.tell(_("The pages are being set…"))
            self.press.ask(Lay(self._asked, self._wanted, self._ppi))

    def _sharpen(self, ppi: float) -> None:
        """Draw the pages anew where they are shown larger or smaller than they were drawn."""
        if self._wanted is None or self._path is not None or not self.sheets.count:
            return
        if abs(min(ppi, _FINE) / self._ppi - 1) > 0.01 and self.options.wanted == self._wanted:
            self._lay(ppi)

    def _take(self, answer: Answer) -> None:
        if answer.number != self._asked:
            return
        if isinstance(answer, Step):
            self.foot.tell_state(answer.said, stoppable=True)
            if self.sheets.count == 0:
                self.notice.tell(answer.said)
        elif isinstance(answer, Laid):
            self._take_pages(answer)
        elif isinstance(answer, Shown):
            image = QImage(
                answer.pixels,
                answer.width,
                answer.height,
                4 * answer.width,
                QImage.Format.Format_RGB32,
            )
            self.sheets.take(answer.number, answer.page, image)
        elif isinstance(answer, Finished):
            self._write(answer)
        else:
            self._fail(answer)

    def _take_pages(self, laid: Laid) -> None:
        self._laid = laid
        if self.sheets.count == 0:
            # It told what was being done; anything else it says stays until something is chosen.
            self.notice.tell("")
        self.foot.tell_state("")
        self.sheets.lay(laid.number, laid.sizes, self._ppi)
        if self._wanted is not None:
            self.options.tell(gate.told(laid, self._wanted), bool(laid.drafts))
        self._allow()

    def _fail(self, failed: Failed) -> None:
        self.foot.tell_state("")
        self._path = None
        said = failed.said
        if failed.account:
            _LOG.error("%s", failed.account)
            said = _("The program made a mistake while it set the pages. The case is untouched.")
        self._laid = None
        self.sheets.clear()
        self.options.tell("")
        self.notice.tell(said, attention=True, again=True, account=failed.account)
        self._allow()

    def _write(self, finished: Finished) -> None:
        if (path := self._path) is not None:
            self._background.run(
                lambda: summary_files.write(path, finished), self._done_writing, self._not_written
            )

    def _done_writing(self, paths: list[Path]) -> None:
        said = summary_files.told(paths)
        self._say(said)
        if self._open:
            self._written = paths[0]
            self.saved.setText(said)
            self.opening.show()
            self._settle()
            self.opening.setFocus()

    def _not_written(self, error: BaseException) -> None:
        said = summary_files.why(error)
        self._say(said)
        if self._open:
            self.notice.tell(said, attention=True)
            self._settle()

    def _settle(self) -> None:
        """Nothing is being saved any more."""
        self._path = None
        self.foot.tell_state("")
        self._allow()
        self._sharpen(self.sheets.ppi)

    def _allow(self) -> None:
        self.options.setEnabled(self._path is None)
        self.save.setEnabled(self.is_fresh and self._path is None)

    def _listen(self) -> None:
        self.press.answered.connect(self._take)
        self.options.touched.connect(self._allow)
        self.options.changed.connect(self.refresh)
        self.sheets.missing.connect(self._show_page)
        self.sheets.settled.connect(self._sharpen)
        for keys, act in (
            ("Ctrl+S", self.ask_where),
            ("Ctrl++", self.sheets.larger),
            ("Ctrl+=", self.sheets.larger),
            ("Ctrl+-", self.sheets.smaller),
            ("Ctrl+0", lambda: self.sheets.set_zoom(None)),
        ):
            widgets.shortcut(self, keys, act)

    def _show_page(self, page: int) -> None:
        if self._laid is not None and self._laid.number == self._asked:
            self.press.ask(Show(self._laid.number, page))

    def _lay_out(self) -> None:
        form = widgets.scrolling(self.options, _("What the summary is made of"))
        form.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        title = widgets.text(_("Export PDF"), points=theme.TITLE, bold=True)
        buttons = widgets.row(self.save, 8, self.opening, 8, self.closing, -1)
        left = widgets.column(title, 12, margins=(24, 20, 12, 20))
        left.addWidget(form, 1)
        left.addWidget(self.saved)
        left.addSpacing(8)
        left.addLayout(buttons)
        side = widgets.holding(left)
        side.setFixedWidth(WIDTH + 36)
        right = widgets.column(self.notice)
        right.addWidget(self.sheets, 1)
        right.addWidget(widgets.hairline())
        right.addWidget(self.foot)
        whole = widgets.row(side, widgets.hairline(vertical=True))
        whole.addLayout(right, 1)
        self.setLayout(whole)
        self.sheets.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._asked == 0:
            # Once it stands there: to start a process takes as long as to show a dialog.
            QTimer.singleShot(0, self, self.refresh)
