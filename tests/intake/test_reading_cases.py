"""Every worked case of what is typed: what it is read as, what is asked, what is refused."""

import pytest

from tests.intake.reading_cases import Case, cases, differs


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case.field}:{case.typed}")
def test_what_is_typed_is_read_as_a_person_means_it(case: Case) -> None:
    assert not differs(case), differs(case)
