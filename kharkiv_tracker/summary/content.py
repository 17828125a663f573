"""All that the page prints, in the language spoken: texts and tables, ready to be set."""

from __future__ import annotations

import re
from typing import Any

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.charts import cumulative, words
from kharkiv_tracker.charts.wording import drawable
from kharkiv_tracker.domain.place import DistrictKind
from kharkiv_tracker.domain.revision import short
from kharkiv_tracker.i18n import _, current, ngettext
from kharkiv_tracker.summary import prose, tables
from kharkiv_tracker.summary.gathered import Gathered

#: Words longer than this may be broken anywhere.
_LONGEST_WORD = 22


def content(gathered: Gathered) -> dict[str, Any]:
    """The page as nested lists and texts; nothing in it is markup."""
    sources = "; ".join(tables.sources(gathered))
    told = {
        "language": current(),
        "overline": _overline(gathered),
        "title": drawable(gathered.title, 100) or _("Civilian casualties in Kharkiv"),
        "about": _about(gathered),
        "notes": _notes(gathered),
        "draft": _draft(gathered),
        "big": prose.big(gathered),
        "lead": prose.lead(gathered),
        "chart": {
            "heading": _("How the toll built up, by district"),
            "alt": _alternative(gathered),
            "caption": cumulative.caption(gathered.chart),
        },
        "districts": {"heading": _("Districts"), **tables.districts(gathered)},
        "who": {"heading": _("Who was harmed"), **tables.who(gathered)},
        "incidents": {"heading": _("Incidents"), **tables.incidents(gathered)},
        "statements": {
            "heading": _("Official totals, not part of the figures above"),
            "groups": prose.statements(gathered),
        },
        "method": {
            "heading": _("How the figures are made"),
            "parts": [
                [_("Counting rule"), prose.rule(gathered)],
                [_("Limits"), prose.limits(gathered)],
                *prose.definitions(gathered),
            ],
            "sources": [_("Sources and how often each is used"), sources] if sources else None,
        },
        "footer": _footer(gathered),
        # The page sets the two numbers in the places of the braces.
        "page": _("page {page} of {pages}"),
    }
    return {key: _breakable(value) for key, value in told.items()}


def _overline(gathered: Gathered) -> str:
    kinds = {
        place.kind
        for key in gathered.selection.districts
        if (place := gazetteer.load().get(key)) is not None
    }
    city = kinds and kinds <= {DistrictKind.CITY_DISTRICT, DistrictKind.CITY_UNKNOWN}
    area = _("Kharkiv city") if city else _("Kharkiv city and oblast")
    return _("Civilian casualties · {area}").format(area=area).upper()


def _about(gathered: Gathered) -> str:
    parts = [
        words.period(gathered.selection) or _("all dates"),
        *words.selected(gathered.selection),
        words.known_on(gathered.as_known_on),
    ]
    text = " · ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def _notes(gathered: Gathered) -> list[str]:
    """What a reader must know before the first number."""
    told = []
    if gathered.is_sample:
        told.append(_("Sample case: real strikes and statements, for trying out the program."))
    if gathered.unapproved:
        told.append(
            ngettext(
                "Draft: {n} of {all} incidents has not been approved.",
                "Draft: {n} of {all} incidents have not been approved.",
                gathered.unapproved,
            ).format(
                n=labels.number(gathered.unapproved), all=labels.number(len(gathered.incidents))
            )
        )
    return told


def _draft(gathered: Gathered) -> dict[str, str] | None:
    if not gathered.unapproved:
        return None
    return {
        "word": _("DRAFT"),
        "number": ngettext(
            "{n} incident not approved", "{n} incidents not approved", gathered.unapproved
        ).format(n=labels.number(gathered.unapproved)),
    }


def _alternative(gathered: Gathered) -> str:
    """The chart for those who cannot see it: where each curve ends."""
    curves = []
    for curve in gathered.chart.curves:
        place = gazetteer.load().get(curve.district)
        curves.append(
            _("{district}: {killed} killed, {injured} injured").format(
                district=labels.district(place) if place else curve.district,
                killed=labels.figure_words(curve.end.killed),
                injured=labels.figure_words(curve.end.injured),
            )
        )
    if not curves:
        return _("An empty chart: no incident is selected.")
    return _(
        "Two step charts, killed and injured, of the toll of each district by day of incident. "
        "They end at: {curves}."
    ).format(curves="; ".join(curves))


def _footer(gathered: Gathered) -> str:
    parts = [_("Kharkiv Tracker")]
    if gathered.clock:
        parts.append(_("as of {when} Kyiv time").format(when=labels.moment(gathered.clock)))
    parts.append(_("revision {n}").format(n=labels.number(gathered.revisions)))
    parts.append(_("fingerprint {letters}").format(letters=short(gathered.fingerprint)))
    return " · ".join(parts)


def _breakable(value: Any) -> Any:
    """The same with places to break in words that would not fit their column."""
    if isinstance(value, str):
        return re.sub(rf"\S{{{_LONGEST_WORD + 1},}}", _broken, value)
    if isinstance(value, list):
        return [_breakable(each) for each in value]
    if isinstance(value, dict):
        return {key: _breakable(each) for key, each in value.items()}
    return value


def _broken(word: re.Match[str]) -> str:
    letters = word[0]
    pieces = [letters[at : at + 8] for at in range(0, len(letters), 8)]
    return "\u200b".join(pieces)
