"""The method page of a case: offered from its settings, versioned, and erased with a name."""

from collections.abc import Callable
from typing import Any

import pytest

from kharkiv_tracker.domain.counting_rule import Stress
from kharkiv_tracker.domain.method import Method
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import LANGUAGES
from kharkiv_tracker.labels import revision_text
from kharkiv_tracker.store import (
    history,
    method_page,
    name_erasure,
    person_records,
    rule_choice,
    undo_stack,
)
from kharkiv_tracker.store.case_file import CaseFile
from tests.store.conftest import Add, Dump

Strike = Callable[..., dict[str, Any]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_is_offered_for_every_part_from_the_settings(
    sample_case: CaseFile, language: str
) -> None:
    before = method_page.first_text(sample_case, language)
    assert tuple(before) == method_page.PARTS
    assert all(before.values())
    assert "{" not in "".join(before.values())
    assert "2022" in before["counted"]
    with sample_case.edit("a", "b") as edit:
        rule_choice.set_stress(edit, Stress.INJURED)
        rule_choice.set_review(edit, True, 30)
    after = method_page.first_text(sample_case, language)
    assert {name for name in before if before[name] != after[name]} == {"counted", "checked"}


def test_only_empty_parts_are_completed(case: CaseFile) -> None:
    page = method_page.completed(case, "en", Method(who="We"))
    assert page.who == "We"
    assert page.licence == "CC BY 4.0"
    assert "since" not in page.counted


def test_each_language_has_a_page_with_a_history_of_its_own(case: CaseFile) -> None:
    for who in ("We", "We, again"):
        with case.edit("Olha", "method") as edit:
            method_page.write(edit, "en", Method(who=f" {who}\n"))
    with case.edit("Olha", "method") as edit:
        method_page.write(edit, "uk", Method(who="Ми"))
        method_page.write(edit, "en", Method(who="We, again"))
    assert {code: page.who for code, page in method_page.pages(case).items()} == {
        "en": "We, again",
        "uk": "Ми",
    }
    revisions = [one for one in history.revisions(case) if one.kind == method_page.KIND]
    assert [revision_text.record(one) for one in revisions] == [
        "Method page: English",
        "Method page: English",
        "Method page: Ukrainian",
    ]
    undo_stack.undo(case, "Olha")
    undo_stack.undo(case, "Olha")
    assert method_page.page(case.db, "en").who == "We"
    assert method_page.page(case.db, "uk") == Method()


def test_what_was_changed_meanwhile_is_kept(case: CaseFile) -> None:
    opened = method_page.page(case.db, "en")
    with case.edit("Olha", "method") as edit:
        method_page.write(edit, "en", Method(who="We"))
    with case.edit("Petro", "method") as edit:
        method_page.amend(edit, "en", opened, Method(licence="CC0"))
    assert method_page.page(case.db, "en") == Method(who="We", licence="CC0")
    with pytest.raises(Refused, match="Who we are"), case.edit("Petro", "method") as edit:
        method_page.amend(edit, "en", opened, Method(who="They"))


def test_an_erased_name_is_gone_from_it(
    case: CaseFile, strike: Strike, add: Add, dump: Dump
) -> None:
    (incident,) = add(case, strike()).incidents
    with case.edit("a", "b") as edit:
        person = person_records.add(edit, incident, Person("Олена Тестова"))
        method_page.write(edit, "uk", Method(who="Олена Тестова", licence="Олена Тестова"))
    with case.edit("a", "erase") as edit:
        name_erasure.purge(edit, person)
    assert method_page.page(case.db, "uk") == Method(who="[purged]", licence="[purged]")
    assert "Тестова" not in repr(dump(case))
