"""What frictionless reads in a folder of tables."""

from __future__ import annotations

from collections.abc import Iterator

from kharkiv_tracker.export import csv_folder
from tests.interop.outcome import Outcome, Place
from tests.interop.samples import Format, Sample


def run(samples: tuple[Sample, ...], place: Place) -> Iterator[Outcome]:
    """Validate every table against its data package: types, keys, references."""
    del place
    from frictionless import Package

    for sample in samples:
        package = Package(str(sample.export(Format.CSV) / csv_folder.DESCRIPTION))
        report = package.validate()
        flaws = [
            f"{task.name}: {error.message!a}" for task in report.tasks for error in task.errors
        ]
        flaws += [ascii(error.message) for error in report.errors]
        rows = sum(task.stats.get("rows", 0) for task in report.tasks)
        own = sum(len(cells) for _table, cells in sample.tables.values())
        if rows != own:
            flaws.append(f"{rows} rows, not {own}")
        yield Outcome(sample.name, f"{len(report.tasks)} tables, {rows} rows", tuple(flaws))
