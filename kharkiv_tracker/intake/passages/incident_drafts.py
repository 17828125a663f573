"""Incidents and official totals put together sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.passages.casualty_claims import Claim, ClaimScan, SentenceClaims
from kharkiv_tracker.intake.passages.draft_counts import Said
from kharkiv_tracker.intake.passages.passage_text import PassageText, Sentence
from kharkiv_tracker.intake.passages.passage_words import phrases
from kharkiv_tracker.intake.passages.sentence_places import PlaceMark, places
from kharkiv_tracker.intake.passages.sentence_times import TimeMark, TimeScan
from kharkiv_tracker.intake.passages.sentence_voices import VoiceMark, VoiceScan
from kharkiv_tracker.intake.passages.sentence_weapons import WeaponMark, weapons

#: A strike so many days before the text is told again, not reported.
_LONG_AGO = 12
_MOST_DRAFTS = 200


@dataclass(slots=True)
class Scene:
    """Where, when and with what, as one sentence or several say it."""

    place: PlaceMark | None = None
    place_spans: list[tuple[int, int]] = field(default_factory=list)
    area: PlaceMark | None = None
    area_spans: list[tuple[int, int]] = field(default_factory=list)
    time: TimeMark | None = None
    time_spans: list[tuple[int, int]] = field(default_factory=list)
    weapons: list[tuple[WeaponMark, tuple[int, int]]] = field(default_factory=list)
    is_another: bool = False
    is_elsewhere: bool = False
    sentence: int = -1

    def take(self, other: Scene) -> None:
        """Take what another says and this does not."""
        if self.place is None and other.place is not None:
            self.place, self.place_spans = other.place, other.place_spans
        if self.area is None:
            self.area, self.area_spans = other.area, other.area_spans
        if other.time is not None and _is_better(other.time, self.time):
            self.time, self.time_spans = other.time, other.time_spans
        known = {mark.values for mark, _span in self.weapons}
        if not self.weapons:
            self.weapons = list(other.weapons)
        elif any(
            mark.level > max(one.level for one, _s in self.weapons) for mark, _s in other.weapons
        ):
            self.weapons += [one for one in other.weapons if one[0].values not in known]


def _is_better(new: TimeMark, old: TimeMark | None) -> bool:
    """Whether a time says more of the same day."""
    if old is None:
        return True
    if new.event is None or old.event is None:
        return old.event is None
    if not new.has_day:
        return False
    precision = old.event.get("precision", "date")
    return new.event.get("date") == old.event.get("date") and precision == "date"


@dataclass(slots=True)
class Draft:
    """One incident or official total as far as it was read."""

    is_statement: bool = False
    scene: Scene = field(default_factory=Scene)
    said: list[Said] = field(default_factory=list)
    transfers: list[Said] = field(default_factory=list)
    voice: VoiceMark | None = None
    voice_spans: list[tuple[int, int]] = field(default_factory=list)
    since: tuple[str, tuple[int, int]] | None = None
    circumstances: list[tuple[int, int]] = field(default_factory=list)
    is_retold: bool = False
    retold_spans: list[tuple[int, int]] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    is_vague_voice: bool = False


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


class Drafts:
    """Reads a text sentence by sentence."""

    def __init__(self, text: PassageText, context: Context) -> None:
        self._text, self._context = text, context
        self.drafts: list[Draft] = []
        self.left_out: list[tuple[int, int, str]] = []
        self._pending = Scene()
        self._elsewhere = -1
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
        self._give_voices()
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
        has_strike = phrases("passage_strike").any(tokens) is not None
        is_told = has_quantity or has_casualties or has_strike
        taken = [False] * len(tokens)
        times = TimeScan(plain, tokens, self._context).times()
        for mark in times:
            for start, end in mark.parts or ((mark.start, mark.end),):
                taken[start:end] = [True] * (end - start)
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
                    taken[at] = True
        voices = VoiceScan(plain, tokens)
        voice = voices.voice()
        for one in voices.names:
            taken[one.start : one.end] = [True] * (one.end - one.start)
        found = weapons(tokens)
        for weapon in found:
            for at in range(weapon.start, weapon.end):
                taken[at] = True
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
        line.scenes = self._scenes(line, found)
        return line

    def _span(self, line: Line, start: int, end: int) -> tuple[int, int]:
        """The range of the stored text of some tokens."""
        tokens = line.sentence.tokens
        return self._text.span(tokens[start].start, tokens[end - 1].end)

    def _is_statement(self, tokens: Sequence[object], claims: SentenceClaims) -> bool:
        from kharkiv_tracker.domain.count import Ratio

        if not claims:
            return False
        if any(isinstance(one.group.count, Ratio) for one in claims.claims):
            return True
        return phrases("passage_since").any(tokens) is not None  # type: ignore[arg-type]

    def _scenes(self, line: Line, found: Sequence[WeaponMark]) -> list[Scene]:
        """The scenes of a sentence: one, or one before and one from “another strike” on."""
        tokens = line.sentence.tokens
        cut = phrases("passage_another_strike").any(tokens)
        if cut is None:
            return [self._scene(line, found, 0, len(tokens))]
        first = self._scene(line, found, 0, cut)
        second = self._scene(line, found, cut, len(tokens))
        second.is_another = True
        return [first, second] if cut > 2 else [second]

    def _scene(self, line: Line, found: Sequence[WeaponMark], start: int, end: int) -> Scene:
        scene = Scene(sentence=line.number)
        tokens, base = line.sentence.tokens, line.sentence.start
        first = tokens[start].start if start < len(tokens) else 0
        last = tokens[end - 1].end if end else 0
        local = [
            one
            for one in line.marks
            if one.is_local and first <= base + one.start and base + one.end <= last
        ]
        if local:
            scene.place = local[0]
            scene.place_spans = [self._text.span(base + local[0].start, base + local[0].end)]
        areas = [
            one for one in line.marks if one.area is not None and first <= base + one.start < last
        ]
        if areas:
            scene.area = areas[0]
            scene.area_spans = [self._text.span(base + areas[0].start, base + areas[0].end)]
        scene.is_elsewhere = any(one.is_elsewhere and one.is_inside for one in line.marks) and not (
            local or areas
        )
        times = [
            one
            for one in line.times
            if one.event is not None and not one.is_said and self._starts_in(one, start, end)
        ]
        if times:
            scene.time = time = next((one for one in times if one.has_day), times[0])
            ranges = time.parts or ((time.start, time.end),)
            scene.time_spans = [self._span(line, a, b) for a, b in ranges]
        scene.weapons = [
            (one, self._span(line, one.start, one.end)) for one in found if start <= one.start < end
        ]
        return scene

    def _starts_in(self, mark: TimeMark, start: int, end: int) -> bool:
        ranges = mark.parts or ((mark.start, mark.end),)
        return any(start <= a < end for a, _b in ranges)

    # Together.

    def _add(self, line: Line) -> None:
        if not line.claims:
            self._background(line)
            return
        for start, end, why in line.claims.left_out:
            self.left_out.append((*self._span(line, start, end), why))
        if self._is_elsewhere(line):
            self._leave_out(line, "elsewhere")
            return
        if line.is_statement or self._continues_statement(line):
            self._statement(line)
            return
        for scene, claims, transfer in self._by_place(line):
            self._incident(line, scene, claims, transfer)

    def _leave_out(self, line: Line, why: str) -> None:
        for claim in line.claims.claims:
            self.left_out.append((*self._span(line, *claim.group.number), why))

    def _is_elsewhere(self, line: Line) -> bool:
        marks = line.marks
        if any(one.is_local or one.area for one in marks):
            self._elsewhere = -1
            return False
        if any(one.is_elsewhere and one.is_inside for one in marks):
            self._elsewhere = line.sentence.paragraph
            return True
        return self._elsewhere == line.sentence.paragraph

    def _background(self, line: Line) -> None:
        """A sentence without people: a scene for what follows, or for what came before."""
        self._circumstances(line)
        if any(one.is_elsewhere and one.is_inside for one in line.marks) and not any(
            one.is_local or one.area for one in line.marks
        ):
            self._elsewhere = line.sentence.paragraph
            return
        if any(one.is_local or one.area for one in line.marks):
            self._elsewhere = -1
        if not line.has_strike and not line.scenes[-1].place:
            return
        last = self.drafts[-1] if self.drafts else None
        for scene in line.scenes:
            if scene.is_another:
                self._pending = scene
            elif last is not None and self._is_of_last(scene, last, line):
                last.scene.take(scene)
                if scene.place is not None:
                    last.sentences.append(line.number)
            elif scene.place or scene.time or scene.weapons:
                if (
                    scene.place
                    and self._pending.place
                    and scene.place.keys != self._pending.place.keys
                ):
                    self._pending = scene
                else:
                    self._pending.take(scene)
                    self._pending.sentence = line.number

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
        only_parts = all(claim.is_part and claim.of_before for claim in line.claims.claims)
        is_new = any(scene.time or scene.is_another for scene in line.scenes)
        return near and not is_new and only_parts

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
        for claim in line.claims.claims:
            draft.said.append(self._said(line, claim))
        if draft.since is None:
            draft.since = self._since(line)
        self._take_voice(draft, line)

    def _since(self, line: Line) -> tuple[str, tuple[int, int]] | None:
        from kharkiv_tracker.intake.passages.since_words import since

        found = since(self._text.plain, line.sentence, self._context)
        return (found[0], self._span(line, found[1], found[2])) if found else None

    # Incidents.

    def _by_place(self, line: Line) -> list[tuple[Scene, list[Claim], Claim | None]]:
        """The claims of a sentence with the place each is of, where it names several."""
        scenes = line.scenes
        claims, transfer = line.claims.claims, line.claims.transfer
        local = [one for one in line.marks if one.is_local]
        distinct = {one.keys: one for one in local}
        wholes = [one for one in claims if not one.is_part]
        if len(scenes) > 1:
            tokens = line.sentence.tokens
            cut = phrases("passage_another_strike").any(tokens) or 0
            before = [one for one in claims if one.group.start < cut]
            after = [one for one in claims if one.group.start >= cut]
            rows = [(scenes[0], before, None), (scenes[1], after, transfer)]
            return [row for row in rows if row[1] or row[2]]
        if len(distinct) < 2 or len(wholes) < 2:
            return [(scenes[0], claims, transfer)]
        return self._shared_out(line, local)

    def _shared_out(
        self, line: Line, local: Sequence[PlaceMark]
    ) -> list[tuple[Scene, list[Claim], Claim | None]]:
        base, tokens = line.sentence.start, line.sentence.tokens
        claims = line.claims.claims
        first_place = base + local[0].start
        is_place_first = first_place < tokens[min(c.group.start for c in claims)].start
        rows: dict[int, tuple[Scene, list[Claim], Claim | None]] = {}
        for claim in claims:
            at = tokens[claim.group.start].start
            index = self._place_of(at, base, local, is_place_first)
            if index not in rows:
                scene = replace(line.scenes[0], place=local[index])
                scene.place_spans = [
                    self._text.span(base + local[index].start, base + local[index].end)
                ]
                rows[index] = (scene, [], None)
            rows[index][1].append(claim)
        return [rows[index] for index in sorted(rows)]

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
            draft.said.append(self._said(line, claim))
        if transfer is not None:
            draft.transfers.append(self._said(line, transfer))
        self._take_voice(draft, line)
        if line.is_retold or self._is_long_ago(draft):
            draft.is_retold = True
        self._circumstances(line)

    def _draft_for(self, line: Line, scene: Scene, claims: Sequence[Claim]) -> Draft:
        pending, self._pending = self._pending, Scene()
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
                if chosen is not None and not (
                    chosen.is_retold and not line.is_retold and len(incidents) > 1
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
        spans = tuple(self._span(line, a, b) for a, b in ranges)
        return Said(claim, line.number, spans, (self._span(line, group.start, group.end),))

    # Voices and circumstances.

    def _take_voice(self, draft: Draft, line: Line) -> None:
        if draft.voice is None and line.voice is not None:
            draft.voice = line.voice
            draft.voice_spans = [self._span(line, line.voice.start, line.voice.end)]
        elif (
            line.voice is None
            and phrases("passage_vague_voices").any(line.sentence.tokens) is not None
        ):
            draft.is_vague_voice = draft.is_vague_voice or draft.voice is None

    def _give_voices(self) -> None:
        """Voices of the sentences around, where the text has one alone, or in one paragraph."""
        speakers = {(one.voice.person, one.voice.office) for one in self._lines if one.voice}
        for draft in self.drafts:
            if draft.voice is not None or draft.is_vague_voice or not draft.sentences:
                continue
            near = [
                line
                for line in self._lines
                if line.voice
                and (
                    len(speakers) == 1
                    or any(
                        abs(line.number - number) <= 1
                        and line.sentence.paragraph == self._text.sentences[number].paragraph
                        for number in draft.sentences
                    )
                )
            ]
            if near:
                line = min(near, key=lambda one: min(abs(one.number - n) for n in draft.sentences))
                draft.voice = line.voice
                if line.voice is not None:
                    draft.voice_spans = [self._span(line, line.voice.start, line.voice.end)]

    def _circumstances(self, line: Line) -> None:
        tokens = line.sentence.tokens
        if phrases("passage_circumstances").any(tokens) is None:
            return
        incidents = [one for one in self.drafts if not one.is_statement]
        if not incidents or self.drafts[-1].is_statement:
            return
        last = incidents[-1]
        if line.number - last.sentences[-1] > 3:
            return
        last.circumstances.append(self._text.span(line.sentence.start, line.sentence.end))
