"""Why a figure is what it is, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kharkiv_tracker import collation
from kharkiv_tracker.domain.figure import Figure, Reason
from kharkiv_tracker.domain.part_checks import Excess
from kharkiv_tracker.domain.quantity import KILLED, subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.i18n import NN_, _, ngettext
from kharkiv_tracker.labels import stress_text
from kharkiv_tracker.labels.figure_text import number
from kharkiv_tracker.labels.quantity_text import quantity
from kharkiv_tracker.labels.record_text import speaker
from kharkiv_tracker.labels.time_text import as_of


def because(figure: Figure, reports: Mapping[str, Report]) -> str:
    """Why the figure is what it is, in sentences; `reports` are the incident's, by id."""
    if figure.is_unknown:
        return _("No report gives a number.")
    return " ".join(
        [
            *_sources(figure.reports(Reason.ADOPTED), reports, _("{speaker}, {as_of}.")),
            *_sources(
                figure.reports(Reason.CHOSEN),
                reports,
                _("Chosen by the analyst: {speaker}, {as_of}."),
            ),
            *_counted_reasons(figure, reports),
            *_not_fitting(figure, reports),
        ]
    )


def excess(parts: Excess) -> str:
    """Parts that come to more than their whole: `killed: boys, girls`."""
    whole = parts.whole or parts.quantity
    names = ", ".join(quantity(subset(parts.quantity, name)) for name in parts.parts)
    if parts.whole:
        names = _("{whole}, of whom {part}").format(part=names, whole=quantity(whole))
    return _("{quantity}: {parts}").format(quantity=quantity(parts.quantity), parts=names)


def _sources(uids: Iterable[str], reports: Mapping[str, Report], sentence: str) -> list[str]:
    """A sentence for each of these reports: who says it, as of when."""
    return [
        sentence.format(
            speaker=_who(uid, reports), as_of=as_of(reports[uid].as_of or reports[uid].published)
        )
        for uid in uids
    ]


def _counted_reasons(figure: Figure, reports: Mapping[str, Report]) -> list[str]:
    sentences = []
    if died := figure.reports(Reason.DIED):
        who = ", ".join(sorted({_who(uid, reports) for uid in died}, key=collation.key))
        sentences.append(
            _(
                "Later deaths in hospital moved from injured to killed, according to {speaker}."
            ).format(speaker=who)
        )
    if stress := figure.reports(Reason.STRESS):
        who = ", ".join(sorted({_who(uid, reports) for uid in stress}, key=collation.key))
        sentences.append(
            _("Without people with acute stress, according to {speaker}.").format(speaker=who)
        )
    if any(reason.reason is Reason.PERSONS for reason in figure.because):
        sentences.append(_("No report gives a number: at least as many as the recorded persons."))
    if figure.reports(Reason.UNDIVIDED):
        sentences.append(stress_text.undivided_figure())
    for reason, (singular, plural) in _COUNTED.items():
        if number_of_reports := len(figure.reports(reason)):
            sentences.append(
                ngettext(singular, plural, number_of_reports).format(n=number(number_of_reports))
            )
    return sentences


def _not_fitting(figure: Figure, reports: Mapping[str, Report]) -> list[str]:
    """Which parts were left out because they do not fit, and who named them."""
    return [
        _("Left out, does not fit into the total: {part} ({speaker}).").format(
            part=quantity(subset(KILLED, reason.part)),
            speaker=", ".join(dict.fromkeys(_who(uid, reports) for uid in reason.reports)),
        )
        for reason in figure.because
        if reason.reason is Reason.NOT_FITTING
    ]


_COUNTED: Mapping[Reason, tuple[str, str]] = {
    Reason.WIDENED: NN_(
        "{n} report widens the range.",
        "{n} reports widen the range.",
    ),
    Reason.OUTVOTED: NN_(
        "{n} higher number no longer widens the range: 2 other speakers later reported less.",
        "{n} higher numbers no longer widen the range: 2 other speakers later reported less.",
    ),
    Reason.SETTLED: NN_(
        "{n} report was replaced by a complete list or a correction.",
        "{n} reports were replaced by a complete list or a correction.",
    ),
    Reason.OWN_LAST_WORD: NN_(
        "{n} report was replaced by a later one from the same speaker.",
        "{n} reports were replaced by later ones from the same speaker.",
    ),
    Reason.OFFICIAL_FIRST: NN_(
        "{n} unofficial number was replaced by a later official one.",
        "{n} unofficial numbers were replaced by later official ones.",
    ),
    Reason.GROWN_PAST: NN_(
        "{n} report was replaced by a later number at least as large.",
        "{n} reports were replaced by later numbers at least as large.",
    ),
}


def _who(uid: str, reports: Mapping[str, Report]) -> str:
    """The speaker of a report; what rests on no report are the persons recorded."""
    if not uid:
        return _("recorded persons")
    report = reports[uid]
    return _("Confidential source") if report.is_confidential else speaker(report.speaker)
