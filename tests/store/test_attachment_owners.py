"""Files belong to an incident or a document, and can move; a code once given stays valid."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kharkiv_tracker.domain.document import Document
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.when import parse_as_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.store import (
    attachment_export,
    attachment_records,
    corrections,
    document_records,
    history,
    incidents,
    merge_split,
    statements,
    undo_stack,
    verification,
    version_restore,
)
from kharkiv_tracker.store.case_file import CaseFile

CODE, OTHER, DOCUMENT = "KHT-2022-08-17-01", "KHT-2022-08-20-01", "DOC-2022-08-18-01"
READ = Document(url="https://t.me/channel/4025", published=parse_as_of("2022-08-18"))


@pytest.fixture
def struck(case: CaseFile, strike: Callable[..., Any], add: Callable[..., Any]) -> CaseFile:
    """A case with two incidents of one report each, and a document."""
    add(case, strike(), strike("2022-08-20"))
    with case.edit("a", "add") as edit:
        document_records.add(edit, READ)
    return case


def attach(case: CaseFile, code: str, content: bytes = b"one", **fields: Any) -> str:
    with case.edit("a", "attach") as edit:
        return attachment_records.attach(edit, code, content, name="a.txt", **fields)


def move(case: CaseFile, code: str, owner: str) -> str:
    with case.edit("a", "move file") as edit:
        return attachment_records.move(edit, code, owner)


def codes(case: CaseFile, code: str | None = None) -> list[str]:
    return [listed.code for listed in attachment_export.listed(case, code)]


def test_a_file_moves_to_a_document_and_is_found_by_both_codes(struck: CaseFile) -> None:
    attach(struck, f"{CODE}/1")
    (before,) = attachment_records.of(struck, CODE)
    assert move(struck, f"{CODE}/A1", DOCUMENT) == f"{DOCUMENT}/A1"
    assert (codes(struck, CODE), codes(struck, DOCUMENT)) == ([], [f"{DOCUMENT}/A1"])
    (moved,) = attachment_records.of(struck, f"{CODE}/A1")
    assert moved == replace(before, report="")
    assert attachment_records.of(struck, f"{DOCUMENT}/A1") == (moved,)
    assert attach(struck, CODE) == f"{CODE}/A2"
    assert verification.verify(struck).ok
    assert {revision.record for revision in history.revisions(struck, f"{CODE}/A1")} == {
        f"{DOCUMENT}/A1"
    }
    assert f"{DOCUMENT}/A1" in {revision.record for revision in history.revisions(struck, CODE)}
    for _time in range(2):
        undo_stack.undo(struck, "a")
    assert attachment_records.of(struck, f"{DOCUMENT}/A1") == (before,)
    assert codes(struck) == [f"{CODE}/A1"]
    assert attach(struck, DOCUMENT, b"two") == f"{DOCUMENT}/A2"
    assert verification.verify(struck).ok
    undo_stack.undo(struck, "a")
    undo_stack.redo(struck, "a")
    assert verification.verify(struck).ok


def test_a_file_moves_back_under_a_new_number(struck: CaseFile) -> None:
    attach(struck, DOCUMENT)
    assert move(struck, f"{DOCUMENT}/A1", f"{CODE}/1") == f"{CODE}/A1"
    (report,) = incidents.reports(struck, CODE)
    assert attachment_records.of(struck, CODE)[0].report == report.uid
    assert move(struck, f"{CODE}/A1", CODE) == f"{CODE}/A1"
    assert attachment_records.of(struck, CODE)[0].report == ""
    assert move(struck, f"{CODE}/A1", DOCUMENT) == f"{DOCUMENT}/A2"
    assert len({attachment_records.of(struck, f"{DOCUMENT}/A{n}") for n in (1, 2)}) == 1
    assert verification.verify(struck).ok


def test_an_earlier_version_of_a_file_stays_where_it_was_moved_to(struck: CaseFile) -> None:
    attach(struck, f"{CODE}/1", notes="before")
    with struck.edit("a", "amend") as edit:
        (attached,) = attachment_records.of(struck, CODE)
        attachment_records.amend(edit, f"{CODE}/A1", replace(attached, notes="after"))
    move(struck, f"{CODE}/A1", DOCUMENT)
    first = version_restore.versions(struck, f"{DOCUMENT}/A1")[-1]
    with struck.edit("a", "revert") as edit:
        version_restore.restore(edit, f"{DOCUMENT}/A1", first.seq)
    (restored,) = attachment_records.of(struck, DOCUMENT)
    assert (restored.notes, restored.report) == ("before", "")
    assert verification.verify(struck).ok


def test_what_cannot_move_is_a_sentence(struck: CaseFile, dump: Callable[..., Any]) -> None:
    attach(struck, CODE)
    attach(struck, DOCUMENT)
    before = dump(struck)
    for owner, sentence in (
        (DOCUMENT, f"is already attached as {DOCUMENT}/A1"),
        (CODE, f"already belongs to {CODE}"),
        (f"{CODE}/A1", "is not an incident, a report, an official total or a document"),
        ("DOC-1999-01-01-01", "is not in this case file"),
    ):
        with pytest.raises(Refused, match=sentence):
            move(struck, f"{CODE}/A1", owner)
    assert dump(struck) == before


def test_redacted_copies_go_with_their_original(struck: CaseFile) -> None:
    attach(struck, CODE)
    (original,) = attachment_records.of(struck, CODE)
    attach(struck, CODE, b"covered", redacted_from=original.uid)
    with pytest.raises(Refused, match="Move the original"):
        move(struck, f"{CODE}/A2", DOCUMENT)
    move(struck, f"{CODE}/A1", DOCUMENT)
    listed = {one.code: one.redacted_from for one in attachment_export.listed(struck)}
    assert listed == {f"{DOCUMENT}/A1": "", f"{DOCUMENT}/A2": f"{DOCUMENT}/A1"}
    assert verification.verify(struck).ok


def test_merged_and_split_incidents_keep_their_files(struck: CaseFile) -> None:
    attach(struck, OTHER)
    (original,) = attachment_records.of(struck, OTHER)
    attach(struck, f"{OTHER}/1", b"two", redacted_from=original.uid)
    attach(struck, DOCUMENT, b"three")
    move(struck, f"{DOCUMENT}/A1", OTHER)
    with struck.edit("a", "merge") as edit:
        merge_split.merge(edit, CODE, OTHER)
    assert codes(struck) == [f"{CODE}/A{n}" for n in (1, 2, 3)]
    with struck.edit("a", "split") as edit:
        parted = merge_split.split(edit, CODE, [2])
    assert codes(struck, parted) == [f"{parted}/A1"]
    assert attachment_records.of(struck, f"{DOCUMENT}/A1")[0].sha256
    assert verification.verify(struck).ok


def test_an_official_total_holds_files_through_its_document(struck: CaseFile) -> None:
    source = Source("OVA Telegram")
    total = Statement(url="https://t.me/channel/4025?utm_source=x", source=source)
    with struck.edit("a", "add") as edit:
        own = edit.add_statement(replace(total, url="https://t.me/channel/9"))
        same = edit.add_statement(replace(total, published=READ.published))
        bare = edit.add_statement(Statement())
    assert attach(struck, own) == "DOC-undated-01/A1"
    made = document_records.document(struck, "DOC-undated-01")
    assert (made.url, made.source.name) == ("https://t.me/channel/9", "OVA Telegram")
    # The link is that of a document, whatever else is in it.
    assert attach(struck, same) == f"{DOCUMENT}/A1"
    read = {one.code: one.document for one in statements.statements(struck)}
    assert read == {own: "DOC-undated-01", same: DOCUMENT, bare: ""}
    assert attachment_records.of(struck, same) == attachment_records.of(struck, DOCUMENT)
    assert attachment_records.of(struck, bare) == ()
    with pytest.raises(Refused, match=f"Files of {bare} belong to its document"):
        attach(struck, bare)
    undo_stack.undo(struck, "a")
    undo_stack.undo(struck, "a")
    assert not [one.document for one in statements.statements(struck) if one.document]
    assert codes(struck) == []
    assert verification.verify(struck).ok


def test_the_files_of_documents_are_beside_those_of_the_incident(struck: CaseFile) -> None:
    attach(struck, DOCUMENT)
    (report,) = incidents.reports(struck, CODE)
    assert list(attachment_export.of_reports(struck, CODE)) == []
    with struck.edit("a", "amend") as edit:
        corrections.amend(edit, f"{CODE}/1", replace(report, document=DOCUMENT))
    (listed,) = attachment_export.of_reports(struck, CODE)
    assert (listed.code, listed.document) == (f"{DOCUMENT}/A1", DOCUMENT)
    assert attachment_records.of(struck, CODE) == ()
