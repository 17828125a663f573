"""The colour of each field of a proposal, the same in its row and in the text."""

from __future__ import annotations

from PySide6.QtGui import QColor

from kharkiv_tracker.domain.quantity import AFFECTED, INJURED, KILLED, MISSING, RESCUED, STRESS
from kharkiv_tracker.gui import theme

#: The place of each colour in the series of the palette; all other fields share the last.
_PLACES = {
    **dict.fromkeys(("when", "since", "as_of"), 1),
    **dict.fromkeys(("where", "area"), 3),
    KILLED: 2,
    **dict.fromkeys((INJURED, "transfer"), 0),
    **dict.fromkeys((AFFECTED, STRESS), 5),
    **dict.fromkeys((MISSING, RESCUED, "combatants"), 7),
    **dict.fromkeys(("weapons", "places_hit"), 4),
    **dict.fromkeys(("speaker", "office", "authority"), 8),
}
_OTHERS = 6
#: How much of a colour is behind words: quietly, and where the row has the keyboard.
_QUIET, _STRONG = 0.22, 0.5


def behind(name: str, is_current: bool = False) -> QColor:
    """The colour behind the words of a field."""
    colours = theme.colours()
    colour = QColor(colours.series[_PLACES.get(name, _OTHERS)])
    return theme.mixed(QColor(colours.ground), colour, _STRONG if is_current else _QUIET)
