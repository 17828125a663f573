"""Whether a case file agrees with its history: database, chain, records, derived figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    attachment_records,
    case_settings,
    clock,
    drafts,
    history,
    record_checks,
    schema,
    selections,
    structure,
)
from kharkiv_tracker.store.engine import DatabaseError, snapshot
from kharkiv_tracker.store.record_checks import Problem, Step

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Verification:
    """The result of verifying; `fingerprint` is that of the history.

    `notes` are places worth a look that are not a fault: times that do not fit.
    """

    ok: bool
    revisions: int
    fingerprint: str
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()


def verify(case: CaseFile, against: str | None = None, step: Step = tuple) -> Verification:
    """Recompute everything that can be recomputed and name each place that differs.

    `against` is a fingerprint seen earlier, whole or short: this history has to contain it.
    `step` is called again and again; a BaseException that it raises gives the work up.
    """
    problems: list[Problem] = []
    try:
        case.db.conn.denied = structure.foreign(case.db)  # type: ignore[attr-defined]
        with snapshot(case.db):
            return _verified(case, against, problems, step)
    except DatabaseError as error:
        problems.append(
            Problem(None, "", _("The database is damaged: {error}.").format(error=error))
        )
        return Verification(False, 0, "", tuple(problems))


def _verified(
    case: CaseFile, against: str | None, problems: list[Problem], step: Step
) -> Verification:
    is_newer = schema.is_newer(case.db)
    for check in _NEWER_CHECKS if is_newer else _CHECKS:
        problems.extend(record_checks.named(check(case.db, step)))
    if is_newer:
        sentence = _(
            "This case file was created by a newer version of the program. Only that version "
            "can verify it completely."
        )
        problems.append(Problem(None, "", sentence))
    problems.extend(_against(case, against))
    notes = (
        Problem(seq, record_checks.name(case.db, uid), note)
        for seq, uid, note in clock.notes(case.db)
    )
    return Verification(
        not problems, history.count(case), history.fingerprint(case), tuple(problems), tuple(notes)
    )


def _attachments(db: Database, step: Step) -> Iterator[Problem]:
    """Every byte of every attachment against the hash it was collected under."""
    for uid, sentence in attachment_records.damaged(db, step):
        yield record_checks.of_record(db, uid, sentence)


def _unrecorded(db: Database, _step: Step) -> Iterator[Problem]:
    """Settings, drafts and saved selections, which have no history."""
    for sentence in case_settings.problems(db):
        yield Problem(None, "", sentence)
    for form in drafts.unreadable(db):
        yield Problem(None, form, _("This draft cannot be read."))
    for name in selections.unreadable(db):
        yield Problem(None, name, _("This saved selection cannot be read."))


_NEWER_CHECKS = (record_checks.pages, record_checks.tables, record_checks.chain)
_CHECKS = (
    *_NEWER_CHECKS,
    record_checks.recorded,
    record_checks.documents,
    record_checks.derived,
    _unrecorded,
    _attachments,
)


def _against(case: CaseFile, against: str | None) -> Iterator[Problem]:
    if against is None:
        return
    letters = re.sub(r"\s", "", against).casefold()
    fingerprints = chain(
        [history.fingerprint(case)],
        (rules.fingerprint([uid]) for (uid,) in case.db.execute("SELECT id FROM revisions")),
    )
    if not re.fullmatch(r"[0-9a-f]{12,64}", letters) or not any(
        fingerprint.startswith(letters) for fingerprint in fingerprints
    ):
        yield Problem(
            None,
            "",
            _("This history does not contain the fingerprint {fingerprint}.").format(
                fingerprint=against
            ),
        )
