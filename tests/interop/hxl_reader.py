"""What libhxl reads in a file of the Humanitarian Exchange Language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kharkiv_tracker.domain.quantity import COUNTED
from tests.interop.outcome import Outcome, Place
from tests.interop.samples import Format, Sample

_ENDS = {"low": "min", "best": "num"}
#: Rules of the schema about spaces and outliers have nothing to do with the format.
_SEVERE = "error"


def run(samples: tuple[Sample, ...], place: Place) -> Iterator[Outcome]:
    """Validate every file with libhxl's default schema, and add up its columns."""
    del place
    for sample in samples:
        path = sample.export(Format.HXL)
        rows = list(_source(path))
        flaws = [*_invalid(path), *_differences(sample, rows)]
        yield Outcome(sample.name, f"{len(rows)} rows", tuple(flaws))


def _source(path: Path) -> Any:
    import hxl

    return hxl.data(str(path), hxl.InputOptions(allow_local=True))


def _invalid(path: Path) -> Iterator[str]:
    import hxl

    errors: list[Any] = []
    hxl.schema(None, callback=errors.append).validate(_source(path))
    for error in errors:
        if error.rule.severity == _SEVERE:
            yield f"{error.message}: {error.column and error.column.display_tag} {error.value!a}"


def _differences(sample: Sample, rows: list[Any]) -> Iterator[str]:
    incidents = sample.tables["incidents"][1]
    if len(rows) != len(incidents):
        yield f"{len(rows)} rows, not {len(incidents)}"
    counted = [row for row in rows if row.get("#status+counted") == "yes"]
    table, sums = sample.tables["figures"]
    at = {column.name: number for number, column in enumerate(table.columns)}
    months = [row for row in sums if row[at["kind"]] == "incidents"]
    for quantity in COUNTED:
        for end, attribute in _ENDS.items():
            tag = f"#affected+{quantity}+{attribute}"
            own = sum(row[at[f"{quantity}_{end}"]] or 0 for row in months)
            read = sum(int(row.get(tag) or 0) for row in counted)
            if own != read:
                yield f"{tag} adds up to {read}, not {own}"
