"""Opens the dialog in which a report is pasted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kharkiv_tracker.domain.entry import Recorded
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.gui.entry import draft_set, form_draft
from kharkiv_tracker.gui.entry.form_draft import PASTE, Draft
from kharkiv_tracker.gui.paste.paste_dialog import PasteDialog
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.posts.post import Post
from kharkiv_tracker.store.case_file import CaseFile


def show(
    parent: QWidget,
    session: Session,
    gazetteer: Gazetteer,
    begin: Callable[[PasteDialog], object],
    done: Callable[[Recorded], object],
) -> PasteDialog:
    """Open the dialog, and `begin` with what is to be read; `done` gets what was recorded."""
    dialog = PasteDialog(parent, session, gazetteer)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def finish() -> None:
        if dialog.recorded:
            done(dialog.recorded)

    dialog.accepted.connect(finish)
    dialog.open()
    begin(dialog)
    return dialog


def show_post(post: Post) -> Callable[[PasteDialog], object]:
    """Begin with a post."""
    return lambda dialog: dialog.show_post(post)


def show_draft(draft: Draft, is_discarded: bool = False) -> Callable[[PasteDialog], object]:
    """Begin with what was in the dialog before."""
    return lambda dialog: dialog.take_draft(draft, is_discarded)


def offered(case: CaseFile, ask: Callable[[str, str], str]) -> Draft | None:
    """Ask about the drafts of pasted texts; the one to continue with, if any."""
    for draft in form_draft.load_all(case):
        if draft.form != PASTE:
            continue
        answer = ask(draft.time, draft.excerpt)
        if answer == draft_set.DISCARD:
            form_draft.put_aside(case, draft)
        elif answer == draft_set.RESTORE:
            return draft
    return None
