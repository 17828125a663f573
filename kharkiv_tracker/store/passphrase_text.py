"""What is wrong with a new passphrase, and what came of a change of it, in sentences."""

from __future__ import annotations

import unicodedata

from kharkiv_tracker import labels
from kharkiv_tracker.domain.match_key import is_blank
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.passphrases import typed_characters
from kharkiv_tracker.store import case_key
from kharkiv_tracker.store.older_copies import OlderCopies
from kharkiv_tracker.store.passphrase_change import Change, Kind

#: So many paths are named.
_NAMED = 20


def problem(new: str) -> str:
    """Why a new passphrase cannot be used; "" where it can, and without any."""
    if not typed_characters.are_typeable(new) or any(map(_is_control, new)):
        return _("The passphrase contains characters that cannot be typed.")
    if new and is_blank(new):
        return _("The passphrase has spaces only.")
    if case_key.is_sheet(new):
        # Where it is that of the case, whoever gets a copy would get the case.
        return _("This is a recovery key. Choose a passphrase of words.")
    return ""


def _is_control(character: str) -> bool:
    """Whether no field takes it: line breaks, too."""
    return unicodedata.category(character) in ("Cc", "Zl", "Zp")


def done(change: Change) -> str:
    """What was done, and that the file has a second name where it has one."""
    linked = _("Under its other name (a hard link) the file is as it was: delete it there.")
    return f"{_done(change)} {linked}" if change.is_linked else _done(change)


def _done(change: Change) -> str:
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
