"""What the store takes, beside bare SQL or a bare loop over the same rows."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time
from typing import Any

from sqlite_utils import Database

from kharkiv_tracker import gazetteer
from kharkiv_tracker.analysis import series
from kharkiv_tracker.charts import day_source
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.entry import Entries, IncidentEntry
from kharkiv_tracker.domain.quantity import COUNTED, KILLED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_as_of
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import (
    engine,
    incidents,
    record_checks,
    text_search,
    totals,
    verification,
)
from kharkiv_tracker.store.case_file import CaseFile
from tests.benchmarks import process, synthetic
from tests.benchmarks.case_set import CaseSet
from tests.benchmarks.row import Measure, Pair, Timer

#: So many saves, or readings of a page, are one measurement.
_SAVES, _READS = 10, 5
_MANY, _ONE_EDIT, _ROWS = 10_000, 200_000, 256
_LETTERS = "kht-2"
#: What the day sums come to by district, without the rules about what is unknown or open.
_DAY_SUMS = (
    "SELECT district, quantity, sum(incidents), sum(low), sum(best), sum(high), sum(unknown), "
    "sum(about) FROM day_sums GROUP BY district, quantity"
)
#: The running sums of each district from the figures of incidents.
_SERIES = (
    "SELECT i.district, f.quantity, i.date, sum(sum(f.low)) OVER days, sum(sum(f.best)) OVER days, "
    "sum(sum(f.high)) OVER days FROM incidents AS i JOIN figure_steps AS f ON f.incident = i.id "
    "WHERE f.known_to IS NULL AND f.quantity IN (?, ?) AND i.state <> 'Withdrawn' "
    "AND i.grade IS NOT 'Discounted' AND i.date IS NOT NULL "
    "GROUP BY i.district, f.quantity, i.date "
    "WINDOW days AS (PARTITION BY i.district, f.quantity ORDER BY i.date)"
)
_CHAIN = (
    "SELECT p.salt, p.payload, r.digest FROM revisions AS r JOIN payloads AS p ON p.revision = r.id"
)
_VERIFIED = """
import sys
from kharkiv_tracker.cli import main
sys.argv = ["kharkiv-tracker", "verify", sys.argv[1]]
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
from tests.benchmarks.process import memory
print(memory("VmHWM"))
"""


def timed(work: Callable[[], object], times: int = 1) -> Timer:
    """A timer of work: the mean of so many times, in milliseconds of processor time."""

    def measure() -> float:
        began = process_time()
        for _number in range(times):
            work()
        return 1000 * (process_time() - began) / times

    return measure


def encrypted(read: Callable[[CaseFile], Callable[[], Any]], times: int = 1) -> Measure:
    """A measure of the encrypted case beside the plain one."""

    @contextmanager
    def measure(cases: CaseSet) -> Iterator[Pair]:
        ours, bare = read(cases.encrypted), read(cases.case)
        yield Pair(timed(ours, times), timed(bare, times), lambda: _equal(ours(), bare()))

    return measure


def _equal(ours: object, bare: object) -> None:
    assert ours == bare, "the results differ"


@contextmanager
def save(cases: CaseSet) -> Iterator[Pair]:
    path = cases.new_path("bare")
    path.touch()
    db = engine.connect(path)
    db.execute("CREATE TABLE reports (id INTEGER PRIMARY KEY, incident, said, killed, injured)")

    def insert() -> None:
        db.execute("BEGIN IMMEDIATE")
        row = ["0" * 24, "Synthetic office 1", "3", "8"]
        db.execute("INSERT INTO reports (incident, said, killed, injured) VALUES (?, ?, ?, ?)", row)
        db.execute("COMMIT")

    ours, bare = saves(cases.copy), insert

    def check() -> None:
        counts = [_count(one, "reports") for one in (cases.copy.db, db)]
        ours(), bare()
        assert [_count(one, "reports") - 1 for one in (cases.copy.db, db)] == counts

    yield Pair(timed(ours, _SAVES), timed(bare, _SAVES), check)
    db.close()


@contextmanager
def encrypted_save(cases: CaseSet) -> Iterator[Pair]:
    ours, bare = saves(cases.encrypted_copy), saves(cases.copy)
    yield Pair(timed(ours, _SAVES), timed(bare, _SAVES))


def _count(db: Database, table: str) -> int:
    return int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - our own


def saves(case: CaseFile) -> Callable[[], object]:
    """What saves a report of the next incident."""
    codes = case.db.execute(
        "SELECT code FROM incidents WHERE state <> 'Withdrawn' AND grade = 'Confirmed' "
        "AND date IS NOT NULL ORDER BY id"
    ).fetchall()
    dice = random.Random(1)  # noqa: S311 - nothing here is secret

    def report() -> object:
        ((code,),) = dice.choices(codes)
        told = Report(
            as_of=parse_as_of("2026-11-15"),
            speaker=Speaker("", "Synthetic office 1"),
            source=Source("Synthetic outlet 1"),
            counts={"killed": Count.parse("3"), "injured": Count.parse("8")},
        )
        entries = Entries((IncidentEntry(None, (told,), code),))
        return case.record(entries, synthetic.AUTHOR, synthetic.REASON)

    return report


def _totals(case: CaseFile) -> Callable[[], Any]:
    return lambda: totals.totals(case)


@contextmanager
def district_totals(cases: CaseSet) -> Iterator[Pair]:
    ours, execute = _totals(cases.case), cases.case.db.conn.execute

    def bare() -> Any:
        return execute(_DAY_SUMS).fetchall()

    def check() -> None:
        expected = {(row[0], row[1]): row[4] for row in bare()}
        for group in ours().groups:
            for quantity in COUNTED:
                assert group.toll[quantity].best == expected.get((group.key, quantity))

    yield Pair(timed(ours, _READS), timed(bare, _READS), check)


def _series(case: CaseFile) -> Callable[[], Any]:
    return lambda: series.cumulative(day_source.of(case, View()))


@contextmanager
def district_series(cases: CaseSet) -> Iterator[Pair]:
    ours, execute = _series(cases.case), cases.case.db.conn.execute

    def bare() -> Any:
        return execute(_SERIES, COUNTED).fetchall()

    def check() -> None:
        ends = {row[0]: row[4] for row in bare() if row[1] == KILLED}
        for curve in ours():
            assert (curve.dated_end.toll[KILLED].best or 0) == (ends.get(curve.district) or 0)

    yield Pair(timed(ours), timed(bare), check)


def _series_ends(case: CaseFile) -> Callable[[], Any]:
    read = _series(case)
    return lambda: [curve.end for curve in read()]


def _find(case: CaseFile) -> Callable[[], Any]:
    words = [_LETTERS[: number + 1] for number in range(len(_LETTERS))]
    return lambda: [text_search.find(case, word) for word in (*words, "dormitory")]


def _page(case: CaseFile) -> Callable[[], Any]:
    ids = incidents.ids(case)
    first = len(ids) // 2
    return lambda: incidents.rows(case, ids[first : first + _ROWS])


encrypted_totals = encrypted(_totals, _READS)
encrypted_series = encrypted(_series_ends)
encrypted_find = encrypted(_find)
encrypted_page = encrypted(_page, _READS)


@contextmanager
def batch(cases: CaseSet) -> Iterator[Pair]:
    """New incidents, with their reports, in one edit of an empty case."""
    number = min(cases.size, _MANY)
    entries = Entries(tuple(synthetic.incidents(number)))
    tables = _flat(_documents(number))

    def ours() -> float:
        with CaseFile.create(cases.new_path("batch")) as case:
            took = timed(lambda: case.record(entries, synthetic.AUTHOR, synthetic.REASON))()
            assert _count(case.db, "incidents") == len(tables["incidents"])
            assert _count(case.db, "reports") == len(tables["reports"])
        return took

    def bare() -> float:
        path = cases.new_path("bare")
        path.touch()
        db = engine.connect(path)

        def insert() -> None:
            for name, rows in tables.items():
                db[name].insert_all(rows)

        took = timed(insert)()
        assert {name: _count(db, name) for name in tables} == {
            name: len(rows) for name, rows in tables.items()
        }
        db.close()
        return took

    yield Pair(ours, bare)


def _flat(documents: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Incidents and their reports as the rows of two tables."""
    rows: dict[str, list[dict[str, Any]]] = {"incidents": [], "reports": []}
    for number, document in enumerate(documents):
        rows["incidents"].append({"id": number, **document, "reports": None, "event": None})
        rows["reports"] += [{"incident": number, **report} for report in document["reports"]]
    return rows


