"""Back and forward over selections, kinds of charts, options and clocks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtWidgets import QApplication

from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.gui.navigation_history import NavigationHistory
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.store.case_file import CaseFile


class Hours:
    """A clock that the test turns."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:  # noqa: ARG001 - signals need one
    with CaseFile.in_memory("Navigation") as case:
        yield Session(case, "tester")


@pytest.fixture
def hours() -> Hours:
    return Hours()


@pytest.fixture
def navigation(session: Session, hours: Hours) -> NavigationHistory:
    return NavigationHistory(session, hours)


def test_every_stop_is_come_back_to(
    session: Session, navigation: NavigationHistory, hours: Hours
) -> None:
    seen = [stop(session)]
    march = Selection(first=date(2022, 3, 1))
    for go in (
        lambda: session.select(march),
        lambda: session.set_view(chart="per-day"),
        lambda: session.set_view(options=replace(session.options, raions=True)),
        lambda: session.set_view(dates=(datetime(2022, 8, 18, tzinfo=UTC), None)),
        lambda: session.select(Selection()),
    ):
        hours.now += 10
        go()
        seen.append(stop(session))
    assert not navigation.may_go_forward
    for location in reversed(seen[:-1]):
        navigation.back()
        assert stop(session) == location
    assert not navigation.may_go_back
    navigation.back()
    assert stop(session) == seen[0]
    for location in seen[1:]:
        navigation.forward()
        assert stop(session) == location


def test_another_way_taken_forgets_the_old_one(
    session: Session, navigation: NavigationHistory, hours: Hours
) -> None:
    for chart in ("per-day", "per-week"):
        hours.now += 10
        session.set_view(chart=chart)
    navigation.back()
    hours.now += 10
    session.set_view(chart="per-month")
    assert not navigation.may_go_forward
    navigation.back()
    assert session.chart == "per-day"


def test_what_is_slid_or_typed_on_end_is_one_stop(
    session: Session, navigation: NavigationHistory, hours: Hours
) -> None:
    for day in range(1, 20):
        hours.now += 0.05
        session.set_view(dates=(datetime(2022, 8, day, tzinfo=UTC), None))
    hours.now += 10
    for text in ("s", "sc", "school"):
        hours.now += 0.2
        session.select(Selection(text=text))
    navigation.back()
    assert session.selection == Selection()
    assert session.as_known_on == datetime(2022, 8, 19, tzinfo=UTC)
    navigation.back()
    assert session.as_known_on is None
    assert not navigation.may_go_back


def test_there_and_back_on_end_is_no_stop(
    session: Session, navigation: NavigationHistory, hours: Hours
) -> None:
    session.set_view(dates=(datetime(2022, 8, 19, tzinfo=UTC), None))
    hours.now += 0.1
    session.set_view(dates=(None, None))
    assert not navigation.may_go_back
    hours.now += 10
    session.set_view(chart="per-day")
    navigation.back()
    assert not navigation.may_go_back


def stop(session: Session) -> object:
    clocks = (session.as_known_on, session.as_recorded_on)
    return session.selection, session.chart, session.options, clocks
