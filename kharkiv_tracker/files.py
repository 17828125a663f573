"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write(target: Path, data: bytes) -> None:
    """Write a file so that a power cut leaves either the old one or the new; raises OSError.

    The draft lies in the same folder, so that nothing is left elsewhere on the disk.
    """
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".part")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        # mkstemp lets nobody else read; a file that was asked for follows the user's own rule.
        mask = os.umask(0)
        os.umask(mask)
        draft.chmod(0o666 & ~mask)
        draft.replace(target)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise
