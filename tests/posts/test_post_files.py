"""Text, HTML, Word and PDF files read as one post each."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from pathlib import Path

import pytest
import typst
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kharkiv_tracker.errors import CaseUnavailable, Refused
from kharkiv_tracker.posts import post_files
from kharkiv_tracker.posts.pdf_words import joined
from kharkiv_tracker.posts.post import Post
from kharkiv_tracker.posts.post_files import PostReader, gathered
from kharkiv_tracker.store.case_file import CaseFile
from tests.posts.post_samples import ARTICLE, channel, message, pdf, posts, problem, word


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    """Writes a file and gives its path."""

    def file(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return file


Write = Callable[[str, bytes | str], Path]


def test_a_child_reads_file_after_file(write: Write, tmp_path: Path) -> None:
    text = write("a.txt", "Загинули 7 людей.\r\n16 поранені. \n")
    assert post_files.read_file(text) == Post("Загинули 7 людей.\n16 поранені.")
    steps: list[None] = []
    with PostReader(lambda: steps.append(None)) as reader:
        with pytest.raises(CaseUnavailable, match="file or folder not found"):
            reader.read(tmp_path / "none.txt")
        with pytest.raises(Refused, match="not a text"):
            reader.read(write("a.png", b"\x89PNG\r\n\x1a\n"))
        # One that ends its child costs no other file anything.
        first = reader._child
        assert first
        first.kill()
        assert reader.read(text)[0].text.startswith("Загинули")
        assert reader._child is not first
        assert len(reader.read(write("result.json", channel(*[message(1, "7")] * 450)))) == 450
    assert steps


def test_what_the_step_raises_ends_the_child(write: Write) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), PostReader(stop) as reader:
        reader.read(write("a.txt", "7"))
    assert reader._child is None


def test_a_case_that_is_open_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "case.ktcase"
    with CaseFile.create(path), pytest.raises(Refused, match="This case file is open"):
        post_files.read_file(path)
    assert problem(path) == "case"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_text_is_read_in_the_encoding_it_is_in(write: Write, encoding: str) -> None:
    path = write("a.txt", "Загинули 7 людей, 16 поранені".encode(encoding))
    assert posts(path)[0].text == "Загинули 7 людей, 16 поранені"


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-8", "utf-8"), ("koi8-u", "koi8-u"), ("cp1251", "windows-1251")]
)
def test_a_page_says_its_encoding(write: Write, encoding: str, name: str) -> None:
    page = f"<html><head><meta charset={name}></head><body><p>Загинули 7 людей".encode(encoding)
    assert posts(write("a.html", page))[0].text == "Загинули 7 людей"


def test_an_article_without_what_stands_around_it(write: Write) -> None:
    (post,) = posts(write("a.html", ARTICLE))
    assert post == Post(
        "Удар по Харкову\n\nУночі ракета влучила в гуртожиток на Салтівці.\n\n"
        "Загинули 7 людей, 16 поранені.\n\nзагинули\t7\nпоранені\t16\n\nперша\nдруга\n\n"
        "Рядок\nще рядок",
        "Удар по Харкову: що відомо",
        "https://news.example/2022/08/18/udar",
        "2022-08-18T09:20",
        "uk",
        "Новини Харкова",
        "М. Кравець",
    )


def test_a_document_with_its_table_and_without_deleted_words(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    document = word(path, "Загинули", rows=[["killed", "7"], ["injured", "16"]])
    line = document.paragraphs[0]._p
    for name, text, tag in (("ins", " семеро", "t"), ("del", " шестеро", "delText")):
        line.append(
            parse_xml(
                f'<w:{name} {nsdecls("w")} w:id="1" w:author="a"><w:r>'
                f'<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r></w:{name}>'
            )
        )
    box = "<w:p><w:r><w:t>2 children</w:t></w:r></w:p>"
    line.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
            f'2006"><mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    document.core_properties.title = "Report"
    document.save(str(path))
    post = posts(path)[0]
    assert post.title == "Report"
    assert post.text == "Загинули семеро2 children\n\nkilled\t7\ninjured\t16"


def test_the_lines_of_a_page_become_sentences(write: Write) -> None:
    long = "A missile struck a dormitory in the Saltivskyi district of Kharkiv in"
    path = write("a.pdf", pdf(f"Strike\n{long}\nthe evening. Seven were killed and sixteen in-\njured.", "Page 2"))  # fmt: skip # noqa: E501
    expected = f"Strike\n{long} the evening. Seven were killed and sixteen injured.\n\nPage 2"
    assert posts(path)[0].text == expected
    assert joined([]) == ""


def test_a_page_set_in_ukrainian(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    source = '#set document(title: "Звіт")\n= Удар\nЗагинули семеро людей, їх шукали ґрунтовно.'
    typst.compile(source.encode(), output=str(path))
    post = posts(path)[0]
    assert post.title == "Звіт"
    assert post.text == "Удар\nЗагинули семеро людей, їх шукали ґрунтовно."


def test_what_its_library_finds_wrong_with_a_pdf_is_not_written_and_all_else_is(
    write: Write, caplog: pytest.LogCaptureFixture
) -> None:
    path = write("a.pdf", pdf("Seven killed").replace(b"startxref\n", b"startxref\n9"))
    assert posts(path)[0].text == "Seven killed"
    assert not caplog.messages
    logging.getLogger("kharkiv_tracker").error("A mistake")
    assert caplog.messages == ["A mistake"]


def test_a_pdf_of_pictures_says_so(write: Write) -> None:
    with pytest.raises(Refused, match="This PDF contains only pictures"):
        posts(write("a.pdf", pdf("", "")))


def test_a_locked_pdf_says_so_and_one_anybody_may_read_is_read(write: Write) -> None:
    from pypdf import PdfReader, PdfWriter

    for password, expected in (("words", "locked"), ("", "")):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Seven killed"))))
        writer.encrypt(password, "owner", algorithm="AES-256")
        stream = io.BytesIO()
        writer.write(stream)
        assert problem(write("a.pdf", stream.getvalue())) == expected


def test_a_channel_is_not_one_post(write: Write) -> None:
    path = write("result.json", channel(message(1, "7")))
    assert problem(path, many=False) == "channel"
    assert problem(path) == ""


@pytest.mark.parametrize(
    "answers",
    [
        [b""],
        [b"[]"],
        [b'{"end": true}'],
        [b'{"posts": [{"text": 7}]}', b'{"end": true}'],
        [b'{"posts": [7]}'],
        [b'{"posts": {"text": "a"}}'],
        [b'{"posts": [{"text": "a"}]}'],
        [b"[" * 100_000],
        [b'{"problem": ["broken"]}'],
    ],
)
def test_the_answers_of_a_child_are_not_trusted(answers: list[bytes]) -> None:
    with pytest.raises(Refused, match="damaged"):
        gathered(answers)


def test_a_child_that_ended_has_its_sentence() -> None:
    with pytest.raises(Refused, match="more time or memory"):
        gathered([None])
