"""Incidents and official totals put together sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.passages.claim import Claim
from kharkiv_tracker.intake.passages.draft_circumstances import give_circumstances
from kharkiv_tracker.intake.passages.draft_scenes import give_scenes
from kharkiv_tracker.intake.passages.draft_voices import give_voices, take_voice
from kharkiv_tracker.intake.passages.incident_draft import Draft
from kharkiv_tracker.intake.passages.incident_scene import (
    Scene,
    conflicts,
    is_other_day,
    is_other_place,
    is_same_day,
)
from kharkiv_tracker.intake.passages.line_reader import LineReader
from kharkiv_tracker.intake.passages.sentence_share import SentenceShare
from kharkiv_tracker.intake.passages.sentence_text import PassageText
from kharkiv_tracker.intake.passages.since_words import since
from kharkiv_tracker.intake.passages.statement_line import claims_of_total, continues
from kharkiv_tracker.intake.passages.strike_time import as_of
from kharkiv_tracker.intake.passages.text_line import Line

#: A strike so many days before the text is told again, not reported.
_LONG_AGO = 12
_MOST_DRAFTS = 200
#: The next paragraph, after an empty line or none.
_NEAR = 3


class Drafts:
    """Reads a text sentence by sentence."""

    def __init__(self, text: PassageText, context: Context) -> None:
        self._text, self._context = text, context
        self.drafts: list[Draft] = []
        self._left_out: list[tuple[int, int, str]] = []
        self._pending = Scene()
        self._elsewhere = -1
        self._waits: Draft | None = None
        self._heading = "", -1
        self._lines: list[Line] = []
        self._reader, self._share = LineReader(text, context), SentenceShare(text, context)

    def read(self) -> list[Draft]:
        """The drafts, in the order of the text."""
        for number, sentence in enumerate(self._text.sentences):
            if len(self.drafts) >= _MOST_DRAFTS:
                break
            line = self._reader.line(number, sentence)
            self._lines.append(line)
            self._add(line)
        self._settle_place()
        give_scenes(self._text, self._lines, self.drafts)
        give_voices(self._text, self._lines, self.drafts)
        give_circumstances(self._text, self._lines, self.drafts)
        return self.drafts

    @property
    def times(self) -> list[tuple[int, int]]:
        """The ranges of the stored text that are times."""
        return self._reader.times

    @property
    def left_out(self) -> list[tuple[int, int, str]]:
        """Ranges of numbers of people that are not proposed, and why."""
        return [*self._left_out, *self._share.left_out]

    @property
    def _last(self) -> Draft | None:
        return self.drafts[-1] if self.drafts else None

    # Together.

    def _add(self, line: Line) -> None:
        self._list(line)
        if not line.claims:
            self._background(line)
            return
        self._take_before(line)
        for start, end, why in line.claims.left_out:
            self._left_out.append((*line.span(self._text, start, end), why))
        if self._is_elsewhere(line):
            self._leave_out(line, "elsewhere")
            return
        if line.is_accident:
            self._leave_out(line, "no strike")
            return
        if line.is_statement or continues(self._text, line, self._last):
            self._statement(line)
            return
        for scene, claims, transfer in self._share.rows(line):
            self._incident(line, scene, claims, transfer)

    def _list(self, line: Line) -> None:
        """Give people who are listed what the heading before them says of all."""
        name, number = self._heading
        claims = line.claims
        if not claims and claims.listed and name and line.number - number == 1:
            claims.claims = [Claim(name, one, one.number) for one in claims.listed]
            self._heading = name, line.number
        elif claims.heading and not claims:
            self._heading = claims.heading, line.number

    def _take_before(self, line: Line) -> None:
        """The quantity of people who are some of those before, by the last number."""
        placed = self.drafts[-1].placed if self.drafts else []
        wholes = [one.claim for one in placed if not one.claim.is_part]
        for claim in line.claims.claims:
            if not claim.quantity and wholes:
                claim.quantity = wholes[-1].quantity

    def _leave_out(self, line: Line, why: str) -> None:
        for claim in line.claims.claims:
            self._left_out.append((*line.span(self._text, *claim.group.number), why))

    def _is_elsewhere(self, line: Line) -> bool:
        marks = line.marks
        if any(one.is_local or one.area for one in marks):
            self._elsewhere = -1
            return False
        if any(one.is_elsewhere and one.is_inside for one in marks):
            self._elsewhere = line.sentence.paragraph
            return True
        if any(one.is_country and one.is_inside for one in marks):
            return True
        return self._elsewhere == line.sentence.paragraph

    def _background(self, line: Line) -> None:
        """A sentence without people: a scene for what follows, or for what came before."""
        if line.is_elsewhere:
            self._elsewhere = line.sentence.paragraph
            return
        is_here = any(one.is_local or one.area for one in line.marks)
        if is_here:
            self._elsewhere = -1
        if not is_here and any(one.is_country for one in line.marks):
            return
        if not (line.has_strike or line.is_of_strike or line.says_where):
            return
        for scene in line.scenes:
            self._set(scene, line)

    def _set(self, scene: Scene, line: Line) -> None:
        """Give a scene to the incident before it, or keep it for the next."""
        last = self._last
        if scene.place is not None:
            self._settle_place()
        if scene.is_another:
            self._pending = scene
        elif last is not None and self._may_be_of_last(scene, last):
            self._pending = replace(scene, sentence=line.number)
            self._waits = last
        elif last is not None and self._is_of_last(scene, last, line):
            last.scene.take(scene)
            if scene.place is not None:
                last.sentences.append(line.number)
        elif scene.place or scene.time or scene.weapons or scene.area:
            waits = self._pending.place
            if scene.place and waits and scene.place.keys != waits.keys:
                self._pending = scene
            else:
                self._pending.take(scene)
                self._pending.sentence = line.number

    def _may_be_of_last(self, scene: Scene, last: Draft) -> bool:
        """Whether a place after numbers without one is theirs, or of what comes next."""
        return (
            scene.place is not None
            and last.scene.place is None
            and not last.is_statement
            and not self._pending.is_another
            and not conflicts(scene, last.scene)
        )

    def _settle_place(self) -> None:
        """The place that waits is that of the last incident: it has no other."""
        if self._waits is not None:
            self._waits.scene.take(self._pending)
            self._waits.sentences.append(self._pending.sentence)
            self._pending = Scene()
        self._waits = None

    def _is_of_last(self, scene: Scene, last: Draft, line: Line) -> bool:
        """Whether a sentence without people says more of the incident before it."""
        waits = self._pending.is_another or (self._pending.place and not scene.place)
        if last.is_statement or waits or conflicts(scene, last.scene):
            return False
        paragraph = self._text.sentences[last.sentences[-1]].paragraph
        return scene.place is not None or line.sentence.paragraph - paragraph <= _NEAR

    def _statement(self, line: Line) -> None:
        last = self._last
        if any(one.is_country for one in line.marks) and not any(
            one.area or one.is_local for one in line.marks
        ):
            self._leave_out(line, "elsewhere")
            return
        near = (
            last is not None
            and last.is_statement
            and (line.sentence.paragraph - self._text.sentences[last.sentences[-1]].paragraph <= 1)
        )
        draft = last if near and last is not None else Draft(is_statement=True)
        if draft is not last:
            self.drafts.append(draft)
        draft.sentences.append(line.number)
        draft.scene.take(line.scenes[0])
        for claim in claims_of_total(line.claims.claims):
            draft.take_quantity(claim)
            if claim.quantity:
                draft.placed.append(line.placed(self._text, claim))
        if draft.since is None:
            matches = since(self._text.plain, line.sentence, self._context)
            if matches is not None:
                draft.since = matches[0], line.span(self._text, matches[1], matches[2])
        self._take_as_of(draft, line)
        take_voice(self._text, draft, line)

    # Incidents.

    def _incident(
        self, line: Line, scene: Scene, claims: Sequence[Claim], transfer: Claim | None
    ) -> None:
        if self._describes(line, scene, claims):
            return
        draft = self._draft_of_past(scene) or self._draft_for(line, scene, claims)
        draft.sentences.append(line.number)
        draft.scene.take(scene)
        for claim in claims:
            draft.take_quantity(claim)
            draft.take_stress(claim)
            if claim.quantity and not draft.describes_dead(line.number, claim):
                draft.placed.append(line.placed(self._text, claim))
        if transfer is not None:
            draft.transfers.append(draft.transferred(line.placed(self._text, transfer)))
        take_voice(self._text, draft, line)
        self._take_as_of(draft, line)
        if line.is_retold or self._is_long_ago(draft):
            draft.is_retold = True

    def _draft_of_past(self, scene: Scene) -> Draft | None:
        """A draft of a strike long ago, of which the last incident has nothing: in March 2022 …"""
        incidents = [one for one in self.drafts if not one.is_statement]
        if not incidents or not self._is_past(scene) or is_same_day(scene, incidents[-1].scene):
            return None
        self._settle_place()
        return self._new(scene)

    def _describes(self, line: Line, scene: Scene, claims: Sequence[Claim]) -> bool:
        """Add persons named far from the numbers to those that they are of."""
        is_of_persons = bool(claims) and all(one.group.person for one in claims)
        if not is_of_persons or scene.place is not None or scene.time is not None:
            return False
        quantity = claims[0].quantity
        draft = next(
            (
                one
                for one in reversed(self.drafts)
                if not (one.is_statement or one.is_retold)
                and any(p.claim.quantity == quantity and not p.claim.is_part for p in one.placed)
            ),
            None,
        )
        if draft is None or line.number - draft.sentences[-1] <= 1:
            return False
        for claim in claims:
            claim.is_part = claim.is_detail = True
            draft.placed.append(line.placed(self._text, claim))
        return True

    def _take_as_of(self, draft: Draft, line: Line) -> None:
        """The time as of which a sentence counts."""
        for mark in line.times:
            if mark.is_as_of and draft.as_of is None and (time := as_of(mark)):
                draft.as_of = time, line.span(self._text, mark.start, mark.end)

    def _draft_for(self, line: Line, scene: Scene, claims: Sequence[Claim]) -> Draft:
        incidents = [one for one in self.drafts if not one.is_statement]
        pending, self._pending = self._pending, Scene()
        self._waits = None
        last = self._last
        whole = replace(scene)
        if not scene.is_another:
            whole.take(pending)
        whole.is_another = scene.is_another or pending.is_another
        only_parts = bool(claims) and all(one.is_part and one.of_before for one in claims)
        if line.is_retold and not (last and last.is_retold):
            return self._new(whole)
        if (
            only_parts
            and incidents
            and not whole.is_another
            and not (
                scene.place
                and incidents[-1].scene.place
                and not scene.place.keys & incidents[-1].scene.place.keys
            )
        ):
            return incidents[-1]
        if not whole.is_another:
            if whole.place is not None:
                same = [
                    one
                    for one in incidents
                    if one.scene.place is not None
                    and one.scene.place.keys & whole.place.keys
                    and not is_other_day(whole, one.scene)
                    and not is_other_place(whole, one.scene)
                ]
                if same:
                    same[-1].scene.take(whole)
                    return same[-1]
                if (
                    last is not None
                    and not last.is_statement
                    and last.scene.place is None
                    and not conflicts(whole, last.scene)
                    and self._is_same_story(last, claims)
                ):
                    last.scene.take(whole)
                    return last
            elif incidents:
                match = next(
                    (
                        one
                        for one in reversed(incidents)
                        if not is_other_day(whole, one.scene) and is_same_day(whole, one.scene)
                    ),
                    None,
                )
                chosen = match or (
                    incidents[-1] if not is_other_day(whole, incidents[-1].scene) else None
                )
                near = chosen is not None and line.number - chosen.sentences[-1] <= 1
                if chosen is not None and (
                    near or line.is_retold or not chosen.is_retold or len(incidents) < 2
                ):
                    chosen.scene.take(whole)
                    return chosen
        return self._new(whole)

    def _is_same_story(self, last: Draft, claims: Sequence[Claim]) -> bool:
        """Whether a place named after the numbers is that of the incident before it."""
        before = {
            one.claim.quantity: one.claim.group.count
            for one in last.placed
            if not one.claim.is_part
        }
        for claim in claims:
            count = before.get(claim.quantity)
            if claim.is_part or count is None or not isinstance(count, Count):
                continue
            if claim.group.count != count and not claim.is_rise:
                return False
        return True

    def _new(self, scene: Scene) -> Draft:
        draft = Draft(scene=scene)
        self.drafts.append(draft)
        return draft

    def _is_past(self, scene: Scene) -> bool:
        """Whether a day is said that is long before the text."""
        time = scene.time
        if time is None or time.event is None or not time.has_day:
            return False
        day = date.fromisoformat(time.event["date"])
        return (self._context.reckoned_from - day).days > _LONG_AGO

    def _is_long_ago(self, draft: Draft) -> bool:
        return self._is_past(draft.scene) and any(
            not one.is_retold and one is not draft for one in self.drafts
        )
