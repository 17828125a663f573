"""Which incidents a report may belong to, and the difference it would make to their figures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kharkiv_tracker import labels
from kharkiv_tracker.analysis import incident_matches
from kharkiv_tracker.analysis.duplicate_pairs import around
from kharkiv_tracker.domain.counting_rule import Grounds, derive
from kharkiv_tracker.domain.figure import Figure, Reason, both_with_affected
from kharkiv_tracker.domain.incident import read_code
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.quantity import COUNTED, QUANTITIES
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.gui.entry import partial_entry
from kharkiv_tracker.gui.entry.inputs import Texts
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import people_text
from kharkiv_tracker.store import duplicate_traits, incidents, near_incidents
from kharkiv_tracker.store.case_file import CaseFile

_MOST = 3


@dataclass(frozen=True, slots=True)
class Match:
    """An incident that a report may belong to, its figures, and what they rest on."""

    code: str
    title: str
    day: date | None
    when: str
    figures: Mapping[str, Figure]
    grounds: Grounds

    @property
    def reports(self) -> tuple[Report, ...]:
        """Its reports, with the office of every person whose one office is known."""
        return self.grounds.offices.settled(self.grounds.reports)


def typed_code(text: str) -> str:
    """The code that the text consists of, as it is written; "" where it is something else."""
    return read_code(text)


def by_code(case: CaseFile, code: str, gazetteer: Gazetteer) -> Match:
    """The incident of a code; raises Refused where the case has none."""
    incident = incidents.incident(case, code)
    grounds = incidents.grounds(case, code)
    return Match(
        incident.code,
        people_text.incident(incident.place, gazetteer.get(incident.district)),
        incident.event.date,
        labels.event_time_brief(incident.event),
        derive(grounds),
        grounds,
    )


def likely(case: CaseFile, typed: incident_matches.ReportTraits, link: str, code: str) -> list[str]:
    """Up to three codes, best first: that which was typed, the same link, then what is most alike.

    The typed one may be of no incident.
    """
    codes: list[str] = [code] if code else []
    if link:
        codes += incidents.codes(case, incidents.linked(case, link)[:_MOST])
    if typed.day:
        near = near_incidents.near(case, typed.day, around(typed.day))
        candidates = duplicate_traits.candidates(case, near)
        codes += [row.code for row in incident_matches.ranked(typed, candidates)]
    return list(dict.fromkeys(codes))[:_MOST]


def offers(
    case: CaseFile,
    texts: Texts,
    reader: Reader,
    report: Report,
    link: str,
    match_of: Callable[[str], Match | None],
) -> list[tuple[Match, str]]:
    """The incidents that a typed report may update, best first, each with what would change.

    `match_of` gives the incident of a code; None where it is not to be offered.
    """
    day = partial_entry.event_day(texts, reader)
    typed = partial_entry.traits(texts, reader, day, report)
    codes = likely(case, typed, link, typed_code(texts.get("when", "")))
    matches = filter(None, map(match_of, codes))
    return [(match, difference(match, report)) for match in matches]


def difference(match: Match, report: Report) -> str:
    """The change of figures the report would make, and its numbers that count in no figure."""
    grounds = match.grounds
    after = derive(replace(grounds, reports=(*grounds.reports, report)))
    moved = any(report.uid in figure.reports(Reason.DIED) for figure in after.values())
    # Deaths that are moved are in the figures already.
    uncounted = people_text.uncounted(replace(report, transfer=0) if moved else report)
    return " · ".join((changes(match.figures, after, report.counts), *uncounted))


def changes(
    before: Mapping[str, Figure], after: Mapping[str, Figure], named: Collection[str] = ()
) -> str:
    """What becomes of each counted figure, one `12 → 15`, another `20 unchanged`; of others too.

    Others are named where they change, and where one of `named` says so.
    """
    was, is_now = both_with_affected(before, after)
    texts = []
    for name in QUANTITIES:
        old, new = was.get(name) or Figure(), is_now.get(name) or Figure()
        is_other = labels.figure_text(old) != labels.figure_text(new)
        if name in COUNTED or name in named or is_other:
            texts.append(_change(labels.quantity(name), old, new))
    return ", ".join(texts)


def _change(what: str, before: Figure, after: Figure) -> str:
    old, new = labels.figure_text(before), labels.figure_text(after)
    if old == new:
        return _("{what} {figure} unchanged").format(what=what, figure=old)
    return _("{what} {before} → {after}").format(what=what, before=old, after=new)
