"""Where a chart is drawn: in a file with title and caption, or in the window that shows them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_FRAMED: ContextVar[bool] = ContextVar("framed", default=True)


def is_framed() -> bool:
    """Whether title and caption are part of the charts drawn now."""
    return _FRAMED.get()


@contextmanager
def in_window() -> Iterator[None]:
    """Within the block charts are drawn without title and caption: the window shows them."""
    token = _FRAMED.set(False)
    try:
        yield
    finally:
        _FRAMED.reset(token)
