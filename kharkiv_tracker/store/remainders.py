"""The remainders of joint reports that count, worked out when they are asked for: they are few."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlite_utils import Database

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain import remainder as rule
from kharkiv_tracker.domain.counting_rule import Grounds, Stress
from kharkiv_tracker.domain.flag import Finding, FindingKind
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.remainder import JointGroup, Member, Remainder
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import GroupTotal, Toll
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import derived_figures, incident_sums, records
from kharkiv_tracker.store.record_reader import read_records
from kharkiv_tracker.store.selection_sql import LISTED, selected

#: What incidents are grouped by that a remainder has too; of the others it has none.
_DATES = {"day": 10, "month": 7, "year": 4}
_UNDATED = "undated"
#: The groups of a case as they were read last, with its last revision: after each there is another.
_GROUPS: WeakKeyDictionary[Database, tuple[tuple[Any, ...], tuple[JointGroup, ...]]] = (
    WeakKeyDictionary()
)
_LAST = (_UNDATED, "unknown")
#: Whose people are taken away: those of withdrawn and discounted incidents count in no remainder
#: either. What was merged is in the incident it was merged into.
_TAKEN = "i.merged_into IS NULL"


def of_case(db: Database, as_known_on: datetime | None = None) -> list[Remainder]:
    """The remainders that count, today or as known on a date, those of 0 people too."""
    if not _is_any_counted(db):
        return []
    known = [group.known_by(as_known_on) for group in groups(db)]
    counted, _waiting = rule.counting(known)
    return [_remainder(db, group, as_known_on) for group in counted]


def of_selection(
    db: Database, selection: Selection = Selection(), as_known_on: datetime | None = None
) -> list[Remainder]:
    """Those of the selected days and districts; none where something of incidents is selected."""
    return rule.selected(of_case(db, as_known_on), selection)[0]


def number_left_out(
    db: Database, selection: Selection = Selection(), as_known_on: datetime | None = None
) -> int:
    """How many remainders a selection leaves out: of no weapon, grade, state or text; undated."""
    return len(rule.selected(of_case(db, as_known_on), selection)[1])


def of_joint(db: Database, code: str) -> tuple[Remainder, bool]:
    """What a joint report, with those of the same, has beyond its incidents; whether it counts."""
    all_groups = groups(db)
    group = next(g for g in all_groups if any(report.code == code for report in g.reports))
    counted, _waiting = rule.counting(all_groups)
    return _remainder(db, group, None), group in counted


def counted_codes(db: Database) -> frozenset[str]:
    """The codes of the joint reports whose remainder counts."""
    if not _is_any_counted(db):
        return frozenset()
    counted, _waiting = rule.counting(groups(db))
    return frozenset(report.code for group in counted for report in group.reports)


def with_groups(
    totals: Sequence[GroupTotal], remainders: Sequence[Remainder], by: str
) -> list[GroupTotal]:
    """The groups with the remainders that belong to them; by a weapon or the like to none."""
    if not remainders or (by != "district" and by not in _DATES):
        return list(totals)
    belonging: dict[str, list[Remainder]] = {}
    for item in remainders:
        belonging.setdefault(_key(item, by), []).append(item)
    all_groups = {key: GroupTotal(key) for key in belonging} | {g.key: g for g in totals}
    joined = [rule.added(group, belonging.get(key, ())) for key, group in all_groups.items()]
    return sorted(joined, key=lambda group: (group.key in _LAST, group.key))


def rows(
    db: Database, selection: Selection = Selection(), as_known_on: datetime | None = None
) -> list[tuple[Any, ...]]:
    """What the selected ones add to each day and district, as rows of totals: of no incident."""
    tolls: dict[tuple[date | None, str], Toll] = {}
    for item in of_selection(db, selection, as_known_on):
        key = (item.day, item.district)
        tolls[key] = tolls.get(key, Toll()) + item.toll
    return [
        (day and day.isoformat(), district, 0, *(n for name in COUNTED for n in toll[name].addends))
        for (day, district), toll in tolls.items()
    ]


def groups(db: Database) -> tuple[JointGroup, ...]:
    """All joint reports that are not withdrawn, by what they are about."""
    query = "SELECT seq, id FROM revisions ORDER BY seq DESC LIMIT 1"
    content = tuple(db.execute(query).fetchone() or ())
    read_for, read_groups = _GROUPS.get(db, ((), ()))
    if not content or read_for != content:
        read_groups = _read_groups(db)
        _GROUPS[db] = (content, read_groups)
    return read_groups


def _read_groups(db: Database) -> tuple[JointGroup, ...]:
    reports = [report for report in read_records(db, JointReport) if not report.withdrawn]
    codes = {code for report in reports for code in report.incidents}
    members = {code: _member(db, code) for code in codes}
    return rule.grouped(reports, members, gazetteer.load())


def own_of_selection(
    db: Database, selection: Selection, as_known_on: datetime | None = None
) -> Toll:
    """The sum of the selected incidents, without any remainder."""
    return incident_sums.summed(db, *selected(db, selection), as_known_on).toll


def refuse_twice(db: Database, uid: str) -> None:
    """Raise Refused where a joint report (by uid) counts people whom another counts too."""
    if not _is_any_counted(db):
        return
    state = records.read(db, "joint", uid) or {}
    all_groups = groups(db)
    own = next((g for g in all_groups if state.get("code") in _counting_codes(g)), None)
    if own is None:
        return
    for group in all_groups:
        if group is not own and group.is_counted and group.overlaps(own):
            raise Refused(
                _(
                    "The remainder of {code} is already counted and covers some of the same "
                    "strikes. To avoid counting people twice, count only one of the two "
                    "remainders."
                ).format(code=group.code),
                path="count_remainder",
            )


def findings(db: Database) -> Iterator[Finding]:
    """The joint reports whose remainder waits because that of another counts the same people."""
    if not _is_any_counted(db):
        return
    _counted, waiting = rule.counting(groups(db))
    for group, counted in waiting:
        members = group.members | counted.members
        content = {
            "joint": counted.code,
            "others": sorted(member.code for member in members),
        }
        yield Finding(FindingKind.REMAINDER_TWICE, group.code, counted.code, content)


def _is_any_counted(db: Database) -> bool:
    query = "SELECT 1 FROM joint_reports WHERE count_remainder = 1 AND withdrawn = 0 LIMIT 1"
    return db.execute(query).fetchone() is not None


def _counting_codes(group: JointGroup) -> list[str]:
    return [r.code for r in group.reports if r.derives and r.count_remainder]


def _key(item: Remainder, by: str) -> str:
    if by == "district":
        return item.district
    return item.day.isoformat()[: _DATES[by]] if item.day else _UNDATED


def _remainder(db: Database, group: JointGroup, as_known_on: datetime | None) -> Remainder:
    grounds = Grounds(
        (),
        derived_figures.rule_of(db),
        offices=derived_figures.offices_of(db),
        stress_counts=derived_figures.stress_of(db) is Stress.INJURED,
    )
    if group.members:
        uids = json.dumps(sorted(member.uid for member in group.members))
        own = incident_sums.summed(db, f"i.uid IN {LISTED}", [uids], as_known_on, _TAKEN).toll
    else:
        area = Selection(group.first, group.last, tuple(sorted(group.districts)))
        own = incident_sums.summed(db, *selected(db, area), as_known_on, _TAKEN).toll
    return Remainder.of(group, grounds, own, gazetteer.load())


def _member(db: Database, code: str) -> Member:
    (uid,) = db.execute("SELECT uid FROM incidents WHERE code = ?", [code]).fetchone()
    uid, current_code, day, district = db.execute(
        "SELECT uid, code, date, district FROM incidents WHERE uid = ?",
        [records.merge_target(db, uid)],
    ).fetchone()
    return Member(uid, current_code, date.fromisoformat(day) if day else None, district)
