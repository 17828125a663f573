"""The districts of Kharkiv, read once from the resources."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from kharkiv_tracker import paths
from kharkiv_tracker.domain.place import (
    Ambiguity,
    DatePrecision,
    District,
    DistrictKind,
    FormerName,
    Gazetteer,
)
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.i18n import _


@cache
def load() -> Gazetteer:
    """Return the gazetteer; raise TrackerError when its file is missing or broken."""
    return read(paths.resources() / "gazetteer.json")


def read(file: Path) -> Gazetteer:
    """Return the gazetteer in this file; raise TrackerError when it is missing or broken."""
    try:
        return _gazetteer(json.loads(file.read_text(encoding="utf-8")))
    except OSError as error:
        sentence = _("The list of districts cannot be read: {file}.").format(file=file)
        raise TrackerError(sentence) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        sentence = _("The list of districts is damaged; install the program again: {file}.")
        raise TrackerError(sentence.format(file=file)) from error


def _gazetteer(document: Any) -> Gazetteer:
    districts = {one["key"]: _district(one) for one in document["districts"]}
    ambiguous = [
        Ambiguity(tuple(each["spellings"]), tuple(districts[key] for key in each["candidates"]))
        for each in document["ambiguous"]
    ]
    return Gazetteer(districts.values(), ambiguous)


def _district(entry: Any) -> District:
    position = entry.get("position")
    return District(
        key=entry["key"],
        kind=DistrictKind(entry["kind"]),
        names=_names(entry["names"]),
        pcode=entry.get("pcode"),
        former=tuple(_former(old) for old in entry.get("former", ())),
        spellings=tuple(map(str, (*entry.get("spellings", ()), *entry.get("lying_in_it", ())))),
        position=(float(position[0]), float(position[1])) if position else None,
    )


def _former(entry: Any) -> FormerName:
    until = entry.get("until")
    return FormerName(
        names=_names(entry["names"]),
        valid_until=date.fromisoformat(until) if until else None,
        precision=DatePrecision(entry["precision"]),
    )


def _names(entry: Any) -> dict[str, str]:
    return {language: str(entry[language]) for language in ("en", "uk", "ru")}