def _documents(size: int) -> list[dict[str, Any]]:
    """The made-up incidents as JSON documents."""
    return [
        {
            "event": {"date": one.told_from.isoformat()},
            "district": one.incident.district,
            "place": one.incident.place,
            "state": one.incident.state.value,
            "reports": [
                {
                    "office": told.speaker.office,
                    "source": told.source.name,
                    "quote": synthetic.quote(one.number, place),
                    **{name: text for name, text in told.counts.items() if name in COUNTED},
                }
                for place, told in enumerate(synthetic.stories()[one.story])
            ],
        }
        for one in synthetic.made(size)
    ]


@contextmanager
def one_edit(cases: CaseSet) -> Iterator[Pair]:
    """So many rows of incidents and reports in one edit, in seconds."""
    entries, rows = [], 0
    for entry in synthetic.incidents(_ONE_EDIT):
        if rows >= min(_ONE_EDIT, 20 * cases.size):
            break
        entries.append(entry)
        rows += 1 + len(entry.reports)
    whole = Entries(tuple(entries))

    def ours() -> float:
        with CaseFile.create(cases.new_path("edit")) as case:
            return timed(lambda: case.record(whole, "", ""))() / 1000

    yield Pair(ours)


@contextmanager
def chain(cases: CaseSet) -> Iterator[Pair]:
    yield _verified(cases, lambda case: list(record_checks.chain(case.db)))


