"""Drafts as proposals: each value as JSON and as a person would type it, with its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from kharkiv_tracker import labels
from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.age import parse_age
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.incident import Weapon
from kharkiv_tracker.domain.passage import Ranges
from kharkiv_tracker.domain.person import Status
from kharkiv_tracker.domain.place import DistrictKind
from kharkiv_tracker.domain.quantity import (
    INJURED,
    KILLED,
    MISSING,
    QUANTITIES,
    RESCUED,
    WITH_PARTS,
)
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.when import AsOf, EventTime, Precision, parse_as_of, parse_date
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.counts.count_sums import ONE, added, at_least
from kharkiv_tracker.intake.counts.count_text import count_text
from kharkiv_tracker.intake.outcome import Context, Question
from kharkiv_tracker.intake.passages.draft_counts import Tally, tally
from kharkiv_tracker.intake.passages.incident_draft import Draft
from kharkiv_tracker.intake.passages.people_group import Group
from kharkiv_tracker.intake.passages.proposal import Finding, Proposal, Scope, Subject
from kharkiv_tracker.intake.passages.sentence_text import PassageText
from kharkiv_tracker.intake.times.time_texts import as_of_text, day_text, event_text

_STATUS = {
    KILLED: Status.KILLED, INJURED: Status.INJURED, MISSING: Status.MISSING, RESCUED: Status.RESCUED
}  # fmt: skip


def proposal(draft: Draft, text: PassageText, context: Context) -> Proposal | None:
    """What a draft proposes; None where it says nothing of people."""
    tallies = _tallies(draft)
    _add_dead(draft, tallies)
    findings = _counts(tallies)
    if draft.transfers:
        findings["transfer"] = _transfer(draft)
    if not findings:
        return None
    findings |= _scene(draft, context)
    findings |= _voice(draft, context)
    if not draft.is_statement:
        findings |= _remarks(draft, text)
    sentences = sorted(set(draft.sentences))
    return Proposal(
        Subject.STATEMENT if draft.is_statement else Subject.INCIDENT,
        findings,
        () if draft.is_statement else _persons(draft, tallies),
        draft.scene.place.candidates if draft.scene.place and not draft.is_statement else (),
        draft.scene.place.name if draft.scene.place and not draft.is_statement else "",
        _scope(draft, context),
        any(one.is_update for one in tallies.values()),
        draft.scene.place is None,
        merged(text.span(text.sentences[n].start, text.sentences[n].end) for n in sentences),
    )


def merged(spans: Iterable[tuple[int, int]]) -> Ranges:
    """Ranges in order, those that touch as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        elif start < end:
            joined.append((start, end))
    return passage.ranges(joined)


def _tallies(draft: Draft) -> dict[str, Tally]:
    names = dict.fromkeys(one.claim.quantity for one in draft.placed)
    tallies = {
        name: tally([one for one in draft.placed if one.claim.quantity == name])
        for name in QUANTITIES
        if name in names
    }
    return {name: one for name, one in tallies.items() if one.is_said}


def _add_dead(draft: Draft, tallies: Mapping[str, Tally]) -> None:
    """Of the killed at least those who died in hospital, where the new total is said."""
    killed = tallies.get(KILLED)
    if killed is None or not isinstance(killed.count, Count) or killed.count.is_unknown:
        return
    for placed in draft.transfers:
        if placed.claim.group.name and placed.claim.group.name not in killed.parts:
            killed.parts[placed.claim.group.name] = at_least(ONE)
            killed.part_spans[placed.claim.group.name] = list(placed.number)


def _counts(tallies: Mapping[str, Tally]) -> dict[str, Finding]:
    findings: dict[str, Finding] = {}
    for name, one in tallies.items():
        parts = one.parts if name in WITH_PARTS else {}
        part: dict[str, object] = {name: str(one.count)} if str(one.count) else {}
        if parts:
            part["of_whom"] = {name: {key: str(count) for key, count in parts.items()}}
        if not part:
            continue
        spans = [*one.spans, *(span for key in parts for span in one.part_spans.get(key, ()))]
        findings[name] = Finding(part, count_text(one.count, parts), merged(spans))
    return findings


def _transfer(draft: Draft) -> Finding:
    number = sum(one.claim.group.low or 1 for one in draft.transfers)
    spans = merged(span for one in draft.transfers for span in one.spans)
    return Finding({"transfer": {"injured_to_killed": number}}, str(number), spans)


