"""Pages of an encrypted case file read one by one, where the engine gives the whole file up.

SQLCipher 4 encrypts each page by AES-256 in CBC mode, with a vector of its own, and signs it by
HMAC-SHA512. A page that was damaged is recognised by its signature and gives nothing; the engine
reads nothing more after the first of them.
"""

from __future__ import annotations

import hashlib
import hmac

from kharkiv_tracker.store import case_key
from kharkiv_tracker.store.engine import PAGE_SIZE

#: What a page keeps for itself at its end: the vector and the signature.
RESERVED = 80
_SIGNATURE, _VECTOR = 64, 16
_STRETCHED, _MASK = 2, 0x3A


class PageCipher:
    """Reads the pages of a file that begins with this salt, by its key."""

    def __init__(self, key: str, salt: bytes) -> None:
        self._key = case_key.derived(key, salt)
        masked = bytes(byte ^ _MASK for byte in salt)
        self._signing = hashlib.pbkdf2_hmac("sha512", self._key, masked, _STRETCHED, 32)

    def plain(self, number: int, page: bytes) -> bytes | None:
        """The content of a page, without what it keeps for itself; None where it is damaged."""
        if not self.has_signed(number, page):
            return None
        # Only where a file has to be saved from damage: it takes a while to load.
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        start, end = _start(number), PAGE_SIZE - RESERVED
        cipher = Cipher(algorithms.AES256(self._key), modes.CBC(page[end : end + _VECTOR]))
        decryptor = cipher.decryptor()
        return bytes(start) + decryptor.update(page[start:end]) + decryptor.finalize()

    def has_signed(self, number: int, page: bytes) -> bool:
        """Whether a page is as it was written with this key."""
        signed = page[_start(number) : PAGE_SIZE - _SIGNATURE] + number.to_bytes(4, "little")
        expected = hmac.new(self._signing, signed, "sha512").digest()
        return hmac.compare_digest(expected, page[PAGE_SIZE - _SIGNATURE :])


def _start(number: int) -> int:
    """Where the content of a page begins: the first page begins with the salt."""
    return case_key.SALT if number == 1 else 0
