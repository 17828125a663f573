"""Shows one page of help: Markdown with its pictures, from the files of the program alone."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QImage, QResizeEvent, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from kharkiv_tracker.gui import theme
from kharkiv_tracker.gui.help import help_pages
from kharkiv_tracker.gui.help.help_pages import HelpPage

_COLUMN, _MARGIN = 720, 24
_POINTS = 10.5
_HEADINGS = {1: 17.0, 2: 13.5, 3: 11.5}
_NO_OUTLINE = re.compile(rb'(<path id="[^"]*" transform="[^"]*")/>')
_NOT_IN_SLUG = re.compile(r"[^\w\- ]")


class HelpBrowser(QTextBrowser):
    """Follows links between pages; an address of the web is not opened but passed on."""

    #: A link to another page, and its place there.
    page_wanted = Signal(object, str)
    #: A link out of the program.
    address_clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("help")
        self.setOpenLinks(False)
        self.setFont(theme.font(_POINTS))
        self.page: HelpPage | None = None
        self.anchorClicked.connect(self._follow)

    def show_page(self, page: HelpPage, place: str = "") -> None:
        """Show a page from its top, or from the heading that a place names."""
        self.page = page
        document = self.document()
        document.setDefaultFont(theme.font(_POINTS))
        document.setBaseUrl(QUrl.fromLocalFile(f"{page.path.parent}/"))
        self.setMarkdown(page.path.read_text(encoding="utf-8"))
        self._shape()
        self.setAccessibleName(page.title)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)
        if place:
            self.go_to(place)

    def go_to(self, place: str) -> None:
        """Scroll to the heading that a place names as links do: `who-speaks`."""
        for block in self._blocks():
            if block.blockFormat().headingLevel() and _slug(block.text()) == place:
                self.moveCursor(QTextCursor.MoveOperation.End)
                self.setTextCursor(QTextCursor(block))
                return

    def loadResource(self, kind: int, url: QUrl | str) -> Any:
        """A picture of the documentation, no wider than the column; nothing from elsewhere."""
        path = Path(self.document().baseUrl().resolved(QUrl(url)).toLocalFile())
        is_picture = kind == QTextDocument.ResourceType.ImageResource.value
        if not is_picture or not help_pages.is_inside(path):
            return None
        return _fitted(_picture(path), self._room(), self.devicePixelRatioF())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._centre()

    def _follow(self, url: QUrl) -> None:
        target = self.document().baseUrl().resolved(url)
        if not url.path() and url.hasFragment():
            self.go_to(url.fragment())
        elif target.isLocalFile() and (page := help_pages.of_path(Path(target.toLocalFile()))):
            self.page_wanted.emit(page, url.fragment())
        else:
            self.address_clicked.emit(url.toString())

    def _shape(self) -> None:
        """Sizes of headings and room between paragraphs."""
        # One change: the page is laid out once.
        whole = QTextCursor(self.document())
        whole.beginEditBlock()
        for block in self._blocks():
            shape, level = block.blockFormat(), block.blockFormat().headingLevel()
            cursor = QTextCursor(block)
            shape.setTopMargin(theme.px(18 if level > 1 else 4 if block.textList() else 8))
            shape.setBottomMargin(theme.px(4))
            shape.setLineHeight(125, 1)
            cursor.setBlockFormat(shape)
            if level:
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                letters = cursor.charFormat()
                letters.setFont(theme.font(_HEADINGS.get(level, _POINTS), bold=True))
                cursor.mergeCharFormat(letters)
        whole.endEditBlock()
        self._centre()

    def _centre(self) -> None:
        """Keep the column as wide as can be read well, in the middle."""
        side = (self.viewport().width() - self._room()) // 2
        frame = self.document().rootFrame().frameFormat()
        frame.setLeftMargin(side)
        frame.setRightMargin(side)
        frame.setTopMargin(theme.px(_MARGIN))
        frame.setBottomMargin(theme.px(_MARGIN))
        self.document().rootFrame().setFrameFormat(frame)

    def _room(self) -> int:
        """The width of the column."""
        return min(theme.px(_COLUMN), self.viewport().width() - 2 * theme.px(_MARGIN))

    def _blocks(self) -> list[QTextBlock]:
        blocks, block = [], self.document().begin()
        while block.isValid():
            blocks.append(block)
            block = block.next()
        return blocks


def _slug(heading: str) -> str:
    """A heading as links name it."""
    return _NOT_IN_SLUG.sub("", heading.strip().casefold()).replace(" ", "-")


def _picture(path: Path) -> QImage:
    if path.suffix != ".svg" or not path.is_file():
        return QImage(str(path))
    # A space has an outline without any line, which the reader of Qt complains about.
    drawing = _NO_OUTLINE.sub(rb'\1 d="M0 0z"/>', path.read_bytes())
    return QImage.fromData(drawing)


def _fitted(picture: QImage, room: int, ratio: float) -> QImage:
    """A picture no wider than the room, with the dots of the screen."""
    width = min(picture.width(), room)
    if picture.isNull() or not width:
        return picture
    fitted = picture.scaledToWidth(
        min(picture.width(), round(width * ratio)), Qt.TransformationMode.SmoothTransformation
    )
    fitted.setDevicePixelRatio(fitted.width() / width)
    return fitted
