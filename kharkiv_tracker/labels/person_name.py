"""The name of a person as a page may show it: as far as their visibility allows."""

from __future__ import annotations

from dataclasses import replace

from kharkiv_tracker import collation, labels
from kharkiv_tracker.domain.name_parts import name_parts
from kharkiv_tracker.domain.person import PURGED, Person, Visibility
from kharkiv_tracker.domain.romanised_name import romanised_name
from kharkiv_tracker.i18n import current


def public_name(person: Person, language: str = "") -> str:
    """The name that the open page may show, in the language of the page; "" where it shows none.

    Of a name of which it is not known which word is the first name, initials are shown.
    """
    match person.shown_as:
        case Visibility.FULL:
            return full_name(person, language)
        case Visibility.SHORT:
            return short_name(full_name(person, language))
    return ""


def public_person(person: Person, language: str = "") -> str:
    """A person as the open page may show them: `Oksana K., female, 34`; "" where it shows none."""
    if person.shown_as is Visibility.NONE:
        return ""
    parts = (
        public_name(person, language),
        labels.word(person.sex) if person.sex else "",
        "" if person.age.is_unknown else labels.age(person.age),
    )
    return ", ".join(part for part in parts if part)


def full_name(person: Person, language: str = "") -> str:
    """The name in a language, that spoken unless it is given: as it is known, else romanised.

    "" for a person without a name, or whose name was erased.
    """
    forms = {code: str(getattr(person, f"name_{code}")) for code in ("uk", "ru", "en")}
    known = {code: form for code, form in forms.items() if form not in ("", PURGED)}
    name = "" if person.name == PURGED else person.name
    language = language or current()
    if language in known:
        return known[language]
    if language == "en":
        return romanised_name(known.get("uk") or name or known.get("ru", ""))
    return name or next(iter(known.values()), "")


def register_key(person: Person) -> tuple[bool, str]:
    """The place of a person in the register: by surname where it is known; who has none last."""
    name = "" if person.name == PURGED else person.name
    if parts := name_parts(name):
        name = f"{parts.surname} {name}"
    return not name, collation.key(name)


def other_forms(person: Person) -> str:
    """The other spellings of the name, the romanised one last: `Oksana Koval · …`."""
    spelled = (person.name_uk, person.name_ru, person.name_en, romanised(person))
    return " · ".join(
        dict.fromkeys(form for form in spelled if form not in ("", person.name, PURGED))
    )


def romanised(person: Person) -> str:
    """The name in Latin letters that is shown while no English form is given; "" if one is."""
    if person.name_en:
        return ""
    latin = full_name(replace(person, name_en=""), "en")
    return "" if latin in (person.name, "") else latin


def short_name(name: str) -> str:
    """First name and initial of the surname: `Oksana K.`; initials alone where it is in doubt."""
    if parts := name_parts(name):
        return f"{parts.first} {_initial(parts.surname)}"
    return " ".join(filter(None, map(_initial, name.replace(",", " ").replace(".", ". ").split())))


def _initial(word: str) -> str:
    letter = next((sign for sign in word if sign.isalpha()), "")
    return f"{letter.upper()}." if letter else ""
