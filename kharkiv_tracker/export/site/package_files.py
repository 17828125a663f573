"""The files of a package as they are written, each with its checksum."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kharkiv_tracker.export import output_draft

SUMS = "SHA256SUMS"
#: The earliest day that a zip can name: the same content has to give the same bytes.
_DAY = (1980, 1, 1, 0, 0, 0)
#: The folder within a zip, whatever the zip is called.
_WITHIN = "kharkiv-tracker"
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class PackageFile:
    """A file of the package with its size in bytes and its checksum."""

    path: str
    size: int
    sha256: str


class PackageFiles:
    """Writes files below a folder, and a line with the checksum of each."""

    def __init__(self, folder: Path, sums: IO[str]) -> None:
        self._folder, self._sums = folder, sums
        self._made: set[str] = set()

    def write(self, path: str, parts: bytes | Iterable[bytes]) -> PackageFile:
        """Write a file at this path in the package."""
        target = self.path(path)
        digest, size = hashlib.sha256(), 0
        with target.open("wb") as stream:
            for part in (parts,) if isinstance(parts, bytes) else parts:
                stream.write(part)
                digest.update(part)
                size += len(part)
        return self._listed(path, size, digest.hexdigest())

    def path(self, path: str) -> Path:
        """Where a file is to be, in a folder that is there."""
        target = self._folder / path
        above = path.rpartition("/")[0]
        if above not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(above)
        return target

    def add(self, path: str) -> PackageFile:
        """List a file that something else wrote."""
        digest, size = hashlib.sha256(), 0
        with (self._folder / path).open("rb") as stream:
            while part := stream.read(_PIECE):
                digest.update(part)
                size += len(part)
        return self._listed(path, size, digest.hexdigest())

    def _listed(self, path: str, size: int, digest: str) -> PackageFile:
        self._sums.write(f"{digest}  {path}\n")
        return PackageFile(path, size, digest)


@contextmanager
def filled(folder: Path) -> Iterator[PackageFiles]:
    """Files to write below a folder, with the list of their checksums."""
    with (folder / SUMS).open("w", encoding="utf-8", newline="\n") as sums:
        yield PackageFiles(folder, sums)


def pack(folder: Path, target: Path, step: Callable[[], object]) -> None:
    """Put all files of a folder into a zip, within a folder; `step` is called before each."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in output_draft.files_of(folder):
            step()
            entry = zipfile.ZipInfo(f"{_WITHIN}/{path.relative_to(folder).as_posix()}", _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.file_size = path.stat().st_size
            with path.open("rb") as source, archive.open(entry, "w") as out:
                shutil.copyfileobj(source, out, _PIECE)
