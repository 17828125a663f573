"""Links open only on a click, and only where they lead to the web; nothing loads by being shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui.help import help_pages
from kharkiv_tracker.gui.help.help_browser import HelpBrowser
from kharkiv_tracker.gui.inspector.report_lines import ReportLine, open_link
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store.case_file import CaseFile

#: A case from elsewhere may hold any of these where a link belongs.
HOSTILE = (
    *("", "x", "//host/share", r"\\host\share\x", r"\\host@SSL\share\x.lnk", "C:\\x.exe"),
    *("file:///etc/passwd", "file://host/share/x", "FILE:///etc/passwd", " file:///etc/passwd"),
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>"),
    *("smb://host/x", "ftp://host/x", "sftp://host/x", "ssh://host", "telnet://host", "ldap://h/"),
    *("mailto:a@example.org", "tel:+380", "vbscript:x", "about:config", "chrome://settings"),
    *("ms-msdt:/id", "ms-word:ofe|u|https://example.org/x", "search-ms:query=x", "steam://run/1"),
    *("view-source:https://example.org", "jar:https://example.org!/", "blob:https://example.org"),
    *("tg://resolve?domain=x", "x-man-page://ls", "qrc:/x", "intent://x#Intent;end"),
    *("https://a/\x7f", "http:", "http:/", "http:/x", "http:x", "https://", "https:///x"),
    *("http://:80/", "https://?x"),
    *("https:\\\\host\\x", "http://a b/", "http://[::1", "http://host:port/", "https://ho\\st/"),
    *("https://example.org/\nfile:///x", "https://example.org/\x00", "\thttps://example.org/"),
    *("java\nscript:alert(1)", "ht\ttps://example.org/", "\x1bhttps://a"),
    *("https://example.org/\u202egpj.exe", "https://exa\u200bmple.org/", "\ufeffhttps://a"),
    *("https://example.org/\u2066x\u2069", "https\u2024://example.org/", "https\uff1a//a.org"),
)
WEB = ("http://example.org", "https://example.org/x?a=1&b=2#c", "https://приклад.укр/шлях?з=1")
BROKEN = '<img src="file:///etc/x.png"><a href="https://example.org">x</a>'


@pytest.fixture
def browsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system was asked to open."""
    asked: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toString()))
    return asked


@pytest.mark.parametrize("address", HOSTILE, ids=ascii)
def test_what_does_not_lead_to_the_web_is_not_opened(address: str, browsed: list[str]) -> None:
    assert not open_link(address)
    assert browsed == []


@pytest.mark.parametrize("address", WEB, ids=ascii)
def test_a_web_address_is_opened(address: str, browsed: list[str]) -> None:
    open_link(address)
    assert browsed == [QUrl(address).toString()]


def test_links_open_on_a_click_alone(
    qtbot: QtBot, window: MainWindow, empty: Path, browsed: list[str]
) -> None:
    with CaseFile.open(empty) as case:
        case.record(_entries(), "tester", "add")
    window.open_path(empty)
    clicked = 0
    for number in (0, 3, 6):
        window.view.show_view(number)
        qtbot.wait(20)
        for line in window.findChildren(ReportLine):
            if line.isVisible() and not line.more.isVisible():
                qtbot.keyClick(line.line, Qt.Key.Key_Space)
        for link in filter(_is_link, window.findChildren(QPushButton)):
            if not link.isVisible():
                continue
            assert len(browsed) == clicked
            link.click()
            clicked += 1
    assert clicked >= 2
    assert set(browsed) <= {"https://example.org/1", "https://example.org/2"}


def test_texts_with_pictures_in_them_load_nothing(
    window: MainWindow, empty: Path, browsed: list[str]
) -> None:
    with CaseFile.open(empty) as case:
        case.record(_entries(BROKEN), "tester", "add")
    window.open_path(empty)
    for number in range(7):
        window.view.show_view(number)
    labels = window.findChildren(QLabel)
    assert any(BROKEN in label.text() for label in labels)
    assert {label.textFormat() for label in labels if label.text()} <= {Qt.TextFormat.PlainText}
    assert browsed == []


@pytest.mark.parametrize(
    "address",
    ["https://example.org/x.png", "file:///etc/hosts", "//host/share/x.png", "../../x.png",
     "data:image/png;base64,iVBORw0KGgo=", "qrc:/x.png"],
)  # fmt: skip
def test_help_shows_pictures_of_the_program_alone(qtbot: QtBot, address: str) -> None:
    browser = HelpBrowser()
    qtbot.addWidget(browser)
    browser.show_page(help_pages.pages()[0])
    kind = browser.document().ResourceType.ImageResource.value
    assert browser.loadResource(kind, QUrl(address)) is None


def _is_link(button: QPushButton) -> bool:
    return "https://example.org/" in button.toolTip()


def _entries(text: str = "A dormitory") -> object:
    document = {"url": "https://example.org/1", "title": text, "text": text}
    strike = {
        "event": {"date": "2022-08-17"},
        "district": "Saltivskyi",
        "reports": [{"killed": "7", "quote": text, "source": text, "url": "https://example.org/2"}],
    }
    return entry_json.read({"incidents": [strike], "documents": [document]}, gazetteer.load())