@contextmanager
def verify(cases: CaseSet) -> Iterator[Pair]:
    yield _verified(cases, lambda case: list(verification.verify(case).problems))


def _verified(cases: CaseSet, verify: Callable[[CaseFile], list[Any]]) -> Pair:
    """Beside the hashes alone of the same rows."""

    def bare() -> bool:
        return all(
            hashlib.sha256(f"{salt}\n{payload}".encode()).hexdigest() == digest
            for salt, payload, digest in cases.case.db.conn.execute(_CHAIN)
        )

    # That nothing is wrong is asserted in each round: a check of its own would take as long.
    return Pair(
        timed(lambda: _equal(verify(cases.case), [])), timed(bare), lambda: _equal(bare(), True)
    )


@contextmanager
def verify_memory(cases: CaseSet) -> Iterator[Pair]:
    with process.home() as folder:
        yield Pair(lambda: float(process.run(_VERIFIED, folder, str(cases.path))))


@contextmanager
def read_json(cases: CaseSet) -> Iterator[Pair]:
    """Incidents as `add` reads them from a file."""
    written = _documents(min(cases.size, _MANY))
    text = json.dumps({"incidents": written})
    places = gazetteer.load()

    def check() -> None:
        entries = entry_json.parse(text, places).incidents
        assert [len(entry.reports) for entry in entries] == [len(one["reports"]) for one in written]

    yield Pair(
        timed(lambda: entry_json.parse(text, places)), timed(lambda: json.loads(text)), check
    )


@contextmanager
def file_size(cases: CaseSet) -> Iterator[Pair]:
    reports = _count(cases.case.db, "reports")
    yield Pair(lambda: cases.path.stat().st_size / reports)
