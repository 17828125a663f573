"""A typed count cut into phrases: so many people, of whom that is so, joined to those before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from kharkiv_tracker.domain.count import Count, Qualifier
from kharkiv_tracker.domain.quantity import AFFECTED, CLASSES, COMBATANTS, CONDITIONS, STRESS
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.counts.count_items import refusal
from kharkiv_tracker.intake.counts.count_kinds import PEOPLE, UNKNOWN_CLASS, Item, Kind
from kharkiv_tracker.intake.counts.count_numbers import Amount
from kharkiv_tracker.intake.counts.count_words import count_tokens, words


class Link(Enum):
    """How a phrase is joined to the one before."""

    COMMA = auto()
    AND = auto()
    BESIDE = auto()
    AMONG = auto()
    OPEN = auto()
    RUN = auto()
    """By nothing: 3 women 2 men."""


@dataclass(slots=True)
class Phrase:
    """So many people, and what is said of them; `links` join it to the phrase before."""

    links: frozenset[Link]
    depth: int
    items: list[Item] = field(default_factory=list)
    amount: Amount | None = None
    ratio: tuple[int, str, bool] | None = None
    quantities: list[str] = field(default_factory=list)
    ages: tuple[str, ...] = ()
    is_certain: bool = False
    """Whether what is said of them is said of all: 12 were injured and taken to hospital."""

    @property
    def text(self) -> str:
        return shown(" ".join(item.text for item in self.items))

    def has(self, *kinds: Kind) -> bool:
        return any(item.kind in kinds for item in self.items)

    def of(self, kind: Kind) -> list[Item]:
        return [item for item in self.items if item.kind is kind]

    @property
    def classes(self) -> list[str]:
        return [item.value for item in self.of(Kind.PART) if item.value in CLASSES]

    @property
    def conditions(self) -> list[str]:
        names = [item.value for item in self.of(Kind.PART) if item.value in CONDITIONS]
        return list(dict.fromkeys(names))

    @property
    def is_stress(self) -> bool:
        return STRESS in self.conditions

    @property
    def has_class(self) -> bool:
        is_of_class = self.is_man or self.is_woman or self.is_unknown
        return bool(self.classes) or self.has(Kind.YOUTH) or is_of_class

    @property
    def is_unknown(self) -> bool:
        """Whether so many are said to be of unknown age and sex."""
        unknown = self.of(Kind.UNKNOWN)
        return self.amount is not None and any(item.value == UNKNOWN_CLASS for item in unknown)

    @property
    def is_man(self) -> bool:
        """Whether «чоловік» is said of one."""
        count = self.amount.count if self.amount else _AT_LEAST_ONE
        return self.has(Kind.MEN_OR_PEOPLE) and (self.number == 1 or count == _AT_LEAST_ONE)

    @property
    def is_woman(self) -> bool:
        """Whether only the ending says that she is a woman: одна загибла."""
        if self.classes or self.has(Kind.YOUTH, Kind.PEOPLE, Kind.MEN_OR_PEOPLE):
            return False
        count = self.amount.count if self.amount else _AT_LEAST_ONE
        names = words("count_woman_forms")
        by_form = any(item.text.casefold() in names for item in self.of(Kind.QUANTITY))
        return by_form and (self.number == 1 or count == _AT_LEAST_ONE)

    @property
    def may_be_men(self) -> bool:
        return self.has(Kind.MEN_OR_PEOPLE) and not self.is_man and not self.classes

    @property
    def number(self) -> int | None:
        """The exact number, where there is one."""
        count = self.amount.count if self.amount else None
        return count.number if count and count.qualifier is Qualifier.EXACTLY else None

    @property
    def is_one(self) -> bool:
        """Whether it is said of one: a child."""
        people = [i for i in self.items if i.kind in _PEOPLE and i.value not in CONDITIONS]
        return any(item.is_one for item in people) or self.is_man or self.is_woman

    @property
    def is_all(self) -> bool:
        """Whether it is said of all of them: всі жінки."""
        return self.has(Kind.ALL) and self.amount is None

    @property
    def is_of_ages(self) -> bool:
        """Whether it is ages and nothing beside them."""
        return all(item.kind in (Kind.AGES, Kind.FILLER) for item in self.items) and bool(self.ages)

    @property
    def is_idle(self) -> bool:
        """Whether it is words that say nothing more."""
        return all(item.kind is Kind.FILLER for item in self.items)

    @property
    def is_bare(self) -> bool:
        """Whether it is a number and nothing beside it."""
        return self.amount is not None and all(
            item.kind in (Kind.AMOUNT, Kind.FILLER) for item in self.items
        )


_AT_LEAST_ONE = Count(Qualifier.AT_LEAST, 1)
_ONE_MORE = Amount(Count(Qualifier.EXACTLY, 1), 0)
_BEFORE_MORE = (Kind.QUANTITY, Kind.FILLER)
_PEOPLE = (Kind.PART, Kind.YOUTH, Kind.PEOPLE)
_CONTENT = frozenset(
    (Kind.AMOUNT, Kind.RATIO, Kind.RATIO_BASE, Kind.ALL, Kind.AGES, Kind.PART, Kind.YOUTH,
     Kind.QUANTITY, Kind.PEOPLE, Kind.MEN_OR_PEOPLE, Kind.SHOCK, Kind.UNKNOWN, Kind.FILLER,
     Kind.COMPANION)
)  # fmt: skip


class _Cutter:
    """Takes one thing after the other and keeps the phrases they make."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self.phrases: list[Phrase] = []
        self.current: Phrase | None = None
        self.links: set[Link] = set()
        self.depth = 0
        self.is_one_more = False

    def cut(self) -> list[Phrase]:
        # Of 16 injured, two are children.
        first = 1 if _is_out_of(self.items) else 0
        for at in range(first, len(self.items)):
            self._take(at)
        self._close()
        if self.links - {Link.COMMA, Link.OPEN}:
            raise Refused(_("The text is incomplete. Complete it, or remove the unfinished part."))
        if first and len(self.phrases) > 1:
            self.phrases[1].links |= {Link.AMONG}
        for phrase in self.phrases:
            if phrase.amount is not None and phrase.has(Kind.UNKNOWN) and not phrase.is_unknown:
                raise Refused(_("Write the number or ? (unknown), not both."))
        return self.phrases

    def _next(self, at: int) -> Kind | None:
        return self.items[at + 1].kind if at + 1 < len(self.items) else None

    def _take(self, at: int) -> None:
        item = self.items[at]
        if item.kind in _CONTENT:
            self._add(item)
            return
        take = {
            Kind.STOP: self._stop,
            Kind.DASH: self._dash,
            Kind.OPEN: self._open,
            Kind.CLOSE: self._shut,
            Kind.AND: self._and,
            Kind.BESIDE: self._beside,
            Kind.MORE: self._more,
            Kind.AMONG: self._among,
        }[item.kind]
        take(at)

    def _close(self, *links: Link) -> None:
        phrase = self.current
        if phrase and phrase.is_idle and phrase.links == {Link.COMMA} and self.phrases:
            # 5 injured, by preliminary data.
            self.phrases[-1].items.extend(phrase.items)
            self.links = set()
        elif phrase is not None:
            self.phrases.append(phrase)
            self.links = set()
            if self.is_one_more and phrase.amount is None and not phrase.ages:
                is_of_nobody = not phrase.has_class and not phrase.has(Kind.PEOPLE, Kind.RATIO)
                phrase.amount = _ONE_MORE if is_of_nobody else None
            self.is_one_more = False
        self.current = None
        self.links |= set(links)

    def _add(self, item: Item) -> None:
        if self.current is not None and _begins_another(self.current, item):
            self._close(Link.RUN)
        if self.current is None:
            self.current = Phrase(frozenset(self.links), self.depth)
            self.links = set()
        phrase = self.current
        if phrase.amount is not None and item.text.casefold() in words("count_openings"):
            raise not_clear(item)
        if item.kind is Kind.AMOUNT:
            _check_is_no_age(phrase, item.value)
        phrase.items.append(item)
        if item.kind is Kind.AMOUNT:
            phrase.amount = item.value
        elif item.kind is Kind.RATIO:
            phrase.ratio = item.value
        elif item.kind is Kind.RATIO_BASE and phrase.ratio is not None:
            times, _of, in_notation = phrase.ratio
            phrase.ratio = (times, item.value, in_notation)
        elif item.kind is Kind.AGES:
            phrase.ages = (*phrase.ages, *item.value)
        elif item.kind is Kind.QUANTITY:
            phrase.quantities.append(item.value)

    def _stop(self, at: int) -> None:
        phrase = self.current
        if phrase is not None and phrase.is_idle:
            # By preliminary data, 5 injured.
            return
        if self.items[at].value != ":":
            self._close(Link.COMMA)
        elif phrase is None:
            if not self.links:
                raise Refused(_("A number is missing before the colon."))
        elif phrase.amount is not None or phrase.ratio is not None:
            self._close(Link.AMONG)

    def _dash(self, at: int) -> None:
        follows = self._next(at)
        if follows is None and self.current is not None:
            self._close(Link.RUN)
        elif self.current is None:
            # Among them - children; but a number below nothing is none.
            if not self.links - {Link.COMMA, Link.OPEN} or follows is None:
                raise Refused(_("A number cannot be negative. Write it without the dash."))
        elif (follows is Kind.AMOUNT and self.current.amount is not None) or (
            follows not in _CONTENT
        ):
            self._close(Link.COMMA)

    def _open(self, _at: int) -> None:
        self._close(Link.OPEN)
        self.depth += 1

    def _shut(self, _at: int) -> None:
        if not self.depth:
            raise Refused(_("Opening bracket missing."))
        self._close()
        self.depth -= 1
        self.links = set()

    def _and(self, _at: int) -> None:
        self._close(Link.AND)

    def _beside(self, at: int) -> None:
        phrase = self.current
        if phrase is not None and all(item.kind in _BEFORE_MORE for item in phrase.items):
            # Injured: another three.
            phrase.links |= {Link.BESIDE}
        else:
            self._close(Link.BESIDE)
        self.is_one_more = self.items[at].text.casefold() in words("count_one_more")

    def _more(self, _at: int) -> None:
        """Two more children: said within a phrase, or before it."""
        if self.current is None:
            self.links.add(Link.BESIDE)
        else:
            self.current.links |= {Link.BESIDE}

    def _among(self, at: int) -> None:
        phrase = self.current
        is_later = bool(self.phrases) or Link.OPEN in self.links
        if phrase is None:
            self.links.add(Link.AMONG)
        elif self._next(at) is Kind.AMOUNT or not (is_later or phrase.links):
            if phrase.is_bare and self._says_of_number(at):
                raise Refused(
                    _(
                        "Is {number} the total or a part? Write the total first: 16 (2 children)."
                    ).format(number=phrase.text)
                )
            self._close(Link.AMONG)
        else:
            phrase.links |= {Link.AMONG}

    def _says_of_number(self, at: int) -> bool:
        """Whether “of them” may be said of the number before: 5 of them children."""
        of_them = self.items[at].text.casefold() in words("count_of_them")
        return of_them and self._next(at) not in (Kind.AMOUNT, Kind.STOP, None)


