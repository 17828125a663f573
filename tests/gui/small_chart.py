"""A small chart for tests: a bar for each day of the case, and a tile for the undated."""

import sys
from typing import Any

from kharkiv_tracker import labels
from kharkiv_tracker.charts.chart_request import ChartRequest
from kharkiv_tracker.charts.hit_areas import ChartFigure, Target
from kharkiv_tracker.charts.kinds import Kind
from kharkiv_tracker.charts.rectangle import Box
from kharkiv_tracker.charts.sheet import Sheet
from kharkiv_tracker.charts.span import spanning
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.store import totals
from kharkiv_tracker.store.case_file import CaseFile

NAME = "small"


def read(case: CaseFile, request: ChartRequest) -> Any:
    return request, totals.per_day(case, request.view.selection, request.view.as_known_on)


def draw(data: Any, theme: Any, size: tuple[float, float]) -> ChartFigure:
    request, days = data
    sheet = Sheet(size, theme)
    dated = sorted({each.day for each in days if each.day})
    selection = request.view.selection
    span = spanning(dated, selection.first, selection.last)
    box = Box(20, 20, sheet.width * 0.7, sheet.height - 40)
    if span is None:
        return sheet.figure
    each = box.width / span.days

    def bar(day: Any) -> Box:
        left = box.left + (day.toordinal() - span.first.toordinal()) * each
        return Box(left, box.bottom, max(each, 1.0), box.height)

    def find(x: float, _y: float) -> Target | None:
        near = min(dated, key=lambda day: abs(bar(day).left - x))
        if abs(bar(near).left - x) > 6:
            return None
        said = f"{labels.date(near)}: something"
        return Target(said, bar(near), Selection(first=near, last=near))

    for day in dated:
        place = bar(day)
        sheet.line([place.left, place.left], [place.bottom, place.top], color=sheet.palette.ink)
    sheet.answer(box, find, span)
    tile = Box(sheet.width * 0.8, 20, sheet.width * 0.15, 60)
    undated = Target("everything", tile, Selection())
    sheet.answer(tile, lambda _x, _y: undated)
    sheet.text(tile.left, tile.top, "everything", gid="tile")
    return sheet.figure


def to_csv(data: Any) -> str:
    return f"days\n{len(data[1])}\n"


KIND = Kind(NAME, "Small", lambda: sys.modules[__name__], frozenset())
