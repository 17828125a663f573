"""Files written whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path


def write(target: Path, data: bytes) -> None:
    """Write a file so that a power cut leaves either the old one or the new; raises OSError.

    The draft lies in the same folder, so that nothing is left elsewhere on the disk. A link stays
    a link, a file keeps its permissions, a device or a pipe is written to and never replaced.
    """
    try:
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                stream.write(data)
        else:
            _replace(Path(os.path.realpath(target)), data)
    except OSError as error:
        # The error names the file, not its draft.
        error.filename, error.filename2 = str(target), None
        raise


def _replace(target: Path, data: bytes) -> None:
    mode = None
    with suppress(FileNotFoundError):
        mode = target.stat().st_mode
        if not os.access(target, os.W_OK):
            raise PermissionError(13, os.strerror(13), str(target))
    draft = target.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with draft.open("xb") as stream:
            if mode is not None:
                draft.chmod(mode & 0o777)
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
