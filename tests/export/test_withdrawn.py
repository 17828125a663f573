"""What was withdrawn is said to be, and is in the files of the team alone."""

import csv
import json
from pathlib import Path

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.export import formats
from kharkiv_tracker.export.formats import Format
from kharkiv_tracker.store import corrections
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary.summary_request import SummaryRequest

REPORT, TOTAL, INCIDENT = "KHT-2022-08-17-01/2", "STA-2022-08-07-01", "KHT-2022-08-17-01"


def withdrawn(case: CaseFile) -> None:
    with case.edit("a", "withdrawn") as edit:
        for code in (REPORT, TOTAL):
            corrections.withdraw(edit, code)


def document(case: CaseFile, target: Path, profile: Profile) -> dict[str, list[dict[str, object]]]:
    formats.export(case, SummaryRequest(profile=profile), Format.JSON, target)
    return json.loads(target.read_bytes())


def test_a_withdrawn_report_or_total_is_marked_for_the_team(
    sample: CaseFile, tmp_path: Path
) -> None:
    withdrawn(sample)
    listed = document(sample, tmp_path / "all.json", Profile.INTERNAL)
    (incident,) = (one for one in listed["incidents"] if one["code"] == INCIDENT)
    reports = incident["reports"]
    assert isinstance(reports, list)
    assert [one["number"] for one in reports if one.get("withdrawn")] == [2]
    assert [one["code"] for one in listed["statements"] if one.get("withdrawn")] == [TOTAL]


def test_a_table_of_the_team_counts_what_was_not_withdrawn(
    sample: CaseFile, tmp_path: Path
) -> None:
    withdrawn(sample)
    formats.export(sample, SummaryRequest(profile=Profile.INTERNAL), Format.CSV, tmp_path / "out")

    def rows(name: str) -> list[dict[str, str]]:
        text = (tmp_path / "out" / f"{name}.csv").read_text("utf-8-sig")
        return list(csv.DictReader(text.splitlines()))

    reports = [row for row in rows("reports") if row["incident"] == INCIDENT]
    (incident,) = (row for row in rows("incidents") if row["code"] == INCIDENT)
    assert [row["code"] for row in reports if row["withdrawn"] == "yes"] == [REPORT]
    assert int(incident["reports"]) == len(reports) - 1


def test_others_do_not_see_what_was_withdrawn(sample: CaseFile, tmp_path: Path) -> None:
    withdrawn(sample)
    listed = document(sample, tmp_path / "others.json", Profile.RESTRICTED)
    (incident,) = (one for one in listed["incidents"] if one["code"] == INCIDENT)
    reports = incident["reports"]
    assert isinstance(reports, list)
    assert 2 not in [one["number"] for one in reports]
    assert TOTAL not in [one["code"] for one in listed["statements"]]
