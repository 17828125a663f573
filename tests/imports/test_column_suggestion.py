"""What heads of columns are taken for, and what they are not."""

import pytest

from kharkiv_tracker.imports import import_choice
from tests.imports.tables import table_file


def suggested(head: str, cell: str = "1") -> str:
    """What a column of this head and cell is, beside a date."""
    choice = import_choice.choose(table_file([("Date", head), ("17.08.2022", cell)]))
    return choice.column_map.columns.get(head, "")


@pytest.mark.parametrize(
    ("head", "target"),
    [
        ("Killed", "killed"),
        ("Kiled", "killed"),
        ("properties.Killed", "killed"),
        ("Killed men", "killed.men"),
        # One word is another one, no mistake in it.
        ("Killed min", ""),
        ("KIA", ""),
        # The object that a value is in says whose it is.
        ("military.killed", "combatants.killed"),
        ("children.killed", "killed.child"),
        ("animals.killed", ""),
        ("source.date", ""),
        ("reporter.name", ""),
    ],
)
def test_a_head_is_what_all_of_its_words_say(head: str, target: str) -> None:
    assert suggested(head) == target


def test_a_number_of_victims_is_no_name() -> None:
    assert suggested("Victims", "5") == ""
    assert suggested("Victim", "A. Testenko") == "person.name"
