"""One incident or official total as far as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field

from kharkiv_tracker.intake.passages.draft_counts import PlacedClaim
from kharkiv_tracker.intake.passages.incident_scene import Scene
from kharkiv_tracker.intake.passages.sentence_voices import VoiceMark


@dataclass(slots=True)
class Draft:
    """One incident or official total as far as it was read."""

    is_statement: bool = False
    scene: Scene = field(default_factory=Scene)
    placed: list[PlacedClaim] = field(default_factory=list)
    transfers: list[PlacedClaim] = field(default_factory=list)
    voice: VoiceMark | None = None
    voice_spans: list[tuple[int, int]] = field(default_factory=list)
    since: tuple[str, tuple[int, int]] | None = None
    circumstances: list[tuple[int, int]] = field(default_factory=list)
    is_retold: bool = False
    retold_spans: list[tuple[int, int]] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    is_vague_voice: bool = False
