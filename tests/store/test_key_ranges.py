"""Pieces of a table have every row of it once, whatever is in it and however large they are."""

import random

import pytest

from kharkiv_tracker.store.engine import connect
from kharkiv_tracker.store.key_ranges import ranges


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
@pytest.mark.parametrize("rows", [0, 1, 3, 6, 49])
def test_every_row_is_in_one_piece(size: int, rows: int) -> None:
    dice = random.Random(rows)  # noqa: S311
    keys = [dice.choice(["", "a", "b", "c", "ґ"]) + str(dice.randrange(9)) for _ in range(rows)]
    db = connect(None)
    db.execute("CREATE TABLE things (key TEXT NOT NULL)")
    db.conn.executemany("INSERT INTO things VALUES (?)", [(key,) for key in keys])
    read: list[str] = []
    for piece in ranges(db, "things", "key", size):
        where = f"WHERE {piece.condition('key')} ORDER BY key"
        found = [row["key"] for row in db.query(f"SELECT key FROM things {where}", piece.params)]  # noqa: S608
        assert len(set(found[:-1])) <= size
        read += found
    assert read == sorted(keys, key=str.encode)


def test_what_is_before_the_beginning_is_left_out() -> None:
    db = connect(None)
    db.execute("CREATE TABLE things (key TEXT)")
    db.conn.executemany("INSERT INTO things VALUES (?)", [("",), (None,), ("a",), ("b",)])
    pieces = list(ranges(db, "things", "key", 1, after=""))
    assert [piece.params for piece in pieces] == [["", "a"], ["a", "b"], ["b"]]
