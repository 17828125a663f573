"""The history that dialogs for files keep outside of the program: prevented, it names folders."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QCoreApplication, QSettings, Qt


def prevent() -> None:
    """Let no dialog write down which folders and files were chosen; before the first of them.

    Qt's own dialogs write into the settings of all Qt programs, those of GTK into the list of
    recently used files. On Windows and macOS the system keeps such a list by itself.
    """
    # A folder that cannot be: nothing can be written there.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    if sys.platform not in ("win32", "darwin"):
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
