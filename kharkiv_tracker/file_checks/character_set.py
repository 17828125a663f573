"""How the characters of a text file are written, found or chosen."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kharkiv_tracker.child_process import Problem

#: What each encoding is called, as it is shown and may be chosen, and its codec.
ENCODINGS: Mapping[str, str] = {
    "UTF-8": "utf-8",
    "UTF-16 LE": "utf-16-le",
    "UTF-16 BE": "utf-16-be",
    "Windows-1251": "cp1251",
    "Windows-1252": "cp1252",
    "Windows-1250": "cp1250",
    "KOI8-U": "koi8-u",
    "KOI8-R": "koi8-r",
    "CP866": "cp866",
    "ISO 8859-5": "iso8859-5",
    "Mac Cyrillic": "mac-cyrillic",
}
_NAMES = {codec: name for name, codec in ENCODINGS.items()}
_MARKS = (
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF16_LE, "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "UTF-16 BE"),
)
#: What follows the name where the file begins with a byte order mark.
WITH_MARK = " BOM"
_CHUNK = 1 << 20
#: Control characters that no text has.
_CONTROLS = bytes({*range(32)} - {*b"\t\n\v\f\r\x1a"})
#: A text is UTF-8 with faults where it has so many right characters for each that is not.
_RIGHT = 20
#: The alphabets expected come first; bytes that are no text make signs of all others.
_FOREIGN, _FAMILIAR = "\u0600", 0.8


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding: its name, where the text begins, and whether it was guessed."""

    name: str
    first: int = 0
    is_guess: bool = False

    @property
    def codec(self) -> str:
        """The name Python has for it."""
        return ENCODINGS[self.name]

    @property
    def shown(self) -> str:
        """The name with the mark the file begins with; it may be chosen, too."""
        return f"{self.name}{WITH_MARK}" if self.first else self.name


def encoding_name(typed: str) -> str:
    """The name of the encoding that was chosen under any of its names; "" for an unknown one."""
    name = typed.strip().removesuffix(WITH_MARK)
    if name in ENCODINGS:
        return name
    try:
        codec = codecs.lookup(name.replace(" ", "-")).name
    except (LookupError, ValueError):
        return ""
    if codec in ("utf-16", "utf-8-sig"):
        codec = {"utf-16": "utf-16-le", "utf-8-sig": "utf-8"}[codec]
    return _NAMES.get(codec, "")


def find(path: Path, name: str = "") -> Encoding:
    """The encoding of a file, of that name or as it looks; raises Problem if it has none."""
    with path.open("rb") as stream:
        head = stream.read(1 << 16)
    for mark, marked in _MARKS:
        if head.startswith(mark) and name in ("", marked, *_wide(marked)):
            return _checked(path, Encoding(marked, len(mark)))
    if name:
        return _checked(path, Encoding(name))
    if 0 in head:
        return _wide_guess(path, head)
    try:
        return _checked(path, Encoding("UTF-8"))
    except Problem:
        if head.translate(None, _CONTROLS) != head:
            raise Problem("binary") from None
        _refuse_faults(path)
    return _checked(path, Encoding("Windows-1251", is_guess=True))


def whole_text(path: Path, encoding: Encoding) -> str:
    """All of a file; raises UnicodeDecodeError where it is in another encoding."""
    return path.read_bytes()[encoding.first :].decode(encoding.codec)


def _wide(name: str) -> tuple[str, ...]:
    """Both orders of bytes: where the file says its own, that is the one that was meant."""
    return ("UTF-16 LE", "UTF-16 BE") if name.startswith("UTF-16") else ()


def _wide_guess(path: Path, head: bytes) -> Encoding:
    """UTF-16 without a mark: commas and line ends have a zero at one side, and nothing else has."""
    low, high = head[::2].count(0), head[1::2].count(0)
    encoding = Encoding("UTF-16 LE" if high else "UTF-16 BE", is_guess=True)
    text = head.decode(encoding.codec, "ignore")
    if min(low, high) or sum(sign < _FOREIGN for sign in text) < _FAMILIAR * len(text):
        raise Problem("binary")
    try:
        return _checked(path, encoding)
    except Problem:
        raise Problem("binary") from None


def _checked(path: Path, encoding: Encoding) -> Encoding:
    line = 1
    try:
        for text in _texts(path, encoding, "strict"):
            line += text.count("\n")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(encoding.codec, "ignore")
        line += before.count("\n")
        raise Problem("encoding", line=line, encoding=encoding.name) from None
    return encoding


def _refuse_faults(path: Path) -> None:
    """Raise Problem for a text in UTF-8 with a fault here and there: it is in no other encoding."""
    line = 1
    for text in _texts(path, Encoding("UTF-8"), "replace"):
        if faults := text.count("\ufffd"):
            if sum(sign > "\x7f" for sign in text) - faults > _RIGHT * faults:
                line += text[: text.index("\ufffd")].count("\n")
                raise Problem("encoding", line=line, encoding="UTF-8")
            return
        line += text.count("\n")


def _texts(path: Path, encoding: Encoding, errors: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding.codec)(errors)
    with path.open("rb") as stream:
        stream.seek(encoding.first)
        while chunk := stream.read(_CHUNK):
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)
