"""The charts of the package as pictures in files, light and dark, with what they show in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kharkiv_tracker.charts import chart_bytes, chart_profile
from kharkiv_tracker.charts.chart_request import Options
from kharkiv_tracker.charts.curves import cumulative_chart
from kharkiv_tracker.charts.lanes import lanes_chart
from kharkiv_tracker.export.site.markup import Markup, tag
from kharkiv_tracker.export.site.package_files import PackageFiles
from kharkiv_tracker.export.site.page_shell import Place
from kharkiv_tracker.palette import Tone
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import period_template
from kharkiv_tracker.summary.summary_data import SelectionData

#: Inches: on a wide page, and on that of a phone.
_WIDE, _SLIM = (10.0, 4.4), (3.7, 6.4)
_LANES = (10.0, 6.2)
#: Up to this width of the page the slim picture is shown.
_PHONE = "(max-width: 640px)"
_DARK = "(prefers-color-scheme: dark)"
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>]*>\s*")

_Draw = Callable[[Tone, tuple[float, float]], Any]


class CurveImages:
    """Draws the charts of one language into the files of a package."""

    def __init__(self, files: PackageFiles, data: SelectionData, language: str) -> None:
        self._files, self._data, self._language = files, data, language
        self._written: dict[str, str] = {}

    def curves(self, place: Place) -> Markup:
        """The cumulative number of each district, by day."""
        chart = self._data.chart

        def draw(tone: Tone, size: tuple[float, float]) -> Any:
            return cumulative_chart.draw(chart, tone, size, framed=False)

        sizes: tuple[tuple[str, Tone, tuple[float, float], str], ...] = (
            ("curves-slim", "dark", _SLIM, f"{_PHONE} and {_DARK}"),
            ("curves-slim", "light", _SLIM, _PHONE),
            ("curves", "dark", _WIDE, _DARK),
        )
        pictures = [
            tag("source", srcset=place.way(self._file(draw, name, tone, size)), media=media)
            for name, tone, size, media in sizes
        ]
        image = self._image(place, draw, "curves", _WIDE, period_template.alternative(self._data))
        caption = cumulative_chart.caption(chart)
        return tag("figure", tag("picture", *pictures, image), tag("figcaption", caption))

    def lanes(self, case: CaseFile, place: Place) -> Markup:
        """The incidents of each district by time."""
        options = Options(labelled=False, later=False)
        request = self._data.request
        lanes = lanes_chart.read(
            case,
            chart_profile.request(case, self._data.chart.request.view, options, request.profile),
        )

        def draw(tone: Tone, size: tuple[float, float]) -> Any:
            figure = lanes_chart.draw(lanes, tone, size)
            figure.patch.set_visible(False)
            return figure

        dark = place.way(self._file(draw, "lanes", "dark", _LANES))
        title = lanes_chart.title(lanes.measure)
        words = f"{title}. {lanes_chart.caption(lanes)}"
        picture = tag(
            "picture",
            tag("source", srcset=dark, media=_DARK),
            self._image(place, draw, "lanes", _LANES, words),
        )
        region = tag("div", picture, class_="scroll", role="region", aria_label=title, tabindex=0)
        return tag("figure", region, class_="lanes")

    def _image(
        self, place: Place, draw: _Draw, name: str, size: tuple[float, float], words: str
    ) -> Markup:
        source = place.way(self._file(draw, name, "light", size))
        width, height = (round(inches * 96) for inches in size)
        return tag("img", src=source, alt=words, width=width, height=height)

    def _file(self, draw: _Draw, name: str, tone: Tone, size: tuple[float, float]) -> str:
        """The path of a picture in the package, drawn when it is first asked for."""
        path = f"{self._language}/charts/{name}-{tone}.svg"
        if path not in self._written:
            picture = _DOCTYPE.sub(b"", chart_bytes.write(draw(tone, size), "svg"))
            self._written[path] = self._files.write(path, picture).path
        return path
