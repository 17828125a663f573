"""What a browser puts on the clipboard, as a post."""

from __future__ import annotations

import re

from kharkiv_tracker.child_process import Problem
from kharkiv_tracker.posts import web_page
from kharkiv_tracker.posts.post import Post
from kharkiv_tracker.posts.post_fields import MOST_SIGNS, post_of

#: On Windows a head is before the page: where its parts begin, and where it is from.
_HEAD = re.compile(r"Version:[\d.]+\s+(?:\w+:[^\r\n]*\s+)*", re.I)
_SOURCE = re.compile(r"^SourceURL:(\S+)", re.I | re.M)
_CHOSEN = re.compile(r"<!--\s*StartFragment\s*-->(.*?)<!--\s*EndFragment\s*-->", re.S)


def clipboard_post(html: str, plain: str = "", url: str = "") -> Post:
    """The post of what was copied: as HTML, as plain text, and where it is from, if that is known.

    The plain text is what was seen in the browser; without one the words in the HTML are read.
    """
    fields = {**_fields(html), "url": url} if url else _fields(html)
    return post_of({**fields, "text": plain} if plain.strip() else fields)


def _fields(html: str) -> dict[str, str]:
    if not html or len(html) > MOST_SIGNS:
        return {}
    head = _HEAD.match(html)
    page = html[head.end() :] if head else html
    chosen = _CHOSEN.search(page)
    try:
        fields = web_page.piece_fields(chosen[1] if chosen else page)
    except Problem:
        return {}
    source = _SOURCE.search(head[0] if head else "")
    return {**fields, "url": source[1]} if source else fields
