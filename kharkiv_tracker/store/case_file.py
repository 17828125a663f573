"""A case file: made, opened, edited and closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from kharkiv_tracker import files
from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.counting_rule import EDITION, Rule, Stress
from kharkiv_tracker.domain.entry import Entries, Recorded
from kharkiv_tracker.domain.match_key import fold, storable
from kharkiv_tracker.domain.revision import UNNAMED
from kharkiv_tracker.errors import CaseUnavailable, Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    case_identity,
    clock,
    derived_figures,
    engine,
    entry_records,
    file_rewrite,
    journal_recovery,
    open_checks,
    renewal,
    replay,
    rule_edition,
    schema,
    structure,
)
from kharkiv_tracker.store.case_connection import CaseConnection
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.engine import DatabaseError, connect
from kharkiv_tracker.store.journal_recovery import Recovery


class CaseFile(CaseConnection):
    """Everything of one documentation effort. Made by `create`, `open` or `in_memory`.

    `notice` is a sentence for the user where the file could only be opened in part, else empty.
    """

    notice = ""
    #: A newer version made it; what that changed this one cannot check.
    is_newer = False
    #: It was renewed when it was opened.
    is_renewed = False
    #: The version of the tables as they were last compared.
    _schema = -1
    #: What is to be written once the edit that is open is over.
    _waiting: tuple[tuple[str, list[str]], ...] = ()

    @classmethod
    def create(
        cls,
        path: Path,
        title: str = "",
        passphrase: str | None = None,
        author: str = UNNAMED,
        sample: bool = False,
    ) -> CaseFile:
        """Make an empty case file; refuses to overwrite anything, and leaves nothing half-made."""
        path = path.absolute()
        open_checks.reserve(path)
        with open_checks.all_or_nothing(path):
            case = cls(connect(path, passphrase), path)
            try:
                case._begin(storable(title or path.stem), author, sample)
                # From here on the file itself says what it is, even if only a journal is added.
                case.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                case._note()
            except BaseException:
                case.close()
                raise
        case_identity.make_known(case.db)
        return case

    @classmethod
    def in_memory(cls, title: str = "", author: str = UNNAMED) -> CaseFile:
        """A case that ends with the process: for tests and for what-was-recorded-then."""
        case = cls(connect(None), None)
        case._begin(title, author, sample=False)
        return case

    @classmethod
    def open(
        cls,
        path: Path,
        passphrase: str | None = None,
        reading: bool = False,
        checked: bool = True,
        step: Callable[[], object] = tuple,
        reason: str = "",
    ) -> CaseFile:
        """Open a case file, read-only if `reading`; raises CaseUnavailable with a sentence.

        A `reason` why it is read-only here goes into its notice. What is wrong with it is refused,
        unless not `checked`: then it can be verified. `step` is called again and again while it is
        renewed; what it raises leaves the file as it is.
        """
        path = path.absolute()
        is_open_here = files.is_open(path)
        if not is_open_here:
            open_checks.check_header(path, passphrase)
        read_only = reading or bool(reason) or not open_checks.is_writable(path)
        recovery = (
            None if is_open_here else journal_recovery.recover(path, passphrase, read_only, step)
        ) or Recovery()
        try:
            db = recovery.in_memory or connect(path, passphrase, read_only)
        except DatabaseError as error:
            raise open_checks.unreadable(path, passphrase, error) from None
        case = cls(db, path, read_only)
        try:
            case._settle(checked, step, reason)
            case.notice = " ".join(filter(None, (recovery.notice, case.notice)))
            if not case.read_only and file_rewrite.is_due(case.db):
                with suppress(CaseUnavailable):
                    file_rewrite.rewrite(case.db, path)
            case.is_detached = engine.is_in_memory(case.db)
            case._note()
        except DatabaseError as error:
            case.close()
            raise open_checks.damaged(path, error) from error
        except BaseException:
            case.close()
            raise
        return case

    @classmethod
    def open_either(
        cls, path: Path, passphrase: str | None = None, reading: bool = False
    ) -> CaseFile:
        """Open a case file by its passphrase where it needs one; raises as `open`."""
        try:
            return cls.open(path, reading=reading)
        except open_checks.PassphraseNeeded:
            if not passphrase:
                raise
            return cls.open(path, passphrase, reading=reading)

    @property
    def title(self) -> str:
        return str(self._case_value("title"))

    @property
    def sample(self) -> bool:
        return bool(self._case_value("sample"))

    @property
    def rule(self) -> Rule:
        return derived_figures.rule_of(self.db)

    @property
    def stress(self) -> Stress:
        """Whether acute stress counts as injured."""
        return derived_figures.stress_of(self.db)

    def record(self, entries: Entries, author: str, reason: str) -> Recorded:
        """Record entries in one edit: all of them or none."""
        with self.edit(author, reason) as edit:
            recorded = entry_records.record(edit, entries)
        return recorded  # noqa: RET504 - only once the edit is committed

    @contextmanager
    def edit(self, author: str, reason: str, step: Callable[[], object] = tuple) -> Iterator[Edit]:
        """Change the case: committed when the block ends, undone whole when it raises.

        `step` is called for each incident that is derived again; what it raises gives the work up.
        """
        with self.edits(author, reason) as begin:
            edit = begin()
            yield edit
            edit.finish(step)

    @contextmanager
    def edits(self, author: str, reason: str) -> Iterator[Callable[[], Edit]]:
        """Several edits, each begun when the one before is finished: all of them or none."""
        made: list[Edit] = []

        def begin() -> Edit:
            heads = made[-1].heads if made else self.heads()
            names = _line(author) or UNNAMED, _line(reason)
            made.append(Edit(self.db, heads, *names, clock.stamp(self.db)))
            return made[-1]

        if self.read_only:
            raise CaseUnavailable(self.notice or _("This case file is read-only."))
        if fold(author) == fold(figure_change.RENEWAL):
            raise Refused(
                _(
                    "“{name}” is reserved for changes made by the program. Enter another name."
                ).format(name=figure_change.RENEWAL),
                path="author",
            )
        try:
            self.check_identity()
            self.db.execute("BEGIN IMMEDIATE")
            try:
                self._check_structure()
                yield begin
                self.check_identity()
                self.db.execute("COMMIT")
            except BaseException:
                with suppress(DatabaseError):
                    self.db.execute("ROLLBACK")
                raise
            finally:
                self._write_waiting()
        except DatabaseError as error:
            raise open_checks.unwritable(self.path, error) from error
        if made:
            self._heads = made[-1].heads
        self._empty_journal()
        if any(edit.rewrites_file for edit in made):
            file_rewrite.rewrite(self.db, self.path)
            self._note()

    def write_unrecorded(self, sql: str, params: list[str]) -> None:
        """Write what is part of no figure and no history; a read-only case stores nothing.

        While an edit is open it waits until that is over: it must not be undone with it.
        """
        if self.read_only:
            return
        try:
            if self.db.conn.in_transaction:
                self._waiting += ((sql, params),)
                return
            self.check_identity()
            self.db.execute(sql, params)
            self._empty_journal()
        except DatabaseError as error:
            raise open_checks.unwritable(self.path, error) from error

    def _write_waiting(self) -> None:
        """Write what was not to be part of the edit that is over."""
        waiting, self._waiting = self._waiting, ()
        for sql, params in waiting:
            with suppress(CaseUnavailable):
                self.write_unrecorded(sql, params)

    def as_recorded_on(self, until: datetime | int, step: Callable[[], object] = tuple) -> CaseFile:
        """This case as it was recorded then, in memory and read-only.

        `until` is a time, or the number of the last revision. `step` is called again and again;
        what it raises gives the work up.
        """
        earlier = CaseFile(connect(None), None)
        schema.migrations.apply(earlier.db)
        replay.replay(self.db, earlier.db, until, step)
        earlier.read_only = True
        return earlier

    def _check_structure(self) -> None:
        """Refuse to write where another program has changed the tables since they were checked."""
        (version,) = self.db.execute("PRAGMA schema_version").fetchone()
        if version != self._schema:
            for sentence in structure.problems(self.db):
                raise open_checks.CaseDamaged(self.path, sentence)
            self._schema = version

    def _begin(self, title: str, author: str, sample: bool) -> None:
        schema.migrations.apply(self.db)
        state = {
            "title": title,
            "rule": Rule.LATEST.value,
            "sample": sample,
            "edition": EDITION,
        }
        with self.edit(author, "new") as edit:
            edit.write("case", "case", {name: value for name, value in state.items() if value})

    def _settle(self, checked: bool, step: Callable[[], object], reason: str) -> None:
        """Refuse what is not a case file, open newer files read-only, renew older ones."""
        open_checks.check_tables(self.db, self.path)
        if checked:
            open_checks.check_contents(self.db, self.path)
        if schema.is_newer(self.db):
            self.is_newer = self.read_only = True
            self.notice = _(
                "This case file was created by a newer version of the program and is "
                "read-only. Nothing was changed. To add records, install the newer version."
            )
        elif self.read_only:
            self.notice = reason or _(
                "This case file cannot be written to and is read-only. To add records, copy "
                "it to a folder you can write to."
            )
            if rule_edition.is_older(self.db):
                self.is_derived = not engine.is_in_memory(self.db)
                self.db = renewal.in_memory(self.db, step)
                derived = _("Created by an older version: figures are recalculated for display.")
                self.notice = f"{self.notice} {derived}"
        elif rule_edition.is_older(self.db) and self.path and checked:
            copy = renewal.renew(self.db, self.path, step)
            self.is_renewed = True
            self.notice = _(
                "The case file was updated to this version and its figures were "
                "recalculated. The previous case file was kept as {copy}."
            ).format(copy=copy.name)
        self.notice = " ".join(filter(None, (self.notice, clock.notice(self.db))))

    def _case_value(self, column: str) -> object:
        row = self.db.execute(f"SELECT {column} FROM cases").fetchone()
        return row[0] if row else ""


def _line(text: str) -> str:
    return " ".join(storable(text).split())
