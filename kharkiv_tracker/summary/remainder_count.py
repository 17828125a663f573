"""The remainders of combined reports once more, by plain Python, from what was recorded."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.counting_rule import derive
from kharkiv_tracker.domain.remainder import JointGroup, Remainder, counting
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import Toll
from kharkiv_tracker.store.payload_records import PayloadRecords, RecordedIncident


def of_case(payloads: PayloadRecords, as_known_on: datetime | None) -> list[Remainder]:
    """The remainders that count, as known on a date."""
    groups = (group.known_by(as_known_on) for group in payloads.joint_groups())
    counted, _waiting = counting(groups)
    return [
        Remainder.of(
            group, payloads.grounds(), _own(payloads, group, as_known_on), gazetteer.load()
        )
        for group in counted
    ]


def added(remainders: Iterable[Remainder]) -> Toll:
    """The sum of remainders."""
    return Toll.added(remainder.toll for remainder in remainders)


def _own(payloads: PayloadRecords, group: JointGroup, as_known_on: datetime | None) -> Toll:
    if group.members:
        recorded = [payloads.incident(member.uid) for member in sorted(group.members)]
        known = [item for item in recorded if item and item.was_known(as_known_on)]
    else:
        area = Selection(group.first, group.last, tuple(sorted(group.districts)))
        known = payloads.selected(area, as_known_on)
    # Those of withdrawn and discounted incidents do not count in the remainder either.
    return _sum([item for item in known if not item.incident.merged_into], as_known_on)


def _sum(recorded: Iterable[RecordedIncident], as_known_on: datetime | None) -> Toll:
    return Toll.of(derive(item.grounds.known_by(as_known_on)) for item in recorded)
