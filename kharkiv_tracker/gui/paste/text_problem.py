"""Why a pasted text cannot be read, in a sentence."""

from __future__ import annotations

import unicodedata

from kharkiv_tracker import labels
from kharkiv_tracker.exchange.json_shape import LONGEST_TEXT
from kharkiv_tracker.i18n import _

#: Nobody reads more at once.
LONGEST = 5_000_000
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


def warning(text: str) -> str:
    """What is to be known of a text that is read; "" for nothing."""
    if len(text) <= LONGEST_TEXT:
        return ""
    return _(
        "The text has {n} characters, and a document keeps at most {most}. It is recorded "
        "without its text; each report has its quote."
    ).format(n=labels.number(len(text)), most=labels.number(LONGEST_TEXT))
