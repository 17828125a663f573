"""A label in English may be mended: nothing is stored or exchanged under it."""

import pytest

from kharkiv_tracker import gazetteer, i18n, labels
from kharkiv_tracker.domain.incident import Grade, Weapon
from kharkiv_tracker.domain.word import Word
from kharkiv_tracker.exchange import entry_json, record_json
from kharkiv_tracker.i18n import Label
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import present
from kharkiv_tracker.intake.things import closed_list
from kharkiv_tracker.store import incidents
from tests.cases import empty_case

STRIKE = {
    "event": {"date": "2022-08-17", "precision": "date"},
    "district": "Saltivskyi",
    "weapons": ["missile"],
    "grade": "Fair",
    "reports": [{"killed": "7", "as_of": "2022-08-18"}],
}


@pytest.fixture
def mended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two words are called otherwise in English; there is no translation of the new label yet."""
    monkeypatch.setattr(Weapon.MISSILE, "label", Label("weapon", "guided rocket"))
    monkeypatch.setattr(Grade.FAIR, "label", Label("grade", "Sound"))


@pytest.mark.usefixtures("mended")
def test_what_is_stored_and_exchanged_stays_as_it_is() -> None:
    case = empty_case()
    entries = entry_json.read({"incidents": [STRIKE]}, gazetteer.load())
    (code,) = case.record(entries, "tester", "strike").incidents
    (weapon,) = case.db.execute("SELECT value FROM incident_weapons").fetchone()
    (grade,) = case.db.execute("SELECT grade FROM incidents").fetchone()
    assert (weapon, grade) == ("missile", "Fair")
    incident = incidents.incident(case, code)
    fields = record_json.document_of(incident)
    assert (fields["weapons"], fields["grade"]) == (["missile"], "Fair")
    assert [labels.word(weapon) for weapon in incident.weapons] == ["guided rocket"]


@pytest.mark.usefixtures("mended")
@pytest.mark.parametrize("text", ["Fair", "sound", "Sou"])
def test_identifier_and_new_label_are_both_understood(text: str) -> None:
    assert closed_list.read_word(text, Grade) is Grade.FAIR


@pytest.mark.usefixtures("mended")
@pytest.mark.parametrize("text", ["missile", "guided rocket", "Guided ro"])
def test_so_are_those_of_a_weapon(text: str) -> None:
    outcome = field_reader.read("weapons", text, present(gazetteer.load()))
    assert field_reader.settled(outcome).part == {"weapons": [Weapon.MISSILE]}


def test_a_word_is_understood_in_the_language_spoken_and_in_english() -> None:
    with i18n.speaking("uk"):
        label = labels.word(Grade.FAIR)
        assert label != "Fair"
        assert closed_list.read_word(label, Grade) is Grade.FAIR
        assert closed_list.read_word("fair", Grade) is Grade.FAIR


def test_one_english_word_has_a_translation_for_each_list() -> None:
    contexts = {kind: {word.label.context for word in kind} for kind in Word.__subclasses__()}
    assert all(len(context) == 1 for context in contexts.values())
    assert len(set().union(*contexts.values())) == len(contexts)
