"""The reports of an incident, newest first, each with its role in the figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDesktopServices,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source
from kharkiv_tracker.domain.voice import Offices
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.commands import context_menu, controls
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.commands.subject import Subject
from kharkiv_tracker.gui.inspector.report_roles import (
    Role,
    newest_first,
    part_words,
    role_words,
    roles,
    weightiest,
)
from kharkiv_tracker.i18n import _
from kharkiv_tracker.labels import people_text

_LINE, _LINK = 42, 250
#: The number of letters that fit after a speaker, and in a line of their own.
_SHORT, _LONG = 24, 46


def timeline(
    reports: Sequence[Report],
    figures: Mapping[str, Figure],
    event_day: date | None,
    subject: Callable[[Report], Subject | None] = lambda _report: None,
    offices: Offices | None = None,
) -> list[ReportLine]:
    """A line for each report, newest first; `subject` is what commands are done to."""
    ordered = sorted(reports, key=newest_first, reverse=True)
    last = len(ordered) - 1
    known_offices = offices or Offices()
    return [
        ReportLine(
            report,
            roles(report, figures, ordered),
            event_day,
            (n > 0, n < last),
            subject(report),
            labels.marks(report, known_offices),
            part_words(report, figures),
        )
        for n, report in enumerate(ordered)
    ]


class ReportLine(QWidget):
    """One report; a press shows the speaker, the quote, the source and the link.

    `marks` are its kind and the like, `parts` sentences on what becomes of its parts.
    """

    def __init__(
        self,
        report: Report,
        roles: Mapping[str, Role],
        event_day: date | None,
        joined: tuple[bool, bool],
        subject: Subject | None = None,
        marks: Sequence[str] = (),
        parts: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self.number = report.number
        self.subject = subject
        self.role = weightiest(report, roles)
        self.role_text = role_words(report, roles)
        as_of = " · ".join((labels.as_of(report.as_of), *marks))
        # Different roles by quantity need a line of their own, and so does a long one.
        mixed = len(set(roles.values())) > 1 or len(as_of + self.role_text) > _LONG
        # There it is cut where it is too long.
        self.more = _more(report, subject, [self.role_text, *parts] if mixed else parts)
        self.more.hide()
        hidden = report.is_confidential
        who = _("Confidential source") if hidden else labels.speaker(report.speaker)
        short = report.speaker.person or report.speaker.office
        numbers = labels.short_report(report) or _("no number")
        counts = report.counts.items()
        counted = labels.short_counts(
            {name: count for name, count in counts if name.partition(".")[0] in COUNTED}
        )
        self.line = _Line()
        self.line.setProperty("link", True)
        self.line.setCheckable(True)
        self.line.setAccessibleName(f"{as_of}, {who}, {numbers}: {self.role_text}")
        self.line.setAccessibleDescription(_("Enter: show quote and source."))
        self.line.toggled.connect(self.more.setVisible)
        # The year is shown above, at the strike.
        year = f" {event_day.year}" if event_day else ""
        speaker = widgets.Elided(who if hidden else short or who)
        uncounted = [_quiet_line(text) for text in _uncounted_texts(report, counted)]
        figures = widgets.text(counted if uncounted else numbers, bold=self.role.stands)
        when = widgets.text(as_of.replace(year, "", 1), "quiet", 9)
        role = widgets.Elided(self.role_text, "" if self.role.stands else "quiet", 9)
        role.setFont(theme.font(9, self.role.stands))
        role.setAlignment(Qt.AlignmentFlag.AlignRight)
        if self.role is Role.WITHDRAWN:
            for numbered in (figures, *uncounted):
                _strike(numbered)
        first = widgets.row(speaker, 8, figures)
        first.setStretch(0, 1)
        second = widgets.row(when, 8, *(() if mixed else (role,)))
        second.setStretch(second.count() - 1, 1)
        third = (1, role) if mixed else ()
        mark = _Mark(self.role, joined)
        lines = widgets.column(first, *uncounted, 1, second, *third, margins=(0, 4, 0, 4))
        self.line.setLayout(widgets.row(mark, 8, lines))
        for label in (mark, when, speaker, figures, role, *uncounted):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(widgets.column(self.line, self.more))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.subject:
            context_menu.open_menu(self, self.subject, event.globalPos())


def _uncounted_texts(report: Report, counted: str) -> list[str]:
    """The lines of numbers beside the counted, if they do not fit after the speaker."""
    parts = people_text.beside_counted(report)
    line = " · ".join(parts)
    if not counted and len(line) <= _SHORT:
        return []
    return parts if len(line) > _LONG else [line] if line else []


def _quiet_line(text: str) -> QLabel:
    line = widgets.Elided(text, "quiet", 9)
    line.setAlignment(Qt.AlignmentFlag.AlignRight)
    return line


class _Line(QPushButton):
    """As high as its two lines: the style sheet would make it as high as a button of one."""

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.heightForWidth(0))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(0))

    def heightForWidth(self, width: int) -> int:
        inner = self.layout()
        return inner.minimumSize().height() if inner else _LINE

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)


class _Mark(QWidget):
    """The report's mark on the timeline; roles differ by shape and weight."""

    def __init__(self, role: Role, joined: tuple[bool, bool]) -> None:
        super().__init__()
        self._role, self._joined = role, joined
        self.setFixedWidth(theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, x, y = theme.colours(), 6.0, 12.0
        painter.setPen(QPen(QColor(colours.hairline), 1.5))
        if self._joined[0]:
            painter.drawLine(QPointF(x, 0), QPointF(x, y - 6))
        if self._joined[1]:
            painter.drawLine(QPointF(x, y + 6), QPointF(x, self.height()))
        ink = QColor(colours.ink if self._role.stands else colours.quiet)
        painter.setPen(QPen(ink, 1.5))
        match self._role:
            case Role.ADOPTED | Role.CHOSEN:
                painter.setBrush(ink)
                painter.drawEllipse(QPointF(x, y), 4, 4)
            case Role.DIED:
                painter.setBrush(ink)
                painter.drawRect(QRectF(x - 3, y - 3, 6, 6))
            case Role.WIDENED:
                painter.setPen(QPen(QColor(colours.attention), 1.5))
                corners = [
                    QPointF(x, y - 5),
                    QPointF(x + 5, y),
                    QPointF(x, y + 5),
                    QPointF(x - 5, y),
                ]
                painter.drawPolygon(QPolygonF(corners))
            case Role.WITHDRAWN:
                painter.drawLine(QPointF(x - 3, y - 3), QPointF(x + 3, y + 3))
                painter.drawLine(QPointF(x - 3, y + 3), QPointF(x + 3, y - 3))
            case _:
                painter.drawEllipse(QPointF(x, y), 3.5, 3.5)


def open_link(address: str) -> bool:
    """Open a web address in the browser; anything else is not opened.

    Nor is one with signs that are not seen, or that turn the order of the others round.
    """
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if url.scheme() not in ("http", "https") or not url.host() or not address.isprintable():
        return False
    return QDesktopServices.openUrl(url)


def _more(report: Report, subject: Subject | None, parts_of_it: Sequence[str]) -> QWidget:
    """The details of a report: its links and its commands."""
    # By its link or its minute a source is as easily known as by its name.
    hidden = report.is_confidential
    published = "" if hidden or not report.published else labels.as_of(report.published)
    lines = [
        "" if hidden else str(report.speaker),
        labels.report_counts(report),
        *parts_of_it,
        _("“{text}”").format(text=report.quote) if report.quote else "",
        "" if hidden else _source(report.source),
        _("Published {when}").format(when=published) if published else "",
        _("Language: {language}").format(language=report.language) if report.language else "",
    ]
    links = [
        (_("Open link: {address}"), "" if hidden else report.url),
        (_("Open archived copy: {address}"), "" if hidden else report.archive_url),
    ]
    details = "\n".join(line for line in lines if line)
    if not details and not any(address for _name, address in links):
        details = _("No further details.")
    details_label = widgets.wrapped(details, "quiet", 9)
    details_label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    details_label.setAccessibleName(_("Report details"))
    parts: list[QWidget] = [details_label] if details else []
    if subject and report.document:
        parts.append(document_link(subject.host, report.document))
    parts += [_link(name, address) for name, address in links if address]
    if subject and (commands := context_menu.offered(subject)):
        line = widgets.row(-1)
        for place, command in enumerate(commands):
            line.insertWidget(2 * place, controls.small_button(command, subject))
            line.insertSpacing(2 * place + 1, 10)
        parts.append(widgets.holding(line))
    return widgets.holding(widgets.column(*parts, margins=(20, 0, 0, 8)))


def document_link(host: CaseHost, code: str) -> QPushButton:
    """A quiet link to the document that a record was taken from: `DOC-2022-08-18-01 ›`."""
    button = widgets.small_button(f"{code} ›", partial(host.open_document, code))
    button.setAccessibleName(_("Document {name}").format(name=code))
    button.setToolTip(widgets.tooltip(_("Show the document")))
    return button


def _source(source: Source) -> str:
    """Where it was read, and of what kind that is."""
    if not source.name:
        return labels.word(source.kind) if source.kind else ""
    line = _("Source: {name}").format(name=source.name)
    return f"{line} ({labels.word(source.kind)})" if source.kind else line


def _link(name: str, address: str) -> QPushButton:
    button = widgets.button("", lambda: open_link(address), kind="link")
    button.setFont(theme.font(9))
    bare = address.removeprefix("https://").removeprefix("http://")
    text = name.format(address=bare)
    elided = button.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, _LINK)
    # An ampersand in an address is not a key.
    button.setText(elided.replace("&", "&&"))
    button.setToolTip(widgets.tooltip(address))
    button.setAccessibleName(text)
    return button


def _strike(label: QLabel) -> None:
    font = label.font()
    font.setStrikeOut(True)
    label.setFont(font)
    label.setObjectName("quiet")
