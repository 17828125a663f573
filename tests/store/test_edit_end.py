"""The first and the last revision of an edit are found without reading all of them."""

import random

from kharkiv_tracker.store import revision_chain
from kharkiv_tracker.store.case_file import CaseFile


def test_they_have_the_lowest_and_the_highest_number_whatever_the_edit_undoes(
    case: CaseFile,
) -> None:
    dice, db = random.Random(1), case.db  # noqa: S311
    for number in range(400):
        edit, undoes = (dice.choice(["", "a", "b", "ґ"]) for _ in range(2))
        db.execute(
            "INSERT INTO revisions (id, at, author, reason, kind, record, edit, undoes, digest) "
            "VALUES (?, '', '', '', '', '', ?, ?, '')",
            [str(number), f"e{edit}", undoes],
        )
        edits = db.execute(
            "SELECT edit, min(seq), max(seq) FROM revisions GROUP BY edit"
        ).fetchall()
        for name, *ends in edits:
            assert ends == [
                revision_chain.first_of_edit(db, name),
                revision_chain.last_of_edit(db, name),
            ]
    query = revision_chain._END_OF_EDIT.format(end="min")
    plan = db.execute(f"EXPLAIN QUERY PLAN {query}", {"edit": "ea"}).fetchall()
    steps = [row[3] for row in plan if "revisions" in row[3]]
    assert steps
    assert all(step.startswith("SEARCH") for step in steps), steps
