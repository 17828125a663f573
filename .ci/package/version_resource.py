"""The version of the program as Windows shows it in the properties of a file."""

from __future__ import annotations

from typing import Any

_ENGLISH, _UNICODE = 1033, 1200


def of(version: str) -> Any:
    """PyInstaller's own form of it; numbers after the third are 0."""
    from PyInstaller.utils.win32 import versioninfo

    numbers = [int(part) for part in version.split(".")[:3] if part.isdigit()]
    four = (*numbers, *(0 for _ in range(4 - len(numbers))))
    texts = {
        "ProductName": "Kharkiv Tracker",
        "FileDescription": "Kharkiv Tracker",
        "FileVersion": version,
        "ProductVersion": version,
        "LegalCopyright": "Apache License 2.0",
    }
    table = versioninfo.StringTable(
        f"{_ENGLISH:04x}{_UNICODE:04x}",
        [versioninfo.StringStruct(name, text) for name, text in texts.items()],
    )
    translation = versioninfo.VarStruct("Translation", [_ENGLISH, _UNICODE])
    return versioninfo.VSVersionInfo(
        ffi=versioninfo.FixedFileInfo(filevers=four, prodvers=four),
        kids=[versioninfo.StringFileInfo([table]), versioninfo.VarFileInfo([translation])],
    )
