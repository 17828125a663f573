"""Tables: their numbers are those of the case, their texts come back as they were."""

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.analysis.csv_table import guarded, unguarded
from kharkiv_tracker.domain.counting_rule import derive
from kharkiv_tracker.domain.fields import Kind
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import zone
from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.export import columns, formats, table_list, table_rows
from kharkiv_tracker.export.formats import Format
from kharkiv_tracker.export.table_list import SumItem
from kharkiv_tracker.store import incidents, totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests.net import golden

INTERNAL = SummaryRequest(profile=Profile.INTERNAL)


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def bounds(row: dict[str, str], quantity: str) -> tuple[int | None, ...]:
    cells = (row[f"{quantity}_{end}"] for end in ("low", "best", "high"))
    return tuple(int(cell) if cell else None for cell in cells)


def written(case: CaseFile, folder: Path, request: SummaryRequest = INTERNAL) -> Path:
    formats.export(case, request, Format.CSV, folder)
    return folder


def test_every_kind_of_field_comes_to_columns() -> None:
    assert columns.COLUMNS.keys() == set(Kind)


@pytest.mark.parametrize("profile", Profile)
def test_no_table_has_two_columns_of_one_name(profile: Profile) -> None:
    for table in table_list.all_tables(profile):
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names)), table.name
        assert set(table.key) <= set(names)
        assert {column.type for column in table.columns} <= columns.TYPES.keys()


@pytest.mark.parametrize("case", ["sample", "everything"])
def test_figures_are_derived_again_from_the_reports(
    case: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    opened: CaseFile = request.getfixturevalue(case)
    listed = rows(written(opened, tmp_path / "out"), "incidents")
    assert listed
    for row in listed:
        derived = derive(incidents.grounds(opened, row["code"]))
        for quantity in COUNTED:
            figure = derived[quantity]
            assert bounds(row, quantity) == (figure.low, figure.best, figure.high)


@pytest.mark.parametrize(
    "view",
    [
        View(),
        View(Selection(text="dormitory")),
        View(as_known_on=datetime(2022, 8, 18, 12, tzinfo=zone())),
        View(as_recorded_on=datetime(2030, 1, 1, tzinfo=zone())),
    ],
    ids=["all", "text", "known", "recorded"],
)
@pytest.mark.parametrize("profile", [Profile.RESTRICTED, Profile.INTERNAL])
def test_sums_by_month_and_district_are_the_totals(
    sample: CaseFile, tmp_path: Path, view: View, profile: Profile
) -> None:
    request = SummaryRequest(view, profile=profile)
    folder = written(sample, tmp_path / "out", request)
    total = totals.totals(sample, request.selection, "district", view.as_known_on)
    sums = rows(folder, "figures")
    for quantity in COUNTED:
        lows = [bounds(row, quantity)[0] for row in sums]
        assert sum(low or 0 for low in lows) == total.total.toll[quantity].low
    by_district: dict[str, int] = {}
    for row in sums:
        low = bounds(row, "killed")[0] or 0
        by_district[row["district_key"]] = by_district.get(row["district_key"], 0) + low
    assert by_district == {g.key: g.toll["killed"].low or 0 for g in total.groups}
    counted = [row for row in rows(folder, "incidents") if row["counted"] == "yes"]
    assert len(counted) == total.total.incidents


def test_a_child_row_belongs_to_a_row(everything: CaseFile, tmp_path: Path) -> None:
    folder = written(everything, tmp_path / "out")
    for table in table_list.all_tables(Profile.INTERNAL):
        if table.of:
            codes = {row["code"] for row in rows(folder, table.of)}
            named = {row[table.columns[0].name] for row in rows(folder, table.name)}
            assert named <= codes, table.name
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for resource in described["resources"]:
        fields = [field["name"] for field in resource["schema"]["fields"]]
        head = (folder / resource["path"]).read_text("utf-8-sig").splitlines()[0]
        assert head == ",".join(fields)


_SIGNS = st.characters(exclude_categories=["Cs"])


@given(st.text(st.sampled_from("=+-@＝＋－＠';\t\r\n x1") | _SIGNS))
def test_a_guarded_text_is_no_formula_and_comes_back(text: str) -> None:
    safe = guarded(text)
    assert unguarded(safe) == text
    for line in safe.replace("\r", "\n").split("\n"):
        for cell in line.split(";"):
            assert not cell.strip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


class _Stopped(Exception):
    pass


def _stopping(after: int) -> Any:
    calls = iter(range(after))

    def progress(_done: int, _of: int) -> None:
        if next(calls, None) is None:
            raise _Stopped

    return progress


@pytest.mark.parametrize(
    ("format_", "complete"), [*((each, False) for each in Format), (Format.JSON, True)]
)
def test_given_up_it_leaves_nothing(
    sample: CaseFile, tmp_path: Path, format_: Format, complete: bool
) -> None:
    folder = tmp_path / "empty"
    folder.mkdir()
    with pytest.raises(_Stopped):
        formats.export(sample, SummaryRequest(), format_, folder / "out", _stopping(0), complete)
    assert list(folder.iterdir()) == []


def test_a_target_in_the_way_is_said_in_the_language_of_who_asks(
    sample: CaseFile, tmp_path: Path
) -> None:
    for format_ in (Format.CSV, Format.XLSX, Format.JSON):
        with pytest.raises(CaseUnavailable, match="could not be saved"):
            formats.export(
                sample, SummaryRequest(language="uk"), format_, tmp_path / "no" / "such" / "place"
            )


# A second package says what changed since the first: tests/export/test_public_package.py.
@pytest.mark.parametrize("format_", sorted(set(Format) - {Format.PACKAGE}))
def test_the_same_case_gives_the_same_bytes(
    sample: CaseFile, tmp_path: Path, format_: Format
) -> None:
    def files() -> Iterator[bytes]:
        target = tmp_path / "out"
        formats.export(sample, SummaryRequest(), format_, target)
        for path in sorted(target.rglob("*")) if target.is_dir() else [target]:
            if path.is_file():
                yield path.read_bytes()

    assert list(files()) == list(files())


def test_incidents_that_do_not_add_up_are_not_written(sample: CaseFile) -> None:
    expected = totals.totals(sample)
    items = [
        SumItem("", group.key, "incidents", group.incidents, group.toll)
        for group in expected.groups
    ]
    table_rows.compare(items, expected)
    with pytest.raises(CaseUnavailable, match="add up"):
        table_rows.compare(items[1:], expected)


@pytest.mark.parametrize("profile", [Profile.RESTRICTED, Profile.INTERNAL])
def test_the_tables_of_the_sample_are_what_they_were(
    sample: CaseFile, tmp_path: Path, profile: Profile
) -> None:
    folder = written(sample, tmp_path / "out", SummaryRequest(profile=profile))
    # Notes on the export have the time of the last revision, which is now.
    kept = sorted(set(folder.glob("*.csv")) - {folder / "export_notes.csv"})
    text = "\n".join(f"# {path.name}\n{path.read_text('utf-8-sig')}" for path in kept)
    golden.compare(f"exports/sample-{profile.value}.csv", text, tmp_path)
