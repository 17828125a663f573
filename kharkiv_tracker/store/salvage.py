"""Whatever can be read of a damaged case file, in a new one."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sqlite_utils import Database

from kharkiv_tracker import files
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import (
    case_identity,
    file_identity,
    file_placement,
    open_checks,
    records,
    removed_contents,
    replay,
    revision_chain,
    salvaged_records,
    schema,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.engine import DatabaseError, connect
from kharkiv_tracker.store.page_file import PageFile
from kharkiv_tracker.store.page_harvest import PageHarvest
from kharkiv_tracker.store.salvaged_history import History, assembled
from kharkiv_tracker.store.salvaged_records import Loss

_PART = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was saved of a case file, and what was not.

    `is_whole`: the history is whole and everything follows from it, but for the files in `lost`.
    Else the first `revisions` of at least `of_revisions` are kept; `uncertain` are the codes of
    records that were brought to what was read of them otherwise. `saved` counts by kind.
    """

    revisions: int
    of_revisions: int
    is_whole: bool
    saved: Mapping[str, int]
    uncertain: tuple[str, ...]
    lost: tuple[Loss, ...]


def salvage(
    path: Path, passphrase: str | None, target: Path, step: Callable[[], object] = tuple
) -> Salvaged:
    """Put whatever can be read of a damaged file into a new case file; the damaged one stays.

    Figures are always derived anew. Raises CaseUnavailable, and leaves nothing, where nothing can
    be read, or this process has the file open.
    """
    path, target = path.absolute(), target.absolute()
    file_placement.refuse_taken(target)
    file_placement.refuse_open(path)
    if path.exists() and not path.is_file():
        # A pipe or a device may give bytes without end, or none ever.
        raise open_checks.foreign(path)
    try:
        # A private folder: of an encrypted file it holds the encrypted pages.
        folder = Path(tempfile.mkdtemp(prefix=".", dir=target.parent))
    except OSError as error:
        raise open_checks.unmade(target, error) from None
    draft: Path | None = None
    try:
        draft = file_placement.draft_beside(target)
        with ExitStack() as stack:
            harvest, history = _best(path, _copied(path, folder), passphrase, step, stack)
            salvaged = _rebuilt(harvest, history, draft, harvest.file.key, step)
            if not salvaged.saved.keys() - {"case"} and not salvaged.is_whole:
                raise _nothing(path)
        file_placement.sync(draft)
        file_placement.put(draft, target)
    except (DatabaseError, OSError) as error:
        raise open_checks.unmade(target, error) from None
    except CaseUnavailable as unavailable:
        # An edit that could not be written names no file: the new one has no name yet.
        if isinstance(unavailable.__cause__, DatabaseError):
            raise open_checks.unmade(target, unavailable.__cause__) from None
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if draft:
            file_placement.remove(draft)
    return salvaged


def _copied(path: Path, folder: Path) -> Path:
    """A private copy of a file and its journal; what the disk does not give is left empty."""
    copy = folder / "copy"
    for end in ("", file_identity.JOURNAL):
        origin = file_identity.beside(path, end)
        if end and not origin.is_file():
            continue
        with _source(origin) as source, copy.with_name(f"copy{end}").open("wb") as target:
            size = source.seek(0, 2)
            for offset in range(0, size, _PART):
                target.write(_read(source, offset, min(_PART, size - offset)))
    return copy


def _source(path: Path) -> IO[bytes]:
    try:
        return path.open("rb", buffering=0)
    except OSError as error:
        raise CaseUnavailable(
            _("Could not read {path}: {error}. It was not changed.").format(
                path=path, error=files.reason(error)
            )
        ) from None


def _read(source: Any, offset: int, size: int) -> bytes:
    with suppress(OSError):
        source.seek(offset)
        return bytes(source.read(size)).ljust(size, b"\0")
    if size <= 4096:
        return bytes(size)
    return b"".join(
        _read(source, offset + page, min(4096, size - page)) for page in range(0, size, 4096)
    )


