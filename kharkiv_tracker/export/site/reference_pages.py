"""The pages beside the figures: how they are made, and the data to download."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.domain.fields import fields_of
from kharkiv_tracker.domain.method import Method
from kharkiv_tracker.export.site import block_markup
from kharkiv_tracker.export.site.edition import Edition
from kharkiv_tracker.export.site.markup import join, tag
from kharkiv_tracker.export.site.package_files import SUMS, PackageFile
from kharkiv_tracker.export.site.page_shell import DATA, METHOD
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import change_text
from kharkiv_tracker.summary import blocks, method_block, page_frame


def method(edition: Edition, withheld: Sequence[str]) -> bytes:
    """How the figures are made, in the words of the program and of those who keep the case."""
    title = _("How the figures were obtained")
    content = block_markup.sections(
        [*page_frame.explained(edition.data, withheld), *method_block.method_page(edition.data)]
    )
    return edition.shell.page(edition.place(METHOD), title, tag("h1", title), content)


def data(edition: Edition, downloads: Sequence[PackageFile]) -> bytes:
    """What can be downloaded, under which licence, and whom to write to with a correction."""
    place, title = edition.place(DATA), _("Data and corrections")
    names = [field.name for field in fields_of(Method)]
    parts = dict(zip(names, method_block.printed_parts(edition.data), strict=True))
    rows = [
        tag(
            "tr",
            tag("th", tag("a", file.path, href=place.way(file.path), download=True), scope="row"),
            tag("td", change_text.size(file.size), class_="number"),
            tag("td", tag("code", file.sha256)),
        )
        for file in downloads
    ]
    head = [_("File"), _("Size"), _("SHA-256")]
    caption = _("Files of this package")
    table = tag(
        "table",
        tag("caption", caption, class_="unseen"),
        tag("thead", tag("tr", *(tag("th", name, scope="col") for name in head))),
        tag("tbody", *rows),
    )
    sums = tag("a", SUMS, href=place.way(SUMS))
    return edition.shell.page(
        place,
        title,
        tag("h1", title),
        block_markup.sections(
            [
                blocks.heading(_("Licence")),
                blocks.text(parts["licence"][1]),
                blocks.heading(_("Corrections")),
                blocks.text(_("Who keeps this record and how to reach them with a correction:")),
                join(*(tag("p", line) for line in parts["who"][1].splitlines() if line.strip())),
                blocks.heading(caption),
                block_markup.region(table, caption),
                tag("p", _("The checksums of all files, pages included:"), " ", sums),
                blocks.heading(_("Cite as")),
                blocks.text(page_frame.citation(edition.data)),
            ]
        ),
    )
