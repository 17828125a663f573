"""A case file: made, opened, edited and closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from kharkiv_tracker import files
from kharkiv_tracker.domain.counting_rule import Rule
from kharkiv_tracker.domain.entry import Entries, Recorded
from kharkiv_tracker.domain.match_key import storable
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    derived_figures,
    file_rewrite,
    identity,
    open_checks,
    replay,
    revision_chain,
    schema,
    sums,
)
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.engine import DatabaseError, connect

UNNAMED = "unnamed"


class CaseFile:
    """Everything of one documentation effort. Made by `create`, `open` or `in_memory`.

    `notice` is a sentence for the user where the file could only be opened in part, else empty.
    """

    def __init__(self, db: Database, path: Path | None, read_only: bool = False) -> None:
        self.db = db
        self.path = path
        self.read_only = read_only
        self.is_encrypted = False
        self.notice = ""
        self._heads: list[str] | None = None
        self._version = -1
        self._file = files.protect(path) if path else None

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
                case.is_encrypted = bool(passphrase)
                case._begin(storable(title or path.stem), author, sample)
                # From here on the file itself says what it is, even if only a journal is added.
                case.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            except BaseException:
                case.close()
                raise
        return case

    @classmethod
    def in_memory(cls, title: str = "", author: str = UNNAMED) -> CaseFile:
        """A case that ends with the process: for tests and for what-was-recorded-then."""
        case = cls(connect(None), None)
        case._begin(title, author, sample=False)
        return case

    @classmethod
    def open(cls, path: Path, passphrase: str | None = None, reading: bool = False) -> CaseFile:
        """Open a case file, read-only if `reading`; raises CaseUnavailable with a sentence."""
        path = path.absolute()
        if not files.is_open(path):
            open_checks.check_header(path, passphrase)
        read_only = reading or not open_checks.is_writable(path)
        try:
            db = connect(path, passphrase, read_only)
        except DatabaseError as error:
            raise open_checks.unreadable(path, passphrase, error) from None
        case = cls(db, path, read_only)
        case.is_encrypted = bool(passphrase)
        try:
            case._settle()
            if not case.read_only and file_rewrite.is_due(case.db):
                with suppress(CaseUnavailable):
                    file_rewrite.rewrite(case.db, path)
        except DatabaseError as error:
            case.close()
            raise open_checks.damaged(path, error) from error
        except BaseException:
            case.close()
            raise
        return case

    @property
    def title(self) -> str:
        return str(self._case_value("title"))

    @property
    def sample(self) -> bool:
        return bool(self._case_value("sample"))

    @property
    def rule(self) -> Rule:
        return derived_figures.rule_of(self.db)

    def record(self, entries: Entries, author: str, reason: str) -> Recorded:
        """Record entries in one edit: all of them or none."""
        with self.edit(author, reason) as edit:
            recorded = edit.record(entries)
        return recorded  # noqa: RET504 - only once the edit is committed

    @contextmanager
    def edit(self, author: str, reason: str) -> Iterator[Edit]:
        """Change the case: committed when the block ends, undone whole when it raises."""
        if self.read_only:
            raise CaseUnavailable(self.notice or _("This case file is open for reading only."))
        try:
            self.db.execute("BEGIN IMMEDIATE")
            try:
                edit = Edit(
                    self.db, self.heads(), _line(author) or UNNAMED, _line(reason), identity.stamp()
                )
                yield edit
                edit.finish()
                self.db.execute("COMMIT")
                self._heads = edit.heads
            except BaseException:
                self._heads = None
                with suppress(DatabaseError):
                    self.db.execute("ROLLBACK")
                raise
        except DatabaseError as error:
            raise open_checks.unwritable(self.path, error) from error
        if edit.rewrites_file:
            file_rewrite.rewrite(self.db, self.path)

    def write_unrecorded(self, sql: str, params: list[str]) -> None:
        """Write what is part of no figure and no history; a read-only case stores nothing."""
        if self.read_only:
            return
        try:
            self.db.execute(sql, params)
        except DatabaseError as error:
            raise open_checks.unwritable(self.path, error) from error

    def heads(self) -> list[str]:
        """The newest revisions, usually one."""
        (version,) = self.db.execute("PRAGMA data_version").fetchone()
        if self._heads is None or version != self._version:
            self._heads, self._version = revision_chain.heads(self.db), version
        return self._heads

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

    def close(self) -> None:
        """Close the file; everything is in one file then, without a journal."""
        if not self.read_only:
            with suppress(DatabaseError):
                # Whoever else has it open will do this in their turn.
                self.db.execute("PRAGMA busy_timeout = 0")
                if self.db.conn.total_changes:
                    self.db.execute("PRAGMA optimize")
                self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.db.close()
        files.release(self._file)
        self._file = None

    def __enter__(self) -> CaseFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _begin(self, title: str, author: str, sample: bool) -> None:
        schema.migrations.apply(self.db)
        state = {"title": title, "rule": Rule.LATEST.value, "sample": sample}
        with self.edit(author, "new") as edit:
            edit.write("case", "case", {name: value for name, value in state.items() if value})

    def _settle(self) -> None:
        """Refuse what is not a case file, open newer files read-only, migrate older ones."""
        open_checks.check_tables(self.db, self.path)
        if schema.is_newer(self.db):
            self.read_only = True
            self.notice = _(
                "This case file was made by a newer version of the program and is open for reading "
                "only. Nothing was changed; install the newer version to add to it."
            )
        elif self.read_only:
            self.notice = _(
                "This case file cannot be written to and is open for reading only. "
                "Copy it to a place where you may write to add to it."
            )
            if schema.is_older(self.db):
                # Its tables lack what this version needs; its history has everything.
                renewed = connect(None)
                schema.migrations.apply(renewed)
                replay.replay(self.db, renewed)
                self.db.close()
                self.db = renewed
        elif schema.is_older(self.db) and self.path:
            copy = open_checks.copy_beside(self.db, self.path)
            schema.migrations.apply(self.db)
            with self.db.atomic():
                # Derived rows may contain more than before.
                uids = [uid for (uid,) in self.db.execute("SELECT uid FROM incidents")]
                derived_figures.rederive(self.db, uids)
                sums.add_up(self.db)
            self.notice = _("The case file was renewed; the old one is kept as {copy}.").format(
                copy=copy.name
            )

    def _case_value(self, column: str) -> object:
        row = self.db.execute(f"SELECT {column} FROM cases").fetchone()
        return row[0] if row else ""


def _line(text: str) -> str:
    return " ".join(storable(text).split())
