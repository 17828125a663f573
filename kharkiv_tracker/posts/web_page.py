"""A web page as text, with its link, date and language. Nothing that it names is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from kharkiv_tracker.child_process import Problem

#: What has no words of the page, and what stands around an article.
_SILENT = frozenset(
    ("button", "canvas", "iframe", "input", "noscript", "object", "option", "script",
     "select", "style", "svg", "template", "textarea", "title")
)  # fmt: skip
_AROUND = frozenset(("aside", "dialog", "footer", "form", "header", "nav"))
#: What is a paragraph, and what begins a line.
_PARAGRAPHS = frozenset(
    ("article", "blockquote", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "main", "ol", "p",
     "pre", "section", "table", "ul")
)  # fmt: skip
_LINES = frozenset(("address", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "li", "tr"))
_CELLS = frozenset(("td", "th"))
_SPACES = re.compile(r"\s+")
#: Where a paragraph or a line ends, until both are written as they are shown.
_PARAGRAPH, _LINE = "\v", "\n"
_BREAKS = re.compile(r"\s*[\v\n]\s*")
#: The one of several articles that a page is about has more than so much of their words.
_MOST_OF_IT = 0.6
#: Two paragraphs of an article, and not the card of another.
_LONG_ENOUGH = 200
#: Written by browsers before a page that they save.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)")
_DATE_IN_SCRIPT = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
#: Where the meta elements of a page say what, the surest first.
_META: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "twitter:title"),
    "url": ("og:url",),
    "published": ("article:published_time", "og:published_time", "datepublished", "dc.date"),
    "language": ("og:locale",),
    "source": ("og:site_name",),
    "author": ("author", "article:author"),
}


def page_fields(html: str) -> dict[str, str]:
    """The fields of the post that a whole page is; raises Problem for one without words."""
    root = _tree(html)
    part = _main_part(root)
    head = _described(root)
    heads = {
        "title": head.get("title") or _first(root, "h1") or _first(root, "title"),
        "url": head.get("url") or _saved_from(html),
        "published": head.get("published") or _date(root, part),
        "language": root.get("lang") or head.get("language", ""),
        "source": head.get("source", ""),
        "author": head.get("author", ""),
    }
    # A page that never closes its header has everything in it.
    return {"text": _text(part, _AROUND) or _text(part), **heads}


def piece_fields(html: str) -> dict[str, str]:
    """The fields of a piece of a page, as it was chosen and copied."""
    root = _tree(html)
    head = _described(root)
    return {"text": _text(root), "published": _date(root, root), **head}


def _tree(html: str) -> Any:
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    # What is deeper is dropped without a word.
    if any("depth" in error.message for error in parser.error_log):
        raise Problem("deep")
    if root is None:
        raise Problem("no_text")
    return root


def _main_part(root: Any) -> Any:
    """The article of a page, if it is of one; otherwise what it calls its main part, or all."""
    lengths = {article: len(_text(article, _AROUND)) for article in root.iter("article")}
    longest = max(lengths, key=lambda article: lengths[article], default=None)
    # Articles within it are counted twice, which only makes it more careful.
    is_one = longest is not None and lengths[longest] > _MOST_OF_IT * sum(lengths.values())
    main = root.find(".//main")
    for part in (longest if is_one else None, main):
        if part is not None and len(_text(part, _AROUND)) >= _LONG_ENOUGH:
            return part
    return root


def _text(root: Any, left_out: frozenset[str] = frozenset()) -> str:
    """The words within an element, a line for each line that is shown."""
    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = element.tag
        breaks = _PARAGRAPH if name in _PARAGRAPHS else _LINE if name in _LINES else ""
        if event == "end":
            pieces += (breaks, "\t" if name in _CELLS else "")
            pieces.append(_SPACES.sub(" ", element.tail or "") if element is not root else "")
            continue
        is_hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
        if name in _SILENT or (element is not root and (name in left_out or is_hidden)):
            walk.skip_subtree()
        else:
            pieces += (breaks, _SPACES.sub(" ", element.text or ""))
    return _BREAKS.sub(_break, "".join(pieces)).strip()


def _break(match: re.Match[str]) -> str:
    return "\n\n" if _PARAGRAPH in match[0] else "\n"


def _described(root: Any) -> dict[str, str]:
    """What the head of a page says, by field."""
    named: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        named.setdefault(name.lower(), meta.get("content") or "")
    fields = {field: text for field, names in _META.items() if (text := _named(named, names))}
    links = (link.get("href") or "" for link in root.iter("link") if link.get("rel") == "canonical")
    canonical = next(filter(None, links), "")
    return {**fields, "url": canonical} if canonical else fields


def _named(texts: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((texts[name] for name in names if texts.get(name)), "")


def _first(root: Any, name: str) -> str:
    return next((text for element in root.iter(name) if (text := _words(element))), "")


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _date(root: Any, part: Any) -> str:
    """The day a page says it was published: to programs that search, or in its article."""
    for script in root.iter("script"):
        if match := _DATE_IN_SCRIPT.search(script.text or ""):
            return match[1]
    times = dict.fromkeys(_times(part))
    # Of several in a page without an article each may be that of another text.
    return next(iter(times), "") if part.tag == "article" or len(times) == 1 else ""


def _times(part: Any) -> Iterator[str]:
    return (moment for time in part.iter("time") if (moment := time.get("datetime")))


def _saved_from(html: str) -> str:
    match = _SAVED_FROM.search(html[:2000])
    return match[1] if match else ""
