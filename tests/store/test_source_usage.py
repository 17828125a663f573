"""The source list corrected, and offices with those who speak for them."""

import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.source import Reliability, Source, SourceKind
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import source_usage
from kharkiv_tracker.store.case_file import CaseFile

_SPEAKERS = (
    ("Oleh Syniehubov", "OVA", "Suspilne"),
    ("", "OVA", "Suspilne"),
    ("Олег Новак", "Police", "OVA channel"),
    ("Олег  новак", "Prosecutor", "OVA channel"),
    ("", "", "Witness list"),
)


@pytest.fixture
def case() -> CaseFile:
    made = CaseFile.in_memory("Kharkiv")
    reports = [
        {"as_of": "2022-08-18", "killed": "7", "speaker": who, "office": office, "source": source}
        for who, office, source in _SPEAKERS
    ]
    fields = {"event": {"date": "2022-08-17"}, "district": "Saltivskyi"}
    reports = [{name: text for name, text in one.items() if text} for one in reports]
    made.record(
        entry_json.read({"incidents": [{**fields, "reports": reports}]}, gazetteer.load()),
        "x",
        "add",
    )
    return made


def uid(case: CaseFile, name: str) -> str:
    return next(one.uid for one in source_usage.listed(case) if one.source.name == name)


def test_a_source_is_corrected(case: CaseFile) -> None:
    source = Source("Suspilne Kharkiv", SourceKind.MEDIA, Reliability.B, 2, "uk", "calls back")
    with case.edit("x", "source") as edit:
        source_usage.amend(edit, uid(case, "Suspilne"), source)
    assert source in source_usage.sources(case)
    assert edit.changes.sources


@pytest.mark.parametrize("wrong", [Source(), Source("OVA  channel"), Source("Suspilne", rank=0)])
def test_a_source_nobody_could_tell_from_another_is_refused(case: CaseFile, wrong: Source) -> None:
    before = source_usage.sources(case)
    with pytest.raises(Refused), case.edit("x", "source") as edit:
        source_usage.amend(edit, uid(case, "Suspilne"), wrong)
    assert source_usage.sources(case) == before


def test_each_office_has_its_people_and_who_speaks_for_two_is_told(case: CaseFile) -> None:
    by_office = {
        office: [(who.speaker.person, who.times, who.also) for who in people]
        for office, people in source_usage.offices(case)
    }
    assert by_office["OVA"] == [("", 1, ()), ("Oleh Syniehubov", 1, ())]
    assert [also for _who, _times, also in by_office["Police"]] == [("Prosecutor",)]
    assert [also for _who, _times, also in by_office["Prosecutor"]] == [("Police",)]
