"""What became of the incidents an earlier package counted: codes and numbers, never their texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime

from kharkiv_tracker import labels
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.incident import Grade, ReviewState
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import GroupTotal
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import history, incidents, merge_split, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import summary_data, summary_diff
from kharkiv_tracker.summary.second_count import bounds
from kharkiv_tracker.summary.summary_request import SummaryRequest

_PAGE = 400
#: The figures of an incident, in the order of the counted quantities.
Figures = tuple[Figure, ...]
_Step = Callable[[], object]


@dataclass(frozen=True, slots=True)
class PackageChanges:
    """An earlier package, by the revision it was made of, compared with this one."""

    revision: int
    recorded: datetime | None
    """When that revision was made."""
    before: GroupTotal
    now: GroupTotal
    new: Mapping[str, Figures]
    altered: Mapping[str, tuple[Figures, Figures]]
    gone: tuple[str, ...]
    same: int


def read(case: CaseFile, request: SummaryRequest, since: int, step: _Step) -> PackageChanges:
    """Compare with what the same request counted then; raises Refused without such a revision.

    `step` is called again and again; what it raises gives the work up.
    """
    if not 0 < since <= history.count(case):
        raise Refused(
            _("Revision {n} of the earlier package is not in this case file.").format(n=since)
        )
    with closing(case.as_recorded_on(since, step)) as earlier:
        old, before = _counted(earlier, request, step)
        last = history.last(earlier)
    new, now = _counted(case, request, step)
    altered = {
        code: (old[code], figures)
        for code, figures in new.items()
        if code in old and _differ(old[code], figures)
    }
    return PackageChanges(
        since,
        datetime.fromisoformat(last.at) if last else None,
        before,
        now,
        {code: figures for code, figures in new.items() if code not in old},
        altered,
        tuple(code for code in old if code not in new),
        len(old.keys() & new.keys()) - len(altered),
    )


def _counted(
    case: CaseFile, request: SummaryRequest, step: _Step
) -> tuple[dict[str, Figures], GroupTotal]:
    """The counted incidents by code, with their figures, and their sum."""
    selection, clock = summary_data.selected(request), request.view.as_known_on
    ids = incidents.ids(case, selection, as_known_on=clock)
    figures = {}
    for start in range(0, len(ids), _PAGE):
        step()
        for row in incidents.rows(case, ids[start : start + _PAGE], clock):
            if row.state is not ReviewState.WITHDRAWN and row.grade is not Grade.DISCOUNTED:
                figures[row.code] = tuple(row.figures[name] for name in COUNTED)
    return figures, totals.summed(case, selection, clock)


def _differ(before: Figures, after: Figures) -> bool:
    return list(map(bounds, before)) != list(map(bounds, after))


def reason(case: CaseFile, code: str, selection: Selection) -> str:
    """Why an incident that an earlier package counted is not counted now, in words."""
    with suppress(Refused):
        if target := merge_split.merged_into(case, code):
            return _("merged into {code}").format(code=target)
        incident = incidents.incident(case, code)
        if incident.state is ReviewState.WITHDRAWN:
            return labels.word(incident.state)
        if incident.grade is Grade.DISCOUNTED:
            return labels.word(incident.grade)
    return summary_diff.why(case, code, selection)
