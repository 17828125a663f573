"""What a case can be exported as: the formats, each with what it is for and how its file ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kharkiv_tracker import labels
from kharkiv_tracker.export.formats import Format
from kharkiv_tracker.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Output:
    """A format; `suffix` is "" for a folder, `mark` comes before it in a name that is proposed.

    One that is complete has everything in it, whatever is selected, and is for the team alone.
    """

    format: Format
    suffix: str
    purpose: str
    mark: str
    is_complete: bool = False

    @property
    def ending(self) -> str:
        """How a proposed name ends: each format otherwise, so that none replaces another."""
        return self.mark + self.suffix

    @property
    def name(self) -> str:
        """What it is called."""
        return _("JSON, complete with history") if self.is_complete else labels.word(self.format)

    @property
    def is_for_all(self) -> bool:
        """Whether it is published, in every language."""
        return self.format is Format.PACKAGE


_PURPOSES: Mapping[Format, tuple[str, str, str]] = {
    Format.XLSX: (
        ".xlsx",
        N_(
            "For spreadsheets: sheets with incidents, reports, persons, official totals, figures "
            "by district and month, and the method."
        ),
        "",
    ),
    Format.CSV: (
        "",
        N_("For statistics programs: a file for each table, and a description of its columns."),
        "-csv",
    ),
    Format.JSON: (".json", N_("For other programs: all selected records, without history."), ""),
    Format.GEOJSON: (".geojson", N_("For maps: each incident with its point and figures."), ""),
    Format.HXL: (
        ".csv",
        N_("For humanitarian data platforms: a table of incidents with HXL tags."),
        "-hxl",
    ),
    Format.DOCX: (
        ".docx",
        N_("For your own text: the pages of the summary, with tables and charts, to edit."),
        "",
    ),
    Format.PACKAGE: (
        "",
        N_(
            "For a web server: pages in all languages, with tables, checksums and the changes "
            "since the last package."
        ),
        "-package",
    ),
}
_COMPLETE = N_(
    "For the team alone: all records, names, files and the history. Imported into an empty case "
    "file, it gives the same case file."
)

OUTPUTS = (
    *(Output(format_, *_PURPOSES[format_]) for format_ in Format),
    Output(Format.JSON, ".json", _COMPLETE, "-complete", is_complete=True),
)
