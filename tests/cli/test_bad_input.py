"""What cannot be taken is refused in one sentence with its path, and nothing is added."""

import json
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.store import history
from kharkiv_tracker.store.case_file import CaseFile

GOOD_REPORT: dict[str, Any] = {"killed": "7+", "injured": "16"}
GOOD: dict[str, Any] = {
    "event": {"date": "2022-08-17"}, "district": "Saltivskyi", "reports": [GOOD_REPORT],
}  # fmt: skip
GOOD_STATEMENT: dict[str, Any] = {"area": "Kharkiv oblast", "killed": ">1000"}


def incident(**fields: Any) -> Any:
    """A good incident, and after it one that is not."""
    return {"incidents": [GOOD, {**GOOD, **fields}]}


def event(**fields: Any) -> Any:
    return incident(event=fields)


def report(**fields: Any) -> Any:
    return incident(reports=[GOOD_REPORT, {**GOOD_REPORT, **fields}])


def statement(**fields: Any) -> Any:
    return {"incidents": [GOOD], "statements": [{**GOOD_STATEMENT, **fields}]}


def joint(fields: Any = None) -> Any:
    about = {} if fields and "incidents" in fields else {"districts": ["Kyivskyi"]}
    return {"incidents": [GOOD], "joint_reports": [{"killed": "9", **about, **(fields or {})}]}


