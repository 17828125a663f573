"""An erased name goes from documents, their passages and files, and ranges stay right."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain import passage
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import (
    attachment_export,
    attachment_records,
    corrections,
    document_records,
    document_usage,
    name_erasure,
    person_groups,
    person_records,
    salvage,
    text_search,
    undo_stack,
    verification,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.name_erasure import PurgeResult
from kharkiv_tracker.store.states import state_of
from tests.store.test_name_erasure import everything

CODE = "KHT-2022-08-17-01"
PERSON = f"{CODE}/P1"
DOCUMENT = "DOC-2022-08-18-01"
NAME = "Оксана Незабутня"
TEXT = (
    "Двоє людей загинули вночі.\nСеред них НЕЗАБУТНЯ  Оксана, 34 роки; "
    "Оксана Незабутня працювала вчителькою. Поранено п’ятьох."
)


def recorded(case: CaseFile, text: str, ranges: list[list[int]]) -> None:
    """A document whose words a report, a statement and a joint report quote."""
    quoting = {"document": "d1", "words": ranges, "killed": "2"}
    strike = {"event": {"date": "2022-08-17"}, "district": "Saltivskyi"}
    person = {
        "name": NAME,
        "age": "34",
        "document": "d1",
        "words": ranges,
        "family": f"родина {NAME}",
        "identifiers": [{"scheme": "T4P", "value": NAME}],
    }
    document = {
        "id": "d1",
        "title": f"Про {NAME}",
        "author": NAME,
        "source": f"Блог: {NAME}",
        "url": f"https://example.org/{NAME.replace(' ', '-')}",
        "published": "2022-08-18",
        "text": text,
        "notes": f"дзвінок родині {NAME}",
        "collector": NAME,
    }
    entries = {
        "documents": [document],
        "incidents": [
            {**strike, "reports": [quoting], "persons": [person], "notes": [{"text": NAME}]},
            {**strike, "reports": [{"killed": "1"}]},
        ],
        "statements": [{**quoting, "area": "Kharkiv oblast"}],
        "joint_reports": [{**quoting, "incidents": [CODE, "KHT-2022-08-17-02"]}],
    }
    case.record(entry_json.read(entries, gazetteer.load()), "tester", "test")


def purge(case: CaseFile, *also: str, remove: tuple[str, ...] = ()) -> PurgeResult:
    with case.edit("tester", "the family asked") as edit:
        return name_erasure.purge(edit, PERSON, also, remove)


def attach(case: CaseFile, content: bytes, name: str) -> str:
    with case.edit("tester", "attach") as edit:
        return attachment_records.attach(edit, CODE, content, name)


def docx(*paragraphs: str) -> bytes:
    """A text document as office programs pack it, a run for every word."""
    runs = (
        f"<w:p>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in paragraph.split('|'))}</w:p>"
        for paragraph in paragraphs
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document>{''.join(runs)}</w:document>")
    return packed.getvalue()


def ranges_of(text: str) -> Iterator[Any]:
    return st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).map(
        lambda ends: [list(pair) for pair in zip(*[iter(sorted(ends))] * 2, strict=False)]
    )


@settings(max_examples=25, deadline=None)
@given(ranges=ranges_of(TEXT))
def test_a_purged_name_is_gone_and_ranges_still_match_their_quotes(ranges: list[list[int]]) -> None:
    with CaseFile.in_memory() as case:
        recorded(case, TEXT, ranges)
        before = document_records.document(case, DOCUMENT)
        assert purge(case).still == ()
        document = document_records.document(case, DOCUMENT)
        assert len(document.text) == len(before.text)
        assert document.text.startswith("Двоє людей загинули вночі.\nСеред них █████████  ██████,")
        assert document.text_digest == passage.digest(document.text) != before.text_digest
        content = everything(case).casefold()
        assert "оксана незабутня" not in content
        assert "незабутня" not in document.text.casefold()
        taken = document_usage.taken(case, DOCUMENT)
        assert {record.kind for record in taken} == {"report", "statement", "joint", "person"}
        for record in taken:
            assert record.words == tuple(map(tuple, ranges))
            if record.kind != "person":
                assert passage.matches(document.text, record.words, record.quote), record
        assert verification.verify(case).problems == ()
        while undo_stack.undo(case, "tester"):
            assert "оксана незабутня" not in everything(case).casefold()
        while undo_stack.redo(case, "tester"):
            pass
        assert document_records.document(case, DOCUMENT) == document
        assert verification.verify(case).ok


def test_a_purged_name_is_gone_from_text_passages_names_of_files_and_search(tmp_path: Path) -> None:
    path = tmp_path / "case.ktcase"
    with CaseFile.create(path) as case:
        recorded(case, TEXT, [[0, 60]])
        attach(case, b"\x89PNG picture", f"{NAME}.png")
        purge(case)
        (attachment,) = attachment_records.of(case, f"{CODE}/A1")
        assert attachment.name == "[purged].png"
        for form in ("незабутня", "nezabutnia", "Незабутня Оксана"):
            assert text_search.find(case, form) == text_search.SearchResults()
        assert verification.verify(case).ok
    for file in tmp_path.iterdir():
        content = file.read_bytes()
        assert "Незабутня".encode() not in content, file
        assert "НЕЗАБУТНЯ".encode() not in content, file


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (NAME.encode(), "plain.bin"),
        (f"Її звали {NAME.upper()}.".encode(), "letter.txt"),
        (docx("Загинула Окс|ана Незаб|утня", "Поховали"), "letter.docx"),
        (docx("Її звали Оксана", "Незабутня жінка"), "list.docx"),
        # Its text is packed, and its letters have numbers of their own.
        (typst.compile("Загинула Оксана\nНезабутня.".encode()), "notice.pdf"),
    ],
)
def test_a_file_with_the_name_is_listed_and_removed_where_the_analyst_says_so(
    tmp_path: Path, content: bytes, name: str
) -> None:
    path = tmp_path / "case.ktcase"
    with CaseFile.create(path) as case:
        recorded(case, TEXT, [])
        code = attach(case, content, name)
        attach(case, b"nobody is named here", "other.txt")
        # The same file with the document, too.
        (attachment,) = attachment_records.of(case, code)
        with case.edit("tester", "attach") as edit:
            own = edit.add_numbered("attachment", DOCUMENT, state_of(attachment))
        result = purge(case)
        assert result.files == ((code, own),)
        assert result.still == (f"the content of {code}, {own}",)
        assert b"".join(attachment_records.content(case, attachment)) == content
        result = purge(case, remove=(own,))
        assert (result.still, result.removed) == ((), 1)
        assert attachment_records.of(case, code) == (attachment,)
        with pytest.raises(Refused, match=f"The content of {name} was removed"):
            list(attachment_records.content(case, attachment))
        assert verification.verify(case).ok
        undo_stack.undo(case, "tester")
        assert verification.verify(case).ok
        ((written, target),) = attachment_export.extract(case, None, tmp_path / "files")
        assert (written.attachment.name, target.read_bytes()) == (
            "other.txt",
            b"nobody is named here",
        )
        assert '"file": null' in (tmp_path / "files" / "manifest.json").read_text()
    assert content not in path.read_bytes()
    # What was taken out on purpose is not lost.
    salvaged = salvage.salvage(path, None, tmp_path / "salvaged.ktcase")
    assert salvaged.lost == ()
    # Content that nobody took out is missed.
    with CaseFile.open(path) as case:
        case.db.execute("DELETE FROM contents")
        (problem,) = verification.verify(case).problems
        assert problem.problem == "The content of this attachment is missing."


def test_a_removed_file_can_be_attached_again_and_is_checked_then(tmp_path: Path) -> None:
    with CaseFile.create(tmp_path / "case.ktcase") as case:
        recorded(case, TEXT, [])
        code = attach(case, NAME.encode(), "a.txt")
        purge(case, remove=(code,))
        with case.edit("tester", "withdraw") as edit:
            corrections.withdraw(edit, code)
        again = attach(case, NAME.encode(), "a.txt")
        (attachment,) = attachment_records.of(case, again)
        assert b"".join(attachment_records.content(case, attachment)) == NAME.encode()
        case.db.execute("UPDATE contents SET bytes = x'00'")
        assert not verification.verify(case).ok


def test_only_attachments_are_removed_and_nothing_else_happens(tmp_path: Path) -> None:
    with CaseFile.create(tmp_path / "case.ktcase") as case:
        recorded(case, TEXT, [])
        with pytest.raises(Refused, match="is not an attachment"):
            purge(case, remove=(f"{CODE}/1",))
        assert person_records.person(case, PERSON).name == NAME


def test_the_names_of_joined_records_go_too_and_what_is_left_of_it_in_their_own_texts() -> None:
    text = "Killed: Oksana Nezabutnia, 34. Also Оксана Незабутня and Незабутняя Оксана."
    own = {"family": "родина Незабутніх", "notes": "Незабутня викладала"}
    strike = {"district": "Saltivskyi", "reports": [{"document": "d1", "killed": "1"}]}
    with CaseFile.in_memory() as case:
        entries = {
            "documents": [{"id": "d1", "title": "t", "published": "2022-08-18", "text": text}],
            "incidents": [
                {**strike, "event": {"date": "2022-08-17"}, "persons": [{"name": NAME, **own}]},
                {
                    **strike,
                    "event": {"date": "2022-08-18"},
                    "persons": [{"names": {"ru": "Оксана Незабутняя"}}, {"name": "Ivan"}],
                },
            ],
        }
        case.record(entry_json.read(entries, gazetteer.load()), "tester", "test")
        with case.edit("tester", "join") as edit:
            person_groups.join(edit, PERSON, "KHT-2022-08-18-01/P1")
        purge(case)
        left = everything(case).casefold()
        assert "незабутн" not in left
        assert "nezabutnia" not in left
        assert person_records.person(case, "KHT-2022-08-18-01/P2").name == "Ivan"
        assert person_records.person(case, PERSON).family == "родина [purged]"
        assert verification.verify(case).ok
        while undo_stack.undo(case, "tester"):
            assert "незабутн" not in everything(case).casefold()
        assert verification.verify(case).ok
