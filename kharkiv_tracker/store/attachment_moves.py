"""What an attachment can be moved to: the documents of its incident first, or the other way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kharkiv_tracker.domain.record import POINTING
from kharkiv_tracker.store.attachment_records import attachment_state
from kharkiv_tracker.store.records import table_of

if TYPE_CHECKING:
    from kharkiv_tracker.store.case_file import CaseFile

#: More documents are not offered in a list.
_MOST = 200


def owners(case: CaseFile, code: str) -> tuple[tuple[str, str], ...]:
    """Codes of documents or incidents an attachment can be moved to, with what they are about.

    From an incident to documents, those its reports were read in first; from a document to the
    incidents that have reports from it.
    """
    _uid, state = attachment_state(case.db, code)
    of_incident = [kind for kind in POINTING if kind in ("report", "person")]
    if incident := state.get("incident"):
        own = " UNION ".join(
            f"SELECT document FROM {table_of(kind)} WHERE incident = ?1 AND NOT withdrawn"
            for kind in of_incident
        )
        query = (
            "SELECT code, CASE WHEN title = '' THEN url ELSE title END FROM documents AS d "
            "WHERE NOT withdrawn AND merged_into IS NULL "
            f"ORDER BY d.uid NOT IN (SELECT document FROM ({own}) WHERE document IS NOT NULL), "
            f"published IS NULL, published DESC, code DESC LIMIT {_MOST}"
        )
        return tuple(case.db.execute(query, [incident]))
    own = " UNION ".join(
        f"SELECT incident FROM {table_of(kind)} WHERE document = ?1 AND NOT withdrawn"
        for kind in of_incident
    )
    query = (
        "SELECT code, place FROM incidents WHERE merged_into IS NULL "
        f"AND uid IN ({own}) ORDER BY code"
    )
    return tuple(case.db.execute(query, [state["document"]]))
