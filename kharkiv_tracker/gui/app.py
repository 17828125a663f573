"""The application: created once, with theme and language, and run until the window closes."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

# Before any other module of the program.
from kharkiv_tracker.gui import qt_imports  # noqa: F401

# isort: split
from kharkiv_tracker import gazetteer, process_privacy
from kharkiv_tracker.gui import (
    app_icon,
    appearance,
    dialog_history,
    qt_enums,
    single_instance,
    theme,
)
from kharkiv_tracker.gui.background_worker import raise_in_window
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.file_open_events import FileOpenEvents
from kharkiv_tracker.gui.focus_sight import FocusSight
from kharkiv_tracker.gui.idle_timer import IdleTimer
from kharkiv_tracker.gui.unexpected_errors import UnexpectedErrors
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.search import label_index

_NAME = "kharkiv-tracker"
#: Long enough to paint the window before anything heavy is loaded, in milliseconds.
_AFTER_PAINT = 150
#: So long, in seconds, another thread may go on while the window's thread waits for its turn.
_TURN = 0.0005


def run(path: Path | None = None, language: str = "") -> int:
    """Open the window, with a case if a path is passed; returns when it is closed.

    If this user has a window open already, that one is raised instead, with the case.

    `language` overrides the settings and the system.
    """
    passphrase = process_privacy.take_passphrase()
    application = make(language)
    first = single_instance.start(path)
    if first is None:
        return 0
    window = MainWindow()
    first.raise_with(window.raise_for)
    if sys.platform == "darwin":
        # Elsewhere the desktop starts the program once more, with the path.
        FileOpenEvents(application, window.raise_for)
    UnexpectedErrors(
        lambda account: standard_dialogs.show_error_report(window, account),
        window.safety.explain,
        lambda sentence: standard_dialogs.show_message(window, sentence),
    ).install()
    window.show()
    if path is not None:
        QTimer.singleShot(0, window, lambda: window.open_path(path, passphrase))
    QTimer.singleShot(_AFTER_PAINT, window, lambda: load_beside(window))
    code = application.exec()
    first.close()
    # Taken apart now: what is in it calls Python, which ends before the application does.
    window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return code


def load_beside(window: MainWindow, then: Callable[[], object] = tuple) -> None:
    """Load in the background what first charts, searches and forms would wait for; then call.

    What is asked for meanwhile, as a chart, goes before the next of it.
    """
    window.drawing.load()
    window.locker.desktop.listen()
    rest = IdleTimer(window)
    steps: list[tuple[Callable[[], None], Callable[[], object]]] = [
        (label_index.load, tuple),
        (_load_panes, window.prepare),
        (_load_words, then),
    ]

    def load() -> None:
        # Nothing is loaded for a window that was closed meanwhile.
        if steps and window.background.is_open:
            job, follow = steps.pop(0)

            def done(_result: None) -> None:
                follow()
                rest.start()

            window.background.run(job, done, raise_in_window)

    rest.timeout.connect(load)
    rest.start()


def make(language: str = "") -> QApplication:
    """The application, created if necessary, in the language and theme of the settings."""
    qt_enums.keep()
    sys.setswitchinterval(_TURN)
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setStyle("Fusion")
    application.setOrganizationName(_NAME)
    application.setApplicationName(_NAME)
    # The name of its desktop file, by which a desktop finds its icon.
    application.setDesktopFileName(_NAME)
    dialog_history.prevent()
    appearance.speak(language)
    theme.add_typeface()
    appearance.measure()
    appearance.dress()
    if existing is None:
        application.setWindowIcon(app_icon.load())
        QGuiApplication.styleHints().colorSchemeChanged.connect(appearance.follow_system)
        FocusSight(application)
    return application


def _load_words() -> None:
    """Load the words of every field, which the first letter in each would wait for."""
    from kharkiv_tracker.intake import field_reader
    from kharkiv_tracker.intake.outcome import present

    field_reader.load(present(gazetteer.load()))


def _load_panes() -> None:
    """Load the modules of the panes, so that the first use of one only has to build it."""
    import kharkiv_tracker.gui.case_dialogs
    import kharkiv_tracker.gui.charts.chart_menu
    import kharkiv_tracker.gui.charts.charts_view
    import kharkiv_tracker.gui.charts.map_view
    import kharkiv_tracker.gui.commands.record_edits
    import kharkiv_tracker.gui.correction.panel
    import kharkiv_tracker.gui.documents.documents_view
    import kharkiv_tracker.gui.entry.panel
    import kharkiv_tracker.gui.history.history_view
    import kharkiv_tracker.gui.many.many_panel
    import kharkiv_tracker.gui.search.search_results
    import kharkiv_tracker.gui.sources.sources_view
    import kharkiv_tracker.gui.statements.statements_view  # noqa: F401
