"""A chart for others: its selection, title, labels and points, as far as its profile shows them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kharkiv_tracker.charts.chart_request import ChartRequest, Options
from kharkiv_tracker.domain.coarse_point import DECIMALS
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import printed_texts
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.largest_incidents import LargestIncident

if TYPE_CHECKING:
    from kharkiv_tracker.analysis.misplaced_points import Points


def request(
    case: CaseFile, view: View, options: Options, profile: Profile | None = None
) -> ChartRequest:
    """The request for a chart of a case; without a profile it is for the window."""
    if profile is None:
        return ChartRequest(case.title, view, options, case.stress)
    if view.selection.text:
        view = replace(view, selection=replace(view.selection, profile=profile))
    title = printed_texts.of_case(case, profile).redacted(case.title)
    return ChartRequest(title, view, options, case.stress, profile)


def is_for_others(request: ChartRequest) -> bool:
    """Whether it must not show what only the team may see."""
    return request.profile is not None and not request.profile.is_internal


def labelled(case: CaseFile, request: ChartRequest, incident: LargestIncident) -> LargestIncident:
    """An incident whose place is written on the chart, without names in it."""
    if request.profile is None or request.profile.is_internal:
        return incident
    texts = printed_texts.of_incident(case, incident.code, request.profile)
    return replace(incident, place=texts.redacted(incident.place))


def shown_points(request: ChartRequest, points: Points) -> Points:
    """Points no more exact than a neighbourhood."""
    if not is_for_others(request):
        return points
    return replace(
        points,
        latitude=points.latitude.round(DECIMALS),
        longitude=points.longitude.round(DECIMALS),
    )


def about_points(request: ChartRequest) -> str:
    """That points are not exact, where they are not."""
    return points_note() if is_for_others(request) else ""


def points_note() -> str:
    """That points are not exact."""
    return _("Points are rounded to about 1 km.")
