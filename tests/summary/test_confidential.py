"""Nothing that is printed names a person, or a source that is not to be named."""

import json
from dataclasses import replace
from typing import Any

import pytest

from kharkiv_tracker import labels
from kharkiv_tracker.domain.counting_rule import Grounds, derive
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.quantity import KILLED
from kharkiv_tracker.domain.source import Consent, Source
from kharkiv_tracker.store import incidents, records
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.states import record_from, state_of
from kharkiv_tracker.summary import period_template, summary_data
from kharkiv_tracker.summary.summary_request import SummaryRequest

SECRET = {"source": "Nurse N.", "speaker": "Ward seven", "office": "Hospital 99"}


def page(case: CaseFile, profile: Profile = Profile.RESTRICTED) -> str:
    request = SummaryRequest(profile=profile)
    return json.dumps(period_template.page(summary_data.gather(case, request)), ensure_ascii=False)


def registered(case: CaseFile, **marked: Any) -> None:
    """Mark every source in the source list."""
    with case.edit("a", "source_list") as edit:
        for uid, state in list(records.states(edit.db, "source")):
            edit.write("source", uid, state_of(replace(record_from(Source, state), **marked)))


@pytest.mark.parametrize(
    "marked",
    [
        {"confidential": True},
        {"consent": Consent.REFUSED},
        {"consent": Consent.WITHOUT_NAME},
        {"consent": Consent.NOT_ASKED},
    ],
)
def test_a_source_marked_in_the_source_list_is_not_named_wherever_it_was_read(
    made: Any, strike: Any, marked: dict[str, Any]
) -> None:
    statement = {"area": "Kharkiv oblast", "as_of": "2022-08-07", "killed": ">1000", **SECRET}
    case = made(strike(SECRET), statements=[statement])
    assert "Hospital 99" in page(case)
    registered(case, **marked)
    content = page(case)
    for name in SECRET.values():
        assert name not in content
    assert "Confidential source (2)" in content
    reports = incidents.reports(case, "KHT-2022-08-17-01")
    assert reports[0].is_confidential
    assert not reports[0].confidential
    figure = derive(Grounds(tuple(reports)))[KILLED]
    why = labels.because(figure, {report.uid: report for report in reports})
    assert "Confidential source" in why
    assert "Hospital" not in why


def test_a_source_that_may_be_named_is_named(made: Any, strike: Any) -> None:
    case = made(strike(SECRET))
    registered(case, consent=Consent.WITH_NAME)
    assert "Nurse N." in page(case, Profile.INTERNAL)
    assert "Nurse N." not in page(case)
    assert Source().may_be_named


@pytest.mark.parametrize("cleared", [False, True])
def test_no_person_is_named_on_the_page(made: Any, strike: Any, cleared: bool) -> None:
    person = {"name": "Oksana Nezabutnia", "age": "34", "notes": "of Saltivka", "cleared": cleared}
    content = page(made(strike(persons=[person])))
    for word in ("Oksana", "Nezabutnia", "of Saltivka"):
        assert word not in content


def test_no_chart_of_the_page_names_a_place_where_a_person_was_named(made, strike) -> None:
    """Places are labelled on screen; on the page only where names in them were taken out."""
    person = {"name": "Oksana Nezabutnia"}
    case = made(strike(persons=[person], place="flat of Oksana Nezabutnia"), strike())
    chart = summary_data.gather(case, SummaryRequest()).chart
    assert not chart.request.options.labelled
    assert "Nezabutnia" not in page(case)
