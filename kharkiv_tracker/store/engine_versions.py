"""The versions of what the program runs on: of the database engine by its own word."""

from __future__ import annotations

import re
import sys
from contextlib import closing, suppress
from functools import cache
from pathlib import Path

#: What is named, by the installed distribution that has its version.
_INSTALLED = (
    ("Qt for Python", "pyside6-essentials"),
    ("Typst", "typst"),
    ("matplotlib", "matplotlib"),
)
_FOLDER = re.compile(r"(.+?)-([^-]+)\.dist-info", re.IGNORECASE)
_SEPARATORS = re.compile(r"[-_.]+")
#: A key of zeros, not derived from anything: without a key there is no provider of ciphers.
_NO_SECRET = "x'" + "0" * 96 + "'"


@cache
def versions() -> tuple[tuple[str, str], ...]:
    """Each engine with its version; "" where it cannot be loaded."""
    installed = _installed()
    return (
        *_database_engine(),
        ("Python", sys.version.split()[0]),
        *((name, installed.get(key, "")) for name, key in _INSTALLED),
    )


def lines() -> list[str]:
    """Each engine and its version, the same in every language."""
    return [f"{name} {version or 'not available'}" for name, version in versions()]


def _database_engine() -> tuple[tuple[str, str], ...]:
    sqlite = cipher = provider = ""
    # It may be missing or be made for another system; everything else is listed nevertheless.
    with suppress(Exception):
        import sqlcipher3

        sqlite = sqlcipher3.sqlite_version
        with closing(sqlcipher3.connect(":memory:")) as connection:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f'PRAGMA key = "{_NO_SECRET}"')
            (cipher,) = connection.execute("PRAGMA cipher_version").fetchone()
            (provider,) = connection.execute("PRAGMA cipher_provider_version").fetchone()
    version = f"{cipher} ({provider})" if provider else cipher
    return ("SQLite", sqlite), ("SQLCipher", version)


def _installed() -> dict[str, str]:
    """The versions that the folders of installed distributions have in their names.

    To read what is in these folders takes longer than everything else that is asked here.
    """
    installed: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for path in Path(folder).iterdir():
                if match := _FOLDER.fullmatch(path.name):
                    key = _SEPARATORS.sub("-", match[1]).lower()
                    installed.setdefault(key, match[2])
    return installed
