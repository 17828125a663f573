"""Which cases are known on this computer: made here, or checked here and taken over.

A small file holds a salt and salted digests, from which neither a case nor a path can be read.
Without it, or where it cannot be written, a case is checked once more than necessary.
"""

from __future__ import annotations

import hmac
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_bytes, token_hex

from kharkiv_tracker import paths, settings

_SALT = re.compile(r"[0-9a-f]{64}")
#: Before the digest of the path of a recent case file, and once a case was opened there.
_RECENT, _OPENED = "recent ", "opened "
#: Cases that could not be added to the file: they are known until this process ends.
_unwritten: set[str] = set()


@dataclass(frozen=True, slots=True)
class _Register:
    """What the file holds."""

    salt: bytes
    lines: frozenset[str]

    def digest(self, text: str) -> str:
        return hmac.digest(self.salt, text.encode(errors="surrogatepass"), "sha256").hex()


def add(first: str) -> None:
    """Make a case known by the id of its first revision; never fails."""
    try:
        register = _register()
        digest = register.digest(first)
        if digest not in register.lines:
            _append(digest)
    except OSError:
        _unwritten.add(first)


def note(what: str, first: str) -> None:
    """Note that something was said of a case, so that it is not said again; never fails."""
    with suppress(OSError):
        _append(_register().digest(f"{what} {first}"))


def is_noted(what: str, first: str) -> bool:
    """Whether it was noted; no where that cannot be found out."""
    with suppress(OSError):
        register = _register()
        return register.digest(f"{what} {first}") in register.lines
    return False


def is_known(first: str, path: Path) -> bool:
    """Whether the case at this path is known by the id of its first revision.

    A case file that was in the recent list when the register was made is known from the first
    time it is opened.
    """
    if first in _unwritten:
        return True
    try:
        register = _register()
        if register.digest(first) in register.lines:
            return True
        place = register.digest(str(path.absolute()))
        is_recent = _RECENT + place in register.lines and _OPENED + place not in register.lines
        if is_recent:
            _append(_OPENED + place)
    except OSError:
        return False
    if is_recent:
        add(first)
    return is_recent


def _file() -> Path:
    return paths.data_dir() / "known-cases"


def _register() -> _Register:
    """What the file holds; it is made where it is missing or damaged."""
    for _time in range(2):
        try:
            lines = _file().read_text(encoding="ascii", errors="replace").splitlines()
        except FileNotFoundError:
            _make(settings.load().recent)
            continue
        if lines and _SALT.fullmatch(lines[0]):
            return _Register(bytes.fromhex(lines[0]), frozenset(lines[1:]))
        _file().unlink(missing_ok=True)
        _make(())
    raise OSError(f"cannot be read: {_file()}")


def _make(recent: tuple[str, ...]) -> None:
    """Make the file, unless another process was faster; raises OSError."""
    salt = token_bytes(32)
    names = (_RECENT + _Register(salt, frozenset()).digest(name) for name in recent)
    target = _file()
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{token_hex(8)}.part")
    _append("\n".join((salt.hex(), *names)), draft)
    try:
        os.link(draft, target)
    except FileExistsError:
        pass
    except OSError:
        # Some disks have no links.
        draft.replace(target)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _append(line: str, target: Path | None = None) -> None:
    """Add a line at once, so that two processes add theirs one after the other."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    number = os.open(target or _file(), flags, 0o600)
    try:
        # What a power cut left of an earlier line is one of its own.
        os.write(number, (b"\n" if os.fstat(number).st_size else b"") + line.encode())
    finally:
        os.close(number)
