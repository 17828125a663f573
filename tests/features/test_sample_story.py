"""The sample case tells how eleven strikes came to be known, in either language the same."""

import csv
import io
import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker import i18n, labels, paths, sample_file
from kharkiv_tracker.cli import main
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store import incidents, joint_comparison, statements
from kharkiv_tracker.store.case_file import CaseFile

Ask = Callable[..., Any]
_BOUNDS = tuple(f"{w}_{end}" for w in ("killed", "injured") for end in ("low", "best", "high"))
#: By hand from the rule: strike, code, and what was known when of killed and, where it is said
#: here, of injured.
GROWTH = [
    ("A", "KHT-2022-08-17-01", [
        ("2022-08-17T21:44", "nothing yet"), ("2022-08-17T21:45", "2/10"),
        ("2022-08-17T22:30", "6/16"), ("2022-08-17", "7/16"), ("2022-08-18T12:00", "7+/16–20"),
        ("2022-08-18T15:00", "12/20"), ("2022-08-19", "15/20"), ("2022-08-20", "18/20"),
        ("2022-08-21", "18/20"), ("2022-08-22", "19/20")]),
    ("B", "KHT-2022-08-18-01", [
        ("2022-08-18T08:10", "1/18"), ("2022-08-18", "3/18"), ("2022-08-19", "5/22"),
        ("2022-08-20", "6/22")]),
    ("C", "KHT-2024-05-25-01", [
        ("2024-05-25T18:41", "2/35"), ("2024-05-25", "4/40"), ("2024-05-26T06:18", "12/43"),
        ("2024-05-26T16:00", "16/43"), ("2024-05-26", "14–16/44"), ("2024-05-27T15:24", "18/48"),
        ("2024-05-29", "19/54")]),
    ("second of 25 May", "KHT-2024-05-25-02", [("2024-05-25", "?/18"), ("2024-05-26", "?/25")]),
    ("30 August", "KHT-2024-08-30-01", [("2024-08-29", "nothing yet"), ("2024-08-30", "3/34")]),
    ("30 August", "KHT-2024-08-30-02", [("2024-08-30", "2/18")]),
    ("30 August", "KHT-2024-08-30-03", [("2024-08-30", "0/7")]),
    ("D", "KHT-2025-08-18-01", [("2025-08-18T12:00", "3/17"), ("2025-08-18", "7/23")]),
    ("hospital", "KHT-2025-10-13-01", [("2025-10-13", "nothing yet"), ("2025-10-14", "?")]),
    ("E", "KHT-2026-01-02-01", [
        ("2026-01-01", "nothing yet"), ("2026-01-02T16:07", "?/19"), ("2026-01-02", "?"),
        ("2026-01-03", "2"), ("2026-01-04", "6")]),
    ("F", "KHT-undated-01", [("2199-12-31", "nothing yet"), ("", "?/44")]),
]  # fmt: skip
STEPS = [
    pytest.param(code, clock, figures, id=f"{strike} {code[-2:]} {clock or 'today'}")
    for strike, code, grown in GROWTH
    for clock, figures in [*grown, ("", grown[-1][1])]
]


