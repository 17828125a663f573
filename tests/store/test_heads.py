"""The heads that are kept against those of a scan of the history."""

from typing import Any

from hypothesis import given

from kharkiv_tracker.store import revision_chain, verification
from kharkiv_tracker.store.case_file import CaseFile
from tests.store import lives


@lives.UNHURRIED
@given(lives.BATCHES)
def test_the_head_is_the_last_revision(batches: list[list[Any]]) -> None:
    with lives.lived(batches) as case:
        assert not revision_chain.has_other_heads(case.db)
        earlier = case.as_recorded_on(1)
        assert revision_chain.heads(earlier.db) == [
            uid for (uid,) in case.db.execute("SELECT id FROM revisions WHERE seq = 1")
        ]


def test_heads_of_a_file_that_does_not_keep_them(sample_case: CaseFile) -> None:
    heads = revision_chain.heads(sample_case.db)
    sample_case.db.execute("DROP TABLE heads")
    assert revision_chain.heads(sample_case.db) == heads


def test_other_heads_are_found(sample_case: CaseFile) -> None:
    sample_case.db.execute("UPDATE heads SET revision = (SELECT id FROM revisions WHERE seq = 3)")
    (problem,) = verification.verify(sample_case).problems
    assert problem.problem == "The history is broken: its last revision is not the one noted."
