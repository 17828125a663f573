"""OCHA, OHCHR and event lists of T4P, files that hold no casualties, and the list of presets."""

from __future__ import annotations

import pytest

from kharkiv_tracker.errors import Refused
from kharkiv_tracker.imports import import_choice
from kharkiv_tracker.imports.presets import preset_list
from tests.imports.archives import CITY, OUTLINES, Import, read


@pytest.fixture(scope="module")
def ohchr() -> Import:
    return Import("ohchr.csv", "ohchr")


@pytest.fixture(scope="module")
def t4p() -> Import:
    return Import("t4p.csv", "t4p")


def test_ocha_has_settlements_by_code_and_no_numbers() -> None:
    made = Import("ocha.geojson", "ocha")
    incident = made.incident(1)
    assert (incident.settlement, incident.district) == (
        "UA63080090020061282",
        "UA63080000000032022",
    )
    assert incident.point_precision.value == "settlement"
    assert str(incident.event.date) == "2022-12-14"
    assert made.counts(1) == {}
    assert made.report(1).url == "https://example.org/1"
    assert "https://example.org/2" in made.kept(1)
    assert "properties.Status: Affected" in made.kept(1)
    assert made.incident(2).district == CITY
    assert made.incident(4).settlement.startswith("UA6308011009")
    assert made.reject(3).column == "properties.Oblast"


def test_ohchr_is_of_ukraine_since_the_invasion(ohchr: Import) -> None:
    total = ohchr.entry(3)
    assert (total.area, str(total.since), total.as_of.text) == ("UA", "2022-02-24", "2022-03-03")
    assert str(total.speaker) == "OHCHR"
    assert (str(total.count("killed")), str(total.count("injured"))) == ("100", "200")
    assert "Refugees(UNHCR): 1000000" in total.quote


def test_ohchr_says_nothing_where_it_has_no_number(ohchr: Import) -> None:
    total = ohchr.entry(4)
    assert (str(total.count("killed")), total.count("injured").is_unknown) == ("110", True)
    assert total.url == "https://www.ohchr.org/update"
    assert "at least one number" in ohchr.reject(5).sentence


def test_an_event_of_several_rows_is_one_with_a_period(t4p: Import) -> None:
    assert t4p.entry(2) is t4p.entry(3)
    event = t4p.incident(2).event
    assert (str(event.date), event.until.text) == ("2022-03-03", "2022-03-05")
    assert [str(report.count("killed")) for report in t4p.entry(2).reports] == ["7+", "8"]
    assert [str(one) for one in t4p.entry(2).identifiers] == ["T4P T4P-1"]


def test_an_event_of_one_day_is_none_of_a_period(t4p: Import) -> None:
    assert t4p.incident(4).event.until is None
    assert str(t4p.report(4).count("injured")) == "several"
    assert t4p.reject(5).column == "date end"
    assert t4p.reject(6).column == "region"


@pytest.mark.parametrize(
    ("name", "words"), [("air_raid_sirens.csv", "sirens"), (OUTLINES, "Load outlines")]
)
def test_files_without_casualties_are_refused_with_what_they_are(name: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        import_choice.choose(read(name))


def test_presets_are_found_by_name_and_an_unknown_one_is_refused_with_all() -> None:
    names = [preset.name for preset in preset_list.PRESETS]
    assert [preset_list.of(f" {name.upper()} ").name for name in names] == names
    with pytest.raises(Refused, match="acled"):
        preset_list.of("airwars")


def test_each_preset_fits_its_own_columns_alone() -> None:
    for preset in preset_list.PRESETS:
        preset.column_map.check()
        assert preset_list.fitting(preset.heads) is preset
    assert preset_list.fitting({"date", "killed"}) is None
