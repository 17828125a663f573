"""The sentences of the page: what the totals mean, official totals, rule, terms and limits."""

from __future__ import annotations

from datetime import date
from typing import Any

from kharkiv_tracker import codebook, gazetteer, labels
from kharkiv_tracker.charts import words
from kharkiv_tracker.charts.wording import drawable
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.derive import Rule
from kharkiv_tracker.domain.figure import Total
from kharkiv_tracker.domain.incident import Grade
from kharkiv_tracker.domain.report import CHILDREN, MINORS, QUANTITIES, subset
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.summary import tables
from kharkiv_tracker.summary.gathered import Gathered

#: Official totals listed on the page; the rest are counted.
_MOST_STATEMENTS = 12


def big(gathered: Gathered) -> list[dict[str, str]]:
    """The three figures that matter, each with what qualifies it."""
    total = gathered.totals.total
    reports = sum(len(told.reports) for told in gathered.incidents)
    speakers = len(tables.voices(gathered.incidents))
    return [
        {
            "number": _large(total.killed, total.incidents),
            "name": _("killed"),
            "about": _about(total.killed, total.of_whom.get("killed", {}).get(CHILDREN)),
        },
        {
            "number": _large(total.injured, total.incidents),
            "name": _("injured"),
            "about": _about(total.injured, total.of_whom.get("injured", {}).get(CHILDREN)),
        },
        {
            "number": labels.number(total.incidents) if total.incidents else _("None"),
            "name": ngettext("incident", "incidents", total.incidents)
            if total.incidents
            else _("recorded"),
            "about": _("{reports} by {speakers}").format(
                reports=ngettext("{n} report", "{n} reports", reports).format(
                    n=labels.number(reports)
                ),
                speakers=ngettext("{n} speaker", "{n} speakers", speakers).format(
                    n=labels.number(speakers)
                ),
            )
            if reports
            else "",
        },
    ]


def _large(total: Total, incidents: int) -> str:
    """The best estimate; nothing recorded and nothing known are not 0."""
    if not incidents:
        return "–"
    if total.best is None:
        return "?"
    about, more = "~" if total.about else "", "+" if total.is_open else ""
    return f"{about}{labels.number(total.best)}{more}"


def _about(total: Total, children: Total | None) -> str:
    told = []
    if children is not None and children.low:
        told.append(
            ngettext("at least {n} child", "at least {n} children", children.low).format(
                n=labels.number(children.low)
            )
        )
    if total.is_open:
        told.append(_("open upwards"))
    elif total.low != total.high:
        told.append(_("range {range}").format(range=labels.figure_text(total)))
    told.append(labels.unknown_in(total))
    return " · ".join(part for part in told if part)


def lead(gathered: Gathered) -> str:
    """What the figures cover, and that the truth is likely worse."""
    if not gathered.incidents:
        return _("No incident is recorded in this selection. That does not mean nobody was harmed.")
    days = sorted(t.row.event.date for t in gathered.incidents if t.row.event.date)
    count = len(gathered.incidents)
    told = []
    if days:
        told.append(
            ngettext(
                "The figures cover {n} incident, {period}.",
                "The figures cover {n} incidents, {period}.",
                count,
            ).format(n=labels.number(count), period=_from_to(days[0], days[-1]))
        )
    if len(days) < count:
        undated = count - len(days)
        told.append(
            ngettext(
                "The date of {n} incident is unknown.",
                "The dates of {n} incidents are unknown.",
                undated,
            ).format(n=labels.number(undated))
        )
    told.append(words.unknowns(gathered.totals))
    told.append(_("Only what a source reported is counted; actual figures are likely higher."))
    return " ".join(sentence for sentence in told if sentence)


def _from_to(first: date, last: date) -> str:
    if first == last:
        return labels.date(first)
    return _("{first} to {last}").format(first=labels.date(first), last=labels.date(last))


