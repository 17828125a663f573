"""A made-up language: English, a third longer and marked, for what other languages will need."""

from __future__ import annotations

import json
import re
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from kharkiv_tracker import languages, paths
from tests import elsewhere
from tests.layouts.sizes import STRETCHED

_PLACEHOLDER = re.compile(r"(\{[^}]*\}|&.)")
_VOWELS = str.maketrans("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ")


def resources(folder: Path) -> Path:
    """A copy of the resources that speaks this language as well."""
    source = next(paths.resources().glob("locale/*/LC_MESSAGES/*.po"))
    with source.open("rb") as file:
        messages = [(m.id, m.context) for m in read_po(file) if m.id]
    made = elsewhere.copied(folder)
    catalogue = Catalog(locale="en")
    for text, context in messages:
        both = isinstance(text, tuple)
        catalogue.add(
            text, tuple(map(stretched, text)) if both else stretched(text), context=context
        )
    place = made / "locale" / STRETCHED
    (place / "LC_MESSAGES").mkdir(parents=True)
    with (place / "LC_MESSAGES" / f"{languages.CATALOGUE}.mo").open("wb") as file:
        write_mo(file, catalogue)
    about = {"name": "Stretched", "called": {"en": "Stretched"}, "locale": "en", "order": 9}
    (place / "language.json").write_text(json.dumps(about), encoding="utf-8")
    return made


def stretched(text: str) -> str:
    """The text with accents and a third longer; what is put in stays as it is."""
    parts = _PLACEHOLDER.split(text)
    marked = "".join(
        part if _PLACEHOLDER.fullmatch(part) else part.translate(_VOWELS) for part in parts
    )
    words = marked.split(" ")
    # Longer words as well as more of them: neither may be cut.
    return " ".join(
        word + word[-1] * (len(word) // 3) if word.isalpha() and len(word) > 2 else word
        for word in words
    )
