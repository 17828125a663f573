"""“Paste a report” for one post after another: what is saved or dismissed brings the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from kharkiv_tracker.domain.entry import Recorded
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import widgets
from kharkiv_tracker.gui.paste import post_line
from kharkiv_tracker.gui.paste.paste_dialog import PasteDialog
from kharkiv_tracker.gui.paste.post_line import PostLine
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.posts.stack import PostStack, PostState


class StackDialog(PasteDialog):
    """Begins with the post one was at; `last` is what was recorded of the last one."""

    def __init__(
        self, parent: QWidget, session: Session, gazetteer: Gazetteer, posts: PostStack
    ) -> None:
        super().__init__(parent, session, gazetteer)
        self._posts = posts
        self.last: Recorded | None = None
        self.line = PostLine(posts)
        self._lines.insertWidget(0, self.line)
        self._lines.insertSpacing(1, 8)
        self.line.back.connect(self.go_back)
        self.line.on.connect(self.go_on)
        self.line.dismissed.connect(self.dismiss)
        actions: Mapping[str, Callable[[], object]] = {
            post_line.BACK: self.go_back,
            post_line.ON: self.go_on,
            post_line.DISMISS: self.dismiss,
        }
        for keys, act in actions.items():
            widgets.shortcut(self, keys, act)

    def begin(self) -> None:
        """Show the post one is at; from then on the place is kept."""
        if self._posts.post:
            self.show_post(self._posts.post)
        self.line.refresh()
        try:
            self._posts.keep()
        except TrackerError as error:
            self.show_message(str(error))

    def go_on(self) -> None:
        """Show the next post; this one stays to do."""
        self._leave(self._posts.go_on, _("This is the last post."))

    def go_back(self) -> None:
        """Show the post before."""
        self._leave(self._posts.go_back, _("This is the first post."))

    def dismiss(self) -> None:
        """Leave this post for good: nothing of it is to be recorded."""
        self.put_away()
        self._decide(PostState.DISMISSED)

    def conclude(self) -> None:
        """Go to the next post: what was confirmed of this one is saved."""
        self.last, self.recorded = self.recorded, None
        self._decide(PostState.DONE)

    def _leave(self, move: Callable[[], bool], end: str) -> None:
        try:
            is_moved = move()
        except TrackerError as error:
            self.show_message(str(error))
            return
        if is_moved:
            self.put_away()
            self.begin()
        else:
            self.show_message(end)

    def _decide(self, state: PostState) -> None:
        try:
            is_next = self._posts.decide(state)
        except TrackerError as error:
            self.show_message(str(error))
            return
        if is_next:
            self.begin()
        else:
            self._session.reported.emit(_("No posts are left to do."))
            super().conclude()