def statements(gathered: Gathered) -> list[dict[str, Any]]:
    """Official running totals by area and beginning, the latest first, each on one line."""
    told = list(reversed(gathered.statements))
    groups: dict[str, list[str]] = {}
    for each in told[:_MOST_STATEMENTS]:
        groups.setdefault(_scope(each), []).append(_statement(each))
    listed = [{"scope": scope, "lines": lines} for scope, lines in groups.items()]
    more = len(told) - _MOST_STATEMENTS
    if more > 0:
        counted = ngettext("{n} earlier one is recorded.", "{n} earlier ones are recorded.", more)
        listed.append({"scope": "", "lines": [counted.format(n=labels.number(more))]})
    return listed


def _scope(each: Statement) -> str:
    """What a statement counts: an area, since a day."""
    place = gazetteer.load().get(each.area)
    area = labels.area(place) if place else drawable(each.area, 40)
    if each.since is None:
        return area
    return _("{area} since {date}").format(area=area, date=labels.date(each.since))


def _statement(each: Statement) -> str:
    """When and by whom it was said, and the counts as they were given."""
    named = str(each.speaker) or each.source.name
    who = drawable(named if each.source.may_be_named else "", 80) or _("speaker not named")
    counts = []
    for whole in QUANTITIES:
        said = each.count(whole)
        if not said.is_unknown:
            counts.append(_people(whole, said, _children(each, whole)))
    return _("{when} · {who}: {counts}").format(
        when=labels.as_of(each.as_of), who=who, counts=", ".join(counts)
    )


def _people(whole: str, said: Count, children: str) -> str:
    told = _("{count} {people}").format(count=labels.count(said), people=labels.quantity(whole))
    return f"{told} ({children})" if children else told


def _children(each: Statement, whole: str) -> str:
    """Children as the statement gives them, where it does."""
    given = [each.count(subset(whole, minor)) for minor in MINORS]
    known = [count for count in given if not count.is_unknown]
    if len(known) != 1:
        return ""
    number = known[0].number or 0
    return ngettext("{count} child", "{count} children", number).format(
        count=labels.count(known[0])
    )


def rule(gathered: Gathered) -> str:
    """How an incident's reports become its figure, in plain words."""
    told = {
        Rule.LATEST: _(
            "For each incident the latest report that gives a number is taken; of equally late "
            "ones the largest. A higher number from another speaker widens the range upwards."
        ),
        Rule.HIGHEST_RANKED: _(
            "For each incident the latest report of the highest-ranked source that gives a number "
            "is taken. A higher number from another speaker widens the range upwards."
        ),
        Rule.RANGE: _(
            "For each incident the latest report that gives a number is taken; the range spans "
            "what every speaker said last."
        ),
        Rule.CHOSEN: _(
            "For each incident the analyst chooses a report and says why; else the latest that "
            "gives a number is taken."
        ),
    }[gathered.rule]
    return " ".join(
        [
            told,
            _("Deaths in hospital move a person from the injured to the killed."),
            _("Figures are added up incident by incident; official running totals never are."),
        ]
    )


def definitions(gathered: Gathered) -> list[list[str]]:
    """Terms and what they mean here, grades only where they occur."""
    used = {told.row.grade for told in gathered.incidents}
    told = [
        [_("Incident"), _("Harm to civilians at one place and time.")],
        [_("Sign +"), _("At least this many: a source left the upper end open.")],
        [_("Sign ?"), _("No source gives a number. It is not 0 and adds nothing to a sum.")],
        [
            _("None recorded"),
            _("No incident is recorded here. That does not mean that there was none."),
        ],
    ]
    if any(gathered.totals.total.of_whom.values()):
        told.append([_("Who was harmed"), _("As far as reports say; any group may be larger.")])
    for grade in Grade:
        if grade in used:
            told.append([labels.word(grade), codebook.definition(grade)])
    return told


def limits(gathered: Gathered) -> str:
    """What is left out, and what these figures cannot say."""
    return " ".join(
        [
            _("Civilians only; combatants are not counted."),
            words.left_out(gathered.totals.left_out, gathered.selection),
            _(
                "Nobody can check every report in war: people may be missed, and one person may be "
                "counted in two incidents. Later reports change the figures."
            ),
        ]
    )
