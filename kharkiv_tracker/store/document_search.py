"""Documents that match a text typed to search for: in their words, their source or their day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kharkiv_tracker.domain.document import is_document_code
from kharkiv_tracker.domain.incident import code_of
from kharkiv_tracker.domain.romanised_key import part_of
from kharkiv_tracker.search import typed_terms
from kharkiv_tracker.search.search_text import SearchText
from kharkiv_tracker.search.typed_terms import Term
from kharkiv_tracker.store.selection_sql import LISTED

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile


def matching(case: CaseFile, text: str) -> frozenset[int]:
    """The numbers of the documents that match every term; a whole code is that of one alone."""
    code = code_of(text.strip())
    if is_document_code(code):
        exact = case.db.execute("SELECT id FROM documents WHERE code = ?", [code]).fetchall()
        if exact:
            return frozenset(row[0] for row in exact)
    query = typed_terms.read(text)
    if query.is_nothing:
        return frozenset()
    names = {
        uid: SearchText.of((name,))
        for uid, name in case.db.execute("SELECT uid, name FROM sources").fetchall()
    }
    both, params = ["TRUE"], []
    for term in query.terms:
        sources = sorted(uid for uid, name in names.items() if term.is_in(name))
        condition, values = _matches(term, sources)
        both.append(condition)
        params += values
    rows = case.db.execute(f"SELECT id FROM documents WHERE {' AND '.join(both)}", params)
    return frozenset(row[0] for row in rows.fetchall())


def _matches(term: Term, sources: list[str]) -> tuple[str, list[Any]]:
    """The condition that a document matches a term, with what is quickest to look at first."""
    either = [(f"source IN {LISTED}", json.dumps(sources))] if sources else []
    for day in term.dates:
        start, length = (6, 5) if day.startswith("--") else (1, len(day))
        either.append((f"substr(published, {start}, {length}) = ?", day.lstrip("-")))
    if not term.code:
        parts = (term.text, *(f" {name}" for name in term.names))
        either += [("instr(folded, ?)", part) for part in parts]
        if term.key:
            either.append(("instr(romanised, ?)", part_of(term.key)))
    conditions = " OR ".join(condition for condition, _value in either)
    return f"({conditions or 'FALSE'})", [value for _condition, value in either]
