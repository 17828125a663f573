"""The case's sources and speakers, those most relied on first, and what is known of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kharkiv_tracker import collation
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import derived_figures, field_merge, records
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.states import record_from, state_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source, and how many reports and statements, withdrawn ones apart, were read there."""

    source: Source
    reports: int
    statements: int
    uid: str = ""


@dataclass(frozen=True, slots=True)
class QuotedSpeaker:
    """A speaker, how often reports and totals that are not withdrawn quote them, other offices."""

    speaker: Speaker
    times: int
    also: tuple[str, ...] = ()


def sources(case: CaseFile) -> tuple[Source, ...]:
    """Every source, the most used first."""
    used = _reports_by_source(case)
    states = records.states(case.db, "source")
    by_use = sorted(states, key=lambda item: -used.get(item[0], 0))
    return tuple(record_from(Source, state) for _uid, state in by_use)


def listed(case: CaseFile) -> tuple[ListedSource, ...]:
    """Every source with how often it is relied on, the most used first."""
    reports = _reports_by_source(case)
    statements = dict(
        case.db.execute(
            "SELECT source, count(*) FROM statements WHERE withdrawn = 0 AND source IS NOT NULL "
            "GROUP BY source"
        ).fetchall()
    )
    entries = [
        ListedSource(record_from(Source, state), reports.get(uid, 0), statements.get(uid, 0), uid)
        for uid, state in records.states(case.db, "source")
    ]
    entries.sort(key=lambda entry: collation.key(entry.source.name))
    return tuple(sorted(entries, key=lambda entry: (-entry.reports, -entry.statements)))


def speakers(case: CaseFile) -> tuple[Speaker, ...]:
    """Every speaker, the most quoted first."""
    where = "ORDER BY (SELECT count(*) FROM reports WHERE speaker = speakers.uid) DESC, id"
    return tuple(
        record_from(Speaker, state) for _uid, state in records.states(case.db, "speaker", where)
    )


def offices(case: CaseFile) -> tuple[tuple[str, tuple[QuotedSpeaker, ...]], ...]:
    """Each office with its speakers, the most quoted first; "" is for speakers without an office.

    Who is known under several offices has the others with them: one speaker may count as two.
    """
    times = _quoted(case)
    # Under two names of one office a person is one speaker.
    key = derived_figures.offices_of(case.db).key
    known = {uid: record_from(Speaker, state) for uid, state in records.states(case.db, "speaker")}
    of_person: dict[str, dict[str, str]] = {}
    by_office: dict[str, list[str]] = {}
    for uid, speaker in known.items():
        by_office.setdefault(fold(speaker.office), []).append(uid)
        if speaker.office and fold(speaker.person):
            own = of_person.setdefault(fold(speaker.person), {})
            own.setdefault(fold(speaker.office), speaker.office)
    listed = []
    for folded, uids in by_office.items():
        people = [
            QuotedSpeaker(
                known[uid],
                times[uid],
                tuple(
                    name
                    for other, name in of_person.get(fold(known[uid].person), {}).items()
                    if folded and key(other) != key(folded)
                ),
            )
            for uid in uids
        ]
        people.sort(key=lambda entry: (-entry.times, collation.key(entry.speaker.person)))
        listed.append((known[uids[0]].office, tuple(people)))
    return tuple(
        sorted(
            listed,
            key=lambda entry: (
                not entry[0],
                -sum(who.times for who in entry[1]),
                collation.key(entry[0]),
            ),
        )
    )


def amend(edit: Edit, uid: str, source: Source, before: Source | None = None) -> None:
    """Correct a source of the list (by its id).

    `before` is how it was when the correction was begun: what others changed since stays. Raises
    Refused where they changed the same field, where it has neither name nor kind, or where another
    is called so already.
    """
    if before is not None:
        now = record_from(Source, records.read(edit.db, "source", uid) or {})
        source = field_merge.merged(before, source, now)
    if not fold(source.name) and source.kind is None:
        raise Refused(_("Enter a name or choose a source kind."), path="name")
    if source.rank is not None and source.rank < 1:
        raise Refused(_("The highest rank is 1. Enter 1 or more."), path="rank")
    for other_uid, state in records.states(
        edit.db, "source", "WHERE folded = ?", [fold(source.name)]
    ):
        if other_uid != uid and record_from(Source, state).kind is source.kind:
            raise Refused(
                _("Source {name} of this kind already exists.").format(name=source.name),
                path="name",
            )
    edit.write("source", uid, state_of(source))


def of_host(case: CaseFile, host: str) -> str:
    """The source whose reports have most links to this host; "" without any."""
    row = case.db.execute(
        "SELECT s.name FROM reports AS r JOIN sources AS s ON s.uid = r.source "
        "WHERE r.url LIKE ? ESCAPE '!' OR r.url LIKE ? ESCAPE '!' "
        "GROUP BY s.name ORDER BY count(*) DESC, s.name LIMIT 1",
        [f"%://{_literal(host)}/%", f"%://{_literal(host)}"],
    ).fetchone()
    return str(row[0]) if row else ""


def _literal(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _reports_by_source(case: CaseFile) -> dict[str, int]:
    # Counted in one query: a query for each source would read all reports each time.
    rows = case.db.execute(
        "SELECT source, count(*) FROM reports WHERE withdrawn = 0 AND source IS NOT NULL "
        "GROUP BY source"
    )
    return dict(rows.fetchall())


def _quoted(case: CaseFile) -> Counter[str]:
    times: Counter[str] = Counter()
    for table in ("reports", "statements", "joint_reports"):
        rows = case.db.execute(
            f"SELECT speaker, count(*) FROM {table} WHERE withdrawn = 0 AND speaker IS NOT NULL "
            "GROUP BY speaker"
        )
        times.update(dict(rows.fetchall()))
    return times
