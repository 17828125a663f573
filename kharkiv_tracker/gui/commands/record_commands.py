"""The commands about a record: an incident, a report, a person, a file, an official total.

A context menu leaves out what is not `possible`. The menu bar offers everything, and what cannot be
done to the record in hand is said in a sentence.
"""

from __future__ import annotations

from kharkiv_tracker.gui.commands.command import RECORD, About, Command, Place
from kharkiv_tracker.gui.commands.subject import Subject
from kharkiv_tracker.i18n import N_


def _stands(record: Subject) -> bool:
    return record.stands


RECORD_COMMANDS: tuple[Command[Subject], ...] = (
    Command[Subject](
        "add-update",
        N_("Add update"),
        lambda record: record.host.add_update(record.code),
        ("Ctrl+U",),
        About.INCIDENT,
        _stands,
        menu=RECORD,
        at_cursor=True,
    ),
    Command[Subject](
        "edit",
        N_("Edit…"),
        lambda record: record.host.edit(record.code),
        ("F2", "Ctrl+Shift+E"),
        About.INCIDENT | About.REPORT | About.TOTAL,
        _stands,
        button=N_("Edit"),
        menu=RECORD,
        line=True,
    ),
    Command[Subject](
        "edit-person",
        N_("Edit"),
        lambda record: record.edits.edit_person(record.code),
        about=About.PERSON,
        possible=_stands,
    ),
    Command[Subject](
        "open-history",
        N_("History"),
        lambda record: record.host.open_history(record.code),
        about=About.INCIDENT | About.TOTAL | About.JOINT,
    ),
    Command[Subject](
        "choose-grade",
        N_("Grade…"),
        lambda record: record.host.choose(0),
        ("Ctrl+Shift+G",),
        About.INCIDENT,
        menu=RECORD,
        place=None,
        at_cursor=True,
    ),
    Command[Subject](
        "choose-state",
        N_("Review state…"),
        lambda record: record.host.choose(1),
        ("Ctrl+Shift+R",),
        About.INCIDENT,
        menu=RECORD,
        place=None,
        at_cursor=True,
    ),
    Command[Subject](
        "approve",
        N_("Approve"),
        lambda record: record.edits.approve(record.code),
        ("Ctrl+Shift+A",),
        About.INCIDENT,
        lambda record: record.stands and not record.is_approved,
        menu=RECORD,
    ),
    Command[Subject](
        "withdraw",
        N_("Withdraw…"),
        lambda record: record.edits.withdraw(record.code),
        about=About.RECORD,
        possible=_stands,
        menu=RECORD,
        place=Place.LAST,
    ),
    Command[Subject](
        "reinstate",
        N_("Reinstate"),
        lambda record: record.edits.reinstate(record.code),
        about=About.RECORD,
        possible=lambda record: record.is_withdrawn,
        menu=RECORD,
        place=Place.FIRST,
    ),
    Command[Subject](
        "choose-report",
        N_("Choose…"),
        lambda record: record.edits.choose_report(record.code),
        about=About.REPORT,
        possible=lambda record: record.stands and not record.is_chosen,
    ),
    Command[Subject](
        "back-to-rule",
        N_("Back to the rule"),
        lambda record: record.edits.back_to_rule(record.incident),
        about=About.REPORT,
        possible=lambda record: record.stands and record.is_chosen,
    ),
    Command[Subject](
        "merge",
        N_("Merge with…"),
        lambda record: record.edits.merge(record.code),
        ("Ctrl+Shift+M",),
        About.INCIDENT,
        _stands,
        menu=RECORD,
        line=True,
    ),
    Command[Subject](
        "split",
        N_("Split…"),
        lambda record: record.edits.split(record.code),
        about=About.INCIDENT,
        possible=lambda record: record.stands and record.is_divisible,
        menu=RECORD,
    ),
    Command[Subject](
        "link",
        N_("Link…"),
        lambda record: record.edits.link(record.code),
        ("Ctrl+L",),
        About.INCIDENT,
        _stands,
        menu=RECORD,
    ),
    Command[Subject](
        "add-person",
        N_("Add person…"),
        lambda record: record.edits.add_person(record.code),
        ("Ctrl+Shift+P",),
        About.INCIDENT,
        _stands,
        menu=RECORD,
    ),
    Command[Subject](
        "attach",
        N_("Attach file…"),
        lambda record: record.edits.attach(record.code),
        about=About.INCIDENT,
        possible=_stands,
        menu=RECORD,
    ),
    Command[Subject](
        "save-copy",
        N_("Save a copy…"),
        lambda record: record.edits.save_copy(record.code),
        about=About.ATTACHMENT,
        possible=_stands,
    ),
    Command[Subject](
        "uncover",
        N_("Show at once from now on"),
        lambda record: record.edits.set_uncovered(record.code, True),
        about=About.ATTACHMENT,
        possible=lambda record: record.stands and record.is_picture and not record.is_uncovered,
    ),
    Command[Subject](
        "cover",
        N_("Cover until asked for"),
        lambda record: record.edits.set_uncovered(record.code, False),
        about=About.ATTACHMENT,
        possible=lambda record: record.stands and record.is_picture and record.is_uncovered,
    ),
    Command[Subject](
        "purge-name",
        N_("Purge the name…"),
        lambda record: record.edits.purge_name(record.code),
        about=About.PERSON,
        possible=lambda record: record.is_named,
        place=Place.LAST,
    ),
)
