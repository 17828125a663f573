"""The files that the map is drawn by, kept for the next time; one of each sort."""

from __future__ import annotations

from pathlib import Path

from kharkiv_tracker import files, paths
from kharkiv_tracker.domain.outline import Outlines, Populations
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.exchange import outlines, populations
from kharkiv_tracker.i18n import _

_OUTLINES, _POPULATIONS = "outlines", "populations"


def kept_outlines(gazetteer: Gazetteer) -> Outlines | None:
    """The outlines that were kept, None where there are none; raises as reading them does."""
    file = _kept(_OUTLINES)
    return outlines.read(file, gazetteer) if file else None


def kept_populations(gazetteer: Gazetteer) -> Populations | None:
    """The populations that were kept, None where there are none; raises as reading them does."""
    file = _kept(_POPULATIONS)
    return populations.read(file, gazetteer) if file else None


def keep_outlines(file: Path, gazetteer: Gazetteer) -> Outlines:
    """Read outlines and keep a copy; where they cannot be read the ones kept before stay."""
    read = outlines.read(file, gazetteer)
    _keep(file, _OUTLINES)
    return read


def keep_populations(file: Path, gazetteer: Gazetteer) -> Populations:
    """Read populations and keep a copy; where they cannot be read those kept before stay."""
    read = populations.read(file, gazetteer)
    _keep(file, _POPULATIONS)
    return read


def forget_outlines() -> None:
    """Remove the copy of the outlines."""
    _forget(_OUTLINES)


def forget_populations() -> None:
    """Remove the copy of the populations."""
    _forget(_POPULATIONS)


def _folder(sort: str) -> Path:
    return paths.data_dir() / "map" / sort


def _kept(sort: str) -> Path | None:
    """The copy, which has the name of its file: that may be all that says whose it is."""
    try:
        return next((each for each in sorted(_folder(sort).iterdir()) if each.is_file()), None)
    except OSError:
        return None


def _keep(file: Path, sort: str) -> None:
    folder = _folder(sort)
    try:
        data = file.read_bytes()
        folder.mkdir(parents=True, exist_ok=True)
        copy = folder / file.name
        files.write(copy, data)
        for each in folder.iterdir():
            if each != copy:
                each.unlink()
    except OSError as error:
        raise CaseUnavailable(
            _("No copy of {file} could be kept ({why}); the map stays as it was.").format(
                file=file.name, why=error.strerror or error
            )
        ) from error


def _forget(sort: str) -> None:
    try:
        for each in list(_folder(sort).iterdir()):
            each.unlink()
    except FileNotFoundError:
        return
    except OSError as error:
        raise CaseUnavailable(
            _("The copy could not be removed ({why}); it is still there.").format(
                why=error.strerror or error
            )
        ) from error
