"""The line over a pasted text that is one of a stack of posts: which one, and the way to others."""

from __future__ import annotations

from contextlib import suppress

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.flow_row import FlowRow
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.posts.stack import PostStack, PostState

#: Longer lists of files are cut.
_MOST_FILES = 20
BACK, ON, DISMISS = "Ctrl+PgUp", "Ctrl+PgDown", "Ctrl+D"


class PostLine(QWidget):
    """Says where one is in a stack; its buttons have keys as well."""

    back = Signal()
    on = Signal()
    dismissed = Signal()

    def __init__(self, posts: PostStack) -> None:
        super().__init__()
        self._posts = posts
        self.place, self.left_out = (widgets.text("", "quiet") for _number in range(2))
        self._back = widgets.small_button(_("Previous  Ctrl+PgUp"), self.back.emit)
        self._on = widgets.small_button(_("Next  Ctrl+PgDown"), self.on.emit)
        dismiss = widgets.small_button(_("Dismiss post  Ctrl+D"), self.dismissed.emit)
        dismiss.setToolTip(_("Nothing of this post is to be recorded."))
        self.short = QCheckBox(_("Only posts that propose something"))
        self.short.setChecked(posts.is_short)
        self.short.toggled.connect(self._shorten)
        parts = (self.place, self.left_out, self._back, self._on, dismiss, self.short)
        self.setLayout(FlowRow(*parts))
        self.refresh()

    def refresh(self) -> None:
        """Show where one is now."""
        posts, content = self._posts, self._posts.content
        number, total = map(labels.number, (posts.number, len(posts)))
        sentence = {
            PostState.TO_DO: _("Post {number} of {total}"),
            PostState.DONE: _("Post {number} of {total}, recorded"),
            PostState.DISMISSED: _("Post {number} of {total}, dismissed"),
        }[posts.state]
        left = _("{n} to do").format(n=labels.number(posts.left))
        self.place.setText(f"{sentence.format(number=number, total=total)} · {left}")
        parts = []
        if known := content.known:
            skipped = ngettext(
                "{n} skipped as already recorded", "{n} skipped as already recorded", known
            )
            parts.append(skipped.format(n=labels.number(known)))
        if unread := content.unread:
            text = ngettext("{n} file not read", "{n} files not read", len(unread))
            parts.append(text.format(n=labels.number(len(unread))))
        self.left_out.setText(" · ".join(parts))
        self.left_out.setVisible(bool(parts))
        reasons = [f"{file.name}: {file.why}" for file in unread[:_MOST_FILES]]
        self.left_out.setToolTip(widgets.tooltip("\n".join(reasons)))

    def _shorten(self, is_short: bool) -> None:
        # The next step writes it where this one cannot.
        with suppress(TrackerError):
            self._posts.shorten(is_short)
        self.refresh()