def _best(
    path: Path,
    copy: Path,
    passphrase: str | None,
    step: Callable[[], object],
    stack: ExitStack,
) -> tuple[PageHarvest, History]:
    """What was read with the journal or without it, with the passphrase or without: the most."""
    journals = (True, False) if copy.with_name(f"{copy.name}-wal").exists() else (False,)
    best: tuple[PageHarvest, History] | None = None
    for with_journal in journals:
        for key in (passphrase, None) if passphrase else (None,):
            file = stack.enter_context(closing(PageFile(copy, key, with_journal)))
            harvest = PageHarvest(file, step)
            history = assembled(harvest)
            if best is None or _worth(harvest, history) > _worth(*best):
                best = harvest, history
    if best is None or not any(_worth(*best)):
        raise _nothing(path)
    return best


def _nothing(path: Path) -> CaseUnavailable:
    return CaseUnavailable(
        _(
            "Could not read anything from {path}: it is not a case file, has another "
            "passphrase, or is too badly damaged. It was not changed. Use a backup."
        ).format(path=path)
    )


def _worth(harvest: PageHarvest, history: History) -> tuple[int, int, int]:
    return history.kept, len(history.links), len(harvest.payloads)


def _rebuilt(
    harvest: PageHarvest,
    history: History,
    draft: Path,
    key: str | None,
    step: Callable[[], object],
) -> Salvaged:
    """The new case: the history that is proved, then what else was read, in one edit."""
    case = CaseFile(connect(draft, key), None)
    proved = salvaged_records.empty_case()
    try:
        schema.migrations.apply(case.db)
        history.write(proved)
        replay.replay(proved, case.db, step=step)
        _write_unrecorded(harvest, case.db)
        uncertain: list[str] = []
        lost: list[Loss] = []
        if not history.is_whole:
            uncertain, lost = salvaged_records.add(case, harvest, history)
        lost += list(_write_contents(harvest, case.db, step))
        case_identity.make_known(case.db)
        counts = {
            kind: case.db.execute(f"SELECT count(*) FROM {records.table_of(kind)}").fetchone()[0]
            for kind in RECORDS
        }
    finally:
        proved.close()
        case.close()
    return Salvaged(
        history.kept,
        max(history.kept, history.last),
        history.is_whole,
        {kind: count for kind, count in counts.items() if count},
        tuple(sorted(set(uncertain))),
        tuple(lost),
    )


def _write_unrecorded(harvest: PageHarvest, db: Database) -> None:
    """What belongs to no history: saved selections, notes of copies, and what was being typed."""
    for name, content in harvest.selections.items():
        db.execute(
            "INSERT OR IGNORE INTO selections (name, content) VALUES (?, ?)", [name, content]
        )
    harvest.fill_noted(db)
    for form, (at, content) in harvest.drafts.items():
        db.execute(
            "INSERT OR IGNORE INTO drafts (form, at, content) VALUES (?, ?, ?)", [form, at, content]
        )


def _write_contents(
    harvest: PageHarvest, db: Database, step: Callable[[], object]
) -> Iterator[Loss]:
    """Write the files that are what they were when they were attached; yields the others."""
    attached = revision_chain.stored(db, "WHERE r.kind = ?", ["attachment"])
    digests = {
        digest
        for revision in attached
        for digest in revision.changes.get("sha256", ())
        if isinstance(digest, str)
    }
    removed = removed_contents.digests(db)
    whole = set()
    for sha256 in sorted(digests):
        measured = hashlib.sha256()
        for part in harvest.content(sha256):
            step()
            measured.update(part)
        if measured.hexdigest() == sha256:
            whole.add(sha256)
            db.conn.executemany(
                "INSERT INTO contents (sha256, part, bytes) VALUES (?, ?, ?)",
                ((sha256, number, part) for number, part in enumerate(harvest.content(sha256))),
            )
    names = {
        uid: state["code"]
        for owner in RECORDS["attachment"].owners
        for uid, state in records.states(db, owner)
    }
    for uid, state in records.states(db, "attachment"):
        if state.get("sha256") not in whole | removed:
            code = salvaged_records.name_of("attachment", uid, state, names)
            yield Loss("attachment", code, salvaged_records.WITHOUT_CONTENT)
