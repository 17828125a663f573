"""Doubts about reports: since the choice, unofficial above official, and their dates."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.counting_rule import Grounds, Rule, steps
from kharkiv_tracker.domain.flag import Finding, FindingKind, of_incident
from kharkiv_tracker.domain.incident import Incident, ReviewState
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, SourceKind, Speaker
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of, parse_date, parse_time
from kharkiv_tracker.labels import flag_text

DATED = EventTime(parse_date("2023-03-04"), precision=Precision.DATE)
PRESS = Source("Daily", SourceKind.MEDIA)


def report(uid: str, as_of: str, office: str = "", **fields: Any) -> Report:
    counts = {
        name: Count.parse(fields.pop(name)) for name in ("killed", "injured") if name in fields
    }
    source = Source() if office else PRESS
    speaker = Speaker("", office)
    return Report(
        uid, as_of=parse_as_of(as_of), speaker=speaker, source=source, counts=counts, **fields
    )


def flags_of(
    kind: FindingKind, reports: Sequence[Report], event: EventTime = DATED, chosen: str = ""
) -> list[Finding]:
    rule = (Rule.CHOSEN, chosen) if chosen else (Rule.LATEST, None)
    grounds = Grounds(tuple(reports), *rule)
    incident = Incident(event, "", code="KHT-2023-03-04-01", state=ReviewState.APPROVED)
    return [one for one in of_incident(incident, grounds, steps(grounds)) if one.kind is kind]


CHOSEN = report("a", "2023-03-04", "Police", killed="12", injured="20")


@pytest.mark.parametrize(
    ("later", "asks"),
    [
        (report("b", "2023-03-05", "OVA", killed="14"), True),
        (report("b", "2023-03-05", "OVA", killed="12"), False),
        (report("b", "2023-03-05", "OVA", killed="9"), True),
        (report("b", "2023-03-05", "OVA", killed="12+"), True),
        (report("b", "2023-03-05", "OVA", killed="7+"), False),
        (report("b", "2023-03-05", "Hospital", killed="12", role=Role.PARTIAL), False),
        (report("b", "2023-03-05", "Hospital", killed="13", role=Role.PARTIAL), True),
        (report("b", "2023-03-05", "OVA", killed="14", role=Role.RETOLD), False),
        (report("b", "2023-03-05", "OVA", killed="14", withdrawn=True), False),
        (report("b", "2023-03-05", "OVA", killed="0"), False),
        (report("b", "2023-03-05", "Police", killed="0"), True),
        (report("b", "2023-03-05", killed="14"), True),
        (report("b", "2023-03-04", "OVA", killed="14"), False),
        (report("b", "", "OVA", killed="14"), False),
    ],
)
def test_what_came_after_the_chosen_report_asks_where_it_says_something_else(
    later: Report, asks: bool
) -> None:
    flags = flags_of(FindingKind.SINCE_CHOSEN, [CHOSEN, later], chosen="a")
    assert [flag.content for flag in flags] == [{"quantity": "killed", "reports": ["b"]}] * asks
    # By the rule there is no choice that could be out of date.
    assert flags_of(FindingKind.SINCE_CHOSEN, [CHOSEN, later]) == []


def test_deaths_since_the_choice_ask_about_both_and_what_it_does_not_give_does_not() -> None:
    death = report("b", "2023-03-08", "Hospital", transfer=1)
    flags = flags_of(FindingKind.SINCE_CHOSEN, [CHOSEN, death], chosen="a")
    assert [flag.content["quantity"] for flag in flags] == ["killed", "injured"]
    only_killed = report("a", "2023-03-04", "Police", killed="12")
    more_injured = report("b", "2023-03-08", "Police", injured="30")
    assert flags_of(FindingKind.SINCE_CHOSEN, [only_killed, more_injured], chosen="a") == []


def test_one_report_more_and_a_correction_are_other_doubts() -> None:
    later = report("b", "2023-03-05", "OVA", killed="14")
    reports = [CHOSEN, later]
    (before,) = flags_of(FindingKind.SINCE_CHOSEN, reports, chosen="a")
    further = [*reports, report("c", "2023-03-06", "Mayor", killed="15")]
    (after,) = flags_of(FindingKind.SINCE_CHOSEN, further, chosen="a")
    corrected = [CHOSEN, replace(later, counts={"killed": Count.parse("16")})]
    (other,) = flags_of(FindingKind.SINCE_CHOSEN, corrected, chosen="a")
    assert len({before.key, after.key, other.key}) == 3
    assert flag_text.sentence(after, {one.uid: one for one in further}) == (
        "Killed: later than the chosen report, with another number: OVA, Mayor."
    )


def test_an_unofficial_number_above_an_official_one_is_one_doubt_and_no_disagreement() -> None:
    reports = [
        report("a", "2023-03-04", "Police", killed="12"),
        report("b", "2023-03-05", killed="30"),
        report("c", "2023-03-04", "OVA", killed="13-15"),
        report("d", "2023-03-04", "Mayor", killed="10-20"),
    ]
    (above,) = flags_of(FindingKind.UNOFFICIAL_ABOVE, reports)
    assert above.content == {"quantity": "killed", "reports": ["b"]}
    (apart,) = flags_of(FindingKind.DISAGREEMENT, reports)
    assert "b" not in apart.content["reports"]
    assert flag_text.sentence(above, {one.uid: one for one in reports}) == (
        "Killed: unofficial and higher than the official reports: Daily."
    )


@pytest.mark.parametrize(
    "reports",
    [
        # Struck out by a later official count.
        [report("b", "2023-03-04", killed="30"), report("a", "2023-03-05", "Police", killed="12")],
        # Nothing official to stand above.
        [report("b", "2023-03-04", killed="30"), report("a", "2023-03-04", killed="12")],
        [report("a", "2023-03-04", "Police", killed="12"), report("b", "2023-03-05", killed="9")],
        [
            report("a", "2023-03-04", "Police", killed="12"),
            report("b", "2023-03-05", killed="9-15"),
        ],
    ],
)
def test_an_unofficial_number_that_is_not_above_is_not_called_so(reports: list[Report]) -> None:
    assert flags_of(FindingKind.UNOFFICIAL_ABOVE, reports) == []


EXACT = EventTime(parse_date("2023-03-04"), parse_time("21:30"), Precision.EXACT)


@pytest.mark.parametrize(
    ("fields", "event", "why"),
    [
        ({"as_of": "2023-03-03"}, DATED, "before the event"),
        ({"as_of": "2022-03-05"}, DATED, "before the event"),
        ({"as_of": "2023-03-05", "published": "2022-03-05T10:00"}, DATED, "before the event"),
        ({"as_of": "2023-03-04T21:29"}, EXACT, "before the event"),
        ({"as_of": "2024-03-05"}, DATED, "a year after"),
        ({"as_of": "2024-03-04", "role": Role.RETOLD}, DATED, None),
        ({"as_of": "2022-03-05", "role": Role.RETOLD}, DATED, "before the event"),
        ({"as_of": "2022-03-05", "withdrawn": True}, DATED, None),
        ({"as_of": "2023-03-04T00:00"}, DATED, None),
        ({"as_of": "2023-03-04T21:30"}, EXACT, None),
        ({"as_of": "2023-03-04"}, EXACT, None),
        ({"as_of": "2023-03"}, DATED, None),
        ({"as_of": "2023-03-01/2023-03-05"}, DATED, None),
        ({"as_of": "2024-03-01"}, DATED, None),
        ({"as_of": "2024"}, DATED, None),
        ({"as_of": ""}, DATED, None),
        ({"as_of": "2020-01-01"}, EventTime(), None),
    ],
)
def test_dates_before_the_event_or_a_year_after_it(
    fields: dict[str, Any], event: EventTime, why: str | None
) -> None:
    published = parse_as_of(fields.pop("published", ""))
    one = report("a", fields.pop("as_of"), "Police", killed="1", published=published, **fields)
    flags = flags_of(FindingKind.IMPLAUSIBLE_DATE, [one], event)
    assert [flag.content["why"] for flag in flags] == ([why] if why else [])


def test_all_reports_of_a_mistyped_event_are_one_doubt() -> None:
    reports = [report(uid, "2022-03-05", office, killed="1") for uid, office in ("aA", "bB")]
    (flag,) = flags_of(FindingKind.IMPLAUSIBLE_DATE, reports)
    assert flag.content["reports"] == ["a", "b"]
    assert flag_text.sentence(flag, {one.uid: one for one in reports}) == (
        "Dated before the incident: A, B (5 Mar 2022)."
    )
