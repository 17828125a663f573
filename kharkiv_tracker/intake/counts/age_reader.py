"""An age in the words of a post, in the notation of the case file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kharkiv_tracker import labels, languages
from kharkiv_tracker.domain.age import Age, parse_age
from kharkiv_tracker.domain.count import Count, Qualifier
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import _
from kharkiv_tracker.intake.counts.age_phrases import OLDEST, age_text, ages_at
from kharkiv_tracker.intake.counts.count_numbers import amount_at
from kharkiv_tracker.intake.counts.count_words import book, count_tokens, words
from kharkiv_tracker.intake.outcome import Context, Outcome, Question, Reading
from kharkiv_tracker.intake.typed_text import Token

_FIELD = "age"
_YEAR = re.compile(r"(?:19|20)\d\d")


def read_age(text: str, context: Context) -> Outcome:
    """An age, a question where its limit may count or not; Refused for what is not an age."""
    tokens = count_tokens(text)
    plain = " ".join(token.key for token in tokens)
    if not tokens or plain == "?" or plain in words("counts", "unknown"):
        return _reading("")
    if word := _word(plain):
        return _reading(word)
    if (age := _birth(tokens, plain, context)) is not None:
        return _reading(age)
    count = _count(tokens, text)
    if isinstance(count, str):
        return _reading(count)
    if _is_bare_limit(tokens) and count.number:
        # До 18 років: the eighteenth may be meant or not.
        below, upto = _reading(f"<={count.number - 1}"), _reading(f"<={count.number}")
        return Question(
            _("Under {age}, or {age} included?").format(age=count.number), (below, upto), upto
        )
    return _reading(age_text(count))


def _reading(text: str) -> Reading:
    age = parse_age(text) if text else Age()
    return Reading({_FIELD: str(age)}, labels.age(age) if text else "", {_FIELD: str(age)})


def _word(plain: str) -> str:
    """Child, adult or elder, an age that has a word of its own, or a decade; "" for none."""
    if name := _names().get(plain):
        return name
    for opening in (*sorted(words("age_in_decade"), key=len, reverse=True), ""):
        rest = plain.removeprefix(f"{opening} ") if opening else plain
        if decade := book("age_decades").get(rest.replace(" s", "s")):
            return f"{decade}-{int(decade) + 9}"
    return ""


@cache
def _names() -> dict[str, str]:
    """What is an age by its word alone."""
    named = [("ages", name) for name in ("child", "adult", "elder")]
    named += [("age_words", name) for name in languages.table("age_words")]
    return {word: name for section, name in named for word in words(section, name)}


def _birth(tokens: Sequence[Token], plain: str, context: Context) -> str | None:
    """The age by a year of birth against the day of the strike; None where none is meant."""
    years = [token for token in tokens if _YEAR.fullmatch(token.text)]
    rest = " ".join(token.key for token in tokens if token not in years and token.text != ".")
    if len(years) != 1:
        return None
    if rest not in words("age_born") and rest not in _dotless("age_born"):
        if not rest:
            raise Refused(
                _("“{text}” is a year. Write “born {text}”, or the age at the time.").format(
                    text=shown(plain)
                )
            )
        return None
    day = context.event.date if context.event else None
    if day is None:
        raise Refused(_("Enter the date of the strike first: it is needed for a year of birth."))
    older = day.year - int(years[0].text)
    if not 0 <= older <= OLDEST:
        raise Refused(_("The year of birth does not fit the date of the strike. Check it."))
    return f"{older - 1}-{older}" if older else "0"


@cache
def _dotless(section: str) -> frozenset[str]:
    return frozenset(phrase.replace(" . ", " ") for phrase in words(section))


def _count(tokens: Sequence[Token], text: str) -> Count | str:
    """The number of years, or an age with its unit as it is written."""
    if (ages := ages_at(tokens, 0)) and ages[1] == len(tokens):
        if len(ages[0]) == 1 and not (_is_bare_limit(tokens) and "month" not in ages[0][0]):
            return ages[0][0]
        if len(ages[0]) > 1:
            raise _refusal(text)
    amount = amount_at(tokens, 0)
    if amount is None or amount.count.qualifier is Qualifier.SEVERAL:
        raise _refusal(text)
    rest = tokens[amount.length :]
    if rest and not ages:
        raise _refusal(text)
    if ages and ages[1] != len(tokens):
        raise _refusal(text)
    return amount.count


def _is_bare_limit(tokens: Sequence[Token]) -> bool:
    """Whether the limit is set by a word that may leave it out: до 18."""
    match = book("counts").at(tokens)
    return match is not None and match[0] == "up_to" and tokens[0].key in _limits()


@cache
def _limits() -> frozenset[str]:
    """Words that are both the “to” of a range and “up to”."""
    return words("counts", "between") | frozenset(("up to",))


def _refusal(text: str) -> Refused:
    return Refused(
        _(
            "“{text}” is not an age. Write 34, ~30, 5-7, 6 months, child, adult, elder or "
            "born 1983. Enter the sex in its own field."
        ).format(text=shown(text))
    )
