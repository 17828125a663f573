"""Every example of the codebook is read as it stands, in both languages."""

import re
from dataclasses import replace

import pytest

from kharkiv_tracker import codebook, gazetteer
from kharkiv_tracker.domain.when import EventTime, Precision, parse_date
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import LANGUAGES, speaking
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import Context, Question, Reading, present

#: The field that an entry is typed in, where that is no field of its own.
_TYPED_IN = {
    **dict.fromkeys(("of_whom", "child", "hospitalised", "serious", "men", "women"), "injured"),
    "until": "when",
    "statement.killed": "killed",
    "statement.injured": "injured",
    "joint.killed": "killed",
}
#: The entry of a field that another record has under the same name.
_ENTRIES = {"kind": "document.kind"}
#: Lists of words: an example says what each is for.
_LISTS = frozenset(
    (
        *("source_kind", "grade", "state", "role", "authority", "point_precision"),
        *("reliability", "consent", "occupation", "kind"),
    )
)
#: Examples that say what is not to be typed, by their place.
_NOT_TYPED = {("transfer", 1), ("office", 1)}
#: Examples that say so are asked about.
_ASKED = {("where", 2)}
_QUOTED = re.compile(r"[“«](.+?)[”»]: (.+)")


def _context() -> Context:
    event = EventTime(parse_date("2022-08-17"), precision=Precision.DATE)
    return replace(present(gazetteer.load()), year=2022, event=event, killed=">1000")


def _fields() -> list[str]:
    return [*field_reader.readers(), *_TYPED_IN]


def _typed(name: str, example: str) -> str:
    """What is typed of an example: before the colon, or after it where a source is quoted."""
    if name in _LISTS:
        return example.rpartition(": ")[2]
    if match := _QUOTED.fullmatch(example):
        return re.split(r",(?![^(]*\)) ", match[2])[0]
    return example.partition(": ")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_read_as_it_stands(language: str) -> None:
    tried, wrong = 0, []
    with speaking(language):
        for name in _fields():
            entry = codebook.of(_ENTRIES.get(name, name))
            for place, example in enumerate(entry.examples if entry else ()):
                if (name, place) in _NOT_TYPED:
                    continue
                tried += 1
                field = _TYPED_IN.get(name, name)
                try:
                    outcome = field_reader.read(field, _typed(name, example), _context())
                except Refused as refusal:
                    wrong.append(f"{name}: {_typed(name, example)}: {refusal.sentence}")
                    continue
                asked = isinstance(outcome, Question)
                if asked is not ((name, place) in _ASKED):
                    wrong.append(f"{name}: {_typed(name, example)}: {outcome}")
    assert not wrong, "\n".join(wrong)
    assert tried > 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_quoted_source_is_read_as_anything_else(language: str) -> None:
    """Typed as the source has it, it is the same, asked about or refused."""
    same = 0
    with speaking(language):
        for name in ("killed", "injured", "affected", "stress", "missing", "rescued", "since"):
            entry = codebook.of(name)
            for example in entry.examples if entry else ():
                if not (match := _QUOTED.fullmatch(example)):
                    continue
                shorter = field_reader.read(name, _typed(name, example), _context())
                try:
                    whole = field_reader.read(name, match[1], _context())
                except Refused:
                    continue
                if isinstance(whole, Reading) and isinstance(shorter, Reading):
                    assert whole.part == shorter.part, example
                    same += 1
    assert same >= 2
