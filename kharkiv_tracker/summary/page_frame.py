"""The frame of every page: title, selection, notes, footer, how to cite."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kharkiv_tracker import city, gazetteer, labels
from kharkiv_tracker.charts import chart_notes
from kharkiv_tracker.charts.text_fit import drawable
from kharkiv_tracker.domain.place import DistrictKind
from kharkiv_tracker.domain.revision import short
from kharkiv_tracker.i18n import _, current, ngettext
from kharkiv_tracker.labels import approval_text
from kharkiv_tracker.summary import (
    blocks,
    prose,
    source_block,
    source_counts,
    tables,
    template_labels,
    withheld_count,
)
from kharkiv_tracker.summary.blocks import Block
from kharkiv_tracker.summary.publication_profile import Redactor
from kharkiv_tracker.summary.summary_data import SelectionData, SummaryData
from kharkiv_tracker.summary.summary_request import Template

#: A PDF allows no longer name of a document or of a heading.
_LONGEST = 12_000


def content(
    data: SummaryData,
    parts: Sequence[Block],
    *,
    title: str = "",
    about: str = "",
    notes: Sequence[str] = (),
) -> dict[str, Any]:
    """A page of these parts; `title` and `about` replace those of the case and its selection."""
    page_parts = {
        "language": current(),
        "author": data.request.author[:_LONGEST] or _("Kharkiv Tracker"),
        "overline": overline(data),
        "title": drawable(title or named(data), _LONGEST),
        "about": about or selected(data),
        "draft": _draft(data),
        "blocks": [*(blocks.strong(line) for line in (*notes, *warnings(data))), *parts],
        "footer": footer(data),
        # The page sets the two numbers in the places of the braces.
        "page": _("page {page} of {pages}"),
    }
    page: dict[str, Any] = blocks.printable(page_parts)
    page["title"] = page["title"] or _title()
    return page


def named(data: SummaryData) -> str:
    """What the case is called, for the public without the name of anybody recorded in it."""
    redactor = Redactor.of(data.request, *data.incidents)
    return redactor.text(data.title).strip() or _title()


def overline(data: SummaryData) -> str:
    """What the page is about, and of which area."""
    kinds = {
        place.kind
        for key in data.selection.districts
        if (place := gazetteer.load().get(key)) is not None
    }
    is_city = kinds and kinds <= {DistrictKind.CITY_DISTRICT, DistrictKind.CITY_UNKNOWN}
    area = city.text("city" if is_city else "whole")
    return _("Civilian casualties · {area}").format(area=area).upper()


def _title() -> str:
    return _("Civilian casualties in {city}").format(city=city.text("in"))


def selected(data: SummaryData) -> str:
    """Period, selection and clocks, and who made the page."""
    period = chart_notes.period(data.selection) or _("all dates")
    is_internal = data.request.profile.is_internal
    parts = [period, *chart_notes.selected(data.selection, is_internal), *clocks(data)]
    text = " · ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def clocks(data: SummaryData) -> list[str]:
    """As of when, and by whom."""
    view = data.request.view
    parts = [chart_notes.known_on(view.as_known_on), chart_notes.recorded_on(view.as_recorded_on)]
    if not any(parts) and data.clock:
        parts = [
            _("as of {when} {clock}").format(
                when=labels.moment(data.clock), clock=city.text("clock")
            )
        ]
    if data.request.author:
        parts.append(_("prepared by {author}").format(author=data.request.author))
    return [part for part in parts if part]


def sample_note() -> str:
    """The note above a sample case."""
    return _("Sample case for trying out the program; do not quote.")


def draft_note(drafts: int, incidents: int) -> str:
    """The note above incidents that are not all approved as they are."""
    return ngettext(
        "Draft: {n} of {all} incident not approved.",
        "Draft: {n} of {all} incidents not approved.",
        incidents,
    ).format(n=labels.number(drafts), all=labels.number(incidents))


def warnings(data: SummaryData) -> list[str]:
    """The notes above the first number: sample case, drafts."""
    notes = []
    if data.is_sample:
        notes.append(sample_note())
    if data.unapproved:
        notes.append(draft_note(data.unapproved, data.extent.incidents))
    if isinstance(data, SelectionData) and (
        left_out := approval_text.changed_left_out(data.changed)
    ):
        notes.append(left_out)
    return notes


def _draft(data: SummaryData) -> dict[str, str] | None:
    if not data.unapproved:
        return None
    return {
        "word": _("DRAFT"),
        "number": ngettext(
            "{n} incident not approved", "{n} incidents not approved", data.unapproved
        ).format(n=labels.number(data.unapproved)),
    }


def method(data: SummaryData) -> list[Block]:
    """How the figures are made, what they leave out, their sources, and how to cite the page."""
    withheld, used = withheld_count.sentences(data), source_counts.used(data)
    return [
        blocks.heading(_("How the figures were obtained")),
        *explained(data, withheld, used),
        *source_block.sources(data),
    ]


def explained(data: SummaryData, withheld: Sequence[str], used: str = "") -> list[Block]:
    """How the figures are made, what this version leaves out, and how to cite it.

    `withheld` are sentences on what is not named, `used` the sources and how often each is used.
    """
    version = data.request.profile
    terms = [(_("Counting rule"), prose.rule(data)), (_("Limits"), prose.limits())]
    if data.request.template is not Template.INCIDENT:
        terms.insert(0, (_("What is counted"), prose.inclusion()))
    about = [template_labels.about(version), *withheld, *withheld_count.looked_through(data)]
    closing_terms = [
        (tables.capital(template_labels.profile(version)), " ".join(about)),
        (_("Cite as"), citation(data)),
    ]
    if used:
        closing_terms.insert(0, (_("Sources and how often each is used"), used))
    return [
        blocks.terms(terms),
        blocks.terms_in_a_row(prose.definitions(data)),
        blocks.terms(closing_terms),
    ]


def citation(data: SummaryData) -> str:
    """One line to cite the page by."""
    parts = [
        data.request.author,
        named(data),
        chart_notes.period(data.selection) or _("all dates"),
        *_stamp(data),
    ]
    return _("{parts}.").format(parts=", ".join(part for part in parts if part))


def footer(data: SummaryData) -> str:
    """On every page: as of when, of which history, for whom."""
    version = template_labels.profile(data.request.profile)
    draft = [_("DRAFT")] if data.unapproved else []
    return " · ".join([*draft, _("Kharkiv Tracker"), *_stamp(data), version])


def _stamp(data: SummaryData) -> list[str]:
    parts = []
    if data.clock:
        parts.append(
            _("as of {when} {clock}").format(
                when=labels.moment(data.clock), clock=city.text("clock")
            )
        )
    parts.append(_("revision {n}").format(n=labels.number(data.revisions)))
    # Its groups of letters are one word, which no line parts.
    letters = short(data.fingerprint).replace(" ", "\u00a0")
    parts.append(_("fingerprint {letters}").format(letters=letters))
    return parts
