"""Incidents and official totals put together sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.quantity import AFFECTED, INJURED, KILLED
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.passages.claim import Claim, SentenceClaims
from kharkiv_tracker.intake.passages.claim_scan import ClaimScan
from kharkiv_tracker.intake.passages.draft_circumstances import give_circumstances
from kharkiv_tracker.intake.passages.draft_counts import Said
from kharkiv_tracker.intake.passages.draft_scenes import give_scenes
from kharkiv_tracker.intake.passages.draft_voices import give_voices, take_voice
from kharkiv_tracker.intake.passages.incident_draft import Draft
from kharkiv_tracker.intake.passages.incident_scene import Scene
from kharkiv_tracker.intake.passages.passage_text import PassageText, Sentence
from kharkiv_tracker.intake.passages.passage_words import phrases, words_of
from kharkiv_tracker.intake.passages.people_group import Group
from kharkiv_tracker.intake.passages.sentence_places import PlaceMark, places
from kharkiv_tracker.intake.passages.sentence_times import TimeScan
from kharkiv_tracker.intake.passages.sentence_voices import VoiceScan
from kharkiv_tracker.intake.passages.sentence_weapons import weapons
from kharkiv_tracker.intake.passages.text_line import Line, LineScenes

#: A strike so many days before the text is told again, not reported.
_LONG_AGO = 12
_MOST_DRAFTS = 200
_SIGN = re.compile("[,;:]")


class Drafts:
    """Reads a text sentence by sentence."""

    def __init__(self, text: PassageText, context: Context) -> None:
        self._text, self._context = text, context
        self.drafts: list[Draft] = []
        self.left_out: list[tuple[int, int, str]] = []
        self._pending = Scene()
        self._elsewhere = -1
        self._waits = False
        self._lines: list[Line] = []
        self.times: list[tuple[int, int]] = []

    def read(self) -> list[Draft]:
        """The drafts, in the order of the text."""
        for number, sentence in enumerate(self._text.sentences):
            if len(self.drafts) >= _MOST_DRAFTS:
                break
            line = self._line(number, sentence)
            self._lines.append(line)
            self._add(line)
        self._settle_place()
        give_scenes(self._lines, self.drafts)
        give_voices(self._text, self._lines, self.drafts)
        give_circumstances(self._text, self._lines, self.drafts)
        return self.drafts

    # One sentence.

    def _line(self, number: int, sentence: Sentence) -> Line:
        tokens, plain = sentence.tokens, self._text.plain
        body = plain[sentence.start : sentence.end]
        has_quantity = phrases("passage_quantities").any(tokens) is not None
        has_casualties = any(
            phrases(section).any(tokens) is not None
            for section in ("passage_casualties", "passage_nobody", "passage_none_of")
        )
        them = words_of("passage_them")
        has_casualties = has_casualties or any(token.key in them for token in tokens)
        has_strike = phrases("passage_strike").any(tokens) is not None
        taken = [""] * len(tokens)
        times = TimeScan(plain, tokens, self._context).times()
        for mark in times:
            for start, end in mark.parts or ((mark.start, mark.end),):
                taken[start:end] = ["time"] * (end - start)
        self.times += [
            self._text.span(tokens[a].start, tokens[b - 1].end)
            for mark in times
            for a, b in mark.parts or ((mark.start, mark.end),)
        ]
        marks = places(body, self._context) if any(t.text[:1].isupper() for t in tokens) else []
        for place in marks:
            first, last = sentence.start + place.start, sentence.start + place.end
            for at, token in enumerate(tokens):
                if first <= token.start and token.end <= last:
                    taken[at] = "place"
        voices = VoiceScan(plain, tokens)
        voice = voices.voice()
        for one in voices.names:
            taken[one.start : one.end] = ["name"] * (one.end - one.start)
        found = weapons(tokens)
        for weapon in found:
            taken[weapon.start : weapon.end] = ["weapon"] * (weapon.end - weapon.start)
        claims = (
            ClaimScan(tokens, taken, self._context.reckoned_from.year).read()
            if has_quantity or has_casualties
            else SentenceClaims()
        )
        line = Line(
            number,
            sentence,
            [],
            claims,
            voice,
            has_strike,
            self._is_statement(tokens, claims),
            phrases("passage_retold").any(tokens) is not None,
            marks,
            times,
        )
        line.scenes = LineScenes(self._text, line, found).scenes()
        return line

    def _is_statement(self, tokens: Sequence[object], claims: SentenceClaims) -> bool:
        from kharkiv_tracker.domain.count import Ratio

        if not claims:
            return False
        if any(isinstance(one.group.count, Ratio) for one in claims.claims):
            return True
        return phrases("passage_since").any(tokens) is not None  # type: ignore[arg-type]

    # Together.

    def _add(self, line: Line) -> None:
        if not line.claims:
            self._background(line)
            return
        self._take_before(line)
        for start, end, why in line.claims.left_out:
            self.left_out.append((*line.span(self._text, start, end), why))
        if self._is_elsewhere(line):
            self._leave_out(line, "elsewhere")
            return
        if line.is_statement or self._continues_statement(line):
            self._statement(line)
            return
        for scene, claims, transfer in self._by_place(line):
            self._incident(line, scene, claims, transfer)

    def _take_before(self, line: Line) -> None:
        """The quantity of people told as some of those before, by the last number told."""
        said = self.drafts[-1].said if self.drafts else []
        wholes = [one.claim for one in said if not one.claim.is_part]
        for claim in line.claims.claims:
            if not claim.quantity and wholes:
                claim.quantity = wholes[-1].quantity

    def _leave_out(self, line: Line, why: str) -> None:
        for claim in line.claims.claims:
            self.left_out.append((*line.span(self._text, *claim.group.number), why))

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
        if any(one.is_local or one.area for one in line.marks):
            self._elsewhere = -1
        if not (line.has_strike or line.is_of_strike) and not line.scenes[-1].place:
            return
        for scene in line.scenes:
            self._set(scene, line)

    def _set(self, scene: Scene, line: Line) -> None:
        """Give a scene to the incident before it, or keep it for the next."""
        last = self.drafts[-1] if self.drafts else None
        if scene.place is not None:
            self._settle_place()
        if scene.is_another:
            self._pending = scene
        elif last is not None and self._may_be_of_last(scene, last):
            self._pending = replace(scene, sentence=line.number)
            self._waits = True
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
            and not self._conflicts(scene, last.scene)
        )

    def _settle_place(self) -> None:
        """The place that waits is that of the last incident: nothing else was told of it."""
        if self._waits:
            last = self.drafts[-1]
            last.scene.take(self._pending)
            last.sentences.append(self._pending.sentence)
            self._pending = Scene()
        self._waits = False

    def _is_of_last(self, scene: Scene, last: Draft, line: Line) -> bool:
        """Whether a sentence without people tells more of the incident before it."""
        if last.is_statement or self._pending.is_another:
            return False
        if scene.place is not None:
            if last.scene.place is not None:
                return bool(scene.place.keys & last.scene.place.keys)
            return not self._conflicts(scene, last.scene)
        near = line.sentence.paragraph - self._text.sentences[last.sentences[-1]].paragraph <= 1
        return near and not self._conflicts(scene, last.scene)

    def _conflicts(self, scene: Scene, other: Scene) -> bool:
        if scene.place and other.place and not scene.place.keys & other.place.keys:
            return True
        return self._other_day(scene, other)

    def _other_day(self, scene: Scene, other: Scene) -> bool:
        one, two = scene.time, other.time
        if not (one and two and one.event and two.event and one.has_day and two.has_day):
            return False
        return one.event.get("date") != two.event.get("date")

    # Statements.

    def _continues_statement(self, line: Line) -> bool:
        """Whether a sentence gives parts of the official total before it."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or not last.is_statement:
            return False
        near = line.sentence.paragraph - self._text.sentences[last.sentences[-1]].paragraph <= 2
        claims = line.claims.claims
        wholes = {one.claim.quantity: one.claim.group for one in last.said if not one.claim.is_part}
        only_parts = all(claim.is_part and claim.of_before for claim in claims)
        known = {one.claim.quantity for one in last.said}
        is_next = line.number - last.sentences[-1] == 1 and line.scenes[0].place is None
        is_rest = is_next and not any(
            one.group.is_single
            or (one.quantity in known and not _is_less(one.group, wholes.get(one.quantity)))
            for one in claims
        )
        is_new = any(scene.time or scene.is_another for scene in line.scenes)
        return near and not is_new and (only_parts or is_rest)

    def _statement(self, line: Line) -> None:
        last = self.drafts[-1] if self.drafts else None
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
        for claim in _of_total(line.claims.claims):
            self._take_quantity(draft, claim)
            if claim.quantity:
                draft.said.append(self._said(line, claim))
        if draft.since is None:
            draft.since = self._since(line)
        take_voice(self._text, draft, line)

    def _since(self, line: Line) -> tuple[str, tuple[int, int]] | None:
        from kharkiv_tracker.intake.passages.since_words import since

        found = since(self._text.plain, line.sentence, self._context)
        return (found[0], line.span(self._text, found[1], found[2])) if found else None

    # Incidents.

    def _by_place(self, line: Line) -> list[tuple[Scene, list[Claim], Claim | None]]:
        """The claims of a sentence with the place each is of, where it names several."""
        scenes = line.scenes
        claims, transfer = line.claims.claims, line.claims.transfer
        if phrases("passage_joint").any(line.sentence.tokens) is not None and not transfer:
            self._leave_out(line, "several strikes")
            return []
        local = self._places(line)
        distinct = {one.keys: one for one in local}
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
        if len(distinct) < 2 or len(wholes) < 2:
            return [(scenes[0], claims, transfer)]
        return self._shared_out(line, local)

    def _places(self, line: Line) -> list[PlaceMark]:
        """The places of a sentence that may each have people of their own."""
        local = [one for one in line.marks if one.is_local]
        within = {key for one in local for key in one.keys}
        return [
            one
            for one in line.marks
            if one.is_local
            or (one.is_elsewhere and one.is_inside)
            or (
                one.area is not None and not within & set(self._context.places.within(one.area.key))
            )
        ]

    def _shared_out(
        self, line: Line, local: Sequence[PlaceMark]
    ) -> list[tuple[Scene, list[Claim], Claim | None]]:
        base, tokens = line.sentence.start, line.sentence.tokens
        claims = line.claims.claims
        first_place = base + local[0].start
        is_place_first = first_place < tokens[min(c.group.start for c in claims)].start
        rows: dict[int, tuple[Scene, list[Claim], Claim | None]] = {}
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
                self.left_out.append((*line.span(self._text, *claim.group.number), "elsewhere"))
                continue
            if index not in rows:
                spans = [self._text.span(base + place.start, base + place.end)]
                rows[index] = (_at_place(line.scenes[0], place, spans), [], None)
            rows[index][1].append(claim)
        return [rows[index] for index in sorted(rows)]

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

    def _incident(
        self, line: Line, scene: Scene, claims: Sequence[Claim], transfer: Claim | None
    ) -> None:
        draft = self._draft_for(line, scene, claims)
        draft.sentences.append(line.number)
        draft.scene.take(scene)
        for claim in claims:
            self._take_quantity(draft, claim)
            if claim.quantity and not self._describes_dead(draft, line, claim):
                draft.said.append(self._said(line, claim))
        if transfer is not None:
            draft.transfers.append(self._transferred(draft, line, transfer))
        take_voice(self._text, draft, line)
        if line.is_retold or self._is_long_ago(draft):
            draft.is_retold = True

    def _take_quantity(self, draft: Draft, claim: Claim) -> None:
        """The quantity of a part whose whole was counted before."""
        if not claim.of_before:
            return
        wholes = [one.claim for one in draft.said if not one.claim.is_part]
        if not claim.quantity:
            claim.quantity = wholes[-1].quantity if wholes else ""
        elif claim.quantity == INJURED and not any(one.quantity == INJURED for one in wholes):
            if any(one.quantity == AFFECTED for one in wholes):
                claim.quantity = AFFECTED

    def _describes_dead(self, draft: Draft, line: Line, claim: Claim) -> bool:
        """Whether a sentence after a death in hospital says who that was: take it from there."""
        group = claim.group
        if not draft.transfers or claim.quantity not in (INJURED, KILLED) or not group.ages:
            return False
        last = draft.transfers[-1]
        is_next = line.number - last.sentence == 1 and group.is_single and group.low == 1
        if not is_next or last.claim.group.ages:
            return False
        dead = replace(last.claim, group=replace(group, start=group.start))
        draft.transfers[-1] = replace(last, claim=dead)
        return True

    def _transferred(self, draft: Draft, line: Line, transfer: Claim) -> Said:
        """The one who died in hospital: of a pronoun the one person killed of the sentence before."""
        said = self._said(line, transfer)
        if transfer.group.is_single or transfer.group.end - transfer.group.start > 1:
            return said
        before = [
            one
            for one in draft.said
            if one.claim.quantity == KILLED
            and one.claim.group.is_single
            and one.claim.group.low == 1
            and line.number - one.sentence <= 2
        ]
        if not before:
            return said
        draft.said.remove(before[-1])
        return replace(before[-1], spans=(*before[-1].spans, *said.spans))

    def _draft_for(self, line: Line, scene: Scene, claims: Sequence[Claim]) -> Draft:
        pending, self._pending = self._pending, Scene()
        self._waits = False
        incidents = [one for one in self.drafts if not one.is_statement]
        last = self.drafts[-1] if self.drafts else None
        whole = replace(scene)
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
                    and not self._other_day(whole, one.scene)
                    and not self._other_place(whole, one.scene)
                ]
                if same:
                    same[-1].scene.take(whole)
                    return same[-1]
                if (
                    last is not None
                    and not last.is_statement
                    and last.scene.place is None
                    and (
                        not self._other_day(whole, last.scene)
                        and self._is_same_story(line, last, claims)
                    )
                ):
                    last.scene.take(whole)
                    return last
            elif incidents:
                match = next(
                    (
                        one
                        for one in reversed(incidents)
                        if not self._other_day(whole, one.scene)
                        and self._same_day(whole, one.scene)
                    ),
                    None,
                )
                chosen = match or (
                    incidents[-1] if not self._other_day(whole, incidents[-1].scene) else None
                )
                near = chosen is not None and line.number - chosen.sentences[-1] <= 1
                if chosen is not None and (
                    near or line.is_retold or not chosen.is_retold or len(incidents) < 2
                ):
                    chosen.scene.take(whole)
                    return chosen
        return self._new(whole)

    def _other_place(self, scene: Scene, other: Scene) -> bool:
        """Whether two settlements of one district are named."""
        if not (scene.place and other.place and scene.place.part and other.place.part):
            return False
        one, two = scene.place.part.get("settlement"), other.place.part.get("settlement")
        return bool(one and two and one != two)

    def _same_day(self, scene: Scene, other: Scene) -> bool:
        one, two = scene.time, other.time
        return bool(
            one
            and two
            and one.event
            and two.event
            and one.event.get("date") == two.event.get("date")
        )

    def _is_same_story(self, line: Line, last: Draft, claims: Sequence[Claim]) -> bool:
        """Whether a place named after the numbers is that of the incident before it."""
        before = {
            one.claim.quantity: one.claim.group.count for one in last.said if not one.claim.is_part
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

    def _is_long_ago(self, draft: Draft) -> bool:
        time = draft.scene.time
        if time is None or time.event is None or "date" not in time.event:
            return False
        day = date.fromisoformat(time.event["date"])
        is_long = (self._context.reckoned_from - day).days > _LONG_AGO
        return is_long and any(not one.is_retold and one is not draft for one in self.drafts)

    def _said(self, line: Line, claim: Claim) -> Said:
        group = claim.group
        ranges = sorted({(group.start, group.end), claim.at})
        start, end = claim.at
        if start < group.end and group.start < end:
            ranges = [(min(start, group.start), max(end, group.end))]
        spans = tuple(line.span(self._text, a, b) for a, b in ranges)
        return Said(claim, line.number, spans, (line.span(self._text, group.start, group.end),))


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


def _is_less(part: Group, whole: Group | None) -> bool:
    """Whether a class of people may be a part of a number."""
    return bool(part.name) and whole is not None and part.low < whole.low


def _of_total(claims: Sequence[Claim]) -> list[Claim]:
    """Claims of an official total: a number of children alone is a part of a number not said."""
    name = ""
    for claim in claims:
        if not claim.is_part and claim.group.name:
            claim.is_part, name = True, claim.group.name
        elif not claim.is_part and name and claim.group.is_bare and claim.group.is_beside:
            claim.is_part, claim.group.name = True, name
    return list(claims)
