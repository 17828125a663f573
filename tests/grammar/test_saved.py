"""What is recorded is read again: at once, from the closed file, and from the history alone."""

import pytest

from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.history import revisions
from kharkiv_tracker.store.verification import verify
from tests.grammar import recorded
from tests.grammar.doors import crossing, through
from tests.grammar.names import Field
from tests.grammar.recorded import Read, check, value_in


@pytest.fixture(scope="module")
def rebuilt(case: CaseFile) -> Read:
    with case.as_recorded_on(revisions(case)[-1].seq) as then:
        return recorded.read(then)


def test_all_is_as_it_was_recorded(case: CaseFile) -> None:
    verification = verify(case)
    assert verification.ok, verification.problems


@through("saved")
def test_saved(field: Field, at_once: Read) -> None:
    with crossing("saved", field):
        check(field, value_in(at_once, field))


@through("reopened")
def test_reopened(field: Field, reopened: Read) -> None:
    with crossing("reopened", field):
        check(field, value_in(reopened, field))


@through("rebuilt from history")
def test_rebuilt_from_history(field: Field, reopened: Read, rebuilt: Read) -> None:
    with crossing("rebuilt from history", field):
        again = value_in(rebuilt, field)
        check(field, again)
        assert again == value_in(reopened, field)