def phrases_of(items: Sequence[Item]) -> list[Phrase]:
    """The phrases of a count; Refused where it ends in the middle."""
    return _Cutter(items).cut()


def _is_out_of(items: Sequence[Item]) -> bool:
    if not items or items[0].text.casefold() not in words("count_out_of"):
        return False
    after = [item.kind for item in items[1:] if item.kind is not Kind.FILLER]
    return after[:1] == [Kind.AMOUNT]


def _begins_another(phrase: Phrase, item: Item) -> bool:
    """Whether something cannot be said of the people of this phrase, but of those of the next."""
    if item.kind in (Kind.AMOUNT, Kind.RATIO):
        return phrase.amount is not None or phrase.ratio is not None
    if phrase.amount is None:
        return False
    if item.kind is Kind.QUANTITY:
        # Combatants are killed or injured too.
        before = {name for name in phrase.quantities if name != COMBATANTS}
        if before == {AFFECTED} and item.text.casefold() in words("count_wounded"):
            return False
        return item.value != COMBATANTS and bool(before) and item.value not in before
    is_class = item.kind is Kind.YOUTH or (item.kind is Kind.PART and item.value in CLASSES)
    return is_class and phrase.has_class and _ends_in_number(phrase)


def _ends_in_number(phrase: Phrase) -> bool:
    """Whether the noun came before its number: жінок 3."""
    kinds = [item.kind for item in phrase.items if item.kind is not Kind.FILLER]
    return bool(kinds) and kinds[-1] is Kind.AMOUNT