N, R, S = "incidents[1]", "incidents[1].reports[1]", "statements[0]"
J = "joint_reports[0]"
BAD: list[tuple[Any, str]] = [
    # The document
    ([], ""), ("text", ""), (7, ""), (None, ""), ({}, ""), ({"incidents": []}, ""),
    ({"incidents": {}}, "incidents"), ({"incidents": "all"}, "incidents"),
    ({"incidents": [GOOD], "extra": 1}, "extra"), ({"incidents": [GOOD, []]}, N),
    ({"incidents": [GOOD, None]}, N), ({"Incidents": [GOOD]}, "Incidents"),
    # An incident
    (incident(colour="red"), f"{N}.colour"), (incident(state="Final"), f"{N}.state"),
    (incident(district=""), f"{N}.district"), (incident(district=None), f"{N}.district"),
    (incident(district=7), f"{N}.district"), (incident(district="Atlantis"), f"{N}.district"),
    (incident(district="Saltivka"), f"{N}.district"), (incident(district="Kyiv"), f"{N}.district"),
    (incident(weapons="sword"), f"{N}.weapons"), (incident(weapons=["sword"]), f"{N}.weapons[0]"),
    (incident(weapons=[["missile"]]), f"{N}.weapons[0]"), (incident(grade="Good"), f"{N}.grade"),
    (incident(grade=True), f"{N}.grade"), (incident(cluster="yes"), f"{N}.cluster"),
    (incident(cluster=1), f"{N}.cluster"), (incident(places_hit=["moon"]), f"{N}.places_hit[0]"),
    (incident(point=[50.0]), f"{N}.point"), (incident(point=[91, 36]), f"{N}.point"),
    (incident(point=[36.3, 181]), f"{N}.point"), (incident(point=["50", "36"]), f"{N}.point"),
    (incident(point=[True, 36]), f"{N}.point"), (incident(point=[10**400, 36]), f"{N}.point"),
    (incident(point={"lat": 50}), f"{N}.point"), (incident(point_precision="x"),
                                                  f"{N}.point_precision"),
    (incident(place=7), f"{N}.place"), (incident(place="x" * 2001), f"{N}.place"),
    (incident(reports=[]), f"{N}.reports"), (incident(reports=None), f"{N}.reports"),
    (incident(reports={}), f"{N}.reports"), (incident(reports=[7]), f"{N}.reports[0]"),
    (incident(code="KHT-2022-08-17-01"), f"{N}.event"),
    ({"incidents": [{"code": "KHT-1999-01-01-01", "reports": [GOOD_REPORT]}]},
     "incidents[0].code"),
    ({"incidents": [{"code": 7, "reports": [GOOD_REPORT]}]}, "incidents[0].code"),
    ({"incidents": [{"code": "KHT-2022-08-17-01"}]}, "incidents[0].reports"),
    # When
    (incident(event=None), f"{N}.event"), (incident(event="soon"), f"{N}.event"),
    (event(), f"{N}.event"), (event(date="2022-02-30"), f"{N}.event.date"),
    (event(date="17.08.2022"), f"{N}.event.date"), (event(date="0001-01-01"), f"{N}.event.date"),
    (event(date="9999-12-31"), f"{N}.event.date"), (event(date=20220817), f"{N}.event.date"),
    (event(date="2022-08-17", time="24:00"), f"{N}.event.time"),
    (event(date="2022-08-17", time="9pm"), f"{N}.event.time"),
    (event(date="2022-08-17", precision="exact"), f"{N}.event"),
    (event(date="2022-08-17", precision="roughly"), f"{N}.event.precision"),
    (event(date="2022-08-17", precision="unknown"), f"{N}.event"),
    (event(precision="night"), f"{N}.event"), (event(date="2022-08-17", zone="Z"),
                                               f"{N}.event.zone"),
    (event(date="2022-08-17", precision="range"), f"{N}.event"),
    (event(date="2022-08-17", until="2022-08-18"), f"{N}.event"),
    (event(date="2022-08-17", precision="range", until="2022-08-16"), f"{N}.event"),
    (event(date="2022-08-17", time="21:30", precision="date"), f"{N}.event"),
    # A report
    (report(killed="many"), f"{R}.killed"), (report(killed="-1"), f"{R}.killed"),
    (report(killed="7-5"), f"{R}.killed"), (report(killed=7.0), f"{R}.killed"),
    (report(killed=True), f"{R}.killed"), (report(killed=["7"]), f"{R}.killed"),
    (report(killed={"low": 7}), f"{R}.killed"), (report(killed="<0"), f"{R}.killed"),
    (report(killed="1,2"), f"{R}.killed"), (report(killed="7.5"), f"{R}.killed"),
    (report(killed="60000000"), f"{R}.killed"), (report(killed=10**4000), f"{R}.killed"),
    (report(killed="2x killed"), f"{R}.killed"), (report(killed="", injured="2x killed"),
                                                  f"{R}.injured"),
    (report(injured="1x killed"), f"{R}.injured"), (report(missing="x"), f"{R}.missing"),
    (report(dead="7"), f"{R}.dead"), (report(as_of="someday"), f"{R}.as_of"),
    (report(as_of="2022-08-18T25:00"), f"{R}.as_of"), (report(as_of=2022), f"{R}.as_of"),
    (report(as_of="2022-13-01"), f"{R}.as_of"), (report(published="2022-08-18/2022-08-17"),
                                                f"{R}.published"),
    (report(as_of="2022-08-18T12:00+25:00"), f"{R}.as_of"),
    (report(as_of="1900-01-01T00:00+14:00"), f"{R}.as_of"),
    (report(of_whom=["child"]), f"{R}.of_whom"), (report(of_whom={"missing": {}}),
                                                  f"{R}.of_whom.missing"),
    (report(of_whom={"killed": "1"}), f"{R}.of_whom.killed"),
    (report(of_whom={"killed": {"cats": "1"}}), f"{R}.of_whom.killed.cats"),
    (report(of_whom={"killed": {"child": "all"}}), f"{R}.of_whom.killed.child"),
    (report(of_whom={"injured": {"child": "17"}}), f"{R}.of_whom.injured.child"),
    (report(of_whom={"injured": {"men": "9", "women": "8"}}), f"{R}.of_whom.injured"),
    (report(killed="", of_whom={"injured": {"child": "2x killed"}}),
     f"{R}.of_whom.injured.child"),
    (report(transfer=1), f"{R}.transfer"), (report(transfer={}), f"{R}.transfer.injured_to_killed"),
    (report(transfer={"injured_to_killed": 0}), f"{R}.transfer.injured_to_killed"),
    (report(transfer={"injured_to_killed": -1}), f"{R}.transfer.injured_to_killed"),
    (report(transfer={"injured_to_killed": 1.5}), f"{R}.transfer.injured_to_killed"),
    (report(transfer={"killed_to_injured": 1}), f"{R}.transfer.killed_to_injured"),
    (report(combatants={"killed": "2x injured"}), f"{R}.combatants.killed"),
    (report(combatants={"missing": "1"}), f"{R}.combatants.missing"),
    (report(killed="", injured=""), R), (report(confidential="no"), f"{R}.confidential"),
    (report(source_kind="rumour"), f"{R}.source_kind"), (report(quote=7), f"{R}.quote"),
    (report(quote="x" * 200_001), f"{R}.quote"), (report(speaker=["a"]), f"{R}.speaker"),
    # A statement
    (statement(area="Narnia"), f"{S}.area"), (statement(area=None), f"{S}.area"),
    (statement(killed=""), S), (statement(killed="lots"), f"{S}.killed"),
    (statement(since="2022-2-31"), f"{S}.since"), (statement(missing="3"), f"{S}.missing"),
    (statement(since="2022-08-10", as_of="2022-08-07"), f"{S}.as_of"),
    (statement(transfer={"injured_to_killed": 1}), f"{S}.transfer"),
    (statement(confidential=True), f"{S}.confidential"),
    # A joint report
    (joint(), f"{J}.from"), (joint({"from": "2022-08-01"}), f"{J}.to"),
    (joint({"from": "2022-08-02", "to": "2022-08-01"}), f"{J}.to"),
    (joint({"from": "2022-02-30"}), f"{J}.from"), (joint({"incidents": ["KHT-1"]}),
                                                  f"{J}.incidents"),
]  # fmt: skip


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One empty case for the whole table: it has to stay empty."""
    path = tmp_path_factory.mktemp("refused") / "case.ktcase"
    CaseFile.create(path).close()
    return path


@pytest.mark.parametrize(
    ("document", "path"), BAD, ids=[f"{n}-{p}" for n, (_, p) in enumerate(BAD)]
)
def test_bad_input_is_refused_with_its_path_and_nothing_is_added(
    case: Path, add: Any, document: Any, path: str
) -> None:
    before = case.read_bytes()
    result = add(case, document)
    assert result.code == 1
    assert result.sentence.startswith(f"{path}: " if path else ""), result.err
    assert result.sentence.endswith("Nothing was added.")
    assert len(result.sentence) < 600
    assert case.read_bytes() == before


NO_JSON = {
    "nothing": b"", "half": b'{"incidents": [', "Latin-1": '{"a": "é"}'.encode("latin-1"),
    "NaN": b'{"incidents": NaN}', "Infinity": b'{"incidents": [-Infinity]}',
    "two documents": b"{} {}", "a comment": b"{} // done", "a picture": b"\x89PNG\r\n\x1a\n\0\0",
    "a huge number": b'{"incidents": ' + b"1" * 5000 + b"}",
    "a key twice": b'{"incidents": [], "incidents": []}',
    "a key twice within": b'{"incidents": [{"event": {"date": "2022-01-01", "date": ""}}]}',
    "a key twice after many": json.dumps({f"k{n}": 0 for n in range(200_000)})[:-1].encode()
    + b', "k199999": 1}',
    "depth": b"[" * 100_000 + b"]" * 100_000,
    "depth of objects": b'{"incidents":' * 100_000 + b"1" + b"}" * 100_000,
    "broken UTF-16": b"\xff\xfe{\0",
}  # fmt: skip


@pytest.mark.parametrize("what", NO_JSON)
def test_what_is_no_json_is_refused_and_nothing_is_added(case: Path, add: Any, what: str) -> None:
    before = case.read_bytes()
    result = add(case, NO_JSON[what])
    assert result.code == 1
    assert result.sentence.startswith("Not valid JSON")
    assert result.sentence.endswith("Nothing was added.")
    assert case.read_bytes() == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_json_may_come_in_any_unicode_encoding(empty: Path, add: Any, encoding: str) -> None:
    text = json.dumps(incident(place="гуртожиток"), ensure_ascii=False)
    assert add(empty, text.encode(encoding)).code == 0


HUGE = "9" * 10_000_000
SNARES = "\x1b[2J\x07\u202e\0 \ud800"


@pytest.mark.parametrize("value", [HUGE, SNARES, "\n\n", "%s {text} {0}"], ids=range(4))
@pytest.mark.parametrize(
    ("make", "path"),
    [(report, field) for field in ("killed", "as_of", "source_kind", "published")]
    + [(incident, field) for field in ("district", "state", "grade", "code", "point_precision")],
)
def test_what_is_said_of_a_hostile_value_is_one_short_plain_line(
    empty: Path, add: Any, make: Any, path: str, value: str
) -> None:
    result = add(empty, json.dumps(make(**{path: value})))
    if value.strip():
        assert result.code == 1
        assert path in result.sentence or make is incident
        assert len(result.sentence) < 700
        assert result.sentence.isprintable()


def test_a_hostile_key_is_named_in_one_short_plain_line(case: Path, add: Any) -> None:
    for key in (HUGE, SNARES):
        result = add(case, json.dumps(incident(**{key: 1})))
        assert result.code == 1
        assert result.sentence.isprintable()
        assert len(result.sentence) < 300


def test_what_commands_a_terminal_is_neither_stored_nor_shown(
    empty: Path, add: Any, run: Any
) -> None:
    quote = f"before{SNARES}after\n    9  2022-01-01T00:00:00Z  forged  forged  KHT\x9b31m"
    assert add(empty, report(quote=quote, speaker=SNARES), "--author", SNARES).code == 0
    output = run("history", empty).out
    assert not any(c in output for c in "\x1b\x07\0\x9b")
    assert "\n    9  2022" not in output
    (quoted,) = [
        revision["changes"]["quote"][1]
        for revision in run("history", empty, "--json").document["revisions"]
        if "quote" in revision["changes"]
    ]
    assert quoted.startswith("before[2J\u202e ?after\n    9  2022")


def test_the_case_of_the_table_is_still_as_it_was_made(case: Path) -> None:
    with CaseFile.open(case) as opened:
        assert history.count(opened) == 1
