"""Pages of an encrypted case file read one by one, where the engine gives the whole file up.

SQLCipher 4 encrypts each page by AES-256 in CBC mode, with a vector of its own, and signs it by
HMAC-SHA512. A page that was damaged is recognised by its signature and gives nothing; the engine
reads nothing more after the first of them.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata

from kharkiv_tracker.store.engine import PAGE_SIZE

#: What a page keeps for itself at its end: the vector and the signature.
RESERVED = 80
_SIGNATURE, _VECTOR, _SALT = 64, 16, 16
_STRETCHED, _SIGNING_STRETCHED, _SIGNING_MASK = 256_000, 2, 0x3A


class PageCipher:
    """Reads the pages of a file that begins with this salt, by its passphrase."""

    def __init__(self, passphrase: str, salt: bytes) -> None:
        self._key = hashlib.pbkdf2_hmac("sha512", _normal(passphrase), salt, _STRETCHED, 32)
        masked = bytes(byte ^ _SIGNING_MASK for byte in salt)
        self._signing = hashlib.pbkdf2_hmac("sha512", self._key, masked, _SIGNING_STRETCHED, 32)

    def plain(self, number: int, page: bytes) -> bytes | None:
        """The content of a page, without what it keeps for itself; None where it is damaged."""
        start = _SALT if number == 1 else 0
        signed = page[start : PAGE_SIZE - _SIGNATURE] + number.to_bytes(4, "little")
        expected = hmac.new(self._signing, signed, "sha512").digest()
        if not hmac.compare_digest(expected, page[PAGE_SIZE - _SIGNATURE :]):
            return None
        # Only where a file has to be saved from damage: it takes a while to load.
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        end = PAGE_SIZE - RESERVED
        cipher = Cipher(algorithms.AES256(self._key), modes.CBC(page[end : end + _VECTOR]))
        decryptor = cipher.decryptor()
        return bytes(start) + decryptor.update(page[start:end]) + decryptor.finalize()


def _normal(passphrase: str) -> bytes:
    """The passphrase as the engine is given it."""
    return unicodedata.normalize("NFKC", passphrase).encode()
