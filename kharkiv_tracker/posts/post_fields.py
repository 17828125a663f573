"""Posts made of what a file or page says of itself, which is not trusted."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.when import parse_as_of, zone
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.posts.post import Post

#: Five million characters are a thousand times the longest article.
MOST_SIGNS = 5_000_000
#: Longer ones are of a faulty page; a link that is cut leads nowhere.
_LONGEST_LINE, _LONGEST_LINK, _LONGEST_DATE = 300, 2000, 40
_LINK = re.compile(r"https?://[^\s<>\"]+", re.I)
_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_].*)?", re.I | re.S)
#: The country by which pages name the language.
_LANGUAGES = {"ua": "uk"}
#: Spaces at the end of a line or of a cell.
_ENDS = re.compile(r"[ \t]+(?=\n)| +(?=\t)")


def post_of(fields: Mapping[str, str]) -> Post:
    """The post of these texts, by the fields of Post; what cannot be right is left out."""
    lines = {name: _line(fields.get(name, "")) for name in ("title", "source", "author")}
    # A page names a profile where the name of the author is expected.
    lines = {name: "" if _LINK.match(line) else line for name, line in lines.items()}
    return Post(
        _ENDS.sub("", passage.normal(fields.get("text", ""))).strip(),
        url=_link(fields.get("url", "")),
        published=as_of(fields.get("published", "")),
        language=_language(fields.get("language", "")),
        **lines,
    )


def as_of(text: str) -> str:
    """A time in the notation of an as-of, by the clocks of the city; "" for what is not one."""
    if len(text) > _LONGEST_DATE:
        return ""
    try:
        moment = parse_as_of(text)
    except (Refused, OverflowError):
        return ""
    if moment is None or not moment.is_point:
        return moment.text if moment else ""
    return f"{moment.start.astimezone(zone()):%Y-%m-%dT%H:%M}"


def _line(text: str) -> str:
    line = " ".join(passage.normal(text[: 4 * _LONGEST_LINE]).split())
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1].rstrip()}…"


def _link(text: str) -> str:
    link = text.strip()
    return link if len(link) <= _LONGEST_LINK and _LINK.fullmatch(link) else ""


def _language(text: str) -> str:
    match = _LANGUAGE.fullmatch(text.strip()[:_LONGEST_DATE])
    code = match[1].lower() if match else ""
    return _LANGUAGES.get(code, code)
