"""Names of streets, stations and shops, which are not places of their own: `Poltavskyi Shliakh`."""

from __future__ import annotations

from collections.abc import Sequence

from kharkiv_tracker.intake.places.name_index import Match
from kharkiv_tracker.intake.places.scan_state import Frame, ScanState

_MOST_WORDS = 4
_OWN_NOUNS = {"district", "districts", "hromada", "oblast"}


def is_of_something(state: ScanState, frame: Frame, matches: Sequence[Match]) -> bool:
    """Whether a name is that of a street, a shop or a station, by the words beside it."""
    if frame.roles & _OWN_NOUNS:
        return False
    if frame.start and state.words.streets.at(state.line, frame.start - 1) > 1:
        # «ст. м. Перемога» is a station, no town.
        return True
    if not frame.roles and _is_after_street(state, frame):
        return True
    if frame.roles <= {"inside"}:
        if frame.start > 0 and state.line.quoted[frame.name]:
            return True
        if _is_common_noun(state, frame, matches):
            return True
        if not frame.roles and _is_after_house(state, frame, matches):
            return True
    if not frame.roles and _is_after_adjective(state, frame, matches):
        return True
    return _is_before_noun(state, frame, matches)


def _is_after_street(state: ScanState, frame: Frame) -> bool:
    """Whether a street or the like comes before it, with no preposition between."""
    for at in range(frame.start, max(0, frame.start - _MOST_WORDS), -1):
        if not state.line.is_joined(at) or state.words.inside.before(state.line, at):
            return False
        if state.words.streets.before(state.line, at):
            return True
    return False


def _is_after_adjective(state: ScanState, frame: Frame, matches: Sequence[Match]) -> bool:
    """Whether a village goes with a capital word before it: «Полтавський Шлях», «Нова Гроза»."""
    at = frame.start - 1
    if not all(home.settlement for match in matches for home in match.name.homes):
        return False
    if at < state.last_end or not state.line.is_joined(frame.start):
        return False
    word = state.line.words[at]
    return word.is_capital and (
        state.index.is_adjective(word.text) or state.index.is_beginning(word.key)
    )


def _is_after_house(state: ScanState, frame: Frame, matches: Sequence[Match]) -> bool:
    """Whether it is called after: «кафе Ізюм», but «лікарня Ізюма» is a hospital there."""
    return (
        state.line.is_joined(frame.start)
        and state.words.named.before(state.line, frame.start)
        and any(match.is_nominative for match in matches)
    )


def _is_common_noun(state: ScanState, frame: Frame, matches: Sequence[Match]) -> bool:
    """Whether it is more likely a noun that is like a form of a village's name: «завод»."""
    if (frame.start, frame.end) == (0, len(state.line.words)) or frame.roles:
        return False
    if frame.start in state.led_to:
        return False
    return all(not match.is_nominative and match.name.is_village for match in matches)


def _is_before_noun(state: ScanState, frame: Frame, matches: Sequence[Match]) -> bool:
    """Whether it is the adjective of a noun after it: «Московський проспект»."""
    line, end = state.line, frame.end
    if not line.is_joined(end):
        return False
    is_first = not line.is_joined(frame.start)
    if is_first and not frame.roles and any(one.is_hromada for one in matches):
        # «Куп’янська МВА» is not a form of «Куп’янськ».
        return True
    is_adjective = _is_adjective(state, frame, matches)
    street = state.words.streets.at(line, end)
    if is_adjective and street:
        # «Салтівський вул. Павлова»: the street has a name of its own.
        after = end + street
        return not (line.is_joined(after) and line.words[after].is_capital)
    if frame.roles <= {"inside"} and not matches[0].is_nominative:
        follows = street or state.words.named.at(line, end)
        return bool(follows) and (is_adjective or not frame.roles)
    return False


def _is_adjective(state: ScanState, frame: Frame, matches: Sequence[Match]) -> bool:
    typed = state.line.slice(frame.name, frame.name + matches[0].length)
    return (
        (typed.isascii() and state.words.roads.at(state.line, frame.end) > 0)
        or state.index.is_adjective(typed)
        or any(match.name.districts for match in matches)
    )
