"""The table of incidents, which the script sorts and filters; where they are many, in pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kharkiv_tracker import labels
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.export import columns
from kharkiv_tracker.export.published_records import PublishedIncident
from kharkiv_tracker.export.site import block_markup
from kharkiv_tracker.export.site.markup import Markup, join, tag
from kharkiv_tracker.export.site.page_shell import Place
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.summary import tables

#: More incidents than this are not in one table.
LONGEST = 2000
#: A page of a long list has no more.
_PAGE = 1000
#: A key of sorting that comes after all others.
_LAST = "~"


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a long list: those of a year, of a month, or some of a month."""

    year: int | None
    month: int | None
    part: int
    incidents: int

    @property
    def name(self) -> str:
        """The name of its file."""
        when = "undated" if self.year is None else f"{self.year:04}"
        month = f"-{self.month:02}" if self.month else ""
        return f"incidents-{when}{month}{f'-{self.part}' if self.part else ''}.html"

    @property
    def title(self) -> str:
        """The days it is about."""
        if self.year is None:
            when = _("Undated incidents")
        elif self.month is None:
            when = _("Incidents of {period}").format(period=self.year)
        else:
            month = labels.month(date(self.year, self.month, 1))
            when = _("Incidents of {period}").format(period=month)
        return _("{title}, part {n}").format(title=when, n=self.part) if self.part else when


def pages(months: Mapping[tuple[int, int] | None, int]) -> Iterator[ListPage]:
    """The pages of a long list, of how many incidents each month has; None: undated."""
    years: dict[int | None, dict[int | None, int]] = {}
    for key, number in months.items():
        year, month = key or (None, None)
        years.setdefault(year, {})[month] = number
    for year, in_year in years.items():
        number = sum(in_year.values())
        if number <= _PAGE:
            yield ListPage(year, None, 0, number)
            continue
        for month, in_month in in_year.items():
            if in_month <= _PAGE:
                yield ListPage(year, month, 0, in_month)
                continue
            for part, start in enumerate(range(0, in_month, _PAGE), 1):
                yield ListPage(year, month, part, min(_PAGE, in_month - start))


def links(listed: Iterable[ListPage], place: Place) -> Markup:
    """A list of the pages of a long list."""
    return tag(
        "ul",
        *(
            tag("li", tag("a", page.title, href=place.to(page.name)), " ", _number(page.incidents))
            for page in listed
        ),
        class_="pages",
    )


def _number(incidents: int) -> Markup:
    counted = ngettext("{n} incident", "{n} incidents", incidents)
    return tag("span", counted.format(n=labels.number(incidents)), class_="quiet")


def row(incident: PublishedIncident, place: Place) -> Markup:
    """The row of an incident; what it is sorted by is beside each text."""
    recorded, figures = incident.incident, incident.figures
    district = columns.place_name(recorded.district) or ""
    grade = labels.word(recorded.grade) if recorded.grade else _("not graded")
    event = recorded.event
    moment = f"{event.date or _LAST}T{event.time or ''}"
    code = tag("a", incident.code, href=place.to(page_name(incident.code)))
    return tag(
        "tr",
        tag("th", code, scope="row"),
        tag("td", labels.event_time_brief(event), data_key=moment),
        tag("td", district),
        tag("td", recorded.place, class_="wide"),
        *(
            tag(
                "td",
                labels.figure_text(figures[name]),
                class_="number",
                data_key=_key(figures[name]),
            )
            for name in COUNTED
        ),
        tag("td", grade),
        tag("td", labels.word(recorded.state)),
    )


def page_name(code: str) -> str:
    """The name of the page of an incident."""
    return f"incidents/{code}.html"


def _key(figure: Figure) -> str:
    return _LAST if figure.best is None else str(figure.best)


def table(rows: Iterable[Markup], title: str) -> Markup:
    """The table of these rows, and what the script filters it with."""
    heads = [
        (_("Code"), None),
        (_("When"), None),
        (_("District"), None),
        (_("Place"), None),
        *((name, "number") for name in tables.headings()),
        (_("Grade"), None),
        (_("Review state"), None),
    ]
    content = tag(
        "table",
        tag("caption", title, class_="unseen"),
        tag("thead", tag("tr", *(tag("th", n, scope="col", class_=kind) for n, kind in heads))),
        tag("tbody", *rows),
        id="incidents",
        data_sorts=True,
    )
    return join(_filters(), block_markup.region(content, title))


def _filters() -> Markup:
    """Hidden until the script is there to use them."""
    return tag(
        "div",
        tag("label", _("Filter by text"), " ", tag("input", type="search", autocomplete="off")),
        tag(
            "label", _("District"), " ", tag("select", tag("option", _("All districts"), value=""))
        ),
        tag("p", role="status", data_count=_("Shown: {n} of {all}")),
        class_="filters",
        hidden=True,
    )


def month_of(key: str) -> tuple[int, int] | None:
    """The year and the month of a group of totals; None: undated."""
    year, dash, month = key.partition("-")
    return (int(year), int(month)) if dash else None


def is_long(incidents: int) -> bool:
    """Whether the table is on pages of its own."""
    return incidents > LONGEST
