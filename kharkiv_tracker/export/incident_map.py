"""Incidents as GeoJSON: a feature for each, with its columns as properties."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.export.columns import Cell
from kharkiv_tracker.export.published_records import PublishedRecords
from kharkiv_tracker.export.table_rows import TableRows
from kharkiv_tracker.summary.summary_data import Progress, no_progress

_POINT = ("latitude", "longitude")


def text(records: PublishedRecords, progress: Progress = no_progress) -> Iterator[bytes]:
    """The collection in parts; an incident without a point has no geometry."""
    frame = records.frame
    head = {
        "name": frame.title,
        "kharkiv_tracker": {
            "profile": records.request.profile.value,
            "revision": frame.revisions,
            "fingerprint": frame.fingerprint,
        },
    }
    yield f'{{"type": "FeatureCollection", {_json(head)[1:-1]}, "features": ['.encode()
    separator, notes = "\n", {}
    for table, cells in TableRows(records).read(progress):
        if table.name == "export_notes":
            notes = {"notes": [f"{name}: {line}" for name, line in zip(*cells, strict=True)]}
        for row in zip(*cells, strict=True) if table.name == "incidents" else ():
            names = [column.name for column in table.columns]
            yield f"{separator}{_json(_feature(dict(zip(names, row, strict=True))))}".encode()
            separator = ",\n"
    yield f"\n], {_json(notes)[1:-1]}}}\n".encode()


def _feature(values: dict[str, Cell]) -> dict[str, Any]:
    latitude, longitude = map(values.pop, _POINT)
    point = {"type": "Point", "coordinates": [longitude, latitude]}
    return {
        "type": "Feature",
        "id": values["code"],
        "geometry": None if latitude is None else point,
        "properties": {name: plain(value) for name, value in values.items()},
    }


def plain(value: Cell) -> str | int | float | bool | None:
    """A value as JSON has it."""
    if isinstance(value, Word):
        return str(value.value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return None if value == "" else value


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
