"""The sample case: seven real strikes and six official statements, as they were reported."""

from __future__ import annotations

from kharkiv_tracker import paths
from kharkiv_tracker.domain.entry import Entries
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.exchange import entry_json


def load(gazetteer: Gazetteer) -> Entries:
    """The sample's entries, read by the same rules as anyone's."""
    file = paths.resources() / "sample" / "sample.json"
    return entry_json.parse(file.read_bytes(), gazetteer)
