"""What a command is: its name, its text and keys, what it is about, when it can be done."""

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
    RECORD = INCIDENT | REPORT | PERSON | ATTACHMENT | TOTAL | JOINT


class Place(IntEnum):
    """Where a command stands in the context menu of a record; equals stand as in the table."""

    FIRST = auto()
    MIDDLE = auto()
    LAST = auto()


@dataclass(frozen=True)
class Menu:
    """A menu of the bar, or one within another; `line` draws a line above that one."""

    title: str
    parent: Menu | None = None
    line: bool = False

    @property
    def name(self) -> str:
        """Its title in the current language, without the mark of its underlined letter."""
        return _(self.title).replace("&", "")

    @property
    def top(self) -> Menu:
        return self.parent.top if self.parent else self


# No slots: Python 3.11 cannot make a subscripted class of those that is frozen.
@dataclass(frozen=True)
class Command(Generic[_Target]):
    """One thing that can be done, declared once; `run` and `possible` take what it is about.

    `shortcuts` begins with the key that is shown, `anywhere` works outside its panel too.
    `button` is the text on buttons and in context menus where it is another; `title` tells a text
    that changes. `checked` marks the one of several that holds, `line` draws a line above it.
    No `place` keeps it out of context menus. From the menu bar it is about the record in hand, or
    about the incident `at_cursor`.
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

    @property
    def key(self) -> str:
        """The key that is shown, "" where there is none."""
        return self.shortcuts[0] if self.shortcuts else ""


#: A command whatever it is about.
AnyCommand = Command[Any]

FILE = Menu(N_("&File"))
RECENT = Menu(N_("Recent cases"), FILE)
RECORD = Menu(N_("&Record"))
VIEW = Menu(N_("&View"))
THEME = Menu(N_("&Theme"), VIEW, line=True)
LANGUAGE = Menu(N_("&Language"))
HELP = Menu(N_("&Help"))
