"""What an analyst types into one field, split into the parts that `add` takes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.folding import fold
from kharkiv_tracker.domain.incident import Weapon
from kharkiv_tracker.domain.place import District, Gazetteer
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.i18n import _

_INCLUDING = re.compile(
    r"\s*[,;]?\s*\b(?:including|incl\.?|of whom|of them|among them|з них|із них|зокрема|"
    r"у тому числі|в тому числі|в т\.\s?ч\.?|из них|в том числе|включая)\s*:?\s*",
    re.IGNORECASE,
)
_PARENTHESES = re.compile(r"\(([^()]*)\)?\s*$")
_BETWEEN_PARTS = re.compile(r"\s*(?:,(?!\d{3}(?!\d))|;|\s(?:and|та|і|и)\s)\s*", re.IGNORECASE)
_PART = re.compile(r"(.*?)\s*([^\W\d_][\w\s.-]*)")

#: Names of districts in any language, and their codes in the register.
_ADJECTIVE = re.compile(
    r"(?:sk|n|v)(?:yi|yy|yj|iy|ij|ii|y|i)\b|(?:сь?к|н|в)(?:ий|ый|ой|ого|ому|им|ім|ом|ым)\b|\d{4}"
)
#: One word, then several, of each class and condition; without a number one means at least one.
_OF_WHOM = {
    "child": (
        "child kid minor дитина дитину дитини ребенок ребенка",
        "children kids minors діти дітей дети детей",
    ),
    "men": ("man чоловік чоловіка мужчина", "men чоловіки чоловіків мужчины мужчин"),
    "women": ("woman жінка жінку жінки женщина", "women жінок женщины женщин"),
    "boys": ("boy хлопчик хлопець хлопчика мальчик", "boys хлопчики хлопчиків хлопці хлопців"),
    "girls": ("girl дівчинка дівчинку дівчинки девочка", "girls дівчата дівчат дівчаток девочки"),
    "adult": ("adult дорослий взрослый", "adults дорослі дорослих взрослые"),
    "unknown": ("", "unknown невідомо"),
    "hospitalised": (
        "",
        "hospitalised hospitalized hospital госпіталізовано госпіталізовані госпіталізованих",
    ),
    "serious": ("", "serious seriously grave severe тяжко тяжкі тяжких важкі важких"),
    "stress": ("", "stress shock стрес стресом стресу"),
}
_ONE = {word: key for key, (singular, _many) in _OF_WHOM.items() for word in fold(singular).split()}
_MANY = {word: key for key, (_one, plural) in _OF_WHOM.items() for word in fold(plural).split()}
_UNNUMBERED = ("a", "an", "one", "одна", "один", "одну")

#: Names by which weapons go in reports.
_WEAPONS = {
    Weapon.MISSILE: "missile rocket iskander kalibr kinzhal s-300 s300 kh-22 ракета ракети "
    "ракетний іскандер калібр с-300 с300 х-22",
    Weapon.AERIAL_BOMB: "bomb kab fab umpk glide-bomb авіабомба бомба каб фаб умпк авиабомба",
    Weapon.LOITERING_MUNITION: "shahed geran lancet loitering шахед герань ланцет",
    Weapon.SHORT_RANGE_DRONE: "fpv drone molniya дрон фпв квадрокоптер молнія",
    Weapon.ROCKETS: "mlrs grad smerch uragan tornado рсзв град смерч ураган торнадо рсзо",
    Weapon.ARTILLERY: "artillery mortar shelling артилерія міномет артобстріл артиллерия",
    Weapon.MINE: "mine uxo unexploded міна розтяжка вибухонебезпечний мина",
    Weapon.SMALL_ARMS: "shooting gunfire rifle стрілецька стрілянина",
    Weapon.OTHER: "інше",
    Weapon.UNKNOWN: "? невідомо",
}


def read_count(text: str) -> tuple[str, dict[str, str]]:
    """Return the count and its parts: `16 (1+ child)` is ("16", {"child": "1+"}).

    `including a child` is at least one. Raises Refused for what is no count and no known class.
    """
    main, inner = _split_count(" ".join(text.split()))
    parse_count(main)
    of_whom: dict[str, str] = {}
    for part in filter(None, _BETWEEN_PARTS.split(inner.strip())):
        key, count = _part(part.strip())
        if key in of_whom:
            raise Refused(_("“{part}” is said twice.").format(part=part))
        of_whom[key] = count
    return main, of_whom


def read_where(text: str, gazetteer: Gazetteer) -> tuple[str, str]:
    """Return the district as typed and the place: the longest beginning that names a district.

    Where no beginning does, it is the text before the first comma. A town or quarter in a district
    names the district and remains part of the place: `Izium, market`.
    """
    typed = " ".join(text.split())
    for district, place in _cuts(typed):
        matches = gazetteer.find(district)
        if len(matches) == 1 and _lies_in_it(district, matches[0]):
            return district, typed
        if matches:
            return district, place
    district, _comma, place = typed.partition(",")
    return district.strip(), place.strip()


def read_weapons(text: str) -> list[str]:
    """Return the weapons named, as `add` spells them; raises Refused for an unknown one."""
    named = [part for part in re.split(r"\s*[,;]\s*", text.strip()) if part]
    return list(dict.fromkeys(_weapon(part).value for part in named))


def _split_count(typed: str) -> tuple[str, str]:
    if match := _PARENTHESES.search(typed):
        inner = _INCLUDING.sub(" ", match[1])
        return typed[: match.start()].strip(), inner
    parts = _INCLUDING.split(typed, maxsplit=1)
    return parts[0].strip(), parts[1] if len(parts) > 1 else ""


def _part(part: str) -> tuple[str, str]:
    """One part of a whole: its class, and its count as typed."""
    match = _PART.fullmatch(part)
    words = fold(match[2]).split() if match else []
    number = match[1].strip() if match else ""
    while words and words[0] not in _ONE and words[0] not in _MANY:
        number = f"{number} {words.pop(0)}".strip()
    if not words:
        raise Refused(
            _(
                "“{part}” is not understood; write men, women, boys, girls, children, adults, "
                "unknown, hospitalised, serious or stress after the number."
            ).format(part=part)
        )
    key = _ONE.get(words[0]) or _MANY[words[0]]
    if number in ("", *_UNNUMBERED):
        alone = words[0] in _ONE
        number = "1+" if alone else "several"
    parse_count(number)
    return key, number


def _cuts(typed: str) -> Iterator[tuple[str, str]]:
    """Every way to cut a text between two words into a district and a place, longest first."""
    yield typed, ""
    for gap in reversed([match.start() for match in re.finditer(r"[ ,]", typed)]):
        district, place = typed[:gap].rstrip(" ,"), typed[gap:].lstrip(" ,")
        if district and place:
            yield district, place


def _lies_in_it(name: str, district: District) -> bool:
    """Whether the name is that of somewhere within the district: its own names are adjectives."""
    return not district.kind.is_unknown and not _ADJECTIVE.search(name.casefold())


def _weapon(text: str) -> Weapon:
    typed = fold(text)
    spellings = {weapon: (weapon.value, _(weapon.value)) for weapon in Weapon}
    for weapon, names in spellings.items():
        if typed in map(fold, names) or typed in fold(_WEAPONS[weapon]).split():
            return weapon
    begun = [
        weapon
        for weapon, names in spellings.items()
        if any(fold(name).startswith(typed) for name in (*names, *_WEAPONS[weapon].split()))
    ]
    if len(begun) == 1:
        return begun[0]
    matches = [
        weapon for weapon in Weapon if set(typed.split()) & set(fold(_WEAPONS[weapon]).split())
    ]
    if len(matches) == 1:
        return matches[0]
    raise Refused(
        _("“{text}” is not a weapon of the list: {weapons}.").format(
            text=text, weapons=", ".join(_(weapon.value) for weapon in Weapon)
        )
    )
