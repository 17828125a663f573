"""The people of a sentence that names several places, each with the place they were at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.passages.claim import Claim
from kharkiv_tracker.intake.passages.incident_scene import Scene
from kharkiv_tracker.intake.passages.passage_words import phrases, phrases_of, stems_of, words_of
from kharkiv_tracker.intake.passages.place_mark import PlaceMark
from kharkiv_tracker.intake.passages.sentence_text import PassageText
from kharkiv_tracker.intake.passages.strike_time import TimeMark
from kharkiv_tracker.intake.passages.text_line import Line

#: A scene with the claims that are of it, and who died in hospital.
Row = tuple[Scene, list[Claim], Claim | None]
#: So many words before a place say what it is.
_NEAR = 3
_SIGN = re.compile("[,;:]")


class SentenceShare:
    """Shares out sentences of one text; numbers that are of no one place go to `left_out`."""

    def __init__(self, text: PassageText, context: Context) -> None:
        self._text, self._context = text, context
        self.left_out: list[tuple[int, int, str]] = []

    def _leave_out(self, line: Line, claim: Claim, why: str) -> None:
        self.left_out.append((*line.span(self._text, *claim.group.number), why))

    def rows(self, line: Line) -> list[Row]:
        """The claims of a sentence with the place each is of, where it names several."""
        scenes = line.scenes
        claims, transfer = line.claims.claims, line.claims.transfer
        if not transfer and (why := _of_more(line)):
            for claim in claims:
                self._leave_out(line, claim, why)
            return []
        local = self._places(line)
        distinct = _distinct(local)
        wholes = [one for one in claims if not one.is_part]
        if len(scenes) > 1:
            tokens = line.sentence.tokens
            cut = phrases("passage_another_strike").any(tokens) or 0
            before = [one for one in claims if one.group.start < cut]
            after = [one for one in claims if one.group.start >= cut]
            rows = [(scenes[0], before, None), (scenes[1], after, transfer)]
            return [row for row in rows if row[1] or row[2]]
        if len(distinct) > 1 and not wholes:
            wholes = [one for one in claims if not one.group.name and not one.condition]
            for claim in wholes:
                claim.is_part = False
        if len(distinct) > 1 and len(wholes) < 2 and any(one.is_elsewhere for one in local):
            # Nine people in Kharkiv and Odesa; a resident of Kharkiv, in Odesa.
            for claim in claims:
                self._leave_out(line, claim, "elsewhere")
            return [(scenes[0], [], transfer)] if transfer else []
        days = self._days(line) if len(distinct) < 2 and not transfer else []
        if len(days) > 1 and len(wholes) > 1:
            return self._of_days(line, days)
        is_of_one = len(wholes) < 2 and not any(one.area is not None for one in local)
        if len(distinct) < 2 or is_of_one or not wholes:
            return [(scenes[0], claims, transfer)]
        rows = self._shared_out(line, local)
        is_joint = len(rows) < 2 and len({_name(one) for one in local}) < 2
        # Shelling of two villages killed three and injured four.
        return [(scenes[0], claims, transfer)] if is_joint else rows

    def _places(self, line: Line) -> list[PlaceMark]:
        """The places of a sentence that may each have people of their own."""
        local = [one for one in line.marks if one.is_local]
        within = {key for one in local for key in one.keys}
        return [
            one
            for one in line.marks
            if one.is_local
            or (one.is_elsewhere and one.is_inside and self._is_of_people(line, one))
            or (
                one.area is not None and not within & set(self._context.places.within(one.area.key))
            )
        ]

    def _is_of_people(self, line: Line, mark: PlaceMark) -> bool:
        """Whether people may have been hurt there: and not fired from there, or said there."""
        plain, base = self._text.plain, line.sentence.start
        before = plain[base : base + mark.start].casefold().split()[-_NEAR:]
        first = mark.text.casefold().split()[0]
        after = plain[base + mark.end : line.sentence.end].casefold().split()[:1]
        aside = (*phrases_of("passage_said_verbs"), *stems_of("passage_hospital_words"))
        if any(word.strip(",.:").startswith(aside) for word in (*before, *after)):
            return False
        lead = first if len(mark.text.split()) > 1 else (before or [""])[-1]
        return lead not in words_of("passage_from")

    def _shared_out(self, line: Line, local: Sequence[PlaceMark]) -> list[Row]:
        base, tokens = line.sentence.start, line.sentence.tokens
        claims = line.claims.claims
        first_place = base + local[0].start
        is_place_first = first_place < tokens[min(c.group.start for c in claims)].start
        rows: dict[int, Row] = {}
        index = -1
        sums = without_sums(claims)
        for claim in claims:
            at = tokens[claim.group.start].start
            same = self._beside(at, base, local)
            if claim not in sums and not same:
                continue
            if index < 0 or not claim.is_part:
                index = (
                    same[0] if len(same) == 1 else self._place_of(at, base, local, is_place_first)
                )
            place = local[index]
            if place.is_elsewhere:
                self._leave_out(line, claim, "elsewhere")
                continue
            if index not in rows:
                spans = [self._text.span(base + place.start, base + place.end)]
                rows[index] = (_at_place(line.scenes[0], place, spans), [], None)
            rows[index][1].append(claim)
        return [rows[index] for index in sorted(rows)]

    def _days(self, line: Line) -> list[TimeMark]:
        """The days of a sentence with numbers of their own: on Monday …; on Tuesday …"""
        days = [one for one in line.times if one.is_dated and not (one.is_said or one.parts)]
        claims = line.claims.claims
        if not days or len({one.day for one in days}) < len(days):
            return []
        starts = [*(one.start for one in days), len(line.sentence.tokens)]
        has_own = all(
            any(first < claim.group.start < last and not claim.is_part for claim in claims)
            for first, last in pairwise(starts)
        )
        is_first = min(claim.group.start for claim in claims) > days[0].start
        return days if has_own and is_first else []

    def _of_days(self, line: Line, days: Sequence[TimeMark]) -> list[Row]:
        """The claims of a sentence with the day before each."""
        rows: list[Row] = []
        for day, after in zip(days, [*days[1:], None], strict=True):
            end = after.start if after else len(line.sentence.tokens)
            claims = [one for one in line.claims.claims if day.start < one.group.start < end]
            spans = [line.span(self._text, day.start, day.end)]
            rows.append((replace(line.scenes[0], time=day, time_spans=spans), claims, None))
        return rows

    def _beside(self, at: int, base: int, local: Sequence[PlaceMark]) -> list[int]:
        """The places with no sign between them and a number."""
        return [
            i
            for i, one in enumerate(local)
            if not _SIGN.search(self._text.plain, *sorted((at, base + one.start)))
        ]

    def _place_of(
        self, at: int, base: int, local: Sequence[PlaceMark], is_place_first: bool
    ) -> int:
        if is_place_first:
            before = [i for i, one in enumerate(local) if base + one.start <= at]
            return before[-1] if before else 0
        after = [i for i, one in enumerate(local) if base + one.start >= at]
        return after[0] if after else len(local) - 1


def _of_more(line: Line) -> str:
    """Why the numbers of a sentence are of more than one strike here; "" where they are not."""
    tokens = line.sentence.tokens
    if phrases("passage_joint").any(tokens) is not None:
        return "several strikes"
    return "elsewhere" if phrases("passage_national").any(tokens) is not None else ""


def _distinct(local: Sequence[PlaceMark]) -> set[object]:
    """Every place once; a raion is the same place as the villages in it."""
    villages = {one.district for one in local if one.settlement}
    return {
        (_name(one), one.settlement)
        for one in local
        if one.settlement or one.district not in villages
    }


def _name(mark: PlaceMark) -> object:
    """What makes one place another; all places outside the oblast are one."""
    return mark.keys or (mark.area.key if mark.area is not None else "")


def without_sums(claims: Sequence[Claim]) -> list[Claim]:
    """Claims without one that is the sum of the others of its quantity: 21: 12, 6 and 3."""
    kept = list(claims)
    for claim in claims:
        others = [
            one
            for one in claims
            if one is not claim and one.quantity == claim.quantity and not one.is_part
        ]
        count = claim.group.count
        is_sum = isinstance(count, Count) and count.number == sum(one.group.low for one in others)
        if not claim.is_part and len(others) > 1 and is_sum:
            kept.remove(claim)
    return kept


def _at_place(scene: Scene, place: PlaceMark, spans: list[tuple[int, int]]) -> Scene:
    """The scene of a sentence at one of its places."""
    if place.area is not None:
        return replace(scene, place=None, place_spans=[], area=place, area_spans=spans)
    return replace(scene, place=place, place_spans=spans)
