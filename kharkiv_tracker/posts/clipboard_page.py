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


def clipboard_post(html: str) -> Post | None:
    """The post in HTML from the clipboard; None without words in it: then its plain text counts."""
    if len(html) > MOST_SIGNS:
        return None
    head = _HEAD.match(html)
    page = html[head.end() :] if head else html
    chosen = _CHOSEN.search(page)
    try:
        fields = web_page.piece_fields(chosen[1] if chosen else page)
    except Problem:
        return None
    if source := _SOURCE.search(head[0] if head else ""):
        fields["url"] = source[1]
    post = post_of(fields)
    return post if post.text else None
