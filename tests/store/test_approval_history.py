"""Of which incidents nothing was written since their approval, read of many at once."""

from pathlib import Path

from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.entry import Entries, IncidentEntry
from kharkiv_tracker.domain.incident import Incident, ReviewState
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.when import EventTime
from kharkiv_tracker.store import approval_history, derived_figures
from kharkiv_tracker.store.case_file import CaseFile

SALTIVSKYI = "UA63120270010315719"


def test_only_what_nobody_wrote_to_since_is_unchanged(tmp_path: Path) -> None:
    with CaseFile.create(tmp_path / "a.ktcase") as case:
        entries = [
            IncidentEntry(Incident(EventTime(), SALTIVSKYI, state=state), (_report("3"),))
            for state in (ReviewState.APPROVED, ReviewState.APPROVED, ReviewState.DRAFT)
        ]
        codes = case.record(Entries(tuple(entries)), "A", "").incidents
        uids = [uid for (uid,) in case.db.execute("SELECT uid FROM incidents ORDER BY code")]
        assert approval_history.unchanged(case.db, uids) == {*uids[:2]}
        later = case.record(Entries((IncidentEntry(None, (_report("5"),), codes[0]),)), "B", "")
        assert approval_history.unchanged(case.db, uids) == {uids[1]}
        assert derived_figures.since_approval(case.db, uids[0]) is not None
        with case.edit("C", "") as edit:
            edit.undo(later.changes.edit)
        assert approval_history.unchanged(case.db, uids) == {*uids[:2]}
        assert derived_figures.since_approval(case.db, uids[0]) is None


def _report(killed: str) -> Report:
    return Report(counts={"killed": Count.parse(killed)})
