"""The preferences of this user, stored in one small JSON file."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from kharkiv_tracker import files, i18n, paths

Theme = Literal["system", "light", "dark"]
THEMES: tuple[Theme, ...] = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Settings:
    """The preferences; an empty author or language means that none was chosen.

    `recent` names case files, latest first; `backups` is the folder of backups, "" where none
    was chosen.
    """

    author: str = ""
    language: str = ""
    theme: Theme = "system"
    recent: tuple[str, ...] = ()
    backups: str = ""


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


def _settings(stored: dict[str, Any]) -> Settings:
    author, language, theme = stored.get("author"), stored.get("language"), stored.get("theme")
    recent, backups = stored.get("recent"), stored.get("backups")
    return Settings(
        author=author if isinstance(author, str) else "",
        language=language if language in i18n.LANGUAGES else "",
        theme=theme if theme in THEMES else "system",
        recent=tuple(name for name in recent if isinstance(name, str))
        if isinstance(recent, list)
        else (),
        backups=backups if isinstance(backups, str) else "",
    )
