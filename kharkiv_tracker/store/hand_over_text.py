"""What a copy for another person leaves out, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from kharkiv_tracker import labels
from kharkiv_tracker.i18n import NN_, _, ngettext
from kharkiv_tracker.labels import change_text
from kharkiv_tracker.store.left_out import LeftOut

#: What is counted, in the order in which it is lines.
_COUNTED = {
    "names": NN_("{n} name", "{n} names"),
    "speakers": NN_("{n} speaker", "{n} speakers"),
    "sources": NN_("{n} source", "{n} sources"),
    "documents": NN_("{n} document", "{n} documents"),
    "quotes": NN_("{n} quote", "{n} quotes"),
    "notes": NN_("{n} note", "{n} notes"),
    "identifiers": NN_("{n} identifier", "{n} identifiers"),
    "files": NN_("{n} file", "{n} files"),
    "flags": NN_("{n} dismissed flag", "{n} dismissed flags"),
    "decisions": NN_("{n} decision on the open version", "{n} decisions on the open version"),
    "selections": NN_("{n} saved selection", "{n} saved selections"),
    "drafts": NN_("{n} draft", "{n} drafts"),
    "copies": NN_("{n} entry in the list of copies", "{n} entries in the list of copies"),
}
#: So many numbers of revisions are named.
_NAMED = 20


def sentences(left: LeftOut) -> list[str]:
    """What is left out, how much of it, and what of the history cannot be left out."""
    parts = ", ".join(_parts(left)) or _("nothing")
    lines = [_("Left out: {parts}.").format(parts=parts)]
    if points := left.numbers.get("points", 0):
        rounded = ngettext(
            "{n} exact point is rounded to a kilometre.",
            "{n} exact points are rounded to a kilometre.",
            points,
        )
        lines.append(rounded.format(n=labels.number(points)))
    authors = ngettext(
        "The name of {n} author and the reasons of changes stay in the history: without them it "
        "could not be verified.",
        "The names of {n} authors and the reasons of changes stay in the history: without them it "
        "could not be verified.",
        left.authors,
    )
    return [*lines, authors.format(n=labels.number(left.authors)), *_exposed(left)]


def secret(is_encrypted: bool) -> str:
    """What to do about the passphrase of the copy."""
    if is_encrypted:
        return _("Give the passphrase by another way than the file.")
    return _("The copy is not encrypted. Anyone who has the file can open it.")


def _exposed(left: LeftOut) -> list[str]:
    """Which revisions have a name in their author or reason that is left out elsewhere."""
    count = len(left.exposed)
    if not count:
        return []
    numbers = ", ".join(map(str, left.exposed[:_NAMED])) + (", …" if count > _NAMED else "")
    sentence = ngettext(
        "{n} reason or author still has a name that is left out elsewhere: revision {numbers}.",
        "{n} reasons or authors still have a name that is left out elsewhere: revisions {numbers}.",
        count,
    )
    return [sentence.format(n=labels.number(count), numbers=numbers)]


def _parts(left: LeftOut) -> Iterator[str]:
    """How many of each kind are left out, those that there are."""
    for name, forms in _COUNTED.items():
        if n := left.numbers.get(name, 0):
            text = ngettext(*forms, n).format(n=labels.number(n))
            size = left.numbers.get("bytes", 0) if name == "files" else 0
            yield f"{text} ({change_text.size(size)})" if size else text
