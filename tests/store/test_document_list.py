"""The list of documents: its order, what is counted in it, and what is found by words."""

import json

from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.match_key import words_of
from kharkiv_tracker.domain.romanised_key import key_of_words
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.search.search_text import SearchText
from kharkiv_tracker.store import corrections, document_list, document_merge, document_search
from kharkiv_tracker.store.case_file import CaseFile
from tests.cases import empty_case

_LETTERS = "абвгєіїйщьюяэё’'`´ʼ-–_.,«»№ \n\t\u00a0AbcdeyijxHKhİß\u0301\u2028\u200b½ﬁ1²"
_DAY = {"event": {"date": "2022-08-17"}, "district": "saltivskyi"}


def recorded(*documents: dict[str, object], **others: object) -> CaseFile:
    case = empty_case()
    entry = {"documents": list(documents), **others}
    case.record(entry_json.parse(json.dumps(entry).encode(), gazetteer.load()), "Olena", "add")
    return case


def titles(case: CaseFile, *order: object, text: str = "") -> list[str]:
    ids = document_list.ordered(case, *order, text=text).ids
    return [row.title for row in document_list.rows(case, ids)]


def test_order_and_use() -> None:
    case = recorded(
        {"id": "a", "title": "Бій", "source": "Суспільне", "published": "2022-08-18T10:00"},
        {"id": "b", "title": "ранок", "kind": "post", "published": "2022-08-18"},
        {"id": "c", "title": "Абетка", "kind": "article", "source": "UNN"},
        incidents=[
            {
                **_DAY,
                "reports": [{"document": "b", "killed": "1"}, {"document": "b", "killed": "2"}],
                "persons": [{"age": "9", "document": "b"}],
            }
        ],
        statements=[{"area": "saltivskyi", "document": "a", "killed": "1"}],
    )
    assert titles(case) == ["Бій", "ранок", "Абетка"]
    assert titles(case, "published", False) == ["ранок", "Бій", "Абетка"]
    assert titles(case, "title", False) == ["Абетка", "Бій", "ранок"]
    assert titles(case, "source", False) == ["Абетка", "Бій", "ранок"]
    assert titles(case, "kind", True) == ["ранок", "Абетка", "Бій"]
    assert titles(case, "taken", True) == ["ранок", "Бій", "Абетка"]
    listed = document_list.ordered(case)
    assert (listed.total, listed.unread) == (3, 1)
    with case.edit("Ivan", "withdraw") as edit:
        corrections.withdraw(edit, "KHT-2022-08-17-01/1")
        corrections.withdraw(edit, "DOC-undated-01")
    rows = document_list.rows(case, document_list.ordered(case).ids)
    assert [(row.taken, row.is_unread) for row in rows] == [(1, False), (2, False), (0, False)]
    assert document_list.ordered(case).unread == 0
    with case.edit("Ivan", "merge") as edit:
        document_merge.merge(edit, "DOC-2022-08-18-01", "DOC-2022-08-18-02")
    assert titles(case) == ["Бій", "Абетка"]
    assert document_list.ordered(case).total == 2


def test_documents_are_found_by_words_of_any_alphabet_source_day_and_code() -> None:
    case = recorded(
        {"title": "Strikes on Saltivka", "published": "2022-08-18"},
        {"url": "https://t.me/ova/4025", "source": "ХОВА", "text": "Загинули об’єктові сторожі"},
    )
    first, second = (
        document_list.rows(case, document_list.ordered(case).ids)[n].id for n in (0, 1)
    )
    for text, expected in (
        ("", {first, second}),
        ("салтівка strikes", {first}),
        ("khova", {second}),
        ("storozhi обєктові", {second}),
        ("storozhi strikes", set()),
        ("doc-2022-08-18-01", {first}),
        ("18 серпня", {first}),
        ("4025", {second}),
        ("?!", set()),
    ):
        assert document_search.matching(case, text) == expected, text


@given(st.lists(st.text(_LETTERS, max_size=40) | st.text(max_size=20), max_size=3))
def test_whole_texts_are_searched_as_short_ones_are(texts: list[str]) -> None:
    long = [f"{text} {'word ' * 20}" for text in texts]
    lines = [(words := words_of(text), key_of_words(words)) for text in long]
    assert SearchText.of(long) == SearchText(
        "\n".join(f" {words} " for words, _key in lines),
        "\n".join(f" {key} " for _words, key in lines),
    )
