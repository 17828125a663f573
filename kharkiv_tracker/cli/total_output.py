"""A total as the JSON that commands print."""

from __future__ import annotations

from typing import Any

from kharkiv_tracker.domain.total import Total


def total_document(total: Total) -> dict[str, Any]:
    """Low, best and high, in how many incidents it is unknown, and whether it is about."""
    document: dict[str, Any] = {
        "low": total.low,
        "best": total.best,
        "high": total.high,
        "unknown": total.unknown,
    }
    if total.about:
        document["about"] = True
    return document
