"""The JSON of `complete_json` read row by row: no file, however made, fills the memory.

Every name, type and order of things is checked before a row is handed on.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from kharkiv_tracker import files
from kharkiv_tracker.errors import CaseUnavailable, Refused, shown, under
from kharkiv_tracker.export.present_json import FORMAT, HEAD
from kharkiv_tracker.i18n import N_, _
from kharkiv_tracker.store import case_takeover, schema
from kharkiv_tracker.store.case_assembly import Identity, Row, Takeover
from kharkiv_tracker.store.case_tables import TABLES, CaseTable

#: What JSON is read in, and the largest value there can be: the longest that the program writes is
#: the list of revisions from which a name was erased.
_PIECE, _LARGEST = 1 << 16, 1 << 26
#: Nothing that a program writes is nested deeper.
_DEEPEST = 100
#: Nor has an object of ours more names.
_MOST = 100
#: The largest number of a row that SQLite has.
_LAST = 2**63 - 1
_HEAD_TYPES: Mapping[str, type] = {
    "format": int,
    "version": str,
    "tables": str,
    "complete": bool,
    "fingerprint": str,
    "revisions": int,
}
#: How a value of a type is written, and the sentence for one that is not.
_VALUES: Mapping[type, tuple[str, str]] = {
    int: ("number", N_("Enter a whole number.")),
    bool: ("boolean", N_("Use true or false.")),
    str: ("string", N_("Use a text in quotation marks.")),
    bytes: ("string", N_("Use bytes in base64.")),
}
Event = tuple[str, Any]


def is_complete(file: Path) -> bool:
    """Whether a file begins as the complete JSON of a case does."""
    with _opened(file) as stream:
        try:
            events = _events(stream)
            return next(events)[0] == "start_map" and next(events) == ("map_key", HEAD)
        except (Refused, StopIteration):
            return False


def take_over(
    case: Path,
    file: Path,
    passphrase: str | None = None,
    is_dry: bool = False,
    step: Callable[[], object] = tuple,
) -> Takeover:
    """Put the case in a file in the place of an empty case file; see `case_takeover.take_over`."""
    with _opened(file) as stream:
        reader = CompleteReader(stream)
        return case_takeover.take_over(
            case, passphrase, reader.rows(), lambda: reader.identity, is_dry, step
        )


def _opened(file: Path) -> IO[bytes]:
    try:
        # A pipe can be read only once, and may give nothing ever.
        if file.exists() and not file.is_file():
            raise _unreadable(file, _("it is not a file"))
        return file.open("rb")
    except (OSError, ValueError) as error:
        raise _unreadable(file, files.reason(error)) from None


def _unreadable(file: Path | str, error: str) -> CaseUnavailable:
    return CaseUnavailable(
        _("Could not read {file}: {error}. Nothing was changed.").format(file=file, error=error)
    )


class CompleteReader:
    """The rows of a document, and then what its head says they come to."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._events = _events(stream)
        self.identity = Identity("", 0)

    def rows(self) -> Iterator[Row]:
        """Every row with its table and its place; raises Refused for what cannot be one."""
        is_read = False
        self._expect("start_map")
        for name in self._names():
            if name == HEAD:
                with under(HEAD):
                    self._read_head()
            elif name == "history":
                if not self.identity.fingerprint:
                    raise Refused(_("The head of the file is missing."), path=HEAD)
                yield from self._history()
                is_read = True
            else:
                self._skip()
        if not is_read:
            raise Refused(_("The file has no history."), path="history")
        # What comes after the end is no JSON any more, and is refused.
        next(self._events, None)

    def _read_head(self) -> None:
        self._expect("start_map")
        head: dict[str, object] = {}
        for name in self._names():
            if name in _HEAD_TYPES:
                head[name] = self._value(_HEAD_TYPES[name], name)
            else:
                self._skip()
        is_newer = head.get("format", FORMAT) != FORMAT
        if head.get("complete") is False:
            raise Refused(
                _(
                    "The file has the records as they were, without their history. Only complete "
                    "JSON can be imported: export it with neither selection, date nor version."
                )
            )
        for name in () if is_newer else _HEAD_TYPES:
            if name not in head:
                raise Refused(_("This field is missing."), path=name)
        if is_newer or head["tables"] not in schema.steps():
            sentence = _(
                "The file was made by a newer version of the program ({version}). Import it "
                "with that version."
            )
            raise Refused(sentence.format(version=shown(str(head.get("version", "?")))))
        self.identity = Identity(str(head["fingerprint"]), int(str(head["revisions"])))

    def _history(self) -> Iterator[Row]:
        tables = {table.name: table for table in TABLES}
        with under("history"):
            self._expect("start_map")
        for name in self._names("history"):
            place = f"history.{shown(name)}"
            if name not in tables:
                raise Refused(_("Unknown field."), path=place)
            yield from self._table(tables.pop(name), place)
        for name in tables:
            raise Refused(_("This field is missing."), path=f"history.{name}")

    def _table(self, table: CaseTable, place: str) -> Iterator[Row]:
        event, _value = self._next()
        if event != "start_array":
            raise Refused(_("Use a list in square brackets."), path=place)
        number = 0
        while (event := self._next()[0]) != "end_array":
            row_place = f"{place}[{number}]"
            if event != "start_map":
                raise Refused(_("Use an object in braces."), path=row_place)
            yield table, row_place, self._row(table, row_place)
            number += 1

    def _row(self, table: CaseTable, place: str) -> tuple[Any, ...]:
        row: dict[str, Any] = {}
        with under(place):
            for name in self._names():
                if name not in table.columns:
                    raise Refused(_("Unknown field."), path=shown(name))
                row[name] = self._value(table.columns[name], name)
            for name in table.columns:
                if name not in row:
                    raise Refused(_("This field is missing."), path=name)
        return tuple(row[name] for name in table.columns)

    def _value(self, kind: type, name: str) -> Any:
        event, value = self._next()
        expected, sentence = _VALUES[kind]
        is_valid = event == expected
        if is_valid and kind is int:
            is_valid = isinstance(value, int) and 0 <= value <= _LAST
        elif is_valid and kind is bytes:
            try:
                return base64.b64decode(value, validate=True)
            except ValueError:
                is_valid = False
        if not is_valid:
            raise Refused(_(sentence), path=name)
        return value

    def _names(self, place: str = "") -> Iterator[str]:
        """The names of an object that has begun, each once; their values are read in between."""
        names: set[str] = set()
        while (event := self._next())[0] == "map_key":
            name = event[1]
            path = f"{place}.{shown(name)}".lstrip(".")
            if name in names:
                raise Refused(_("This field is in the object twice."), path=path)
            if len(names) > _MOST:
                raise Refused(_("Unknown field."), path=path)
            names.add(name)
            yield name

    def _skip(self) -> None:
        """Read past a value that this version does not know."""
        depth = 0
        while True:
            event, _value = self._next()
            depth += event.startswith("start_") - event.startswith("end_")
            if depth > _DEEPEST:
                raise Refused(_("The file is nested too deeply."))
            if not depth:
                return

    def _expect(self, event: str) -> None:
        if self._next()[0] != event:
            raise Refused(_("Use an object in braces."))

    def _next(self) -> Event:
        return next(self._events, ("end", None))


class _Pieces:
    """A stream that refuses a value of no end: the parser would keep all of it."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self.pending = stream, 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes, while something came of those before."""
        if self.pending > _LARGEST:
            raise Refused(_("A value is larger than {most} MB.").format(most=_LARGEST // 1024**2))
        try:
            piece = self._stream.read(size)
        except OSError as error:
            raise _unreadable(self._stream.name, files.reason(error)) from None
        self.pending += len(piece)
        return piece


def _events(stream: IO[bytes]) -> Iterator[Event]:
    """What a JSON document consists of, one by one; raises Refused where it is none."""
    import ijson

    pieces = _Pieces(stream)
    try:
        for event in ijson.basic_parse(pieces, use_float=True, buf_size=_PIECE):
            pieces.pending = 0
            yield event
    except (ijson.JSONError, ValueError, OverflowError):
        # Numbers of thousands of digits among them, which Python does not read.
        sentence = _("The file is not valid JSON, or its end is missing.")
        raise Refused(sentence) from None
