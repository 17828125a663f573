"""The figures of one newspaper page, typed in its own words, each in one go."""

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.intake import field_reader, reading_json
from kharkiv_tracker.intake.outcome import Reading

ON_THE_DAY = {"now": "2022-08-18T11:00", "published": "2022-08-18", "killed": ">1000"}
CHILD = {"injured": "16", "of_whom": {"child": "1+"}, "persons": [{"age": "11"}]}
TWO = {"injured": "18", "of_whom": {"child": "2"}}
TWICE = {"injured": "2x killed"}
WEEK = {"as_of": "2022-08-08/2022-08-14"}
NIGHT = {"event": {"date": "2022-08-17", "precision": "night"}}
DAWN = {"event": {"date": "2022-08-18", "precision": "dawn"}}


@pytest.mark.parametrize(
    ("field", "typed", "part"),
    [
        ("killed", "at least seven", {"killed": "7+"}),
        ("killed", "at least seven civilians were killed", {"killed": "7+"}),
        ("killed", "щонайменше семеро", {"killed": "7+"}),
        ("killed", "загинули щонайменше семеро цивільних", {"killed": "7+"}),
        ("injured", "16, including an 11-year-old child", CHILD),
        ("injured", "16 wounded, including an 11-year-old child", CHILD),
        ("injured", "16, серед них 11-річна дитина", CHILD),
        ("injured", "поранено 16, зокрема 11-річну дитину", CHILD),
        ("injured", "18 injured, two of them are children", TWO),
        ("injured", "18 people have been injured; two of them are children", TWO),
        ("injured", "18 поранених, двоє з них — діти", TWO),
        ("injured", "поранено 18 людей; двоє з них діти", TWO),
        ("killed", "One person was killed", {"killed": "1"}),
        ("killed", "Загинула одна людина", {"killed": "1"}),
        ("killed", "more than 1,000", {"killed": ">1000"}),
        ("killed", "more than 1,000 civilians had been killed", {"killed": ">1000"}),
        ("killed", "понад 1000 цивільних", {"killed": ">1000"}),
        ("injured", "twice as many wounded", TWICE),
        ("injured", "twice as many had been wounded", TWICE),
        ("injured", "удвічі більше поранених", TWICE),
        ("injured", "поранено вдвічі більше", TWICE),
        ("as_of", "last week", WEEK),
        ("as_of", "минулого тижня", WEEK),
        ("when", "on Wednesday night", NIGHT),
        ("when", "у ніч із середи на четвер", NIGHT),
        ("when", "as dawn broke on Thursday", DAWN),
        ("when", "на світанку в четвер", DAWN),
    ],
)
def test_it_is_read_as_the_page_has_it(field: str, typed: str, part: dict[str, object]) -> None:
    context = reading_json.context(ON_THE_DAY, gazetteer.load())
    outcome = field_reader.read(field, typed, context)
    assert isinstance(outcome, Reading), outcome.words
    assert outcome.part == part


@pytest.mark.parametrize(
    "typed", ["more than 1,000, twice as many wounded", "понад 1000, поранених удвічі більше"]
)
def test_two_figures_in_one_field_are_asked_about(typed: str) -> None:
    context = reading_json.context(ON_THE_DAY, gazetteer.load())
    outcome = field_reader.read("killed", typed, context)
    assert [answer.texts.keys() for answer in outcome.candidates] == [{"killed", "injured"}]
