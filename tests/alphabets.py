"""How ICU, which is in Qt, orders names: the oracle of every list."""

from collections.abc import Callable, Iterable
from functools import cmp_to_key
from typing import Any

import pytest
from PySide6.QtCore import QCollator, QLocale

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.incident import Grade, ReviewState, Weapon
from kharkiv_tracker.domain.place import DistrictKind

#: Names in every alphabet, with the letters that code points put elsewhere.
NAMES = (
    "Яр", "їжак", "Ґанок", "Єва", "Ігор", "Вьюн", "вюн", "Алея", "Zoo", "apple", "2-га лікарня",
    "10-та лікарня", "Гай", "Дім", "Йорж", "Иван", "Едуард", "Ёлка", "Эхо", "Жук", "Ще", "Школа",
)  # fmt: skip
UKRAINIAN = (
    "2-га лікарня", "10-та лікарня", "Алея", "Вьюн", "вюн", "Гай", "Ґанок", "Дім", "Едуард",
    "Ёлка", "Єва", "Жук", "Иван", "Ігор", "їжак", "Йорж", "Школа", "Ще", "Эхо", "Яр",
    "apple", "Zoo",
)  # fmt: skip
ENGLISH = (*UKRAINIAN[:2], *UKRAINIAN[-2:], *UKRAINIAN[2:-2])
IN_ORDER = {"uk": UKRAINIAN, "en": ENGLISH}
#: Codes, and words of closed lists, in their order.
DISTRICTS = [place.key for place in gazetteer.load().districts]
GRADES, STATES, WEAPONS = list(Grade), list(ReviewState)[:4], list(Weapon)
#: The names of places of incidents that do not count.
DISCOUNTED = {name for n, name in enumerate(NAMES) if GRADES[-n % len(GRADES)] is Grade.DISCOUNTED}
_APOSTROPHES = str.maketrans("", "", "'’ʼ`")


def compare(language: str) -> Callable[[str, str], int]:
    """Compare as ICU does, numbers by value and without apostrophes."""
    collator = QCollator(QLocale({"uk": "uk_UA"}.get(language, language)))
    collator.setNumericMode(True)
    letters = sorted("zаґгїіє", key=cmp_to_key(collator.compare))
    if letters != list({"uk": "агґєіїz", "en": "zагґєії"}[language]):
        pytest.skip(f"Qt is built without ICU here: QCollator gives {letters} for {language}")

    def compared(one: str, other: str) -> int:
        return collator.compare(one.translate(_APOSTROPHES), other.translate(_APOSTROPHES))

    return compared


def ordered(language: str, names: Iterable[str]) -> list[str]:
    """Names as ICU orders them; what it takes for equal stays."""
    return sorted(names, key=cmp_to_key(compare(language)))


def districts(language: str) -> list[str]:
    """The districts as a list has them: by kind, then as ICU orders their names."""
    places = gazetteer.load().districts
    return [
        name
        for kind in DistrictKind
        for name in ordered(
            language, (labels.district(place) for place in places if place.kind is kind)
        )
    ]


def document() -> dict[str, Any]:
    """An incident for each name, read in a source of that name, and more of each district."""
    named = [
        {
            "event": {"date": "2022-08-17"},
            "district": DISTRICTS[number % len(DISTRICTS)],
            "place": name,
            "weapons": [WEAPONS[-number % len(WEAPONS)]],
            "grade": GRADES[-number % len(GRADES)],
            "state": STATES[-number % len(STATES)],
            "reports": [
                {"killed": "1", "source": name, "speaker": name, "office": f"{name}, відділ"}
            ],
        }
        for number, name in enumerate(NAMES)
    ]
    more = [
        {
            "event": {"date": "2022-08-18"},
            "district": key,
            "weapons": [WEAPONS[number % len(WEAPONS)]],
            "reports": [{"killed": "2"}],
        }
        for number, key in enumerate(reversed(DISTRICTS))
    ]
    return {"incidents": [*named, *more]}
