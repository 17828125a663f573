"""Files of our own come back without loss: tables in any language, and JSON."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.export import formats, published_records
from kharkiv_tracker.export.formats import Format
from kharkiv_tracker.export.present_json import parts
from kharkiv_tracker.export.published_records import PublishedRecords
from kharkiv_tracker.imports import file_reader, own_file, own_plan
from kharkiv_tracker.imports.own_document import Records
from kharkiv_tracker.store import totals
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.verification import verify
from kharkiv_tracker.summary.summary_request import SummaryRequest

Read = Callable[[Path], dict[str, Records]]


def _workbook(path: Path) -> dict[str, Records]:
    return own_file.read_tables([file_reader.read(path)], path)


#: How each format is read, and what its file is called.
READERS: dict[Format, tuple[str, Read]] = {
    Format.CSV: ("out", own_file.read_folder),
    Format.XLSX: ("out.xlsx", _workbook),
    Format.JSON: ("out.json", own_file.read_json),
}


def written(case: CaseFile, folder: Path, format_: Format, **request: Any) -> dict[str, Records]:
    """The records of a case, exported and read again."""
    name, read = READERS[format_]
    target = folder / name
    formats.export(
        case, SummaryRequest(**{"profile": Profile.INTERNAL, **request}), format_, target
    )
    return read(target)


def records_of(case: CaseFile) -> dict[str, Any]:
    """All that files of the team have of a case, without the codes of notes and identifiers."""
    import json

    request = SummaryRequest(profile=Profile.INTERNAL)
    with published_records.opened(case, request) as source_case:
        records = PublishedRecords(source_case, request)
        text = b"".join(parts(records)).decode()
    read: dict[str, Any] = json.loads(f"{{{text.lstrip(',')}}}")
    read.pop("about")
    return read


@pytest.fixture
def target(tmp_path: Path) -> CaseFile:
    return CaseFile.create(tmp_path / "target.ktcase", "Another case")


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize("format_", READERS)
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
    own_plan.run(target, plan, "a", "import")
    before, after = records_of(case), records_of(target)
    for listed in before:
        assert sorted(after[listed], key=str) == sorted(before[listed], key=str), listed
    assert totals.totals(target).total == totals.totals(case).total
    assert verify(target).ok
