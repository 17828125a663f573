"""The attachments of an incident; pictures are covered until shown."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QContextMenuEvent, QImageReader, QPixmap
from PySide6.QtWidgets import QWidget

from kharkiv_tracker import labels
from kharkiv_tracker.domain.attachment import Attachment
from kharkiv_tracker.errors import TrackerError
from kharkiv_tracker.gui import theme, widgets
from kharkiv_tracker.gui.commands import context_menu, controls, subject
from kharkiv_tracker.gui.commands.command_table import named
from kharkiv_tracker.gui.commands.hosts import CaseHost
from kharkiv_tracker.gui.inspector.section import Section
from kharkiv_tracker.i18n import _, ngettext

#: The largest picture shown in place; other files can be saved as copies.
PICTURES = {"image/png": b"png", "image/jpeg": b"jpeg"}
_LARGEST, _MOST_PIXELS, _WIDTH = 32 * 1024 * 1024, 50_000_000, 300


def section(
    host: CaseHost,
    code: str,
    attachments: Sequence[Attachment],
    toggled: Collection[int],
    show: Callable[[int, bool], object],
) -> Section | None:
    """The attachments of an incident; None without any. `toggled`: covered or shown by hand."""
    if not attachments:
        return None
    lines: list[QWidget] = []
    for attachment in attachments:
        is_visible = (attachment.number in toggled) is not attachment.uncovered
        lines.append(
            AttachmentLine(host, f"{code}/A{attachment.number}", attachment, is_visible, show)
        )
    return Section("attachments", _("Attachments"), lines, labels.number(len(attachments)))


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
        host: CaseHost,
        code: str,
        attachment: Attachment,
        visible: bool,
        show: Callable[[int, bool], object],
    ) -> None:
        super().__init__()
        is_picture = attachment.type in PICTURES
        self.subject = subject.of_attachment(host, code, attachment, is_picture)
        name = widgets.Elided(attachment.name)
        font = theme.font(theme.BASE)
        font.setStrikeOut(attachment.withdrawn)
        name.setFont(font)
        digest = f"SHA-256 {attachment.sha256[:12]}…"
        about = " · ".join((attachment.type, size(attachment.size), digest))
        origin = ", ".join(part for part in (attachment.collector, _moment(attachment)) if part)
        has_preview = is_picture and attachment.size <= _LARGEST
        buttons = widgets.row(-1)
        picture: tuple[QWidget, ...] = ()
        if has_preview and not attachment.withdrawn:
            toggle = widgets.small_button(
                _("Hide") if visible else _("Show"), lambda: show(attachment.number, visible)
            )
            toggle.setAccessibleDescription(attachment.name)
            buttons.insertWidget(0, toggle)
            buttons.insertSpacing(1, 10)
            picture = (_picture(host.edits.content(attachment), attachment),) if visible else ()
        save = controls.small_button(named("save-copy"), self.subject)
        save.setAccessibleDescription(attachment.name)
        buttons.insertWidget(buttons.count() - 1, save)
        hashed = widgets.Elided(about, "quiet", 9, Qt.TextElideMode.ElideRight)
        hashed.setAccessibleDescription(attachment.sha256)
        origin_line = widgets.Elided(origin, "quiet", 9, Qt.TextElideMode.ElideRight)
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


def _moment(attachment: Attachment) -> str:
    at = datetime.fromisoformat(attachment.collected)
    return labels.date_time(at, short=True)


def _picture(content: bytes | TrackerError, attachment: Attachment) -> QWidget:
    """The picture no wider than the panel, or why it cannot be shown; read by its type alone."""
    if isinstance(content, TrackerError):
        return widgets.wrapped(str(content), "attention", 9)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    reader = QImageReader(buffer, QByteArray(PICTURES[attachment.type]))
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
