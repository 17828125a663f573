"""A whole copy of a case file that is open, also while another program writes to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from sqlite_utils import Database

from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import ballast, file_placement, open_checks
from kharkiv_tracker.store.engine import PLAIN_HEADER, DatabaseError, attaching

#: So many steps of SQLite's machine lie between two calls of `step`.
_OFTEN = 10_000
_SALT = 16


class OpenCase(Protocol):
    """What is needed of a case to copy it: `case_file` itself makes copies."""

    @property
    def path(self) -> Path | None: ...
    @property
    def db(self) -> Database: ...
    @property
    def is_encrypted(self) -> bool: ...
    @property
    def is_detached(self) -> bool: ...
    def another(self) -> OpenCase: ...
    def stored(self) -> Database | None: ...
    def close(self) -> None: ...


def copy(case: OpenCase, target: Path, step: Callable[[], object] = tuple) -> None:
    """Make a whole copy of an open case, with its encryption; raises CaseUnavailable.

    The copy is put together beside the target, verified, and only then named: nothing is ever
    written over and nothing half-made is left. `step` is called again and again; what it raises
    gives the work up.
    """
    target = target.absolute()
    file_placement.refuse_taken(target)
    draft = draft_of(case, target, step)
    try:
        file_placement.put(draft, target)
    except OSError as error:
        raise uncopied(target, error) from None
    finally:
        file_placement.remove(draft)


def draft_of(case: OpenCase, target: Path, step: Callable[[], object] = tuple) -> Path:
    """Make the verified copy beside the target and leave it to the caller to be named."""
    draft = file_placement.draft_beside(target)
    try:
        with connection(case) as db, calling(db, step):
            write(db, draft)
        file_placement.sync(draft)
    except BaseException as error:
        file_placement.remove(draft)
        if isinstance(error, DatabaseError) and "malformed" in str(error):
            raise open_checks.damaged(case.path, error) from None
        if isinstance(error, DatabaseError | OSError):
            raise uncopied(target, error) from None
        raise
    return draft


def write(db: Database, draft: Path) -> None:
    """Write what a connection reads into an empty file and verify it.

    A rebuilt copy, not one page by page: it keeps the encryption, takes in the journal, leaves out
    free pages and what a purged name may have left on them, and fails where a page is damaged.
    """
    before = _extent(db, "main")
    with attaching(db):
        db.execute("VACUUM INTO ?", [str(draft)])
        db.execute("ATTACH ? AS copy", [f"file:{quote(str(draft))}?mode=ro"])
        try:
            (result,) = db.execute("PRAGMA copy.integrity_check(1)").fetchone()
            extent = _extent(db, "copy")
            # Others may have added to the file since: the copy is the file as it was up to one of
            # its revisions, and not before the copy was begun.
            histories = [_history(db, schema, extent) for schema in ("copy", "main")]
        finally:
            db.execute("DETACH copy")
    is_whole = extent >= before and histories[0] == histories[1]
    if result != "ok" or not is_whole or not _has_same_salt(db, draft):
        raise CaseUnavailable(
            _("The copy did not match the case file and was discarded. Try again.")
        )


def _extent(db: Database, schema: str) -> int:
    return int(db.execute(f"SELECT coalesce(max(seq), 0) FROM {schema}.revisions").fetchone()[0])


def _history(db: Database, schema: str, until: int) -> list[Any]:
    """How many revisions there are up to that one, and the heads of their chain."""
    (count,) = db.execute(
        f"SELECT count(*) FROM {schema}.revisions WHERE seq <= ?", [until]
    ).fetchone()
    heads = db.execute(
        f"SELECT id FROM {schema}.revisions AS r WHERE seq <= ?1 AND NOT EXISTS "
        f"(SELECT 1 FROM {schema}.revision_parents AS p JOIN {schema}.revisions AS child "
        "ON child.id = p.revision WHERE p.parent = r.id AND child.seq <= ?1) ORDER BY id",
        [until],
    ).fetchall()
    return [count, *heads]


def _has_same_salt(db: Database, draft: Path) -> bool:
    """Whether the passphrase opens the copy as well: the key it was read with needs no salt."""
    with draft.open("rb") as file:
        head = file.read(_SALT)
    row = db.execute("PRAGMA cipher_salt").fetchone()
    return head == (bytes.fromhex(row[0]) if row and row[0] else PLAIN_HEADER)


@contextmanager
def connection(case: OpenCase) -> Iterator[Database]:
    """A connection of its own where the path still is the file, else that of the case."""
    if stored := case.stored():
        with closing(stored):
            yield stored
        return
    if case.is_detached and case.is_encrypted:
        # What was put together in memory has a key of its own, which its passphrase does not make.
        raise CaseUnavailable(
            _(
                "No copy was made: this case file is shown from memory, read-only. Copy the "
                "file and its -wal file to a folder you can write to, and open it there."
            )
        )
    second = None
    with suppress(CaseUnavailable, DatabaseError):
        second = case.another()
    try:
        yield second.db if second else case.db
    finally:
        if second:
            second.close()


@contextmanager
def calling(db: Database, step: Callable[[], object]) -> Iterator[None]:
    """Have the engine call `step` while it works, and raise what that raised."""
    raised: list[BaseException] = []

    def handler() -> int:
        try:
            step()
        except BaseException as error:
            raised.append(error)
        return len(raised)

    db.conn.set_progress_handler(handler, _OFTEN)
    try:
        step()
        yield
    except Exception:
        # Whatever came of it: what was interrupted may be taken for damage.
        if raised:
            raise raised[0] from None
        raise
    finally:
        connection: Any = db.conn
        connection.guard()


def uncopied(target: Path, error: Exception) -> CaseUnavailable:
    """The sentence for a copy that could not be made."""
    return CaseUnavailable(
        _(
            "No copy was made: could not write {path} ({error}). The case file is safe. Free "
            "some disk space or choose another place, then try again."
        ).format(path=target, error=ballast.reason(target, error))
    )
