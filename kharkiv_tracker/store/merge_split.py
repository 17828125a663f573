"""Incidents merged, split and linked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain.incident import Incident, ReviewState, code_of
from kharkiv_tracker.domain.link import Link, Relation
from kharkiv_tracker.domain.match_key import storable
from kharkiv_tracker.domain.record import NUMBERED
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import identity, person_groups, record_subjects, records
from kharkiv_tracker.store.codes import find
from kharkiv_tracker.store.corrections import end_choice, refuse_merged
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.incidents import uid_of
from kharkiv_tracker.store.states import State, record_from, state_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


def merge(edit: Edit, target: str, other: str) -> None:
    """Merge two incidents: the reports of `other` move to `target`, whose fields do not change.

    Reports, persons and attachments get new numbers and can still be read by their old codes; two
    reports that say the same stay two. `other` is withdrawn and points to `target` from then on;
    entries for its code are added to `target`. A report chosen for `other` was chosen among fewer
    reports, so that choice ends; a choice for `target` remains. Its notes and identifiers move to
    `target` as well. Links and joint reports that name
    `other` name `target` instead; a joint report that names both still names both.
    """
    uid, _incident = _changeable(edit.db, target)
    merged_uid, merged_state = _changeable(edit.db, other)
    if uid == merged_uid:
        raise Refused(_("{code} cannot be merged with itself.").format(code=code_of(target)))
    if any(link.relation is Relation.DIFFERENT for link in _between(edit.db, uid, merged_uid)):
        raise Refused(
            _("{one} and {other} are marked as not the same. Remove this mark first.").format(
                one=code_of(target), other=code_of(other)
            )
        )
    for kind in NUMBERED:
        for record, state in _belonging(edit.db, kind, merged_uid):
            _move(edit, kind, record, state, uid)
            if kind == "person":
                person_groups.arrange(edit, record)
    record_subjects.move(edit, merged_uid, uid)
    _relink(edit, merged_uid, uid)
    _name_in_joint_reports(edit, merged_uid, uid)
    fields = {n: v for n, v in merged_state.items() if n not in ("chosen", "chosen_reason")}
    fields.update(state=ReviewState.WITHDRAWN.value, merged_into=uid)
    edit.write("incident", merged_uid, fields)


def split(edit: Edit, code: str, reports: Sequence[int], incident: Incident | None = None) -> str:
    """Move some reports (by number) to an incident of their own; returns its code.

    Persons and attachments that belong to those reports go along, as do persons whom only they
    name among those who died; reports name only persons of their own incident then, records of
    one person stay joined. Without an
    `incident` the new one is `parted` from the old. A choice of a report that goes ends. The two
    are linked.
    """
    uid, state = _changeable(edit.db, code)
    by_number = {own["number"]: (key, own) for key, own in _belonging(edit.db, "report", uid)}
    chosen = [by_number.get(number) for number in dict.fromkeys(reports)]
    leaving = [pair for pair in chosen if pair]
    if not chosen or len(leaving) < len(chosen):
        missing = next((number for number in reports if number not in by_number), None)
        raise Refused(
            _("Give the numbers of the reports to move.")
            if missing is None
            else _("{code} has no report {number}.").format(code=state["code"], number=missing)
        )
    if len(leaving) == len(by_number):
        raise Refused(_("At least one report must stay in {code}.").format(code=state["code"]))
    begun = parted(record_from(Incident, state)) if incident is None else incident
    new_code = edit.add_incident(
        replace(begun, code="", chosen="", chosen_reason="", merged_into="", approved_changes=0), ()
    )
    _kind, new_uid = find(edit.db, new_code)
    moved = {report for report, _state in leaving}
    for report, report_state in leaving:
        _move(edit, "report", report, report_state, new_uid)
        end_choice(edit, uid, report)
    going = _named_only(edit.db, uid, leaving)
    for kind in ("person", "attachment"):
        for record, record_state in _belonging(edit.db, kind, uid):
            if record_state.get("report") in moved or record in going:
                _move(edit, kind, record, record_state, new_uid)
    for incident_uid in (uid, new_uid):
        _cut_references(edit, incident_uid)
    edit.write("link", identity.new_uid(), state_of(Link(new_uid, uid, Relation.SPLIT)))
    return new_code


def parted(incident: Incident) -> Incident:
    """What an incident split from this one begins as: the same time and place, yet to be reviewed.

    The grade is kept, so that what does not count does not begin to; the summary was of both.
    """
    return replace(incident, code="", state=ReviewState.DRAFT, summary="")


def link(edit: Edit, code: str, other_code: str, relation: Relation, notes: str = "") -> None:
    """Link two incidents; for SPLIT, `code` was split from `other_code`."""
    (uid, _one), (other_uid, _other) = (
        _changeable(edit.db, code),
        _changeable(edit.db, other_code),
    )
    if uid == other_uid:
        raise Refused(_("{code} cannot be linked to itself.").format(code=code_of(code)))
    if any(old_link.relation is relation for old_link in _between(edit.db, uid, other_uid)):
        raise Refused(
            _("{one} and {other} already have this link.").format(
                one=code_of(code), other=code_of(other_code)
            )
        )
    remark = storable(notes).strip()
    edit.write("link", identity.new_uid(), state_of(Link(uid, other_uid, relation, remark)))


def unlink(edit: Edit, uid: str) -> None:
    """Remove a link, by its id."""
    if records.read(edit.db, "link", uid) is None:
        raise Refused(_("This link no longer exists."))
    edit.write("link", uid, {})


def links(case: CaseFile, code: str) -> tuple[Link, ...]:
    """The links of an incident, in the order they were made in, incidents by their codes."""
    return tuple(
        replace(link, one=_code(case.db, link.one), other=_code(case.db, link.other))
        for link in _links(case.db, uid_of(case, code))
    )


def merged_into(case: CaseFile, code: str) -> str:
    """The code of the incident this one was merged into; "" where it was not merged."""
    uid = uid_of(case, code)
    target = records.merge_target(case.db, uid)
    return "" if target == uid else _code(case.db, target)


def merged_from(case: CaseFile, code: str) -> tuple[str, ...]:
    """The codes of the incidents that were merged into this one."""
    rows = case.db.execute(
        "SELECT code FROM incidents WHERE merged_into = ? ORDER BY code", [uid_of(case, code)]
    )
    return tuple(row[0] for row in rows)


def _changeable(db: Database, code: str) -> tuple[str, State]:
    """The id and state of an incident that can be changed; Refused with a sentence otherwise."""
    kind, uid = find(db, code)
    state = records.read(db, kind, uid) or {}
    if kind != "incident":
        raise Refused(_("{code} is not an incident.").format(code=code_of(code)))
    refuse_merged(db, code, state)
    if state["state"] == ReviewState.WITHDRAWN.value:
        raise Refused(_("{code} is withdrawn. Reinstate it first.").format(code=code_of(code)))
    return uid, state


def _belonging(db: Database, kind: str, incident: str) -> list[tuple[str, State]]:
    return list(records.states(db, kind, "WHERE incident = ? ORDER BY number", [incident]))


def _move(edit: Edit, kind: str, uid: str, state: State, incident: str) -> None:
    number = edit.next_number(kind, incident)
    edit.write(kind, uid, {**state, "incident": incident, "number": number})


def _named_only(db: Database, incident: str, leaving: Sequence[tuple[str, State]]) -> set[str]:
    """The persons whom no report that stays names: those who died by the reports that leave."""
    moved = {report for report, _state in leaving}
    staying = [state for report, state in _belonging(db, "report", incident) if report not in moved]
    named = {person for _report, state in leaving for person in state.get("died", ())}
    named -= {person for state in staying for person in state.get("died", ())}
    persons = _belonging(db, "person", incident)
    return named & {uid for uid, state in persons if state.get("report") in (None, *moved)}


def _cut_references(edit: Edit, incident: str) -> None:
    """Let reports of an incident name only persons of it among those who died."""
    own = {uid for uid, _state in _belonging(edit.db, "person", incident)}
    for uid, state in _belonging(edit.db, "report", incident):
        if not own.issuperset(state.get("died", ())):
            edit.write("report", uid, {**state, "died": sorted(own & {*state["died"]})})
    for uid in sorted(own):
        person_groups.arrange(edit, uid)


def _links(db: Database, incident: str) -> list[Link]:
    states = records.states(db, "link", "WHERE ? IN (one, other)", [incident])
    return [record_from(Link, state, uid=uid) for uid, state in states]


def _between(db: Database, uid: str, other_uid: str) -> Iterable[Link]:
    return [link for link in _links(db, uid) if other_uid in (link.one, link.other)]


def _relink(edit: Edit, merged_uid: str, target: str) -> None:
    """Let links name the target of the merge; duplicates are removed."""
    for changed in _links(edit.db, merged_uid):
        one_uid, other_uid = (
            target if end == merged_uid else end for end in (changed.one, changed.other)
        )
        is_duplicate = any(
            link.relation is changed.relation for link in _between(edit.db, one_uid, other_uid)
        )
        if one_uid == other_uid or is_duplicate:
            edit.write("link", changed.uid, {})
        else:
            edit.write(
                "link", changed.uid, state_of(replace(changed, one=one_uid, other=other_uid))
            )


def _name_in_joint_reports(edit: Edit, gone: str, target: str) -> None:
    about = "WHERE uid IN (SELECT record FROM joint_incidents WHERE value = ?)"
    for uid, state in records.states(edit.db, "joint", about, [gone]):
        named = set(state["incidents"])
        if target not in named:
            named = named - {gone} | {target}
            edit.write("joint", uid, {**state, "incidents": sorted(named)})


def _code(db: Database, incident: str) -> str:
    (code,) = db.execute("SELECT code FROM incidents WHERE uid = ?", [incident]).fetchone()
    return str(code)
