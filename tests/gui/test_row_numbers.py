"""The number of a row is found where it was last, and is right wherever it is now."""

import random

from kharkiv_tracker.gui.table import table_model
from kharkiv_tracker.gui.table.table_model import Column, TableModel


def test_edits_at_random_leave_the_numbers_that_a_search_gives() -> None:
    dice = random.Random(3)  # noqa: S311 - nothing here is secret
    model = TableModel([Column("Id", str)], list)
    model.show_ids(range(60))
    expected = list(range(60))
    for step in range(600):
        number, target = (dice.randrange(len(expected)) for _ in range(2))
        match dice.choice(["insert", "remove", "move", "show"] if step % 20 else ["show"]):
            case "insert":
                model.insert(number, 100 + step)
                expected.insert(number, 100 + step)
            case "remove" if len(expected) > 9:
                model.remove(number)
                expected.pop(number)
            case "move" if number != target:
                model.move(number, target)
                expected.insert(target, expected.pop(number))
            case "show" if not step % 20:
                dice.shuffle(expected)
                model.show_ids(list(expected))
        for id_ in (*dice.sample(expected, 5), dice.randrange(800)):
            due = expected.index(id_) if id_ in expected else -1
            assert model.number_of(id_) == due
    assert len(model._places) <= table_model._REMEMBERED
