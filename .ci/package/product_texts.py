"""What the product is called and what it does, in each of its languages, for menus and shops."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "kharkiv-tracker"
TITLE = "Kharkiv Tracker"
LICENCE = "Apache-2.0"
#: How shops and macOS tell programs apart; a name, not an address.
ID = "org.kharkiv_tracker.app"
#: The language of texts that have no other.
SOURCE = "en"
#: How a file of the program is called by systems that name kinds of files.
MEDIA_TYPE = "application/x-kharkiv-tracker"
#: Written into the packages; an address in this domain reaches nobody (RFC 2606).
MAINTAINER = "Kharkiv Tracker maintainers <maintainers@kharkiv-tracker.invalid>"
_RELEASE = re.compile(r"^## \[(\d[^\]]*)\] - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language."""

    language: str
    kind: str
    summary: str
    description: tuple[str, ...]
    keywords: tuple[str, ...]
    case_file: str
    manual: Mapping[str, str]


def read(resources: Path) -> tuple[Texts, ...]:
    """The texts of every language that has them, the source language first."""
    files = sorted(resources.glob("locale/*/product.json"))
    texts = [_texts(file.parent.name, json.loads(file.read_text("utf-8"))) for file in files]
    return tuple(sorted(texts, key=lambda one: (one.language != SOURCE, one.language)))


def releases(changelog: Path) -> list[tuple[str, str]]:
    """The versions in the changelog and their days, newest first."""
    return _RELEASE.findall(changelog.read_text("utf-8"))


def _texts(language: str, content: Mapping[str, Any]) -> Texts:
    return Texts(
        language,
        content["kind"],
        content["summary"],
        tuple(content["description"]),
        tuple(content["keywords"]),
        content["case_file"],
        content["manual"],
    )
