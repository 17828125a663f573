"""The Ukrainian catalogue as it is written, for the tests of words."""

from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from kharkiv_tracker import languages


def written(language: str) -> Path:
    """The file of a language that a translator edits."""
    return languages.folder() / language / "LC_MESSAGES" / f"{languages.CATALOGUE}.po"


@cache
def catalogue(language: str = "uk") -> Catalog:
    """The texts and their translations."""
    with written(language).open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str = "uk") -> tuple[Message, ...]:
    """Every message but the head of the file."""
    return tuple(message for message in catalogue(language) if message.id)


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    """The one form of a text, or its forms for numbers."""
    return [text] if isinstance(text, str) else list(text)
