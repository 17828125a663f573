"""The totals of each district over all its days."""

from __future__ import annotations

from kharkiv_tracker.analysis.day_columns import Days
from kharkiv_tracker.domain.total import GroupTotal


def by_district(days: Days) -> dict[str, GroupTotal]:
    """The totals of every district with an incident, by its key."""
    groups = {}
    for index, key in enumerate(days.districts):
        subset = days.take(days.district == index)
        if len(subset):
            groups[key] = subset.total(key)
    return groups
