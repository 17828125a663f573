"""Records of one link or one text gathered into a document: nothing that is counted moves."""

from collections.abc import Iterator
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.document import Document, Likeness
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import (
    codes,
    corrections,
    document_groups,
    document_records,
    incidents,
    records,
    totals,
    undo_stack,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.record_reader import read_record
from kharkiv_tracker.store.verification import verify

_URL = "https://t.me/kharkivoda/4025"
_QUOTE = "Унаслідок удару по гуртожитку загинули семеро людей, ще 16 поранено."
DAY = {"published": "2022-08-18T09:20", "source": "OVA Telegram"}


def strike(*reports: dict[str, Any], day: str = "2022-08-17") -> dict[str, Any]:
    return {"event": {"date": day}, "district": "Saltivskyi", "reports": list(reports)}


def record(case: CaseFile, **document: Any) -> None:
    case.record(entry_json.read(document, gazetteer.load()), "Olena", "add")


def gather(case: CaseFile, author: str = "Olena") -> tuple[str, ...]:
    groups = document_groups.groups(case)
    with case.edit(author, "gather") as edit:
        return document_groups.gather(edit, groups)


def groups(case: CaseFile) -> list[tuple[tuple[str, ...], Likeness, str]]:
    return [(one.records, one.why, one.document.code) for one in document_groups.groups(case)]


def report(case: CaseFile, code: str) -> Any:
    return read_record(case.db, *codes.find(case.db, code))


@pytest.fixture
def filled(case: CaseFile) -> Iterator[CaseFile]:
    """Two strikes, a combined report and an official total of one post; another day's post."""
    post = {**DAY, "url": _URL}
    other_way = {**post, "url": "http://telegram.me/s/kharkivoda/4025?utm_source=x"}
    joint = {"districts": ["Saltivskyi", "Kyivskyi"], "from": "2022-08-17", "to": "2022-08-18"}
    record(
        case,
        incidents=[
            strike({**post, "killed": "7", "quote": _QUOTE, "language": "uk"}),
            strike({**other_way, "killed": "1", "source": ""}, day="2022-08-18"),
            strike({**post, "published": "2022-08-19", "killed": "2"}, day="2022-08-18"),
        ],
        statements=[{**post, "area": "Kharkiv oblast", "killed": "1000", "as_of": "2022-08-18"}],
        joint_reports=[{**joint, **post, "published": "2022-08-18T09:50", "killed": "9"}],
    )
    yield case
    assert verify(case).problems == ()


def test_one_link_of_one_day_is_one_document_and_changes_no_figure(filled: CaseFile) -> None:
    (group,) = document_groups.groups(filled)
    assert group.records == (
        "JNT-undated-01",
        "KHT-2022-08-17-01/1",
        "KHT-2022-08-18-01/1",
        "STA-2022-08-18-01",
    )
    assert group.differing == ("url", "published")
    document = group.document
    assert (document.source.name, document.language) == ("OVA Telegram", "uk")
    assert (str(document.published), document.confidential) == ("2022-08-18", False)

    before = {kind: dict(records.states(filled.db, kind)) for kind in document_groups.GATHERED}
    steps = filled.db.execute("SELECT * FROM figure_steps").fetchall()
    figures = totals.totals(filled)
    assert gather(filled) == ("DOC-2022-08-18-01",)
    assert totals.totals(filled) == figures
    assert filled.db.execute("SELECT * FROM figure_steps").fetchall() == steps
    for kind, states in before.items():
        now = dict(records.states(filled.db, kind))
        for uid, state in states.items():
            assert {n: v for n, v in now[uid].items() if n != "document"} == state
    assert document_groups.groups(filled) == ()
    assert gather(filled) == ()
    assert document_records.document(filled, "DOC-2022-08-18-01").collected == ""
    undo_stack.undo(filled, "Olena")
    assert {
        kind: dict(records.states(filled.db, kind)) for kind in document_groups.GATHERED
    } == before


def test_the_strictest_confidentiality_wins(case: CaseFile) -> None:
    post = {**DAY, "url": _URL, "killed": "1"}
    record(case, incidents=[strike(post, {**post, "confidential": True, "killed": "2"})])
    (code,) = gather(case)
    assert document_records.document(case, code).confidential
    assert report(case, "KHT-2022-08-17-01/1").is_confidential
    # A source that may not be named covers it as well.
    hidden = {"name": "A doctor", "confidential": True}
    post = {**post, "published": "2022-08-20", "source": "A doctor"}
    record(case, sources=[hidden], incidents=[strike(post, {**post, "source": "OVA Telegram"})])
    (code,) = gather(case)
    assert document_records.document(case, code).source == Source()
    assert document_records.document(case, code).confidential


def test_nearly_equal_quotes_of_one_source_and_day_are_one_document(case: CaseFile) -> None:
    quoted = {**DAY, "killed": "7", "quote": _QUOTE}
    record(
        case,
        incidents=[
            strike({**quoted, "url": _URL}, {**quoted, "quote": f"«{_QUOTE[:-1]}!»"}),
            strike(
                {**quoted, "quote": _QUOTE.replace("16", "18")},
                {**quoted, "source": "Suspilne"},
                {**quoted, "published": "2022-08-19"},
                {**DAY, "killed": "7", "quote": "Семеро загиблих"},
                {**DAY, "killed": "7", "quote": "Семеро загиблих"},
                {"killed": "7", "quote": _QUOTE},
            ),
        ],
    )
    assert groups(case) == [(("KHT-2022-08-17-01/1", "KHT-2022-08-17-01/2"), Likeness.LINK, "")]
    record(case, incidents=[strike({**quoted, "source": "Suspilne", "killed": "8"})])
    assert groups(case)[1:] == [
        (("KHT-2022-08-17-02/2", "KHT-2022-08-17-03/1"), Likeness.TEXT, ""),
    ]
    assert len(gather(case)) == 2
    assert groups(case) == []


def test_what_is_entered_later_joins_the_document_there_is(case: CaseFile) -> None:
    text = f"Станом на 9:00. {_QUOTE}"
    document = {"id": "d1", "url": _URL, "published": "2022-08-18", "text": text}
    post = {**DAY, "url": _URL, "killed": "7", "quote": _QUOTE, "confidential": True}
    record(case, documents=[document], incidents=[strike(post)])
    code = "DOC-2022-08-18-01"
    assert groups(case) == [(("KHT-2022-08-17-01/1",), Likeness.LINK, code)]
    assert gather(case) == (code,)
    joined = report(case, "KHT-2022-08-17-01/1")
    assert (joined.document, joined.words) == (code, ((16, len(text)),))
    assert document_records.document(case, code).confidential
    with case.edit("Olena", "withdraw") as edit:
        corrections.withdraw(edit, code)
    record(case, incidents=[strike({**post, "killed": "8"})])
    assert groups(case) == []


def test_gathering_keeps_approvals_and_their_second_name(case: CaseFile) -> None:
    post = {**DAY, "url": _URL}
    record(case, incidents=[strike({**post, "killed": "1"}, {**post, "killed": "2"})])
    with case.edit("Olena", "second name") as edit:
        state = records.read(case.db, "case", "case") or {}
        edit.write("case", "case", {**state, "second_name": True})
    strike_code = "KHT-2022-08-17-01"
    with case.edit("Ihor", "approve") as edit:
        corrections.approve(edit, strike_code)
    gather(case, "Ihor")
    assert incidents.incident(case, strike_code).state is ReviewState.APPROVED
    undo_stack.undo(case, "Ihor")
    undo_stack.undo(case, "Ihor")
    gather(case, "Ihor")
    # Who only gathered did not change what the incident says.
    with case.edit("Ihor", "approve") as edit:
        corrections.approve(edit, strike_code)


def test_a_group_that_was_gathered_meanwhile_is_left_out(filled: CaseFile) -> None:
    chosen = document_groups.groups(filled)
    gather(filled)
    with filled.edit("Olena", "gather") as edit:
        assert document_groups.gather(edit, chosen) == ()
    gone = document_groups.DocumentGroup(Document(), ("KHT-2022-08-30-01/1",), Likeness.LINK)
    with filled.edit("Olena", "gather") as edit, pytest.raises(Refused):
        document_groups.gather(edit, (gone,))
