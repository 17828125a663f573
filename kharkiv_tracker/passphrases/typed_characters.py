"""Which characters a passphrase may have."""

from __future__ import annotations

from kharkiv_tracker.domain.match_key import storable


def are_typeable(passphrase: str) -> bool:
    """Whether every character can be typed: no controls, no half characters."""
    return storable(passphrase) == passphrase
