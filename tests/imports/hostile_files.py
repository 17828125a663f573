"""Files made to harm whoever reads them, each with the problem it is to be refused with.

`python -m tests.imports.hostile_files FOLDER` writes them all.
"""

from __future__ import annotations

import io
import json
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET, STRINGS, STYLES, BOOK = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
)
_TYPES, _RELATIONS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
_DOCUMENT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@dataclass(frozen=True)
class Hostile:
    """A hostile file: its ending, its bytes, and its problem; "" for one that is read."""

    ending: str
    make: Callable[[], bytes]
    problem: str = ""


def sheet(data: str, rest: str = "", before: str = "") -> str:
    """The XML of a sheet with these rows."""
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{rest}</worksheet>'


def parts(data: str = "", **others: str) -> dict[str, bytes]:
    """The parts of a small workbook; its rows may be others, and so may its parts by name."""
    rows = data or '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>7.5</v></c></row>'
    texts = {
        _TYPES: f'<Types xmlns="{_PACKAGE}/content-types">'
        f'<Override PartName="/{BOOK}" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/{SHEET}" ContentType="{_KIND}.worksheet+xml"/>'
        f'<Override PartName="/{STYLES}" ContentType="{_KIND}.styles+xml"/>'
        f'<Override PartName="/{STRINGS}" ContentType="{_KIND}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/officeDocument" Target="{BOOK}"/></Relationships>',
        BOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Strikes" sheetId="1" r:id="rId1"/></sheets></workbook>',
        _RELATIONS: f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>',
        STRINGS: f'<sst xmlns="{MAIN}"><si><t>Saltivka</t></si><si><r><t>7</t></r><r><t>+</t></r>'
        "</si></sst>",
        STYLES: f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill/></fills><borders>'
        '<border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf numFmtId="0"/>'
        '<xf numFmtId="14"/><xf numFmtId="46"/></cellXfs></styleSheet>',
        SHEET: sheet(rows),
    }  # fmt: skip
    short = {"sheet": SHEET, "strings": STRINGS, "styles": STYLES, "book": BOOK, "types": _TYPES}
    texts |= {short[name]: text for name, text in others.items()}
    return {name: text.encode() for name, text in texts.items()}


