"""The pages of a case file that the engine may not open, and the rows on them.

Read as the format of SQLite describes them (sqlite.org/fileformat2.html), each page on its own, so
that what is lost is only what was on the lost pages. Nothing is trusted: what does not fit
gives no row.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kharkiv_tracker.store import case_key
from kharkiv_tracker.store.engine import PAGE_SIZE, PLAIN_HEADER
from kharkiv_tracker.store.page_cipher import RESERVED, PageCipher

_JOURNAL_HEADER, _FRAME_HEADER = 32, 24
_JOURNAL_MARKS = (0x377F0682, 0x377F0683)
#: The kinds of pages: inner and outermost ones of indexes and of tables.
_INNER_INDEX, _INNER_TABLE, _INDEX, _TABLE = 2, 5, 10, 13
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_REAL, _ZERO, _ONE, _FIRST_BYTES = 7, 8, 9, 12


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it lies on its page: its number where its table has them, and its kinds of values.

    The values are read when they are asked for: they may be large and lie on other pages.
    """

    page: int
    number: int | None
    kinds: tuple[int, ...]
    header: int
    size: int
    start: bytes
    overflow: int

    @property
    def is_indexed(self) -> bool:
        """Whether it is of an index, or of a table without numbers."""
        return self.number is None


class PageFile:
    """The pages of a file, with or without its journal, decrypted where there is a passphrase.

    Only for a private copy: it is read as a file. `key` is what its pages are read with, and what
    encrypts a new file for whoever can open this one.
    """

    def __init__(self, path: Path, passphrase: str | None, with_journal: bool) -> None:
        self._file = path.open("rb")
        self._journal = path.with_name(f"{path.name}-wal")
        self._frames = _frames(self._journal) if with_journal else {}
        self.count = max([-(-path.stat().st_size // PAGE_SIZE), *self._frames])
        self.key: str | None = None
        self._cipher = self._cipher_of(passphrase) if passphrase else None
        self._usable = PAGE_SIZE - (RESERVED if self._cipher else 0)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def page(self, number: int) -> bytes | None:
        """The content of a page; None where it is lost, as all are with a wrong passphrase."""
        raw = self._raw(number)
        if self._cipher and len(raw) == PAGE_SIZE:
            return self._cipher.plain(number, raw)
        return raw.ljust(PAGE_SIZE, b"\0") if any(raw) else None

    def _cipher_of(self, passphrase: str) -> PageCipher | None:
        """What reads the pages: by the first key that signed any of them; None for a plain file."""
        # The first page begins with the salt.
        salt = self._raw(1)[: case_key.SALT]
        if salt == PLAIN_HEADER:
            return None
        keys = case_key.keys(passphrase)
        for key in keys:
            cipher = PageCipher(key, salt)
            pages = range(1, self.count + 1)
            if key == keys[-1] or any(cipher.has_signed(n, self._raw(n)) for n in pages):
                break
        self.key = case_key.with_salt(key, salt.hex())
        return cipher

    def rows(self, number: int) -> Iterator[Row]:
        """The rows that begin on a page."""
        page = self.page(number)
        if page is None:
            return
        kind, cells = self._cells(number, page)
        for offset in cells:
            try:
                if row := self._row(number, page, kind, offset):
                    yield row
            except (IndexError, ValueError):
                continue

    def children(self, number: int) -> list[int]:
        """The pages below a page of a table or an index."""
        page = self.page(number)
        if page is None:
            return []
        kind, cells = self._cells(number, page)
        if kind not in (_INNER_INDEX, _INNER_TABLE):
            return []
        head = 100 if number == 1 else 0
        pointers = [page[offset : offset + 4] for offset in cells]
        pointers.append(page[head + 8 : head + 12])
        below = [int.from_bytes(pointer, "big") for pointer in pointers]
        return [child for child in below if 1 < child <= self.count]

    def values(self, row: Row) -> list[Any] | None:
        """The values of a row; None where a part of it is lost."""
        content = bytearray(row.start)
        following = row.overflow
        while len(content) < row.size:
            page = self.page(following) if 1 < following <= self.count else None
            if page is None:
                return None
            following = int.from_bytes(page[:4], "big")
            content += page[4 : self._usable]
        try:
            return list(_values(row.kinds, bytes(content[row.header : row.size])))
        except (ValueError, struct.error):
            return None

    def _raw(self, number: int) -> bytes:
        if number in self._frames:
            with self._journal.open("rb") as journal:
                journal.seek(self._frames[number])
                return journal.read(PAGE_SIZE)
        self._file.seek((number - 1) * PAGE_SIZE)
        return self._file.read(PAGE_SIZE)

    def _cells(self, number: int, page: bytes) -> tuple[int, list[int]]:
        """The kind of a page and where its cells begin."""
        head = 100 if number == 1 else 0
        kind = page[head]
        if kind not in (_INNER_INDEX, _INNER_TABLE, _INDEX, _TABLE):
            return 0, []
        count = int.from_bytes(page[head + 3 : head + 5], "big")
        first = head + (12 if kind in (_INNER_INDEX, _INNER_TABLE) else 8)
        pointers = page[first : first + 2 * min(count, PAGE_SIZE // 4)]
        offsets = [offset for (offset,) in struct.iter_unpack(">H", pointers[: len(pointers) & ~1])]
        return kind, [offset for offset in offsets if first < offset < self._usable]

    def _row(self, number: int, page: bytes, kind: int, offset: int) -> Row | None:
        if kind == _INNER_TABLE:
            return None
        if kind == _INNER_INDEX:
            offset += 4
        size, offset = _varint(page, offset)
        key = None
        if kind == _TABLE:
            key, offset = _varint(page, offset)
        local = self._local(size, kind)
        start = page[offset : offset + local]
        if len(start) < local or size > self.count * PAGE_SIZE:
            return None
        overflow = 0
        if local < size:
            overflow = int.from_bytes(page[offset + local : offset + local + 4], "big")
        header, place = _varint(start, 0)
        kinds = []
        if header > len(start):
            return None
        while place < header:
            value_kind, place = _varint(start, place)
            kinds.append(value_kind)
        if place != header or header + sum(map(_size, kinds)) != size:
            return None
        return Row(number, key, tuple(kinds), header, size, start, overflow)

    def _local(self, size: int, kind: int) -> int:
        """How much of a row lies on its page."""
        usable = self._usable
        most = usable - 35 if kind == _TABLE else (usable - 12) * 64 // 255 - 23
        if size <= most:
            return size
        least = (usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (usable - 4)
        return local if local <= most else least


def beginning(row: Row, count: int) -> list[Any]:
    """The first values of a row, as far as they lie on its page."""
    kinds = row.kinds[:count]
    end = row.header + sum(map(_size, kinds))
    if end > len(row.start):
        return []
    try:
        return list(_values(kinds, row.start[row.header : end]))
    except (ValueError, struct.error):
        return []


def _frames(journal: Path) -> dict[int, int]:
    """Where the newest committed content of each page lies in a journal."""
    try:
        content = journal.read_bytes()
    except OSError:
        return {}
    if len(content) < _JOURNAL_HEADER or _number(content, 0) not in _JOURNAL_MARKS:
        return {}
    order = "big" if _number(content, 0) & 1 else "little"
    salts = content[16:24]
    sums = _checked(content[:24], (0, 0), order)
    frames: dict[int, int] = {}
    pending: dict[int, int] = {}
    for offset in range(_JOURNAL_HEADER, len(content), _FRAME_HEADER + PAGE_SIZE):
        head = content[offset : offset + _FRAME_HEADER]
        page = content[offset + _FRAME_HEADER : offset + _FRAME_HEADER + PAGE_SIZE]
        if len(page) < PAGE_SIZE or head[8:16] != salts:
            break
        sums = _checked(page, _checked(head[:8], sums, order), order)
        if sums != (_number(head, 16), _number(head, 20)):
            break
        pending[_number(head, 0)] = offset + _FRAME_HEADER
        if _number(head, 4):
            # The last frame of a commit names the size of the file.
            frames |= pending
            pending = {}
    return frames


def _checked(content: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    """The checksum of a journal, carried on over more of it."""
    one, two = sums
    words = struct.unpack(f"{'>' if order == 'big' else '<'}{len(content) // 4}I", content)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two


def _number(content: bytes, offset: int) -> int:
    return int.from_bytes(content[offset : offset + 4], "big")


def _varint(content: bytes, offset: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where the next thing begins."""
    number = 0
    for length in range(8):
        byte = content[offset + length]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, offset + length + 1
    return number << 8 | content[offset + 8], offset + 9


def _size(kind: int) -> int:
    if kind >= _FIRST_BYTES:
        return (kind - _FIRST_BYTES) // 2
    return 8 if kind == _REAL else _INTEGERS.get(kind, 0)


def _values(kinds: tuple[int, ...], content: bytes) -> Iterator[Any]:
    """The values of these kinds; raises ValueError for a text that is none."""
    offset = 0
    for kind in kinds:
        raw = content[offset : offset + _size(kind)]
        offset += len(raw)
        if kind >= _FIRST_BYTES:
            yield raw.decode() if kind % 2 else raw
        elif kind == _REAL:
            yield struct.unpack(">d", raw)[0]
        elif kind in _INTEGERS:
            yield int.from_bytes(raw, "big", signed=True)
        else:
            yield {_ZERO: 0, _ONE: 1}.get(kind)
