"""The first page of the package: the figures, the charts, the tables, and every incident."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.export.site import block_markup, incident_list
from kharkiv_tracker.export.site.curve_images import CurveImages
from kharkiv_tracker.export.site.edition import Edition
from kharkiv_tracker.export.site.incident_list import ListPage
from kharkiv_tracker.export.site.markup import Markup, tag
from kharkiv_tracker.export.site.page_shell import Place
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import (
    blocks,
    official_totals,
    page_frame,
    period_template,
    prose,
)


def page(
    edition: Edition,
    case: CaseFile,
    images: CurveImages,
    place: Place,
    rows: Sequence[Markup],
    listed: Sequence[ListPage],
) -> bytes:
    """The page as a file, with the rows of all incidents or with links to the pages of them."""
    data = edition.data
    name = page_frame.named(data)
    title = _("Incidents")
    if listed:
        table = incident_list.links(listed, place)
    elif rows:
        table = incident_list.table(rows, title)
    else:
        table = tag("p", _("none recorded"), class_="note")
    return edition.shell.page(
        place,
        name,
        tag("p", page_frame.overline(data), class_="over"),
        tag("h1", name),
        tag("p", page_frame.selected(data), class_="about"),
        *(tag("p", warning, class_="strong") for warning in page_frame.warnings(data)),
        block_markup.sections(
            [
                blocks.big(prose.big(data)),
                blocks.text(prose.lead(data)),
                blocks.heading(_("Cumulative killed and injured by district")),
                images.curves(place),
                *period_template.groups(data),
                blocks.heading(_("Incidents by district and time")),
                images.lanes(case, place),
                *official_totals.statements(data),
            ]
        ),
        tag("section", tag("h2", title, id="list"), table),
        sorts=bool(rows),
    )
