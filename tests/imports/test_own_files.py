"""Files of our own come back without loss: tables in any language, and JSON."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.domain.counting_rule import Rule, Stress
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.export import formats, published_records
from kharkiv_tracker.export.formats import Format
from kharkiv_tracker.export.present_json import parts
from kharkiv_tracker.export.published_records import PublishedRecords
from kharkiv_tracker.imports import own_file, own_plan
from kharkiv_tracker.imports.own_document import Records
from kharkiv_tracker.store import records, rule_choice, totals
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
