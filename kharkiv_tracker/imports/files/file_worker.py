"""The child process that reads files of other programs and gives back text."""

from __future__ import annotations

import gc
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from kharkiv_tracker.child_process import Problem, limit, problem_of
from kharkiv_tracker.file_checks import character_set, file_head
from kharkiv_tracker.file_checks.character_set import Encoding
from kharkiv_tracker.imports.files import csv_rows, json_rows
from kharkiv_tracker.imports.files.row_batches import MOST_BYTES, Answer

#: In bytes and seconds; what reaches them is stopped by the system.
MEMORY, SECONDS = 1024**3, 300
_JSON = re.compile(r"\s*(?:\{|\[\s*(?:[\[\]{\"\d-]|true|false|null|NaN|Infinity))")


def serve(pipe: Connection, path: str, encoding: str, delimiter: str) -> None:
    """Send what is in the file, as `answers` gives it."""
    limit(MEMORY, SECONDS)
    # It lives for one file and makes no circles; looking for them doubles the time of JSON.
    gc.disable()
    with suppress(OSError):
        for answer in answers(Path(path), encoding, delimiter):
            pipe.send_bytes(answer)


def answers(path: Path, encoding: str, delimiter: str) -> Iterator[bytes]:
    """What is in the file, in JSON: its sheets, or the problem it has."""
    try:
        for answer in _answers(path, encoding, delimiter):
            yield answer if isinstance(answer, bytes) else _json(answer)
    except Exception as error:
        yield _json(problem_of(error))


def _json(answer: Answer) -> bytes:
    return json.dumps(answer).encode()


def _answers(path: Path, encoding: str, delimiter: str) -> Iterator[bytes | Answer]:
    head = _head(path)
    if head.startswith(file_head.ZIP):
        return _book(path)
    chosen = character_set.find(path, encoding)
    text = _start(head, chosen)
    if _JSON.match(text):
        return json_rows.answers(path, chosen)
    if file_head.MARKUP.match(text):
        raise Problem("markup")
    return csv_rows.answers(path, chosen, delimiter)


def _book(path: Path) -> Iterator[bytes | Answer]:
    # It would parse with lxml, which is there for documents, and not with defusedxml.
    os.environ["OPENPYXL_LXML"] = "False"
    from kharkiv_tracker.imports.files import workbook_rows

    return workbook_rows.answers(path)


def _head(path: Path) -> bytes:
    """How the file begins; raises Problem for what cannot be a table."""
    head = file_head.checked_head(path, MOST_BYTES)
    if head.startswith(file_head.PDF) or file_head.is_binary(head):
        raise Problem("binary")
    return head


def _start(head: bytes, encoding: Encoding) -> str:
    return head[encoding.first :].decode(encoding.codec, "ignore")
