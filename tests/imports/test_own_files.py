"""Files of our own come back without loss: tables in any language, and JSON."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.counting_rule import Rule, Stress
from kharkiv_tracker.domain.entry import Entries, PersonEntry
from kharkiv_tracker.domain.person import Person
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.export import formats, published_records
from kharkiv_tracker.export.formats import Format
from kharkiv_tracker.export.present_json import parts
from kharkiv_tracker.export.published_records import PublishedRecords
from kharkiv_tracker.imports.own_files import own_file, own_plan
from kharkiv_tracker.imports.own_files.own_document import Records
from kharkiv_tracker.store import (
    corrections,
    incidents,
    person_records,
    records,
    rule_choice,
    totals,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.verification import verify
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests.imports import in_process

#: What the file of each format is called.
NAMES = {Format.CSV: "out", Format.XLSX: "out.xlsx", Format.JSON: "out.json"}


def read(path: Path) -> dict[str, Records]:
    """The records of a file of ours."""
    if path.suffix == ".xlsx":
        records = own_file.read_tables([in_process.read(path)])
    else:
        records = own_file.read(
            path, table=lambda file, code, sign, _step: in_process.read(file, code, sign)
        )
    assert records is not None
    return records


def written(case: CaseFile, folder: Path, format_: Format, **request: Any) -> dict[str, Records]:
    """The records of a case, exported and read again."""
    target = folder / NAMES[format_]
    formats.export(
        case, SummaryRequest(**{"profile": Profile.INTERNAL, **request}), format_, target
    )
    return read(target)


def records_of(case: CaseFile) -> dict[str, Any]:
    """All that files of the team have of a case, without the codes of notes and identifiers."""
    request = SummaryRequest(profile=Profile.INTERNAL)
    with published_records.opened(case, request) as source_case:
        text = b"".join(parts(PublishedRecords(source_case, request))).decode()
    read: dict[str, Any] = json.loads(f"{{{text.lstrip(',')}}}")
    read.pop("about")
    return read


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value with its path; records of lists by their ids."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from leaves(one, f"{path}.{name}")
    elif isinstance(value, list):
        for one in value:
            name = one.get("uid", "") if isinstance(one, dict) else ""
            yield from leaves(one, f"{path}[{name}]")
    else:
        yield path, str(value)


def count_alike(case: CaseFile, target: CaseFile) -> None:
    """Let a case count as another does."""
    (settings,) = (state for _uid, state in records.states(case.db, "case"))
    with target.edit("a", "rule") as edit:
        rule_choice.set_rule(edit, Rule(settings["rule"]))
        rule_choice.set_stress(edit, Stress(settings.get("stress", Stress.APART)))


@pytest.fixture
def target(tmp_path: Path) -> CaseFile:
    return CaseFile.create(tmp_path / "target.ktcase", "Another case")


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("format_", NAMES)
@pytest.mark.parametrize("name", ["sample", "everything"])
def test_what_is_exported_for_the_team_comes_back(
    name: str,
    format_: Format,
    language: str,
    target: CaseFile,
    tmp_path: Path,
    request: pytest.FixtureRequest,
) -> None:
    case: CaseFile = request.getfixturevalue(name)
    plan = own_plan.plan(target, written(case, tmp_path, format_, language=language))
    assert not plan.rejects
    count_alike(case, target)
    own_plan.run(target, plan, "a", "import")
    listed = records_of(case)
    # A merged incident has no reports of its own.
    listed["incidents"] = [one for one in listed["incidents"] if "merged_into" not in one]
    before, after = set(leaves(listed)), set(leaves(records_of(target)))
    assert before - after == set()
    assert after - before == set()
    assert totals.totals(target).total == totals.totals(case).total
    assert verify(target).ok


@pytest.mark.parametrize("format_", [Format.CSV, Format.JSON])
def test_nothing_comes_twice(
    format_: Format, sample: CaseFile, target: CaseFile, tmp_path: Path
) -> None:
    document = written(sample, tmp_path, format_)
    own_plan.run(target, own_plan.plan(target, document), "a", "import")
    for case in (sample, target):
        again = own_plan.plan(case, document)
        assert again.is_empty
        assert again.unchanged["incident"] == len(document["incidents"])
        assert (again.kept, again.rejects) == ((), ())


@pytest.mark.parametrize("format_", NAMES)
def test_a_version_for_others_does_not_come_twice(
    format_: Format, sample: CaseFile, target: CaseFile, tmp_path: Path
) -> None:
    document = written(sample, tmp_path, format_, profile=Profile.RESTRICTED)
    assert own_plan.plan(sample, document).is_empty
    plan = own_plan.plan(target, document)
    assert not plan.rejects
    own_plan.run(target, plan, "a", "import")
    assert totals.totals(target).total == totals.totals(sample).total
    assert own_plan.plan(target, document).is_empty


def test_a_code_alone_is_no_identity(sample: CaseFile, tmp_path: Path) -> None:
    """Copies of a case give the same code to different strikes of a day."""
    copy = CaseFile.open(Path(shutil.copy(tmp_path / "sample.ktcase", tmp_path / "copy.ktcase")))
    for case, place, killed in ((sample, "a school", "1"), (copy, "a market", "2")):
        case.record(strike(place, killed), "a", "add")
    plan = own_plan.plan(sample, written(copy, tmp_path, Format.CSV))
    assert plan.added == {"incident": 1, "report": 1}
    assert plan.recoded == (CODE,)
    assert own_plan.run(sample, plan, "a", "import").incidents == ("KHT-2024-05-01-02",)
    assert [incidents.incident(sample, f"KHT-2024-05-01-0{n}").place for n in (1, 2)] == [
        "a school",
        "a market",
    ]
    assert own_plan.plan(sample, written(copy, tmp_path, Format.JSON)).is_empty


def test_what_a_copy_has_more_is_added_and_what_differs_is_kept(
    sample: CaseFile, tmp_path: Path
) -> None:
    copy = CaseFile.open(Path(shutil.copy(tmp_path / "sample.ktcase", tmp_path / "copy.ktcase")))
    code = "KHT-2022-08-17-01"
    number = max(one.number for one in incidents.reports(sample, code))
    for case, killed in ((sample, "20"), (copy, "21")):
        case.record(more(code, killed, number + 1), "a", "add")
    incident = incidents.incident(copy, code)
    with copy.edit("a", "amend") as edit:
        corrections.amend(edit, code, replace(incident, place="elsewhere"))
    plan = own_plan.plan(sample, written(copy, tmp_path, Format.XLSX))
    assert (plan.added, plan.updated, plan.kept) == (
        {"report": 1, "person": 1},
        (code,),
        (code,),
    )
    own_plan.run(sample, plan, "a", "import")
    reports = {one.number: one for one in incidents.reports(sample, code)}
    assert [str(reports[number + n].counts["killed"]) for n in (1, 2)] == ["20", "21"]
    # Each person is named by the report of their own, which has another number here.
    named = {one.name: one.report for one in person_records.of(sample, code)}
    assert named["Person 21"] == reports[number + 2].uid
    assert incidents.incident(sample, code).place != "elsewhere"
    assert own_plan.plan(sample, written(copy, tmp_path, Format.XLSX)).is_empty
    assert verify(sample).ok


def test_an_import_is_undone_as_one_and_comes_again_with_its_codes(
    everything: CaseFile, target: CaseFile, tmp_path: Path
) -> None:
    document = written(everything, tmp_path, Format.JSON)
    before = records_of(target)
    recorded = own_plan.run(target, own_plan.plan(target, document), "a", "import")
    with target.edit("a", "undo") as edit:
        edit.undo(recorded.changes.edit)
    assert records_of(target) == before
    again = own_plan.plan(target, document)
    assert not again.recoded
    assert own_plan.run(target, again, "a", "import").incidents == recorded.incidents


def test_what_is_wrong_is_left_out_with_its_row_and_all_that_names_it(
    everything: CaseFile, target: CaseFile, tmp_path: Path
) -> None:
    document = written(everything, tmp_path, Format.CSV)
    first, second = (one for one in document["incidents"] if len(one["reports"]) > 1)
    first["reports"][0]["killed"], second["district"] = "many", "Nowhere"
    plan = own_plan.plan(target, document)
    wrong = {(one.place.table, one.path) for one in plan.rejects}
    assert wrong == {("reports", "killed"), ("incidents", "district")}
    assert {one.place for one in plan.rejects} == {first["reports"][0]["#"], second["#"]}
    assert any("combined report" in notice for notice in plan.notices)
    own_plan.run(target, plan, "a", "import")
    assert verify(target).ok


def test_another_person_approves_what_is_imported(
    sample: CaseFile, target: CaseFile, tmp_path: Path
) -> None:
    with target.edit("a", "rule") as edit:
        rule_choice.set_review(edit, True, 30)
    plan = own_plan.plan(target, written(sample, tmp_path, Format.CSV))
    assert any("ready for review" in notice for notice in plan.notices)
    own_plan.run(target, plan, "a", "import")
    states = {one["state"] for one in records_of(target)["incidents"]}
    assert "Approved" not in states


CODE = "KHT-2024-05-01-01"


def strike(place: str, killed: str) -> Entries:
    """A strike of a day."""
    event = {"date": "2024-05-01", "precision": "date"}
    report = {"as_of": "2024-05-01", "killed": killed, "source": "Gazette"}
    entry = {"event": event, "district": "Kyivskyi", "place": place, "reports": [report]}
    return entry_json.read({"incidents": [entry]}, gazetteer.load())


def more(code: str, killed: str, number: int) -> Entries:
    """A further report on an incident, and a person it names."""
    incident = {
        "code": code,
        "reports": [{"as_of": "2022-09-01", "killed": killed, "source": "Gazette"}],
    }
    entries = entry_json.read({"incidents": [incident]}, gazetteer.load())
    (entry,) = entries.incidents
    person = PersonEntry(Person(name=f"Person {killed}"), report=number)
    return Entries((replace(entry, persons=(person,)),))
