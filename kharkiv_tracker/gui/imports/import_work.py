"""What an import does that takes long: in a thread, with progress and a button that stops it."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from kharkiv_tracker.domain.entry import Recorded
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui.dialogs import progress_dialog, standard_dialogs
from kharkiv_tracker.gui.dialogs.progress_dialog import Step
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports import reject_file
from kharkiv_tracker.imports.files import file_reader
from kharkiv_tracker.imports.files.table_file import TableFile
from kharkiv_tracker.imports.own_files import own_file
from kharkiv_tracker.imports.own_files.own_document import Records
from kharkiv_tracker.imports.plan import Plan
from kharkiv_tracker.store import selected_incidents
from kharkiv_tracker.store.case_file import CaseFile

_Made = TypeVar("_Made")
#: The records of a file of ours, by the name of their table.
Own = dict[str, Records]
#: Called again and again; what it raises gives the work up.
Count = Callable[[], object]
#: What records in a case: what was recorded, a sentence on it, and the plan of a table.
Record = Callable[[CaseFile, Count], tuple[Recorded, str, Plan | None]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was recorded, in a sentence and by the rows of its incidents.

    `plan` is what was done of a table, None of a file of ours.
    """

    recorded: Recorded
    sentence: str
    ids: frozenset[int]
    plan: Plan | None = None


def do(parent: QWidget, sentence: str, job: Callable[[Step], _Made]) -> _Made:
    """Do a job in a thread and wait for it; raises what it raises, or Stopped."""

    def work(step: Step) -> _Made:
        # Looking for garbage in what is made of a hundred thousand rows would hold the window.
        gc.disable()
        try:
            return job(step)
        finally:
            gc.freeze()
            gc.enable()

    return progress_dialog.do_beside(parent, _("Import"), sentence, work)


def read(
    parent: QWidget,
    path: Path,
    made: Callable[[TableFile], _Made],
    encoding: str = "",
    delimiter: str = "",
) -> Own | _Made:
    """The records of a file of ours, or what is made of a table; raises TrackerError, Stopped."""

    def job(step: Step) -> Own | _Made:
        is_first = not (encoding or delimiter)
        own = own_file.read(path, step) if is_first else None
        if own is not None:
            return own
        file = file_reader.read(path, encoding, delimiter, step)
        own = own_file.read_tables([file]) if is_first else None
        return made(file) if own is None else own

    return do(parent, _("Reading {name}…").format(name=path.name), job)


def record(parent: QWidget, session: Session, name: str, records: int, make: Record) -> Outcome:
    """Record in one edit by a connection of its own, and update every view."""
    path, passphrase = session.file()

    def job(step: Step) -> Outcome:
        with CaseFile.open(path, passphrase) as case:
            # Each record is written, and then its incident derived.
            recorded, sentence, plan = make(case, counted(step, 2 * records))
            codes = {*recorded.incidents, *recorded.updated}
            ids = frozenset(selected_incidents.ids_of(case, codes).values())
            return Outcome(recorded, sentence, ids, plan)

    with session.writing_beside():
        outcome = do(parent, _("Importing {name}…").format(name=name), job)
        session.follow(outcome.recorded.changes)
    return outcome


def counted(step: Step, of: int) -> Callable[[], None]:
    """A step that counts how often it was called, of so many times."""
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        step(min(done, of), of)

    return count


def save_rejects(parent: QWidget, plan: Plan, file: Path) -> None:
    """Ask where the rejected rows of a file are saved, and save them."""
    proposed = file.with_name(_("{name} rejected").format(name=file.stem) + ".csv")
    path = standard_dialogs.ask_save_path(
        parent, _("Save rejected rows"), proposed, _("Tables (*.csv)")
    )
    if path is None:
        return
    try:
        reject_file.write(path, file, plan.table, plan.column_map, plan.rejects)
    except TrackerError as error:
        standard_dialogs.show_message(parent, str(error))
