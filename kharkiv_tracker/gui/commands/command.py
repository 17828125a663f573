"""A command: name, text, keys, what it is about, and when it is possible."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Flag, IntEnum, auto
from typing import Any, Generic, TypeVar

from kharkiv_tracker.i18n import N_, _

_Target = TypeVar("_Target")


class About(Flag):
    """What a command is about: the window, the open case, a record of it, or one panel."""

    WINDOW = auto()
    CASE = auto()
    INCIDENT = auto()
    REPORT = auto()
    PERSON = auto()
    ATTACHMENT = auto()
    TOTAL = auto()
    JOINT = auto()
    ENTRY = auto()
    CORRECTION = auto()
    SELECTION = auto()
    INSPECTOR = auto()
    SOURCE = auto()
    HISTORY = auto()
    DOCUMENT = auto()
    NOTE = auto()
    IDENTIFIER = auto()
    RECORD = INCIDENT | REPORT | PERSON | ATTACHMENT | TOTAL | JOINT | DOCUMENT
    BESIDE = NOTE | IDENTIFIER


class Place(IntEnum):
    """Position of a command in the context menu of a record; equals keep the order of the table."""

    FIRST = auto()
    MIDDLE = auto()
    LAST = auto()


@dataclass(frozen=True)
class Menu:
    """A menu of the menu bar, or a submenu; `line` draws a line above a submenu."""

    title: str
    parent: Menu | None = None
    line: bool = False

    @property
    def name(self) -> str:
        """The title in the current language, without the mark of the underlined letter."""
        return _(self.title).replace("&", "")

    @property
    def top(self) -> Menu:
        return self.parent.top if self.parent else self


# No slots: Python 3.11 cannot make a subscripted class of those that is frozen.
@dataclass(frozen=True)
class Command(Generic[_Target]):
    """A command, declared once; `run` and `possible` take the object it is about.

    The first of `shortcuts` is shown; `anywhere` ones work outside the panel too.
    `also` has more words by which it is searched.
    `button` is the text on buttons and in context menus if it differs; `title` returns a text
    that changes. `checked` marks the current one of several, `line` draws a line above it.
    Without `place` it is not in context menus. In the menu bar it is about the current record, or
    about the incident `at_cursor`.
    `many` runs it on all records that are chosen, of which there may be at `most` so many;
    without it the command is not for several.
    """

    name: str
    text: str
    run: Callable[[_Target], object]
    shortcuts: tuple[str, ...] = ()
    about: About = About.WINDOW
    possible: Callable[[_Target], bool] = lambda _target: True
    button: str = ""
    menu: Menu | None = None
    line: bool = False
    place: Place | None = Place.MIDDLE
    title: Callable[[_Target], str] | None = None
    checked: Callable[[], bool] | None = None
    at_cursor: bool = False
    anywhere: str = ""
    also: str = ""
    many: Callable[[_Target], object] | None = None
    most: int = 0

    def acts_on(self, number: int) -> bool:
        """Whether it is for so many records at once."""
        return number < 2 or (self.many is not None and not 0 < self.most < number)

    @property
    def key(self) -> str:
        """The key that is shown; "" without one."""
        return self.shortcuts[0] if self.shortcuts else ""


#: A command about any kind of object.
AnyCommand = Command[Any]

FILE = Menu(N_("&File"))
RECENT = Menu(N_("Recent case files"), FILE)
RECORD = Menu(N_("&Record"))
CHANGE = Menu(N_("&Change"), RECORD)
OFFICES = Menu(N_("Offices and sources"), RECORD, line=True)
VIEW = Menu(N_("&View"))
THEME = Menu(N_("&Theme"), VIEW, line=True)
LANGUAGE = Menu(N_("&Language"))
HELP = Menu(N_("&Help"))
