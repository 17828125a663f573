"""A typed count cut into the things it is made of; what is none of them refuses it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kharkiv_tracker import labels, languages
from kharkiv_tracker.domain.count import Count, Qualifier, Ratio
from kharkiv_tracker.domain.quantity import COMBATANTS, COUNTED, KILLED
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _, pgettext
from kharkiv_tracker.intake.counts.age_phrases import ages_at
from kharkiv_tracker.intake.counts.count_kinds import PEOPLE, UNKNOWN_CLASS, Item, Kind
from kharkiv_tracker.intake.counts.count_numbers import Amount, amount_at, number_at
from kharkiv_tracker.intake.counts.count_rises import RISES, risen_at, settle
from kharkiv_tracker.intake.counts.count_words import book, parts, words
from kharkiv_tracker.intake.typed_text import PhraseBook, Token

#: More than any count needs; what is longer is not a count.
_LONGEST = 200
_SIGNS = {
    **dict.fromkeys("([", Kind.OPEN), **dict.fromkeys(")]", Kind.CLOSE),
    **dict.fromkeys(",;:./", Kind.STOP), "-": Kind.DASH, "+": Kind.BESIDE, "?": Kind.UNKNOWN,
}  # fmt: skip
#: What may come between people and their ages.
_LOOKED_PAST = (Kind.FILLER, Kind.OPEN, Kind.STOP)
_PEOPLE_KINDS = (Kind.PART, Kind.YOUTH, Kind.MEN_OR_PEOPLE)


def items_of(tokens: Sequence[Token], combatants: bool = False) -> list[Item]:
    """Everything a text is made of, in its order; Refused for a word of no count."""
    if len(tokens) > _LONGEST:
        raise Refused(_("Too long for a number of people. Enter the text in the quote."))
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        item, length = _item(tokens, at, items)
        if item.value == COMBATANTS and not combatants:
            raise belongs(shown(item.text), COMBATANTS)
        items.append(item)
        if item.value == RISES:
            settle(items)
        at += length
    return items


def _item(tokens: Sequence[Token], at: int, before: Sequence[Item]) -> tuple[Item, int]:
    sign = tokens[at].text
    if any(item.kind is Kind.RATIO for item in before) and (base := _base_at(tokens, at)):
        return Item(Kind.RATIO_BASE, base[0], sign), base[1]
    if sign in _SIGNS:
        return Item(_SIGNS[sign], sign, sign), 1
    item, length = _words_at(tokens, at, before)
    text = " ".join(token.text for token in tokens[at : at + length])
    if before and _is_of_one(before[-1]):
        # У жінки is said of one, поранені жінки of several.
        is_one = text.casefold() in words("count_genitive_of_one")
        item = item._replace(is_one=item.is_one or is_one)
    return item._replace(text=text), length


def _is_of_one(item: Item) -> bool:
    """Whether the genitive is that of one after this: у жінки, 64-річної жінки."""
    word = item.text.split()[-1].casefold()
    is_age = item.kind is Kind.AGES and any(map(word.endswith, words("count_genitive_endings")))
    return is_age or word in words("count_of_somebody")


def _words_at(tokens: Sequence[Token], at: int, before: Sequence[Item]) -> tuple[Item, int]:
    if ratio := _ratio(tokens, at):
        return Item(Kind.RATIO, ratio[0], ""), ratio[1]
    people = next((item for item in reversed(before) if item.kind not in _LOOKED_PAST), None)
    if ages := ages_at(tokens, at, people is not None and people.kind in _PEOPLE_KINDS):
        return Item(Kind.AGES, ages[0], ""), ages[1]
    if amount := risen_at(tokens, at, before) or amount_at(tokens, at):
        return Item(Kind.AMOUNT, amount, ""), amount.length
    # No sign is a word, whatever letters it is folded to.
    if (tokens[at].is_word or tokens[at].is_number) and (match := _phrases().at(tokens, at)):
        return match
    raise refusal(tokens, at)


def _ratio(tokens: Sequence[Token], at: int) -> tuple[tuple[int, str, bool], int] | None:
    """How many times, of what, "" where that is not said; and whether it is in the notation."""
    number = number_at(tokens, at) if tokens[at].is_number else None
    if number and (of := _times_sign(tokens, at + number.length)):
        return (number.value, of[0], True), number.length + of[1]
    start = at + (tokens[at].key in words("count_times_before"))
    if match := book("count_ratios").at(tokens, at):
        times, end = int(match[0]), at + match[1]
    elif (
        start < len(tokens)
        and (number := number_at(tokens, start))
        and (match := book("count_times").at(tokens, start + number.length))
    ):
        times, end = number.value, start + number.length + match[1]
    else:
        return None
    return (times, "", False), end - at


def _base_at(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """What a ratio is of, where that is said: than the killed, ніж загиблих."""
    start = end = at + (tokens[at].text == ",")
    while match := book("count_ratio_of").at(tokens, end):
        end += match[1]
    of = book("quantities").at(tokens, end) if end > start else None
    return (of[0], end + of[1] - at) if of else None


def _times_sign(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    if at >= len(tokens) or tokens[at].key not in ("x", "х", "×", "*"):
        return None
    of = book("quantities").at(tokens, at + 1)
    return (of[0], 1 + of[1]) if of else None


def ratio_of(value: tuple[int, str, bool], killed: str) -> Ratio:
    """The ratio; in words it needs the other number to be there."""
    times, of, in_notation = value
    of = of or KILLED
    if times < 2 or of not in COUNTED:
        raise Refused(_("This ratio is not clear. For twice as many, write 2x killed."))
    if not in_notation and of == KILLED and not killed.strip():
        raise Refused(
            _("Enter the number of killed first, or write a number instead of the ratio.")
        )
    return Ratio(times, of)


@cache
def _phrases() -> PhraseBook[Item]:
    """Everything but numbers by its words; of two meanings the one further down."""
    rows: dict[str, Item] = dict(_companions())
    for section, kind in _LISTS.items():
        rows |= {word: Item(kind, section, "") for word in words(section)}
    rows |= {word: Item(Kind.PEOPLE, "", "", is_one=True) for word in words("count_person")}
    for name in languages.table("quantities"):
        rows |= {word: Item(Kind.QUANTITY, name, "") for word in words("quantities", name)}
    rows |= {phrase: Item(Kind.PART, part, "", one) for phrase, (part, one) in parts().items()}
    for youth in ("girls", "boys"):
        rows |= {w: Item(Kind.YOUTH, youth, "", True) for w in words("count_youths", youth)}
        rows |= {w: Item(Kind.YOUTH, youth, "") for w in words("count_youths_many", youth)}
    none = Amount(Count(Qualifier.EXACTLY, 0), 0)
    rows |= {word: Item(Kind.AMOUNT, none, "") for word in words("counts", "none")}
    of_class = {word for word, item in rows.items() if item.value == UNKNOWN_CLASS}
    for word in words("counts", "unknown"):
        rows[word] = Item(Kind.UNKNOWN, UNKNOWN_CLASS if word in of_class else "", "")
    return PhraseBook(rows)


def _companions() -> Iterator[tuple[str, Item]]:
    """Words that say something only beside others, with what those are about."""
    groups: dict[str, set[str]] = {}
    for group in languages.table("count_companions"):
        for word in words("count_companions", group):
            groups.setdefault(word, set()).add(group)
    for word in words("count_openings"):
        groups.setdefault(word, set()).add(PEOPLE)
    for word, names in groups.items():
        yield word, Item(Kind.COMPANION, frozenset(names), "")


_LISTS = {
    "count_fillers": Kind.FILLER,
    RISES: Kind.FILLER,
    "count_all": Kind.ALL,
    "count_people": Kind.PEOPLE,
    "count_men_or_people": Kind.MEN_OR_PEOPLE,
    "count_man_or_people": Kind.MEN_OR_PEOPLE,
    "count_shock": Kind.SHOCK,
    "count_more": Kind.MORE,
    "count_beside": Kind.BESIDE,
    "count_also": Kind.AND,
    "and": Kind.AND,
    "including": Kind.AMONG,
}


def refusal(tokens: Sequence[Token], at: int) -> Refused:
    """Why a word is not part of a count, and where it belongs."""
    text = shown(tokens[at].text)
    quote = pgettext("field", "Quote")
    if book("quantities").at(tokens, at) == (COMBATANTS, 1):
        return belongs(text, COMBATANTS)
    if book("count_casualties").at(tokens, at):
        sentence = _(
            "“{text}” may mean killed or injured. Write only the number, in the right field."
        )
    elif book("count_occupations").at(tokens, at):
        sentence = _(
            "“{text}” is an occupation. Write men or women here, and enter the occupation in "
            "the field “{field}”."
        )
    elif book("count_wounds").at(tokens, at):
        sentence = _(
            "“{text}” is not recorded as a condition. Write hospitalised or serious, and "
            "enter the rest in the field “{field}”."
        )
    elif book("count_munitions").at(tokens, at):
        sentence = _(
            "“{text}” is not a number of people. Enter the weapon in the field “Weapon”, and "
            "the number of munitions in the field “{field}”."
        )
    elif book("counts").at(tokens, at):
        sentence = _("Write a number after “{text}”, such as 7.")
    else:
        sentence = _(
            "“{text}” is not clear as a number of people. Write 7, 7+, >1000, 5-7, ~20, <=3 "
            "or several, with men, women, boys, girls, children in brackets."
        )
    return Refused(sentence.format(text=text, field=quote))


def belongs(text: str, quantity: str) -> Refused:
    """Refuses a number of another quantity, naming its field."""
    name = pgettext("field", "Combatants") if quantity == COMBATANTS else labels.heading(quantity)
    return Refused(_("“{text}” belongs in the field “{field}”.").format(text=text, field=name))
