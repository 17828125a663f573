"""A name that stands in every text of every record is gone from all of them after a purge."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.store import name_erasure
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.history import revisions
from kharkiv_tracker.store.verification import verify
from tests.grammar import recorded
from tests.grammar.doors import crossing, fields_of, reason, through
from tests.grammar.exceptions import NOT_MEANT
from tests.grammar.names import Field
from tests.grammar.recorded import Read, value_in
from tests.grammar.samples import COMPLETE, FIRST, number_of

NAME = "Zoriana Vechirska"


def _planted() -> dict[str, tuple[Any, ...]]:
    """The samples with the name in every text that a purge has to reach."""
    made = {record: list(samples) for record, samples in COMPLETE.items()}
    for field in fields_of("purged"):
        number = number_of(field)
        sample = made[field.record][number]
        words = field.of(sample)
        if reason(NOT_MEANT, "purged", field) or not isinstance(words, str):
            continue
        link = words.startswith("https://")
        text = f"{words}/Zoriana-Vechirska" if link else f"{words} {NAME}"
        if field.record == "person" and field.path == "name":
            text = NAME
        made[field.record][number] = _with(sample, field.path, text)
    # Whom they quote is one record, with all that is said of it.
    for record in ("report", "statement", "joint"):
        first = made[record][0]
        made[record][0] = replace(first, speaker=made["speaker"][0], source=made["source"][0])
        # With the name in it a quote is not those words of the document.
        made[record][0] = replace(made[record][0], words=())
    made["document"][0] = replace(made["document"][0], source=made["source"][0])
    return {record: tuple(samples) for record, samples in made.items()}


def _with(sample: Any, path: str, text: str) -> Any:
    if isinstance(sample, dict):
        return {**sample, path: text}
    head, _dot, rest = path.partition(".")
    inner = replace(getattr(sample, head), **{rest: text}) if rest else text
    return replace(sample, **{head: inner})


@pytest.fixture(scope="module")
def purged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Read, Read, Path]:
    """What the case held before and holds after, and the file."""
    path = tmp_path_factory.mktemp("purged") / "purged.ktcase"
    before = recorded.record(path, _planted())
    with CaseFile.open(path) as case:
        with case.edit("tester", "purge") as edit:
            name_erasure.purge(edit, f"{FIRST}/P1")
        after = recorded.read(case)
    return before, after, path


@through("purged")
def test_purged(field: Field, purged: tuple[Read, Read, Path]) -> None:
    with crossing("purged", field):
        before, after, _path = purged
        assert "Vechirska" in value_in(before, field)
        assert "Vechirska" not in value_in(after, field)


def test_what_was_purged_is_as_its_history_says(purged: tuple[Read, Read, Path]) -> None:
    with CaseFile.open(purged[2], reading=True) as case:
        verification = verify(case)
        assert verification.ok, verification.problems
        with case.as_recorded_on(revisions(case)[-1].seq) as then:
            assert recorded.read(then) == recorded.read(case)
