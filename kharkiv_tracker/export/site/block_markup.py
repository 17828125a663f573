"""The blocks of a summary as HTML: the same tables and sentences as on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from kharkiv_tracker.export.site.markup import Markup, is_followed, join, link, tag
from kharkiv_tracker.summary.blocks import Block

Part = Block | Markup
#: Tables of more columns scroll within a region of their own.
_NARROW = 2


def sections(parts: Iterable[Part]) -> Markup:
    """Blocks as sections, each from its heading on; what comes before has none."""
    return _sections(parts, count(1))


def _sections(parts: Iterable[Part], numbers: Iterator[int]) -> Markup:
    written, title = [], ""
    inside: list[Markup] = []
    anchor = ""
    for part in parts:
        if isinstance(part, Markup):
            inside.append(part)
        elif part["kind"] == "heading":
            written.append(_section(title, anchor, inside))
            title, anchor, inside = part["text"], f"part-{next(numbers)}", []
        elif part["kind"] == "pair":
            written.append(_section(title, anchor, inside))
            halves = (_sections(part[side], numbers) for side in ("left", "right"))
            written.append(tag("div", *(tag("div", half) for half in halves), class_="pair"))
            title, anchor, inside = "", "", []
        else:
            inside.append(_BLOCKS[part["kind"]](part, title))
    return join(*written, _section(title, anchor, inside))


def _section(title: str, anchor: str, inside: Sequence[Markup]) -> Markup | None:
    if not title:
        return join(*inside) if inside else None
    return tag("section", tag("h2", title, id=anchor), *inside)


def region(table: Markup, title: str) -> Markup:
    """A wide table that scrolls by itself, with the keyboard too."""
    return tag("div", table, class_="scroll", role="region", aria_label=title, tabindex=0)


def _table(block: Block, title: str) -> Markup:
    columns = block["columns"]
    head = [
        tag("th", name, scope="col", class_=_kind(column))
        for name, column in zip(block["head"], columns, strict=True)
    ]
    foot = block["foot"]
    table = tag(
        "table",
        tag("caption", title, class_="unseen"),
        tag("thead", tag("tr", *head)),
        tag("tbody", *(_row(row["cells"], row["quiet"], columns) for row in block["rows"])),
        tag("tfoot", _row(foot, None, columns)) if foot else None,
    )
    note = tag("p", block["note"], class_="note") if block["note"] else None
    return join(region(table, title) if len(columns) > _NARROW else table, note)


def _row(cells: Sequence[Any], quiet: str | None, columns: Sequence[Mapping[str, Any]]) -> Markup:
    first, *others = cells
    listed = [
        tag("td", _cell(cell), class_=_kind(column))
        for cell, column in zip(others, columns[1:], strict=False)
    ]
    if quiet is not None:
        listed = [tag("td", quiet, colspan=len(columns) - 1, class_="quiet")]
    return tag("tr", tag("th", _cell(first), scope="row"), *listed)


def _kind(column: Mapping[str, Any]) -> str | None:
    return "number" if column["number"] else None


def _cell(cell: Any) -> Markup:
    """The first of several texts, and the others quiet below it."""
    if isinstance(cell, str):
        return join(cell)
    first, *others = cell
    return join(first, *(tag("span", _line(line), class_="below") for line in others))


def _line(line: str) -> Markup:
    return link(line) if is_followed(line) else join(line)


def _big(block: Block, _title: str) -> Markup:
    items = (
        tag(
            "div",
            tag("dt", item["name"]),
            tag("dd", item["number"], class_="figure"),
            *(tag("dd", item[name]) for name in ("about", "also") if item.get(name)),
        )
        for item in block["items"]
    )
    return tag("dl", *items, class_="big")


def _terms(block: Block, _title: str) -> Markup:
    """Terms with what they mean; a term without a name continues the one before."""
    items = (
        join(tag("dt", term) if term else None, tag("dd", meaning))
        for term, meaning in block["items"]
    )
    return tag("dl", *items, class_="terms")


def _panel(block: Block, _title: str) -> Markup:
    groups = (
        join(
            tag("h3", group["scope"]) if group["scope"] else None,
            tag("ul", *(tag("li", line) for line in group["lines"])),
        )
        for group in block["groups"]
    )
    title = block["heading"]
    heading = tag("h2", title, id="official")
    return tag("section", heading, *groups, class_="panel")


def _paragraph(kind: str | None) -> Callable[[Block, str], Markup]:
    return lambda block, _title: tag("p", block["text"], class_=kind)


_BLOCKS: Mapping[str, Callable[[Block, str], Markup]] = {
    "text": _paragraph(None),
    "note": _paragraph("note"),
    "strong": _paragraph("strong"),
    "table": _table,
    "big": _big,
    "terms": _terms,
    "row": _terms,
    "panel": _panel,
}
