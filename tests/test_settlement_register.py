"""The register of settlements."""

from pathlib import Path

import pytest

from kharkiv_tracker import gazetteer, paths, settlement_register
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.settlement_register import SettlementKind


def test_a_settlement_has_names_a_hromada_and_a_raion_of_the_gazetteer() -> None:
    register, places = settlement_register.load(), gazetteer.load()
    hroza = register.get("UA63080150140087701")
    assert hroza
    assert [hroza.name(language) for language in ("en", "uk", "ru")] == ["Hroza", "Гроза", "Гроза"]
    assert hroza.hromada.names["uk"] == "Шевченківська"
    assert len(register.settlements) == 1751
    assert all(places.get(settlement.raion) for settlement in register.settlements.values())


def test_a_former_town_is_told_from_a_village_with_its_name() -> None:
    named = {
        settlement.kind
        for settlement in settlement_register.load().settlements.values()
        if settlement.names["uk"] == "Пісочин"
    }
    assert named == {SettlementKind.TOWN, SettlementKind.VILLAGE}


def test_no_file_is_an_empty_register_and_a_broken_one_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "resources", lambda: tmp_path)
    settlement_register.load.cache_clear()
    try:
        assert settlement_register.load().get("UA63080150140087701") is None
        settlement_register.load.cache_clear()
        (tmp_path / "settlements.json").write_text('{"settlements": [["UA63"]]}', encoding="utf-8")
        with pytest.raises(TrackerError, match="damaged"):
            settlement_register.load()
    finally:
        settlement_register.load.cache_clear()
