"""Maps of columns that an analyst keeps, each under a name, for the next file of the kind."""

from __future__ import annotations

import re
from pathlib import Path

from kharkiv_tracker import files, paths
from kharkiv_tracker.errors import CaseUnavailable, Refused, shown
from kharkiv_tracker.exchange.entry_json import parse_json
from kharkiv_tracker.i18n import _
from kharkiv_tracker.imports.columns import column_map
from kharkiv_tracker.imports.columns.column_map import ColumnMap

_ENDING = ".json"
#: What no file system takes in a name, and what would lead to another folder.
_NO_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f]|^\.|\.$')
_LONGEST = 80
#: Far more than the heads of any table.
_LARGEST = 1_000_000


def names() -> tuple[str, ...]:
    """The names of the maps that are kept, in their order."""
    try:
        stems = [path.stem for path in _folder().glob(f"*{_ENDING}")]
    except OSError:
        return ()
    return tuple(sorted(stems, key=str.casefold))


def load(name: str) -> ColumnMap:
    """The map of a name; raises Refused or CaseUnavailable."""
    return read(_file(name))


def read(path: Path) -> ColumnMap:
    """The map in a file; raises Refused or CaseUnavailable."""
    try:
        with path.open("rb") as stream:
            text = stream.read(_LARGEST + 1)
    except OSError as error:
        sentence = _("Cannot read the mapping {file}: {error}.")
        raise CaseUnavailable(sentence.format(file=path.name, error=files.reason(error))) from None
    if len(text) > _LARGEST:
        raise Refused(_("{file} is not a mapping of columns.").format(file=path.name))
    return column_map.parse(parse_json(text))


def save(name: str, mapping: ColumnMap) -> None:
    """Keep a map under a name, in place of the one that has it; raises CaseUnavailable."""
    target = _file(name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        files.write(target, column_map.text_of(mapping).encode())
    except OSError as error:
        sentence = _("Could not save the mapping: {error}.")
        raise CaseUnavailable(sentence.format(error=files.reason(error))) from None


def remove(name: str) -> None:
    """Remove the map of a name; raises CaseUnavailable."""
    try:
        _file(name).unlink(missing_ok=True)
    except OSError as error:
        sentence = _("Could not remove the mapping: {error}.")
        raise CaseUnavailable(sentence.format(error=files.reason(error))) from None


def _folder() -> Path:
    return paths.config_dir() / "mappings"


def _file(name: str) -> Path:
    clean = " ".join(name.split())
    if not clean or len(clean) > _LONGEST or _NO_NAME.search(clean):
        raise Refused(
            _("“{name}” cannot be the name of a mapping. Use letters and numbers.").format(
                name=shown(name)
            )
        )
    return _folder() / f"{clean}{_ENDING}"
