"""What opens an encrypted case file: a passphrase in one of its forms, or the key on a sheet.

SQLCipher stretches a passphrase with the salt of the file, its first 16 bytes, into the key of 32
bytes. The recovery sheet has this key as 8 lines of 8 hexadecimal digits, each with 2 check digits
by ISO 7064 (mod 97-10) over the number of the line and its digits, so that a mistyped line and one
in the place of another are recognised.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Literal

SALT = 16
LINES, DIGITS, CHECKS = 8, 8, 2
_LINE = DIGITS + CHECKS
_STRETCHED, _KEY = 256_000, 32
#: How SQLCipher is given a key that is not stretched, with the salt of the file or without.
_RAW = re.compile(r"x'([0-9a-f]{64})([0-9a-f]{32})?'", re.IGNORECASE)
#: The passphrase as it was typed is tried first: another program does not compose it.
_FORMS: tuple[Literal["NFKC", "NFC", "NFD", "NFKD"], ...] = ("NFKC", "NFC", "NFD", "NFKD")
#: What looks like a digit of the sheet: Cyrillic letters, and Latin ones that are no digit.
_ALIKE = str.maketrans("аевсзоoіil|", "aebc3001111")
#: So much that was typed was meant as a key from a sheet, with digits missing or too many.
_MEANT = range(LINES * _LINE - 15, LINES * _LINE + 16)


def keys(typed: str) -> list[str]:
    """What opens a file by what was typed, in the order to try it."""
    forms = [typed, *(unicodedata.normalize(form, typed) for form in _FORMS)]
    lines = _lines(typed)
    if _is_whole(lines):
        forms.insert(0, f"x'{''.join(line[:DIGITS] for line in lines)}'")
    return list(dict.fromkeys(forms))


def for_new(typed: str) -> str:
    """What a new file is encrypted with: one key, however the keyboard composed the passphrase."""
    return unicodedata.normalize("NFKC", typed)


def with_salt(key: str, salt: str) -> str:
    """A key that encrypts a new file so that whatever opens this one opens that one too.

    A key from a sheet is the result of one passphrase and one salt: without the salt the passphrase
    would not open a new file.
    """
    match = _RAW.fullmatch(key)
    return f"x'{match[1]}{salt}'" if match else key


def derived(key: str, salt: bytes) -> bytes:
    """The 32 bytes that encrypt a file which begins with this salt."""
    if match := _RAW.fullmatch(key):
        return bytes.fromhex(match[1])
    return hashlib.pbkdf2_hmac("sha512", key.encode(), salt, _STRETCHED, _KEY)


def sheet(key: str, salt: bytes) -> list[str]:
    """The lines of the recovery sheet of a file, each as `3f2a 90bc 47`."""
    digits = derived(key, salt).hex()
    parts = [digits[start : start + DIGITS] for start in range(0, len(digits), DIGITS)]
    half = DIGITS // 2
    return [
        f"{part[:half]} {part[half:]} {_check(number, part)}"
        for number, part in enumerate(parts, 1)
    ]


def is_sheet(typed: str) -> bool:
    """Whether what was typed was meant as the key from a recovery sheet."""
    return bool(_lines(typed))


def wrong_line(typed: str) -> int:
    """The number of the first line that does not have its check digits; 0 where all of them do.

    Where digits are missing, every line from the place on is wrong.
    """
    lines = _lines(typed)
    if not lines or _is_whole(lines):
        return 0
    return min([*_wrong(lines), LINES])


def _lines(typed: str) -> list[str]:
    """The lines of a key as it was typed, without what only separates; [] for anything else."""
    alike = unicodedata.normalize("NFKC", typed).casefold().translate(_ALIKE)
    digits = re.sub(r"[\W_]+", "", alike)
    if not re.fullmatch(r"[0-9a-f]+", digits):
        return []
    numbered = _LINE + 1
    if len(digits) == LINES * numbered:
        # The numbers of the lines were typed as well.
        lines = [digits[start : start + numbered] for start in range(0, len(digits), numbered)]
        if all(line[0] == str(number) for number, line in enumerate(lines, 1)):
            return [line[1:] for line in lines]
    if len(digits) not in _MEANT:
        return []
    return [digits[start : start + _LINE] for start in range(0, len(digits), _LINE)]


def _is_whole(lines: list[str]) -> bool:
    return len(lines) == LINES and not _wrong(lines)


def _wrong(lines: list[str]) -> list[int]:
    return [
        number
        for number, line in enumerate(lines, 1)
        if line[DIGITS:] != _check(number, line[:DIGITS])
    ]


def _check(number: int, digits: str) -> str:
    """The check digits: with them behind it the number of the line and its digits is 1, mod 97."""
    return f"{98 - int(f'{number}{digits}', 16) * 100 % 97:02}"
