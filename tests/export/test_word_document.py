"""The page as a Word document: all that the page says, nothing above its profile."""

import inspect
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.export import word_blocks, word_document, word_text
from kharkiv_tracker.palette import PALETTES
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import blocks, incident_csv, pdf
from kharkiv_tracker.summary.pdf import PreparedSummary
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template
from tests.cases import sample_case
from tests.summary import test_hostile as hostile
from tests.summary import test_profiles as profiles

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
INTERNAL = Profile.INTERNAL
REQUESTS = [
    SummaryRequest(),
    SummaryRequest(language="uk", profile=INTERNAL),
    SummaryRequest(template=Template.INCIDENT, incident=profiles.CODE, profile=INTERNAL),
    SummaryRequest(template=Template.CHANGES, since="0"),
]


@cache
def prepared(request: SummaryRequest) -> PreparedSummary:
    with sample_case() as case:
        return pdf.prepare(case, request)


@cache
def written(request: SummaryRequest) -> bytes:
    return word_document.document(prepared(request).content, prepared(request).at)


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def page(*parts: blocks.Block, **fields: Any) -> dict[str, Any]:
    """A page of these blocks alone."""
    usual = {
        "language": "en", "author": "Ann", "overline": "OVER", "title": "Title", "about": "About",
        "draft": None, "footer": "Footer", "page": "page {page} of {pages}",
    }  # fmt: skip
    return {**usual, **fields, "blocks": list(parts)}


def flat(parts: list[blocks.Block]) -> Iterator[blocks.Block]:
    for block in parts:
        if block["kind"] == "pair":
            yield from flat([*block["left"], *block["right"]])
        else:
            yield block


def texts(block: blocks.Block) -> list[str]:
    """Every text of a block as it is read, in order."""
    return list(strings(READ.get(block["kind"], lambda plain: plain["text"])(block)))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for item in value or ():
            yield from strings(item)


def read_source(entry: dict[str, str]) -> list[str]:
    when = entry["when"] and f"· {entry['when']}"
    shown = [entry["title"], when] if entry["title"] else []
    return [*shown, entry["url-text"], *([] if shown else [when]), entry["archive-text"]]


READ: dict[str, Any] = {
    "table": lambda b: [
        b["head"], [[row["cells"], row["quiet"]] for row in b["rows"]], b["foot"], b["note"]
    ],
    "chart": lambda b: b["caption"],
    "big": lambda b: [[i["number"], i["name"], i.get("also"), i["about"]] for i in b["items"]],
    "terms": lambda b: [[term, "DASH" if term else "", text] for term, text in b["items"]],
    "row": lambda b: [[term, "DASH" if term else "", text] for term, text in b["items"]],
    "panel": lambda b: [b["heading"], [[g["scope"], g["lines"]] for g in b["groups"]]],
    "sources": lambda b: [[s["name"], [read_source(e) for e in s["entries"]]] for s in b["items"]],
}  # fmt: skip


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("request_of", REQUESTS)
def test_everything_on_the_page_is_in_the_document_in_its_order(request_of: SummaryRequest) -> None:
    content = prepared(request_of).content
    body = opened(written(request_of)).element.body
    text = bare("".join(element.text or "" for element in body.iter(qn("w:t"))))
    dash = "—" if request_of.language == "uk" else "–"
    parts = [content[name] for name in ("overline", "title", "about")]
    parts += [text for block in flat(content["blocks"]) for text in texts(block)]
    assert text == bare("".join(parts)).replace("DASH", dash)


@pytest.mark.parametrize("request_of", REQUESTS)
def test_every_number_of_a_table_is_in_its_row_and_column(request_of: SummaryRequest) -> None:
    kinds = flat(prepared(request_of).content["blocks"])
    tables = [block for block in kinds if block["kind"] in ("table", "big")]
    made = opened(written(request_of)).tables
    assert len(made) == len(tables) >= 3
    for table, block in zip(made, tables, strict=True):
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if block["kind"] == "big":
            assert [text.split()[0] for text in rows[0]] == [
                item["number"].split()[0] for item in block["items"]
            ]
            continue
        width = len(block["columns"])
        wanted = [block["head"]]
        for row in block["rows"]:
            # A cell over several columns is read once for each of them.
            quiet = [row["quiet"]] * (width - len(row["cells"]))
            wanted.append([*row["cells"], *quiet])
        wanted += [block["foot"]] if block["foot"] else []
        assert rows == [
            ["\n".join([cell] if isinstance(cell, str) else cell) for cell in row] for row in wanted
        ]


def test_titles_and_headings_are_those_of_word() -> None:
    made = opened(written(SummaryRequest()))
    named = [
        (paragraph.style.name, paragraph.text)
        for paragraph in made.paragraphs
        if paragraph.style.name == "Title" or "Heading" in paragraph.style.name
    ]
    content = prepared(SummaryRequest()).content
    headings = [
        ("Heading 1", block["text"])
        if block["kind"] == "heading"
        else ("Panel Heading", block["heading"])
        for block in flat(content["blocks"])
        if block["kind"] in ("heading", "panel")
    ]
    assert named == [("Title", content["title"]), *headings]
    assert made.styles["Panel Heading"].base_style.name == "Heading 1"


