"""Stored findings about incidents, so that an index can count the work queue."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker.domain.counting_rule import Grounds, Step
from kharkiv_tracker.domain.flag import Finding, FindingKind, of_incident
from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState
from kharkiv_tracker.domain.revision import canonical
from kharkiv_tracker.store.approval_history import ApprovalChange
from kharkiv_tracker.store.states import State, record_from


def due(
    state: State,
    grounds: Grounds,
    steps: Sequence[Step],
    since_approval: ApprovalChange | None = None,
) -> list[tuple[str, str, str]]:
    """The kind, key and content of each flag of an incident; one that does not count has none.

    `since_approval` is what is not as it was approved.
    """
    if not state or not _counts(state):
        return []
    incident = record_from(Incident, state)
    findings = list(of_incident(incident, grounds, steps))
    if change := since_approval:
        findings.append(Finding(FindingKind.CHANGED, incident.code, change.key, change.content))
    rows = {(finding.kind.value, finding.key): canonical(finding.content) for finding in findings}
    return [(*key, content) for key, content in rows.items()]


def of(db: Database, row: int, code: str) -> list[Finding]:
    """The stored findings about an incident (by its row)."""
    rows = db.execute("SELECT kind, key, told FROM findings WHERE incident = ?", [row])
    return [finding(code, *row) for row in rows.fetchall()]


def finding(code: str, kind: str, key: str, text: str) -> Finding:
    """The finding of a row."""
    content: dict[str, Any] = json.loads(text)
    return Finding(FindingKind(kind), code, key, content)


def _counts(state: State) -> bool:
    withdrawn = state.get("state") == ReviewState.WITHDRAWN.value
    return not withdrawn and state.get("grade") != Grade.DISCOUNTED.value
