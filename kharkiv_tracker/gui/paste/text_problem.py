"""Why a pasted text cannot be read, in a sentence."""

from __future__ import annotations

import unicodedata

from kharkiv_tracker import labels
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.passages.passage_reader import LONGEST

#: So many characters are looked at to see whether they are letters, and so many need not be.
_LOOKED_AT, _ODD = 4_000, 0.1
_SPACES = frozenset("\n\t\r")


def problem(text: str) -> str:
    """Why a text is not read; "" where it is."""
    if not text.strip():
        return _("The text is empty. Paste or type one.")
    if len(text) > LONGEST:
        return _("The text is too long: {length}. Limit: {most}. Paste it in parts.").format(
            length=labels.number(len(text)), most=labels.number(LONGEST)
        )
    sample = text[:_LOOKED_AT]
    odd = sum(unicodedata.category(sign) in ("Cc", "Cn", "Co", "Cs") for sign in sample)
    odd += sample.count("\ufffd") - sum(sign in _SPACES for sign in sample)
    if odd > len(sample) * _ODD:
        return _("This is not text. Copy the text itself and paste it again.")
    return ""
