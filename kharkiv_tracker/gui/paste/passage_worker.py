"""Reads a pasted text: a long one in the background, and only the last that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from kharkiv_tracker.gui.background_worker import BackgroundWorker, raise_in_window
from kharkiv_tracker.gui.paste import reread_entries
from kharkiv_tracker.intake.outcome import Context
from kharkiv_tracker.intake.passages.passage_reader import read_passage
from kharkiv_tracker.intake.passages.proposal import PassageReading

#: So many characters are read while a person waits.
_AT_ONCE = 20_000
#: Another year, another month and another day of the week.
_FAR = timedelta(400)
Done = Callable[[PassageReading], object]


class PassageWorker(QObject):
    """`busy` says whether a text is being read."""

    busy = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._worker: BackgroundWorker | None = None
        self._number = 0

    def read(self, text: str, context: Context, done: Done) -> None:
        """Read a text and hand over what it proposes, unless another is asked for meanwhile."""
        self._number += 1
        if len(text) <= _AT_ONCE:
            self.busy.emit(False)
            done(read_passage(text, context))
            return
        number = self._number
        if self._worker is None:
            self._worker = BackgroundWorker(self)
        self.busy.emit(True)

        def take(reading: PassageReading) -> None:
            if number == self._number:
                self.busy.emit(False)
                done(reading)

        self._worker.run(lambda: read_passage(text, context), take, raise_in_window)

    def depends_on_day(self, reading: PassageReading, context: Context) -> bool:
        """Whether another day of publication would give other days; False for a long text."""
        if len(reading.text) > _AT_ONCE:
            return False
        other = replace(context, published=context.reckoned_from - _FAR)
        return reread_entries.depends_on_day(reading, read_passage(reading.text, other))

    def close(self) -> None:
        """Want nothing more; what is being read ends by itself."""
        self._number += 1
        if self._worker:
            self._worker.leave()
