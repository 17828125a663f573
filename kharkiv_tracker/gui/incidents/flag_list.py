"""The list of flags below the views: the work queue by reason, with counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from kharkiv_tracker import collation, labels
from kharkiv_tracker.domain.flag import FindingKind
from kharkiv_tracker.domain.place import Gazetteer
from kharkiv_tracker.domain.revision import Changes
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.button_menu import button_menu
from kharkiv_tracker.gui.case_reader import Topic
from kharkiv_tracker.gui.idle_timer import IdleTimer
from kharkiv_tracker.gui.incidents import selection_fields
from kharkiv_tracker.gui.incidents.duplicate_count import DuplicateCount, Step
from kharkiv_tracker.gui.incidents.sums_head import PENDING
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.i18n import N_, _, ngettext
from kharkiv_tracker.store import work_queue
from kharkiv_tracker.store.case_file import CaseFile

#: Counting waits until the window has shown a saved entry.
_REST = 120
#: The maximum number of lines before *more* is pressed.
_LINES = 8
#: What contradicts itself; nothing else is marked.
_MARKED = (
    FindingKind.JOINT_CONTRADICTION,
    FindingKind.REMAINDER_TWICE,
    FindingKind.DISAGREEMENT,
    FindingKind.UNOFFICIAL_ABOVE,
    FindingKind.NOT_FITTING,
    FindingKind.PERSONS_EXCEED,
)
#: Flags that are not of incidents; each shows the next record that has it.
_OF_OFFICES = (FindingKind.OFFICE_UNJUDGED, FindingKind.OFFICES_ALIKE)
_OF_JOINT = (FindingKind.JOINT_CONTRADICTION, FindingKind.REMAINDER_TWICE)
_OF_DOCUMENTS = (FindingKind.UNREAD_DOCUMENT,)
_OF_PAIRS = FindingKind.POSSIBLE_DUPLICATE
_OF_RECORDS = (*_OF_JOINT, *_OF_OFFICES, *_OF_DOCUMENTS, _OF_PAIRS)
_BEFORE_TOTALS = (*_OF_JOINT, FindingKind.DISAGREEMENT)
_WHY = {
    FindingKind.JOINT_CONTRADICTION: N_(
        "Combined reports that differ from the sum of their incidents."
    ),
    FindingKind.REMAINDER_TWICE: N_("Another combined report already counts the same people."),
    FindingKind.DISAGREEMENT: N_("Speakers give different numbers, so the range is wider."),
    FindingKind.UNOFFICIAL_ABOVE: N_(
        "An unofficial report gives a higher number than the official ones, which widens the range."
    ),
    FindingKind.SINCE_CHOSEN: N_("Later reports give a number other than the chosen one."),
    FindingKind.FALLS: N_("A speaker later gave a lower number."),
    FindingKind.DIGITS_SWAPPED: N_("Digits may be swapped: 27 after 72."),
    FindingKind.JUMP: N_("The number grew by more than usual."),
    FindingKind.UNUSUAL_TOLL: N_(
        "The number is at least 20 times the usual. It may be a typing mistake."
    ),
    FindingKind.IMPLAUSIBLE_DATE: N_(
        "A date is in the future, before the incident, or a year or more after it."
    ),
    FindingKind.NOT_FITTING: N_("A reported part does not fit into the total."),
    FindingKind.PERSONS_EXCEED: N_("Incidents with more persons recorded than counted."),
    FindingKind.SAME_PERSON: N_("The same person may be recorded twice, or was killed twice."),
    FindingKind.SAME_IDENTIFIER: N_("Another archive has two incidents under one identifier."),
    FindingKind.POSSIBLE_DUPLICATE: N_("Pairs of incidents that may be the same strike."),
    FindingKind.WORDS_DIFFER: N_("A quote is not the words of its document."),
    FindingKind.UNREAD_DOCUMENT: N_("Documents from which nothing was taken yet."),
    FindingKind.OFFICE_UNJUDGED: N_("Offices that count as official until assessed."),
    FindingKind.OFFICES_ALIKE: N_(
        "Offices with similar names. One office under two names counts as two speakers."
    ),
    FindingKind.SINGLE_SPEAKER: N_("Incidents whose reports all come from one speaker."),
    FindingKind.DISTRICT_UNKNOWN: N_("Incidents located only by city or oblast."),
    FindingKind.UNDATED: N_("Incidents without a date; not in any period."),
    FindingKind.PROVISIONAL: N_("Incidents less than 7 days old; numbers may change."),
    FindingKind.CHANGED: N_(
        "Figures, date, district, grade, weapons or reports changed after approval."
    ),
    FindingKind.NO_UPDATE: N_("Unapproved incidents without recent reports."),
    FindingKind.NOT_APPROVED: N_("Incidents not yet approved."),
}


@dataclass(frozen=True, slots=True)
class FlagCounts:
    """How many incidents have each flag; the codes of other records, or names of offices."""

    incidents: dict[FindingKind, int]
    others: dict[FindingKind, set[str]]

    def number(self, kind: FindingKind) -> int:
        """The number on the line of a flag: of incidents, unless it is of other records alone."""
        return len(self.others[kind]) if kind in _OF_RECORDS else self.incidents[kind]


class FlagList(QWidget):
    """A flag filters the table by incidents that have it; chosen again, it no longer does.

    Flagged official totals, joint reports and documents are shown one after another.
    """

    chosen = Signal()
    record_chosen = Signal(str)
    office_chosen = Signal(str)
    document_chosen = Signal(str)
    duplicates_chosen = Signal()
    counted = Signal()

    def __init__(self, session: Session, gazetteer: Gazetteer) -> None:
        super().__init__()
        self._session = session
        self._gazetteer = gazetteer
        self._counts = _counts(None, gazetteer)
        self._duplicates = DuplicateCount()
        self._all = False
        self._last_code = ""
        self._title = widgets.text(_("Needs attention"), "quiet", 9, bold=True)
        self._title.setContentsMargins(10, 0, 0, 4)
        self.lines: dict[FindingKind, QPushButton] = {}
        for kind in FindingKind:
            self.lines[kind] = _line(partial(self._choose, kind), kind in _MARKED)
            self.lines[kind].setCheckable(kind not in _OF_RECORDS)
            self.lines[kind].setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            self.lines[kind].customContextMenuRequested.connect(partial(self._open_menu, kind))
        self.totals = _line(partial(self._navigate, None))
        self.more = _line(self._show_all)
        self.more.setAccessibleName(_("Needs attention"))
        self._build()
        self._rest_timer = QTimer(self, singleShot=True, interval=_REST)
        self._rest_timer.timeout.connect(self._count_by_and_by)
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._compare_next)
        self._idle = IdleTimer(self)
        self._idle.timeout.connect(self._compare_next)
        session.changed.connect(self._follow)
        self._show()
        session.run_when_painted(self, self._count_by_and_by)

    def menu(self, kind: FindingKind) -> QMenu:
        """What can be done to a line; it is deleted when it closes."""
        current = self._session.flag_filter
        if kind in _OF_RECORDS:
            lines = [(_("Show next"), partial(self._navigate, kind))]
        elif kind is current:
            lines = [(_("Show all incidents"), partial(self._choose, kind))]
        else:
            lines = [(_("Show these incidents"), partial(self._choose, kind))]
        return button_menu(self, (), lines)

    def _open_menu(self, kind: FindingKind, at: QPoint) -> None:
        self.menu(kind).popup(self.lines[kind].mapToGlobal(at))

    def count(self) -> None:
        """Count the records of each flag, and the pairs that may be one incident."""
        case = self._session.case
        self._counts = _counts(case, self._gazetteer)
        while self._duplicates.step(case):
            pass
        self._refresh_lines()

    def _count_by_and_by(self) -> None:
        """Count; the pairs after that."""
        reader = self._session.reader

        def show(counts: FlagCounts) -> None:
            self._counts = counts
            self._refresh_lines()
            self._compare_soon()

        reader.read(Topic.FLAGS, lambda case: _counts(case, self._gazetteer), show)
        self._mark()

    def _compare_next(self) -> None:
        """Look for pairs that may be one incident, some at a time."""
        reader, job = self._session.reader, self._duplicates.job()
        if job is None:
            self._refresh_lines()
        elif reader.is_beside:
            reader.read(Topic.PAIRS, job, self._take_pairs)
        else:
            self._take_pairs(job(self._session.case))

    def _take_pairs(self, step: Step) -> None:
        step()
        self._compare_soon()

    def _compare_soon(self) -> None:
        """Compare the next pairs: of a large case, when nothing is waited for."""
        (self._idle if self._session.reader.is_beside else self._next).start()

    def _mark(self) -> None:
        """Show whether the numbers may be those of before an edit."""
        reader = self._session.reader
        is_counting = reader.is_pending(Topic.FLAGS) or self._duplicates.job() is not None
        is_pending = reader.is_beside and (is_counting or self._rest_timer.isActive())
        self._title.setText(_("Needs attention") + (PENDING if is_pending else ""))

    def _refresh_lines(self) -> None:
        for kind, line in self.lines.items():
            n = self._number(kind)
            waits = ngettext("{n} incident", "{n} incidents", n)
            if kind in _OF_JOINT:
                waits = ngettext("{n} combined report", "{n} combined reports", n)
            elif kind in _OF_OFFICES:
                waits = ngettext("{n} office", "{n} offices", n)
            elif kind in _OF_DOCUMENTS:
                waits = ngettext("{n} document", "{n} documents", n)
            elif kind is _OF_PAIRS:
                waits = ngettext("{n} pair", "{n} pairs", n)
            _set_line(line, selection_fields.waiting(kind), n, waits, _(_WHY[kind]))
        n = len(self._record_codes(None))
        waits = ngettext("{n} official total", "{n} official totals", n)
        why = _("Totals that fall, rise sharply or may have swapped digits.")
        _set_line(self.totals, _("Official totals"), n, waits, why)
        self._show()
        self._mark()
        self.counted.emit()

    def _follow(self, changes: Changes) -> None:
        if changes:
            for topic in (Topic.FLAGS, Topic.PAIRS):
                self._session.reader.withdraw(topic)
            self._duplicates.note(changes.incidents, changes.case)
            self._rest_timer.start()
            self._mark()
        self._show()

    def _number(self, kind: FindingKind) -> int:
        if kind is _OF_PAIRS:
            return self._duplicates.number
        return self._counts.number(kind)

    def _record_codes(self, kind: FindingKind | None) -> list[str]:
        """The codes of records, or names of offices, with this flag; with None of totals."""
        if kind is not None:
            return sorted(self._counts.others[kind], key=collation.key)
        others = self._counts.others.items()
        return sorted({code for kind, codes in others if kind not in _OF_RECORDS for code in codes})

    def _show(self) -> None:
        """Flags without records are hidden, except for the current one."""
        current = self._session.flag_filter
        counts = [(line, self._number(kind), kind) for kind, line in self.lines.items()]
        lines = [line for line, n, kind in counts if n or kind is current]
        if self._record_codes(None):
            before = (self.lines[kind] in lines for kind in _BEFORE_TOTALS)
            lines.insert(sum(before), self.totals)
        visible = lines if self._all or len(lines) <= _LINES else lines[: _LINES - 1]
        for kind, line in self.lines.items():
            line.setChecked(line.isCheckable() and kind is current)
            line.setVisible(line in visible or kind is current)
        self.totals.setVisible(self.totals in visible)
        n = len(lines) - _LINES + 1
        text = ngettext("{n} more reason", "{n} more reasons", max(n, 0))
        self.more.setText(_("Show fewer") if self._all else text.format(n=labels.number(n)))
        self.more.setVisible(len(lines) > _LINES)
        self._title.setVisible(bool(lines))

    def _show_all(self) -> None:
        self._all = not self._all
        self._show()

    def _choose(self, kind: FindingKind) -> None:
        if kind is _OF_PAIRS:
            self.duplicates_chosen.emit()
            return
        if kind in _OF_RECORDS:
            self._navigate(kind)
            return
        self._session.filter_by_flag(None if self._session.flag_filter is kind else kind)
        self._show()
        if self._session.flag_filter is kind:
            self.chosen.emit()

    def _navigate(self, kind: FindingKind | None) -> None:
        """Show the next flagged record that is not an incident, after the last the first."""
        if codes := self._record_codes(kind):
            place = codes.index(self._last_code) + 1 if self._last_code in codes else 0
            self._last_code = codes[place % len(codes)]
            signal = self.office_chosen if kind in _OF_OFFICES else self.record_chosen
            (self.document_chosen if kind in _OF_DOCUMENTS else signal).emit(self._last_code)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        for kind, line in self.lines.items():
            column.addWidget(line)
            if kind is _BEFORE_TOTALS[-1]:
                column.addWidget(self.totals)
        column.addWidget(self.more)


def _counts(case: CaseFile | None, gazetteer: Gazetteer) -> FlagCounts:
    """The counts of a case; none without one."""
    if case is None:
        return FlagCounts(dict.fromkeys(FindingKind, 0), {kind: set() for kind in FindingKind})
    return FlagCounts(
        {kind: work_queue.number(case, kind) for kind in FindingKind},
        work_queue.other_codes(case, gazetteer),
    )


def _line(act: Callable[[], object], marked: bool = False) -> QPushButton:
    line = widgets.button("", act, kind="waiting")
    line.setProperty("attention", marked)
    line.setFont(theme.font(9))
    return line


def _set_line(line: QPushButton, name: str, n: int, waits: str, why: str) -> None:
    line.setText(_("{reason}  {n}").format(reason=name, n=labels.number(n)))
    line.setAccessibleName(f"{name}: {waits.format(n=labels.number(n))}")
    line.setToolTip(widgets.tooltip(why))
    line.setAccessibleDescription(why)
