"""The preferences of this user, stored in one small JSON file."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal

from kharkiv_tracker import files, i18n, paths

Theme = Literal["system", "light", "dark"]
THEMES: tuple[Theme, ...] = ("system", "light", "dark")
Rows = Literal["compact", "roomy"]
ROWS: tuple[Rows, ...] = ("compact", "roomy")
#: 17 Aug 2022, 17.08.2022, 2022-08-17.
Dates = Literal["words", "numbers", "iso"]
DATES: tuple[Dates, ...] = ("words", "numbers", "iso")
#: After so many minutes without a key an encrypted case is locked; 0 for never.
LOCK_MINUTES = (1, 2, 5, 10, 15, 30, 60, 0)
#: In percent of the ordinary size.
TEXT_SIZES = (100, 110, 125, 150, 175, 200)
#: The values of `domain/profile`, which is in a row above this one.
Profile = Literal["restricted", "open", "internal"]
PROFILES: tuple[Profile, ...] = ("restricted", "open", "internal")


@dataclass(frozen=True, slots=True)
class Settings:
    """The preferences; an empty author or language means that none was chosen.

    `unnamed` is the choice to work without a name.
    `recent` names case files, latest first, encrypted ones if `recent_encrypted`; `backups` is the
    folder of backups, "" where none was chosen. An encrypted case is locked after `lock_minutes`
    without a key, and with the screen if so chosen. `profile` is the version of summaries and
    charts that is offered first. Of the last export, its format, language and whether it had
    approved incidents alone are offered again.
    """

    author: str = ""
    unnamed: bool = False
    language: str = ""
    theme: Theme = "system"
    text_size: int = 100
    rows: Rows = "compact"
    dates: Dates = "words"
    profile: Profile = "restricted"
    recent: tuple[str, ...] = ()
    recent_encrypted: bool = False
    backups: str = ""
    lock_minutes: int = 5
    lock_with_screen: bool = True
    export_format: str = ""
    export_language: str = ""
    export_approved: bool = False


def load() -> Settings:
    """Read the settings; whatever is missing or cannot be used is the default."""
    try:
        stored = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    return _settings(stored) if isinstance(stored, dict) else Settings()


def save(settings: Settings) -> None:
    """Write the settings so that a power cut leaves either the old or the new ones.

    Raises OSError when the folder cannot be written.
    """
    target = _file()
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(settings), indent=2) + "\n"
    files.write(target, text.encode())


def _file() -> Path:
    return paths.config_dir() / "settings.json"


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_bool(value: object) -> bool:
    return isinstance(value, bool)


def _is_language(value: object) -> bool:
    return isinstance(value, str) and value in i18n.LANGUAGES


def _is_one_of(choices: tuple[object, ...]) -> Callable[[object], bool]:
    # By type as well: in Python, True is 1 and 100.0 is 100.
    return lambda value: any(value == one and type(value) is type(one) for one in choices)


#: What a stored value has to be; a field without an entry here is a mistake.
_IS_USABLE: Mapping[str, Callable[[object], bool]] = {
    "author": _is_text,
    "unnamed": _is_bool,
    "language": _is_language,
    "theme": _is_one_of(THEMES),
    "text_size": _is_one_of(TEXT_SIZES),
    "rows": _is_one_of(ROWS),
    "dates": _is_one_of(DATES),
    "profile": _is_one_of(PROFILES),
    "recent_encrypted": _is_bool,
    "recent": lambda value: isinstance(value, list),
    "backups": _is_text,
    "lock_minutes": _is_one_of(LOCK_MINUTES),
    "lock_with_screen": _is_bool,
    "export_format": _is_text,
    "export_language": _is_language,
    "export_approved": _is_bool,
}


def _settings(stored: dict[str, Any]) -> Settings:
    usable = {
        field.name: stored[field.name]
        for field in fields(Settings)
        if field.name in stored and _IS_USABLE[field.name](stored[field.name])
    }
    usable["recent"] = tuple(name for name in usable.get("recent", ()) if isinstance(name, str))
    return Settings(**usable)
