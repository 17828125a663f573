"""One rich case with a marked word in every field: each version of its pages has its own words."""

import io
import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf
import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.charts import chart_bytes, kinds
from kharkiv_tracker.charts.chart_request import Options
from kharkiv_tracker.domain.clearance import Decision
from kharkiv_tracker.domain.note import Note
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.errors import CaseUnavailable, Refused
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import incidents, note_records, person_records, publication
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import incident_csv, pdf, summary_data
from kharkiv_tracker.summary.summary_request import Also, SummaryRequest, Template

CODE = "KHT-2022-08-17-01"
RESTRICTED = ("Placemark", "Summarymark", "Openoffice", "Totaloffice")
OPEN = (
    *("Openoutlet", "Speakername", "open.example/urlmark", "open.example/archivemark"),
    *("Titlemark", "Fullname", "Totaloutlet", "Totalspeaker", "total.example"),
    *("Witnessallowed", "ownlink.example"),
)
INTERNAL = (
    *("Secretoutlet", "Secretspeaker", "Secretoffice", "Secretquote", "secret.example"),
    *("Letteroutlet", "Letterspeaker", "Letterquote", "letter.example"),
    *("Withheldoutlet", "Withheldspeaker", "Withheldquote", "withheldsource.example"),
    *("Witnessname", "Witnessquote", "linkaway.example"),
    *("Shortsurname", "Agesurname", "Nonesurname", "Awaysurname", "Personnotes", "50.03123"),
    *("Notemark", "Identmark"),
    "Familymark",
)
#: On no page: what only the case file tells.
NEVER = (
    *("Authormark", "Textmark", "Docnotes", "Collectormark", "Methodmark", "Sourcenotes"),
    *("Circummark", "Responsiblemark", "Claimmark"),
)
#: Printed where it is chosen: in the open version quotes, in any the optional fields.
QUOTE = "Quotemark"
#: A name that the open version shortens.
SHORT = "OksanaS."


def rich() -> CaseFile:
    case = CaseFile.in_memory("A case about Fullname Cleared and Agesurname")
    usual = {"as_of": "2022-08-18", "killed": "7+", "injured": "16"}
    people = "of Shortsurname, Agesurname, Nonesurname and Awaysurname, told by Secretoutlet"
    document = {
        "id": "d1", "kind": "article", "title": "Titlemark article", "source": "Openoutlet",
        "source_kind": "media", "author": "Authormark", "published": "2022-08-18",
        "url": "https://open.example/urlmark", "archive_url": "https://open.example/archivemark",
        "text": "Textmark. Quotemark: seven were killed.", "notes": "Docnotes",
        "collector": "Collectormark", "method": "Methodmark",
    }  # fmt: skip
    letter = {
        "id": "d2",
        "kind": "letter",
        "title": "Letterquote",
        "source": "Letteroutlet",
        "source_kind": "media",
        "url": "https://letter.example/1",
        "confidential": True,
    }
    reports = [
        {**usual, "document": "d1", "speaker": "Speakername", "office": "Openoffice",
         "quote": "Quotemark: seven were killed."},
        {**usual, "source": "Secretoutlet", "speaker": "Secretspeaker", "office": "Secretoffice",
         "quote": "Secretquote", "url": "https://secret.example/1", "confidential": True},
        {**usual, "document": "d2", "speaker": "Letterspeaker", "office": "Openoffice",
         "quote": "Letterquote"},
        {**usual, "source": "Withheldoutlet", "source_kind": "media", "quote": "Withheldquote",
         "speaker": "Withheldspeaker", "url": "https://withheldsource.example/1"},
        {**usual, "source": "Witnessname", "source_kind": "witness", "quote": "Witnessquote"},
        {**usual, "source": "Witnessallowed", "source_kind": "witness"},
        {**usual, "source": "Openoutlet", "url": "https://linkaway.example/1"},
        {**usual, "source": "Openoutlet", "url": "https://ownlink.example/1"},
    ]  # fmt: skip
    persons = [
        {"name": "Fullname Cleared", "age": "34", "visibility": "full", "notes": "Personnotes"},
        {"name": "Oksana Shortsurname", "visibility": "short", "family": "Familymark"},
        {"name": "Ivan Agesurname", "age": "9"},
        {"name": "Petro Nonesurname", "visibility": "none"},
        {"name": "Away Awaysurname", "visibility": "full"},
    ]  # fmt: skip
    strike = {
        "event": {"date": "2022-08-17"}, "district": "Saltivskyi", "reports": reports,
        "persons": persons, "point": [50.03123, 36.33123], "point_precision": "exact",
        "place": f"Placemark {people}", "summary": f"Summarymark {people}",
        "circumstances": "Circummark", "responsible": "Responsiblemark", "debris": True,
        "responsible_by": "Claimmark", "identifiers": [{"scheme": "T4P", "value": "Identmark"}],
        "grade": "Weak", "state": "Approved", "weapons": ["missile"],
    }  # fmt: skip
    total = {
        "area": "Kharkiv oblast", "as_of": "2022-08-20", "since": "2022-02-24", "killed": ">1000",
        "speaker": "Totalspeaker", "office": "Totaloffice", "source": "Totaloutlet",
        "source_kind": "prosecutor", "url": "https://total.example/1",
    }  # fmt: skip
    entries = {"documents": [document, letter], "incidents": [strike], "statements": [total]}
    case.record(entry_json.read(entries, gazetteer.load()), "tester", "test")
    with case.edit("tester", "remark") as edit:
        note_records.add(edit, incidents.uid_of(case, CODE), Note(text="Notemark"))
    return case


