"""The digest of the newest tables, which spares files that have them a longer comparison."""

from kharkiv_tracker.store import schema, structure
from kharkiv_tracker.store.case_file import CaseFile

NAMES = tuple(migration.name for migration in schema.migrations.pending(structure._empty()))


def test_the_digest_is_that_of_all_steps() -> None:
    objects = structure._expected(NAMES)
    assert objects is not None
    # After a new step: renew the constant.
    assert structure.digest(NAMES, objects) == structure.NEWEST


def test_a_new_case_is_known_by_its_digest() -> None:
    with CaseFile.in_memory() as case:
        made = structure._objects(case.db)
        assert structure.digest(structure._applied(case.db), made) == structure.NEWEST
        assert list(structure.problems(case.db)) == []


def test_any_change_of_an_object_or_a_step_changes_the_digest() -> None:
    objects = structure._expected(NAMES) or frozenset()
    changed = [(NAMES[:-1], objects), (NAMES[1:] + NAMES[:1], objects)]
    for item in objects:
        others = objects - {item}
        changed += [(NAMES, others), (NAMES, others | {(*item[:3], f"{item[3]} ")})]
    digests = {structure.digest(names, made) for names, made in changed}
    assert structure.NEWEST not in digests
    assert len(digests) == len(changed)


def test_a_table_that_was_changed_is_named() -> None:
    with CaseFile.in_memory() as case:
        case.db.execute("CREATE INDEX foreign_index ON incidents (uid, date)")
        (problem,) = structure.problems(case.db)
        assert "foreign_index" in problem
