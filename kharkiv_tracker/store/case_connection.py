"""A connection to a case file that knows its file: whether it still is the one that is open."""

from __future__ import annotations

from contextlib import AbstractContextManager, closing, suppress
from hmac import compare_digest as _is_same
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import case_key, engine, open_checks, revision_chain
from kharkiv_tracker.store.engine import DatabaseError, connect
from kharkiv_tracker.store.file_identity import FileReplaced, Loss, PathWatch


class CaseConnection:
    """The database of a case, in a file or in memory; to be closed.

    `is_detached`: it was made of the file at its path, which may only be read.
    """

    is_detached = False
    #: Its figures were derived in memory; the file, of an older version, is whole itself.
    is_derived = False

    def __init__(
        self,
        db: Database,
        path: Path | None,
        read_only: bool = False,
    ) -> None:
        self.db = db
        self.path = path
        self.read_only = read_only
        #: What opens the file, and another for whoever can open this one; None: it is plain.
        self.key = engine.key_of(db)
        self.is_encrypted = bool(self.key)
        self._heads: list[str] | None = None
        self._version = -1
        self._file = PathWatch(path, self._continues) if path else None

    def another(self) -> Self:
        """The same file opened once more, for reading: for another thread, or to copy it.

        Raises FileReplaced where its path has become another file.
        """
        if self.path is None:
            raise CaseUnavailable(_("This case file has not been saved."))
        if self.is_detached:
            # What is shown was made of the file, which itself is shown otherwise or not at all.
            return type(self)(engine.clone(self.db), self.path, read_only=True)
        watch = None if self.read_only else self._file
        if watch:
            watch.check_place()
        try:
            db = connect(self.path, self.key, read_only=True)
            # Another thread cannot ask the connection of this one what it knows of the file.
            if watch and watch.was_written() and not self._is_continued(db):
                db.close()
                raise FileReplaced(self.path, Loss.OVERWRITTEN)
        except DatabaseError as error:
            if watch and watch.was_written():
                raise FileReplaced(self.path, Loss.OVERWRITTEN) from None
            raise open_checks.unreadable(self.path, self.key, error) from None
        return type(self)(db, self.path, read_only=True)

    def stored(self) -> Database | None:
        """The file as it is stored, where what is shown was derived of it in memory; else None."""
        if not self.is_derived or self.path is None:
            return None
        return connect(self.path, self.key, read_only=True)

    def check_passphrase(self, typed: str) -> None:
        """Raise PassphraseNeeded unless this opens the file, though it is open, or gone by now.

        Another file that lies at its path may have a passphrase that anybody chose.
        """
        known, path = self.key or "", self.path or Path()
        if any(_is_same(form.encode(), known.encode()) for form in case_key.keys(typed)):
            return
        try:
            with closing(connect(self.path, typed, read_only=True)) as db:
                key = engine.key_of(db) or ""
                salt = bytes.fromhex(db.execute("PRAGMA cipher_salt").fetchone()[0])
        except DatabaseError as error:
            raise open_checks.unreadable(path, typed, error) from None
        if not _is_same(case_key.derived(key, salt), case_key.derived(known, salt)):
            raise open_checks.wrong_passphrase(path, typed)

    def recovery_key(self) -> list[str]:
        """The key of the file as the lines of a recovery sheet.

        Raises CaseUnavailable where the case has no file, or the file no passphrase.
        """
        if self.path is None or self.key is None:
            raise CaseUnavailable(
                _("A recovery sheet is made for an encrypted case file; this one is not.")
            )
        # What is shown may be in memory, under another salt.
        with closing(connect(self.path, self.key, read_only=True)) as db:
            (salt,) = db.execute("PRAGMA cipher_salt").fetchone()
        return case_key.sheet(self.key, bytes.fromhex(salt))

    def check_identity(self) -> None:
        """Raise FileReplaced unless the path still is the file that is open for writing."""
        if self._file and not self.read_only:
            self._file.check()

    def checkpoint(self) -> bool:
        """Move what the journal holds into the file, so that a plain copy of it is whole.

        Does not wait for others; returns whether nothing is left in the journal.
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

    def heads(self) -> list[str]:
        """The newest revisions, usually one."""
        version = self.data_version()
        if self._heads is None or version != self._version:
            self._heads, self._version = revision_chain.heads(self.db), version
        return self._heads

    def contains(self, copy: Path, key: str | None = None) -> bool:
        """Whether the history in a copy, open nowhere, is part of this one; no where it is shut.

        `key` opens the copy where that is not the key of this file.
        """
        for opening in dict.fromkeys((None, key or self.key)):
            with suppress(DatabaseError), closing(connect(copy, opening, read_only=True)) as db:
                heads = revision_chain.heads(db)
                return bool(heads) and revision_chain.contains(self.db, heads)
        return False

    def catch_up(self) -> None:
        """Know the file as another connection of this program left it.

        Raises FileReplaced where it does not continue what this one knows.
        """
        if self._file and not self.read_only:
            if self._heads and not revision_chain.contains(self.db, self._heads):
                raise FileReplaced(self.path or Path(), Loss.OVERWRITTEN)
            self._note()

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
                if engine.stored_changes(self.db):
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
        written into that meanwhile is by another program.
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

        Where no other connection has saved, the file itself may only hold what it held: another
        program wrote over it, or one of ours moved what the journal held into it. Then it is read
        anew, and checked as if it were opened; what was added otherwise this connection would
        write over.
        """
        known = self._heads
        try:
            if known is not None and self.data_version() != self._version:
                return revision_chain.contains(self.db, known)
            with closing(connect(self.path, self.key, read_only=True)) as anew:
                if not self._is_continued(anew):
                    return False
                if revision_chain.heads(anew) == known:
                    return True
            # It may have been saved by another connection since.
            is_saved = known is not None and self.data_version() != self._version
            return is_saved and revision_chain.contains(self.db, known or ())
        except DatabaseError:
            return False

    def _is_continued(self, anew: Database) -> bool:
        """Whether a fresh look into the file shows what this connection knows of it, and more."""
        try:
            open_checks.check_contents(anew, self.path)
        except open_checks.CaseDamaged:
            return False
        return revision_chain.contains(anew, self._heads or ())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
