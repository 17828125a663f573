"""What waits about documents: those nothing was taken from, and quotes that are not their words."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.labels import flag_text
from kharkiv_tracker.store import (
    corrections,
    document_merge,
    incidents,
    note_records,
    records,
    text_search,
    undo_stack,
    verification,
    work_queue,
)
from kharkiv_tracker.store.case_file import CaseFile
from tests.store.test_work_queue import findings_of, waiting

READ, UNREAD, CODE = "DOC-2022-08-18-01", "DOC-2022-08-19-01", "KHT-2022-08-17-01"
TEXT = "Двоє людей загинули вночі, п’ятеро поранено. Рятувальники працюють."


@pytest.fixture(autouse=True)
def documents(case: CaseFile, strike: Callable[..., Any]) -> None:
    """A document that a report, a statement and a combined report quote, and one nobody read."""
    quoting = {"document": "d1", "killed": "2", "words": [[0, 25]]}
    entries = {
        "documents": [
            {"id": "d1", "title": "Ніч", "published": "2022-08-18", "text": TEXT},
            {"title": "Лист з лікарні", "published": "2022-08-19", "author": "Олена Шевчук"},
        ],
        "incidents": [strike(reports=[quoting]), strike()],
        "statements": [{**quoting, "area": "Kharkiv oblast", "as_of": "2022-08-18"}],
        "joint_reports": [{**quoting, "incidents": [CODE, "KHT-2022-08-17-02"]}],
    }
    case.record(entry_json.read(entries, gazetteer.load()), "tester", "test")


def test_a_document_from_which_nothing_was_taken_waits_until_something_is(case: CaseFile) -> None:
    kind = FindingKind.UNREAD_DOCUMENT
    assert waiting(case)[kind] == 1
    (flag,) = findings_of(case, UNREAD, kind)
    assert "taken from it yet" in flag_text.sentence(flag, {})
    assert findings_of(case, READ, kind) == []
    with case.edit("tester", "nothing about this city") as edit:
        work_queue.set_aside(edit, UNREAD, kind, flag.key, "nothing about this city")
    assert kind not in waiting(case)
    (aside,) = findings_of(case, UNREAD, kind, aside=True)
    assert aside.aside == "nothing about this city"
    with case.edit("tester", "take up") as edit:
        work_queue.take_up(edit, UNREAD, kind, flag.key)
    assert waiting(case)[kind] == 1
    # A report that is withdrawn was not taken from it.
    with case.edit("tester", "correct") as edit:
        first, *_others = incidents.reports(case, CODE)
        corrections.amend(edit, f"{CODE}/1", replace(first, document=UNREAD, words=()))
    assert kind not in waiting(case)
    with case.edit("tester", "withdraw") as edit:
        corrections.withdraw(edit, f"{CODE}/1")
    assert waiting(case)[kind] == 1


@pytest.mark.parametrize("verb", ["withdraw", "merge"])
def test_a_document_that_is_withdrawn_or_merged_does_not_wait(case: CaseFile, verb: str) -> None:
    with case.edit("tester", verb) as edit:
        if verb == "merge":
            document_merge.merge(edit, READ, UNREAD)
        else:
            corrections.withdraw(edit, UNREAD)
    assert FindingKind.UNREAD_DOCUMENT not in waiting(case)
    undo_stack.undo(case, "tester")
    assert waiting(case)[FindingKind.UNREAD_DOCUMENT] == 1


def test_a_quote_that_is_not_its_words_waits_for_each_kind_of_record(case: CaseFile) -> None:
    kind = FindingKind.WORDS_DIFFER
    assert kind not in waiting(case)
    with case.edit("tester", "as another program may") as edit:
        (uid,) = case.db.execute("SELECT uid FROM documents WHERE code = ?", [READ]).fetchone()
        state, text = records.read(edit.db, "document", uid) or {}, TEXT.replace("Двоє", "Троє")
        edit.write("document", uid, {**state, "text": text, "text_digest": passage.digest(text)})
    assert waiting(case)[kind] == 3
    (flag,) = findings_of(case, CODE, kind)
    assert READ in flag_text.sentence(flag, {})
    for code in ("STA-2022-08-18-01", "JNT-undated-01"):
        assert len(findings_of(case, code, kind)) == 1
        with case.edit("tester", "dismiss") as edit:
            work_queue.set_aside(edit, code, kind, findings_of(case, code, kind)[0].key, "known")
    assert waiting(case)[kind] == 1
    assert work_queue.ids(case, gazetteer.load(), kind) == incidents.ids(case)[:1]
    with case.edit("tester", "correct") as edit:
        first, *_others = incidents.reports(case, CODE)
        corrections.amend(edit, f"{CODE}/1", replace(first, quote="Троє людей загинули вночі"))
    assert kind not in waiting(case)


@pytest.mark.parametrize("quote", ["Двоє людей   загинули\nвночі", "«Двоє людей загинули вночі»"])
def test_spaces_and_quotation_marks_do_not_matter(case: CaseFile, quote: str) -> None:
    with case.edit("tester", "correct") as edit:
        first, *_others = incidents.reports(case, CODE)
        corrections.amend(edit, f"{CODE}/1", replace(first, quote=quote))
    assert FindingKind.WORDS_DIFFER not in waiting(case)


@pytest.mark.parametrize(
    ("change", "code", "problem"),
    [
        ({"text": "Троє."}, READ, "The text of this document does not match its SHA-256."),
        ({"text": ""}, f"{CODE}/1", "It points to words that its document does not have."),
    ],
)
def test_what_does_not_fit_is_named_by_its_code(
    case: CaseFile, change: dict[str, str], code: str, problem: str
) -> None:
    with case.edit("tester", "as another program may") as edit:
        (uid,) = case.db.execute("SELECT uid FROM documents WHERE code = ?", [READ]).fetchone()
        state = records.read(edit.db, "document", uid) or {}
        edit.write("document", uid, {**state, **change})
    problems = verification.verify(case).problems
    assert (code, problem) in {(one.record, one.problem) for one in problems}


def test_a_note_about_nothing_is_named(case: CaseFile) -> None:
    with case.edit("tester", "note") as edit:
        code = note_records.add(edit, incidents.uid_of(case, CODE), Note("called"))
        (uid,) = case.db.execute("SELECT uid FROM notes").fetchone()
        state = records.read(edit.db, "note", uid) or {}
        edit.write("note", uid, {**state, "subject": "0" * 24})
    (problem,) = verification.verify(case).problems
    assert (problem.record, problem.problem) == (code, "The record it is about is missing.")


def test_what_cannot_wait_is_refused(case: CaseFile) -> None:
    with pytest.raises(Refused, match="combined report or document"):
        work_queue.findings(case, f"{CODE}/1")


@pytest.mark.parametrize(
    "text",
    [UNREAD, "лист", "лист лікарні", "list likarni", "Шевчук", "olena shevchuk", "2022-08-19"],
)
def test_documents_are_found_by_code_words_and_author_in_both_alphabets(
    case: CaseFile, text: str
) -> None:
    assert [row.code for row in text_search.find(case, text).documents] == [UNREAD]


@pytest.mark.parametrize("text", ["рятувальники", "riatuvalnyky", "поранено"])
def test_documents_are_found_by_their_text(case: CaseFile, text: str) -> None:
    assert [row.code for row in text_search.find(case, text).documents] == [READ]
