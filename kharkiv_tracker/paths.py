"""Folders of the resources of the program and of the files of this user."""

from pathlib import Path

_NAME = "kharkiv-tracker"


def resources() -> Path:
    """Return the folder of gazetteer, translations, templates, fonts and sample case."""
    return _beside("resources")


def docs() -> Path:
    """Return the folder of the pages of help."""
    return _beside("docs")


def _beside(name: str) -> Path:
    package = Path(__file__).resolve().parent
    installed = package / name
    # A wheel carries the folder inside the package; in a checkout it lies beside it.
    return installed if installed.is_dir() else package.parent / name


def config_dir() -> Path:
    """Return the folder of the settings; it may not exist yet."""
    import platformdirs

    return platformdirs.user_config_path(_NAME, appauthor=False)


def data_dir() -> Path:
    """Return the folder of files the user loaded; it may not exist yet."""
    import platformdirs

    return platformdirs.user_data_path(_NAME, appauthor=False)


def cache_dir() -> Path:
    """Return the folder of files that can be rebuilt; it may not exist yet."""
    import platformdirs

    return platformdirs.user_cache_path(_NAME, appauthor=False)


def log_dir() -> Path:
    """Return the folder of the log; it may not exist yet."""
    import platformdirs

    return platformdirs.user_log_path(_NAME, appauthor=False)
