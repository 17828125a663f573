"""How weapons, places hit, kinds of sources and whoever is quoted are read, field by field."""

from __future__ import annotations

from collections.abc import Mapping

from kharkiv_tracker.intake.outcome import Reader
from kharkiv_tracker.intake.things import closed_list
from kharkiv_tracker.intake.things.office_field import read_office
from kharkiv_tracker.intake.things.place_kinds import read_places_hit
from kharkiv_tracker.intake.things.source_kinds import read_source_kind
from kharkiv_tracker.intake.things.speaker_field import read_speaker
from kharkiv_tracker.intake.things.weapon_field import read_weapons

READERS: Mapping[str, Reader] = {
    "weapons": read_weapons,
    "places_hit": read_places_hit,
    "source_kind": read_source_kind,
    "office": read_office,
    "speaker": read_speaker,
    **closed_list.READERS,
}
