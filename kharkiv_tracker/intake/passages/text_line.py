"""One sentence of a text with everything that was found in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kharkiv_tracker.intake.passages.claim import Claim, SentenceClaims
from kharkiv_tracker.intake.passages.draft_counts import PlacedClaim
from kharkiv_tracker.intake.passages.incident_scene import Scene, exactness
from kharkiv_tracker.intake.passages.passage_words import phrases
from kharkiv_tracker.intake.passages.place_mark import PlaceMark
from kharkiv_tracker.intake.passages.sentence_text import PassageText, Sentence
from kharkiv_tracker.intake.passages.sentence_voices import VoiceMark
from kharkiv_tracker.intake.passages.sentence_weapons import WeaponMark
from kharkiv_tracker.intake.passages.strike_time import TimeMark

#: A sentence of no more words is a heading, or an addition.
_FEW = 3
_HEADING = 12

#: Two names so near to one another have no more than “and” between them.
_JOINED = 6
#: So many words before a place say what is there.
_BESIDE = 3


@dataclass(slots=True)
class Line:
    """A sentence with everything that was found in it."""

    number: int
    sentence: Sentence
    scenes: list[Scene]
    claims: SentenceClaims
    voice: VoiceMark | None
    has_strike: bool
    is_statement: bool
    is_retold: bool
    marks: list[PlaceMark]
    times: list[TimeMark]

    def span(self, text: PassageText, start: int, end: int) -> tuple[int, int]:
        """The range of the stored text of some tokens."""
        tokens = self.sentence.tokens
        return text.span(tokens[start].start, tokens[end - 1].end)

    def placed(self, text: PassageText, claim: Claim) -> PlacedClaim:
        """A claim with the words of its people and of what happened to them."""
        people, harm = (claim.group.start, claim.group.end), claim.at
        ranges = sorted({people, harm})
        if harm[0] < people[1] and people[0] < harm[1]:
            ranges = [(min(harm[0], people[0]), max(harm[1], people[1]))]
        spans = tuple(self.span(text, first, last) for first, last in ranges)
        return PlacedClaim(claim, self.number, spans, (self.span(text, *people),))

    @property
    def is_of_strike(self) -> bool:
        """Whether it adds to a strike before it: it happened today; «Харків.»"""
        tokens = self.sentence.tokens
        if phrases("passage_happened").any(tokens) is not None:
            return True
        words = sum(token.is_word for token in tokens)
        return words <= _FEW and any(one.area for one in self.marks)

    @property
    def says_where(self) -> bool:
        """Whether it names a place that is not that of a hospital."""
        place, tokens = self.scenes[-1].place, self.sentence.tokens
        if place is None:
            return False
        start = self.sentence.start + place.start
        end = sum(token.start < start for token in tokens)
        return phrases("passage_hospital_words").any(tokens, end - _BESIDE, end) is None

    @property
    def is_national(self) -> bool:
        """Whether it is about the whole country."""
        if any(one.is_local or one.area for one in self.marks):
            return False
        return phrases("passage_country").any(self.sentence.tokens) is not None

    @property
    def is_accident(self) -> bool:
        """Whether people were hurt by something other than a strike."""
        is_accident = phrases("passage_accidents").any(self.sentence.tokens) is not None
        return is_accident and not self.has_strike

    @property
    def is_elsewhere(self) -> bool:
        """Whether it names places outside the oblast alone."""
        return any(one.is_elsewhere and one.is_inside for one in self.marks) and not any(
            one.is_local or one.area for one in self.marks
        )


class LineScenes:
    """The scenes of a sentence: one, or one before and one from “another strike” on."""

    def __init__(self, text: PassageText, line: Line, weapons: Sequence[WeaponMark]) -> None:
        self._text, self._line, self._weapons = text, line, weapons

    def scenes(self) -> list[Scene]:
        """One scene, or two."""
        tokens = self._line.sentence.tokens
        cut = phrases("passage_another_strike").any(tokens)
        if cut is None:
            return [self._scene(0, len(tokens))]
        first = self._scene(0, cut)
        is_before = first.place or phrases("passage_strike").any(tokens, 0, cut) is not None
        # «У п’ятницю ще один удар»: the day before it is its own.
        second = self._scene(cut if is_before else 0, len(tokens))
        second.is_another = True
        return [first, second] if is_before else [second]

    def _scene(self, start: int, end: int) -> Scene:
        scene, line = Scene(sentence=self._line.number), self._line
        marks = list(self._between(start, end))
        local = [one for one in marks if one.is_local]
        areas = [one for one in marks if one.area is not None]
        if local:
            scene.place, scene.place_spans = local[0], [self._place_span(local[0])]
            beside = [one for one in local[1:] if not one.keys & local[0].keys]
            is_shared = not line.claims or (
                bool(beside) and beside[0].start - local[0].end <= _JOINED
            )
            if is_shared and beside and all(one.is_bare for one in local):
                # A strike on two districts is of neither alone.
                scene.place, scene.place_spans = (
                    local[0].joined(beside),
                    [self._place_span(one) for one in local],
                )
        if areas:
            scene.area, scene.area_spans = areas[0], [self._place_span(areas[0])]
        scene.is_elsewhere = line.is_elsewhere
        # «19:35, Салтівський район.»: a heading of what follows.
        is_heading = bool(local) and not line.claims and len(line.sentence.tokens) <= _HEADING
        scene.has_strike = line.has_strike or bool(self._weapons) or is_heading
        time = self._time(start, end)
        if time is not None:
            scene.time = time
            ranges = time.parts or ((time.start, time.end),)
            scene.time_spans = [line.span(self._text, a, b) for a, b in ranges]
        scene.weapons = (
            []
            if line.is_national
            else [
                (one, line.span(self._text, one.start, one.end))
                for one in self._weapons
                if start <= one.start < end
            ]
        )
        return scene

    def _between(self, start: int, end: int) -> Iterator[PlaceMark]:
        tokens, base = self._line.sentence.tokens, self._line.sentence.start
        first = tokens[start].start if start < len(tokens) else 0
        last = tokens[end - 1].end if end else 0
        return (one for one in self._line.marks if first <= base + one.start < last)

    def _place_span(self, mark: PlaceMark) -> tuple[int, int]:
        base = self._line.sentence.start
        return self._text.span(base + mark.start, base + mark.end)

    def _time(self, start: int, end: int) -> TimeMark | None:
        """The time of the strike: beside a word for one, with a day before one without."""
        times = [
            one
            for one in self._line.times
            if one.event is not None and not one.is_said and _starts_in(one, start, end)
        ]
        if self._line.claims.transfer is not None and len({one.day for one in times}) > 1:
            # Who died today was hurt before.
            return min(times, key=lambda one: one.day or "9")
        if self._line.claims.transfer is not None:
            times = [one for one in times if one.is_of_strike or not one.is_today]
        if self._line.claims.transfer is not None:
            # Today, or on Friday, is the day of the death.
            times = [one for one in times if one.is_dated]
        return max(times, key=_rank, default=None)


def _rank(mark: TimeMark) -> tuple[bool, bool, int, int]:
    """How surely a time is that of the strike, and how much it says."""
    return mark.has_day, mark.is_of_strike, exactness(mark), -mark.start


def _starts_in(mark: TimeMark, start: int, end: int) -> bool:
    ranges = mark.parts or ((mark.start, mark.end),)
    return any(start <= a < end for a, _b in ranges)
