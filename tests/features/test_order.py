"""Every list people read is in the order of the alphabet of their language."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker import gazetteer, i18n, labels
from kharkiv_tracker.charts.chart_request import ChartRequest, Options
from kharkiv_tracker.charts.curves import cumulative_chart, curve_lines
from kharkiv_tracker.cli import main
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import incidents, office_usage, selections, source_usage
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import summary_data, tables
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests import alphabets
from tests.cases import empty_file

_LANGUAGES = ("uk", "en")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = empty_file(tmp_path_factory.mktemp("order") / "case.ktcase")
    with CaseFile.open(path) as case:
        case.record(entry_json.read(alphabets.document(), gazetteer.load()), "tester", "test")
        for name in alphabets.NAMES:
            selections.save(case, name, Selection(text=name))
    return path


@pytest.fixture(params=_LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    i18n.activate(request.param)
    yield request.param
    i18n.activate("en")


@pytest.fixture
def case(file: Path) -> Iterator[CaseFile]:
    with CaseFile.open(file) as opened:
        yield opened


@pytest.fixture
def lines(file: Path, language: str, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """The lines a command prints."""

    def printed(command: str, *options: str) -> list[str]:
        capsys.readouterr()
        assert main([command, str(file), *options, "--lang", language]) == 0
        return capsys.readouterr().out.splitlines()

    return printed


def column(case: CaseFile, order: str, descending: bool = False) -> list[Any]:
    """What a column of the table of incidents shows, ordered by it."""
    ids = incidents.ids(case, Selection(), order, descending)
    rows = incidents.rows(case, ids)
    return [row.weapons[0] if order == "weapon" else getattr(row, order) for row in rows]


def test_places_in_the_table(case: CaseFile, language: str) -> None:
    in_order = [*alphabets.IN_ORDER[language]]
    nowhere = [""] * len(alphabets.DISTRICTS)
    assert column(case, "place") == in_order + nowhere
    assert column(case, "place", descending=True) == in_order[::-1] + nowhere


def test_districts_in_the_table(case: CaseFile, language: str) -> None:
    places = gazetteer.load()
    shown = [labels.district(places.get(key)) for key in column(case, "district")]
    assert list(dict.fromkeys(shown)) == alphabets.districts(language)


@pytest.mark.parametrize(
    ("order", "words"),
    [("grade", alphabets.GRADES), ("state", alphabets.STATES), ("weapon", alphabets.WEAPONS)],
)
@pytest.mark.usefixtures("language")
def test_closed_lists_keep_their_order(case: CaseFile, order: str, words: list[Any]) -> None:
    assert list(filter(None, dict.fromkeys(column(case, order)))) == words


def test_sources_speakers_and_offices(case: CaseFile, language: str) -> None:
    in_order = [*alphabets.IN_ORDER[language]]
    offices = [f"{name}, відділ" for name in in_order]
    assert [entry.source.name for entry in source_usage.listed(case)] == in_order
    assert [name for name, _people in source_usage.offices(case)] == offices
    assert [entry.name for entry in office_usage.listed(case)] == offices


def test_saved_selections(case: CaseFile, language: str) -> None:
    assert [*selections.load(case)] == [*alphabets.IN_ORDER[language]]


def test_lists_of_the_command_line(lines: Callable[..., Any], language: str) -> None:
    in_order = [*alphabets.IN_ORDER[language]]
    assert [line.split("  ")[0] for line in lines("sources")] == in_order
    offices = [line.split(", відділ")[0] for line in lines("office") if line[:1] != " "]
    assert offices == in_order
    table = [re.split("  +", line)[0] for line in lines("totals", "--by", "district")]
    assert table[1 : len(alphabets.DISTRICTS) + 1] == alphabets.districts(language)
    flags = lines("queue", "--kind", "office not judged")
    # What is discounted waits for nobody.
    waiting = [name for name in in_order if name not in alphabets.DISCOUNTED]
    assert [line.split(", відділ")[0] for line in flags] == waiting
    table = [re.split("  +", line)[0] for line in lines("totals", "--by", "weapon")]
    assert table[1 : len(alphabets.WEAPONS) + 1] == [
        labels.group("weapon", word) for word in alphabets.WEAPONS
    ]


def test_programs_read_one_order(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("sources", "office"):
        documents = []
        for language in _LANGUAGES:
            assert main([command, str(file), "--json", "--lang", language]) == 0
            documents.append(json.loads(capsys.readouterr().out))
        assert documents[0] == documents[1]


def test_districts_of_charts(case: CaseFile, language: str) -> None:
    chart = cumulative_chart.read(case, ChartRequest(case.title, options=Options(raions=True)))
    assert [curve_lines.name(line.key) for line in chart.lines] == alphabets.districts(language)
    # The numbers have the codes of districts, in one order for every language.
    codes = dict.fromkeys(
        line.split(",")[1] for line in cumulative_chart.to_csv(chart).splitlines()
    )
    assert [*codes][1:] == alphabets.DISTRICTS


def test_districts_of_a_page(case: CaseFile, language: str) -> None:
    data = summary_data.gather(case, SummaryRequest())
    rows = tables.districts(data)["rows"]
    assert [row["cells"][0] for row in rows] == alphabets.districts(language)


def test_several_words_are_in_the_order_of_their_list(language: str) -> None:
    weapons = alphabets.WEAPONS
    assert labels.words(weapons[::-1]) == [labels.word(weapon) for weapon in weapons], language
    assert labels.words(()) == []
