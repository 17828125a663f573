"""Where a chart is drawn: in a file with title and caption, or in the window that shows them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Medium:
    """The size of the text, 1.0 for 100 %, and whether title and caption are part of the chart."""

    text: float = 1.0
    is_framed: bool = True


#: A file, unless a block says otherwise.
FILE = Medium()
_MEDIUM: ContextVar[Medium] = ContextVar("medium", default=FILE)


def current() -> Medium:
    """The medium that sheets are made for."""
    return _MEDIUM.get()


@contextmanager
def drawn_in(medium: Medium) -> Iterator[None]:
    """Within the block every chart is drawn for this medium; elsewhere for a file."""
    token = _MEDIUM.set(medium)
    try:
        yield
    finally:
        _MEDIUM.reset(token)
