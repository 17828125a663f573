"""Every hostile file is refused in a sentence or read as text; in a child by `make faults`."""

import json
from pathlib import Path

import pytest

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.imports.files import file_worker
from kharkiv_tracker.imports.files.file_reader import gathered
from tests.imports.hostile_files import HOSTILE, HUNGRY

#: They take half a second or more, or all the memory that a child may have.
_SLOW = {"csv: too many rows", "csv: unclosed and long", *HUNGRY}


@pytest.mark.parametrize("name", sorted(HOSTILE.keys() - _SLOW))
def test_a_hostile_file_has_its_sentence(name: str, tmp_path: Path) -> None:
    hostile = HOSTILE[name]
    path = tmp_path / f"hostile.{hostile.ending}"
    path.write_bytes(hostile.make())
    answers = list(file_worker.answers(path, "", ""))
    assert json.loads(answers[-1]).get("problem", "") == hostile.problem
    if not hostile.problem:
        assert gathered(path, answers).sheets
        return
    with pytest.raises(Refused) as refusal:
        gathered(path, answers)
    assert refusal.value.sentence.endswith(".")
    assert "{" not in refusal.value.sentence


def test_there_are_fifty_kinds_and_more() -> None:
    assert len(HOSTILE) >= 50
