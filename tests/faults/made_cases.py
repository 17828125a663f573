"""Case files to begin with: each made once in a process, by a child of it, and copied as bytes."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.link import Relation
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.exchange import entry_json, sample_entries
from kharkiv_tracker.store import attachment_records, drafts, merge_split, selections
from kharkiv_tracker.store.case_file import CaseFile
from tests import identities
from tests.faults.forked import bytes_of
from tests.net import generated

#: Both kinds of case files, by what the table calls them.
KINDS = {"plain": "", "encrypted": "пароль"}
KILLED = 7
PLACES = gazetteer.load()
_CASES = Path(__file__).parents[1] / "net" / "cases"
FIRST_TABLES, FIRST_EDITION = (_CASES / f"first-{of}.ktcase" for of in ("tables", "edition"))
DOCUMENTS_BEFORE = _CASES / "documents-before.ktcase"
_GENERATED = 30


def save(case: CaseFile, **fields: Any) -> str:
    """Record one incident of seven killed; returns its code."""
    strike = {
        "event": {"date": "2022-08-17"},
        "district": "Saltivskyi",
        "reports": [{"killed": str(KILLED)}],
        **fields,
    }
    entries = entry_json.read({"incidents": [strike]}, PLACES)
    (code,) = case.record(entries, "child", "save").incidents
    return code


class Typed(NamedTuple):
    """The records of a case that is typed into."""

    incident: str = "KHT-2022-08-17-01"
    document: str = "DOC-2022-08-18-01"


TYPED = Typed()


@cache
def typed(passphrase: str) -> bytes:
    """An incident and a document, to be corrected and added to."""
    return bytes_of(lambda path: _make_typed(path, passphrase))


def _make_typed(path: Path, passphrase: str) -> None:
    document = {"url": "https://example.org/1", "published": "2022-08-18", "title": "A headline"}
    with CaseFile.create(path, "Typed", passphrase or None) as case:
        code = save(case)
        entries = entry_json.read({"documents": [{**document, "text": "A text."}]}, PLACES)
        if Typed(code, *case.record(entries, "child", "save").documents) != TYPED:
            raise RuntimeError("the codes of new records are others than they were")


@cache
def empty(passphrase: str) -> bytes:
    """A case without anything in it."""
    return bytes_of(lambda path: CaseFile.create(path, passphrase=passphrase or None).close())


@cache
def rich(passphrase: str) -> bytes:
    """Forty incidents with all there is: totals, persons, attachments, a draft, a selection."""
    with identities.fixed("rich"):
        return bytes_of(lambda path: _make_rich(path, passphrase))


def _make_rich(path: Path, passphrase: str) -> None:
    """The sample and generated incidents; one is merged into another, two are linked."""
    with CaseFile.create(path, "Rich", passphrase or None) as case:
        case.record(sample_entries.load(PLACES), "first", "sample")
        entries = entry_json.read({"incidents": generated.incidents(_GENERATED)}, PLACES)
        codes = case.record(entries, "second", "generated").incidents
        with case.edit("second", "attach") as edit:
            for number, code in enumerate(codes[:5]):
                content = bytes(n * (number + 3) % 251 for n in range(900 * (number + 1)))
                attachment_records.attach(edit, code, content, f"photo-{number}.bin")
            merge_split.merge(edit, codes[6], codes[7])
            merge_split.link(edit, codes[8], codes[9], Relation.ATTACK_WAVE)
        named = [{"name": "Олена Т’яга", "age": "34", "sex": "female"}, {"name": "Ivan"}]
        for _number in range(3):
            save(case, persons=named)
        drafts.save(case, "incident", {"place": "Вокзал", "killed": "3"})
        selections.save(case, "Whole", Selection())
