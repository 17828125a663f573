"""What is in the clipboard, as a post."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from kharkiv_tracker.posts.post import Post


def present() -> Post:
    """The text in the clipboard; blank where it has none."""
    return Post(QGuiApplication.clipboard().text())
