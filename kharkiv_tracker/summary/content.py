"""The frame of every page: title, what it covers, notes, footer, how to cite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kharkiv_tracker import city, gazetteer, labels
from kharkiv_tracker.charts import words
from kharkiv_tracker.charts.wording import drawable
from kharkiv_tracker.domain.place import DistrictKind
from kharkiv_tracker.domain.revision import short
from kharkiv_tracker.i18n import _, current, ngettext
from kharkiv_tracker.summary import blocks, naming, prose, sources, tables
from kharkiv_tracker.summary.blocks import Block
from kharkiv_tracker.summary.gathered import Gathered
from kharkiv_tracker.summary.redacting import Redactor
from kharkiv_tracker.summary.wanted import Redaction, Template

#: A PDF holds no longer name of a document or of a heading.
_LONGEST = 12_000


def content(
    gathered: Gathered,
    parts: Sequence[Block],
    *,
    title: str = "",
    about: str = "",
    notes: Sequence[str] = (),
) -> dict[str, Any]:
    """A page of these parts; `title` and `about` stand for those of the case and its selection."""
    made = {
        "language": current(),
        "author": gathered.wanted.author[:_LONGEST] or _("Kharkiv Tracker"),
        "overline": overline(gathered),
        "title": drawable(title or named(gathered), _LONGEST),
        "about": about or selected(gathered),
        "draft": _draft(gathered),
        "blocks": [*(blocks.strong(line) for line in (*notes, *_notes(gathered))), *parts],
        "footer": footer(gathered),
        # The page sets the two numbers in the places of the braces.
        "page": _("page {page} of {pages}"),
    }
    page: dict[str, Any] = blocks.printable(made)
    page["title"] = page["title"] or _title()
    return page


def named(gathered: Gathered) -> str:
    """What the case is called, for the public without the name of anybody recorded in it."""
    redactor = Redactor.of(gathered.wanted.redaction, *gathered.incidents)
    return redactor.text(gathered.title).strip() or _title()


def overline(gathered: Gathered) -> str:
    """What the page is about, and of which area."""
    kinds = {
        place.kind
        for key in gathered.selection.districts
        if (place := gazetteer.load().get(key)) is not None
    }
    is_city = kinds and kinds <= {DistrictKind.CITY_DISTRICT, DistrictKind.CITY_UNKNOWN}
    area = city.text("city" if is_city else "whole")
    return _("Civilian casualties · {area}").format(area=area).upper()


def _title() -> str:
    return _("Civilian casualties in {city}").format(city=city.text("in"))


def selected(gathered: Gathered) -> str:
    """Period, selection and clocks, and who made the page."""
    period = words.period(gathered.selection) or _("all dates")
    parts = [period, *_narrowed(gathered), *clocks(gathered)]
    text = " · ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def _narrowed(gathered: Gathered) -> list[str]:
    """The phrases of the selection; words that were looked for may be a name."""
    selection = gathered.selection
    if not selection.text or gathered.wanted.redaction is Redaction.INTERNAL:
        return words.selected(selection)
    return [*words.selected(replace(selection, text="")), _("only what holds certain words")]


def clocks(gathered: Gathered) -> list[str]:
    """As of when, and by whom."""
    view = gathered.wanted.view
    told = [words.known_on(view.as_known_on), words.recorded_on(view.as_recorded_on)]
    if not any(told) and gathered.clock:
        told = [
            _("as of {when} {clock}").format(
                when=labels.moment(gathered.clock), clock=city.text("clock")
            )
        ]
    if gathered.wanted.author:
        told.append(_("prepared by {author}").format(author=gathered.wanted.author))
    return [part for part in told if part]


def _notes(gathered: Gathered) -> list[str]:
    """What a reader must know before the first number."""
    told = []
    if gathered.is_sample:
        told.append(_("Sample case, for trying out the program; not to be quoted."))
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


def method(gathered: Gathered) -> list[Block]:
    """How the figures are made, what they leave out, who said so, and how to cite the page."""
    used = sources.used(gathered)
    version = gathered.wanted.redaction
    told = [(_("Counting rule"), prose.rule(gathered)), (_("Limits"), prose.limits())]
    if gathered.wanted.template is not Template.INCIDENT:
        told.insert(0, (_("What is counted"), prose.inclusion()))
    ending = [
        (tables.capital(naming.redaction(version)), naming.about(version)),
        (_("Cite as"), citation(gathered)),
    ]
    if used:
        ending.insert(0, (_("Sources and how often each is used"), used))
    return [
        blocks.heading(_("How the figures are made")),
        blocks.terms(told),
        blocks.terms_in_a_row(prose.definitions(gathered)),
        blocks.terms(ending),
    ]


def citation(gathered: Gathered) -> str:
    """One line by which the page can be found again."""
    parts = [
        gathered.wanted.author,
        named(gathered),
        words.period(gathered.selection) or _("all dates"),
        *_stamp(gathered),
    ]
    return _("{parts}.").format(parts=", ".join(part for part in parts if part))


def footer(gathered: Gathered) -> str:
    """On every page: as of when, of which history, for whom."""
    version = naming.redaction(gathered.wanted.redaction)
    draft = [_("DRAFT")] if gathered.unapproved else []
    return " · ".join([*draft, _("Kharkiv Tracker"), *_stamp(gathered), version])


def _stamp(gathered: Gathered) -> list[str]:
    told = []
    if gathered.clock:
        told.append(
            _("as of {when} {clock}").format(
                when=labels.moment(gathered.clock), clock=city.text("clock")
            )
        )
    told.append(_("revision {n}").format(n=labels.number(gathered.revisions)))
    # Its groups of letters are one word, which no line parts.
    letters = short(gathered.fingerprint).replace(" ", "\u00a0")
    told.append(_("fingerprint {letters}").format(letters=letters))
    return told
