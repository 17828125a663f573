"""What is odd about a report or an official total as far as it is typed, by field."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.gui.entry.inputs import Texts
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.entry.update_matches import Match
from kharkiv_tracker.intake import entry_warnings
from kharkiv_tracker.store import statements
from kharkiv_tracker.store.case_file import CaseFile


def of_report(
    report: Report, reader: Reader, day: date | None, match: Match | None
) -> dict[str, str]:
    """Of a report of a strike on this day; `match` is the incident it updates, None for a new."""
    now = datetime.now(UTC)
    cautions = entry_warnings.of_report(report, match.figures if match else {}, day, now)
    return cautions if match else cautions | entry_warnings.of_event(day, reader.today)


def large_falls(report: Report, texts: Texts, match: Match | None) -> dict[str, str]:
    """What an update gives far less of than its incident has, where its kind is not typed."""
    if match is None or texts.get("role", "").strip():
        return {}
    return entry_warnings.large_falls(report, match.figures)


def of_statement(case: CaseFile, statement: Statement) -> dict[str, str]:
    """Of an official total beside the one before it."""
    return entry_warnings.of_statement(statement, _earlier(case, statement), datetime.now(UTC))


def _earlier(case: CaseFile, statement: Statement) -> Statement | None:
    if not statement.area or not statement.as_of:
        return None
    earlier = [
        other
        for other in statements.statements(case)
        if (other.area, other.since) == (statement.area, statement.since)
        and other.as_of
        and statement.as_of.is_later_than(other.as_of)
    ]
    return earlier[-1] if earlier else None
