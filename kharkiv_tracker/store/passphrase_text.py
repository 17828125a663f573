"""What came of a change of the passphrase, in sentences."""

from __future__ import annotations

from kharkiv_tracker import labels
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store.older_copies import OlderCopies
from kharkiv_tracker.store.passphrase_change import Change, Kind

#: So many paths are named.
_NAMED = 20


def done(change: Change) -> str:
    """What was done."""
    if change.kind is Kind.SET:
        return _("The case file is encrypted now. It opens only with its passphrase.")
    if change.kind is Kind.CHANGED:
        return _("The passphrase was changed. Recovery sheets made before do not open the file.")
    return _("The passphrase was removed. Anyone who has the file can open it.")


def older(change: Change, copies: OlderCopies) -> list[str]:
    """How many copies still open as the case file did before, and their paths; [] for none."""
    paths = copies.paths
    if not paths:
        return []
    named = [str(path) for path in paths[:_NAMED]]
    if more := len(paths) - len(named):
        named.append(f"… +{labels.number(more)}")
    return [_older(change, len(paths)), *named]


def _older(change: Change, count: int) -> str:
    if change.kind is Kind.SET:
        sentence = ngettext(
            "{n} copy made before is not encrypted:",
            "{n} copies made before are not encrypted:",
            count,
        )
    elif change.kind is Kind.CHANGED:
        sentence = ngettext(
            "{n} copy made before still opens with the previous passphrase, or without one:",
            "{n} copies made before still open with the previous passphrase, or without one:",
            count,
        )
    else:
        sentence = ngettext(
            "{n} copy made before still needs the previous passphrase:",
            "{n} copies made before still need the previous passphrase:",
            count,
        )
    return sentence.format(n=labels.number(count))
