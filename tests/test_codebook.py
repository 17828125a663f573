"""The codebook has a word for every field, in both languages, and the page is the same text."""

from collections.abc import Iterator

import pytest

from kharkiv_tracker import codebook
from kharkiv_tracker.domain.fields import Kind, fields_of
from kharkiv_tracker.domain.incident import Grade, Incident, ReviewState
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.method import Method
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.quantity import PARTS, QUANTITIES
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Reliability, Source
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.exchange.record_json import json_name
from kharkiv_tracker.i18n import LANGUAGES, speaking
from tests import made_docs

PARTS_OF_METHOD = tuple(field.name for field in fields_of(Method))
WORDS = (*Grade, *ReviewState, *Reliability)
#: What the analyst fills in that is no field of the entry panel.
ELSEWHERE = (
    *("point", "point_precision", "precision", "reliability", "rank", "consent", "source.notes"),
    *("person.name", "visibility", "age", "sex", "status", "relation", "chosen", "reason"),
    *("area", "since", "statement.killed", "statement.injured"),
    *("joint.incidents", "joint.districts", "joint.from", "joint.to", "joint.killed"),
    *("attachment.collector", "attachment.method", "attachment.version", "attachment.origin"),
    *("men", "women", "boys", "girls", "child", "adult", "unknown"),
    *("hospitalised", "serious", "stress"),
    *("document.title", "document.kind", "document.text", "document.published"),
    *("note.text", "identifier.scheme", "identifier.value"),
    *(f"method.{part}" for part in PARTS_OF_METHOD),
)


def keys_of_add() -> Iterator[str]:
    """Every key of the JSON of `add` that something is written under."""
    for record in (Incident, Report, Statement, JointReport, Person, Source):
        for field in fields_of(record):
            if not field.automatic and field.kind not in (Kind.COUNTS, Kind.COMBATANTS):
                yield json_name(field)
    yield from (*QUANTITIES, *PARTS, "of_whom", "combatants", "office", "source_kind")


def test_the_pages_are_the_codebook() -> None:
    paths = []
    for path, text in made_docs.codebooks():
        assert path.read_text(encoding="utf-8") == text, f"{path}: make docs"
        paths.append(path.name)
    assert paths == ["codebook.md", "codebook.uk.md"]


def test_every_key_of_the_json_of_add_has_an_entry() -> None:
    keys = set(keys_of_add())
    assert {"event", "district", "quote", "transfer", "combatants", "places_hit"} <= keys
    assert {key for key in keys if codebook.of(key) is None} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("field", ELSEWHERE)
def test_what_is_filled_in_elsewhere_has_an_entry_too(field: str, language: str) -> None:
    with speaking(language):
        found = codebook.of(field)
    assert found is not None
    assert found.title
    assert found.counts
    assert 1 <= len(found.examples) <= 3


def test_acute_stress_apart_is_not_the_part_of_that_name() -> None:
    apart, part = codebook.of("report.stress"), codebook.of("report.injured.stress")
    assert apart
    assert part
    assert (apart.title, part.title) == ("Acute stress", "Acute stress reaction")
    assert codebook.of("report.affected.stress") == part
    of_case = codebook.of("case.stress")
    assert of_case
    assert of_case.counts not in (apart.counts, part.counts)
    lines = codebook.document().splitlines()
    assert {"### Acute stress", "### Acute stress reaction", "### Affected"} <= set(lines)


def test_a_field_may_have_another_meaning_in_another_form() -> None:
    of_report, of_total = codebook.of("report.killed"), codebook.of("statement.killed")
    assert of_report == codebook.of("killed")
    assert of_total != of_report
    assert codebook.of("no such field") is None


@pytest.mark.parametrize("word", WORDS)
def test_every_grade_state_and_reliability_is_defined(word: Grade) -> None:
    told = set()
    for language in LANGUAGES:
        with speaking(language):
            told.add(codebook.definition(word))
    assert len(told) == len(LANGUAGES)
    assert all(told)


def test_no_two_words_mean_the_same() -> None:
    assert len({codebook.definition(word) for word in WORDS}) == len(WORDS)


def test_the_whole_is_told_in_ukrainian() -> None:
    with speaking("uk"):
        lines = codebook.document().splitlines()
    headings = [line for line in lines if line.startswith("#")]
    assert headings
    assert [line for line in headings if not any("а" <= sign.lower() <= "ї" for sign in line)] == []
