"""The marked text of a document: the current passage stays in sight."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from kharkiv_tracker.gui.documents.passage_text import PassageText

LINE = "A sentence that is long enough to be broken into lines where the panel is narrow. "
QUOTE = "Seven people were killed"


def test_the_beginning_of_the_current_passage_is_seen_after_every_change_of_size(
    qtbot: QtBot,
) -> None:
    text = (LINE * 6 + "\n\n") * 12 + QUOTE + " there. " + (LINE * 6 + "\n\n") * 12
    first = text.index(QUOTE)
    shown = PassageText()
    qtbot.addWidget(shown)
    shown.resize(500, 300)
    shown.show()
    shown.show_text(text, [((first, first + len(QUOTE) + 400),)])
    shown.point_at(0)
    assert shown.cursorRect().top() >= shown.cursorRect().height(), "a line before it is seen"
    for width, height in ((500, 300), (360, 120), (900, 80), (300, 500), (360, 60)):
        shown.resize(width, height)
        qtbot.waitUntil(lambda size=(width, height): shown.size().toTuple() == size)
        at, seen = shown.cursorRect(), shown.viewport().rect()
        assert seen.contains(at), (width, height, at)
