"""Which files are posts, by their names and, where those say too little, by how they begin."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kharkiv_tracker import files

#: Files of one text, and those of many.
TEXTS = frozenset((".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".docx", ".pdf"))
CHANNELS = frozenset((".json",))
ENDINGS = TEXTS | CHANNELS
#: So much of an exported channel is before its messages.
_HEAD = 4096


def are_posts(paths: Sequence[Path]) -> bool:
    """Whether files may be posts, by their names; so may a folder, whatever is in it."""
    return all(ending(path) in ENDINGS or path.is_dir() for path in paths)


def is_stack(paths: Sequence[Path]) -> bool:
    """Whether these are several posts: a folder, several files, or an exported channel."""
    return len(paths) > 1 or paths[0].is_dir() or is_channel(paths[0])


def is_channel(path: Path) -> bool:
    """Whether a file begins as an exported channel does, or as a whole account."""
    # A case that is open must not be opened here: its locks would end.
    if ending(path) not in CHANNELS or not path.is_file() or files.is_open(path):
        return False
    # The window looks at names alone before something is dropped.
    from kharkiv_tracker.child_process import Problem
    from kharkiv_tracker.posts import telegram_export

    try:
        with path.open("rb") as stream:
            return telegram_export.is_channel(stream.read(_HEAD).decode("utf-8-sig", "replace"))
    except Problem:
        return True
    except OSError:
        return False


def ending(path: Path) -> str:
    """The ending of a name, in small letters."""
    return path.suffix.casefold()
