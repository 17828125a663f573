"""Above the table of incidents: how many there are, and the sum of all or of those chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QPushButton, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.total import GroupTotal
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.case_reader import Topic
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import remainder_text, stress_text
from kharkiv_tracker.store import totals
from kharkiv_tracker.store.case_file import CaseFile

#: After what is still being read: it is as it was before.
PENDING = " …"


class SumsHead(QWidget):
    """In a large case the sums follow in the background; those before stay, marked, until then."""

    def __init__(self, session: Session, button: QPushButton) -> None:
        super().__init__()
        self._session = session
        self._ids: Sequence[int] = ()
        self._chosen: Sequence[int] = ()
        #: What is shown, and the sum of all.
        self._shown = self._all = ("", GroupTotal(""))
        self._title, self._is_low = "", False
        #: Whether the sum of all is that of before.
        self._is_stale = False
        self.number = widgets.text("", points=theme.TITLE, bold=True)
        self.sums = widgets.wrapped("", "quiet")
        self.sums.setContentsMargins(8, 0, 8, 0)
        #: The sums in a line, where more would leave no room for the table.
        self._brief = widgets.Elided("", "quiet")
        self._brief.setContentsMargins(8, 0, 8, 0)
        self._beside = widgets.wrapped("", "quiet", 9)
        self._beside.setContentsMargins(8, 0, 8, 0)
        self._beside.hide()
        head = widgets.row(self.number, -1, button, margins=(8, 0, 0, 0))
        self.setLayout(widgets.column(head, self.sums, self._brief, self._beside))

    def wait(self) -> None:
        """Mark all that is shown: the incidents are being read."""
        self.number.setText(self._title + PENDING)
        self._is_stale = True
        self._mark()

    def show_number(self, number: int) -> None:
        """Show how many incidents there are."""
        text = ngettext("{n} incident", "{n} incidents", number)
        self._title = text.format(n=labels.number(number))
        self.number.setText(self._title)

    def sum_all(self, ids: Sequence[int]) -> None:
        """Sum up the selection, of which the table shows these incidents."""
        self._ids, self._is_stale = ids, True
        self._session.run_when_painted(self, self._read_all)
        self._mark()

    def show_chosen(self, ids: Sequence[int]) -> None:
        """Show the sum of the chosen incidents if there are several, else of all."""
        self._chosen = ids
        self._read_chosen()

    def share_height(self, is_low: bool) -> None:
        """In a low window the sums are one line, with the rest in its tooltip."""
        self._is_low = is_low
        for line in (self.sums, self._beside):
            line.setVisible(bool(line.text()) and not is_low)
        self._brief.setVisible(bool(self._brief.text()) and is_low)

    def _read_all(self) -> None:
        session = self._session
        selection, is_filtered, ids = session.selection, session.is_filtered, self._ids

        def show(summed: tuple[list[str], GroupTotal]) -> None:
            self._all, self._is_stale = (" · ".join(summed[0]), summed[1]), False
            self._read_chosen()

        session.reader.read(
            Topic.SUMS, lambda case: _summed(case, selection, is_filtered, ids), show
        )

    def _read_chosen(self) -> None:
        reader, chosen = self._session.reader, self._chosen
        if len(chosen) < 2:
            reader.withdraw(Topic.CHOSEN)
            self._show(*self._all)
            self._mark()
            return
        reader.read(
            Topic.CHOSEN,
            lambda case: totals.of_incidents(case, chosen),
            lambda summed: self._show(_of_chosen(len(chosen), summed), summed),
        )
        self._mark()

    def _mark(self) -> None:
        """Mark the sums if others are being read."""
        is_of_all = len(self._chosen) < 2
        is_read = self._session.reader.is_pending(Topic.CHOSEN)
        if (self._is_stale if is_of_all else is_read) and self._shown[0]:
            self._say(self._shown[0] + PENDING, self._shown[1])

    def _show(self, text: str, summed: GroupTotal) -> None:
        self._shown = (text, summed)
        self._say(text, summed)

    def _say(self, text: str, summed: GroupTotal) -> None:
        """The sum, what is beside the counted below, which injured are meant."""
        beside = " · ".join(stress_text.each(summed.toll, summed.toll.beside))
        self.sums.setText(text)
        self._beside.setText(beside)
        self._brief.setText(" · ".join(filter(None, (text, beside))))
        self.share_height(self._is_low)
        case = self._session.case
        notes = [stress_text.which(case.stress), stress_text.undivided(summed.undivided)]
        note = "\n".join(note for note in notes if note) if text else ""
        self._brief.set_note(note)
        for line in (self.sums, self._beside):
            line.setToolTip(widgets.tooltip(note))
            line.setAccessibleDescription(note)


def _summed(
    case: CaseFile, selection: Selection, is_filtered: bool, ids: Sequence[int]
) -> tuple[list[str], GroupTotal]:
    if is_filtered:
        summed = totals.of_incidents(case, ids)
        return (_sums(summed) if ids else []), summed
    summed, left_out, undated = totals.overall(case, selection)
    # What reaches into a period is not in the table: it is named below an empty one as well.
    parts = _sums(summed) if ids or summed.remainder is not None else []
    if summed.remainder is not None:
        parts.append(remainder_text.brief(summed.remainder))
    for count, sentence in (
        (undated, _("{n} undated")),
        (left_out.withdrawn, _("{n} withdrawn, not counted")),
        (left_out.discounted, _("{n} discounted, not counted")),
        (left_out.touching, _("{n} began before the period, not counted")),
        (left_out.remainder, _("remainders of combined reports not counted: {n}")),
    ):
        if count:
            parts.append(sentence.format(n=labels.number(count)))
    return parts, summed


def _of_chosen(number: int, summed: GroupTotal) -> str:
    chosen = ngettext("{n} incident chosen", "{n} incidents chosen", number)
    parts = [chosen.format(n=labels.number(number)), *_sums(summed)]
    if left_out := number - summed.incidents:
        parts.append(_("{n} not counted").format(n=labels.number(left_out)))
    return " · ".join(parts)


def _sums(summed: GroupTotal) -> list[str]:
    """The sum of each counted quantity, and in how many incidents it is unknown."""
    sums = []
    for text, total in zip(labels.each_figure(summed.toll), summed.toll.counted, strict=True):
        if total.unknown and not total.is_unknown:
            n = labels.number(total.unknown)
            sums.append(_("{sum} (unknown: {n})").format(sum=text, n=n))
        else:
            sums.append(text)
    return sums
