"""Records that point to a document follow it: its fields, and where their words are in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlite_utils import Database

from kharkiv_tracker.domain import passage
from kharkiv_tracker.domain.document import INHERITED
from kharkiv_tracker.domain.record import POINTING, RECORDS
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.store import records, revision_chain
from kharkiv_tracker.store.document_references import merge_target
from kharkiv_tracker.store.states import State

if TYPE_CHECKING:
    from kharkiv_tracker.store.edit import Edit


def follow(edit: Edit, document: str, before: State, after: State, target: str = "") -> None:
    """Let what points to a document (by uid) follow it from what it was to what it is.

    A record takes the new value of a field in which it had the former one; with a `target`, to
    which it points from now on, it keeps its own and takes what it lacks. Its words are located
    again in another text: where they are not in it, or are in it twice, only the quote stays.
    """
    for kind in POINTING:
        for uid, state in list(records.states(edit.db, kind, "WHERE document = ?", [document])):
            own = {name for name in INHERITED if name in RECORDS[kind].by_name}
            taken = {
                name: after.get(name)
                for name in own
                if state.get(name) == (None if target else before.get(name))
            }
            words = _words(before.get("text", ""), after.get("text", ""), state)
            pointing = {"document": target or document, "words": words}
            edit.write(kind, uid, {**state, **taken, **pointing})


def refit(db: Database, state: State, present: State) -> None:
    """Let an earlier version of a record point only to a document and to words that are there.

    `present` is the record as it is.
    """
    earlier = state["document"]
    document = merge_target(db, earlier)
    current = records.read(db, "document", document)
    if current is None:
        del state["document"]
        state.pop("words", None)
        return
    state["document"] = document
    text, words = current.get("text", ""), passage.parse(state.get("words", ""))
    if not words or all(state.get(name) == present.get(name) for name in ("document", "words")):
        return
    quoted = state.get("quote", "")
    if not quoted and document == earlier and _is_first_text(db, document):
        return
    if not quoted or not passage.matches(text, words, quoted):
        state["words"] = passage.stored(passage.located(text, quoted))


def _words(before: str, after: str, state: State) -> str:
    """The stored words of a record once the text of its document is another."""
    stored = str(state.get("words", ""))
    if before == after:
        return stored
    quoted = state.get("quote", "")
    if not quoted and stored:
        try:
            quoted = passage.quote(before, passage.parse(stored))
        except Refused:
            quoted = ""
    return passage.stored(passage.located(after, quoted))


def _is_first_text(db: Database, document: str) -> bool:
    """Whether the text of a document was never replaced."""
    revisions = revision_chain.stored(db, "WHERE r.record = ?", [document])
    return sum("text" in revision.changes for revision in revisions) < 2
