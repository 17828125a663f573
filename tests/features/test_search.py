"""Searches of one case: whatever shows incidents shows the same ones under the same text."""

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from matplotlib.text import Text

from kharkiv_tracker import gazetteer
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.chart_request import Options
from kharkiv_tracker.cli import main
from kharkiv_tracker.domain.clearance import Decision
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import case_copy, incidents, publication, text_search, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.payload_records import PayloadRecords
from kharkiv_tracker.store.verification import verify
from kharkiv_tracker.summary import prose, second_count
from kharkiv_tracker.summary.summary_data import gather
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests.cases import empty_case

HERE = Path(__file__).parent
SEARCHES = json.loads((HERE / "searches.json").read_text("utf-8"))
ENTRIES = HERE / "searched_case.json"
BEFORE = HERE.parent / "net" / "cases" / "searched-before.ktcase"


@pytest.fixture(scope="module")
def searched() -> Iterator[CaseFile]:
    with empty_case() as case:
        case.record(entry_json.parse(ENTRIES.read_bytes(), gazetteer.load()), "tester", "test")
        decide(case)
        yield case


def decide(case: CaseFile) -> None:
    """On the open page all is named but what is private: a channel of nobody known."""
    with case.edit("tester", "publication") as edit:
        public = [item.uid for item in publication.listed(case) if item.is_public]
        publication.decide(edit, [(uid, Decision.NAMED) for uid in public])


def selection_of(search: dict[str, Any]) -> Selection:
    """What is searched for a page of the profile; in the window without one."""
    profile = Profile(search["profile"]) if "profile" in search else None
    return Selection(text=search["text"], profile=profile)


def named(search: dict[str, Any]) -> str:
    return f"{search['text']} {search.get('profile', '')}".strip()


def rows_of(case: CaseFile, selection: Selection) -> list[str]:
    return [row.code for row in incidents.rows(case, incidents.ids(case, selection))]


def expected() -> dict[str, list[str]]:
    return {named(search): sorted(search["rows"]) for search in SEARCHES}


def of_each(codes_of: Callable[[Selection], Iterable[str]]) -> dict[str, list[str]]:
    return {named(search): sorted(codes_of(selection_of(search))) for search in SEARCHES}


def numbers(codes_by_search: dict[str, list[str]]) -> dict[str, int]:
    return {name: len(codes) for name, codes in codes_by_search.items()}


def test_the_rows_of_the_table(searched: CaseFile) -> None:
    assert of_each(partial(rows_of, searched)) == expected()


def test_the_second_count(searched: CaseFile) -> None:
    records = PayloadRecords(searched.db)

    def counted(selection: Selection) -> list[str]:
        return [recorded.incident.code for recorded in records.selected(selection)]

    assert of_each(counted) == expected()


def test_the_totals_and_a_chart(searched: CaseFile) -> None:
    """All incidents of the case count, so that each search has as many as it has rows."""
    summed, charted = {}, {}
    for search in SEARCHES:
        selection = selection_of(search)
        summed[named(search)] = totals.summed(searched, selection).incidents
        table = kinds.csv(searched, "by-grade", View(selection), Options())
        rows = csv.DictReader(io.StringIO(table))
        charted[named(search)] = sum(int(row["incidents"]) for row in rows)
    assert summed == numbers(expected())
    assert charted == numbers(expected())


def test_the_search_of_everything(searched: CaseFile) -> None:
    """It never looks for names that may not be published."""
    codes = {
        search["text"]: sorted(
            row.code for row in text_search.find(searched, search["text"]).incidents
        )
        for search in SEARCHES
        if "profile" not in search
    }
    assert codes == {text: rows for text, rows in expected().items() if text in codes}


def test_the_pages(searched: CaseFile) -> None:
    """What each profile finds is counted twice, too."""
    pages = {}
    for search in (search for search in SEARCHES if "profile" in search):
        view = View(Selection(text=search["text"]))
        request = SummaryRequest(view, profile=Profile(search["profile"]))
        data = gather(searched, request)
        second_count.check(searched, data)
        pages[named(search)] = sorted(incident.row.code for incident in data.incidents)
    assert pages == {name: rows for name, rows in expected().items() if name in pages}


def test_the_command(
    searched: CaseFile, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "searched.ktcase"
    case_copy.write(searched.db, path)
    public = [search for search in SEARCHES if "profile" not in search]
    for search in public[:: len(public) // 6]:
        assert main(["totals", str(path), "--text", search["text"], "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["total"]["incidents"] == len(search["rows"])
    assert main(["totals", str(path), "--text", "?!", "--json"]) == 0
    output = capsys.readouterr()
    assert json.loads(output.out)["total"]["incidents"] == 0
    assert "no letters or digits" in output.err


def test_an_empty_picture_and_page_say_why(searched: CaseFile) -> None:
    nothing = Selection(text="?!")
    figure = kinds.draw(searched, "by-weapon", View(nothing))
    assert any("no letters or digits" in text.get_text() for text in figure.findobj(Text))
    page = prose.lead(gather(searched, SummaryRequest(View(nothing))))
    assert page.startswith("No matches: the search text has no letters or digits.")
    assert "letters" not in prose.lead(gather(searched, SummaryRequest(View(Selection(text="zz")))))


def test_an_older_file_is_searched_as_a_new_one(tmp_path: Path) -> None:
    """It was made when texts alone were searched."""
    with CaseFile.open(Path(shutil.copy(BEFORE, tmp_path))) as case:
        assert verify(case).problems == ()
        decide(case)
        assert of_each(partial(rows_of, case)) == expected()
