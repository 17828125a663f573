"""A finished summary and what goes with it as files."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kharkiv_tracker import files
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.i18n import _


def put(path: Path, page: bytes, extra_files: Mapping[str, bytes]) -> list[Path]:
    """Write what goes with a summary and then its bytes, each file whole or not at all.

    Nothing is written where one of them would be written over a case file.
    """
    written = [path.with_name(f"{path.stem}{suffix}") for suffix in extra_files]
    for target in (*written, path):
        files.refuse_case(target)
    new = [target for target in written if not target.exists()]
    try:
        for target, data in zip(written, extra_files.values(), strict=True):
            files.write(target, data)
        files.write(path, page)
    except OSError as error:
        for target in new:
            with suppress(OSError):
                target.unlink()
        raise CaseUnavailable(
            _(
                "The summary could not be saved to {path}: {reason}. The case file was not "
                "changed. Free up disk space or choose another folder, then try again."
            ).format(path=error.filename or path, reason=files.reason(error))
        ) from error
    return [path, *written]
