"""What a sentence over several incidents says of each: their day, their weapon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kharkiv_tracker.intake.passages.incident_draft import Draft
from kharkiv_tracker.intake.passages.incident_scene import Scene, of_day
from kharkiv_tracker.intake.passages.passage_words import phrases
from kharkiv_tracker.intake.passages.place_mark import PlaceMark
from kharkiv_tracker.intake.passages.sentence_text import PassageText
from kharkiv_tracker.intake.passages.text_line import Line


def give_scenes(text: PassageText, lines: Sequence[Line], drafts: Sequence[Draft]) -> None:
    """Give incidents without a day that of the last sentence before that is over them all."""
    for line in lines:
        _divide(line, [one for one in drafts if line.number in one.sentences])
    for number, draft in enumerate(drafts):
        if draft.scene.place is None and not draft.is_statement and draft.sentences:
            _place_there(text, lines, draft, drafts[:number])
        if draft.is_statement or draft.is_retold or not draft.sentences:
            continue
        _date_hour(lines, draft)
        time = draft.scene.time
        if time is not None and time.has_day and draft.scene.weapons:
            continue
        for line in _over(lines, draft):
            if _is_over(line, draft):
                over = line.scenes[0]
                others = (one.scene.time for one in drafts if one is not draft)
                if any(one is over.time for one in others):
                    # The hour is that of another incident.
                    over = replace(over, time=of_day(over.time) if over.time else None)
                _give(over, draft.scene, line.number in draft.sentences)
                break


def _date_hour(lines: Sequence[Line], draft: Draft) -> None:
    """Give an hour without a day the day of the sentence before it in its paragraph."""
    time, first = draft.scene.time, min(draft.sentences)
    if time is None or time.has_day or not (time.event and time.event.get("time")):
        return
    for line in reversed(lines[:first]):
        if line.sentence.paragraph != lines[first].sentence.paragraph:
            return
        dated = [one for one in line.times if one.is_dated and not one.is_said]
        if dated and not (line.is_statement or line.is_retold or line.is_elsewhere):
            over = Scene(time=of_day(dated[-1]))
            draft.scene.has_strike = True
            draft.scene.take(over)
            return


def _place_there(
    text: PassageText, lines: Sequence[Line], draft: Draft, before: Sequence[Draft]
) -> None:
    """Give an incident of the same place, of the town, the place of the one before it."""
    last = next((one for one in reversed(before) if not one.is_statement), None)
    if last is None or last.scene.place is None:
        return
    sections = ["passage_same_place"]
    if last.scene.place.settlement:
        sections.append("passage_town_nouns")
    for line in (lines[number] for number in draft.sentences):
        for section in sections:
            at = phrases(section).any(line.sentence.tokens)
            if at is not None:
                end = at + phrases(section).count(line.sentence.tokens, at)
                draft.scene.place = last.scene.place
                draft.scene.place_spans = [line.span(text, at, end)]
                return


def _divide(line: Line, drafts: Sequence[Draft]) -> None:
    """Give each of several incidents of one sentence the weapons and the hour of its own place."""
    places = [one for one in line.marks if one.is_local]
    if len(drafts) < 2 or len(places) < 2:
        return
    base, tokens = line.sentence.start, line.sentence.tokens
    first = places[0].start
    for draft in drafts:
        scene = draft.scene
        if scene.place not in places:
            continue
        own = [
            (mark, span)
            for mark, span in scene.weapons
            if not _is_inside(mark.start, line)
            or _nearest(tokens[mark.start].start - base, places) is scene.place
        ]
        is_one = len({mark.values for mark, _span in scene.weapons}) == 1
        is_before = all(tokens[mark.start].start - base < first for mark, _span in scene.weapons)
        if not (is_one and is_before):
            scene.weapons = own
        time = scene.time
        if time is not None and _is_inside(time.start, line) and time in line.times:
            at = tokens[time.start].start - base
            if at > first and _nearest(at, places) is not scene.place:
                scene.time = of_day(time)


def _is_inside(token: int, line: Line) -> bool:
    return token < len(line.sentence.tokens)


def _nearest(at: int, places: Sequence[PlaceMark]) -> PlaceMark:
    return min(places, key=lambda one: min(abs(one.start - at), abs(one.end - at)))


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


def _give(over: Scene, scene: Scene, is_beside: bool) -> None:
    """The day over an incident, and the weapon; of another strike beside it the day alone."""
    time = over.time
    if is_beside and time is not None and scene.is_another:
        time = of_day(time)
    if scene.time is None or not scene.time.has_day:
        scene.take(Scene(time=time, time_spans=over.time_spans))
    if not scene.weapons and len({mark.values for mark, _span in over.weapons}) == 1:
        scene.weapons = list(over.weapons)
