"""A case file: made, opened, edited and closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
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
    clock,
    derived_figures,
    engine,
    file_rewrite,
    journal_recovery,
    open_checks,
    renewal,
    replay,
    revision_chain,
    schema,
    structure,
)
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.engine import DatabaseError, connect
from kharkiv_tracker.store.file_identity import FileReplaced, FileWatch, Loss
from kharkiv_tracker.store.journal_recovery import Recovery

UNNAMED = "unnamed"


class CaseFile:
    """Everything of one documentation effort. Made by `create`, `open` or `in_memory`.

    `notice` is a sentence for the user where the file could only be opened in part, else empty.
    """

    def __init__(
        self,
        db: Database,
        path: Path | None,
        read_only: bool = False,
        passphrase: str | None = None,
    ) -> None:
        self.db = db
        self.path = path
        self.read_only = read_only
        self.is_encrypted = bool(passphrase)
        self.notice = ""
        self._passphrase = passphrase
        self._heads: list[str] | None = None
        self._version = self._schema = -1
        self._file = FileWatch(path, self._continues) if path else None

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
            case = cls(connect(path, passphrase), path, passphrase=passphrase)
            try:
                case._begin(storable(title or path.stem), author, sample)
                # From here on the file itself says what it is, even if only a journal is added.
                case.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                case._note()
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
    def open(
        cls,
        path: Path,
        passphrase: str | None = None,
        reading: bool = False,
        checked: bool = True,
        step: Callable[[], object] = tuple,
    ) -> CaseFile:
        """Open a case file, read-only if `reading`; raises CaseUnavailable with a sentence.

        What is wrong with it is refused, unless not `checked`: then it can be verified. `step` is
        called again and again while it is renewed; what it raises leaves the file as it is.
        """
        path = path.absolute()
        is_open_here = files.is_open(path)
        if not is_open_here:
            open_checks.check_header(path, passphrase)
        read_only = reading or not open_checks.is_writable(path)
        recovery = (
            None if is_open_here else journal_recovery.recover(path, passphrase, read_only, step)
        ) or Recovery()
        try:
            db = recovery.in_memory or connect(path, passphrase, read_only)
        except DatabaseError as error:
            raise open_checks.unreadable(path, passphrase, error) from None
        case = cls(db, path, read_only, passphrase)
        try:
            case._settle(checked, step)
            case.notice = " ".join(filter(None, (recovery.notice, case.notice)))
            if not case.read_only and file_rewrite.is_due(case.db):
                with suppress(CaseUnavailable):
                    file_rewrite.rewrite(case.db, path)
            case._note()
        except DatabaseError as error:
            case.close()
            raise open_checks.damaged(path, error) from error
        except BaseException:
            case.close()
            raise
        return case

    def another(self) -> CaseFile:
        """The same file opened once more, for reading: for another thread, or to copy it.

        Raises FileReplaced where its path has become another file.
        """
        if self.path is None:
            raise CaseUnavailable(_("This case lies in no file."))
        watch = None if self.read_only else self._file
        if watch:
            watch.check_place()
        try:
            db = connect(self.path, self._passphrase, read_only=True)
            # Another thread cannot ask the connection of this one what it knows of the file.
            if watch and watch.was_written() and not self._is_continued(db):
                db.close()
                raise FileReplaced(self.path, Loss.OVERWRITTEN)
        except DatabaseError as error:
            if watch and watch.was_written():
                raise FileReplaced(self.path, Loss.OVERWRITTEN) from None
            raise open_checks.unreadable(self.path, self._passphrase, error) from None
        return CaseFile(db, self.path, read_only=True, passphrase=self._passphrase)

    def check_identity(self) -> None:
        """Raise FileReplaced unless the path still is the file that is open for writing."""
        if self._file and not self.read_only:
            self._file.check()

    def checkpoint(self) -> bool:
        """Move what the journal holds into the file, so that a plain copy of it is whole.

        Nobody is waited for; returns whether nothing is left in the journal.
        """
        if self.read_only or self.path is None:
            return True
        self.check_identity()
        try:
            self.db.execute("PRAGMA busy_timeout = 0")
            (busy, *_frames) = self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except DatabaseError:
            busy = True
        finally:
            self.db.execute("PRAGMA busy_timeout = 5000")
        self._note()
        return not busy

    def snapshot(self) -> AbstractContextManager[None]:
        """Whatever is read inside is of one state of the file, whoever writes to it meanwhile."""
        return engine.snapshot(self.db)

    def data_version(self) -> int:
        """A number that changes when another connection has written to the file."""
        (version,) = self.db.execute("PRAGMA data_version").fetchone()
        return int(version)

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
            self.check_identity()
            self.db.execute("BEGIN IMMEDIATE")
            try:
                self._check_structure()
                edit = Edit(
                    self.db,
                    self.heads(),
                    _line(author) or UNNAMED,
                    _line(reason),
                    clock.stamp(self.db),
                )
                yield edit
                edit.finish()
                self.check_identity()
                self.db.execute("COMMIT")
                self._heads = edit.heads
                self._empty_journal()
            except BaseException:
                self._heads = None
                with suppress(DatabaseError):
                    self.db.execute("ROLLBACK")
                raise
        except DatabaseError as error:
            raise open_checks.unwritable(self.path, error) from error
        if edit.rewrites_file:
            file_rewrite.rewrite(self.db, self.path)
            self._note()

    def write_unrecorded(self, sql: str, params: list[str]) -> None:
        """Write what is part of no figure and no history; a read-only case stores nothing."""
        if self.read_only:
            return
        try:
            self.check_identity()
            self.db.execute(sql, params)
            self._empty_journal()
        except DatabaseError as error:
            raise open_checks.unwritable(self.path, error) from error

    def heads(self) -> list[str]:
        """The newest revisions, usually one."""
        version = self.data_version()
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
        try:
            self.check_identity()
        except FileReplaced as replaced:
            if self._file and (replaced.loss is Loss.OVERWRITTEN or not self._file.has_journal()):
                engine.abandon(self.db)
                self._release()
                return
        if not self.read_only:
            with suppress(DatabaseError):
                # Whoever else has it open will do this in their turn.
                self.db.execute("PRAGMA busy_timeout = 0")
                if self.db.conn.total_changes:
                    self.db.execute("PRAGMA optimize")
                    self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.db.close()
        self._release()

    def _release(self) -> None:
        if self._file:
            self._file.release()
            self._file = None

    def _empty_journal(self) -> None:
        """Move a long journal into the file.

        SQLite does not do it by itself here: what a save writes never is the file, so whatever is
        written into that meanwhile is somebody else's.
        """
        if self._file and self._file.has_long_journal():
            # What was saved is saved; that the path is another file now is found out by looking.
            with suppress(FileReplaced):
                self.checkpoint()

    def _note(self) -> None:
        """Remember the file as this connection left it."""
        if self._file and not self.read_only:
            self._file.note()
        self.heads()

    def _continues(self) -> bool:
        """Whether what others wrote into the file continues what this connection knows of it.

        Where no other connection has saved, another program wrote over it, or one of ours moved
        what the journal held into it: then it is read anew, and checked as if it were opened.
        """
        known = self._heads
        try:
            if known is None or self.data_version() != self._version:
                return revision_chain.contains(self.db, known or ())
            with CaseFile(
                connect(self.path, self._passphrase, read_only=True), None, read_only=True
            ) as anew:
                return self._is_continued(anew.db)
        except DatabaseError:
            return False

    def _is_continued(self, anew: Database) -> bool:
        """Whether a fresh look into the file shows what this connection knows of it, and more."""
        try:
            open_checks.check_contents(anew, self.path)
        except open_checks.CaseDamaged:
            return False
        return revision_chain.contains(anew, self._heads or ())

    def _check_structure(self) -> None:
        """Refuse to write where another program has changed the tables since they were checked."""
        (version,) = self.db.execute("PRAGMA schema_version").fetchone()
        if version != self._schema:
            for sentence in structure.problems(self.db):
                raise open_checks.CaseDamaged(self.path, sentence)
            self._schema = version

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

    def _settle(self, checked: bool, step: Callable[[], object]) -> None:
        """Refuse what is not a case file, open newer files read-only, renew older ones."""
        open_checks.check_tables(self.db, self.path)
        if checked:
            open_checks.check_contents(self.db, self.path)
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
                self.db = renewal.in_memory(self.db, step)
        elif schema.is_older(self.db) and self.path and checked:
            copy = renewal.renew(self.db, self.path, step)
            self.notice = _("The case file was renewed; the old one is kept as {copy}.").format(
                copy=copy.name
            )
        self.notice = " ".join(filter(None, (self.notice, clock.notice(self.db))))

    def _case_value(self, column: str) -> object:
        row = self.db.execute(f"SELECT {column} FROM cases").fetchone()
        return row[0] if row else ""


def _line(text: str) -> str:
    return " ".join(storable(text).split())
