"""Theme and language from the environment or the settings."""

from __future__ import annotations

import os

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from kharkiv_tracker import i18n, languages, settings
from kharkiv_tracker.gui import theme
from kharkiv_tracker.labels import date_manner

_translator: QTranslator | None = None


def speak(spoken: str = "") -> None:
    """Set the language from KHARKIV_TRACKER_LANG, else `spoken`, the settings or the system."""
    system = QLocale.languageToCode(QLocale.system().language())
    chosen = (os.environ.get("KHARKIV_TRACKER_LANG"), spoken, settings.load().language, system)
    i18n.activate(next((code for code in chosen if code in i18n.LANGUAGES), languages.SOURCE))
    _translate_qt()


def measure() -> None:
    """Use the sizes and the manner of dates of the settings for what is built from now on."""
    chosen = settings.load()
    date_manner.choose(chosen.dates)
    theme.measure(chosen.text_size, chosen.rows == "roomy")
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.setFont(theme.font(theme.BASE))


def dress() -> None:
    """Apply the theme of KHARKIV_TRACKER_THEME, else of the settings."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        theme.apply(application, theme.effective(settings.load().theme))


def follow_system() -> None:
    """Apply the theme again when the system switches between light and dark."""
    if theme.effective(settings.load().theme) == "system":
        dress()


def _translate_qt() -> None:
    """Translate Qt's own dialogs too."""
    global _translator
    if _translator is not None:
        QApplication.removeTranslator(_translator)
    _translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if _translator.load(f"qtbase_{i18n.current()}", folder):
        QApplication.installTranslator(_translator)
