"""The history of a damaged case, as far as it proves itself by its hashes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlite_utils import Database

from kharkiv_tracker.domain import revision as rules
from kharkiv_tracker.domain.revision import Revision
from kharkiv_tracker.store import revision_chain
from kharkiv_tracker.store.page_harvest import PageHarvest, Values

#: What the columns of a revision are after its id, and before the digest of its payload.
_COLUMNS = ("at", "author", "reason", "kind", "record", "edit", "undoes")


@dataclass(frozen=True, slots=True)
class Link:
    """A revision that is what its hash says, and its payload where that is proved too."""

    revision: Revision
    digest: str
    salt: str = ""
    payload: str | None = None


@dataclass(frozen=True, slots=True)
class History:
    """What is proved of a history: its revisions by number.

    `kept` is the number of the last one up to which none is missing. `knows_all`: nothing that was
    read belongs to a revision that is not among them.
    """

    links: Mapping[int, Link]
    kept: int
    knows_all: bool

    @property
    def is_whole(self) -> bool:
        """Whether nothing is missing."""
        return self.knows_all and 0 < self.kept == self.last

    @property
    def last(self) -> int:
        """The number of the last revision anything is known of."""
        return max(self.links, default=0)

    def proved_records(self) -> set[tuple[str, str]]:
        """The records none of whose revisions can be missing, nor what they changed, by kind."""
        if not self.knows_all or len(self.links) < self.last:
            return set()
        links = [(link, (link.revision.kind, link.revision.record)) for link in self.links.values()]
        return {key for _link, key in links} - {key for link, key in links if link.payload is None}

    def later(self) -> list[Revision]:
        """The revisions after those kept of which it is known what they changed."""
        return [
            link.revision
            for number, link in sorted(self.links.items())
            if number > self.kept and link.payload is not None
        ]

    def write(self, db: Database) -> None:
        """Write the revisions that are kept into the tables of an empty case."""
        db.execute("BEGIN")
        purged = _purged(self.links, self.kept)
        for number in range(1, self.kept + 1):
            link = self.links[number]
            revision = link.revision
            values = [getattr(revision, name) for name in _COLUMNS]
            marks = ", ".join("?" for _value in (0, 0, 0, *values))
            db.execute(
                f"INSERT INTO revisions (seq, id, digest, {', '.join(_COLUMNS)}) VALUES ({marks})",
                [number, revision.id, link.digest, *values],
            )
            db.conn.executemany(
                "INSERT INTO revision_parents (revision, parent) VALUES (?, ?)",
                [(revision.id, parent) for parent in revision.parents],
            )
            db.execute(
                "INSERT INTO payloads (revision, salt, payload) VALUES (?, ?, ?)",
                [revision.id, link.salt, link.payload],
            )
            if revision.id in purged:
                db.execute(
                    "INSERT INTO purges (revision, digest) VALUES (?, ?)",
                    [revision.id, purged[revision.id]],
                )
        db.execute("COMMIT")


def assembled(harvest: PageHarvest) -> History:
    """The history that the rows of a harvest come to."""
    numbers = {values[0]: n for n, rows in harvest.revisions.items() for values in rows}
    links: dict[int, Link] = {}
    head = ""
    for number in sorted(harvest.revisions):
        for values in harvest.revisions[number]:
            if link := _proved(number, values, _parents(harvest, numbers, number, values[0], head)):
                links[number] = link
                head = link.revision.id
    for number, link in links.items():
        links[number] = _with_payload(harvest, link, link.digest)
    # A payload from which a name was purged is proved by the purge, and never the one before it.
    for uid, digest in _purged(links, max(links, default=0)).items():
        if numbers.get(uid) in links:
            bare = replace(links[numbers[uid]], payload=None)
            links[numbers[uid]] = _with_payload(harvest, bare, digest)
    kept = _kept(links)
    known = {link.revision.id for link in links.values()}
    mentioned = {
        *harvest.payloads,
        *(uid for uid in harvest.neighbours if _is_revision(harvest, uid)),
    }
    return History(links, kept, mentioned <= known)


def _parents(
    harvest: PageHarvest, numbers: Mapping[str, int], number: int, uid: str, head: str
) -> list[tuple[str, ...]]:
    """What the parents of a revision may be: those that are noted, or the one before it."""
    near = sorted(harvest.neighbours[uid])
    noted = tuple(other for other in near if 0 < numbers.get(other, 0) < number)
    lost = [(*noted, other) for other in near if other not in numbers]
    return [noted, (head,) if head else (), *lost]


def _proved(number: int, values: Values, parents: list[tuple[str, ...]]) -> Link | None:
    uid, *fields, digest = values
    for uids in parents:
        revision = Revision(
            number,
            uid,
            uids,
            **dict(zip(_COLUMNS, fields, strict=True)),  # type: ignore[arg-type]
        )
        if rules.revision_id(revision, digest) == uid:
            return Link(revision, digest)
    return None


def _with_payload(harvest: PageHarvest, link: Link, digest: str) -> Link:
    for salt, payload in harvest.payloads.get(link.revision.id, ()):
        if rules.payload_digest(salt, payload) == digest:
            changes = revision_chain.changes_of(payload)
            return replace(
                link,
                revision=replace(link.revision, changes=changes),
                salt=salt,
                payload=payload,
            )
    return link


def _purged(links: Mapping[int, Link], until: int) -> dict[str, str]:
    """What the purges up to a revision say of the payloads they wrote anew."""
    digests: dict[str, str] = {}
    for number, link in sorted(links.items()):
        if number <= until and link.revision.kind == revision_chain.PURGE:
            _before, after = link.revision.changes.get("purged", (None, None))
            digests.update(after if isinstance(after, dict) else {})
    return digests


def _kept(links: Mapping[int, Link]) -> int:
    """How many revisions, from the first, follow each other and are proved by each other."""
    seen: set[str] = set()
    kept = 0
    while link := links.get(kept + 1):
        revision = link.revision
        follows = set(revision.parents) <= seen and bool(revision.parents) == bool(seen)
        if link.payload is None or not follows:
            break
        seen.add(revision.id)
        kept += 1
    while kept:
        # A payload that was purged is proved by the purge alone.
        purged = _purged(links, kept)
        unproved = [
            number
            for number in range(1, kept + 1)
            if rules.payload_digest(links[number].salt, links[number].payload or "")
            != purged.get(links[number].revision.id, links[number].digest)
        ]
        if not unproved:
            break
        kept = unproved[0] - 1
    return kept


def _is_revision(harvest: PageHarvest, uid: str) -> bool:
    """Whether a hash beside another one is a revision, and not the digest of a purged payload."""
    return uid in harvest.payloads or len(harvest.neighbours[uid]) > 1
