"""Pages of an encrypted case file read one by one, where the engine gives the whole file up.

SQLCipher 4 encrypts each page by AES-256 in CBC mode, with a vector of its own, and signs it by
HMAC-SHA512. A page that was damaged is told by its signature and gives nothing; the engine reads
nothing more after the first of them.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from kharkiv_tracker.store.engine import PAGE_SIZE

if TYPE_CHECKING:
    import numpy as np

#: What a page keeps for itself at its end: the vector and the signature.
RESERVED = 80
_SIGNATURE, _BLOCK, _SALT = 64, 16, 16
_ROUNDS = 14
_STRETCHED, _SIGNING_STRETCHED, _SIGNING_MASK = 256_000, 2, 0x3A


class PageCipher:
    """Reads the pages of a file that begins with this salt, by its passphrase."""

    def __init__(self, passphrase: str, salt: bytes) -> None:
        key = hashlib.pbkdf2_hmac("sha512", _normal(passphrase), salt, _STRETCHED, 32)
        masked = bytes(byte ^ _SIGNING_MASK for byte in salt)
        self._signing = hashlib.pbkdf2_hmac("sha512", key, masked, _SIGNING_STRETCHED, 32)
        self._round_keys = _round_keys(key)

    def plain(self, number: int, page: bytes) -> bytes | None:
        """The content of a page, without what it keeps for itself; None where it is damaged."""
        start = _SALT if number == 1 else 0
        signed = page[start : PAGE_SIZE - _SIGNATURE] + number.to_bytes(4, "little")
        expected = hmac.new(self._signing, signed, "sha512").digest()
        if not hmac.compare_digest(expected, page[PAGE_SIZE - _SIGNATURE :]):
            return None
        end = PAGE_SIZE - RESERVED
        vector = page[end : end + _BLOCK]
        return bytes(start) + _decrypted(page[start:end], vector, self._round_keys)


def _normal(passphrase: str) -> bytes:
    """The passphrase as the engine is given it."""
    return unicodedata.normalize("NFKC", passphrase).encode()


def _decrypted(text: bytes, vector: bytes, round_keys: np.ndarray) -> bytes:
    """Undo AES in CBC mode (FIPS 197, section 5.3), all blocks of a page at once."""
    import numpy as np

    inverse_box, times = _tables()
    blocks = np.frombuffer(text, np.uint8).reshape(-1, _BLOCK)
    previous = np.vstack([np.frombuffer(vector, np.uint8), blocks[:-1]])
    # Each row of the state moves to the right by its number; the state is stored by columns.
    moved = [(4 * (i // 4 - i % 4) + i % 4) % _BLOCK for i in range(_BLOCK)]
    state = blocks ^ round_keys[_ROUNDS]
    for number in range(_ROUNDS - 1, -1, -1):
        state = inverse_box[state[:, moved]] ^ round_keys[number]
        if number:
            columns = state.reshape(-1, 4, 4)
            mixed = [
                times[14][columns[:, :, row]]
                ^ times[11][columns[:, :, (row + 1) % 4]]
                ^ times[13][columns[:, :, (row + 2) % 4]]
                ^ times[9][columns[:, :, (row + 3) % 4]]
                for row in range(4)
            ]
            state = np.stack(mixed, axis=2).reshape(-1, _BLOCK)
    return bytes((state ^ previous).tobytes())


def _round_keys(key: bytes) -> np.ndarray:
    """The keys of the rounds (FIPS 197, section 5.2)."""
    import numpy as np

    box = _box()
    words = [list(key[i : i + 4]) for i in range(0, len(key), 4)]
    length, constant = len(words), 1
    for i in range(length, 4 * (_ROUNDS + 1)):
        word = words[-1]
        if i % length == 0:
            word = [box[byte] for byte in (*word[1:], word[0])]
            word[0] ^= constant
            constant = _product(constant, 2)
        elif i % length == 4:
            word = [box[byte] for byte in word]
        words.append([a ^ b for a, b in zip(words[i - length], word, strict=True)])
    return np.array(words, np.uint8).reshape(_ROUNDS + 1, _BLOCK)


def _product(one: int, other: int) -> int:
    """Multiply in the field of 256 elements that AES works in."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one = (one << 1) ^ (0x11B if one & 0x80 else 0)
        other >>= 1
    return product


@cache
def _box() -> tuple[int, ...]:
    """The substitution of AES: the inverse in the field, and a turn of its bits."""
    powers = [1]
    while len(powers) < 255:
        powers.append(_product(powers[-1], 3))
    box = [0x63] * 256
    for exponent, byte in enumerate(powers):
        turned = inverse = powers[-exponent % 255]
        for shift in range(1, 5):
            turned ^= (inverse << shift | inverse >> (8 - shift)) & 0xFF
        box[byte] = turned ^ 0x63
    return tuple(box)


@cache
def _tables() -> tuple[np.ndarray, dict[int, np.ndarray]]:
    """The inverse substitution, and the products needed to undo the mixing of columns."""
    import numpy as np

    inverse_box = np.zeros(256, np.uint8)
    for byte, substitute in enumerate(_box()):
        inverse_box[substitute] = byte
    times = {
        factor: np.array([_product(byte, factor) for byte in range(256)], np.uint8)
        for factor in (9, 11, 13, 14)
    }
    return inverse_box, times
