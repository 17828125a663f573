"""The list of all checks."""

from __future__ import annotations

from collections.abc import Sequence

from tests.interop import hxl_reader, office_suite, package_reader, public_pages, round_trip
from tests.interop.outcome import Check

CHECKS: tuple[Check, ...] = (
    Check(
        "xlsx",
        "LibreOffice reads every cell as it is, dates as dates, and none is a formula",
        office_suite.run_workbooks,
    ),
    Check(
        "docx",
        "LibreOffice reads every word and number of the document in its order",
        office_suite.run_documents,
    ),
    Check("hxl", "libhxl takes the file as valid, and it adds up", hxl_reader.run),
    Check("csv", "frictionless takes every table, key and reference as valid", package_reader.run),
    Check(
        "package",
        "Chromium shows every public page without a flaw, and asks nothing outside the folder",
        public_pages.run,
    ),
    Check("json", "A whole case leaves as JSON and comes back as it was", round_trip.run),
)


def named(names: Sequence[str]) -> list[Check]:
    """The checks whose name begins with one of these; all where there is none."""
    return [check for check in CHECKS if not names or check.name.startswith(tuple(names))]