def decide(case: CaseFile) -> None:
    """All is named but what is marked to be withheld, and one private person is named."""
    withheld = ("Withheldoutlet", "Witnessname", "Away Awaysurname", "https://linkaway.example/1")
    with case.edit("Ann of the Archive", "publication") as edit:
        publication.decide(
            edit,
            [
                (item.uid, Decision.WITHHELD if item.name in withheld else Decision.NAMED)
                for item in publication.listed(case)
            ],
        )


@pytest.fixture(scope="module")
def case() -> Iterator[CaseFile]:
    with rich() as made:
        decide(made)
        yield made


def strings(node: Any, depth: int = 0) -> Iterator[str]:
    """Every string in a PDF: of tags, links, outlines and metadata."""
    if isinstance(node, pikepdf.String):
        yield str(node)
    elif isinstance(node, pikepdf.Dictionary | pikepdf.Stream) and depth < 4:
        for value in node.values():
            if not getattr(value, "is_indirect", False):
                yield from strings(value, depth + 1)
    elif isinstance(node, pikepdf.Array):
        for value in node:
            if not getattr(value, "is_indirect", False):
                yield from strings(value, depth + 1)


def everything(prepared: Any, text_of: Any) -> str:
    """All that is in a page and beside it, with the words that lines part put together."""
    data = prepared.pdf()
    with pikepdf.open(io.BytesIO(data)) as opened:
        parts = [text for entry in opened.objects for text in strings(entry)]
        parts += [str(opened.docinfo), opened.Root.Metadata.read_bytes().decode()]
        streams = [
            entry.read_bytes().decode("latin-1")
            for entry in opened.objects
            if isinstance(entry, pikepdf.Stream) and entry.get("/Type") == "/Metadata"
        ]
    beside = [made.decode() for made in prepared.extra_files.values()]
    text = "\n".join([text_of(data), *parts, *streams, *beside])
    return text.replace("\u200b", "").replace(" ", "")


def pages(case: CaseFile, text_of: Any, **wanted: Any) -> str:
    requests = [
        SummaryRequest(View(), template, incident=CODE, since="1", **wanted)
        for template in Template
    ]
    return "\n".join(everything(pdf.prepare(case, request), text_of) for request in requests)


@pytest.mark.parametrize("profile", Profile)
def test_nothing_above_its_profile_is_in_any_byte(
    case: CaseFile, text_of: Any, monkeypatch: pytest.MonkeyPatch, profile: Profile
) -> None:
    monkeypatch.setattr(incident_csv, "LONGEST", 0)
    text = pages(case, text_of, profile=profile)
    shown = {
        Profile.RESTRICTED: RESTRICTED,
        Profile.OPEN: (*RESTRICTED, *OPEN, SHORT),
        Profile.INTERNAL: (*RESTRICTED, *OPEN, *INTERNAL, QUOTE),
    }[profile]
    marked = (*RESTRICTED, *OPEN, SHORT, *INTERNAL, QUOTE, *NEVER)
    assert [word for word in marked if word in text] == [word for word in marked if word in shown]


