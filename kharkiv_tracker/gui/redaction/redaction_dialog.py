"""Draw black boxes over a picture or the pages of a PDF, and save that as a redacted copy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.background_worker import BackgroundWorker, raise_in_window
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.dialogs.dialog import Dialog
from kharkiv_tracker.gui.redaction.page_canvas import PageCanvas
from kharkiv_tracker.gui.redaction.page_scroll import STEPS, PageScroll
from kharkiv_tracker.i18n import _
from kharkiv_tracker.redaction import redacted_copy
from kharkiv_tracker.redaction.page_reader import PageReader
from kharkiv_tracker.redaction.redacted_copy import RedactedCopy

_T = TypeVar("_T")
_WIDTH, _HEIGHT = 1000, 760
#: The parts of the window of the case that the dialog takes at most.
_SHARE = 0.94


def ask_copy(parent: QWidget, code: str, content: bytes, media_type: str) -> RedactedCopy | None:
    """The redacted copy of an attachment; None if cancelled."""
    dialog = RedactionDialog(parent, code, content, media_type)
    try:
        return dialog.copy if dialog.exec() else None
    finally:
        dialog.deleteLater()


class RedactionDialog(Dialog):
    """Pages are read, and the copy is made and checked, in the background."""

    def __init__(self, parent: QWidget, code: str, content: bytes, media_type: str) -> None:
        super().__init__(parent, _("Redacted copy of {code}").format(code=code))
        #: The finished copy.
        self.copy: RedactedCopy | None = None
        self._type = media_type
        self._reader = PageReader(content, media_type)
        self._background = BackgroundWorker(self)
        self.canvas = PageCanvas()
        self.area = PageScroll(self.canvas)
        self.state = widgets.wrapped("", "quiet", 9)
        self.page_text = widgets.text("", "quiet", 9)
        self._build()
        room = parent.window().size()
        self.resize(
            min(_WIDTH, round(room.width() * _SHARE)), min(_HEIGHT, round(room.height() * _SHARE))
        )
        self.canvas.changed.connect(self._follow)
        self.canvas.turned.connect(self.turn)
        self._say(_("Opening the file…"))
        self._run(self._reader.open, lambda _opened: self.show_page(1))
        self._follow()
        self.canvas.setFocus()

    def accept(self) -> None:
        """Make the copy and check it; the dialog closes once that is done."""
        if not self.accepting.isEnabled():
            return
        boxes = tuple(self.canvas.boxes)
        pages = sorted({box.page for box in boxes}) if self.only_boxed.isChecked() else ()
        self._say(_("Saving and checking the copy…"))
        make = partial(redacted_copy.copy_of, self._reader, self._type, boxes, pages)
        self._run(make, self._finish)

    def reject(self) -> None:
        question = _("Discard the boxes? Nothing is saved yet.")
        if not self.canvas.boxes or standard_dialogs.confirm(self, question, _("Discard")):
            super().reject()

    def done(self, result: int) -> None:
        # What is read or made no longer matters: without its child it ends at once.
        self._reader.stop()
        self._background.close()
        self._reader.close()
        super().done(result)

    def show_page(self, page: int) -> None:
        """Read a page and show it."""
        self._say(_("Drawing page {page}…").format(page=labels.number(page)))
        self.canvas.show_page(page, QImage())
        self._run(partial(self._image, page), partial(self._show_image, page))

    def turn(self, way: int) -> None:
        """Show the next page (1) or the one before (-1)."""
        page = self.canvas.page + way
        if 1 <= page <= self._reader.count and not self._busy:
            self.show_page(page)

    def _image(self, page: int) -> QImage:
        picture = self._reader.picture(page)
        width, height = picture.size
        # Copied: the bytes go with the picture.
        return QImage(
            picture.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888
        ).copy()

    def _show_image(self, page: int, image: QImage) -> None:
        self.canvas.show_page(page, image)
        self.area.fit()
        self._say("")

    def _finish(self, copy: RedactedCopy) -> None:
        self.copy = copy
        super().accept()

    def _run(self, job: Callable[[], _T], done: Callable[[_T], None]) -> None:
        self._busy = True

        def settle(result: _T) -> None:
            self._busy = False
            done(result)
            self._follow()

        self._background.run(job, settle, self._fail)
        self._follow()

    def _fail(self, error: BaseException) -> None:
        if not isinstance(error, TrackerError):
            raise_in_window(error)
            return
        self._busy = False
        self._say(error.sentence, wrong=True)
        self._follow()

    def _say(self, sentence: str, wrong: bool = False) -> None:
        hint = _(
            "Drag to draw a box. Keys: Insert adds a box, arrows move it, Shift+arrows size it, "
            "Delete removes it, Space goes to the next."
        )
        self.state.setText(sentence or hint)
        self.state.setObjectName("attention" if wrong else "quiet")
        widgets.restyle(self.state, "wrong", wrong)

    def _follow(self) -> None:
        """Allow what is possible now."""
        canvas, count = self.canvas, self._reader.count
        text = _("Page {page} of {pages}").format(
            page=labels.number(canvas.page), pages=labels.number(count)
        )
        self.page_text.setText(text)
        for widget in (self.page_text, self.before, self.after, self.only_boxed):
            widget.setVisible(count > 1)
        self.before.setEnabled(not self._busy and canvas.page > 1)
        self.after.setEnabled(not self._busy and canvas.page < count)
        is_ready = not self._busy and not canvas.image_size.isEmpty()
        is_open = is_ready and not self.as_saved.isChecked()
        self.add_box.setEnabled(is_open)
        self.remove_box.setEnabled(is_open and canvas.selected is not None)
        # It stays enabled, to keep the keyboard.
        canvas.is_busy = self._busy
        for tool in (self.as_saved, self.zoom):
            tool.setEnabled(is_ready)
        self.accepting.setEnabled(is_ready and bool(canvas.boxes))

    def _build(self) -> None:
        self._lines.addWidget(self.area, 1)
        self._lines.addSpacing(10)
        self._lines.addLayout(self._tools())
        self._lines.addSpacing(6)
        self.add(self.state, gap=4)
        self.finish(_("Save redacted copy"))
        self.accepting.setAutoDefault(False)
        note = _("The original is not changed. The copy has no text, layers or metadata.")
        # The row ends with a stretch: the note takes its place.
        self.buttons.takeAt(self.buttons.count() - 1)
        self.buttons.addSpacing(16)
        self.buttons.addWidget(self.only_boxed)
        self.buttons.addSpacing(16)
        self.buttons.addWidget(widgets.Elided(note, "quiet", 9), 1)

    def _tools(self) -> QHBoxLayout:
        self.add_box = widgets.button(_("Add box"), self._add_box)
        self.remove_box = widgets.button(_("Remove box"), self.canvas.remove_box)
        self.as_saved = QCheckBox(_("Show as saved"))
        self.as_saved.toggled.connect(self.canvas.set_as_saved)
        self.as_saved.toggled.connect(lambda _on: self._follow())
        self.only_boxed = QCheckBox(_("Only pages with boxes"))
        self.before = widgets.button("‹", partial(self.turn, -1))
        self.after = widgets.button("›", partial(self.turn, 1))
        for button, name in ((self.before, _("Previous page")), (self.after, _("Next page"))):
            button.setFixedWidth(theme.px(36))
            button.setAccessibleName(name)
            button.setToolTip(widgets.tooltip(name))
        self.zoom = widgets.Choice(_("Zoom"))
        self.zoom.addItem(_("Whole page"), None)
        for step in STEPS:
            self.zoom.addItem(_("{n} %").format(n=labels.number(round(step * 100))), step)
        self.zoom.activated.connect(lambda _index: self.area.set_zoom(self.zoom.currentData()))
        for way, keys in ((1, "Ctrl++"), (-1, "Ctrl+-")):
            widgets.shortcut(self, keys, partial(self._step_zoom, way))
        return widgets.row(
            *(self.add_box, 8, self.remove_box, 16, self.as_saved, -1),
            *(self.before, 8, self.page_text, 8, self.after, 16, self.zoom),
        )

    def _add_box(self) -> None:
        self.canvas.add_box()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step_zoom(self, way: int) -> None:
        self.area.step_zoom(way)
        self.zoom.setCurrentIndex(max(0, self.zoom.findData(self.area.zoom)))
