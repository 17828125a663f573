"""The charts of a package as pictures, light and dark, with what they show in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kharkiv_tracker.charts import chart_bytes, chart_profile
from kharkiv_tracker.charts.chart_request import Options
from kharkiv_tracker.charts.curves import cumulative_chart
from kharkiv_tracker.charts.lanes import lanes_chart
from kharkiv_tracker.export.site import block_markup
from kharkiv_tracker.export.site.markup import Markup, tag
from kharkiv_tracker.export.site.package_files import PackageFiles
from kharkiv_tracker.export.site.page_shell import Place
from kharkiv_tracker.palette import PALETTES, Palette
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

_COLOUR = re.compile(rb"#[0-9a-f]{6}")
_Draw = Callable[[tuple[float, float]], Any]


class CurveImages:
    """Draws the charts of one language into the files of a package."""

    def __init__(self, files: PackageFiles, data: SelectionData, language: str) -> None:
        self._files, self._data, self._language = files, data, language
        self._written: set[str] = set()

    def curves(self, place: Place) -> Markup:
        """The cumulative number of each district, by day."""
        chart = self._data.chart

        def draw(size: tuple[float, float]) -> Any:
            return cumulative_chart.draw(chart, "light", size, framed=False)

        slim, slim_dark = self._pictures(place, draw, "curves-slim", _SLIM)
        wide, dark = self._pictures(place, draw, "curves", _WIDE)
        sources = [
            tag("source", srcset=slim_dark, media=f"{_PHONE} and {_DARK}"),
            tag("source", srcset=slim, media=_PHONE),
            tag("source", srcset=dark, media=_DARK),
        ]
        image = _image(wide, _WIDE, period_template.alternative(self._data))
        caption = cumulative_chart.caption(chart)
        return tag("figure", tag("picture", *sources, image), tag("figcaption", caption))

    def lanes(self, case: CaseFile, place: Place) -> Markup:
        """The incidents of each district by time."""
        request, view = self._data.request, self._data.chart.request.view
        options = Options(labelled=False, later=False)
        lanes = lanes_chart.read(case, chart_profile.request(case, view, options, request.profile))

        def draw(size: tuple[float, float]) -> Any:
            figure = lanes_chart.draw(lanes, "light", size)
            figure.patch.set_visible(False)
            return figure

        light, dark = self._pictures(place, draw, "lanes", _LANES)
        title = lanes_chart.title(lanes.measure)
        image = _image(light, _LANES, f"{title}. {lanes_chart.caption(lanes)}")
        picture = tag("picture", tag("source", srcset=dark, media=_DARK), image)
        return tag("figure", block_markup.region(picture, title), class_="lanes")

    def _pictures(
        self, place: Place, draw: _Draw, name: str, size: tuple[float, float]
    ) -> tuple[str, str]:
        """The ways to a picture, light and dark; it is drawn when it is first asked for."""
        paths = [f"{self._language}/charts/{name}-{tone}.svg" for tone in PALETTES]
        if name not in self._written:
            self._written.add(name)
            light = _DOCTYPE.sub(b"", chart_bytes.write(draw(size), "svg"))
            for path, picture in zip(paths, (light, darkened(light)), strict=True):
                self._files.write(path, picture)
        light_way, dark_way = map(place.way, paths)
        return light_way, dark_way


def darkened(picture: bytes) -> bytes:
    """A picture in the colours of the dark tone, which has the same parts."""
    return _COLOUR.sub(lambda colour: _DARK_OF.get(colour[0], colour[0]), picture)


def _image(source: str, size: tuple[float, float], words: str) -> Markup:
    width, height = (round(inches * 96) for inches in size)
    return tag("img", src=source, alt=words, width=width, height=height)


def _colours(palette: Palette) -> list[bytes]:
    named = (palette.ink, palette.quiet, palette.hairline, palette.ground, palette.panel)
    others = (palette.accent, palette.injured, palette.selection, palette.attention)
    return [colour.encode() for colour in (*named, *others, *palette.series)]


_DARK_OF = dict(zip(*(_colours(palette) for palette in PALETTES.values()), strict=True))
