"""The incidents on a page that may have been recorded twice, for the check before publication."""

from __future__ import annotations

from kharkiv_tracker.analysis.duplicate_pairs import around, likeliest, pairs
from kharkiv_tracker.store import duplicate_traits, incidents
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary.summary_data import SummaryData
from kharkiv_tracker.summary.summary_request import Template

#: More incidents than this are not compared: it would take longer than to count them twice.
MOST = 20_000


def among(case: CaseFile, data: SummaryData) -> tuple[tuple[str, str], ...]:
    """The pairs on the page that are not settled, by their codes, likeliest first.

    On the page of one incident they are its pairs with any other.
    """
    rows = [incident.row for incident in data.incidents]
    if not rows or len(rows) > MOST:
        return ()
    ids, code = [row.id for row in rows], ""
    if data.request.template is Template.INCIDENT:
        day, code = rows[0].event.date, rows[0].code
        ids = incidents.ids(case, around(day)) if day else incidents.undated(case)
    features, different = duplicate_traits.features(case, ids), duplicate_traits.different(case)
    alike = likeliest(pairs(features, different))
    return tuple((p.one, p.other) for p in alike if not code or code in (p.one, p.other))
