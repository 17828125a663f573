"""Opens files as posts: one in the dialog “Paste a report”, several as a stack to work through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.entry import Recorded
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui.dialogs import progress_dialog, standard_dialogs
from kharkiv_tracker.gui.dialogs.progress_dialog import Step, Stopped
from kharkiv_tracker.gui.paste.stack_dialog import StackDialog
from kharkiv_tracker.gui.paste.stack_source import StackSource
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.intake import outcome
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.posts import post_files, stack, stack_reader
from kharkiv_tracker.posts.known_posts import KnownPosts
from kharkiv_tracker.posts.post import Post
from kharkiv_tracker.posts.stack import PostList, PostStack
from kharkiv_tracker.store.case_file import CaseFile

_Made = TypeVar("_Made")
#: Longer lists of files are cut.
_MOST_FILES = 10


def read_post(parent: QWidget, session: Session, path: Path) -> Post | None:
    """The post that a file is; why it is not read is said, and None."""

    def job(step: Step) -> Post:
        return post_files.read_file(path, step)

    return _done(parent, session, _("Reading {name}…").format(name=path.name), job)


def ask_stack(
    parent: QWidget, session: Session, gazetteer: Gazetteer, done: Callable[[Recorded], object]
) -> None:
    """Ask which posts to work through, and open them."""
    dialog = StackSource(parent, stack.load(session.case))
    if dialog.exec():
        open_stack(parent, session, gazetteer, dialog.sources, done)
    dialog.deleteLater()


def open_stack(
    parent: QWidget,
    session: Session,
    gazetteer: Gazetteer,
    sources: Sequence[Path],
    done: Callable[[Recorded], object],
) -> StackDialog | None:
    """Read the posts of these files and open them where one was; None if there is none to do."""
    place = stack.place_of(session.case, sources)

    context = outcome.present(gazetteer)
    # The documents of a large case take a while to read.
    known = None if session.reader.is_beside else KnownPosts(session.case, context)

    def job(step: Step) -> PostList:
        return stack_reader.read(place, known or _known(session.case, context), context, step)

    content = _done(parent, session, _("Reading the posts…"), job)
    if content is None:
        return None
    if not content.posts:
        standard_dialogs.show_message(parent, _nothing_new(content))
        return None
    dialog = StackDialog(parent, session, gazetteer, PostStack(session.case, content, place))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.finished.connect(lambda _result: done(dialog.last) if dialog.last else None)
    dialog.open()
    dialog.begin()
    return dialog


def _known(case: CaseFile, context: Context) -> KnownPosts:
    """The documents of a case, read by a connection of this thread."""
    with case.another() as beside:
        return KnownPosts(beside, context)


def _done(
    parent: QWidget, session: Session, sentence: str, job: Callable[[Step], _Made]
) -> _Made | None:
    """What a job makes in a thread; None if it was stopped, or could not and has said why."""
    try:
        return progress_dialog.do_beside(parent, _("Read posts"), sentence, job)
    except Stopped as stopped:
        session.reported.emit(str(stopped))
    except TrackerError as error:
        standard_dialogs.show_message(parent, str(error))
    return None


def _nothing_new(content: PostList) -> str:
    """Why no post is there to work through."""
    sentences = [f"{file.name}: {file.why}" for file in content.unread[:_MOST_FILES]]
    if content.known:
        sentence = ngettext(
            "{n} post is recorded already. No other post was found.",
            "{n} posts are recorded already. No other post was found.",
            content.known,
        )
        sentences.insert(0, sentence.format(n=labels.number(content.known)))
    return "\n".join(sentences)