def test_heads_repeat_rows_stay_whole_and_numbers_stand_right() -> None:
    made = opened(written(SummaryRequest()))
    tables = [table for table in made.tables if table.style.name == "Figures"]
    for table in tables:
        heads = table._tbl.findall(f".//{qn('w:tblHeader')}")
        assert len(heads) == 1
        assert len(table._tbl.findall(f".//{qn('w:cantSplit')}")) == len(table.rows)
        assert table.rows[1].cells[-1].paragraphs[0].alignment == 2
        assert table.rows[1].cells[0].paragraphs[0].alignment is None
        assert sum(column.width.pt for column in table.columns) <= word_document._ROOM + 1
    # One that is longer than a page cannot stay whole.
    long = page(blocks.table(["A"], [[["w" * 2000, "b"]]], "w"))
    made = opened(word_document.document(long, AT))
    assert len(list(made.element.iter(qn("w:cantSplit")))) == 1


def test_the_chart_is_a_sharp_picture_with_what_it_shows() -> None:
    made = opened(written(SummaryRequest()))
    (chart,) = (b for b in prepared(SummaryRequest()).content["blocks"] if b["kind"] == "chart")
    (shape,) = made.inline_shapes
    assert shape._inline.docPr.get("descr") == chart["alt"]
    assert shape.width.pt == pytest.approx(word_document._ROOM, abs=1)
    (part,) = (p for p in made.part.package.iter_parts() if p.content_type == "image/png")
    assert part.image.px_width / shape.width.inches == pytest.approx(300, abs=1)


def test_its_colours_are_those_of_the_page() -> None:
    styles = opened(written(SummaryRequest())).styles.element
    names = [qn(f"w:{name}") for name in ("color", "fill")]
    colours = {
        value for element in styles.iter() for name in names if (value := element.get(name))
    } | {element.get(qn("w:val")) for element in styles.iter(qn("w:color"))}
    ours = PALETTES["light"]
    assert colours - {"auto"} == {
        colour[1:].upper()
        for colour in (ours.ink, ours.quiet, ours.hairline, ours.panel, ours.accent)
    }


@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_language_is_that_of_the_page(language: str) -> None:
    request = SummaryRequest(language=language, profile=INTERNAL)
    made = opened(written(request))
    values = {element.get(qn("w:val")) for element in made.styles.element.iter(qn("w:lang"))}
    assert values == {language} == {made.core_properties.language}


def test_it_is_of_the_last_revision_and_the_same_every_time(tmp_path: Path) -> None:
    with sample_case() as case:
        (path,) = word_document.write(case, SummaryRequest(), tmp_path / "page.docx")
        last = pdf.prepare(case, SummaryRequest()).at
    assert path.read_bytes() == written(SummaryRequest())
    properties = opened(path.read_bytes()).core_properties
    assert properties.created == properties.modified == last.astimezone(UTC).replace(microsecond=0)
    assert (properties.title, properties.author) == (
        prepared(SummaryRequest()).content["title"],
        "Kharkiv Tracker",
    )
    with zipfile.ZipFile(path) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        # No macro, no picture of the page, no part that is not needed.
        ends = {name.rpartition(".")[2] for name in archive.namelist()}
        assert ends == {"xml", "rels", "png"}