def packed(content: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, data in content.items():
            package.writestr(name, data)
    return stream.getvalue()


def book(data: str = "", **others: str) -> bytes:
    """A workbook with these rows or parts."""
    return packed(parts(data, **others))


def _also(**extra: bytes) -> bytes:
    return packed(parts() | {name.replace("__", "/"): data for name, data in extra.items()})


def _lie(content: bytes) -> bytes:
    """The same file, of which the directory says that the sheet is small."""
    at = content.rindex(SHEET.encode()) - 46 + 24
    return content[:at] + (64).to_bytes(4, "little") + content[at + 4 :]


def _marked(content: bytes, flag: int) -> bytes:
    """The same file, of which the directory says that its first part is encrypted."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + flag.to_bytes(2, "little") + content[at + 2 :]


def _cells(*cells: str) -> str:
    return f'<row r="1">{"".join(cells)}</row>'


_ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(code + 1)} "{f"&{chr(code)};" * 10}">' for code in range(ord("a"), ord("i"))
) + "]>"  # fmt: skip
_OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_WORDS = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'


def _feature(coordinates: object, kind: str = "Point") -> bytes:
    place = {"type": kind, "coordinates": coordinates}
    features = [{"type": "Feature", "properties": {"killed": 2}, "geometry": place}]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _csv(name: str, content: Callable[[], bytes], problem: str = "") -> tuple[str, Hostile]:
    return f"csv: {name}", Hostile("csv", content, problem)


def _json(name: str, text: str | Callable[[], str], problem: str = "") -> tuple[str, Hostile]:
    make = text.encode if isinstance(text, str) else lambda: text().encode()
    return f"json: {name}", Hostile("json", make, problem)


def _map(name: str, content: bytes, problem: str = "") -> tuple[str, Hostile]:
    return f"map: {name}", Hostile("geojson", lambda: content, problem)


def _book(name: str, content: Callable[[], bytes], problem: str = "") -> tuple[str, Hostile]:
    return f"book: {name}", Hostile("xlsx", content, problem)


HOSTILE: Mapping[str, Hostile] = dict(
    [
        _csv("empty", lambda: b"", "empty"),
        _csv("nul", lambda: b"a,b\n1,\0\n", "binary"),
        _csv("late nul", lambda: b"a,b\n" * 40_000 + b"1,\0\n", "nul"),
        _csv("zeros", lambda: bytes(5000), "binary"),
        _csv("unclosed quote", lambda: b'a,b\n1,"2\n3,4\n' * 9, "quotes"),
        _csv("text after quote", lambda: b'a,b\n1,"2"3\n', "quotes"),
        _csv("unclosed and long", lambda: b'a,"b' + b"c,d\n" * 6_000_000, "quotes"),
        _csv("cell of 10 MB", lambda: b"a,b\n1," + b"x" * 10_000_000 + b"\n", "cell"),
        _csv("a million columns", lambda: b"a" + b"," * 1_000_000 + b"b\n", "columns"),
        _csv("a million commas", lambda: b"a,b" + b"," * 1_000_000 + b"\n1,2\n"),
        _csv("commas that fill the memory", lambda: b"," * 190_000_000, "large"),
        _csv("too many rows", lambda: b"a\n" * 1_048_577, "rows"),
        _csv("half of UTF-16", lambda: "a,б\n".encode("utf-16") + b"\x00", "encoding"),
        _csv("half a pair", lambda: b"\xff\xfea\0,\0\x00\xd8\n\0", "encoding"),
        _csv("UTF-8 with a fault", lambda: "Салтівка,7\n".encode() * 90 + b"\xd0,7\n", "encoding"),
        _csv("no encoding", lambda: b"\x98,7\n", "encoding"),
        _csv("control characters", lambda: b"\x01\x02\xff,\x03\n", "binary"),
        _csv("bidi controls", lambda: "name,killed\n\u202e7\u202c,\u20665\u2069\n".encode()),
        _csv("mixed newlines", lambda: b"a,b\r1,2\n3,4\r\n5,6"),
        _csv("formulas", lambda: b"a,b\n=cmd|' /C calc'!A0,@SUM(1)\n"),
        _csv("sep of nothing", lambda: b"sep=\na,b\n1,2\n"),
        _csv("sep of a quote", lambda: b'sep="\na,b\n'),
        _csv("PDF", lambda: b"%PDF-1.7\n1 0 obj", "binary"),
        _csv("picture", lambda: b"\x89PNG\r\n\x1a\n\0", "binary"),
        _csv("web page", lambda: b"<html><table><tr><td>1", "markup"),
        _csv("database", lambda: b"SQLite format 3\0" + bytes(4080), "database"),
        _csv("old workbook", lambda: _DOCUMENT, "old"),
        _json("NaN", '[{"killed": NaN}]', "number"),
        _json("infinity", '[{"killed": -Infinity}]', "number"),
        _json("huge number", f'[{{"killed": {"9" * 5000}}}]', "number"),
        _json("huge exponent", '[{"killed": 1e999999999}]', "number"),
        _json("lists that fill the memory", lambda: f"[{'[],' * 20_000_000}[]]", "large"),
        _json("deep lists", "[" * 100_000, "deep"),
        _json("deep objects", '[{"a":' + '{"a":' * 200 + "1" + "}" * 201 + "]", "deep"),
        _json("deep value", '[{"a":' + "[" * 200 + "]" * 200 + "}]", "deep"),
        _json("repeated key", '[{"killed": 1, "killed": 2}]', "repeated"),
        _json("repeated path", '[{"a.b": 1, "a": {"b": 2}}]', "repeated"),
        _json("surrogate", r'[{"name": "\ud800"}]', "unicode"),
        _json("surrogate key", r'[{"\udfff": 1}]', "unicode"),
        _json("NUL", r'[{"name": "a\u0000"}]', "nul"),
        _json("truncated", '[{"killed": 1}, {"kil', "json"),
        _json("two documents", '[{"killed": 1}][{"killed": 2}]', "json"),
        _json("several lists", '{"a": [{"b": 1}], "c": [{"d": 1}]}', "lists"),
        _json("no list", '{"a": 1}', "list"),
        _json("not objects", '[{"a": 1}, 2]', "entry"),
        _json("many keys", json.dumps([{f"k{i}": i} for i in range(501)]), "columns"),
        _json("long text", json.dumps([{"a": "x" * 10_000_000}]), "cell"),
        _json("prototype", '[{"__proto__": {"x": 1}, "constructor": "y"}]'),
        _map("swapped coordinates", _feature([49.99, 36.23])),
        _map("coordinates of text", _feature(["36.23", "49.99"])),
        _map("no coordinates", _feature([])),
        _map("a polygon of nothing", _feature([[[]]], "Polygon")),
        _map("infinite coordinates", b'{"type": "FeatureCollection", "features": [{"geometry": '
             b'{"type": "Point", "coordinates": [1e400, 0]}}]}', "number"),
        _map("features of nothing", b'{"type": "FeatureCollection", "features": {}}', "list"),
        _book("bomb", lambda: _also(xl__media=b"\0" * 60_000_000), "bomb"),
        _book("bomb in the sheet", lambda: book(sheet=sheet(" " * 30_000_000)), "bomb"),
        _book("lying directory", lambda: _lie(book(_cells('<c r="A1"><v>1</v></c>' + " " * 5000))),
              "broken"),
        _book("many parts", lambda: packed({f"a{i}": b"" for i in range(6000)}), "bomb"),
        _book("nested", lambda: packed({"a.zip": packed({"b.zip": b"PK"})}), "zip"),
        _book("truncated", lambda: book()[:-100], "broken"),
        _book("cut in the middle", lambda: book()[:700], "broken"),
        _book("encrypted part", lambda: _marked(book(), 1), "locked"),
        _book("another compression", lambda: packed(parts(), zipfile.ZIP_LZMA), "broken"),
        _book("OpenDocument", lambda: packed({"mimetype": "a", "content.xml": "<a/>"}), "ods"),
        _book("binary workbook", lambda: packed({"xl/workbook.bin": b"\0"}), "xlsb"),
        _book("Numbers", lambda: packed({"Index/Document.iwa": b"\0"}), "numbers"),
        _book("Word", lambda: packed({"word/document.xml": "<a/>", _TYPES: ""}), "document"),
        _book("wrong type", lambda: book(types=f'<Types xmlns="{_PACKAGE}/content-types"/>')),
        _book("far cells", lambda: book(_cells('<c r="A1"><v>1</v></c>') +
              '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "columns"),
        _book("far row", lambda: book(_cells('<c r="A1"><v>1</v></c>') +
              '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "far"),
        _book("row beyond all", lambda: book('<row r="99999999999"><c><v>1</v></c></row>'),
              "broken"),
        _book("column beyond all", lambda: book(_cells('<c r="ZZZZ1"><v>1</v></c>')), "broken"),
        _book("rows backwards", lambda: book('<row r="2"><c><v>1</v></c></row><row r="1"/>'),
              "broken"),
        _book("one cell twice", lambda: book(_cells('<c r="A1"><v>1</v></c>' * 2)), "broken"),
        _book("entity bomb", lambda: book(sheet=sheet(_WORDS.format("&i;"), "", _ENTITIES)),
              "entities"),
        _book("entity bomb of texts", lambda: book(
              strings=f'{_ENTITIES}<sst xmlns="{MAIN}"><si><t>&i;</t></si></sst>'), "entities"),
        _book("entity bomb of styles", lambda: book(styles=f'{_ENTITIES}<styleSheet/>'),
              "entities"),
        _book("entity of a file", lambda: book(sheet=sheet(_WORDS.format("&a;"), "", _OUTSIDE)),
              "entities"),
        _book("negative index", lambda: book(_cells('<c r="A1" t="s"><v>-1</v></c>')), "broken"),
        _book("index beyond all", lambda: book(_cells('<c r="A1" t="s"><v>99</v></c>')), "broken"),
        _book("index of itself", lambda: book(strings=f'<sst xmlns="{MAIN}"><si><si><t>a</t></si>'
              "</si></sst>")),
        _book("NaN", lambda: book(_cells('<c r="A1"><v>NaN</v></c>')), "number"),
        _book("huge number", lambda: book(_cells(f'<c r="A1"><v>{"9" * 6000}</v></c>')), "number"),
        _book("huge date", lambda: book(_cells('<c r="A1" s="1"><v>1e300</v></c>'))),
        _book("NUL", lambda: book(_WORDS.format("_x0000_")), "nul"),
        _book("surrogate", lambda: book(_WORDS.format("_xD800_")), "unicode"),
        _book("long cell", lambda: book(_WORDS.format("xy" * 500_000)), "cell"),
        _book("unknown style", lambda: book(_cells('<c r="A1" s="999999999"><v>1</v></c>'))),
        _book("merged sheet", lambda: book(sheet=sheet(_cells('<c r="A1"><v>1</v></c>'),
              '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'))),
        _book("merged backwards", lambda: book(sheet=sheet("",
              '<mergeCells><mergeCell ref="C3:A1"/></mergeCells>')), "broken"),
        _book("page of no kind", lambda: book(sheet=sheet("", '<pageSetup orientation="askew"/>')),
              "broken"),
        _book("broken XML", lambda: book("<row><c>"), "broken"),
        _book("no sheet", lambda: packed({_TYPES: "<a/>"}), "broken"),
    ]
)  # fmt: skip

#: They are refused only by the limits of a child.
HUNGRY = ("csv: commas that fill the memory", "json: lists that fill the memory")


def written(folder: Path) -> Iterator[tuple[str, Path, Hostile]]:
    """Every hostile file, written to a folder."""
    for name, hostile in HOSTILE.items():
        path = folder / f"{name.replace(': ', '-').replace(' ', '-')}.{hostile.ending}"
        path.write_bytes(hostile.make())
        yield name, path, hostile


if __name__ == "__main__":
    for _name, _path, _hostile in written(Path(sys.argv[1])):
        sys.stdout.write(f"{_path}\t{_hostile.problem or 'read'}\n")
