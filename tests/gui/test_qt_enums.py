"""Python's constants outlive a Qt binding that does not count them."""

import sys

from PySide6.QtCore import QObject, Signal

from kharkiv_tracker.gui import qt_enums


class Caller(QObject):
    called = Signal()


def test_no_number_of_calls_uses_up_a_constant() -> None:
    qt_enums.keep()
    qt_enums.keep()
    caller = Caller()
    before = sys.getrefcount(True)
    for _call in range(3000):
        caller.called.emit()
        caller.setObjectName("a")
    assert before > 1 << 30 or sys.version_info >= (3, 12)
    assert sys.getrefcount(None) > 1 << 30 or sys.version_info >= (3, 12)
