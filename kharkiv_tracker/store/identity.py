"""Where a case gets its ids, salts and times: one place, so that a test can fix all of them.

No setting of the user reaches it. With a predictable salt, anybody who guesses a purged name could
confirm it by its digest.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from secrets import token_hex
from time import time_ns

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def new_uid() -> str:
    """A unique id that sorts by the time it was made: 24 hexadecimal digits."""
    return f"{time_ns() // 1_000_000:012x}{token_hex(6)}"


def new_salt() -> str:
    """128 unpredictable bits, as 32 hexadecimal digits."""
    return token_hex(16)


def now() -> datetime:
    """This instant, by UTC."""
    return _EPOCH + timedelta(microseconds=time_ns() // 1_000)


def stamp() -> str:
    """This instant as history writes it: `2022-08-17T18:30:00Z`."""
    return written(now())


def written(instant: datetime) -> str:
    """An instant by UTC as history writes it."""
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def made_at(uid: str) -> datetime | None:
    """When an id was made, by the clock of the computer; None for what is not an id."""
    try:
        return _EPOCH + timedelta(milliseconds=int(uid[:12], 16)) if len(uid) == 24 else None
    except (ValueError, OverflowError):
        return None