def test_every_page_has_the_footer_and_a_draft_its_mark() -> None:
    made = opened(written(SummaryRequest()))
    (section,) = made.sections
    content = prepared(SummaryRequest()).content
    footer = section.footer._element
    assert "fingerprint" in content["footer"]
    fields = [field.get(qn("w:instr")).strip() for field in footer.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    text = "".join(element.text for element in footer.iter(qn("w:t")))
    assert text == f"{content['footer']}page\u00a01\u00a0of\u00a01"
    assert section.header.is_linked_to_previous
    draft = page(draft={"word": "DRAFT", "number": "2 incidents not approved"})
    (section,) = opened(word_document.document(draft, AT)).sections
    assert section.header.paragraphs[0].text == "DRAFT · 2 incidents not approved"


def zipped(data: bytes) -> bytes:
    """All parts of a document, unpacked, with their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(part.encode() + archive.read(part) for part in archive.namelist())


@pytest.mark.parametrize("profile", Profile)
def test_nothing_above_its_profile_is_in_any_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, profile: Profile
) -> None:
    monkeypatch.setattr(incident_csv, "LONGEST", 0)
    with profiles.rich() as case:
        profiles.decide(case)
        packed = b""
        for template in Template:
            request = SummaryRequest(
                template=template, incident=profiles.CODE, since="1", profile=profile
            )
            page, *beside = word_document.write(case, request, tmp_path / f"{template}.docx")
            packed += zipped(page.read_bytes()) + b"".join(path.read_bytes() for path in beside)
    text = packed.decode("utf-8", "replace").replace(" ", "")
    shown = {
        Profile.RESTRICTED: profiles.RESTRICTED,
        Profile.OPEN: (*profiles.RESTRICTED, *profiles.OPEN, profiles.SHORT),
        INTERNAL: (*profiles.RESTRICTED, *profiles.OPEN, *profiles.INTERNAL, profiles.QUOTE),
    }[profile]
    marked = (
        *(*profiles.RESTRICTED, *profiles.OPEN, profiles.SHORT),
        *(*profiles.INTERNAL, profiles.QUOTE, *profiles.NEVER),
    )
    assert [word for word in marked if word in text] == [word for word in marked if word in shown]


def test_only_links_of_sources_lead_out() -> None:
    with profiles.rich() as case:
        with pytest.raises(Refused):
            pdf.prepare(case, SummaryRequest(profile=Profile.OPEN))
        profiles.decide(case)
        open_page = pdf.prepare(case, SummaryRequest(profile=Profile.OPEN))
    made = opened(word_document.document(open_page.content, open_page.at))
    outside = [
        relation
        for part in made.part.package.iter_parts()
        for relation in part.rels.values()
        if relation.is_external
    ]
    assert {relation.reltype for relation in outside} == {RELATIONSHIP_TYPE.HYPERLINK}
    assert {relation.target_ref for relation in outside} == {
        *("https://open.example/urlmark", "https://open.example/archivemark"),
        *("https://ownlink.example/1", "https://total.example/1"),
    }


def test_a_page_that_is_refused_leaves_nothing(tmp_path: Path) -> None:
    with profiles.rich() as case, pytest.raises(Refused):
        word_document.write(case, SummaryRequest(profile=Profile.OPEN), tmp_path / "page.docx")
    assert list(tmp_path.iterdir()) == []


def test_work_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    def stop(_sentence: str) -> None:
        raise InterruptedError

    with sample_case() as case, pytest.raises(InterruptedError):
        word_document.write(case, SummaryRequest(), tmp_path / "page.docx", stop)
    assert list(tmp_path.iterdir()) == []


def test_a_long_list_is_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incident_csv, "LONGEST", 3)
    with sample_case() as case:
        page, table = word_document.write(case, SummaryRequest(), tmp_path / "page.docx")
    assert (page.name, table.name) == ("page.docx", "page-incidents.csv")
    assert "All 7 incidents are in the accompanying table" in zipped(page.read_bytes()).decode(
        "utf-8", "replace"
    )


def test_what_people_typed_is_text_without_places_to_break() -> None:
    strike = {
        "event": {"date": "2022-08-17"}, "district": "Saltivskyi", "state": "Draft",
        "summary": " ".join(hostile.HOSTILE), "place": "x" * 500,
        "reports": hostile.reports(),
    }  # fmt: skip
    request = SummaryRequest(
        template=Template.INCIDENT, incident=profiles.CODE, profile=INTERNAL, author="<w:p/>"
    )
    with CaseFile.in_memory("</w:t>&amp;") as case:
        entries = entry_json.read({"incidents": [strike]}, gazetteer.load())
        case.record(entries, "tester", "test")
        typed = pdf.prepare(case, request)
    assert "\u200b" in typed.data
    made = opened(word_document.document(typed.content, typed.at))
    assert made.core_properties.author == "<w:p/>"
    text = "".join(element.text or "" for element in made.element.iter(qn("w:t")))
    assert "\u200b" not in text
    assert "x" * 500 in text
    squeezed = hostile.bare(text)
    for number, evil in enumerate(hostile.HOSTILE):
        for field in "qsopua":
            assert f"{field}n{number}:{hostile.printed(evil)}:n{number}" in squeezed, (field, evil)


def test_every_kind_of_block_can_be_drawn() -> None:
    kinds = set(re.findall(r'"kind": "(\w+)"', inspect.getsource(blocks)))
    assert kinds == {*word_blocks.KINDS, "pair"}


def test_tables_that_touch_stay_two() -> None:
    table = blocks.table(["A", "B"], [["a", "1"]], "wn", [["All"], "1"], empty=[("c", "none")])
    made = opened(word_document.document(page(table, table), AT))
    assert len(made.tables) == 2
    assert [block.tag for block in made.element.body][3:6] == [qn("w:tbl"), qn("w:p"), qn("w:tbl")]


@pytest.mark.parametrize(
    ("typed", "followed"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("https://приклад.укр/шлях", "https://приклад.укр/шлях"),
        ("https://example.org/a b\t<c>", "https://example.org/a%20b%09%3Cc%3E"),
        ("https://example.org/%D1%88 100%", "https://example.org/%D1%88%20100%25"),
        ("https://example.org/\ud800\x07", "https://example.org/%3F%07"),
        ("https://[bad", ""),
        ("https://", ""),
        ("https://example.org:port/", ""),
    ],
)
def test_an_address_is_one_that_a_document_may_hold(typed: str, followed: str) -> None:
    assert word_text.address(typed) == followed
    if followed:
        parse_xml(f"<a>{followed.replace('&', '&amp;')}</a>")