def _scene(draft: Draft, context: Context) -> dict[str, Finding]:
    scene = draft.scene
    findings: dict[str, Finding] = {}
    if draft.as_of is not None:
        time, span = draft.as_of
        findings["as_of"] = Finding({"as_of": time}, as_of_text(parse_as_of(time)), merged([span]))
    if draft.is_statement:
        findings["area"] = _area(draft, context)
        if draft.since is not None:
            day, span = draft.since
            findings["since"] = Finding({"since": day}, day_text(parse_date(day)), merged([span]))
        return findings
    if scene.time is not None and scene.time.event is not None:
        event = scene.time.event
        findings["when"] = Finding(
            {"event": event}, event_text(_event(event)), merged(scene.time_spans)
        )
    if scene.place is not None and scene.place.part is not None:
        findings["where"] = Finding(
            scene.place.part, scene.place.typed or scene.place.text, merged(scene.place_spans)
        )
    elif scene.place is None and scene.area is not None and scene.area.area is not None:
        area = scene.area.area
        part = {"district": area.key, "place": ""}
        findings["where"] = Finding(part, labels.area(area), merged(scene.area_spans))
    if scene.weapons:
        names = dict.fromkeys(name for mark, _span in scene.weapons for name in mark.values)
        words = ", ".join(labels.word(Weapon(name)) for name in names)
        spans = merged(span for _mark, span in scene.weapons)
        findings["weapons"] = Finding({"weapons": list(names)}, words, spans)
    return findings


def _event(event: Mapping[str, str]) -> EventTime:
    """A time of a strike from its JSON."""
    from datetime import time

    until: AsOf | None = parse_as_of(event["until"]) if event.get("until") else None
    return EventTime(
        parse_date(event["date"]),
        time.fromisoformat(event["time"]) if event.get("time") else None,
        Precision(event.get("precision", "date")),
        until,
    )


def _area(draft: Draft, context: Context) -> Finding:
    """The area of an official total: what it names, else the whole oblast."""
    mark = draft.scene.place or draft.scene.area
    area = None
    if mark is not None:
        area = mark.area or context.places.get(mark.district)
    spans = draft.scene.place_spans or draft.scene.area_spans
    if area is None:
        area = next(
            one for one in context.places.districts if one.kind is DistrictKind.OBLAST_UNKNOWN
        )
    return Finding({"area": area.key}, labels.area(area), merged(spans))


def _scope(draft: Draft, context: Context) -> Scope:
    scene = draft.scene
    districts = []
    if scene.place is not None:
        districts = [one for key in scene.place.keys if (one := context.places.get(key))]
    elif scene.area is not None and scene.area.area is not None:
        districts = [scene.area.area]
    city = (DistrictKind.CITY_DISTRICT, DistrictKind.CITY_UNKNOWN)
    return Scope.CITY if districts and all(one.kind in city for one in districts) else Scope.OBLAST


def _voice(draft: Draft, context: Context) -> dict[str, Finding]:
    voice = draft.voice
    if voice is None:
        return {}
    name, value = ("speaker", voice.person) if voice.person else ("office", voice.office)
    text = value
    with suppress(Refused):
        outcome = field_reader.read(name, value, context)
        if not isinstance(outcome, Question):
            text = outcome.texts.get(name, value)
    return {name: Finding({name: value}, text, merged(draft.voice_spans))}


def _remarks(draft: Draft, text: PassageText) -> dict[str, Finding]:
    findings: dict[str, Finding] = {}
    if draft.circumstances:
        spans = merged(draft.circumstances)
        words = " ".join(text.text[start:end].strip() for start, end in spans)
        findings["circumstances"] = Finding({"circumstances": words}, words, spans)
    if draft.is_retold:
        role = Role.RETOLD
        findings["role"] = Finding(
            {"role": role.value}, labels.word(role), merged(draft.retold_spans)
        )
    return findings


def _persons(draft: Draft, tallies: Mapping[str, Tally]) -> tuple[Finding, ...]:
    matches: list[Finding] = []
    seen: list[tuple[object, ...]] = []
    for quantity, one in tallies.items():
        for group, spans in one.persons:
            matches += _described(quantity, group, spans, seen)
    for placed in draft.transfers:
        matches += _described(KILLED, placed.claim.group, placed.spans, seen)
    return tuple(matches)


def _described(
    quantity: str, group: Group, spans: Sequence[tuple[int, int]], seen: list[tuple[object, ...]]
) -> list[Finding]:
    matches = []
    for age in group.ages:
        status = _STATUS.get(quantity)
        part: dict[str, object] = {"age": age}
        if group.sex:
            part["sex"] = group.sex
        if status is not None:
            part["status"] = status.value
        key = (quantity, age, group.sex, tuple(spans))
        with suppress(Refused):
            text = labels.age(parse_age(age))
            if key not in seen:
                seen.append(key)
                matches.append(Finding(part, text, merged(spans)))
    return matches


def count_of(finding: Finding, name: str) -> str:
    """The notation of a count of a finding; "" for none."""
    return str(finding.part.get(name, ""))


def children(parts: Mapping[str, str]) -> Count | None:
    """The children among the parts of a count; None where none are named."""
    total: Count | None = None
    for name in ("child", "boys", "girls"):
        if name in parts:
            count = Count.parse(parts[name])
            total = count if total is None else added(total, count)
    return total