def test_quotes_and_optional_fields_are_printed_where_they_are_chosen(
    case: CaseFile, text_of: Any
) -> None:
    text = pages(case, text_of, profile=Profile.OPEN, quotes=True, also=tuple(Also))
    for word in (QUOTE, "Circummark", "Responsiblemark", "Claimmark"):
        assert word in text
    assert text.count("Debrisofaninterceptedweapon") >= 2
    for word in ("Secretquote", "Letterquote", "Withheldquote", "Witnessquote"):
        assert word not in text
    assert QUOTE not in pages(case, text_of, quotes=True)


def test_links_of_the_open_page_can_be_followed(case: CaseFile) -> None:
    data = pdf.render(case, SummaryRequest(profile=Profile.OPEN))
    with pikepdf.open(io.BytesIO(data)) as opened:
        links = {str(e.A.URI) for page in opened.pages for e in page.get("/Annots", [])}
    assert links == {
        *("https://open.example/urlmark", "https://open.example/archivemark"),
        *("https://ownlink.example/1", "https://total.example/1"),
    }


def test_what_is_hidden_is_counted(case: CaseFile, text_of: Any) -> None:
    restricted, opened = (
        text_of(pdf.render(case, SummaryRequest(profile=profile)))
        for profile in (Profile.RESTRICTED, Profile.OPEN)
    )
    assert "2 sources are confidential. The names of 5 people are withheld." in restricted
    assert "4 sources are confidential. 1 link is withheld." in opened
    assert "The names of 3 people are withheld." in opened
    assert "looked through on" in opened
    assert "Ann of the Archive" not in opened


def test_the_open_version_waits_for_every_decision() -> None:
    with rich() as case:
        request = SummaryRequest(profile=Profile.OPEN)
        with pytest.raises(Refused, match=r"5 sources, 5 links, 6 people"):
            pdf.prepare(case, request)
        decide(case)
        pdf.prepare(case, request)
        person = person_records.person(case, f"{CODE}/P3")
        with case.edit("tester", "family agreed") as edit:
            from dataclasses import replace

            from kharkiv_tracker.domain.person import Visibility

            shown = replace(person, visibility=Visibility.FULL)
            person_records.amend(edit, f"{CODE}/P3", shown)
        with pytest.raises(Refused, match=r": 1 person\."):
            pdf.prepare(case, request)


def test_a_decision_changed_by_hand_is_refused() -> None:
    with rich() as case:
        decide(case)
        case.db.execute("UPDATE clearances SET decision = 'named'")
        with pytest.raises(CaseUnavailable, match="does not match its history"):
            pdf.prepare(case, SummaryRequest(profile=Profile.OPEN))


@pytest.mark.parametrize(
    ("text", "finds"),
    [
        ("Placemark", Profile.RESTRICTED),
        ("Openoutlet", Profile.OPEN),
        ("Fullname", Profile.OPEN),
        ("Quotemark", Profile.OPEN),
        ("Withheldoutlet", Profile.INTERNAL),
        ("Secretquote", Profile.INTERNAL),
        ("Agesurname", Profile.INTERNAL),
        ("Awaysurname", Profile.INTERNAL),
        ("Circummark", Profile.INTERNAL),
        ("T4P Identmark", Profile.INTERNAL),
    ],
)
def test_a_text_finds_only_what_its_page_shows(case: CaseFile, text: str, finds: Profile) -> None:
    for lower, profile in pairwise((None, *Profile)):
        request = SummaryRequest(View(Selection(text=text)), profile=profile)
        number = len(summary_data.gather(case, request).incidents)
        assert number == (tuple(Profile).index(profile) >= tuple(Profile).index(finds)), lower


@pytest.mark.parametrize("profile", Profile)
def test_charts_show_no_more_than_their_profile(case: CaseFile, profile: Profile) -> None:
    for name in ("cumulative", "growth", "against-official"):
        figure = kinds.draw(case, name, View(), Options(), profile=profile)
        drawn = chart_bytes.write(figure, "svg").decode()
        hovers = json.dumps([target.text for target in getattr(figure, "targets", ())])
        table = kinds.csv(case, name, View(), Options(), profile=profile)
        text = f"{drawn}{hovers}{table}"
        assert profile.value in text
        above = (*INTERNAL, *OPEN) if profile is Profile.RESTRICTED else INTERNAL
        if not profile.is_internal:
            assert not [word for word in above if word in text]
