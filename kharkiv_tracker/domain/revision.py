"""One recorded change, named by its hash, and the fingerprint of all of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

#: The author of changes made without an author name.
UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Revision:
    """Who changed which record when and why, with every field before and after.

    `id` is the hash of everything here but `seq`, the number within this file, and of the salted
    digest of the payload, so that a payload can go while the chain of parents stays whole.
    Revisions made together share their `edit`; one that takes an edit back names it in `undoes`.
    """

    seq: int
    id: str
    parents: tuple[str, ...]
    at: str
    author: str
    reason: str
    kind: str
    record: str
    edit: str = ""
    undoes: str = ""
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Changes:
    """What an edit touched: codes of records, and whether the source list or the case itself.

    `edit` is its id; "" where they are not those of one edit. `moves` has the figures of incidents,
    by their codes, before and after the edit; it is empty where it touched many.
    """

    incidents: set[str] = field(default_factory=set)
    statements: set[str] = field(default_factory=set)
    joint: set[str] = field(default_factory=set)
    sources: bool = False
    case: bool = False
    documents: set[str] = field(default_factory=set)
    edit: str = field(default="", compare=False)
    moves: dict[str, Mapping[str, tuple[Any, Any]]] = field(default_factory=dict, compare=False)

    def __bool__(self) -> bool:
        codes = self.incidents or self.statements or self.joint or self.documents
        return bool(codes or self.sources or self.case)


#: A text as it is spelt in JSON, without escapes that are not needed.
_quoted = json.encoder.encode_basestring
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical(value: object) -> str:
    """JSON with one spelling only: sorted keys, no spaces, no escapes."""
    return _ENCODER.encode(value)


def payload_of(changes: Mapping[str, tuple[Any, Any]]) -> str:
    """The changes of a revision in canonical JSON."""
    # Written out, as most values are texts and an encoder is made anew for each call.
    fields = (
        f"{_quoted(name)}:[{_spelt(before)},{_spelt(after)}]"
        for name, (before, after) in sorted(changes.items())
    )
    return f"{{{','.join(fields)}}}"


def _spelt(value: object) -> str:
    if value is None:
        return "null"
    return _quoted(value) if isinstance(value, str) else canonical(value)


def payload_digest(salt: str, payload: str) -> str:
    """The digest of a payload in its revision's hash; the salt prevents guessing."""
    return hashlib.sha256(f"{salt}\n{payload}".encode()).hexdigest()


def revision_id(revision: Revision, digest: str) -> str:
    """The name of a revision: SHA-256 over its canonical JSON, without the local number."""
    # Written out, the keys sorted: verifying asks for that of every revision of a case.
    parents = ",".join(map(_quoted, sorted(revision.parents)))
    texts = (
        revision.at,
        revision.author,
        revision.edit,
        revision.kind,
        digest,
        revision.reason,
        revision.record,
        revision.undoes,
    )
    at, author, edit, kind, payload, reason, record, undoes = map(_quoted, texts)
    content = (
        f'{{"at":{at},"author":{author},"edit":{edit},"kind":{kind},"parents":[{parents}],'
        f'"payload":{payload},"reason":{reason},"record":{record},"undoes":{undoes}}}'
    )
    return hashlib.sha256(content.encode()).hexdigest()


def fingerprint(heads: Iterable[str]) -> str:
    """The fingerprint of a history: the hash of its sorted heads, the same for equal histories."""
    return hashlib.sha256("\n".join(sorted(heads)).encode()).hexdigest()


def short(hash_: str) -> str:
    """The first twelve letters of a hash in groups of four, as they are printed."""
    return " ".join(hash_[i : i + 4] for i in (0, 4, 8))
