"""A clock that was set back or runs ahead never turns the history round, and is reported."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.cli import main
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store import clock, history, identity, incidents, verification
from kharkiv_tracker.store.case_file import CaseFile
from tests import identities

HOUR = 3600
DAY = 24 * HOUR


def after(seconds: int) -> AbstractContextManager[None]:
    """The fixed clock, so many seconds later or earlier than it usually starts."""
    return identities.fixed(f"clock {seconds}", identities.START + seconds * 10**9)


@pytest.fixture
def path(tmp_path: Path, strike: Callable[..., Any], add: Callable[..., Any]) -> Path:
    """A case of three edits; the clock of the second was an hour behind, that of the third not."""
    file = tmp_path / "clocks.ktcase"
    with after(0), CaseFile.create(file) as case:
        add(case, strike())
    with after(-HOUR), CaseFile.open(file) as case:
        add(case, strike("2022-08-18"))
    with after(HOUR), CaseFile.open(file) as case:
        add(case, strike("2022-08-19"))
    return file


def test_a_revision_is_never_earlier_than_the_one_before(path: Path) -> None:
    with after(HOUR), CaseFile.open(path) as case:
        revisions = history.revisions(case)
        times = [revision.at for revision in revisions]
        assert times == sorted(times)
        set_back = [r for r in revisions if clock.differing(r)]
        assert {revision.record[:14] for revision in set_back} == {"KHT-2022-08-18"}
        assert {revision.at for revision in set_back} == {times[1]}
        (own_time,) = {clock.differing(revision) for revision in set_back}
        assert own_time
        assert identity.written(own_time) == "2026-01-05T08:00:00Z"
        assert verification.verify(case) == verification.Verification(
            True, len(times), history.fingerprint(case), ()
        )
        # What was known by then goes by order.
        with case.as_recorded_on(parse_clock("2026-01-05T09:30Z")) as then:
            assert len(incidents.ids(then)) == 2


def test_two_minutes_are_no_difference(
    tmp_path: Path, strike: Callable[..., Any], add: Callable[..., Any]
) -> None:
    with after(0), CaseFile.create(tmp_path / "a.ktcase") as case:
        add(case, strike())
    with after(-100), CaseFile.open(tmp_path / "a.ktcase") as case:
        assert case.notice == ""
        add(case, strike())
        assert not any(map(clock.differing, history.revisions(case)))


def test_opening_reports_a_clock_that_is_behind_or_far_ahead(path: Path) -> None:
    with after(-3 * DAY), CaseFile.open(path) as case:
        assert case.notice.startswith(
            "The last change in this case file was made on 5 January 2026, 12:00, but this "
            "computer’s clock shows 2 January 2026, 11:00."
        )
        assert "new changes get the time of the last one" in case.notice
    with after(399 * DAY), CaseFile.open(path) as case:
        assert case.notice == ""
    with after(402 * DAY), CaseFile.open(path, reading=True) as case:
        assert "is read-only" in case.notice
        assert "clock shows 11 February 2027, 11:00" in case.notice
        assert "Check the date" in case.notice


def test_history_says_what_the_clock_said(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with after(HOUR):
        assert main(["history", str(path), "--json"]) == 0
        revisions = json.loads(capsys.readouterr().out)["revisions"]
        assert main(["history", str(path)]) == 0
    text = capsys.readouterr().out
    marked = [revision for revision in revisions if "clock" in revision]
    assert {revision["clock"] for revision in marked} == {"2026-01-05T08:00:00Z"}
    assert 0 < len(marked) < len(revisions)
    sentence = "       The computer’s clock showed 2026-01-05T08:00:00Z.\n"
    assert text.count(sentence) == len(marked)


def test_verify_notes_times_that_do_not_fit(
    path: Path,
    strike: Callable[..., Any],
    add: Callable[..., Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    # As earlier versions of the program recorded it: the clock as it was.
    with after(-DAY), CaseFile.open(path) as case, monkeypatch.context() as patch:
        patch.setattr(clock, "stamp", lambda _db: identity.stamp())
        (code,) = add(case, strike("2022-08-20")).incidents
    with after(HOUR):
        assert main(["verify", str(path), "--json"]) == 0
        document = json.loads(capsys.readouterr().out)
    (note,) = document["notes"]
    assert (document["ok"], document["problems"], note["record"]) == (True, [], code)
    assert "The recorded time is earlier than that of the previous revision" in note["note"]
    with after(-2 * DAY):
        assert main(["verify", str(path)]) == 0
        out = capsys.readouterr().out
        assert out.startswith("Verified: ")
        assert f"Note: revision {note['seq']}, {code}: The recorded time is earlier" in out
        with CaseFile.open(path) as case:
            revisions = history.count(case)
    assert f"{revisions} revisions, from this one on, have times" in out


def test_times_that_are_none_stop_nothing(path: Path) -> None:
    with after(2 * HOUR), CaseFile.open(path) as case:
        case.db.execute("DROP TRIGGER revisions_no_update")
        case.db.execute("UPDATE revisions SET at = 'never', edit = 'x' WHERE seq > 2")
        assert clock.notice(case.db) == ""
        assert clock.stamp(case.db) == "2026-01-05T11:00:00Z"
        assert not any(map(clock.differing, history.revisions(case)))
        result = verification.verify(case)
        assert (result.ok, result.notes) == (False, ())
