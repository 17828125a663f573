"""Every worked case of what is typed: what it is read as, what is asked, what is refused."""

import pytest

from tests.intake.reading_cases import Case, by_field, cases, wrong


@pytest.mark.parametrize("group", by_field(cases()))
def test_what_is_typed_is_read_as_a_person_means_it(group: list[Case]) -> None:
    assert wrong(group) == []


@pytest.mark.parametrize("group", by_field(cases("other_wordings.json")))
def test_so_it_is_in_other_words(group: list[Case]) -> None:
    """Written by somebody who did not know the reader; some may be read in more ways than one."""
    assert wrong(group) == []
