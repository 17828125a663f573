"""HTML put together from texts: whatever is not markup already is escaped."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

#: What HTML cannot contain: control characters, lone surrogates, and what is no character.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
#: Elements without content.
_VOID = frozenset(("br", "img", "input", "link", "meta", "source"))


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


Child = str | None | Iterable["Child"]
Value = str | int | bool | None


def tag(name: str, /, *children: Child, **attributes: Value) -> Markup:
    """An element; `class_` is the attribute class, `aria_label` aria-label, None none at all."""
    head = "".join([_attribute(key, value) for key, value in attributes.items()])
    if name in _VOID:
        return Markup(f"<{name}{head}>")
    return Markup(f"<{name}{head}>{''.join([_markup(child) for child in children])}</{name}>")


def join(*children: Child) -> Markup:
    """Elements and texts after one another."""
    return Markup("".join([_markup(child) for child in children]))


def link(url: str, text: str = "", **attributes: Value) -> Markup:
    """An address of others: followed where it leads to the web, else only shown."""
    if not is_followed(url):
        return join(text or url)
    rel = "noopener noreferrer nofollow"
    return tag("a", text or url, href=url, rel=rel, referrerpolicy="no-referrer", **attributes)


def is_followed(url: str) -> bool:
    """Whether an address leads to a host of the web."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    has_space = any(sign.isspace() for sign in url) or bool(_UNPRINTABLE.search(url))
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not has_space


def _markup(child: Child) -> str:
    if isinstance(child, Markup):
        return child
    if isinstance(child, str):
        return _escaped(child, False)
    return "" if child is None else join(*child)


# Pages say the same words again and again.
@lru_cache(8192, typed=True)
def _escaped(text: str, quote: bool) -> str:
    return html.escape(_UNPRINTABLE.sub("\ufffd", text), quote)


@lru_cache(8192, typed=True)
def _attribute(key: str, value: Value) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{_escaped(str(value), True)}"'
