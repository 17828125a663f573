"""The blocks of a page as the body of a Word document: a function for each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.parts.document import DocumentPart
from docx.shared import Inches

from kharkiv_tracker.export import word_tables, word_text
from kharkiv_tracker.export.word_text import NOTE, QUIET, TERM, paragraph, run
from kharkiv_tracker.summary import typesetter
from kharkiv_tracker.summary.blocks import Block

#: Dots to the inch of a picture, and points.
_DOTS, _POINTS = 300, 72
#: How wide tables are that stand side by side on paper, as a part of the width.
_HALF = 0.62
#: The dash of a language, which does not begin a line.
_DASHES = {"uk": "\u00a0— "}
_DASH = "\u00a0– "
#: A panel of no more lines than this stays on one page.
_SHORT = 14
_TABLES = ("table", "big")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where blocks are drawn: the document, which holds pictures and links, and the room."""

    part: DocumentPart
    language: str
    room: float
    """How wide a table may be, in points."""
    links: dict[str, str] = field(default_factory=dict)
    """The name of every address in the document."""

    def link(self, url: str, text: str, style: str = "Hyperlink") -> str:
        """The text, followed where its address can be."""
        address = word_text.address(url) if url else ""
        if not (address and text):
            return run(text, "" if style == "Hyperlink" else style)
        if address not in self.links:
            # Asked for a free name, the library compares every link with all others.
            self.links[address] = name = f"link{len(self.links) + 1}"
            kind = RELATIONSHIP_TYPE.HYPERLINK
            self.part.rels.add_relationship(kind, address, name, is_external=True)
        link = self.links[address]
        return f'<w:hyperlink r:id="{link}" w:history="1">{run(text, style)}</w:hyperlink>'

    def explained(self, item: tuple[str, str]) -> str:
        """A term and what it means."""
        term, meaning = item
        dash = _DASHES.get(self.language, _DASH) if term else ""
        return run(term, TERM) + run(dash + meaning)


Draw = Callable[[Block, Sheet], str]


def body(blocks: Iterable[Block], sheet: Sheet) -> str:
    """The blocks one below the other; what is side by side on paper is read in its order."""
    drawn, before = [], ""
    for block, room in _in_order(blocks, sheet.room):
        if before in _TABLES and block["kind"] in _TABLES:
            # Word makes one table of two that touch.
            drawn.append(paragraph("", NOTE))
        drawn.append(KINDS[block["kind"]](block, replace(sheet, room=room)))
        before = block["kind"]
    return "".join(drawn)


def _in_order(blocks: Iterable[Block], room: float) -> Iterator[tuple[Block, float]]:
    """Every block and the room that it has: columns have no reading order that all agree on."""
    for block in blocks:
        if block["kind"] == "pair":
            yield from _in_order([*block["left"], *block["right"]], _HALF * room)
        else:
            yield block, room


def _heading(block: Block, _sheet: Sheet) -> str:
    return paragraph(run(block["text"]), "Heading1")


def _paragraph(style: str) -> Draw:
    return lambda block, _sheet: paragraph(run(block["text"]), style)


def _table(block: Block, sheet: Sheet) -> str:
    return word_tables.table(block, sheet.room)


def _big(block: Block, sheet: Sheet) -> str:
    return word_tables.big(block, sheet.room)


def _chart(block: Block, sheet: Sheet) -> str:
    png = typesetter.picture(block["svg"], _DOTS)
    # The width stands at a fixed place in a PNG.
    width = int.from_bytes(png[16:20], "big") / _DOTS
    inline = sheet.part.new_pic_inline(BytesIO(png), Inches(width))
    inline.docPr.set("descr", block["alt"])
    for edge in ("distT", "distB", "distL", "distR"):
        inline.set(edge, "0")
    picture = paragraph(f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>", "Picture")
    caption = paragraph(run(block["caption"]), "Caption") if block["caption"] else ""
    return picture + caption


def _panel(block: Block, _sheet: Sheet) -> str:
    items = [(block["heading"], "PanelHeading", "")]
    for group in block["groups"]:
        items += [(group["scope"], "Panel", "Strong")] if group["scope"] else []
        items += [(line, "Panel", "") for line in group["lines"]]
    keep = len(items) <= _SHORT
    return "".join(
        paragraph(run(text, name), style, keep=keep and at < len(items))
        for at, (text, style, name) in enumerate(items, 1)
    )


def _terms(block: Block, sheet: Sheet) -> str:
    return "".join(paragraph(sheet.explained(item), NOTE) for item in block["items"])


def _row(block: Block, sheet: Sheet) -> str:
    return paragraph(run(" ").join(map(sheet.explained, block["items"])), NOTE)


def _sources(block: Block, sheet: Sheet) -> str:
    drawn = []
    for source in block["items"]:
        drawn.append(paragraph(run(source["name"]), "SourceName"))
        drawn += [paragraph(_entry(entry, sheet), "SourceEntry") for entry in source["entries"]]
    return "".join(drawn)


def _entry(entry: Mapping[str, str], sheet: Sheet) -> str:
    """A title, its day, and below it the addresses, for those who read on paper."""
    title, address = entry["title"], entry["url-text"]
    first = sheet.link(entry["url"], title or address)
    if entry["when"]:
        first += run(f" · {entry['when']}", QUIET)
    below = sheet.link(entry["url"], address, QUIET) if title else ""
    return word_text.lines(
        [first, below, sheet.link(entry["archive"], entry["archive-text"], QUIET)]
    )


#: How each kind of block is drawn; `pair` is drawn as the blocks in it.
KINDS: Mapping[str, Draw] = {
    "heading": _heading,
    "text": _paragraph("Normal"),
    "note": _paragraph(NOTE),
    "strong": _paragraph("Notice"),
    "quote": _paragraph("Quote"),
    "big": _big,
    "chart": _chart,
    "table": _table,
    "panel": _panel,
    "terms": _terms,
    "row": _row,
    "sources": _sources,
}
