"""The theme and the language that the settings, or the environment, ask for."""

from __future__ import annotations

import os

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from kharkiv_tracker import i18n, languages, settings
from kharkiv_tracker.gui import theme

_translator: QTranslator | None = None


def speak(spoken: str = "") -> None:
    """Speak the language of KHARKIV_TRACKER_LANG, else `spoken`, the settings', the system's."""
    system = QLocale.languageToCode(QLocale.system().language())
    chosen = (os.environ.get("KHARKIV_TRACKER_LANG"), spoken, settings.load().language, system)
    i18n.activate(next((code for code in chosen if code in i18n.LANGUAGES), languages.SOURCE))
    _translate_qt()


def dress() -> None:
    """Draw everything in the theme of the settings, or the one KHARKIV_TRACKER_THEME names."""
    application = QApplication.instance()
    if isinstance(application, QApplication):
        theme.apply(application, theme.effective(settings.load().theme))


def follow_system() -> None:
    """Dress anew when the system turns light or dark, unless a theme was chosen."""
    if theme.effective(settings.load().theme) == "system":
        dress()


def _translate_qt() -> None:
    """Have Qt's own dialogs speak the same language."""
    global _translator
    if _translator is not None:
        QApplication.removeTranslator(_translator)
    _translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if _translator.load(f"qtbase_{i18n.current()}", folder):
        QApplication.installTranslator(_translator)
