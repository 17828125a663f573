"""Edits of a record: each opens its dialog if needed, makes one edit, or shows why not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from kharkiv_tracker import files
from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.domain.flag import Finding
from kharkiv_tracker.domain.incident import Grade, ReviewState
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui.commands.note_edits import NoteEdits
from kharkiv_tracker.gui.commands.person_edits import PersonEdits
from kharkiv_tracker.gui.dialogs import prompts, standard_dialogs
from kharkiv_tracker.gui.files import chart_export
from kharkiv_tracker.gui.many.many_edits import ManyEdits
from kharkiv_tracker.gui.redaction import redaction_dialog
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    attachment_moves,
    attachment_records,
    copies,
    corrections,
    merge_split,
    redacted_copies,
    rule_choice,
    work_queue,
)
from kharkiv_tracker.store.attachment_export import safe
from kharkiv_tracker.store.copies import CopyKind
from kharkiv_tracker.store.edit import Edit


class RecordEdits(PersonEdits):
    """Each method takes the code of an incident, report, person, attachment or official total."""

    def __init__(self, session: Session, gazetteer: Gazetteer, parent: QWidget) -> None:
        super().__init__(session, gazetteer, parent)
        self.notes = NoteEdits(session, parent, self.run_edit)
        self.many = ManyEdits(session, gazetteer, parent)

    def withdraw(self, code: str) -> None:
        reason = prompts.ask_reason(
            self._parent,
            _("Withdraw {code}").format(code=code),
            _("It stays in the case file under its code and is not counted."),
            _("Withdraw"),
        )
        if reason is not None:
            self.run_edit(reason, lambda edit: corrections.withdraw(edit, code))

    def reinstate(self, code: str) -> None:
        self.run_edit("reinstate", lambda edit: corrections.reinstate(edit, code))

    def approve(self, code: str) -> None:
        self.run_edit("approve", lambda edit: corrections.approve(edit, code))

    def set_grade(self, code: str, grade: Grade | None) -> None:
        self.run_edit("grade", lambda edit: corrections.set_grade(edit, code, grade))

    def set_state(self, code: str, state: ReviewState) -> None:
        if state is ReviewState.WITHDRAWN:
            self.withdraw(code)
        elif state is ReviewState.APPROVED:
            self.approve(code)
        else:
            self.run_edit("review", lambda edit: corrections.set_state(edit, code, state))

    def merge(self, code: str, other: str = "") -> str:
        """Merge two incidents; returns the code of the remaining one, "" if cancelled."""
        case, gazetteer = self._session.case, self._gazetteer
        answer = prompts.ask_merge(self._parent, case, gazetteer, code, other)
        if answer is None:
            return ""
        done = self.run_edit(
            answer.reason or "merge",
            lambda edit: merge_split.merge(edit, answer.remaining, answer.merged),
        )
        return answer.remaining if done else ""

    def split(self, code: str) -> str:
        """Split an incident; returns the code of the new one, "" if cancelled."""
        answer = prompts.ask_split(self._parent, self._session.case, self._gazetteer, code)
        codes: list[str] = []
        if answer is not None:
            self.run_edit(
                answer.reason or "split",
                lambda edit: codes.append(merge_split.split(edit, code, answer.reports)),
            )
        return "".join(codes)

    def link(self, code: str) -> None:
        answer = prompts.ask_link(self._parent, self._session.case, self._gazetteer, code)
        if answer is not None:
            self.run_edit(
                "link",
                lambda edit: merge_split.link(
                    edit, code, answer.other, answer.relation, answer.notes
                ),
            )

    def unlink(self, uid: str) -> None:
        self.run_edit("unlink", lambda edit: merge_split.unlink(edit, uid))

    def choose_report(self, code: str) -> None:
        """Use one report as the figure, overriding the counting rule."""
        reason = prompts.ask_reason(
            self._parent,
            _("Choose {code}").format(code=code),
            _("The incident's figure will be taken from this report, not from the counting rule."),
            _("Choose this report"),
        )
        if reason is not None:
            self.run_edit(reason, lambda edit: rule_choice.choose(edit, code, reason))

    def back_to_rule(self, code: str) -> None:
        """Use the counting rule again for the incident of a report."""
        incident = code.partition("/")[0]
        self.run_edit("rule", lambda edit: rule_choice.unchoose(edit, incident))

    def set_aside(self, finding: Finding, sentence: str) -> None:
        """Set a flag aside and save the reason."""
        reason = prompts.ask_reason(self._parent, _("Dismiss"), sentence, _("Dismiss"))
        if reason is not None:
            self.run_edit(
                reason,
                lambda edit: work_queue.set_aside(
                    edit, finding.code, finding.kind, finding.key, reason
                ),
            )

    def take_up(self, finding: Finding) -> None:
        """Return a dismissed flag to the queue."""
        self.run_edit(
            "take up",
            lambda edit: work_queue.take_up(edit, finding.code, finding.kind, finding.key),
        )

    def set_uncovered(self, code: str, uncovered: bool) -> None:
        """Show an attachment at once from now on, or only on request."""
        self.run_edit("cover", lambda edit: attachment_records.set_uncovered(edit, code, uncovered))

    def content(self, attachment: Attachment) -> bytes | TrackerError:
        """The original file, or the error if it cannot be read."""
        try:
            return b"".join(attachment_records.content(self._session.case, attachment))
        except TrackerError as error:
            return error

    def attach(self, code: str, files: Sequence[Path] = ()) -> None:
        """Attach files to an incident or report; opens a dialog if none are passed."""
        paths = files or prompts.ask_files(self._parent)
        if paths:
            self.run_edit("attach", lambda edit: self._attach(edit, code, paths))

    def attach_bytes(self, code: str, content: bytes, name: str) -> None:
        """Attach pasted content."""
        self.run_edit(
            "attach",
            lambda edit: attachment_records.attach(
                edit, code, content, name=name, collector=self._session.author, method=_("pasted")
            ),
        )

    def redact(self, code: str) -> None:
        """Make a redacted copy of an attachment: a new one beside it."""
        try:
            attachment, content = redacted_copies.original(self._session.case, code)
            copy = redaction_dialog.ask_copy(self._parent, code, content, attachment.type)
        except TrackerError as error:
            standard_dialogs.show_message(self._parent, error.sentence)
            return
        if copy is not None:
            self.run_edit("redact", lambda edit: redacted_copies.add(edit, code, copy))

    def move_file(self, code: str) -> None:
        """Move an attachment from an incident to a document, or back."""
        owners = attachment_moves.owners(self._session.case, code)
        if not owners:
            standard_dialogs.show_message(
                self._parent,
                _(
                    "{code} cannot be moved: a file moves between an incident and a document, "
                    "and none is connected to it yet."
                ).format(code=code),
            )
            return
        owner = prompts.ask_file_owner(self._parent, code, owners)
        if owner:
            self.run_edit("move file", lambda edit: attachment_records.move(edit, code, owner))

    def save_copy(self, code: str) -> None:
        """Save the original file to a path the user chooses."""
        (attachment,) = attachment_records.of(self._session.case, code)
        kinds = _("All files (*)")
        path = standard_dialogs.ask_save_path(
            self._parent, _("Save a copy"), Path(safe(attachment.name)), kinds
        )
        if path is None:
            return
        content = attachment_records.content(self._session.case, attachment)
        try:
            files.write(path, content, private=True)
            copies.note(self._session.case, CopyKind.FILES, None, path)
        except (TrackerError, OSError) as error:
            standard_dialogs.show_message(
                self._parent, _("Not saved. {why}").format(why=chart_export.why(error))
            )

    def _attach(self, edit: Edit, code: str, paths: Sequence[Path]) -> None:
        for path in paths:
            attachment_records.attach(
                edit, code, path, name=path.name, collector=self._session.author
            )
