"""The summary of what changed since an earlier one: totals, districts, incident by incident."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kharkiv_tracker import city, gazetteer, labels
from kharkiv_tracker.charts import chart_notes
from kharkiv_tracker.domain.counting_rule import Stress
from kharkiv_tracker.domain.figure import Figure, Range
from kharkiv_tracker.domain.quantity import BESIDE, COUNTED
from kharkiv_tracker.domain.revision import short
from kharkiv_tracker.domain.total import GroupTotal
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import remainder_text, stress_text
from kharkiv_tracker.summary import blocks, method_block, page_frame, prose, tables
from kharkiv_tracker.summary.blocks import Block, Row
from kharkiv_tracker.summary.incident_csv import LONGEST
from kharkiv_tracker.summary.publication_profile import Redactor
from kharkiv_tracker.summary.summary_data import IncidentData
from kharkiv_tracker.summary.summary_diff import ChangedIncident, RemovedIncident, SummaryDiff

#: Ranges of figures contain no spaces, so that this is a word of its own.


def page(changes: SummaryDiff) -> dict[str, Any]:
    """The page as nested lists and texts."""
    return page_frame.content(
        changes.now,
        [
            blocks.big(_big(changes)),
            blocks.text(_lead(changes)),
            blocks.heading(_("Change by district")),
            _districts(changes),
            *_altered(changes),
            *_new(changes),
            *_gone(changes),
            *page_frame.method(changes.now),
            *method_block.method_page(changes.now),
        ],
        title=_("What changed in “{title}”").format(title=page_frame.named(changes.now)),
        about=_about(changes),
    )


def _about(changes: SummaryDiff) -> str:
    before = changes.before
    since = _("since revision {n}").format(n=labels.number(changes.revision))
    if before.recorded:
        since = _("since revision {n} of {when} {clock}").format(
            n=labels.number(changes.revision),
            when=labels.moment(before.recorded),
            clock=city.text("clock"),
        )
    fingerprint = _("fingerprint {letters}").format(letters=short(before.fingerprint))
    selected = page_frame.selected(changes.now)
    return _("{since} ({fingerprint}) · {selected}").format(
        since=tables.capital(since), fingerprint=fingerprint, selected=selected
    )


def _big(changes: SummaryDiff) -> list[dict[str, str]]:
    """The large figures now, and what they were."""
    quantities = prose.with_missing(_beside(changes))
    before = prose.big(changes.before, quantities)
    return [
        {**now, "about": _before(now, then)}
        for now, then in zip(prose.big(changes.now, quantities), before, strict=True)
    ]


def _before(now: Mapping[str, str], then: Mapping[str, str]) -> str:
    """A large figure as it was, with what was printed with it."""
    if now["number"] == then["number"] and now.get("also") == then.get("also"):
        return _("unchanged")
    parts = [_number(then["number"])]
    parts += [then["also"]] if then.get("also") and now.get("also") != then["also"] else []
    return _("before: {number}").format(number=" · ".join(parts))


def _beside(changes: SummaryDiff) -> tuple[str, ...]:
    """What was or is printed beside killed and injured."""
    either = {*changes.before.beside, *changes.now.beside}
    return tuple(name for name in BESIDE if name in either)


def _number(large: str) -> str:
    """The number, “none recorded” in words."""
    return _("none recorded") if large == labels.NOTHING else large


def _lead(changes: SummaryDiff) -> str:
    counts = [
        _count(
            len(changes.new),
            ngettext("{n} new incident.", "{n} new incidents.", len(changes.new)),
        ),
        _count(
            len(changes.altered),
            ngettext("{n} incident changed.", "{n} incidents changed.", len(changes.altered)),
        ),
        _count(
            len(changes.gone),
            ngettext(
                "{n} incident is no longer counted.",
                "{n} incidents are no longer counted.",
                len(changes.gone),
            ),
        ),
    ]
    sentences = [sentence for sentence in counts if sentence]
    if not sentences:
        sentences = [_("No incidents were added, changed or removed.")]
    if changes.same:
        sentences.append(
            _count(
                changes.same,
                ngettext("{n} incident unchanged.", "{n} incidents unchanged.", changes.same),
            )
        )
    sentences.append(chart_notes.unknowns(changes.now.totals))
    sentences.append(_remainder(changes))
    sentences += _stress(changes)
    sentences.append(
        _("Only numbers reported by a source are counted; actual numbers are likely higher.")
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _remainder(changes: SummaryDiff) -> str:
    """What the totals contain of no incident, and what they contained before."""
    before, now = (data.totals.total.remainder for data in (changes.before, changes.now))
    sentences = [remainder_text.included(now)]
    if before != now:
        sentences.append(remainder_text.earlier(before))
    return " ".join(filter(None, sentences))


def _stress(changes: SummaryDiff) -> list[str]:
    """Which injured these are, and whether they were others before."""
    if not (changes.now.tells_of_stress or changes.before.tells_of_stress):
        return []
    sentences = [stress_text.which(changes.now.stress)]
    if changes.before.stress is not changes.now.stress:
        sentences.append(
            _("In the earlier summary, injured included people with acute stress.")
            if changes.before.stress is Stress.INJURED
            else _("In the earlier summary, injured did not include people with acute stress.")
        )
    return sentences


def _count(n: int, sentence: str) -> str:
    return sentence.format(n=labels.number(n)) if n else ""


def _districts(changes: SummaryDiff) -> Block:
    """Every district that had or has an incident."""
    then = {group.key: group for group in changes.before.totals.groups}
    now = {group.key: group for group in changes.now.totals.groups}
    keys = gazetteer.load().in_order({*then, *now})
    beside = _beside(changes)
    rows = [_district(_named(key), then.get(key), now.get(key), beside) for key in keys]
    total = _district(_("All"), changes.before.totals.total, changes.now.totals.total, beside)
    head = [_("District"), _("Incidents"), *tables.headings(beside)]
    dashed = any(labels.NOTHING in str(cell).split() for row in rows for cell in row[1:])
    note = _("Dash: none recorded.") if dashed else ""
    columns = f"wn{tables.NUMBERS}{tables.narrow(beside)}"
    size = blocks.LIST if beside else blocks.BODY
    return blocks.table(head, rows, columns, total if rows else None, note=note, size=size)


def _named(key: str) -> str:
    place = gazetteer.load().get(key)
    return labels.district(place) if place else key


def _district(
    name: str, then: GroupTotal | None, now: GroupTotal | None, beside: Sequence[str]
) -> Row:
    columns = []
    for part in ("incidents", *COUNTED, *beside):
        columns.append(_moved(_cell(then, part), _cell(now, part)))
    return [name, *columns]


def _cell(group: GroupTotal | None, part: str) -> str:
    if group is None or not group.incidents:
        return labels.NOTHING
    if part == "incidents":
        return labels.number(group.incidents)
    return labels.figure_text(group.toll[part])


def _moved(then: str, now: str) -> str:
    """A figure that is as it was, or what it was and is."""
    return now if then == now else _("{before} → {after}").format(before=then, after=now)


def _figures(before: Range, after: Range) -> str:
    return _moved(labels.figure_text(before), labels.figure_text(after))


def _altered(changes: SummaryDiff) -> list[Block]:
    if not changes.altered:
        return []
    rows = [_altered_row(change, changes) for change in changes.altered[:LONGEST]]
    head = [_("Code"), _("Place and changes"), *tables.headings()]
    table = blocks.table(
        head, rows, f"tw{tables.NUMBERS}", size=blocks.LIST, note=_more(len(changes.altered))
    )
    return [blocks.heading(_("Changed incidents")), table]


def _altered_row(change: ChangedIncident, changes: SummaryDiff) -> Row:
    redactor = Redactor.of(changes.now.request, change.before, change.after)
    before, after = change.before.row, change.after.row
    return [
        after.code,
        [tables.where(change.after, redactor), *_differences(change, changes, redactor)],
        *(_figures(before.figures[name], after.figures[name]) for name in COUNTED),
    ]


def _differences(change: ChangedIncident, changes: SummaryDiff, redactor: Redactor) -> list[str]:
    """What changed besides killed and injured, a line for each."""
    before, after = change.before, change.after
    ungraded = _("not graded")
    pairs = [
        (
            _("When"),
            labels.event_time_brief(before.row.event),
            labels.event_time_brief(after.row.event),
        ),
        (_("Where"), tables.where(before, redactor), tables.where(after, redactor)),
        (
            _("Grade"),
            labels.word(before.row.grade) if before.row.grade else ungraded,
            labels.word(after.row.grade) if after.row.grade else ungraded,
        ),
        (_("Review state"), labels.word(before.row.state), labels.word(after.row.state)),
    ]
    pairs += [
        (
            labels.heading(name),
            labels.figure_text(before.figures.get(name, Figure())),
            labels.figure_text(after.figures.get(name, Figure())),
        )
        for name in _beside(changes)
    ]
    lines = [
        _("{field}: {before} → {after}").format(field=field, before=then, after=now)
        for field, then, now in pairs
        if then != now
    ]
    new = len({r.uid for r in after.reports} - {r.uid for r in before.reports})
    if new:
        counted = ngettext("{n} new report", "{n} new reports", new)
        lines.append(counted.format(n=labels.number(new)))
    if lines or tables.figures(before) != tables.figures(after):
        return lines
    return [_("Another field, not printed here")]


def _new(changes: SummaryDiff) -> list[Block]:
    if not changes.new:
        return []
    table = tables.incidents(changes.new[:LONGEST], changes.now)
    more = _more(len(changes.new))
    return [blocks.heading(_("New incidents")), table, *([blocks.note(more)] if more else [])]


def _gone(changes: SummaryDiff) -> list[Block]:
    if not changes.gone:
        return []
    rows = [_gone_row(gone, changes) for gone in changes.gone[:LONGEST]]
    head = [_("Code"), _("Place and reason"), *tables.headings()]
    table = blocks.table(
        head, rows, f"tw{tables.NUMBERS}", size=blocks.LIST, note=_more(len(changes.gone))
    )
    return [blocks.heading(_("Incidents no longer counted, with their earlier figures")), table]


def _gone_row(gone: RemovedIncident, changes: SummaryDiff) -> Row:
    incident: IncidentData = gone.incident
    redactor = Redactor.of(changes.now.request, incident)
    return [
        incident.row.code,
        [tables.where(incident, redactor), *tables.beside(incident), gone.why],
        *tables.figures(incident),
    ]


def _more(count: int) -> str:
    """A sentence with the number of incidents that are not listed."""
    more = count - LONGEST
    if more <= 0:
        return ""
    return ngettext(
        "{n} more incident is counted above and not listed here.",
        "{n} more incidents are counted above and not listed here.",
        more,
    ).format(n=labels.number(more))
