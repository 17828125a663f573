"""Links compared: the same page by other addresses gives the same key."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

#: Parameters by which a link is followed, not what it leads to.
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|yclid|igsh\w*|mc_[ce]id|ref_src|ref_url|__cft__.*")
_HOST = re.compile(r"^(?:www|m|mobile|amp)\.")
#: A channel of Telegram read in a browser.
_IN_BROWSER = re.compile(r"^/s/")
_TELEGRAM = ("t.me", "telegram.me", "telegram.dog")
_SAME_HOST = {"twitter.com": "x.com", "telegram.me": "t.me", "telegram.dog": "t.me"}


def link_key(link: str) -> str:
    """The key of a link; "" for what is not a link. The scheme, tracking and case of hosts go."""
    text = link.strip()
    if not text or any(map(str.isspace, text)):
        return ""
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = _HOST.sub("", (parts.hostname or "").lower())
    except ValueError:
        return ""
    if "." not in host:
        return ""
    host = _SAME_HOST.get(host, host)
    path = unquote(parts.path).rstrip("/")
    if host in _TELEGRAM:
        path = _IN_BROWSER.sub("/", path)
    query = urlencode(
        sorted(pair for pair in parse_qsl(parts.query) if not _TRACKING.fullmatch(pair[0]))
    )
    return f"{host}{path}" + (f"?{query}" if query else "")
