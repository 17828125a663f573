"""The attachments of an incident; pictures are covered until shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from PySide6.QtCore import QBuffer, QByteArray, QSize
from PySide6.QtGui import QContextMenuEvent, QImageReader, QPixmap
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.domain.record import NUMBERED
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.commands import context_menu, controls, subject
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.commands.subject import Standing, Subject
from kharkiv_tracker.gui.inspector.section import Section
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.labels import revision_text
from kharkiv_tracker.store.attachment_export import ListedAttachment

#: The largest picture shown in place; other files can be saved as copies.
_LARGEST, _MOST_PIXELS, _WIDTH = 32 * 1024 * 1024, 50_000_000, 300


def section(
    host: CaseHost,
    code: str,
    attachments: Sequence[Attachment],
    toggled: Collection[str],
    show: Callable[[str, bool], object],
    of_documents: Sequence[ListedAttachment] = (),
) -> Section | None:
    """The attachments of an incident or a document; None without any.

    `toggled` are the ids of those covered or shown by hand. Those `of_documents` that the reports
    of an incident were read in are shown below, and changed only there.
    """
    mark = NUMBERED["attachment"]
    codes = {attachment.uid: f"{code}/{mark}{attachment.number}" for attachment in attachments}
    codes |= {listed.attachment.uid: listed.code for listed in of_documents}
    lines: list[QWidget] = []
    for attachment in (*attachments, *(listed.attachment for listed in of_documents)):
        is_visible = (attachment.uid in toggled) is not attachment.uncovered
        is_own = len(lines) < len(attachments)
        record = subject.of_attachment(host, codes[attachment.uid], attachment, is_own)
        of = _number(codes.get(attachment.redacted_from, ""))
        lines.append(AttachmentLine(record, attachment, is_visible, show, of))
    if not lines:
        return None
    return Section("attachments", _("Attachments"), lines, labels.number(len(lines)))


def size(octets: int) -> str:
    """`812 bytes`, `24 kB`, `3.1 MB`."""
    for unit, name in ((10**9, "GB"), (10**6, "MB"), (10**3, "kB")):
        if octets >= unit:
            value = octets / unit
            return f"{value:.1f} {name}" if value < 10 else f"{value:.0f} {name}"
    return ngettext("{n} byte", "{n} bytes", octets).format(n=octets)


class AttachmentLine(QWidget):
    """Name, type, collector and time, the start of its SHA-256, and buttons."""

    def __init__(
        self,
        record: Subject,
        attachment: Attachment,
        visible: bool,
        show: Callable[[str, bool], object],
        original: str,
    ) -> None:
        """`original` is the number of the file it is a redacted copy of; "" if it is not one."""
        super().__init__()
        self.subject = record
        name = widgets.Elided(attachment.name)
        font = theme.font(theme.BASE)
        font.setStrikeOut(attachment.withdrawn)
        name.setFont(font)
        digest = f"SHA-256 {attachment.sha256[:12]}…"
        redacted = [_("redacted copy of {code}").format(code=original)] if original else []
        code = record.code if record.standing is Standing.CLOSED else _number(record.code)
        about = " · ".join((code, *redacted, attachment.type, size(attachment.size), digest))
        origin = ", ".join(
            part
            for part in (revision_text.author(attachment.collector), _moment(attachment))
            if part
        )
        has_preview = record.is_picture and attachment.size <= _LARGEST
        buttons = widgets.row(-1)
        picture: tuple[QWidget, ...] = ()
        if has_preview and not attachment.withdrawn:
            toggle = widgets.small_button(
                _("Hide") if visible else _("Show"), lambda: show(attachment.uid, visible)
            )
            toggle.setAccessibleDescription(attachment.name)
            buttons.insertWidget(0, toggle)
            buttons.insertSpacing(1, 10)
            picture = (_picture(record.edits.content(attachment), attachment),) if visible else ()
        save = controls.small_button(named("save-copy"), self.subject)
        save.setAccessibleDescription(attachment.name)
        buttons.insertWidget(buttons.count() - 1, save)
        hashed = widgets.Elided(about, "quiet", 9)
        hashed.setAccessibleDescription(attachment.sha256)
        origin_line = widgets.Elided(origin, "quiet", 9)
        method = ", ".join(filter(None, (attachment.method, attachment.version, attachment.origin)))
        method_lines = (widgets.wrapped(method, "quiet", 9),) if method else ()
        notes = (widgets.wrapped(attachment.notes, "quiet", 9),) if attachment.notes else ()
        self.setLayout(
            widgets.column(
                *(name, hashed, origin_line, *method_lines, *notes, *picture, buttons),
                margins=(14, 2, 0, 4),
            )
        )

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        context_menu.open_menu(self, self.subject, event.globalPos())


def _number(code: str) -> str:
    """The number of an attachment in its code, with its mark: `A1`."""
    return code.rpartition("/")[2]


def _moment(attachment: Attachment) -> str:
    at = datetime.fromisoformat(attachment.collected)
    return labels.date_time(at, short=True)


def _picture(content: bytes | TrackerError, attachment: Attachment) -> QWidget:
    """The picture no wider than the panel, or why it cannot be shown; read by its type alone."""
    if isinstance(content, TrackerError):
        return widgets.wrapped(str(content), "attention", 9)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    reader = QImageReader(buffer, QByteArray(subject.PICTURES[attachment.type]))
    reader.setAutoTransform(True)
    full_size = reader.size()
    if full_size.isValid() and full_size.width() * full_size.height() <= _MOST_PIXELS:
        if full_size.width() > _WIDTH:
            height = max(1, full_size.height() * _WIDTH // full_size.width())
            reader.setScaledSize(QSize(_WIDTH, height))
        image = reader.read()
        if not image.isNull():
            label = widgets.text("")
            label.setPixmap(QPixmap.fromImage(image))
            label.setAccessibleName(attachment.name)
            return label
    return widgets.wrapped(_("Cannot show this image. Save a copy to view it."), "quiet", 9)
