"""Back and forward over selections, kinds of charts, options and clocks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QApplication

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.gui.journey import Journey
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.store.case_file import CaseFile


class Hours:
    """A clock that the test turns."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:  # noqa: ARG001 - signals need one
    with CaseFile.in_memory("Journeys") as case:
        yield Session(case, "tester")


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def journey(session: Session, hours: Hours) -> Journey:
    return Journey(session, hours)


def test_every_stop_is_come_back_to(session: Session, journey: Journey, hours: Hours) -> None:
    seen = [stop(session)]
    march = Selection(first=date(2022, 3, 1))
    for go in (
        lambda: session.select(march),
        lambda: session.turn(chart="per-day"),
        lambda: session.turn(options=replace(session.options, raions=True)),
        lambda: session.turn(clocks=(datetime(2022, 8, 18, tzinfo=UTC), None)),
        lambda: session.select(Selection()),
    ):
        hours.now += 10
        go()
        seen.append(stop(session))
    assert not journey.may_go_forward
    for wanted in reversed(seen[:-1]):
        journey.back()
        assert stop(session) == wanted
    assert not journey.may_go_back
    journey.back()
    assert stop(session) == seen[0]
    for wanted in seen[1:]:
        journey.forward()
        assert stop(session) == wanted


def test_another_way_taken_forgets_the_old_one(
    session: Session, journey: Journey, hours: Hours
) -> None:
    for chart in ("per-day", "per-week"):
        hours.now += 10
        session.turn(chart=chart)
    journey.back()
    hours.now += 10
    session.turn(chart="per-month")
    assert not journey.may_go_forward
    journey.back()
    assert session.chart == "per-day"


def test_what_is_slid_or_typed_on_end_is_one_stop(
    session: Session, journey: Journey, hours: Hours
) -> None:
    for day in range(1, 20):
        hours.now += 0.05
        session.turn(clocks=(datetime(2022, 8, day, tzinfo=UTC), None))
    hours.now += 10
    for text in ("s", "sc", "school"):
        hours.now += 0.2
        session.select(Selection(text=text))
    journey.back()
    assert session.selection == Selection()
    assert session.as_known_on == datetime(2022, 8, 19, tzinfo=UTC)
    journey.back()
    assert session.as_known_on is None
    assert not journey.may_go_back


def test_there_and_back_on_end_is_no_stop(session: Session, journey: Journey, hours: Hours) -> None:
    session.turn(clocks=(datetime(2022, 8, 19, tzinfo=UTC), None))
    hours.now += 0.1
    session.turn(clocks=(None, None))
    assert not journey.may_go_back
    hours.now += 10
    session.turn(chart="per-day")
    journey.back()
    assert not journey.may_go_back


def stop(session: Session) -> object:
    clocks = (session.as_known_on, session.as_recorded_on)
    return session.selection, session.chart, session.options, clocks
