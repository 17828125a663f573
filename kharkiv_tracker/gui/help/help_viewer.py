"""The window with the pages of help: contents at the left, a page at the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.help import help_pages
from kharkiv_tracker.gui.help.help_browser import HelpBrowser
from kharkiv_tracker.gui.help.help_pages import HelpPage
from kharkiv_tracker.i18n import _

_SIZE, _CONTENTS, _FIELD = QSize(1060, 720), 200, 200


class HelpViewer(QDialog):
    """Stays open beside the main window; nothing is read from the network."""

    holds_input = False

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(_("Help"))
        self._pages = help_pages.pages()
        #: Pages with their scroll positions, in the order they were read.
        self._trail: list[tuple[HelpPage, int]] = []
        self._at = -1
        self.contents = QListWidget()
        self.contents.setAccessibleName(_("Contents"))
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for page in self._pages:
            line = QListWidgetItem(page.title)
            line.setToolTip(widgets.tooltip(page.title))
            self.contents.addItem(line)
        self.browser = HelpBrowser()
        self.note = widgets.text("", "quiet", 9)
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.field = QLineEdit()
        widgets.set_hint(self.field, _("Find on this page"))
        self.field.setAccessibleName(_("Find on this page"))
        self.field.setFixedWidth(theme.px(_FIELD))
        self.back = widgets.button(_("Back"), lambda: self._go(self._at - 1))
        self.forward = widgets.button(_("Forward"), lambda: self._go(self._at + 1))
        top = widgets.row(
            *(self.back, 6, self.forward, 16, self.note, -1, self.field), margins=(12, 8, 12, 8)
        )
        body = widgets.row(self.contents, widgets.hairline(vertical=True), self.browser)
        body.setStretch(2, 1)
        layout = widgets.column(top, widgets.hairline(), body)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.contents.currentRowChanged.connect(self._choose)
        self.browser.page_wanted.connect(self.show_page)
        self.browser.address_clicked.connect(self._show_address)
        self.field.returnPressed.connect(self.find_next)
        for keys, act in (
            ("Ctrl+F", self.field.setFocus),
            ("Alt+Left", self.back.click),
            ("Alt+Right", self.forward.click),
        ):
            widgets.shortcut(self, keys, act)
        screen = parent.screen().availableSize()
        size = QSize(theme.px(_SIZE.width()), theme.px(_SIZE.height()))
        self.resize(size.boundedTo(screen - QSize(40, 60)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The page has the larger part, also in a small window with large text.
        wide = max(theme.px(_CONTENTS), self.contents.sizeHintForColumn(0) + 8)
        self.contents.setFixedWidth(min(wide, self.width() // 3))

    @property
    def page(self) -> HelpPage | None:
        """The page that is shown."""
        return self.browser.page

    def show_page(self, page: HelpPage, place: str = "") -> None:
        """Show a page, after those that were read before."""
        self._keep_place()
        self._trail = [*self._trail[: self._at + 1], (page, 0)]
        self._at = len(self._trail) - 1
        self._show(page, place)

    def find_next(self) -> None:
        """Go to the next place with the text in the field, from the top after the last."""
        text = self.field.text()
        if not text or self.browser.find(text):
            self.note.clear()
            return
        self.browser.moveCursor(QTextCursor.MoveOperation.Start)
        self.note.setText("" if self.browser.find(text) else _("No matches."))

    def _choose(self, number: int) -> None:
        if 0 <= number < len(self._pages) and self._pages[number] != self.page:
            self.show_page(self._pages[number])

    def _go(self, at: int) -> None:
        """Show a page again that was read, where it was left."""
        if 0 <= at < len(self._trail):
            self._keep_place()
            self._at = at
            page, scrolled = self._trail[at]
            self._show(page)
            self.browser.verticalScrollBar().setValue(scrolled)

    def _keep_place(self) -> None:
        if self._at >= 0:
            scrolled = self.browser.verticalScrollBar().value()
            self._trail[self._at] = (self._trail[self._at][0], scrolled)

    def _show(self, page: HelpPage, place: str = "") -> None:
        self.note.clear()
        self.browser.show_page(page, place)
        self.back.setEnabled(self._at > 0)
        self.forward.setEnabled(self._at < len(self._trail) - 1)
        names = [listed.name for listed in self._pages]
        self.contents.blockSignals(True)
        self.contents.setCurrentRow(names.index(page.name) if page.name in names else -1)
        self.contents.blockSignals(False)

    def _show_address(self, address: str) -> None:
        sentence = _("Not opened, because help works offline: {address}")
        self.note.setText(sentence.format(address=address))