def check_companions(phrases: Iterable[Phrase]) -> None:
    """Refuse words that say something only beside others, where those are not there."""
    for phrase in phrases:
        _check_companions(phrase)


def _check_is_no_age(phrase: Phrase, amount: Amount) -> None:
    """Refuse a number right after one person: «жінка 34» is not 34 women, and may be no age."""
    before = phrase.items[-1] if phrase.items else None
    is_person = before is not None and (
        (before.kind is Kind.MEN_OR_PEOPLE and not phrase.links and not phrase.quantities)
        or (before.is_one and (before.kind is Kind.YOUTH or before.value in CLASSES))
    )
    if is_person and (amount.count.low or 0) > 1:
        raise Refused(
            _(
                "“{part}” before a number: is it an age or a number of people? Write an age "
                "as 34 years old, and a number of people before the noun."
            ).format(part=shown(before.text if before else ""))
        )


def _check_companions(phrase: Phrase) -> None:
    """Refuse words that say something only beside another: “3 in condition”."""
    groups = {*phrase.conditions, *phrase.quantities}
    groups |= {"shock"} if phrase.has(Kind.SHOCK) else set()
    is_of_people = phrase.has_class or phrase.has(Kind.PEOPLE, Kind.QUANTITY)
    groups |= {PEOPLE} if is_of_people else set()
    alone = [item for item in phrase.of(Kind.COMPANION) if not item.value & groups]
    if alone and alone[0].text.casefold() in words("count_occupations"):
        # Rescuers are said only to have rescued.
        raise refusal(count_tokens(alone[0].text), 0)
    if alone:
        raise not_clear(*alone)


def not_clear(*items: Item) -> Refused:
    """Refuses words that say something only beside others."""
    return Refused(
        _("“{text}” is not clear on its own. Complete the phrase, or remove it.").format(
            text=shown(" ".join(item.text for item in items))
        )
    )
