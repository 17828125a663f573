"""How much a copy for another person leaves out, counted before it is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from kharkiv_tracker.domain.coarse_point import DECIMALS
from kharkiv_tracker.domain.person import NAMES, PURGED
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.store.hidden_texts import HiddenTexts

_NAMED = " || ".join(NAMES)
#: Of what a copy was handed over before, a number is left in place of the name.
_NUMBERED = f"NOT LIKE '{PURGED[:-1]}%]'"
#: What both versions leave out: what is being typed, and the list of places on this computer.
_ALWAYS = {"drafts": "SELECT count(*) FROM drafts", "copies": "SELECT count(*) FROM copies"}
#: What only the internal version has.
_RESTRICTED = {
    "names": f"SELECT count(*) FROM persons WHERE {_NAMED} NOT IN ('', '{PURGED}')",
    "speakers": f"SELECT count(*) FROM speakers WHERE person <> '' AND person {_NUMBERED}",
    "sources": f"SELECT count(*) FROM sources WHERE name <> '' AND name {_NUMBERED}",
    "documents": "SELECT count(*) FROM documents",
    "quotes": "SELECT sum(n) FROM (SELECT count(*) AS n FROM reports WHERE quote <> '' UNION ALL "
    "SELECT count(*) FROM statements WHERE quote <> '' UNION ALL "
    "SELECT count(*) FROM joint_reports WHERE quote <> '')",
    "points": "SELECT count(*) FROM incidents "
    f"WHERE (round(latitude, {DECIMALS}), round(longitude, {DECIMALS})) <> (latitude, longitude)",
    "notes": "SELECT count(*) FROM notes",
    "identifiers": "SELECT count(*) FROM identifiers",
    "files": "SELECT count(*) FROM attachments",
    "bytes": "SELECT coalesce(sum(length(bytes)), 0) FROM contents",
    "flags": "SELECT count(*) FROM overrides",
    "decisions": "SELECT count(*) FROM clearances",
    "selections": "SELECT count(*) FROM selections",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """By kind, how many are left out; exact points are rounded.

    What cannot be left out: `authors` is how many there are in the history, `exposed` the numbers
    of the revisions whose author or reason has a name that is left out elsewhere.
    """

    numbers: Mapping[str, int]
    authors: int = 0
    exposed: tuple[int, ...] = ()


def of(db: Database, profile: Profile) -> LeftOut:
    """What a copy of a case leaves out in this version."""
    queries = _ALWAYS if profile.is_internal else {**_RESTRICTED, **_ALWAYS}
    numbers = {name: int(db.execute(sql).fetchone()[0] or 0) for name, sql in queries.items()}
    (authors,) = db.execute("SELECT count(DISTINCT author) FROM revisions").fetchone()
    exposed = () if profile.is_internal else _exposed(db)
    return LeftOut(numbers, int(authors), exposed)


def _exposed(db: Database) -> tuple[int, ...]:
    """The revisions whose author or reason has such a name: the chain is the hash of them."""
    texts = HiddenTexts(db).elsewhere
    rows = db.execute("SELECT min(seq), author, reason FROM revisions GROUP BY author, reason")
    return tuple(
        sorted(
            seq
            for seq, *written in rows
            if any(texts.without_names(text, "") != text for text in written)
        )
    )
