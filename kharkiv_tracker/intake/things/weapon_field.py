"""Weapons as reports name them: in any case, by type and number, the cluster munition apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from kharkiv_tracker import labels
from kharkiv_tracker.domain.incident import Weapon
from kharkiv_tracker.errors import Refused, shown
from kharkiv_tracker.i18n import Label, _
from kharkiv_tracker.intake.outcome import Context, Outcome
from kharkiv_tracker.intake.things import vocabulary
from kharkiv_tracker.intake.things.choice import choice
from kharkiv_tracker.intake.things.listed_words import ListField, labelled, labels_of, senses
from kharkiv_tracker.intake.things.vocabulary import Meaning, Sense, Sign, Vocabulary

#: What a word may mean that is the name of no class, likeliest first.
_KINDS: Mapping[str, tuple[Weapon, ...]] = {
    "drone": (Weapon.LOITERING_MUNITION, Weapon.SHORT_RANGE_DRONE),
    "mine": (Weapon.MINE, Weapon.ARTILLERY),
    "shell": (Weapon.ARTILLERY, Weapon.ROCKETS),
    "rocket": (Weapon.ROCKETS, Weapon.MISSILE),
    "launcher": (Weapon.ROCKETS, Weapon.OTHER),
    "shelling": (Weapon.ARTILLERY, Weapon.ROCKETS),
    "air strike": (Weapon.AERIAL_BOMB, Weapon.MISSILE),
    "bombardment": (Weapon.AERIAL_BOMB, Weapon.ARTILLERY),
    "tank": (Weapon.ARTILLERY, Weapon.OTHER),
    "unguided": (Weapon.MISSILE, Weapon.OTHER),
    "explosive": (Weapon.OTHER, Weapon.MINE),
}
#: What else they go with: an air strike by a drone, an unexploded shell.
_WIDE = ("shelling", "air strike", "bombardment")
_ALSO: Mapping[str, tuple[Weapon, ...]] = {
    "shell": (Weapon.MINE,),
    "rocket": (Weapon.LOITERING_MUNITION,),
}
#: A Shahed is called a missile, too, and so are the rockets of a Tornado-S.
_CLASSES: Mapping[str, tuple[str, ...]] = {
    Weapon.MISSILE: (Weapon.LOITERING_MUNITION.value, Weapon.ROCKETS.value),
}
_CALIBRE = Sense(
    1,
    (Weapon.ARTILLERY.value,),
    frozenset(w.value for w in (Weapon.ARTILLERY, Weapon.ROCKETS, Weapon.SMALL_ARMS)),
)
_FIELD = ListField("weapons", Weapon)


def read_weapons(text: str, _context: Context) -> Outcome:
    """The weapons named; a specific name beats a generic one, which alone asks."""
    read = choice(text, weapon_words(), Weapon)
    if read.is_number:
        raise Refused(
            _("“{text}”: the number of munitions is not recorded. Write only the weapon.").format(
                text=shown(read.unread)
            )
        )
    if read.unread:
        raise Refused(
            _("“{text}” is not in the list of weapons: {weapons}.").format(
                text=shown(read.unread), weapons=", ".join(map(labels.word, Weapon))
            )
        )
    return _FIELD.outcome(read, _("Which weapon?"))


def weapon_words() -> Vocabulary:
    """Every phrase for a weapon, those of the language spoken among them."""
    return _vocabulary(labels_of(Weapon))


@cache
def _vocabulary(_labels: tuple[Label, ...]) -> Vocabulary:
    return Vocabulary(_phrases())


def _phrases() -> Iterator[tuple[str, Meaning]]:
    classes = senses(Weapon, _CLASSES, 2)
    classes[Weapon.UNKNOWN] = Sense(-1, (Weapon.UNKNOWN.value,))
    classes[Weapon.OTHER] = Sense(2, (Weapon.OTHER.value,))
    yield from labelled(classes, Weapon)
    yield from vocabulary.named("weapon_models", senses(Weapon, {}, 3))
    yield from vocabulary.named("weapons", classes)
    yield from vocabulary.named(
        "weapon_kinds", {name: _kind(name, weapons) for name, weapons in _KINDS.items()}
    )
    yield from vocabulary.phrases("calibres", _CALIBRE)
    yield from vocabulary.phrases("cluster", Sign.CLUSTER)
    yield from vocabulary.joints()
    yield from vocabulary.phrases("type_open", Sign.OPEN)
    yield from vocabulary.phrases("weapon_fillers", Sign.PLAIN)


def _kind(name: str, weapons: tuple[Weapon, ...]) -> Sense:
    values = tuple(weapon.value for weapon in weapons)
    also = (weapon.value for weapon in _ALSO.get(name, ()))
    return Sense(0, values, None if name in _WIDE else frozenset((*values, *also)))
