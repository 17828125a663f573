"""The files the map is drawn from, stored for the next time; one of each sort."""

from __future__ import annotations

from pathlib import Path

from kharkiv_tracker import files, paths
from kharkiv_tracker.domain.outline import Outlines, Populations
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.exchange import outlines, populations
from kharkiv_tracker.i18n import _

_OUTLINES, _POPULATIONS = "outlines", "populations"


def load_outlines(gazetteer: Gazetteer) -> Outlines | None:
    """The stored outlines, or None; raises as reading them does."""
    file = _copy(_OUTLINES)
    return outlines.read(file, gazetteer) if file else None


def load_populations(gazetteer: Gazetteer) -> Populations | None:
    """The stored populations, or None; raises as reading them does."""
    file = _copy(_POPULATIONS)
    return populations.read(file, gazetteer) if file else None


def save_outlines(file: Path, gazetteer: Gazetteer) -> Outlines:
    """Read outlines and store a copy; if they cannot be read, the stored ones stay."""
    _refuse_open(file)
    read = outlines.read(file, gazetteer)
    _save(file, _OUTLINES)
    return read


def save_populations(file: Path, gazetteer: Gazetteer) -> Populations:
    """Read populations and store a copy; if they cannot be read, the stored ones stay."""
    _refuse_open(file)
    read = populations.read(file, gazetteer)
    _save(file, _POPULATIONS)
    return read


def remove_outlines() -> None:
    """Remove the copy of the outlines."""
    _remove(_OUTLINES)


def remove_populations() -> None:
    """Remove the copy of the populations."""
    _remove(_POPULATIONS)


def _folder(sort: str) -> Path:
    return paths.data_dir() / "map" / sort


def _copy(sort: str) -> Path | None:
    """The stored copy, under its own file name: it may be the only hint at the owner."""
    try:
        return next((path for path in sorted(_folder(sort).iterdir()) if path.is_file()), None)
    except OSError:
        return None


def _refuse_open(file: Path) -> None:
    # Read and closed here, the open case would lose its locks.
    if files.is_open(file):
        raise CaseUnavailable(_("{file} is the case file itself.").format(file=file.name))


def _save(file: Path, sort: str) -> None:
    folder = _folder(sort)
    try:
        data = file.read_bytes()
        folder.mkdir(parents=True, exist_ok=True)
        copy = folder / file.name
        files.write(copy, data)
        for path in folder.iterdir():
            if path != copy:
                path.unlink()
    except OSError as error:
        raise CaseUnavailable(
            _("Could not save a copy of {file}: {why}. The map was not changed.").format(
                file=file.name, why=files.reason(error)
            )
        ) from error


def _remove(sort: str) -> None:
    try:
        for path in list(_folder(sort).iterdir()):
            path.unlink()
    except FileNotFoundError:
        return
    except OSError as error:
        raise CaseUnavailable(
            _("Could not remove the copy: {why}. It was kept.").format(why=files.reason(error))
        ) from error
