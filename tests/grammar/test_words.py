"""Every field is told in words of both languages: in the history and in the codebook."""

import re

import pytest

from kharkiv_tracker import codebook
from kharkiv_tracker.domain import figure_change
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.i18n import speaking
from kharkiv_tracker.labels import change_text, revision_text
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.history import revisions
from tests.grammar import written
from tests.grammar.doors import crossing, through
from tests.grammar.names import Field
from tests.grammar.samples import GIVEN, PLACES, pattern, value_of

#: Words that are the same in both languages.
_INTERNATIONAL = {"SHA-256"}


@pytest.fixture(scope="module")
def changes(case: CaseFile) -> list[Revision]:
    return revisions(case)


def _names(field: Field) -> tuple[str, ...]:
    """What a field is called in a change: a speaker and a source are records of their own."""
    head, _dot, rest = field.path.partition(".")
    if head in ("speaker", "source") and rest:
        return (head,)
    if head == "counts":
        return (rest,)
    if head == "point":
        return ("latitude", "longitude")
    return (field.path if head == "combatants" else rest or head,)


def _is_label(label: str, name: str, ukrainian: str) -> bool:
    """Whether this is said to people: a name of ours is written small, and never in Cyrillic."""
    if label in _INTERNATIONAL:
        return ukrainian == label
    cyrillic = re.search("[а-яіїєґ]", ukrainian, re.IGNORECASE)
    return label != name and label[:1].isupper() and bool(cyrillic)


def _labels(name: str, kind: str) -> tuple[str, str]:
    with speaking("uk"):
        ukrainian = change_text.field(name, kind)
    return change_text.field(name, kind), ukrainian


@through("history in words")
def test_history_in_words(field: Field, changes: list[Revision]) -> None:
    with crossing("history in words", field):
        for name in _names(field):
            label, ukrainian = _labels(name, field.record)
            assert _is_label(label, name, ukrainian), (label, ukrainian)
            values = [
                after or before
                for one in changes
                if one.kind == field.record and name in one.changes
                for title, before, after in revision_text.changes(one, PLACES, names=True)
                if title == label
            ]
            assert any(values)
            if str(field) not in GIVEN and field.path not in ("point", "source.kind"):
                sought = pattern(field, value_of(field), flags=False)
                assert any(sought.search(one) for one in values), values


def test_nothing_of_a_change_is_told_by_a_raw_name(changes: list[Revision]) -> None:
    names = {
        (one.kind, name)
        for one in changes
        if one.kind != figure_change.KIND
        for name in change_text.shown(one.kind, one.changes)
    }
    raw = [(kind, name) for kind, name in sorted(names) if not _is_label(*_sorted(name, kind))]
    assert raw == []


def test_a_figure_moved_by_the_rule_is_told_in_words(changes: list[Revision]) -> None:
    moved = [one for one in changes if one.kind == figure_change.KIND]
    why = "The counting rule of the case file was changed."
    told = [change for one in moved for change in revision_text.changes(one, PLACES)]
    ((before, after),) = [(before, after) for title, before, after in told if title == "Killed"]
    assert before == "9"
    assert after.startswith(f"7–9  {why}")


def _sorted(name: str, kind: str) -> tuple[str, str, str]:
    label, ukrainian = _labels(name, kind)
    return label, name, ukrainian


@through("codebook")
def test_codebook(field: Field) -> None:
    with crossing("codebook", field):
        name = f"{field.record}.{written.place(field).removeprefix('of_whom.')}"
        if field.path.startswith("combatants."):
            name = "report.combatants"
        if str(field) == "speaker.person":
            name = "report.speaker"
        english = codebook.of(name)
        with speaking("uk"):
            ukrainian = codebook.of(name)
        assert english, name
        assert ukrainian
        assert english.counts != ukrainian.counts
        assert english.examples
