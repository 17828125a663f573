"""Whatever an analyst does in whatever order: figures, steps, search and totals stay right.

`make faults` lives through 10,000 steps of it, `make test` through a few hundred.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.counting_rule import Rule
from kharkiv_tracker.domain.entry import Entries, IncidentEntry
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.incident import Grade, Incident
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.domain.person import Person, Sex, Status
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import Toll
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.store import (
    attachment_records,
    codes,
    corrections,
    entry_records,
    history,
    incidents,
    joint_comparison,
    merge_split,
    name_erasure,
    person_records,
    records,
    rule_choice,
    source_list,
    source_usage,
    totals,
    undo_stack,
    version_restore,
    work_queue,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.verification import verify
from tests.store.lives import REPORT_LISTS, STRIKES, reports
from tests.store.slow import Slow, flattened

PLACES = gazetteer.load()
NAMES = ("Олена Т’яга", 'Ivan "Vania" O\'Hara')
WHICH = st.integers(0, 7)
PERSONS = st.builds(
    Person,
    name=st.sampled_from(["", *NAMES]),
    cleared=st.booleans(),
    age=st.sampled_from(["34", "~30", "5-7"]).map(Count.parse),
    sex=st.sampled_from([None, *Sex]),
    status=st.sampled_from([None, *Status]),
)
Snapshot = dict[str, Any]


def snapshot(case: CaseFile) -> Snapshot:
    """Every record there is, by kind and id."""
    return {
        f"{kind} {uid}": state for kind in RECORDS for uid, state in records.states(case.db, kind)
    }


class Life(RuleBasedStateMachine):
    """One case file, edited, undone, redone and opened again, beside two stacks of snapshots."""

    @initialize(strike=STRIKES, reports=REPORT_LISTS)
    def begin(self, strike: Incident, reports: tuple[Report, ...]) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "life.ktcase"
        self.case = CaseFile.create(self.path, author="first")
        self.done, self.undone = [snapshot(self.case)], list[Snapshot]()
        self.edit(lambda edit: edit.add_incident(strike, reports))

    def teardown(self) -> None:
        if hasattr(self, "case"):
            assert verify(self.case).problems == ()
            self.case.close()
            self.folder.cleanup()

    def edit(self, change: Callable[[Edit], object], author: str = "analyst") -> None:
        """Make a change; one that is refused changes nothing."""
        before = history.count(self.case)
        try:
            with self.case.edit(author, "because") as edit:
                change(edit)
        except Refused:
            assert history.count(self.case) == before
            assert snapshot(self.case) == self.done[-1]
            return
        if history.count(self.case) > before:
            self.done.append(snapshot(self.case))
            self.undone.clear()

    def code(self, which: int) -> str:
        codes = [row[0] for row in self.case.db.execute("SELECT code FROM incidents ORDER BY id")]
        return str(codes[which % len(codes)]) if codes else "KHT-2022-08-17-01"

    def report(self, code: str, which: int) -> str:
        reports = incidents.reports(self.case, code) if self.has(code) else ()
        return f"{code}/{reports[which % len(reports)].number if reports else 1}"

    def has(self, code: str) -> bool:
        return bool(
            self.case.db.execute("SELECT 1 FROM incidents WHERE code = ?", [code]).fetchone()
        )

    @rule(strike=STRIKES, reports=REPORT_LISTS)
    def add(self, strike: Incident, reports: tuple[Report, ...]) -> None:
        self.edit(lambda edit: edit.add_incident(strike, reports))

    @rule(which=WHICH, reports=REPORT_LISTS)
    def update(self, which: int, reports: tuple[Report, ...]) -> None:
        entry = IncidentEntry(None, reports, self.code(which))
        self.edit(lambda edit: entry_records.record(edit, Entries((entry,))))

    @rule(which=WHICH, strike=STRIKES)
    def amend_incident(self, which: int, strike: Incident) -> None:
        self.edit(lambda edit: corrections.amend(edit, self.code(which), strike))

    @rule(which=WHICH, other=WHICH, report=reports())
    def amend_report(self, which: int, other: int, report: Report) -> None:
        code = self.report(self.code(which), other)
        self.edit(lambda edit: corrections.amend(edit, code, report))

    @rule(which=WHICH, report=st.none() | WHICH, verb=st.sampled_from(["withdraw", "reinstate"]))
    def withdraw_or_reinstate(self, which: int, report: int | None, verb: str) -> None:
        code = self.code(which)
        code = code if report is None else self.report(code, report)
        self.edit(lambda edit: getattr(corrections, verb)(edit, code))

    @rule(which=WHICH, author=st.sampled_from(["analyst", "second"]))
    def approve(self, which: int, author: str) -> None:
        self.edit(lambda edit: corrections.approve(edit, self.code(which)), author)

    @rule(which=WHICH, grade=st.sampled_from([None, *Grade]))
    def grade(self, which: int, grade: Grade | None) -> None:
        self.edit(lambda edit: corrections.set_grade(edit, self.code(which), grade))

    @rule(is_required=st.booleans())
    def want_a_second_name(self, is_required: bool) -> None:
        self.edit(lambda edit: rule_choice.set_review(edit, is_required, 30))

    @rule(one=WHICH, other=WHICH)
    def merge(self, one: int, other: int) -> None:
        self.edit(lambda edit: merge_split.merge(edit, self.code(one), self.code(other)))

    @rule(which=WHICH, numbers=st.lists(st.integers(1, 4), min_size=1, max_size=2))
    def split(self, which: int, numbers: list[int]) -> None:
        self.edit(lambda edit: merge_split.split(edit, self.code(which), numbers))

    @rule(one=WHICH, other=WHICH, relation=st.sampled_from(list(Relation)))
    def link(self, one: int, other: int, relation: Relation) -> None:
        self.edit(lambda edit: merge_split.link(edit, self.code(one), self.code(other), relation))

    @rule(counted=st.sampled_from([Rule.LATEST, Rule.RANGE]))
    def count_by(self, counted: Rule) -> None:
        foreseen = rule_choice.differences(self.case, counted)
        before = Slow(self.case)
        self.edit(lambda edit: rule_choice.set_rule(edit, counted))
        after = Slow(self.case)
        due = {
            (code, quantity, was.get(quantity), now[quantity])
            for code in after.incidents
            if (was := before.figures(code, None)) is not None
            and (now := after.figures(code, None)) is not None
            for quantity in now
            if _ends(was.get(quantity)) != _ends(now[quantity])
        }
        expected = {
            (one.code, one.quantity, one.before, one.after)
            for one in foreseen
            if _ends(one.before) != _ends(one.after)
        }
        assert {(c, q, _ends(b), _ends(a)) for c, q, b, a in expected} >= {
            (c, q, _ends(b), _ends(a))
            for c, q, b, a in due
            if after.incidents[c].counts_in_totals and q in ("killed", "injured")
        }

    @rule(which=WHICH, report=WHICH)
    def choose(self, which: int, report: int) -> None:
        code = self.report(self.code(which), report)
        self.edit(lambda edit: rule_choice.choose(edit, code, "the only one who was there"))

    @rule(which=WHICH)
    def count_by_the_rule_again(self, which: int) -> None:
        self.edit(lambda edit: rule_choice.unchoose(edit, self.code(which)))

    @rule(which=WHICH, person=PERSONS)
    def name(self, which: int, person: Person) -> None:
        self.edit(lambda edit: person_records.add(edit, self.code(which), person))

    @rule(which=WHICH, number=st.integers(1, 3))
    def purge(self, which: int, number: int) -> None:
        code = f"{self.code(which)}/P{number}"
        before = history.count(self.case)
        try:
            # An old code of a person who moved leads to them as well.
            name = (records.read(self.case.db, *codes.find(self.case.db, code)) or {}).get("name")
            with self.case.edit("analyst", "asked for it") as edit:
                name_erasure.purge(edit, code)
        except Refused:
            assert history.count(self.case) == before
            return
        for stack in (self.done, self.undone):
            stack[:] = [_without(name or "", item) for item in stack]
        assert snapshot(self.case) == self.done[-1]
        text = json.dumps(snapshot(self.case), ensure_ascii=False)
        assert name in (None, person_records.PURGED) or name not in text

    @rule(which=WHICH, content=st.binary(min_size=1, max_size=40))
    def attach(self, which: int, content: bytes) -> None:
        self.edit(
            lambda edit: attachment_records.attach(
                edit, self.code(which), content, name="photo.jpg", collector="analyst"
            )
        )

    @rule(one=WHICH, other=WHICH, killed=st.integers(0, 40))
    def add_joint(self, one: int, other: int, killed: int) -> None:
        joint_report = JointReport(
            incidents=(self.code(one), self.code(other)),
            counts={"killed": Count.parse(str(killed))},
            count_remainder=killed % 2 == 0,
        )
        self.edit(lambda edit: joint_comparison.add(edit, joint_report))

    @rule(which=WHICH)
    def set_aside(self, which: int) -> None:
        findings = list(work_queue.listed(self.case, PLACES))
        if findings:
            one = findings[which % len(findings)]
            self.edit(
                lambda edit: work_queue.set_aside(edit, one.code, one.kind, one.key, "looked at")
            )

    @rule(which=WHICH)
    def take_up(self, which: int) -> None:
        aside = [
            one
            for code in self.every()
            for one in work_queue.findings(self.case, code, aside=True)
            if one.aside
        ]
        if aside:
            one = aside[which % len(aside)]
            self.edit(lambda edit: work_queue.take_up(edit, one.code, one.kind, one.key))

    @rule(one=WHICH, other=WHICH)
    def make_one_source_of_two(self, one: int, other: int) -> None:
        listed = source_usage.listed(self.case)
        if listed:
            target, gone = (listed[which % len(listed)].uid for which in (one, other))
            self.edit(lambda edit: source_list.merge_sources(edit, target, gone))

    @rule(one=WHICH, other=WHICH)
    def correct_a_speaker(self, one: int, other: int) -> None:
        listed = source_usage.speakers(self.case)
        if listed:
            wrong, right = (listed[which % len(listed)] for which in (one, other))
            self.edit(lambda edit: source_list.amend_speaker(edit, wrong, right))

    @precondition(lambda self: len(self.done) > 1)
    @rule()
    def undo(self) -> None:
        undo_stack.undo(self.case, "analyst")
        self.undone.append(self.done.pop())
        assert snapshot(self.case) == self.done[-1]

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        undo_stack.redo(self.case, "analyst")
        self.done.append(self.undone.pop())
        assert snapshot(self.case) == self.done[-1]

    @rule(which=WHICH, version=WHICH)
    def restore(self, which: int, version: int) -> None:
        code = self.code(which)
        versions = version_restore.versions(self.case, code) if self.has(code) else []
        if versions:
            seq = versions[version % len(versions)].seq
            self.edit(lambda edit: version_restore.restore(edit, code, seq))

    @rule()
    def open_again(self) -> None:
        self.case.close()
        self.case = CaseFile.open(self.path)
        assert snapshot(self.case) == self.done[-1]

    def every(self) -> list[str]:
        return [row[0] for row in self.case.db.execute("SELECT code FROM incidents")]

    @invariant()
    def everything_is_what_a_slow_hand_makes_of_it(self) -> None:
        if not hasattr(self, "case"):
            return
        slow = Slow(self.case)
        for code in slow.incidents:
            stored = incidents.steps(self.case, code)
            assert Counter(map(repr, stored)) == Counter(map(repr, slow.steps(code)))
        for clock in (None, parse_clock("2022-08-18")):
            for code in slow.incidents:
                due = slow.figures(code, clock) or {}
                assert incidents.figures(self.case, code, clock) == due
            for by in ("district", "weapon"):
                result = totals.totals(self.case, Selection(), by, clock)
                due_by = slow.totals(Selection(), by, clock)
                assert {group.key: flattened(group) for group in result.groups} == due_by
            for word in ("гуртожиток", "smoke 100", "анна"):
                query = Selection(text=word)
                rows = incidents.rows(
                    self.case, incidents.ids(self.case, query, as_known_on=clock), clock
                )
                assert sorted(row.code for row in rows) == sorted(slow.held(query, clock))
        self.the_queue_agrees_with_itself()
        days = totals.per_day(self.case)
        whole = totals.totals(self.case).total
        assert sum((day.toll for day in days), Toll()).counted == whole.toll.counted

    def the_queue_agrees_with_itself(self) -> None:
        counts = work_queue.waiting(self.case, PLACES)
        for kind in FindingKind:
            codes = work_queue.codes(self.case, PLACES, kind)
            assert len(codes) == counts.get(kind, 0)
            assert codes == {one.code for one in work_queue.listed(self.case, PLACES, kind)}
            for code in codes:
                assert kind in {one.kind for one in work_queue.findings(self.case, code)}


def _ends(figure: Any) -> tuple[Any, ...]:
    return (figure.low, figure.best, figure.high) if figure else (None, None, None)


def _without(name: str, snapshot: Snapshot) -> Snapshot:
    """The snapshot with a name gone from every text in it."""
    if not name:
        return snapshot

    def cleaned(value: Any) -> Any:
        if isinstance(value, str):
            return value.replace(name, person_records.PURGED)
        if isinstance(value, list):
            return [cleaned(item) for item in value]
        return value

    return {
        record: {field: cleaned(value) for field, value in state.items()}
        for record, state in snapshot.items()
    }


TestLife = Life.TestCase
if settings.get_current_profile_name() != "faults":
    TestLife.settings = settings(
        max_examples=12, stateful_step_count=25, deadline=None, derandomize=True
    )
