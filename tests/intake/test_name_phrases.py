"""Names of people and offices in a text, offered while a speaker is typed."""

from kharkiv_tracker.intake.name_completion import Names
from kharkiv_tracker.intake.name_phrases import name_phrases

TEXT = (
    "Ukrainian officials said at least seven civilians were killed.\n"
    "“As of now, 18 people have been injured,” Oleh Syniehubov, the head of the Kharkiv military "
    "administration, said. The Kharkiv Regional Prosecutor’s Office reported more.\n"
    "Про це повідомив начальник ОВА Олег Синєгубов, а також Головне управління ДСНС."
)


def test_names_are_taken_from_a_text_in_their_order() -> None:
    phrases = name_phrases(TEXT)
    assert phrases[:2] == ("Ukrainian officials", "As of")
    assert {"Oleh Syniehubov", "Kharkiv Regional Prosecutor’s Office"} <= {
        phrase.removeprefix("The ") for phrase in phrases
    }
    assert "ОВА Олег Синєгубов" in phrases


def test_they_complete_what_is_typed() -> None:
    names = Names(name_phrases(TEXT))
    assert names.completion("Uk") == "Ukrainian officials"
    assert names.completion("Ol") == "Oleh Syniehubov"
    assert names.completion("олег") == "Олег Синєгубов"
    assert names.completion("синє") == "ОВА Олег Синєгубов"


def test_a_text_without_capitals_names_nobody() -> None:
    assert name_phrases("семеро загиблих\n\n12") == ()
