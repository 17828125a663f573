"""The page of what changed since the last package."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kharkiv_tracker import city, labels
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.total import GroupTotal
from kharkiv_tracker.export.site import block_markup, incident_list
from kharkiv_tracker.export.site.block_markup import Part
from kharkiv_tracker.export.site.edition import Edition
from kharkiv_tracker.export.site.markup import Markup, tag
from kharkiv_tracker.export.site.package_changes import Figures, PackageChanges, reason
from kharkiv_tracker.export.site.page_shell import CHANGES, Place
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import blocks, tables

#: More rows than this are counted and not listed.
_LONGEST = 2000


def page(edition: Edition, case: CaseFile, changes: PackageChanges | None) -> bytes:
    """The page as a file; None: no package was made before."""
    place, title = edition.place(CHANGES), _("Changes since the last package")
    parts: Iterable[Part]
    if changes is None:
        parts = [blocks.text(_("This is the first package, or it is not known which was before."))]
    else:
        parts = _parts(edition, case, changes, place)
    return edition.shell.page(place, title, tag("h1", title), block_markup.sections(parts))


def _parts(
    edition: Edition, case: CaseFile, changes: PackageChanges, place: Place
) -> Iterable[Part]:
    yield blocks.text(_about(changes))
    yield blocks.text(" ".join(_lead(changes)))
    yield blocks.heading(_("Totals"))
    yield _totals(changes)
    if changes.altered:
        altered = changes.altered.items()
        rows = [
            _linked(code, place, map(_moved, *map(_texts, figures)))
            for code, figures in list(altered)[:_LONGEST]
        ]
        yield from _listed(_("Changed incidents"), tables.headings(), rows, len(altered))
    if changes.new:
        new = changes.new.items()
        rows = [_linked(code, place, _texts(figures)) for code, figures in list(new)[:_LONGEST]]
        yield from _listed(_("New incidents"), tables.headings(), rows, len(new))
    if changes.gone:
        selection = edition.data.selection
        rows = [
            tag("tr", tag("th", code, scope="row"), tag("td", reason(case, code, selection)))
            for code in changes.gone[:_LONGEST]
        ]
        title = _("Incidents no longer counted")
        yield from _listed(title, [_("Reason")], rows, len(changes.gone), kind=None)


def _about(changes: PackageChanges) -> str:
    if changes.recorded is None:
        return _("since revision {n}").format(n=labels.number(changes.revision))
    since = _("since revision {n} of {when} {clock}").format(
        n=labels.number(changes.revision),
        when=labels.moment(changes.recorded),
        clock=city.text("clock"),
    )
    return tables.capital(f"{since}.")


def _lead(changes: PackageChanges) -> Iterable[str]:
    counts = (
        (len(changes.new), ngettext("{n} new incident.", "{n} new incidents.", len(changes.new))),
        (
            len(changes.altered),
            ngettext("{n} incident changed.", "{n} incidents changed.", len(changes.altered)),
        ),
        (
            len(changes.gone),
            ngettext(
                "{n} incident is no longer counted.",
                "{n} incidents are no longer counted.",
                len(changes.gone),
            ),
        ),
        (
            changes.same,
            ngettext("{n} incident unchanged.", "{n} incidents unchanged.", changes.same),
        ),
    )
    for number, sentence in counts:
        if number:
            yield sentence.format(n=labels.number(number))
    if not (changes.new or changes.altered or changes.gone):
        yield _("No incidents were added, changed or removed.")


def _totals(changes: PackageChanges) -> blocks.Block:
    """The totals of both, a row for each."""

    def row(name: str, total: GroupTotal) -> blocks.Row:
        figures = (labels.figure_text(total.toll[quantity]) for quantity in COUNTED)
        return [name, labels.number(total.incidents), *figures]

    head = [_("Package"), _("Incidents"), *tables.headings()]
    rows = [row(_("Before"), changes.before), row(_("Now"), changes.now)]
    return blocks.table(head, rows, f"wn{tables.NUMBERS}")


def _texts(figures: Figures) -> list[str]:
    return [labels.figure_text(figure) for figure in figures]


def _moved(before: str, after: str) -> str:
    if before == after:
        return after
    return _("{before} → {after}").format(before=before, after=after)


def _linked(code: str, place: Place, figures: Iterable[str]) -> Markup:
    link = tag("a", code, href=place.to(incident_list.page_name(code)))
    cells = (tag("td", text, class_="number") for text in figures)
    return tag("tr", tag("th", link, scope="row"), *cells)


def _listed(
    title: str,
    head: Sequence[str],
    rows: Sequence[Markup],
    number: int,
    kind: str | None = "number",
) -> Iterable[Part]:
    """A table of incidents below its title, and how many are not in it."""
    yield blocks.heading(title)
    columns = (tag("th", name, scope="col", class_=kind) for name in head)
    table = tag(
        "table",
        tag("caption", title, class_="unseen"),
        tag("thead", tag("tr", tag("th", _("Code"), scope="col"), *columns)),
        tag("tbody", *rows),
    )
    yield block_markup.region(table, title)
    if more := number - len(rows):
        sentence = ngettext(
            "{n} more incident is counted above and not listed here.",
            "{n} more incidents are counted above and not listed here.",
            more,
        )
        yield blocks.note(sentence.format(n=labels.number(more)))
