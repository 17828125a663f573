"""A case with texts in every field that are meant to become something else elsewhere."""

from __future__ import annotations

import shutil
from itertools import cycle
from pathlib import Path

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.fields import FREE
from kharkiv_tracker.domain.record import RECORDS
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import records
from kharkiv_tracker.store.case_file import CaseFile
from tests.grammar.bare import BARE

_KEPT = Path(__file__).parents[1] / "net" / "cases" / "everything.ktcase"
#: What a spreadsheet, a browser, a word processor or a parser may take for its own.
TEXTS = (
    "=1+1", "+x", "-1", "@SUM(1)", "\t=1", "\r=1", "\n", "＝1+1", "'=1", "''+x", " =1", "a; =1",
    "a\n=1+1\r\n@b", '=HYPERLINK("https://example.org";"x")', "{=1+1}", "=cmd|' /C calc'!A0",
    "0012", "1e5", "TRUE", "2022-08-17", "NULL", "#date+occurred", "yes",
    "\x01\x08\x0b\x1f\x7f\ufffe", "_x0041_", "\ufeff\u202egnp.exe", "\u2028\u2029",
    "😢 🇺🇦", "e\u0301",
    "<script>alert(1)</script>", "&amp;<b>", "]]>", '"', "','", "\\", "a  b   c", " edge ",
    "javascript:alert(1)", "https://example.org/?a=1&b=\"><img src=x onerror=alert(1)>",
    "Щ" * 40_000,
)  # fmt: skip
#: What other records are told apart by, or is read as something else than text.
_LEFT = {"document": {"text"}, "override": {"key"}}


def write_everything(path: Path) -> Path:
    """The kept case with every field, and the kinds of records that are newer than it."""
    shutil.copyfile(_KEPT, path)
    newer = {name: BARE[name] for name in ("incidents", "documents")}
    with CaseFile.open(path) as case:
        case.record(entry_json.read(newer, gazetteer.load()), "tester", "add")
    return path


def write(path: Path) -> Path:
    """The case with everything, with such a text in each field that is free."""
    texts = cycle(TEXTS)
    with CaseFile.open(write_everything(path)) as case, case.edit("tester", "hostile") as edit:
        for record in RECORDS.values():
            names = [
                column.name
                for column in record.columns
                if column.kind in FREE and column.name not in _LEFT.get(record.name, ())
            ]
            for uid, state in list(records.states(edit.db, record.name)) if names else ():
                edit.write(record.name, uid, {**state, **{name: next(texts) for name in names}})
    return path
