"""Whether a case file agrees with its history: database, chain, records, derived figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

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

#: Gets the share that is done, between 0 and 1.
Progress = Callable[[float], object]


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


def _unseen(_share: float) -> None:
    """Progress that is not shown."""


def verify(
    case: CaseFile, against: str | None = None, progress: Progress = _unseen
) -> Verification:
    """Recompute everything that can be recomputed and name each place that differs.

    `against` is a fingerprint seen earlier, whole or short: this history has to contain it.
    `progress` is called again and again with the share that is done; a BaseException that it
    raises gives the work up.
    """
    problems: list[Problem] = []
    try:
        case.db.conn.denied = structure.foreign(case.db)  # type: ignore[attr-defined]
        with snapshot(case.db):
            return _verified(case, against, problems, progress)
    except DatabaseError as error:
        problems.append(
            Problem(None, "", _("The database is damaged: {error}.").format(error=error))
        )
        return Verification(False, 0, "", tuple(problems))


def of_sums(case: CaseFile, progress: Progress = _unseen) -> Verification | None:
    """What is wrong with the sums that are shown, in a hundredth of the time; None if nothing is.

    Opening a large file compares a part of them. What cannot be read is for `verify` to name.
    """
    with suppress(DatabaseError), snapshot(case.db):
        sums = record_checks.of_sums(case.db, lambda: progress(0))
        if problems := tuple(record_checks.named(sums)):
            return Verification(False, history.count(case), history.fingerprint(case), problems)
    return None


def _verified(
    case: CaseFile, against: str | None, problems: list[Problem], progress: Progress
) -> Verification:
    is_newer = schema.is_newer(case.db)
    checks = _NEWER_CHECKS if is_newer else _CHECKS
    course = _Course(case.db, checks, progress)
    for check in checks:
        problems.extend(record_checks.named(check.problems(case.db, course.step_of(check))))
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


class _Check(NamedTuple):
    """A check, and how long it takes for each row of a table beside the chain for a revision."""

    problems: Callable[[Database, Step], Iterator[Problem]]
    table: str = ""
    weight: int = 0


_NEWER_CHECKS = (
    _Check(record_checks.pages),
    _Check(record_checks.tables),
    _Check(record_checks.chain, "revisions", 1),
)
_CHECKS = (
    *_NEWER_CHECKS,
    _Check(record_checks.recorded, "revisions", 2),
    _Check(record_checks.documents),
    _Check(record_checks.derived, "incidents", 60),
    _Check(_unrecorded),
    _Check(_attachments),
)


class _Course:
    """How far the checks are, shown after each of their steps."""

    def __init__(self, db: Database, checks: Sequence[_Check], progress: Progress) -> None:
        self._progress, self._done = progress, 0
        numbers = {check.table: _number(db, check.table) for check in checks if check.table}
        self._all = sum(numbers[check.table] * check.weight for check in checks if check.table)

    def step_of(self, check: _Check) -> Step:
        """What a check has to call."""

        def step() -> None:
            self._done += check.weight
            self._progress(min(self._done / max(self._all, 1), 1.0))

        return step


def _number(db: Database, table: str) -> int:
    try:
        return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    except DatabaseError:
        # A check says so.
        return 0


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
