"""The report that gives the figure of an incident, and its names that may be shown, in SQL."""

from __future__ import annotations

from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.source import Consent

#: The report that a counted figure of incident `i` rests on, the first that is named for it.
_GIVING = (
    "(SELECT b.uid FROM figure_steps AS g JOIN reports AS b ON b.uid = g.because ->> '$[0][1]' "
    "WHERE g.incident = i.id AND g.quantity = '{}' AND g.known_to IS NULL)"
)
#: The report that gives the figure of an incident `i`, or the latest.
REPORT = (
    f"coalesce({', '.join(map(_GIVING.format, COUNTED))}, "
    "(SELECT uid FROM reports WHERE incident = i.uid AND withdrawn = 0 "
    "ORDER BY coalesce(as_of, published, '') DESC, number DESC LIMIT 1))"
)
#: Neither report `r` nor its document `d` nor a source of either is confidential.
_OPEN = (
    "NOT r.confidential AND NOT ifnull(d.confidential, 0) AND NOT EXISTS (SELECT 1 FROM sources "
    "WHERE uid IN (r.source, d.source) AND (confidential OR consent <> "
    f"'{Consent.WITH_NAME.value}'))"
)
#: The name of the source or speaker of a report `r`, where it may be shown.
_NAME = (
    "(SELECT {name} FROM {table} AS o LEFT JOIN documents AS d ON d.uid = r.document "
    f"WHERE o.uid = r.{{field}} AND {_OPEN})"
)
SOURCE_NAME = _NAME.format(name="o.name", table="sources", field="source")
SPEAKER_NAME = _NAME.format(
    name="trim(o.person || ', ' || o.office, ', ')", table="speakers", field="speaker"
)
