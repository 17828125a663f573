"""A whole case as one JSON document: with its history, it gives the identical case again.

`kharkiv_tracker` is the head, `history` has the tables that everything follows from
(`store/case_tables`), a row on each line. Between them are the records as they are now, for others
who read it; the program skips them.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kharkiv_tracker import __version__, files
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.export import present_json
from kharkiv_tracker.export.present_json import FORMAT, HEAD
from kharkiv_tracker.export.published_records import PublishedRecords
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import case_tables, history, schema
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary.summary_data import Progress, no_progress
from kharkiv_tracker.summary.summary_request import SummaryRequest

#: So many letters and bytes are written together.
_SIZE = 1 << 18
_Row = tuple[Any, ...]


def write(case: CaseFile, path: Path, progress: Progress = no_progress) -> None:
    """Write the whole case, confidential fields and salts included, to a file of its owner's."""
    files.write(path, parts(case, progress), private=True)


def parts(case: CaseFile, progress: Progress = no_progress) -> Iterator[bytes]:
    """The document in parts, all of one state of the case, whoever writes to it meanwhile."""
    if case.is_newer:
        raise CaseUnavailable(
            _(
                "This case file was created by a newer version of the program. Only that version "
                "can export it completely."
            )
        )
    with case.snapshot():
        yield f'{{\n"{HEAD}": {_spelt(_head(case))}'.encode()
        # The records are the first half of the work, the history is the second.
        present = PublishedRecords(case, SummaryRequest(profile=Profile.INTERNAL))
        yield from present_json.parts(present, lambda done, every: progress(done, 2 * every))
        yield b',\n"history": {'
        every = sum(table.count(case.db) for table in case_tables.TABLES)
        done = 0
        for number, table in enumerate(case_tables.TABLES):
            yield f'{"," if number else ""}\n"{table.name}": ['.encode()
            between = ""
            for rows in _batches(table.rows(case.db)):
                lines = (_spelt(dict(zip(table.columns, row, strict=True))) for row in rows)
                yield (between + "\n" + ",\n".join(lines)).encode()
                between = ","
                done += len(rows)
                progress(every + done, 2 * every)
            yield b"\n]"
        yield b"\n}\n}\n"


def _batches(rows: Iterator[_Row]) -> Iterator[list[_Row]]:
    """Rows in lists, so that a part is neither one short row nor many long ones."""
    batch: list[_Row] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += sum(len(value) for value in row if not isinstance(value, int))
        if size > _SIZE:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _spelt(row: Mapping[str, Any]) -> str:
    """An object on one line; bytes are in base64."""
    return json.dumps(row, ensure_ascii=False, default=_in_base64)


def _in_base64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _head(case: CaseFile) -> Mapping[str, Any]:
    return {
        "format": FORMAT,
        "version": __version__,
        "tables": schema.steps()[-1],
        "complete": True,
        "internal": True,
        "title": case.title,
        "fingerprint": history.fingerprint(case),
        "revisions": history.count(case),
    }
