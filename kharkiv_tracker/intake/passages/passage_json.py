"""What a text proposes as the JSON of `read`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kharkiv_tracker.domain.count import Count, Ratio, parse_count
from kharkiv_tracker.domain.quantity import KILLED, QUANTITIES
from kharkiv_tracker.intake.passages.findings import children
from kharkiv_tracker.intake.passages.proposal import Finding, PassageReading, Proposal, Subject

#: Quantities that every incident and official total has, said or not; others where they are said.
_ALWAYS = ("killed", "injured")


def document(reading: PassageReading) -> dict[str, Any]:
    """The proposals by their kinds, and the numbers left over."""
    of = {
        subject: [
            _incident(one) if subject is Subject.INCIDENT else _statement(one)
            for one in reading.proposals
            if one.subject is subject
        ]
        for subject in Subject
    }
    return {
        "incidents": of[Subject.INCIDENT],
        "statements": of[Subject.STATEMENT],
        "unused": [{"words": [one.start, one.end], "reason": one.reason} for one in reading.unused],
    }


def _incident(proposal: Proposal) -> dict[str, Any]:
    event = _part(proposal, "when").get("event", {})
    where = _part(proposal, "where")
    weapons = _part(proposal, "weapons").get("weapons", [])
    return {
        "date": event.get("date"),
        "date_precision": event.get("precision"),
        **({"time": event["time"]} if "time" in event else {}),
        **({"until": event["until"]} if "until" in event else {}),
        "district": None if proposal.is_area else where.get("district"),
        "district_candidates": [one.key for one in proposal.candidates],
        "place": where.get("place", proposal.place),
        **({"settlement": where["settlement"]} if where.get("settlement") else {}),
        "scope": proposal.scope.value,
        **_part(proposal, "as_of"),
        **_counts(proposal),
        "weapon": weapons[0] if len(weapons) == 1 else None,
        "weapons": weapons,
        **_voice(proposal),
        "civilian": True,
        "role": _part(proposal, "role").get("role", "update"),
        "update": proposal.is_update,
        **_part(proposal, "transfer"),
        "circumstances": _part(proposal, "circumstances").get("circumstances"),
        "persons": [dict(one.part) for one in proposal.persons],
        "words": _words(proposal),
    }


def _statement(proposal: Proposal) -> dict[str, Any]:
    return {
        "area": _part(proposal, "area").get("area"),
        "since": _part(proposal, "since").get("since"),
        **_part(proposal, "as_of"),
        "scope": proposal.scope.value,
        **_counts(proposal),
        **_voice(proposal),
        "words": _words(proposal),
    }


def _part(proposal: Proposal, name: str) -> Mapping[str, Any]:
    finding = proposal.findings.get(name)
    return finding.part if finding else {}


def _counts(proposal: Proposal) -> dict[str, Any]:
    counts: dict[str, Any] = {}
    of_whom: dict[str, Any] = {}
    killed = _part(proposal, KILLED).get(KILLED, "")
    for name in QUANTITIES:
        finding = proposal.findings.get(name)
        if finding is None and name not in _ALWAYS:
            continue
        counts[name] = _count(str(finding.part.get(name, "")), killed) if finding else None
        parts = finding.part.get("of_whom", {}).get(name, {}) if finding else {}
        if parts:
            of_whom[name] = dict(parts)
        if name in _ALWAYS:
            minors = children(parts)
            counts[f"children_{name}"] = _number(minors) if minors is not None else None
    return {**counts, "of_whom": of_whom}


def _count(text: str, killed: str) -> dict[str, Any] | None:
    """A count with what it comes to: twice as many as were killed in figures, too."""
    if not text:
        return None
    count = parse_count(text)
    if isinstance(count, Ratio):
        base = parse_count(killed) if killed else None
        if not isinstance(base, Count):
            return {"low": None, "high": None, "text": text}
        return {**_number(count.resolve(base)), "text": text}
    return _number(count)


def _number(count: Count) -> dict[str, Any]:
    return {"low": count.low, "high": count.high, "text": str(count)}


def _voice(proposal: Proposal) -> dict[str, Any]:
    """Who speaks: a person, else the office; the office alone under its own name, too."""
    speaker, office = (
        _part(proposal, "speaker").get("speaker"),
        _part(proposal, "office").get("office"),
    )
    return {"speaker": speaker or office, "office": office}


def _words(proposal: Proposal) -> dict[str, Any]:
    words = {name: _pairs(one) for name, one in proposal.findings.items() if one.spans}
    if proposal.persons:
        words["persons"] = [pair for one in proposal.persons for pair in _pairs(one)]
    return words


def _pairs(finding: Finding) -> list[list[int]]:
    return [list(pair) for pair in finding.spans]
