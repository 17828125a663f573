"""Files made to harm whoever reads them: each is refused in a sentence, or read as text."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.posts import post_worker
from kharkiv_tracker.posts.post_problems import problem_error
from tests.imports.hostile_files import packed
from tests.posts.post_samples import pdf, posts, with_part, word

_ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(code + 1)} "{f"&{chr(code)};" * 10}">' for code in range(ord("a"), ord("i"))
) + "]>"  # fmt: skip
_OUTSIDE = '<!DOCTYPE x [<!ENTITY i SYSTEM "file:///etc/passwd">]>'
_BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>7{}</w:t></w:r></w:p></w:body></w:document>"
)
_PDF = pdf("Seven killed", "two")


def _word(declared: str = "", name: str = "", content: bytes = b"") -> Callable[[Path], None]:
    def write(path: Path) -> None:
        word(path, "7")
        part = name or "word/document.xml"
        with_part(path, part, content or f"{declared}{_BODY.format('&i;')}".encode())

    return write


def _before_itself(path: Path) -> None:
    """Write a document whose directory says that its first part is somewhere else."""
    word(path, "7")
    content = bytearray(path.read_bytes())
    end = content.rindex(b"PK\x05\x06")
    # Where the directory is: a little later than it is, so that all parts seem to be before.
    place = int.from_bytes(content[end + 16 : end + 20], "little")
    content[end + 16 : end + 20] = (place + 50_000).to_bytes(4, "little")
    path.write_bytes(content)


def _stream(content: bytes, filters: str) -> bytes:
    """A PDF with this as the content of its page."""
    plain = pdf("x")
    first = plain.index(b"<< /Length")
    last = plain.index(b"endobj", first)
    head = f"<< /Length {len(content)} /Filter {filters} >>\nstream\n".encode()
    return plain[:first] + head + content + b"\nendstream\n" + plain[last:]


_BOMB = zlib.compress(b"(a) Tj " * 15_000_000)
#: A form that shows itself.
_FORM = (
    pdf("x")
    .replace(b"/Font << /F 3 0 R >>", b"/Font << /F 3 0 R >> /XObject << /X 5 0 R >>")
    .replace(b"<< /Length", b"<< /Type /XObject /Subtype /Form /Resources << /XObject << /X 5 0 R >> >> /Length")  # noqa: E501
    .replace(b"Td ET", b"Td ET /X Do")
)  # fmt: skip

#: How each is written, and its problem; "" for one that is read.
HOSTILE: Mapping[str, tuple[Callable[[Path], object] | bytes, str]] = {
    "docx bomb": (_word(name="word/media/a.png", content=bytes(150_000_000)), "bomb"),
    "docx bomb in its text": (_word(content=b"<a>" + b" " * 40_000_000), "bomb"),
    "docx entities": (_word(_ENTITIES), "broken"),
    "docx entity of a file": (_word(_OUTSIDE), ""),
    "docx of another XML": (_word(content=b"<a/>"), "broken"),
    "docx broken XML": (_word(content=b"<w:p>"), "broken"),
    "docx many parts": (packed({f"a{number}": b"" for number in range(6000)}), "bomb"),
    "docx without types": (packed({"word/document.xml": _BODY.format("")}), "broken"),
    "docx cut": (packed({"word/document.xml": "<a/>"})[:-30], "broken"),
    "docx of a place before the file": (_before_itself, "broken"),
    "docx of before 2007": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old"),
    "a workbook": (packed({"xl/workbook.xml": "<a/>"}), "table"),
    "slides": (packed({"ppt/presentation.xml": "<a/>"}), "slides"),
    "an OpenDocument text": (packed({"content.xml": "<a/>"}), "opendocument"),
    "any ZIP": (packed({"a.txt": "7"}), "zip"),
    "pdf whose pages are in themselves": (
        _PDF.replace(b"/Kids [4 0 R 6 0 R]", b"/Kids [2 0 R 2 0 R]"),
        "broken",
    ),
    "pdf whose table is before itself": (
        _PDF.replace(b"/Root 1", b"/Prev %d /Root 1" % _PDF.index(b"xref\n0")),
        "",
    ),
    "pdf whose page is its content": (
        _PDF.replace(b"/Contents 5", b"/Contents 4").replace(b"/Contents 7", b"/Contents 6"),
        "pictures",
    ),
    "pdf whose form shows itself": (_FORM, ""),
    "pdf bomb": (_stream(_BOMB, "/FlateDecode"), "bomb"),
    "pdf bomb in a bomb": (_stream(zlib.compress(_BOMB), "[/FlateDecode /FlateDecode]"), "bomb"),
    "pdf cut": (_PDF[:200], "broken"),
    "pdf of lists": (b"%PDF-1.4\n1 0 obj\n" + b"[" * 100_000, "broken"),
    "pdf of noise": (_PDF[:300] + bytes(range(256)) * 20, "broken"),
    "pdf of many pages": (pdf(*["x"] * 501), "pages"),
    "html of depth": (b"<html>" + b"<b>" * 100_000 + b"7", "deep"),
    "html of open tags": (b"<html>7" + b"<a " * 100_000, ""),
    "html of entities": (f"{_ENTITIES}<html>7&i;".encode(), ""),
    "text of five million characters": (b"7" * 5_000_001, "long"),
    "binary": (bytes(range(256)) * 20, "binary"),
    "zeros": (bytes(5000), "binary"),
    "picture": (b"\x89PNG\r\n\x1a\n", "binary"),
    "nothing": (b"", "empty"),
    "blanks": (b" \n\t\n", "no_text"),
    "rich text": (b"{\\rtf1 7 killed}", "rtf"),
    "web archive": (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", "web_archive"),
    "channel as pages": (b"<!DOCTYPE html><title>Exported Data</title>7", "pages_of_channel"),
    "database": (b"SQLite format 3\0" + bytes(4080), "database"),
    "UTF-8 with a fault": ("Салтівка 7\n".encode() * 90 + b"\xd0 7\n", "encoding"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_has_its_sentence(name: str, tmp_path: Path) -> None:
    content, problem = HOSTILE[name]
    path = tmp_path / ("file.html" if name.startswith("html") else "file")
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        content(path)
    answer = list(post_worker.answers(path, many=True))[-1]
    assert answer.get("problem", "") == problem
    if not problem:
        text = posts(path)[0].text
        assert "root:" not in text
        assert len(text) < 1_000_000
        return
    error = problem_error(answer)
    assert isinstance(error, Refused)
    assert error.sentence.endswith(".")
    assert "{" not in error.sentence


def test_a_folder_and_a_pipe_are_no_texts(tmp_path: Path) -> None:
    assert list(post_worker.answers(tmp_path, many=True)) == [{"problem": "folder"}]
    assert list(post_worker.answers(Path("/dev/null"), many=True)) == [{"problem": "device"}]
