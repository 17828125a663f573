"""A record of each kind that says as little as it may, to be corrected field by field."""

from __future__ import annotations

from tests.grammar.samples import DOCUMENT, FIRST, SECOND

STRIKE = {"event": {"date": "2022-08-17"}, "district": "Kyivskyi"}
REPORT = {"quote": "something was heard"}
TOTAL = {"area": "Kharkiv oblast", "injured": "2000"}
TOGETHER = {"incidents": [FIRST, SECOND], "injured": "2000"}
APART = {"districts": ["Kyivskyi"], "from": "2022-08-01", "to": "2022-08-28", "injured": "2000"}
PERSON = {"notes": "somebody"}
SOURCES = [{"name": "A paper"}, {"name": "A witness"}]
DOCUMENTS = [{"title": "A page", "published": "2022-08-20"}, {"title": "A letter"}]
NOTE = {"text": "something"}
IDENTIFIER = {"scheme": "A register", "value": "1"}
BARE = {
    "incidents": [
        {
            **STRIKE,
            "reports": [REPORT],
            "persons": [PERSON, PERSON],
            "notes": [NOTE],
            "identifiers": [IDENTIFIER],
        },
        {**STRIKE, "reports": [REPORT]},
    ],
    "statements": [TOTAL],
    "joint_reports": [TOGETHER, APART],
    "sources": SOURCES,
    "documents": DOCUMENTS,
}
CODES = {
    "incident": (FIRST, SECOND),
    "report": (f"{FIRST}/1",),
    "statement": ("STA-undated-01",),
    "joint": ("JNT-undated-01", "JNT-undated-02"),
    "person": (f"{FIRST}/P1",),
    "attachment": (f"{FIRST}/A1",),
    "source": ("A paper", "A witness"),
    "document": (DOCUMENT, "DOC-undated-01"),
}
