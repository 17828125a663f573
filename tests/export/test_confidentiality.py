"""Nothing above its profile is in any byte of any export: markers in every field of free text."""

import re
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.domain.clearance import Decision
from kharkiv_tracker.domain.fields import FREE
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.export import formats
from kharkiv_tracker.export.formats import Format
from kharkiv_tracker.store import publication, records
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests.export.conftest import contents

#: What the restricted version shows of free text. Speakers are shown by their office.
RESTRICTED = {
    ("incident", "place"),
    ("incident", "summary"),
    ("speaker", "office"),
    ("case", "title"),
    *(("method", field.name) for field in RECORDS["method"].fields),
    *((kind, "language") for kind in ("report", "statement", "document")),
}
_LINKS = [
    (kind, link) for kind in ("report", "statement", "document") for link in ("url", "archive_url")
]
OPEN = {
    *RESTRICTED,
    *_LINKS,
    ("source", "name"),
    ("speaker", "person"),
    ("document", "title"),
    *(("person", name) for name in ("name", "name_uk", "name_ru", "name_en")),
}


_MARKER = re.compile(rb"zq[a-z0-9]+?q(?![a-z0-9])")
_NUMBER = re.compile(r"\d+q$")
_FIELDS = {
    f"zq{kind}{field.name.replace('_', '')}": (kind, field.name)
    for kind, record in RECORDS.items()
    for field in record.fields
}


def marker(kind: str, field: str, number: int = 0) -> str:
    """A word that is in no other text, and looks like no name, link or formula."""
    return f"Zq{kind}{field.replace('_', '')}{number}q"


def marked(case: CaseFile, only: str = "") -> set[tuple[str, str]]:
    """Put a marker into every field of free text of every record; returns which there are."""
    planted = set()
    with case.edit("Zqauthorq", "Zqreasonq") as edit:
        for kind, record in RECORDS.items():
            for number, (uid, state) in enumerate(list(records.states(edit.db, kind))):
                for field in record.fields:
                    if field.kind in FREE and kind != "clearance" and (not only or kind == only):
                        text = marker(kind, field.name, number)
                        state[field.name] = (
                            f"https://{text.lower()}.example/" if "url" in field.name else text
                        )
                        planted.add((kind, field.name))
                edit.write(kind, uid, state)
    return planted


def seen(
    case: CaseFile, request: SummaryRequest, folder: Path, pages: bool = False
) -> dict[tuple[str, str], str]:
    """The fields of which an export of some format, with `pages` the package too, has a marker."""
    visible: dict[tuple[str, str], str] = {}
    for format_ in Format if pages else sorted(set(Format) - {Format.PACKAGE}):
        target = folder / f"{request.profile.value}.{format_.value}"
        formats.export(case, request, format_, target)
        for name, data in contents(target).items():
            words = {word.decode() for word in _MARKER.findall(data.lower())}
            assert not words & {"zqauthorq", "zqreasonq"}, format_
            visible |= {_FIELDS[_NUMBER.sub("", word)]: name for word in words}
    return visible


def decided(case: CaseFile, decision: Decision) -> None:
    with case.edit("a", "decided") as edit:
        publication.decide(edit, [(item.uid, decision) for item in publication.listed(case)])


@pytest.mark.parametrize(
    ("profile", "decision", "allowed"),
    [
        (Profile.RESTRICTED, Decision.NAMED, RESTRICTED),
        (Profile.OPEN, Decision.NAMED, OPEN),
        (Profile.OPEN, Decision.WITHHELD, RESTRICTED),
    ],
)
def test_no_byte_of_an_export_has_what_its_version_may_not_show(
    everything: CaseFile, tmp_path: Path, profile: Profile, decision: Decision, allowed: Any
) -> None:
    planted = marked(everything)
    assert len(planted) > 50
    decided(everything, decision)
    visible = seen(everything, SummaryRequest(profile=profile), tmp_path, pages=True)
    assert not {field: place for field, place in visible.items() if field not in allowed}
    assert ("incident", "place") in visible


def test_the_internal_version_shows_what_was_marked(everything: CaseFile, tmp_path: Path) -> None:
    planted = marked(everything)
    visible = seen(everything, SummaryRequest(profile=Profile.INTERNAL), tmp_path)
    of_records = {"incident", "report", "person", "document", "statement", "note", "identifier"}
    missing = {field for field in planted if field[0] in of_records} - visible.keys()
    assert not missing - {("note", "author")}


def test_a_confidential_source_is_named_in_no_version_for_others(
    everything: CaseFile, tmp_path: Path
) -> None:
    marked(everything)
    with everything.edit("a", "hidden") as edit:
        for uid, state in list(records.states(edit.db, "source")):
            edit.write("source", uid, {**state, "confidential": True})
    decided(everything, Decision.NAMED)
    for profile in (Profile.RESTRICTED, Profile.OPEN):
        visible = seen(everything, SummaryRequest(profile=profile), tmp_path)
        # A report without a source is not of a confidential one: its link is no secret.
        named = {"source", "document"}
        assert not {f: p for f, p in visible.items() if f[0] in named and f[1] != "language"}


def test_the_name_of_a_person_is_taken_out_of_the_texts(
    everything: CaseFile, tmp_path: Path
) -> None:
    with everything.edit("a", "named in the place") as edit:
        persons = list(records.states(edit.db, "person"))
        uid, state = next((uid, s) for uid, s in persons if s.get("incident"))
        edit.write("person", uid, {**state, "name": "Зореслава Кривохатько"})
        incident = records.read(edit.db, "incident", state["incident"]) or {}
        edit.write(
            "incident", state["incident"], {**incident, "place": "у дворі Зореслави Кривохатько"}
        )
    for format_ in set(Format) - {Format.PACKAGE}:
        target = tmp_path / f"named.{format_.value}"
        formats.export(everything, SummaryRequest(), format_, target)
        for name, data in contents(target).items():
            assert "Кривохатько".encode() not in data, name
            assert "Зореслав".encode() not in data, name
