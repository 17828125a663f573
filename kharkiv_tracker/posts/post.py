"""A text that was read somewhere, with what is known of where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Post:
    """One text and what the file or page says of it; "" is unknown.

    `published` is in the notation of an as-of; `language` is a code of two letters.
    """

    text: str
    title: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    source: str = ""
    author: str = ""
