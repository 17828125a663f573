"""Why a figure is what it is, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.domain.figure import Figure, Reason
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.i18n import _, ngettext
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
            _("{speaker}, {as_of}: the latest report that gives a number.").format(
                speaker=_who(reports[uid]), as_of=as_of(reports[uid].as_of)
            )
        )
    for uid in figure.reports(Reason.CHOSEN):
        sentences.append(
            _("Chosen by the analyst: {speaker}, {as_of}.").format(
                speaker=_who(reports[uid]), as_of=as_of(reports[uid].as_of)
            )
        )
    for uid in figure.reports(Reason.OPENED):
        sentences.append(
            _("{speaker} says “at least”, so the upper end is open.").format(
                speaker=_who(reports[uid])
            )
        )
    sentences.extend(_counted_reasons(figure, reports))
    return " ".join(sentences)


def _counted_reasons(figure: Figure, reports: Mapping[str, Report]) -> list[str]:
    sentences = []
    if transferred := figure.reports(Reason.TRANSFERRED):
        who = ", ".join(sorted({_who(reports[uid]) for uid in transferred}))
        sentences.append(
            _("Deaths in hospital since then are moved over: {speaker}.").format(speaker=who)
        )
    if widened := len(figure.reports(Reason.WIDENED)):
        sentences.append(
            ngettext(
                "{n} other speaker disagrees and widens the range.",
                "{n} other speakers disagree and widen the range.",
                widened,
            ).format(n=number(widened))
        )
    if superseded := len(figure.reports(Reason.SUPERSEDED)):
        sentences.append(
            ngettext(
                "{n} earlier report is superseded.",
                "{n} earlier reports are superseded.",
                superseded,
            ).format(n=number(superseded))
        )
    return sentences


def _who(report: Report) -> str:
    return _("Confidential source") if report.is_confidential else speaker(report.speaker)
