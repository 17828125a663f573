"""What a sentence over several incidents says of each: their day, their weapon."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.intake.passages.incident_draft import Draft
from kharkiv_tracker.intake.passages.incident_scene import Scene
from kharkiv_tracker.intake.passages.text_line import Line


def give_scenes(lines: Sequence[Line], drafts: Sequence[Draft]) -> None:
    """Give incidents without a day that of the last sentence before that is over them all."""
    for draft in drafts:
        if draft.is_statement or draft.is_retold or not draft.sentences:
            continue
        time = draft.scene.time
        if time is not None and time.has_day and draft.scene.weapons:
            continue
        for line in _over(lines, draft):
            if _is_over(line, draft):
                _give(line.scenes[0], draft.scene)
                break


def _over(lines: Sequence[Line], draft: Draft) -> list[Line]:
    """The sentences before a draft with a day, the nearest first."""
    first = min(draft.sentences)
    return [
        one
        for one in reversed(lines[: first + 1])
        if not (one.is_statement or one.is_retold or one.is_elsewhere)
        and one.scenes
        and one.scenes[0].time is not None
        and one.scenes[0].time.has_day
    ]


def _is_over(line: Line, draft: Draft) -> bool:
    """Whether a sentence is over a draft: of no one place, or of its place, too."""
    local = [one for one in line.marks if one.is_local]
    place = draft.scene.place
    if not local:
        return True
    return place is not None and any(one.keys & place.keys for one in local) and len(local) > 1


def _give(over: Scene, scene: Scene) -> None:
    if scene.time is None or not scene.time.has_day:
        scene.take(Scene(time=over.time, time_spans=over.time_spans))
    if not scene.weapons and len({mark.values for mark, _span in over.weapons}) == 1:
        scene.weapons = list(over.weapons)
