"""A text as it is read for names of places: the words around a name, and what came before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kharkiv_tracker.domain.place import District, Gazetteer
from kharkiv_tracker.intake.places.mention import Mention, MentionKind
from kharkiv_tracker.intake.places.name_index import Match, name_index
from kharkiv_tracker.intake.places.place_words import Line, place_words

OPENING, CLOSING = '"«“„‹', '"»”‟›“'
_MOST_WORDS = 8
#: What may come before the name of the place that is meant.
_NO_PLACE = (
    MentionKind.AREA,
    MentionKind.COUNTRY,
    MentionKind.UNKNOWN,
    MentionKind.DISTRICT,
    MentionKind.HROMADA,
)


@dataclass(slots=True)
class Frame:
    """The words before and after a name: where it all begins and ends, and what roles they have.

    `noun` is the word for a district, a hromada or an oblast, from one word up to another.
    """

    start: int
    name: int
    end: int = 0
    roles: set[str] = field(default_factory=set)
    noun: tuple[int, int] = (0, 0)
    noun_is_after: bool = False
    is_apart: bool = False
    """Whether a sign parts the words before from the name."""


class ScanState:
    """One text, with the places that were named in it so far."""

    def __init__(
        self, line: Line, places: Gazetteer, relaxed: bool, led_to: Iterable[int] = ()
    ) -> None:
        self.line, self.places, self.relaxed = line, places, relaxed
        self.led_to = set(led_to)
        self.index, self.words = name_index(places), place_words()
        self._is_small = not any(word.is_capital for word in line.words)
        self._in_front, self.last_end = True, 0
        self._districts: set[District] = set()
        self._matches_at: dict[int, list[Match]] = {}

    def skip(self, at: int) -> None:
        """Take the word here for one that names no place."""
        if not (at and self.words.link.at(self.line, at)):
            self._in_front = False

    def is_plain(self, at: int) -> bool:
        """Whether no name can begin here, nor a word beside one: most words of a long text."""
        words, key = self.words, self.line.keys[at]
        return not (
            self.line.words[at].is_capital
            or key in words.roles
            or key in self.index.country
            or words.unknown.at(self.line, at)
            or self.matches(at)
            or words.nouns["oblast"].at(self.line, at + 1)
        )

    def add(self, mention: Mention) -> None:
        """Remember what was named last."""
        self._in_front &= mention.kind in _NO_PLACE
        if mention.kind in (MentionKind.DISTRICT, MentionKind.HROMADA):
            self._districts.update(mention.districts)
        self.last_end = mention.end
        if mention.start in self.led_to:
            # «обстріляли Липці та Циркуни»
            self.led_to.add(mention.end + self.words.link.at(self.line, mention.end))

    def matches(self, at: int) -> list[Match]:
        """The names that begin here."""
        if at not in self._matches_at:
            end = at + 1
            while end - at <= _MOST_WORDS and self.line.is_joined(end):
                end += 1
            self._matches_at[at] = self.index.at(self.line.keys[at:end], 0)
        return self._matches_at[at]

    def frame(self, at: int) -> Frame:
        """The prepositions and nouns from here on up to a name."""
        here = at
        frame = Frame(at, at)
        while here < len(self.line.words) and here - at < _MOST_WORDS:
            if here > at and not self.line.is_joined(here):
                frame.is_apart = not self._opens_name(here)
                break
            role, count = self.words.role(self.line, here)
            if not count or (here == at and role in ("urban", "oblast", "districts")):
                break
            is_noun = role in self.words.nouns or role in self.words.kinds
            if is_noun and self.matches(here) and not self.matches(here + count):
                # A village may be called as its kind is.
                break
            if role in self.words.nouns:
                frame.noun = (here, here + count)
            frame.roles.add(role)
            here += count
        frame.name = here
        if self._only_leads_to(frame):
            frame.roles.add("near")
        return frame

    def _only_leads_to(self, frame: Frame) -> bool:
        """Whether a road goes there, which may be anywhere on its way: «траса на Чугуїв»."""
        line, start = self.line, frame.start
        is_after = line.is_joined(start) and self.words.ways.before(line, start)
        return is_after and self.words.towards.at(line, start) > 0

    def _opens_name(self, at: int) -> bool:
        """Whether nothing but a name in quotation marks begins here: «місто „Ізюм“»."""
        signs, matches = set(self.line.gap(at)) - {" ", "."}, self.matches(at)
        if not signs or not signs <= set(OPENING) or not matches:
            return False
        return self.line.gap(at + matches[0].length).strip()[:1] in CLOSING

    def is_called_so(self, frame: Frame) -> bool:
        """Whether the name is the word for a kind of place, and names no village: «селище»."""
        at, nouns = frame.name, (*self.words.kinds.values(), *self.words.nouns.values())
        if self.line.words[at].is_capital or (at == 0 and len(self.line.words) == 1):
            return False
        return any(phrases.at(self.line, at) for phrases in nouns)

    def close(self, frame: Frame, count: int) -> None:
        """Set where a frame ends: after a name of so many words, and the noun after that."""
        here = frame.end = frame.name + count
        if not self.line.is_joined(here):
            return
        skipped = self.words.nouns["urban"].at(self.line, here)
        for start in dict.fromkeys((here, here + skipped)):
            for role, phrases in (*self.words.nouns.items(), ("edge", self.words.edge)):
                length = phrases.at(self.line, start)
                if length and role != "urban" and self.line.is_joined(start):
                    frame.roles.add(role)
                    frame.noun, frame.noun_is_after = (start, start + length), True
                    frame.end = start + length
                    return
        for role, phrases in self.words.kinds.items():
            length = phrases.at(self.line, here)
            after = here + length
            # «Куп’янський район село Гроза»: the kind may be that of the next name.
            if length and not (self.line.is_joined(after) and self.matches(after)):
                frame.roles.add(role)
                frame.end = after
                return

    def stands_out(self, frame: Frame, is_large: bool, districts: set[District]) -> bool:
        """Whether a name among other words is meant as one.

        In front it is, but after a district only where it lies in that.
        """
        fits = not self._districts or not districts or bool(self._districts & districts)
        if self._in_front and fits:
            return True
        is_alone = self.is_alone(frame.start, frame.end)
        if not self.line.words[frame.name].is_capital:
            return self._is_small and is_alone and is_large
        is_led_to = self.relaxed or frame.start in self.led_to
        return is_large or is_alone or is_led_to or bool(frame.roles)

    def is_alone(self, start: int, end: int) -> bool:
        """Whether these words are all there is between two commas or the like."""
        return self._is_cut(start) and self._is_cut(end)

    def is_part(self, frame: Frame) -> bool:
        """Whether a longer name continues after it: `Kharkiv Palace`."""
        end = frame.end
        return (
            self.line.is_joined(end)
            and self.line.words[end].is_capital
            and not self.matches(self.frame(end).name)
        )

    def _is_cut(self, at: int) -> bool:
        if at in (0, self.last_end, len(self.line.words)):
            return True
        if not self.line.is_joined(at):
            signs = set(self.line.gap(at)) - {" "}
            return not (signs and signs <= set(OPENING + CLOSING))
        return self.words.link.before(self.line, at) or self.words.link.at(self.line, at) > 0
