"""Findings in words: what kind of doubt it is, and what is doubtful, with the figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kharkiv_tracker import labels
from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.flag import Finding, FindingKind
from kharkiv_tracker.domain.quantity import subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.i18n import N_, _, ngettext
from kharkiv_tracker.labels import figure_change_text, people_text

_PLAIN = {
    FindingKind.OFFICE_UNJUDGED: N_(
        "Counts as official until it is marked official or unofficial in the list of offices."
    ),
    FindingKind.SINGLE_SPEAKER: N_("All that is known comes from one speaker."),
    FindingKind.DISTRICT_UNKNOWN: N_("In which district it happened is not known."),
    FindingKind.UNDATED: N_("The day is not known; no period holds it."),
    FindingKind.PROVISIONAL: N_("Younger than a week: the toll still moves."),
    FindingKind.NOT_APPROVED: N_("Nobody has approved it yet."),
}


def title(kind: FindingKind) -> str:
    """The kind of doubt in one or two words."""
    return labels.word(kind)


def sentence(finding: Finding, reports: Mapping[str, Report]) -> str:
    """What is doubtful, in a sentence; `reports` are those of the record, by id."""
    if finding.kind in _PLAIN:
        return _(_PLAIN[finding.kind])
    content = finding.content
    match finding.kind:
        case FindingKind.DISAGREEMENT:
            return _("{quantity}: {speakers} gives another number.").format(
                quantity=_quantity(finding), speakers=_speakers(finding, reports)
            )
        case FindingKind.NOT_FITTING:
            return _("{quantity}: reported by {speakers}, does not fit and is left out.").format(
                quantity=_quantity(finding), speakers=_speakers(finding, reports)
            )
        case FindingKind.FALLS | FindingKind.JUMP | FindingKind.DIGITS_SWAPPED:
            return _CHANGES[finding.kind](finding)
        case FindingKind.PERSONS_EXCEED:
            n = int(content["persons"])
            return ngettext(
                "{quantity}: {n} person is recorded, the figure is {high}.",
                "{quantity}: {n} persons are recorded, the figure is {high}.",
                n,
            ).format(quantity=_quantity(finding), n=n, high=content["high"])
        case FindingKind.CHANGED:
            return _("Changed since it was approved: {figures}.").format(
                figures=figure_change_text.what(content["figures"])
            )
        case FindingKind.SAME_PERSON:
            return _("A person of the same name is recorded in {codes}.").format(
                codes=_others(finding)
            )
        case FindingKind.REMAINDER_TWICE:
            return _(
                "Its remainder is not counted: that of {code} counts already, of some of the same "
                "strikes. Count the remainder of one of the two."
            ).format(code=content["joint"])
        case FindingKind.NO_UPDATE:
            day = date.fromisoformat(str(content["day"]))
            return _("No report since {day}.").format(day=labels.date(day, short=True))
    own = Figure(content["low"], content["low"], content["high"])
    return _("{quantity}: {count} told, but its incidents come to {own}.").format(
        quantity=_quantity(finding),
        count=labels.count(parse_count(str(content["count"]))),
        own=labels.figure_words(own),
    )


def _falls(finding: Finding) -> str:
    return _("{quantity}: falls from {before} to {after}.").format(**_change(finding))


def _jumps(finding: Finding) -> str:
    return _("{quantity}: jumps from {before} to {after}.").format(**_change(finding))


def _swapped(finding: Finding) -> str:
    return _("{quantity}: {after} beside {before}; are digits swapped?").format(**_change(finding))


_CHANGES = {
    FindingKind.FALLS: _falls,
    FindingKind.JUMP: _jumps,
    FindingKind.DIGITS_SWAPPED: _swapped,
}


def _change(finding: Finding) -> dict[str, str]:
    content = finding.content
    return {
        "quantity": _quantity(finding),
        "before": str(content["before"]),
        "after": str(content["after"]),
    }


def _quantity(finding: Finding) -> str:
    quantity, _dot, part = str(finding.content["quantity"]).partition(".")
    text = people_text.capital(labels.quantity(quantity))
    return f"{text}, {labels.quantity(subset(quantity, part))}" if part else text


def _speakers(finding: Finding, reports: Mapping[str, Report]) -> str:
    named_reports = [reports[uid] for uid in finding.content.get("reports", ()) if uid in reports]
    speakers = [
        _("Confidential source") if report.is_confidential else labels.speaker(report.speaker)
        for report in named_reports
    ]
    return ", ".join(dict.fromkeys(speakers))


def _others(finding: Finding) -> str:
    return ", ".join(str(code) for code in finding.content.get("others", ()))
