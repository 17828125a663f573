"""Python's constants outlive a Qt binding that does not count them."""

import sys

from PySide6.QtCore import QObject, Signal

from kharkiv_tracker.gui import constants


class Caller(QObject):
    called = Signal()


def test_no_number_of_calls_uses_up_a_constant() -> None:
    constants.keep()
    constants.keep()
    caller = Caller()
    before = sys.getrefcount(True)
    for _call in range(3000):
        caller.called.emit()
        caller.setObjectName("a")
    assert before > 1 << 30 or sys.version_info >= (3, 12)
    assert sys.getrefcount(None) > 1 << 30 or sys.version_info >= (3, 12)
