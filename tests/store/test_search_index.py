"""The search index leads to what the slow search finds, and keeps nothing that is gone."""

# ruff: noqa: S608 - queries of our own tables
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.search import typed_terms
from kharkiv_tracker.store import (
    corrections,
    engine,
    figure_rebuild,
    found_incidents,
    incidents,
    merge_split,
    name_erasure,
    person_records,
    search_index,
    undo_stack,
    verification,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.term_sql import SEARCHED, containing
from tests.cases import empty_case, empty_file, sample_file
from tests.store.test_search_terms import FEATURES, WORDS

SEARCHED_CASE = (FEATURES / "searched_case.json").read_bytes()
PROFILES = (None, *Profile)


@pytest.fixture(scope="module")
def searched() -> CaseFile:
    case = empty_case()
    case.record(entry_json.parse(SEARCHED_CASE, gazetteer.load()), "tester", "test")
    return case


def slow_ids(case: CaseFile, text: str, profile: Profile | None) -> set[int]:
    """All texts are looked through."""
    query = typed_terms.read(text)
    if not query.terms:
        return set(incidents.ids(case)) if query.is_blank else set()
    matches, params = containing(query.terms, profile)
    rows = case.db.execute(f"SELECT w.id FROM {SEARCHED} WHERE {matches}", params)
    return {row for (row,) in rows.fetchall()}


def slow_found(case: CaseFile, text: str, limit: int) -> list[int]:
    """All that match are put in order."""
    terms = typed_terms.read(text).terms
    matches, params = containing(terms)
    rows = case.db.execute(
        f"SELECT w.id FROM {SEARCHED} WHERE {matches} ORDER BY w.state = 'Withdrawn', "
        "instr(t.folded, ?) NOT BETWEEN 1 AND 60, w.sort_at IS NULL, w.sort_at DESC, w.code DESC "
        f"LIMIT {limit}",
        [*params, terms[0].text],
    )
    return [row for (row,) in rows.fetchall()]


def assert_equal(case: CaseFile, text: str) -> None:
    for profile in PROFILES:
        selected = incidents.ids(case, Selection(text=text, profile=profile))
        assert set(selected) == slow_ids(case, text, profile), (text, profile)
    if terms := typed_terms.read(text).terms:
        for limit in (1, 3, 50):
            for few, sizes in ((0, (1, 2, 4)), (2, (1, 2, 4)), (0, (500,)), (5000, ())):
                found = found_incidents.find(case.db, terms, limit, few, sizes)
                assert found == slow_found(case, text, limit), (text, limit, few)


def parts(case: CaseFile) -> st.SearchStrategy[str]:
    """Anything that is in a text, and a little of what is not."""
    whole = "".join(
        "".join(map(str, row))
        for row in case.db.execute("SELECT * FROM incident_texts ORDER BY incident").fetchall()
    )
    within = st.builds(
        lambda start, length: whole[start : start + length],
        st.integers(0, len(whole)),
        st.integers(1, 20),
    )
    return st.one_of(
        within,
        st.sampled_from(WORDS),
        st.sampled_from(WORDS).map(lambda word: f'"{word}"'),
        st.text('абвгіїщьехkhrqx019 -«»"', min_size=1, max_size=4),
    )


@settings(max_examples=100)
@given(st.data())
def test_the_index_leads_to_what_the_slow_search_finds(searched: CaseFile, data: Any) -> None:
    typed = st.lists(parts(searched), min_size=1, max_size=3).map(" ".join)
    assert_equal(searched, data.draw(typed))


TEXTS = ("щ", "в", "kh", "saltiv", "гуртожиток", "zhovtyi", "2022-08", "серпень", "[purged]")


def check(case: CaseFile) -> None:
    assert search_index.wrong(case.db) == []
    for text in TEXTS:
        assert_equal(case, text)


def place(case: CaseFile, code: str, typed: str) -> None:
    with case.edit("tester", "test") as edit:
        corrections.amend(edit, code, replace(incidents.incident(case, code), place=typed))


def test_it_does_so_after_everything_that_edits_do(sample_case: CaseFile) -> None:
    case = sample_case
    first, second, third, *_rest = incidents.codes(case, incidents.ids(case))
    check(case)
    place(case, first, "Жовтий гуртожиток")
    assert len(slow_ids(case, "zhovtyi", None)) == 1
    check(case)
    with case.edit("tester", "test") as edit:
        merge_split.merge(edit, second, third)
    check(case)
    undo_stack.undo(case, "tester")
    check(case)
    with case.edit("tester", "test") as edit:
        corrections.withdraw(edit, first)
    check(case)


def test_an_edit_that_is_undone_leaves_no_match(sample_case: CaseFile) -> None:
    (first, *_rest) = incidents.codes(sample_case, incidents.ids(sample_case))
    text = Selection(text="щось інше")

    def give_up() -> None:
        with sample_case.edit("tester", "test") as edit:
            incident = replace(incidents.incident(sample_case, first), place="Щось інше")
            corrections.amend(edit, first, incident)
            edit.finish()
            assert incidents.codes(sample_case, incidents.ids(sample_case, text)) == [first]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        give_up()
    assert incidents.ids(sample_case, text) == []
    check(sample_case)


def test_another_connection_finds_what_was_saved(tmp_path: Path) -> None:
    path = empty_file(tmp_path / "case.ktcase")
    text = Selection(text="рідкісне")
    with CaseFile.open(path) as case, case.another() as reader:
        assert incidents.ids(reader, text) == []
        case.record(entry_json.parse(SEARCHED_CASE, gazetteer.load()), "tester", "test")
        (first, *_rest) = incidents.codes(case, incidents.ids(case))
        place(case, first, "Рідкісне місце")
        assert incidents.codes(reader, incidents.ids(reader, text)) == [first]
        assert verification.verify(reader).ok


def test_reading_does_not_count_as_a_change(tmp_path: Path) -> None:
    path = sample_file(tmp_path / "case.ktcase")
    with CaseFile.open(path) as case:
        assert verification.verify(case).ok
        assert incidents.ids(case, Selection(text="saltiv"))
        assert engine.stored_changes(case.db) == 0


def test_what_the_index_lost_is_found_out_and_made_anew(sample_case: CaseFile) -> None:
    case, db = sample_case, sample_case.db
    (code, *_rest) = incidents.codes(case, [3])
    db.execute(
        "INSERT INTO search_beginnings (search_beginnings, rowid, text) "
        "SELECT 'delete', incident, text FROM search_beginnings_texts WHERE incident = 3"
    )
    db.execute("INSERT INTO search_index (rowid, text) VALUES (99, 'not there')")
    assert search_index.wrong(db) == [3, 99]
    problems = [(one.record, one.problem) for one in verification.verify(case).problems]
    assert problems == [
        (code, "The search index does not match the record."),
        ("", "A row in search_index refers to a missing record."),
    ]
    assert figure_rebuild.rebuild(case, "tester").incidents == ("99", code)
    assert verification.verify(case).ok


def test_a_damaged_index_is_named(sample_case: CaseFile) -> None:
    sample_case.db.execute("UPDATE search_index_data SET block = x'00' WHERE id > 10")
    assert not verification.verify(sample_case).ok


def test_the_likeliest_are_read_in_their_order(sample_case: CaseFile) -> None:
    """Without an index all of them would be read to find the first."""
    plan = sample_case.db.execute(f"EXPLAIN QUERY PLAN {found_incidents.IN_ORDER}").fetchall()
    steps = " ".join(row[-1] for row in plan)
    assert "incidents_latest" in steps
    assert "TEMP B-TREE" not in steps


@pytest.mark.parametrize("is_changed_before", [False, True])
def test_a_purge_leaves_no_part_of_a_name_in_the_index(
    tmp_path: Path, is_changed_before: bool
) -> None:
    """Also where it was taken out of the texts before, which leaves it in a part of the index."""
    path = tmp_path / "case.ktcase"
    name = "Zxwvqpjf Gzxqwvbk"
    keys = [word[start : start + 3] for word in name.lower().split() for start in range(6)]
    with CaseFile.create(path) as case:
        case.record(entry_json.parse(SEARCHED_CASE, gazetteer.load()), "tester", "test")
        (first, *_rest) = incidents.codes(case, incidents.ids(case))
        with case.edit("tester", "test") as edit:
            code = person_records.add(edit, first, Person(name=name))
        place(case, first, f"At {name}'s")
        case.checkpoint()
        assert keys[0].encode() in path.read_bytes()
        if is_changed_before:
            place(case, first, "At home")
        with case.edit("tester", "asked") as edit:
            name_erasure.purge(edit, code)
        held = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert [key for key in keys if key.encode() in held] == []
        check(case)


def test_a_name_that_is_not_shown_is_found_for_the_team_alone(sample_case: CaseFile) -> None:
    (first, *_rest) = incidents.codes(sample_case, incidents.ids(sample_case))
    with sample_case.edit("tester", "test") as edit:
        person_records.add(edit, first, Person(name="Zxwvqpjf Gzxqwvbk"))
    for text in ("z", "zx", "zxwvqpjf", "wvq", "gzxqwvbk zxw"):
        found = {
            profile: len(incidents.ids(sample_case, Selection(text=text, profile=profile)))
            for profile in PROFILES
        }
        assert found[Profile.INTERNAL] >= 1, text
        if len(text) > 1:
            assert (found[None], found[Profile.OPEN], found[Profile.RESTRICTED]) == (0, 0, 0)
            assert found_incidents.find(sample_case.db, typed_terms.read(text).terms, 50) == []
