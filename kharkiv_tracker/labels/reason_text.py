"""Why a figure is what it is, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.domain.figure import Figure, Reason
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.i18n import NN_, _, ngettext
from kharkiv_tracker.labels.figure_text import number
from kharkiv_tracker.labels.record_text import speaker
from kharkiv_tracker.labels.time_text import as_of


def because(figure: Figure, reports: Mapping[str, Report]) -> str:
    """Why the figure is what it is, in sentences; `reports` are the incident's, by id."""
    if figure.is_unknown:
        return _("No report gives a number.")
    sentences = []
    for uid in figure.reports(Reason.ADOPTED):
        sentences.append(
            _("{speaker}, {as_of}.").format(
                speaker=_who(reports[uid]), as_of=as_of(reports[uid].as_of)
            )
        )
    for uid in figure.reports(Reason.CHOSEN):
        sentences.append(
            _("Chosen by the analyst: {speaker}, {as_of}.").format(
                speaker=_who(reports[uid]), as_of=as_of(reports[uid].as_of)
            )
        )
    sentences.extend(_counted_reasons(figure, reports))
    return " ".join(sentences)


def _counted_reasons(figure: Figure, reports: Mapping[str, Report]) -> list[str]:
    sentences = []
    if died := figure.reports(Reason.DIED):
        who = ", ".join(sorted({_who(reports[uid]) for uid in died}))
        sentences.append(
            _("Deaths in hospital since then are moved over: {speaker}.").format(speaker=who)
        )
    for reason, (singular, plural) in _COUNTED.items():
        if number_of_reports := len(figure.reports(reason)):
            sentences.append(
                ngettext(singular, plural, number_of_reports).format(n=number(number_of_reports))
            )
    return sentences


_COUNTED: Mapping[Reason, tuple[str, str]] = {
    Reason.WIDENED: NN_(
        "{n} report gives a higher number and widens the range.",
        "{n} reports give higher numbers and widen the range.",
    ),
    Reason.OUTVOTED: NN_(
        "{n} higher number no longer widens the range: two other speakers later gave less.",
        "{n} higher numbers no longer widen the range: two other speakers later gave less.",
    ),
    Reason.SETTLED: NN_(
        "{n} report was replaced by a complete list or a correction.",
        "{n} reports were replaced by a complete list or a correction.",
    ),
    Reason.OWN_LAST_WORD: NN_(
        "{n} report was replaced by a later one of the same speaker.",
        "{n} reports were replaced by later ones of the same speaker.",
    ),
    Reason.OFFICIAL_FIRST: NN_(
        "{n} unofficial number gave way to a later official one.",
        "{n} unofficial numbers gave way to later official ones.",
    ),
    Reason.GROWN_PAST: NN_(
        "{n} report was grown past by a later one.",
        "{n} reports were grown past by later ones.",
    ),
    Reason.NOT_FITTING: NN_(
        "{n} report names parts that do not fit; they are left out.",
        "{n} reports name parts that do not fit; they are left out.",
    ),
}


def _who(report: Report) -> str:
    return _("Confidential source") if report.is_confidential else speaker(report.speaker)