@pytest.fixture(scope="module")
def sample_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sample as the program makes it."""
    path = tmp_path_factory.mktemp("sample") / "sample.ktcase"
    sample_file.make(path, "tester").close()
    return path.read_bytes()


@pytest.fixture
def sample_case(tmp_path: Path, sample_bytes: bytes) -> Path:
    path = tmp_path / "sample.ktcase"
    path.write_bytes(sample_bytes)
    return path


@pytest.mark.parametrize(("code", "clock", "figures"), STEPS)
def test_each_strike_was_known_as_it_grew(
    sample_case: Path, code: str, clock: str, figures: str
) -> None:
    with CaseFile.open(sample_case) as case:
        known = incidents.figures(case, code, parse_clock(clock) if clock else None)
    shown = [labels.figure_text(known[q]) for q in ("killed", "injured") if q in known]
    expected = [] if figures == "nothing yet" else figures.split("/")
    assert shown[: len(expected) or None] == expected


def test_the_sample_comes_to_64_killed_and_statements_to_nothing(
    sample_case: Path, ask: Ask
) -> None:
    told = ask("totals", sample_case)
    assert told["total"]["incidents"] == 11
    killed = told["total"]["killed"]
    assert [killed[end] for end in ("low", "best", "high", "unknown")] == [64, 64, 64, 3]
    assert told["left_out"].items() >= {"withdrawn": 0, "discounted": 0, "undated": 0}.items()
    with CaseFile.open(sample_case) as case:
        said = [str(statement.count("killed")) for statement in statements.statements(case)]
    assert len(said) == 6
    assert ">1000" in said


def test_at_noon_after_the_strike_saltivskyi_stands_at_seven_open_upwards(
    sample_case: Path, ask: Ask
) -> None:
    told = ask("totals", sample_case, "--as-known-on", "2022-08-18T12:00")
    named = {group["name"]: group for group in told["groups"]}
    killed = named["Saltivskyi"]["killed"]
    assert (killed["low"], killed["best"], killed["high"]) == (7, 7, None)
    assert told["as_known_on"] == "2022-08-18T09:00:00+00:00"
    assert told["total"]["killed"]["high"] is None


@pytest.mark.parametrize(
    ("options", "incidents_counted", "killed", "injured", "undated"),
    [
        (["--from", "2022-08-17", "--to", "2022-08-18"], 2, 25, 42, 1),
        (["--from", "2024-08-30", "--to", "2024-08-30"], 3, 7, 97, 1),
        (["--district", "Слобідський"], 2, 6, 29, 0),
        (["--district", "Industrialnyi", "--district", "Slobidskyi"], 4, 16, 86, 0),
        (["--text", "DORMITORY"], 2, 25, 42, 0),
        (["--weapon", "loitering munition"], 1, 7, 23, 0),
        (["--state", "Draft"], 0, None, None, 0),
        (["--as-known-on", "2024-08-30"], 7, 49, 180, 0),
        (["--as-known-on", "2022-08-16"], 0, None, None, 0),
        (["--as-recorded-on", "2000-01-01"], 0, None, None, 0),
    ],
)
def test_a_selection_and_two_clocks_say_what_is_counted(
    sample_case: Path, ask: Ask, options: list[str], incidents_counted: int, killed: int | None,
    injured: int | None, undated: int,
) -> None:  # fmt: skip
    told = ask("totals", sample_case, *options)
    assert told["total"]["incidents"] == incidents_counted
    assert (told["total"]["killed"]["best"], told["total"]["injured"]["best"]) == (killed, injured)
    assert told["left_out"]["undated"] == undated


@pytest.mark.parametrize("by", ["district", "day", "month", "year", "weapon", "place", "grade"])
def test_however_they_are_grouped_the_strikes_come_to_the_same(
    sample_case: Path, ask: Ask, by: str
) -> None:
    told = ask("totals", sample_case, "--by", by)
    total = told["total"]
    assert (total["incidents"], total["killed"]["best"]) == (11, 64)
    # An incident with two weapons or two places stands under both; the remainder under none.
    added = sum(group["injured"]["best"] for group in told["groups"])
    if by == "grade":
        added += total["remainder"]["injured"]["best"]
    assert added == total["injured"]["best"] or by in ("weapon", "place")


def test_the_numbers_behind_the_curve_end_where_the_totals_stand(
    sample_case: Path, ask: Ask, tmp_path: Path
) -> None:
    assert ask("chart", "--kinds")["kinds"][0]["kind"] == "cumulative"
    numbers = tmp_path / "curve.csv"
    ask("chart", sample_case, "cumulative", "-o", numbers)
    last: dict[tuple[str, str], list[int]] = {}
    for row in csv.DictReader(io.StringIO(numbers.read_text(encoding="utf-8-sig"))):
        figures = [int(number) for name, number in row.items() if name.startswith(_BOUNDS)]
        last[row["district"], row["kind"]] = figures
    for group in ask("totals", sample_case)["groups"]:
        due = [group[w][end] for w in ("killed", "injured") for end in ("low", "best", "high")]
        beside = last.get((group["key"], "remainder"), [0] * 6)
        own = last[group["key"], "incidents"]
        assert [one + other for one, other in zip(own, beside, strict=True)] == due


def test_the_sample_verifies_and_its_fingerprint_is_in_its_history(
    sample_case: Path, ask: Ask
) -> None:
    told = ask("verify", sample_case)
    assert (told["ok"], told["problems"]) == (True, [])
    revisions = ask("history", sample_case)["revisions"]
    assert [revision["seq"] for revision in revisions] == list(range(1, told["revisions"] + 1))
    for earlier, later in pairwise(revisions):
        assert later["parents"] == [earlier["id"]]
    assert ask("verify", sample_case, "--against", told["fingerprint"])["ok"]


def test_all_at_once_of_30_august_is_kept_beside_its_places(sample_case: Path) -> None:
    with CaseFile.open(sample_case) as case:
        (whole,) = joint_comparison.joint_reports(case)
    assert whole.incidents == tuple(f"KHT-2024-08-30-0{number}" for number in (1, 2, 3))
    assert [str(whole.count(quantity)) for quantity in ("killed", "injured")] == ["7", "97"]
    assert whole.count_remainder


def test_affected_and_acute_stress_are_typed_as_they_were_called(sample_case: Path) -> None:
    with CaseFile.open(sample_case) as case:
        hospital = incidents.reports(case, "KHT-2025-10-13-01")
        january = incidents.reports(case, "KHT-2026-01-02-01")
    names = ("injured", "stress", "affected", "affected.stress")
    assert [[str(report.count(name)) for name in names] for report in hospital] == [
        ["7", "50", "", ""], ["6", "", "57", "51"]
    ]  # fmt: skip
    assert [str(january[1].count(name)) for name in names] == ["", "", "30", "6"]


def test_no_outlet_is_made_up_where_none_was_recorded(sample_case: Path) -> None:
    with CaseFile.open(sample_case) as case:
        first, *_later = incidents.reports(case, "KHT-2022-08-17-01")
        unnamed = incidents.reports(case, "KHT-2025-08-18-01")
    assert (first.source.name, str(first.source.kind)) == ("", "media")
    assert {str(report.authority) for report in unnamed} == {"official"}


def test_the_sample_speaks_the_language_of_whoever_makes_it(
    sample_case: Path, ask: Ask, tmp_path: Path
) -> None:
    path = tmp_path / "ukrainian.ktcase"
    assert main(["sample", str(path), "--lang", "uk"]) == 0
    i18n.activate("en")
    with CaseFile.open(path) as ukrainian, CaseFile.open(sample_case) as english:
        assert re.search("[а-яіїє]", ukrainian.title)
        codes = [row.code for row in incidents.rows(english, incidents.ids(english))]
        for code in codes:
            rows = [incidents.incident(case, code) for case in (english, ukrainian)]
            assert [bool(row.place) for row in rows] in ([True, True], [False, False])
            assert not re.search("[a-z]", rows[1].place + rows[1].summary), code
            assert not re.search("[а-яіїє]", rows[0].place + rows[0].summary), code
            shown = [
                {name: labels.figure_text(f) for name, f in incidents.figures(case, code).items()}
                for case in (english, ukrainian)
            ]
            assert shown[0] == shown[1]
        report = incidents.reports(ukrainian, "KHT-2022-08-18-01")[0]
        assert report.speaker.person == "Олег Синєгубов"
        assert report.speaker.office == "Харківська обласна військова адміністрація"
        for code in codes:
            for report in incidents.reports(ukrainian, code):
                assert not re.search("[a-z]", report.speaker.person + report.speaker.office), code
    one, other = (ask("totals", case)["total"] for case in (path, sample_case))
    assert one == other


def test_every_text_of_the_sample_is_there_in_both_languages() -> None:
    texts: list[dict[str, str]] = []

    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if "en" in (document := dict(pairs)):
            texts.append(document)
        return document

    file = paths.resources() / "sample" / "sample.json"
    json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=collect)
    assert len(texts) > 20
    for text in texts:
        assert set(text) == {"en", "uk"}, text
        assert not re.search("[а-яіїєґ]", text["en"].casefold()), text
        assert not re.search("[a-z]", text["uk"].casefold()), text
