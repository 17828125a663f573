"""Files of other programs read as text in rows and columns, in a child process with limits."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kharkiv_tracker import files
from kharkiv_tracker.child_process import Child, read_object
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.file_checks.character_set import ENCODINGS, encoding_name
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.files import file_worker
from kharkiv_tracker.imports.files.file_problems import notice, problem_error
from kharkiv_tracker.imports.files.table_file import FileKind, Region, Sheet, TableFile

#: So many seconds an answer may take: all that the child may work, and some waiting.
PATIENCE = 2 * file_worker.SECONDS
#: The largest answer, of a row as long as any may be; and all of them together.
_MOST, _MOST_OF_FILE = 128 * 1024**2, 2 * 1024**3
#: Cells that are equal are one text, as far back as so many different ones.
_REMEMBERED = 100_000


def read(
    path: Path,
    encoding: str = "",
    delimiter: str = "",
    step: Callable[[], object] = tuple,
) -> TableFile:
    """The sheets of a file; raises CaseUnavailable or Refused with a sentence.

    `encoding` (of ENCODINGS, under any of its names) and `delimiter` are found where they are "".
    `step` is called at least every 0.2 seconds; what it raises ends the child and passes through.
    """
    name = _checked_encoding(encoding)
    _check_delimiter(delimiter)
    # It is the child that opens the file: closing it here could end the locks on a case.
    if files.is_open(path):
        raise Refused(_("This case file is open. It cannot be imported into itself."))
    with Child(file_worker.serve, os.fspath(path), name, delimiter) as child:
        return gathered(path, _answers(child, step))


def _checked_encoding(typed: str) -> str:
    name = encoding_name(typed)
    if typed and not name:
        raise Refused(
            _("“{encoding}” is not a known encoding. Use one of: {encodings}.").format(
                encoding=typed, encodings=", ".join(ENCODINGS)
            )
        )
    return name


def _check_delimiter(delimiter: str) -> None:
    if delimiter and (len(delimiter) > 1 or delimiter in '"\r\n\0' or delimiter.isalnum()):
        raise Refused(_("The delimiter is one character, such as a comma or a semicolon."))


def _answers(child: Child, step: Callable[[], object]) -> Iterator[bytes]:
    rest = _MOST_OF_FILE
    while rest > 0:
        step()
        content = child.receive(_MOST, PATIENCE, step)
        if content is None:
            break
        rest -= len(content)
        yield content
    # It reached one of its limits, or of ours.
    yield b'{"problem": "stopped"}'


def gathered(path: Path, answers: Iterable[bytes | None]) -> TableFile:
    """The file that the answers of a child are about; they are not trusted."""
    gathering = _Gathering(path)
    for content in answers:
        answer = read_object(content)
        if "problem" in answer:
            raise problem_error(answer)
        try:
            if file := gathering.take(answer):
                return file
        except (AttributeError, KeyError, IndexError, TypeError, ValueError):
            break
    raise problem_error({"problem": "broken"})


class _Gathering:
    """What came of a file so far."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sheets: list[Sheet] = []
        self._rows: list[tuple[str, ...]] = []
        self._notices: list[str] = []
        self._texts: dict[str, str] = {}

    def take(self, answer: Mapping[str, Any]) -> TableFile | None:
        """Take one answer of the child; the file after its last. Raises for a wrong one."""
        match answer:
            case {"rows": rows}:
                self._add(rows)
            case {"sheet": str(name), "first": int(first)}:
                self._rows = []
                self._sheets.append(Sheet(name, self._rows, first=first))
            case {"merged": regions}:
                self._change(merged=tuple(Region(*map(int, region)) for region in regions))
            case {"comments": comments}:
                last = self._sheets[-1]
                texts = {(int(row), int(column)): str(text) for row, column, text in comments}
                self._change(comments={**last.comments, **texts})
            case {"notice": _name}:
                self._notices += filter(None, [notice(answer)])
            case {"kind": kind, "encoding": str(encoding), "delimiter": str(delimiter)}:
                return TableFile(
                    self._path,
                    FileKind(kind),
                    tuple(self._sheets),
                    encoding,
                    delimiter,
                    tuple(self._notices),
                )
            case _:
                raise ValueError
        return None

    def _add(self, rows: list[list[str]]) -> None:
        if len(self._texts) > _REMEMBERED:
            self._texts.clear()
        one = self._texts.setdefault
        for row in rows:
            # Raises TypeError for what is not text.
            "".join(row)
            self._rows.append(tuple(map(one, row, row)))

    def _change(self, **values: Any) -> None:
        from dataclasses import replace

        self._sheets[-1] = replace(self._sheets[-1], **values)
