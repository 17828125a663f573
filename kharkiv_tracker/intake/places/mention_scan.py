"""The places that a text names, from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kharkiv_tracker.domain.place import DistrictKind, Gazetteer
from kharkiv_tracker.intake.places.mention import Mention, MentionKind
from kharkiv_tracker.intake.places.mention_sense import Sense
from kharkiv_tracker.intake.places.place_words import Line
from kharkiv_tracker.intake.places.scan_state import Frame, ScanState
from kharkiv_tracker.intake.places.street_names import is_of_something

_SHORTEST_ADJECTIVE = 5


def mentions(
    line: Line, places: Gazetteer, relaxed: bool = False, led_to: Iterable[int] = ()
) -> Iterator[Mention]:
    """Every place named, in order; between them are words that name none.

    Among other words a village is taken for one only where `relaxed`, or at the words that
    others lead to: many are common nouns.
    """
    state = ScanState(line, places, relaxed, led_to)
    at, last = 0, None
    while at < len(line.words):
        if state.is_plain(at):
            state.skip(at)
            at += 1
            continue
        mention = _unknown(state, at) or _named(state, at)
        if mention:
            if last and last.is_near and _is_linked(state, last, mention):
                # «між Ізюмом і Барвінковим»
                mention = replace(mention, is_near=True)
            yield mention
            state.add(mention)
            at, last = mention.end, mention
        else:
            # A part of a longer name is none of its own: «за Старими Валками».
            matches = state.matches(at)
            for skipped in range(at, at + (matches[0].length if matches else 1)):
                state.skip(skipped)
            at = skipped + 1


def _is_linked(state: ScanState, last: Mention, mention: Mention) -> bool:
    return last.end + state.words.link.at(state.line, last.end) == mention.start


def _unknown(state: ScanState, at: int) -> Mention | None:
    end = at + state.words.unknown.at(state.line, at)
    if end == at:
        return None
    area = state.frame(end).name if end < len(state.line.words) else end
    is_of_area = state.line.is_joined(end) and any(one.name.area for one in state.matches(area))
    if not state.is_alone(at, at if is_of_area else end):
        return None
    return Mention(MentionKind.UNKNOWN, at, end)


def _named(state: ScanState, at: int) -> Mention | None:
    frame = state.frame(at)
    if "edge" in frame.roles and state.is_alone(at, frame.name):
        return _suburb(state, frame)
    if frame.is_apart or frame.name == len(state.line.words):
        return None
    if state.line.keys[frame.name] in state.index.country:
        return _country(state, frame)
    matches = state.matches(frame.name)
    if not matches:
        elsewhere = _elsewhere(state, frame)
        return elsewhere if elsewhere and not state.is_called_so(frame) else None
    if state.is_called_so(frame) and not any(match.name.area for match in matches):
        return None
    state.close(frame, matches[0].length)
    if is_of_something(state, frame, matches):
        return None
    return Sense(state, frame, matches).mention()


def _suburb(state: ScanState, frame: Frame) -> Mention:
    """A suburb of no city: of the one that all is about."""
    in_city = (one for one in state.places.districts if one.kind is DistrictKind.CITY_UNKNOWN)
    name = state.line.slice(frame.start, frame.name)
    return Mention(MentionKind.EDGE, frame.start, frame.name, name, area=next(in_city, None))


def _country(state: ScanState, frame: Frame) -> Mention | None:
    frame.end = frame.name + 1
    if not state.is_alone(frame.start, frame.end) or state.line.quoted[frame.name]:
        return None
    return Mention(MentionKind.COUNTRY, frame.start, frame.end)


def _elsewhere(state: ScanState, frame: Frame) -> Mention | None:
    """An adjective with the noun of an oblast, a district or a hromada that is not known here."""
    line, here = state.line, frame.name
    word = line.words[here]
    if len(word.text) < _SHORTEST_ADJECTIVE or not line.is_joined(here + 1):
        return None
    for role in ("oblast", "district", "hromada"):
        count = state.words.nouns[role].at(line, here + 1)
        if not count or not (word.is_capital or role == "oblast"):
            continue
        if state.index.is_adjective(word.text) or (role == "oblast" and word.text.isascii()):
            end = here + 1 + count
            return Mention(MentionKind.ABROAD, frame.start, end, line.slice(here, end))
    return None
