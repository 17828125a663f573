"""Documents: read once, used by many, corrected, merged and taken back."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.document import Document, Likeness
from kharkiv_tracker.domain.identifier import Identifier
from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.domain.source import Source, SourceKind
from kharkiv_tracker.domain.when import parse_as_of
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import (
    codes,
    corrections,
    document_matches,
    document_merge,
    document_records,
    document_usage,
    history,
    identifier_records,
    incidents,
    note_records,
    records,
    source_list,
    totals,
    undo_stack,
    version_restore,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.edit import Edit
from kharkiv_tracker.store.record_reader import read_record
from kharkiv_tracker.store.verification import verify

_TEXT = (
    "Strikes on Kharkiv.\n\nOn Wednesday at least seven civilians were killed and another 16 "
    "wounded. Victims might have included people with hearing impairments.\n\n“As of now, 18 "
    "people have been injured; two of them are children,” the governor said. “One person was "
    "killed.” Last week, the prosecutor reported that more than 1,000 civilians had been killed."
)
_URL = "https://news.example/2022/08/18/kharkiv?utm_source=mail"
CODE, SECOND = "DOC-2022-08-18-01", "DOC-2022-08-18-02"
STRIKE, LATER = "KHT-2022-08-17-01", "KHT-2022-08-18-01"
_SHA256 = hashlib.sha256(b"abc").hexdigest()
FIRST_QUOTE = "at least seven civilians were killed and another 16 wounded"


def at(words: str, text: str = _TEXT) -> list[list[int]]:
    first = text.index(words)
    return [[first, first + len(words)]]


def article(**fields: Any) -> dict[str, Any]:
    return {
        "id": "d1",
        "kind": "article",
        "title": "Strikes on Kharkiv",
        "source": "The Daily",
        "source_kind": "media",
        "published": "2022-08-18",
        "url": _URL,
        "language": "en",
        "text": _TEXT,
        **fields,
    }


def strike(day: str, *reports: dict[str, Any], **fields: Any) -> dict[str, Any]:
    own = [{"document": "d1", **report} for report in reports]
    return {"event": {"date": day}, "district": "Saltivskyi", "reports": own, **fields}


def record(case: CaseFile, **document: Any) -> Any:
    return case.record(entry_json.read(document, gazetteer.load()), "Olena", "add")


def the_seed(case: CaseFile) -> Any:
    """Two strikes, a remark on the victims and an official total, all from one article."""
    first = strike(
        "2022-08-17",
        {"killed": "7+", "injured": "16", "words": at(FIRST_QUOTE)},
        {"quote": "people with hearing impairments"},
        persons=[{"name": "Oleh Bondar", "document": "d1", "words": at("hearing impairments")}],
    )
    second = strike("2022-08-18", {"killed": "1", "injured": "18", "quote": "18\npeople"})
    statement = {
        "document": "d1",
        "area": "Kharkiv oblast",
        "killed": ">1000",
        "as_of": "2022-08-10",
        "words": at("more than 1,000 civilians had been killed"),
    }
    return record(case, documents=[article()], incidents=[first, second], statements=[statement])


@pytest.fixture
def seed(case: CaseFile) -> Iterator[CaseFile]:
    the_seed(case)
    yield case
    assert verify(case).problems == ()


def attach(one: Edit, code: str) -> None:
    """Keep three bytes with a document."""
    one.db.execute("INSERT INTO contents (sha256, part, bytes) VALUES (?, 0, ?)", [_SHA256, b"abc"])
    file = {"name": "page.png", "size": 3, "sha256": _SHA256, "type": "image/png"}
    one.add_numbered("attachment", code, file)


def report(case: CaseFile, code: str) -> Any:
    return read_record(case.db, *codes.find(case.db, code))


def edit(case: CaseFile, change: Callable[..., Any], *arguments: Any, author: str = "Olena") -> Any:
    with case.edit(author, "test") as one:
        return change(one, *arguments)


def amend(case: CaseFile, code: str, author: str = "Olena", **fields: Any) -> None:
    corrected = replace(document_records.document(case, code), **fields)
    edit(case, corrections.amend, code, corrected, author=author)


def snapshot(case: CaseFile) -> dict[str, Any]:
    return {kind: dict(records.states(case.db, kind)) for kind in RECORDS}


def quoted(case: CaseFile, code: str = CODE) -> dict[str, str]:
    """What the ranges of each record are in the text of the document."""
    text = document_records.current(case, code).text
    taken = document_usage.taken(case, document_records.current(case, code).code)
    return {one.code: passage.quote(text, one.words) for one in taken}


def test_one_article_serves_four_records_and_a_person(seed: CaseFile) -> None:
    assert quoted(seed) == {
        f"{STRIKE}/1": FIRST_QUOTE,
        f"{STRIKE}/2": "people with hearing impairments",
        f"{STRIKE}/P1": "hearing impairments",
        f"{LATER}/1": "18 people",
        "STA-2022-08-10-01": "more than 1,000 civilians had been killed",
    }
    one = report(seed, f"{STRIKE}/1")
    assert (one.source.name, one.language, str(one.published)) == ("The Daily", "en", "2022-08-18")
    assert (one.url, one.quote) == (_URL, FIRST_QUOTE)
    ((listed, taken),) = ((one.document, one.taken) for one in document_usage.listed(seed))
    assert (listed.code, taken) == (CODE, 5)


def test_a_confidential_document_covers_all_that_is_from_it(case: CaseFile) -> None:
    entry = strike("2022-08-17", {"killed": "1"})
    statement = {"document": "d1", "area": "Kharkiv oblast", "killed": "5", "as_of": "2022-08-10"}
    documents = [article(confidential=True)]
    record(case, documents=documents, incidents=[entry], statements=[statement])
    assert report(case, f"{STRIKE}/1").is_confidential
    assert report(case, "STA-2022-08-10-01").is_confidential
    amend(case, CODE, confidential=False)
    assert not report(case, f"{STRIKE}/1").is_confidential


@pytest.mark.parametrize(
    ("where", "value", "path"),
    [
        ("report", {"document": "d2"}, "incidents[0].reports[0].document"),
        ("report", {"words": [[5, 2]]}, "incidents[0].reports[0].words[0]"),
        ("report", {"words": [[0, 3], [4, 99_999]]}, "incidents[0].reports[0].words[1]"),
        ("report", {"words": [[0, 3], [2, 5]]}, "incidents[0].reports[0].words[1]"),
        ("report", {"words": "0-3"}, "incidents[0].reports[0].words"),
        ("report", {"words": [[0, 7]], "quote": "Kharkiv"}, "incidents[0].reports[0].words"),
        ("report", {"document": "", "words": [[0, 7]]}, "incidents[0].reports[0].document"),
        ("statement", {"document": "DOC-2022-01-01-09"}, "statements[0].document"),
        ("statement", {"words": [[0, 99_999]]}, "statements[0].words[0]"),
        ("joint", {"document": "d2"}, "joint_reports[0].document"),
        ("joint", {"words": [[0, 99_999]]}, "joint_reports[0].words[0]"),
        ("person", {"document": "d2"}, "incidents[0].persons[0].document"),
        ("person", {"words": [[0, 99_999]]}, "incidents[0].persons[0].words[0]"),
    ],
)
def test_what_points_nowhere_is_refused_at_its_path(
    case: CaseFile, where: str, value: dict[str, Any], path: str
) -> None:
    before = snapshot(case)
    own = {name: {"document": "d1", **(value if name == where else {})} for name in _WHERE}
    strikes = [
        {**strike("2022-08-17"), "reports": [{"killed": "1", **own["report"]}]},
        strike("2022-08-18", {"killed": "1"}),
    ]
    strikes[0]["persons"] = [{"name": "Oleh Bondar", **own["person"]}]
    statement = {"area": "Kharkiv oblast", "killed": "5", "as_of": "2022-08-10"}
    joint = {"districts": ["Saltivskyi", "Kyivskyi"], "from": "2022-08-17", "to": "2022-08-18"}
    with pytest.raises(Refused) as refused:
        record(
            case,
            documents=[article()],
            incidents=strikes,
            statements=[{**statement, **own["statement"]}],
            joint_reports=[{**joint, "killed": "9", **own["joint"]}],
        )
    assert refused.value.path == path
    assert snapshot(case) == before


_WHERE = ("report", "statement", "joint", "person")


def test_what_records_have_of_their_document_follows_a_correction(seed: CaseFile) -> None:
    own = report(seed, f"{LATER}/1")
    edit(seed, corrections.amend, f"{LATER}/1", replace(own, url="https://t.me/own/1"))
    before, figures = snapshot(seed), totals.totals(seed)
    source = Source("The Morning", SourceKind.MEDIA)
    moved = parse_as_of("2022-08-18T09:00")
    amend(
        seed,
        CODE,
        url="https://x.org/1",
        source=source,
        archive_url="https://a.org/1",
        published=moved,
    )
    followed = [report(seed, code) for code in (f"{STRIKE}/1", "STA-2022-08-10-01")]
    assert [(one.url, one.source.name, one.archive_url, one.published) for one in followed] == [
        ("https://x.org/1", "The Morning", "https://a.org/1", moved)
    ] * 2
    assert report(seed, f"{LATER}/1").url == "https://t.me/own/1"
    assert report(seed, f"{LATER}/1").source.name == "The Morning"
    changes = history.revisions(seed, f"{STRIKE}/1")[-1].changes
    assert changes["url"] == (_URL, "https://x.org/1")
    undo_stack.undo(seed, "Olena")
    assert snapshot(seed) == before
    assert totals.totals(seed) == figures


def test_a_document_of_a_merged_source_is_of_the_one_kept(seed: CaseFile) -> None:
    record(seed, sources=[{"name": "The Morning", "kind": "media"}])
    (target, _one), (other, _other) = (
        source_list.named(seed.db, name) for name in ("The Morning", "The Daily")
    )
    edit(seed, source_list.merge_sources, target, other)
    assert document_records.document(seed, CODE).source.name == "The Morning"
    assert report(seed, f"{STRIKE}/1").source.name == "The Morning"
    undo_stack.undo(seed, "Olena")
    assert document_records.document(seed, CODE).source.name == "The Daily"


def test_words_move_with_the_text_and_never_become_others(seed: CaseFile) -> None:
    before = quoted(seed)
    text = "Updated at 10:00.\r\n" + _TEXT.replace("seven civilians", "seven  civilians")
    amend(seed, CODE, text=text)
    document = document_records.document(seed, CODE)
    assert "\r" not in document.text
    assert document.text_digest == passage.digest(document.text)
    now = {code: " ".join(words.split()) for code, words in quoted(seed).items()}
    assert now == before
    # Two words are gone, and two may be elsewhere as well.
    text = text.replace("seven", "eight").replace("18 people", "18 people … 18 people")
    amend(seed, CODE, text=text)
    assert {code: words for code, words in quoted(seed).items() if not words} == {
        f"{STRIKE}/1": "",
        f"{LATER}/1": "",
    }
    assert report(seed, f"{STRIKE}/1").quote == FIRST_QUOTE
    undo_stack.undo(seed, "Olena")
    undo_stack.undo(seed, "Olena")
    assert quoted(seed) == before
    amend(seed, CODE, text="")
    assert set(quoted(seed).values()) == {""}
    amend(seed, CODE, text=_TEXT)
    before.pop(f"{STRIKE}/P1")
    assert {code: words for code, words in quoted(seed).items() if words} == before


def test_an_earlier_version_of_a_document_takes_the_words_along(seed: CaseFile) -> None:
    before = quoted(seed)
    first = history.revisions(seed, CODE)[0].seq
    amend(seed, CODE, text=f"Corrected.\n{_TEXT}", url="https://x.org/1")
    assert quoted(seed) == before
    edit(seed, version_restore.restore, CODE, first)
    assert document_records.document(seed, CODE).text == _TEXT
    assert quoted(seed) == before
    assert report(seed, f"{STRIKE}/1").url == _URL


def test_an_earlier_version_of_a_report_finds_its_words_again(seed: CaseFile) -> None:
    first = history.revisions(seed, f"{STRIKE}/1")[0].seq
    amend(seed, CODE, text=f"Corrected.\n{_TEXT}")
    own = report(seed, f"{STRIKE}/1")
    edit(seed, corrections.amend, f"{STRIKE}/1", replace(own, document="", words=own.words))
    assert report(seed, f"{STRIKE}/1").words == ()
    assert report(seed, f"{STRIKE}/1").url == _URL
    edit(seed, version_restore.restore, f"{STRIKE}/1", first)
    assert report(seed, f"{STRIKE}/1").document == CODE
    assert quoted(seed)[f"{STRIKE}/1"] == FIRST_QUOTE


def test_an_earlier_version_of_a_person_has_no_words_of_another_text(seed: CaseFile) -> None:
    a_second(seed, text=f"Live. {_TEXT}")
    code = f"{STRIKE}/P1"
    first = history.revisions(seed, code)[0].seq
    edit(seed, corrections.amend, code, replace(report(seed, code), notes="a neighbour"))
    edit(seed, version_restore.restore, code, first)
    assert quoted(seed)[code] == "hearing impairments"
    edit(seed, document_merge.merge, SECOND, CODE)
    assert quoted(seed)[code] == "hearing impairments"
    edit(seed, version_restore.restore, code, first)
    assert (report(seed, code).document, report(seed, code).words) == (SECOND, ())


def test_a_corrected_quote_has_other_words_and_marked_words_another_quote(seed: CaseFile) -> None:
    own = report(seed, f"{STRIKE}/1")
    edit(seed, corrections.amend, f"{STRIKE}/1", replace(own, quote="another 16 wounded"))
    assert quoted(seed)[f"{STRIKE}/1"] == "another 16 wounded"
    own = report(seed, f"{STRIKE}/1")
    first = _TEXT.index("seven")
    edit(seed, corrections.amend, f"{STRIKE}/1", replace(own, words=((first, first + 5),)))
    assert report(seed, f"{STRIKE}/1").quote == "seven"


def test_a_report_that_moves_to_another_document_takes_that_one_s_fields(seed: CaseFile) -> None:
    other = article(id="d2", url="https://x.org/2", source="Other", text="seven", language="uk")
    record(seed, documents=[other])
    own = report(seed, f"{STRIKE}/1")
    own = replace(own, source=Source(own.source.name, own.source.kind))
    edit(seed, corrections.amend, f"{STRIKE}/1", replace(own, document=SECOND))
    moved = report(seed, f"{STRIKE}/1")
    assert (moved.url, moved.source.name, moved.language) == ("https://x.org/2", "Other", "uk")
    assert (moved.words, moved.quote) == ((), FIRST_QUOTE)


def a_second(case: CaseFile, **fields: Any) -> None:
    """A second document, with a report, a person and a statement of its own."""
    other = article(
        title="",
        author="M. Kravets",
        url="https://mobile.news.example/2022/08/18/kharkiv",
        **fields,
    )
    entry = strike(
        "2022-08-19",
        {"injured": "18", "quote": "18 people"},
        persons=[{"age": "11", "document": "d1"}],
    )
    record(case, documents=[other], incidents=[entry])


def test_a_pair_is_merged_with_all_that_points_to_it(seed: CaseFile) -> None:
    amend(seed, CODE, title="")
    a_second(seed, text=f"Live.\n{_TEXT}", archive_url="https://a.org/1", confidential=True)
    _kind, uid = codes.find(seed.db, CODE)
    _kind, other = codes.find(seed.db, SECOND)
    edit(seed, note_records.add, other, Note("a doubt"))
    for subject, value in ((uid, "1"), (other, "1"), (other, "2")):
        edit(seed, identifier_records.add, subject, Identifier("T4P", value))
    edit(seed, attach, SECOND)
    before, figures = snapshot(seed), totals.totals(seed)

    edit(seed, document_merge.merge, CODE, SECOND)
    assert quoted(seed)["KHT-2022-08-19-01/1"] == "18 people"
    assert len(quoted(seed)) == 7
    kept = document_records.current(seed, SECOND)
    assert (kept.code, kept.author, kept.archive_url) == (CODE, "M. Kravets", "https://a.org/1")
    assert (kept.url, kept.text, kept.confidential) == (_URL, _TEXT, True)
    assert report(seed, f"{STRIKE}/1").is_confidential
    assert report(seed, f"{STRIKE}/1").archive_url == "https://a.org/1"
    assert (
        report(seed, "KHT-2022-08-19-01/1").url == "https://mobile.news.example/2022/08/18/kharkiv"
    )
    subjects = dict(records.states(seed.db, "identifier"))
    assert sorted((one["subject"] == uid, one["value"]) for one in subjects.values()) == [
        (False, "1"),
        (True, "1"),
        (True, "2"),
    ]
    assert {one["subject"] for _uid, one in records.states(seed.db, "note")} == {uid}
    # Codes stay valid, also of what moved; what is added under the old code goes to the kept one.
    assert codes.find(seed.db, f"{SECOND}/A1") == codes.find(seed.db, f"{CODE}/A1")
    assert [one.document.code for one in document_usage.listed(seed)] == [CODE]
    assert document_merge.merged_from(seed, CODE) == (SECOND,)
    assert totals.totals(seed) == figures
    new = {**strike("2022-08-20"), "reports": [{"killed": "1", "document": SECOND}]}
    record(seed, incidents=[new])
    assert report(seed, "KHT-2022-08-20-01/1").document == CODE
    undo_stack.undo(seed, "Olena")

    for what in (corrections.reinstate, corrections.withdraw):
        with pytest.raises(Refused, match=f"merged into {CODE}"):
            edit(seed, what, SECOND)
    with pytest.raises(Refused, match=f"merged into {CODE}"):
        amend(seed, SECOND, title="x")
    with pytest.raises(Refused, match=f"merged into {CODE}"):
        edit(seed, document_merge.merge, SECOND, CODE)
    undo_stack.undo(seed, "Olena")
    assert snapshot(seed) == before
    undo_stack.redo(seed, "Olena")
    assert len(quoted(seed)) == 7


def test_a_document_without_text_is_given_that_of_the_other(case: CaseFile) -> None:
    record(
        case, documents=[article(text="")], incidents=[strike("2022-08-17", {"quote": "18 people"})]
    )
    a_second(case, text=_TEXT)
    edit(case, document_merge.merge, CODE, SECOND)
    assert document_records.document(case, CODE).text_digest == passage.digest(_TEXT)
    assert quoted(case) == {
        f"{STRIKE}/1": "18 people",
        "KHT-2022-08-19-01/1": "18 people",
        "KHT-2022-08-19-01/P1": "",
    }
    assert verify(case).problems == ()


def test_merging_refuses_what_it_cannot_do(seed: CaseFile) -> None:
    a_second(seed)
    with pytest.raises(Refused, match="itself"):
        edit(seed, document_merge.merge, CODE, CODE)
    with pytest.raises(Refused, match="not in this case file"):
        edit(seed, document_merge.merge, CODE, "DOC-2022-08-18-07")
    edit(seed, corrections.withdraw, SECOND)
    with pytest.raises(Refused, match="Reinstate"):
        edit(seed, document_merge.merge, CODE, SECOND)


def test_what_was_decided_for_the_open_page_is_decided_again(seed: CaseFile) -> None:
    a_second(seed)
    _kind, uid = codes.find(seed.db, CODE)
    _kind, other = codes.find(seed.db, SECOND)

    def decisions() -> dict[str, Any]:
        states = records.states(seed.db, "clearance")
        return {state["subject"]: state["decision"] for _uid, state in states}

    edit(seed, lambda one: one.write("clearance", "c1", {"subject": uid, "decision": "named"}))
    edit(seed, document_merge.merge, CODE, SECOND)
    assert decisions() == {}
    undo_stack.undo(seed, "Olena")
    edit(seed, lambda one: one.write("clearance", "c2", {"subject": other, "decision": "withheld"}))
    edit(seed, document_merge.merge, CODE, SECOND)
    assert decisions()[uid] == "withheld"


def test_a_withdrawn_document_leaves_its_reports_counted(seed: CaseFile) -> None:
    figures = totals.totals(seed)
    edit(seed, corrections.withdraw, CODE)
    assert document_records.document(seed, CODE).withdrawn
    assert totals.totals(seed) == figures
    edit(seed, corrections.reinstate, CODE)
    assert not document_records.document(seed, CODE).withdrawn


def test_pointing_to_a_document_ends_no_approval(seed: CaseFile) -> None:
    edit(
        seed,
        lambda one: one.write(
            "case", "case", {**records.read(seed.db, "case", "case"), "second_name": True}
        ),
    )
    edit(seed, corrections.approve, STRIKE, author="Ihor")
    amend(seed, CODE, text=f"Corrected.\n{_TEXT}")
    assert incidents.incident(seed, STRIKE).state is ReviewState.APPROVED
    amend(seed, CODE, url="https://x.org/1", author="Ihor")
    assert incidents.incident(seed, STRIKE).state is ReviewState.READY


def test_a_document_is_recognised(seed: CaseFile) -> None:
    def why(**fields: Any) -> list[tuple[str, tuple[Likeness, ...]]]:
        alike = document_matches.matches(seed, Document(**fields), fields.pop("files", ()))
        return [(match.document.code, match.why) for match in alike]

    assert why(url="http://www.news.example/2022/08/18/kharkiv/") == [(CODE, (Likeness.LINK,))]
    assert why(url="https://news.example/2022/08/19/kharkiv") == []
    assert why(text=_TEXT.replace("governor", "mayor")) == [(CODE, (Likeness.TEXT,))]
    assert why(text=_TEXT[: len(_TEXT) // 2]) == []
    assert why(url=_URL, text=_TEXT) == [(CODE, (Likeness.LINK, Likeness.TEXT))]
    itself = document_records.document(seed, CODE)
    assert document_matches.matches(seed, itself) == ()
    edit(seed, attach, CODE)
    (match,) = document_matches.matches(seed, Document(), (_SHA256, "1" * 64))
    assert (match.document.code, match.why) == (CODE, (Likeness.FILE,))
    a_second(seed, text="")
    amend(seed, SECOND, url="https://other.example/1")
    edit(seed, document_merge.merge, CODE, SECOND)
    assert why(url="https://other.example/1") == [(CODE, (Likeness.LINK,))]
