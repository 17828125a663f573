"""The commands about a record: an incident, a report, a person, a file, an official total.

A context menu leaves out what is not `possible`. The menu bar offers everything; a command not
possible for the current record shows a message.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kharkiv_tracker.gui.commands.command import RECORD, About, Command, Menu, Place
from kharkiv_tracker.gui.commands.document_verbs import DocumentVerb
from kharkiv_tracker.gui.commands.subject import Subject
from kharkiv_tracker.gui.commands.value_commands import VALUE_COMMANDS
from kharkiv_tracker.i18n import N_
from kharkiv_tracker.store import document_titles

if TYPE_CHECKING:
    from kharkiv_tracker.gui.commands.record_edits import RecordEdits
    from kharkiv_tracker.gui.many.many_edits import ManyEdits


def _stands(record: Subject) -> bool:
    return record.stands


def _has_document(record: Subject) -> bool:
    return record.stands and bool(document_titles.of_record(record.host.session.case, record.code))


def _merge(record: Subject) -> object:
    """Merge an incident with another; of documents those that are selected."""
    if record.kind is About.DOCUMENT:
        return record.host.change_documents(DocumentVerb.MERGE)
    return record.edits.merge(record.code)


def _edit(
    name: str,
    text: str,
    edit: Callable[[RecordEdits, str], object],
    about: About,
    *shortcuts: str,
    possible: Callable[[Subject], bool] = _stands,
    menu: Menu | None = None,
    line: bool = False,
    place: Place = Place.MIDDLE,
    many: Callable[[ManyEdits, Sequence[str]], object] | None = None,
) -> Command[Subject]:
    """A command that makes one edit of the record by its code, or of `many` by theirs."""

    def run(record: Subject) -> object:
        return edit(record.edits, record.code)

    return Command(
        name, text, run, shortcuts, about, possible, "", menu, line, place, many=_of_all(many)
    )


def _of_all(
    edit: Callable[[ManyEdits, Sequence[str]], object] | None,
) -> Callable[[Subject], object] | None:
    """An edit of many as what runs it on the records that are chosen."""
    return edit and (lambda record: edit(record.edits.many, record.codes))


def _merge_both(record: Subject) -> object:
    """Merge the two that are chosen."""
    if record.kind is About.DOCUMENT:
        return record.host.change_documents(DocumentVerb.MERGE)
    return record.edits.merge(*record.codes)


RECORD_COMMANDS: tuple[Command[Subject], ...] = (
    Command(
        "add-update",
        N_("Add update"),
        lambda record: record.host.add_update(record.code),
        ("Ctrl+U",),
        About.INCIDENT,
        _stands,
        menu=RECORD,
        at_cursor=True,
    ),
    Command(
        "edit",
        N_("Edit…"),
        lambda record: record.host.edit(record.code),
        ("F2", "Ctrl+Shift+E"),
        About.INCIDENT | About.REPORT | About.TOTAL | About.DOCUMENT,
        _stands,
        button=N_("Edit"),
        menu=RECORD,
        line=True,
    ),
    Command(
        "from-document",
        N_("Another from its document"),
        lambda record: record.host.enter_from(record.code),
        about=About.REPORT | About.TOTAL | About.JOINT | About.DOCUMENT,
        possible=_has_document,
    ),
    _edit("edit-person", N_("Edit"), lambda edits, code: edits.edit_person(code), About.PERSON),
    Command(
        "open-history",
        N_("History"),
        lambda record: record.host.open_history(record.code),
        about=About.INCIDENT | About.TOTAL | About.JOINT | About.DOCUMENT,
    ),
    Command(
        "choose-grade",
        N_("Grade…"),
        lambda record: record.host.choose(0),
        ("Ctrl+Shift+G",),
        About.INCIDENT,
        menu=RECORD,
        place=None,
        at_cursor=True,
        many=_of_all(lambda edits, codes: edits.grade(codes)),
    ),
    Command(
        "choose-state",
        N_("Review state…"),
        lambda record: record.host.choose(1),
        ("Ctrl+Shift+R",),
        About.INCIDENT,
        menu=RECORD,
        place=None,
        at_cursor=True,
        many=_of_all(lambda edits, codes: edits.review_state(codes)),
    ),
    *VALUE_COMMANDS,
    _edit(
        "approve",
        N_("Approve"),
        lambda edits, code: edits.approve(code),
        About.INCIDENT,
        "Ctrl+Shift+A",
        possible=lambda record: record.stands and not record.is_approved,
        menu=RECORD,
        many=lambda edits, codes: edits.approve(codes),
    ),
    _edit(
        "withdraw",
        N_("Withdraw…"),
        lambda edits, code: edits.withdraw(code),
        About.RECORD | About.BESIDE,
        menu=RECORD,
        place=Place.LAST,
        many=lambda edits, codes: edits.withdraw(codes),
    ),
    _edit(
        "reinstate",
        N_("Reinstate"),
        lambda edits, code: edits.reinstate(code),
        About.RECORD | About.BESIDE,
        possible=lambda record: record.is_withdrawn,
        menu=RECORD,
        place=Place.FIRST,
        many=lambda edits, codes: edits.reinstate(codes),
    ),
    _edit(
        "choose-report",
        N_("Choose…"),
        lambda edits, code: edits.choose_report(code),
        About.REPORT,
        possible=lambda record: record.stands and not record.is_chosen,
    ),
    _edit(
        "back-to-rule",
        N_("Use counting rule"),
        lambda edits, code: edits.back_to_rule(code),
        About.REPORT,
        possible=lambda record: record.stands and record.is_chosen,
    ),
    Command(
        "merge",
        N_("Merge with…"),
        _merge,
        ("Ctrl+Shift+M",),
        About.INCIDENT | About.DOCUMENT,
        _stands,
        menu=RECORD,
        line=True,
        many=_merge_both,
        most=2,
    ),
    _edit(
        "split",
        N_("Split…"),
        lambda edits, code: edits.split(code),
        About.INCIDENT,
        possible=lambda record: record.stands and record.is_divisible,
        menu=RECORD,
    ),
    _edit(
        "link",
        N_("Link…"),
        lambda edits, code: edits.link(code),
        About.INCIDENT,
        "Ctrl+L",
        menu=RECORD,
        many=lambda edits, codes: edits.link(codes),
    ),
    _edit(
        "add-person",
        N_("Add person…"),
        lambda edits, code: edits.add_person(code),
        About.INCIDENT,
        "Ctrl+Shift+P",
        menu=RECORD,
    ),
    _edit(
        "join-person",
        N_("Same person as…"),
        lambda edits, code: edits.join_person(code),
        About.PERSON,
    ),
    _edit(
        "part-person",
        N_("Not the same person"),
        lambda edits, code: edits.part_person(code),
        About.PERSON,
        possible=lambda record: record.stands and record.is_joined,
    ),
    _edit(
        "attach",
        N_("Attach file…"),
        lambda edits, code: edits.attach(code),
        About.INCIDENT | About.DOCUMENT | About.TOTAL | About.JOINT,
        menu=RECORD,
    ),
    _edit(
        "add-note",
        N_("Add note…"),
        lambda edits, code: edits.notes.add_note(code),
        About.RECORD,
        "Ctrl+Shift+T",
        menu=RECORD,
        many=lambda edits, codes: edits.note(codes),
    ),
    _edit(
        "edit-note",
        N_("Edit"),
        lambda edits, code: edits.notes.edit_note(code),
        About.NOTE,
    ),
    _edit(
        "add-identifier",
        N_("Add identifier…"),
        lambda edits, code: edits.notes.add_identifier(code),
        About.INCIDENT | About.PERSON | About.DOCUMENT,
        "Ctrl+Shift+I",
        menu=RECORD,
    ),
    _edit(
        "edit-identifier",
        N_("Edit"),
        lambda edits, code: edits.notes.edit_identifier(code),
        About.IDENTIFIER,
    ),
    _edit(
        "save-copy", N_("Save a copy…"), lambda edits, code: edits.save_copy(code), About.ATTACHMENT
    ),
    _edit(
        "redact",
        N_("Redacted copy…"),
        lambda edits, code: edits.redact(code),
        About.ATTACHMENT,
        possible=lambda record: record.stands and record.is_redactable,
    ),
    _edit(
        "move-file",
        N_("Move to…"),
        lambda edits, code: edits.move_file(code),
        About.ATTACHMENT,
        possible=lambda record: record.stands and not record.is_copy,
    ),
    _edit(
        "uncover",
        N_("Always show"),
        lambda edits, code: edits.set_uncovered(code, True),
        About.ATTACHMENT,
        possible=lambda record: record.stands and record.is_picture and not record.is_uncovered,
    ),
    _edit(
        "cover",
        N_("Hide until requested"),
        lambda edits, code: edits.set_uncovered(code, False),
        About.ATTACHMENT,
        possible=lambda record: record.stands and record.is_picture and record.is_uncovered,
    ),
    _edit(
        "purge-name",
        N_("Erase name…"),
        lambda edits, code: edits.purge_name(code),
        About.PERSON,
        possible=lambda record: record.is_named,
        place=Place.LAST,
    ),
)
