"""The sentences of the page: what the totals mean, the rule, terms, limits, how to cite."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kharkiv_tracker import codebook, labels
from kharkiv_tracker.charts import chart_notes
from kharkiv_tracker.domain.counting_rule import EDITION, Rule, Stress
from kharkiv_tracker.domain.figure import Range
from kharkiv_tracker.domain.incident import Grade
from kharkiv_tracker.domain.quantity import (
    AFFECTED,
    CHILDREN,
    COUNTED,
    INJURED,
    MISSING,
    STRESS,
    subset,
)
from kharkiv_tracker.domain.total import Toll, Total
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import stress_text
from kharkiv_tracker.search import typed_terms
from kharkiv_tracker.summary.summary_data import SelectionData, SummaryData


def with_missing(beside: Sequence[str]) -> tuple[str, ...]:
    """The quantities that are printed large."""
    return (*COUNTED, MISSING) if MISSING in beside else COUNTED


def also(quantity: str, figures: Mapping[str, Range]) -> str:
    """What is printed with the large figure of a quantity, lest it be misread."""
    if quantity == MISSING:
        return _("never added to the killed")
    return stress_text.affected(figures) if quantity == INJURED else ""


def big(data: SelectionData, quantities: Sequence[str] = ()) -> list[dict[str, str]]:
    """The figures that matter, each with what qualifies it."""
    total = data.totals.total
    reports, speakers = data.extent.reports, len(data.extent.speakers)
    return [
        *(
            {
                "number": _large(total.toll[name], total.incidents),
                "name": labels.quantity(name),
                "about": _about(name, total.toll),
                "also": also(name, total.toll),
            }
            for name in quantities or with_missing(data.beside)
        ),
        {
            "number": labels.number(total.incidents) if total.incidents else labels.NOTHING,
            "name": ngettext("incident", "incidents", total.incidents)
            if total.incidents
            else _("none recorded"),
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
    if not incidents and total.best is None:
        return labels.NOTHING
    if total.best is None:
        return "?"
    about, more = "~" if total.about else "", "+" if total.is_open else ""
    return f"{about}{labels.number(total.best)}{more}"


def _about(quantity: str, toll: Toll) -> str:
    parts = []
    total = toll[quantity]
    children = toll[subset(quantity, CHILDREN)] if quantity in COUNTED else Total()
    if children.low:
        at_least = ngettext("at least {n} child", "at least {n} children", children.low)
        about = ngettext("at least about {n} child", "at least about {n} children", children.low)
        text = about if children.about else at_least
        parts.append(text.format(n=labels.number(children.low)))
    if total.is_open:
        parts.append(_("no upper limit reported"))
    elif total.low != total.high and total.low is not None and total.high is not None:
        parts.append(
            _("between {low} and {high}").format(
                low=labels.number(total.low), high=labels.number(total.high)
            )
        )
    if quantity in COUNTED:
        parts.append(labels.unknown_in(total))
    return " · ".join(part for part in parts if part)


def lead(data: SelectionData) -> str:
    """What the figures cover, and that actual figures are likely higher."""
    extent = data.extent
    if not extent.incidents:
        nothing = _(
            "No incidents recorded in this selection. This does not mean that no one was harmed."
        )
        why = typed_terms.read(data.selection.text).problem
        return " ".join(filter(None, (why, nothing, chart_notes.remainder(data.totals))))
    count = extent.incidents
    sentences = []
    if extent.first and extent.last:
        sentences.append(
            ngettext(
                "The figures cover {n} incident, {period}.",
                "The figures cover {n} incidents, {period}.",
                count,
            ).format(n=labels.number(count), period=_from_to(extent.first, extent.last))
        )
    if extent.undated:
        sentences.append(
            ngettext(
                "Date unknown: {n} incident.",
                "Date unknown: {n} incidents.",
                extent.undated,
            ).format(n=labels.number(extent.undated))
        )
    sentences.append(chart_notes.unknowns(data.totals))
    sentences.append(chart_notes.remainder(data.totals))
    if data.tells_of_stress:
        sentences.append(stress_text.which(data.stress))
    sentences.append(
        _("Only numbers reported by a source are counted; actual numbers are likely higher.")
    )
    return " ".join(sentence for sentence in sentences if sentence)


def _from_to(first: date, last: date) -> str:
    if first == last:
        return labels.date(first)
    return _("{first} to {last}").format(first=labels.date(first), last=labels.date(last))


def rule(data: SummaryData) -> str:
    """The counting rule, in plain words."""
    sentence = {
        Rule.LATEST: _(
            "For each incident, a later number from the same speaker replaces the earlier "
            "one. A later number at least as large replaces those of other speakers, and a "
            "later official number replaces unofficial ones. An unofficial number never "
            "replaces an official one. The largest official number left is used or, if there "
            "is none, the largest. A higher number raises the upper end of the range."
        ),
        Rule.RANGE: _(
            "For each incident, a later number from the same speaker replaces the earlier "
            "one. A later number at least as large replaces those of other speakers, and a "
            "later official number replaces unofficial ones. An unofficial number never "
            "replaces an official one. The largest official number left is used or, if there "
            "is none, the largest. The range covers the last number from each speaker."
        ),
        Rule.CHOSEN: _(
            "For each incident, the analyst may choose a report and give the reason. "
            "Otherwise the largest official number not replaced by a later one is used."
        ),
    }[data.rule]
    return " ".join(
        [
            sentence,
            _("Edition of the rule: {n}.").format(n=EDITION),
            _("A death in hospital moves a person from injured to killed."),
            *_beside_rules(data),
            _("Figures are added up by incident. Official totals are never added."),
        ]
    )


def _beside_rules(data: SummaryData) -> list[str]:
    """How what is shown beside killed and injured is counted."""
    sentences = []
    if data.tells_of_stress and data.stress is Stress.APART:
        sentences.append(
            _(
                "These steps apply to the number affected. The number injured is the number "
                "affected without people with acute stress."
            )
        )
    if MISSING in data.beside:
        sentences.append(
            _(
                "For missing people, the latest official number is used or, if there is none, "
                "the latest number."
            )
        )
    return sentences


def definitions(data: SummaryData) -> list[tuple[str, str]]:
    """Terms and what they mean here, grades only where they occur."""
    entries = [
        (_("Incident"), _("Civilians killed or injured at one place and time.")),
        *_of_people(data),
        (_("Sign +"), _("At least this many: no upper limit reported.")),
        (
            _("Sign ~"),
            _("About this many, according to a source. Sums that include it are also approximate."),
        ),
        (_("Sign ?"), _("No source gives a number. It is not 0 and adds nothing to a sum.")),
        (
            _("None recorded"),
            _("No incidents recorded here. This does not mean there were none."),
        ),
    ]
    if data.extent.describes_people:
        meaning = _(
            "A range gives the lowest and the highest number. Groups that no report mentions "
            "may be larger."
        )
        entries.append((_("Who was killed or injured"), meaning))
    for grade in Grade:
        if grade in data.extent.grades:
            entries.append((labels.word(grade), codebook.definition(grade)))
    return entries


def _of_people(data: SummaryData) -> list[tuple[str, str]]:
    """What the injured are, and what is shown beside them."""
    meaning = _(
        "Civilians who were hurt and are alive: wounds, burns, concussion, smoke poisoning."
    )
    sentences = [meaning, stress_text.which(data.stress), stress_text.undivided(data.undivided)]
    entries = [(labels.heading(INJURED), " ".join(filter(None, sentences)))]
    beside = data.beside
    if data.tells_of_stress:
        together = _("The injured and those with acute stress together, without the killed.")
        entries.append((labels.heading(AFFECTED), together))
    if STRESS in beside:
        entries.append((labels.heading(STRESS), _("People treated for an acute stress reaction.")))
    if MISSING in beside:
        missing = _("People reported missing or under the rubble in the latest report.")
        entries.append((labels.heading(MISSING), missing))
    return entries


def inclusion() -> str:
    """What is counted and what is not."""
    return _(
        "This summary counts civilians killed or injured by weapons in the area and period "
        "above, each incident once, on its own day. It does not count combatants or "
        "incidents that are withdrawn or graded Discounted."
    )


def limits() -> str:
    """What these figures cannot say."""
    return _(
        "Not every report can be verified in wartime: some people may be missed, and one "
        "person may be counted in two incidents. Later reports change the numbers. Actual "
        "numbers are likely higher."
    )
