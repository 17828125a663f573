"""What is in the clipboard, as a post."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from kharkiv_tracker.posts.clipboard_page import clipboard_post
from kharkiv_tracker.posts.post import Post

#: Under these names browsers say which page something was copied from, and how that is written.
_SOURCES = {"chromium/x-source-url": "utf-8", "text/x-moz-url-priv": "utf-16-le"}
#: Qt leaves out the head that has the address.
_WINDOWS = 'application/x-qt-windows-mime;value="HTML Format"'


def present() -> Post:
    """The text in the clipboard, with the page it is from; blank where it has none."""
    return post_in(QGuiApplication.clipboard().mimeData())


def post_in(mime: QMimeData) -> Post:
    """The text of something copied, with the page it is from."""
    html = _text(mime, _WINDOWS, "utf-8") or (mime.html() if mime.hasHtml() else "")
    addresses = (_text(mime, name, encoding) for name, encoding in _SOURCES.items())
    return clipboard_post(html, mime.text(), next(filter(None, addresses), ""))


def _text(mime: QMimeData, name: str, encoding: str) -> str:
    return bytes(mime.data(name).data()).decode(encoding, "ignore").rstrip("\0")
