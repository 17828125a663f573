"""The page of a summary as a Word document, for those who write with it."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kharkiv_tracker import paths
from kharkiv_tracker.export import word_text
from kharkiv_tracker.export.word_text import paragraph, run
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import pdf
from kharkiv_tracker.summary.output_files import put
from kharkiv_tracker.summary.pdf import PreparedSummary
from kharkiv_tracker.summary.summary_request import SummaryRequest

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

#: Width of the text in points: an A4 sheet without its margins.
_ROOM = 481.9
#: A property of a document has no more letters than this.
_LONGEST = 255
#: The time of every file in the document: a zip has none before.
_TIME = (1980, 1, 1, 0, 0, 0)
_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def write(
    case: CaseFile,
    request: SummaryRequest,
    path: Path,
    show_progress: pdf.ShowProgress = pdf.show_nothing,
) -> list[Path]:
    """Write the page to `path` and the files that go with it; returns all of them.

    The page is read and checked as for a PDF, with the same errors.
    """
    return place(pdf.prepare(case, request, show_progress), path)


def place(prepared: PreparedSummary, path: Path) -> list[Path]:
    """Write a page that was read and checked, and the files that go with it."""
    return put(path, document(prepared.content, prepared.at), prepared.extra_files)


def document(page: dict[str, Any], at: datetime) -> bytes:
    """The page as the bytes of a document that was made at this time.

    The same page and time give the same bytes.
    """
    import docx

    from kharkiv_tracker.export import word_blocks

    made = docx.Document(BytesIO(_template()))
    sheet = word_blocks.Sheet(made.part, page["language"], _ROOM)
    drawn = _top(page) + word_blocks.body(page["blocks"], sheet)
    body, empty = _parsed(drawn), made.element.body
    # Moved one by one, a long table takes a time that grows with the square of its length.
    body.extend(empty)
    made.element.replace(empty, body)
    _fill_margins(made, page)
    _set_language(made, page["language"])
    _set_properties(made, page, at)
    out = BytesIO()
    made.save(out)
    return _without_times(out.getvalue())


def _template() -> bytes:
    """An empty document with our styles."""
    folder, out = paths.resources() / "word", BytesIO()
    with zipfile.ZipFile(out, "w") as template:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                template.write(file, file.relative_to(folder).as_posix())
    return out.getvalue()


def _top(page: dict[str, Any]) -> str:
    parts = (("Overline", "overline"), ("Title", "title"), ("Subtitle", "about"))
    return "".join(paragraph(run(page[name]), style) for style, name in parts)


def _fill_margins(made: Document, page: dict[str, Any]) -> None:
    """The footer of every page and, above a draft, the mark that it is one."""
    (section,) = made.sections
    numbers = [
        word_text.field({"{page}": "PAGE", "{pages}": "NUMPAGES"}[part])
        if part in ("{page}", "{pages}")
        # The number of the page is not parted where both have no room in one line.
        else run(part.replace(" ", "\u00a0"))
        for part in re.split(r"(\{pages?\})", page["page"])
    ]
    footer = run(page["footer"]) + word_text.TAB + "".join(numbers)
    section.footer._element[:] = _parsed(paragraph(footer, "Footer"))
    if draft := page["draft"]:
        mark = run(draft["word"], word_text.STRONG) + run(f" · {draft['number']}")
        section.header._element[:] = _parsed(paragraph(mark, "Header"))


def _parsed(content: str) -> BaseOxmlElement:
    """Blocks in XML as the body of a document."""
    from docx.oxml.parser import parse_xml

    return parse_xml(f"<w:body {_NAMES}>{content}</w:body>")


def _set_language(made: Document, language: str) -> None:
    from docx.oxml.ns import qn

    for root in (made.styles.element, made.settings.element):
        for element in root.iter(qn("w:lang"), qn("w:themeFontLang")):
            element.set(qn("w:val"), language)


def _set_properties(made: Document, page: dict[str, Any], at: datetime) -> None:
    properties = made.core_properties
    properties.title = page["title"][:_LONGEST]
    properties.author = properties.last_modified_by = page["author"][:_LONGEST]
    properties.subject = page["footer"][:_LONGEST]
    properties.language = page["language"]
    properties.created = properties.modified = at.astimezone(UTC)
    properties.revision = 1


def _without_times(saved: bytes) -> bytes:
    """The same files in the same order, without the times at which they were put together."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(saved)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # Written alike under every system.
            entry.create_system = 3
            after.writestr(entry, before.read(name))
    return out.getvalue()
