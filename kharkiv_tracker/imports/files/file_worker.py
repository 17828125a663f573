"""The child process that reads files of other programs and gives back text."""

from __future__ import annotations

import gc
import json
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from kharkiv_tracker import files
from kharkiv_tracker.child_process import Problem, limit, problem_of
from kharkiv_tracker.imports.files import character_set, csv_rows, json_rows
from kharkiv_tracker.imports.files.character_set import Encoding
from kharkiv_tracker.imports.files.row_batches import MOST_BYTES, Answer

#: In bytes and seconds; what reaches them is stopped by the system.
MEMORY, SECONDS = 1024**3, 300
#: So much of a file shows what it is.
_HEAD = 4096
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
#: Workbooks of before 2007, and those with a password.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SQLITE = b"SQLite format 3\0"
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x1f\x8b", b"BZh", b"\xfd7zXZ",
           b"7z\xbc\xaf", b"Rar!", b"(\xb5/\xfd", b"OggS", b"\x1aE\xdf\xa3", b"\x7fELF",
           b"MZ\x90")  # fmt: skip
_JSON = re.compile(r"\s*(?:\{|\[\s*(?:[\[\]{\"\d-]|true|false|null|NaN|Infinity))")
_MARKUP = re.compile(r"\s*<(?:!doctype|\?xml|html|table|body|meta)", re.I)


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
    except OSError as error:
        yield _json({"problem": "unreadable", "reason": error.errno or 0})
    except Exception as error:
        yield _json(problem_of(error))


def _json(answer: Answer) -> bytes:
    return json.dumps(answer).encode()


def _answers(path: Path, encoding: str, delimiter: str) -> Iterator[bytes | Answer]:
    head = _head(path)
    if head.startswith(_ZIP):
        return _book(path)
    chosen = character_set.find(path, encoding)
    text = _start(head, chosen)
    if _JSON.match(text):
        return json_rows.answers(path, chosen)
    if _MARKUP.match(text):
        raise Problem("markup")
    return csv_rows.answers(path, chosen, delimiter)


def _book(path: Path) -> Iterator[bytes | Answer]:
    # It would parse with lxml, which is there for documents, and not with defusedxml.
    os.environ["OPENPYXL_LXML"] = "False"
    from kharkiv_tracker.imports.files import workbook_rows

    return workbook_rows.answers(path)


def _head(path: Path) -> bytes:
    """How the file begins; raises Problem for what cannot be a table."""
    status = path.stat()
    # A pipe would never begin.
    if not stat.S_ISREG(status.st_mode):
        raise Problem("folder" if stat.S_ISDIR(status.st_mode) else "device")
    if not status.st_size:
        raise Problem("empty")
    if status.st_size > MOST_BYTES:
        raise Problem("large")
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(_SQLITE):
        raise Problem("case" if files.is_case(path) else "database")
    if head.startswith(_OLE):
        raise Problem("old")
    if head.startswith(_BINARY) or head[4:8] == b"ftyp":
        raise Problem("binary")
    if not head.startswith(_ZIP) and files.is_case(path):
        raise Problem("case")
    return head


def _start(head: bytes, encoding: Encoding) -> str:
    return head[encoding.first :].decode(encoding.codec, "ignore")
