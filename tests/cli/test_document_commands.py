"""Documents on the command line: one article for two strikes and a total, a pair, a gathering."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
CODE, SECOND = "DOC-2022-08-18-01", "DOC-2022-08-18-02"
_TEXT = "“Seven people were killed.” Another strike killed one.\nLast week: more than 1,000 killed."
_URL = "https://news.example/kharkiv"
_ARTICLE = {
    "id": "d1",
    "title": "Strikes on Kharkiv",
    "source": "The Daily",
    "published": "2022-08-18",
    "url": _URL,
    "text": _TEXT,
}


def strike(**report: Any) -> dict[str, Any]:
    reports = [{"killed": "7", "document": "d1", **report}]
    return {"event": {"date": "2022-08-17"}, "district": "Saltivskyi", "reports": reports}


_ENTRY = {
    "documents": [_ARTICLE],
    "incidents": [
        strike(words=[[1, 26]]),
        strike(killed="1", quote="Another strike killed one"),
        strike(killed="", quote="Seven people"),
    ],
    "statements": [
        {"area": "Kharkiv oblast", "killed": ">1000", "as_of": "2022-08-10", "document": "d1"}
    ],
}


@pytest.fixture
def case(empty: Path, add: Run) -> Path:
    """The article with four records, all of them its own."""
    result = add(empty, _ENTRY, "--json")
    assert result.document["documents"] == [CODE]
    return empty


@pytest.fixture
def ask(case: Path, run: Run) -> Callable[..., Any]:
    """Run `document` on the case and read what it printed."""

    def asking(*arguments: object) -> Any:
        result = run("document", case, *arguments, "--author", "Olena", "--json")
        assert result.code == 0, result.err
        return result.document

    return asking


def test_one_document_serves_four_records(case: Path, run: Run, ask: Run) -> None:
    (listed,) = ask()["documents"]
    codes = [f"KHT-2022-08-17-0{n}/1" for n in (1, 2, 3)] + ["STA-2022-08-10-01"]
    assert listed == {
        "code": CODE,
        "title": "Strikes on Kharkiv",
        "kind": None,
        "source": "The Daily",
        "published": "2022-08-18",
        "url": _URL,
        "confidential": False,
        "withdrawn": False,
        "merged_into": None,
        "records": codes,
        "unread": False,
    }
    shown = ask("show", CODE.lower())
    assert {one["record"]: (one["words"], one["quote"]) for one in shown["passages"]} == {
        codes[0]: ([[1, 26]], "Seven people were killed."),
        codes[1]: ([[28, 53]], "Another strike killed one"),
        codes[2]: ([[1, 13]], "Seven people"),
        codes[3]: ([], ""),
    }
    assert (shown["text"], shown["files"], shown["merged_from"]) == (_TEXT, [], [])
    lines = run("document", case).out
    assert lines == f"{CODE}  18 Aug 2022  Strikes on Kharkiv  The Daily  4 records taken from it\n"
    assert "Seven people were killed" in run("document", case, "show", CODE).out
    assert run("verify", case).code == 0


def test_a_document_is_added_by_fields_and_those_alike_are_listed(
    case: Path, run: Run, ask: Run, tmp_path: Path
) -> None:
    Path("text.txt").write_bytes(b"\xef\xbb\xbf" + f"{_TEXT}\r\nUpdated.".encode())
    fields = ("--set", "published=2022-08-18", "--set", "source=The Morning")
    added = ask("add", *fields, "--set", f"url={_URL}/?utm_source=x", "--text-file", "text.txt")
    assert added["records"] == [SECOND]
    assert added["same_documents"] == [
        {"code": SECOND, "like": CODE, "why": ["same link", "same text"]}
    ]
    assert ask("show", SECOND)["text"] == f"{_TEXT}\nUpdated."
    assert [one["unread"] for one in ask()["documents"]] == [False, True]
    identifiers = [{"scheme": "T4P", "value": "12"}]
    letter = {"title": "A letter", "confidential": True, "identifiers": identifiers}
    file = tmp_path / "document.json"
    file.write_text(json.dumps(letter), encoding="utf-8")
    assert ask("add", file)["records"] == ["DOC-undated-01"]
    assert "T4P" in run("identifier", case, "list").out
    assert "nothing taken from it yet  confidential" in run("document", case).out
    result = run("document", case, "add", "--set", f"url={_URL}", "--set", "published=2022-08-18")
    assert "may be the same document as DOC-2022-08-18-01: same link. Both were kept." in result.out


def test_a_correction_reaches_what_was_taken(case: Path, run: Run, ask: Run) -> None:
    assert ask("set", CODE, "--set", "source=The Morning", "--set", "title=null") == {
        "records": [CODE]
    }
    assert run("amend", case, CODE, "--set", "language=en", "--author", "Olena").code == 0
    shown = ask("show", CODE)
    assert (shown["source"], shown["language"], "title" in shown) == ("The Morning", "en", False)
    assert (shown["text"], bool(shown["collected"])) == (_TEXT, True)
    revisions = run("history", case, "KHT-2022-08-17-01/1", "--json").document["revisions"]
    assert list(revisions[-1]["changes"]) == ["language"]
    assert "source" in revisions[-2]["changes"]
    assert run("undo", case, "--author", "Olena").code == 0
    assert "language" not in ask("show", CODE)


def test_a_pair_is_merged_and_both_codes_lead_to_one(case: Path, run: Run, ask: Run) -> None:
    ask("add", "--set", "author=M. Kravets", "--set", "published=2022-08-18")
    assert ask("merge", CODE, SECOND) == {"records": [CODE, SECOND]}
    assert [(one["code"], one["merged_into"]) for one in ask()["documents"]] == [
        (CODE, None),
        (SECOND, CODE),
    ]
    shown = ask("show", SECOND)
    assert (shown["code"], shown["author"], shown["merged_from"]) == (CODE, "M. Kravets", [SECOND])
    result = run("document", case, "show", SECOND)
    assert result.out.startswith(f"{SECOND} was merged into {CODE}.\n{CODE}")
    assert run("document", case).out.count("DOC-") == 1
    assert f"merged into {CODE}" in run("document", case, "reinstate", SECOND).sentence


def test_withdrawing_says_what_stays(case: Path, run: Run) -> None:
    before = run("totals", case).out
    result = run("document", case, "withdraw", CODE)
    assert result.out.startswith(f"{CODE}\n4 records taken from it stay as they are.")
    assert run("totals", case).out == before
    assert "withdrawn" in run("document", case).out
    assert run("document", case, "reinstate", CODE).out == f"{CODE}\n"


def test_gathering_is_shown_first_and_changes_no_figure(
    case: Path, run: Run, add: Run, ask: Run
) -> None:
    own = {"document": "", "url": "https://t.me/oda/1", "published": "2022-08-19"}
    add(case, {"incidents": [strike(**own), strike(**own, source="OVA Telegram")]})
    totals, history = run("totals", case, "--json").out, run("history", case).out
    (group,) = ask("gather", "--dry-run")["groups"]
    records = ["KHT-2022-08-17-04/1", "KHT-2022-08-17-05/1"]
    assert (group["code"], group["records"], group["why"]) == (None, records, "same link")
    assert group["document"]["source"] == "OVA Telegram"
    assert "new document" in run("document", case, "gather", "--dry-run").out
    assert run("history", case).out == history
    assert ask("gather")["groups"] == [{**group, "code": "DOC-2022-08-19-01"}]
    assert run("totals", case, "--json").out == totals
    assert run("document", case, "gather").out == "Nothing to gather.\n"
    assert run("verify", case).code == 0
    assert run("undo", case, "--author", "Olena").code == 0
    assert len(ask("gather", "--dry-run")["groups"]) == 1


_WRONG = [
    (("show",), 2, "Call it as: document CASE show CODE."),
    (("merge", CODE), 2, "Call it as: document CASE merge KEPT OTHER."),
    (("add",), 2, "--text-file"),
    (("set", CODE), 2, "--text-file"),
    (("list", "--set", "title=x"), 2, "Use --set FIELD=VALUE with add, set, and"),
    (("list", "--dry-run"), 2, "gather"),
    (("show", "DOC-2022-01-01-01"), 1, "not in this case file"),
    (("show", "KHT-2022-08-17-01"), 1, "not in this case file"),
    (("withdraw", "KHT-2022-08-17-01"), 1, "Nothing was changed."),
    (("merge", CODE, CODE), 1, "itself"),
    (("add", "--set", "language=uk"), 1, "Nothing was changed."),
    (("add", "--set", "titel=x"), 1, "titel"),
    (("add", "--set", "kind=poem"), 1, "kind"),
    (("set", CODE, "--set", "published=never"), 1, "published"),
    (("add", "--text-file", "missing.txt"), 1, "missing.txt"),
    (("add", "--text-file", "binary"), 2, "UTF-8"),
]


def test_what_is_wrong_is_said_and_changes_nothing(case: Path, run: Run) -> None:
    Path("binary").write_bytes(b"\xff\xfe\x00")
    before = run("history", case).out
    for arguments, code, sentence in _WRONG:
        result = run("document", case, *arguments)
        assert (result.code, sentence in result.sentence) == (code, True), arguments
    assert run("history", case).out == before


def test_a_text_with_what_cannot_be_stored_is_stored_without(
    case: Path, add: Run, ask: Run
) -> None:
    add(case, '{"documents": [{"text": "a\\u0000b\\ud800c\\r\\nd"}]}')
    assert ask("show", "DOC-undated-01")["text"] == "ab?c\nd"
