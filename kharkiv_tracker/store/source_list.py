"""Sources and speakers by name: searched, merged, listed with several offices."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain.counting_rule import Grounds, derive
from kharkiv_tracker.domain.match_key import fold, storable
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.source import Source, SourceKind, Speaker
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import derived_figures, records, rule_choice
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.rule_choice import Difference
from kharkiv_tracker.store.states import record_from, state_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


def named(db: Database, name: str, kind: SourceKind | None = None) -> tuple[str, Source]:
    """The id of a source and the source; raises Refused if there is not exactly one."""
    entries = [
        (uid, record_from(Source, state))
        for uid, state in records.states(db, "source", "WHERE folded = ?", [fold(storable(name))])
    ]
    matches = [entry for entry in entries if kind in (None, entry[1].kind)]
    if not matches:
        raise Refused(_("Source {name} is not in this case file.").format(name=shown(name)))
    if len(matches) > 1:
        raise Refused(
            _("There are several sources named {name}. Add the kind.").format(name=name),
            path="kind",
        )
    return matches[0]


def with_several_offices(case: CaseFile) -> tuple[tuple[Speaker, ...], ...]:
    """People who are known under several offices: a person belongs to one."""
    by_person: dict[str, list[Speaker]] = {}
    key = derived_figures.offices_of(case.db).key
    where = "WHERE folded_person <> '' AND folded_office <> '' ORDER BY folded_person, office"
    for _uid, state in records.states(case.db, "speaker", where):
        speaker = record_from(Speaker, state)
        by_person.setdefault(fold(speaker.person), []).append(speaker)
    return tuple(
        tuple(offices)
        for offices in by_person.values()
        if len({key(speaker.office) for speaker in offices}) > 1
    )


def merge_sources(edit: Edit, target: str, other: str) -> None:
    """Move all that was read in the other source (by id) to the target."""
    _refuse_itself(target, other)
    _hand_over(edit, "source", other, target)


def merge_differences(case: CaseFile, target: str, other: str) -> tuple[Difference, ...]:
    """Every figure that merging two sources (by id) would move, by code; nothing is written."""
    _refuse_itself(target, other)
    source = record_from(Source, records.read(case.db, "source", target) or {})
    incidents = case.db.execute(
        "SELECT DISTINCT i.uid, i.code FROM reports AS r JOIN incidents AS i "
        "ON i.uid = r.incident WHERE r.source = ? ORDER BY i.code",
        [other],
    ).fetchall()
    moved = {uid for (uid,) in case.db.execute("SELECT uid FROM reports WHERE source = ?", [other])}
    return tuple(
        difference
        for uid, code in incidents
        for difference in rule_choice.changes(
            case, code, derive(_read_in(derived_figures.grounds(case.db, uid), source, moved))
        )
    )


def _refuse_itself(target: str, other: str) -> None:
    if target == other:
        raise Refused(_("A source cannot be merged with itself."))


def _read_in(grounds: Grounds, source: Source, moved: Collection[str]) -> Grounds:
    """The grounds of an incident had these of its reports been read in another source."""
    reports = tuple(
        replace(report, source=source) if report.uid in moved else report
        for report in grounds.reports
    )
    return replace(grounds, reports=reports)


def amend_speaker(edit: Edit, speaker: Speaker, corrected: Speaker) -> None:
    """Correct a speaker's name, office or notes; made equal to another, the two are one."""
    if corrected.is_blank:
        raise Refused(_("Enter a person or an office as the speaker."))
    uid, namesake = _speaking(edit.db, speaker), _speaking(edit.db, corrected)
    if uid is None:
        raise Refused(_("Speaker {name} is not in this case file.").format(name=speaker))
    if namesake in (None, uid):
        edit.write("speaker", uid, state_of(corrected))
    else:
        _hand_over(edit, "speaker", uid, str(namesake))


def _hand_over(edit: Edit, kind: str, removed: str, target: str) -> None:
    """Let every record that names `removed` name `target`, and take `removed` off the list."""
    naming = [name for name, record in RECORDS.items() if kind in record.by_name]
    for record_kind in naming:
        for uid, state in list(
            records.states(edit.db, record_kind, f"WHERE {kind} = ?", [removed])
        ):
            edit.write(record_kind, uid, {**state, kind: target})
    edit.write(kind, removed, {})


def _speaking(db: Database, speaker: Speaker) -> str | None:
    row = db.execute(
        "SELECT uid FROM speakers WHERE folded_person = ? AND folded_office = ?",
        [fold(speaker.person), fold(speaker.office)],
    ).fetchone()
    return str(row[0]) if row else None
