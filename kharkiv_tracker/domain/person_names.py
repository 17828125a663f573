"""Names of people compared: across alphabets, and in any order of their words."""

from __future__ import annotations

from collections.abc import Iterable

from kharkiv_tracker.domain.person import PURGED
from kharkiv_tracker.domain.romanised_key import romanised_key


def name_key(name: str) -> str:
    """The words of a name in the key of both alphabets, sorted; "" for a name that was erased."""
    if not name or name.startswith(PURGED[:-1]):
        return ""
    return " ".join(sorted(romanised_key(name).split()))


def name_keys(forms: Iterable[str]) -> str:
    """The keys of all forms of a name, each on a line of its own, sorted."""
    return "\n".join(sorted({key for form in forms if (key := name_key(form))}))
