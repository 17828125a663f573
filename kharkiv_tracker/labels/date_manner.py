"""The manner in which the window writes days; files, pages and the command line have their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Literal

#: 17 Aug 2022 · 17.08.2022 · 2022-08-17
Manner = Literal["words", "numbers", "iso"]

_chosen: Manner = "words"
_here: ContextVar[Manner | None] = ContextVar("manner_of_dates", default=None)


def choose(manner: Manner) -> None:
    """Write days in this manner from now on, in every thread."""
    global _chosen
    _chosen = manner


@contextmanager
def writing(manner: Manner) -> Iterator[None]:
    """Write days in this manner within the block, in this thread only."""
    token = _here.set(manner)
    try:
        yield
    finally:
        _here.reset(token)


def for_file() -> AbstractContextManager[None]:
    """Within the block days are written in words: the same data makes the same file everywhere."""
    return writing("words")


def in_figures(day: dt.date) -> str:
    """`17.08.2022` or `2022-08-17`; "" where days are written in words."""
    match _here.get() or _chosen:
        case "numbers":
            return f"{day:%d.%m}.{day.year:04}"
        case "iso":
            return day.isoformat()
    return ""
