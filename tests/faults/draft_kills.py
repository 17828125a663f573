"""The window killed at any moment while somebody types: what is lost, and where the rest goes.

Each key is acknowledged with its time once the window had it. Killed, the window has lost what was
typed since the time of the first key that is not offered again.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from tests.faults import made_cases
from tests.faults.forked import Forked, Tell, ask
from tests.faults.outcome import Fault, Outcome, Verdict, lost

#: Between two keys, in milliseconds: some twenty a second.
_BETWEEN = (15, 85)
#: The window is killed up to so many seconds after the first key.
_LONGEST = 3.5
#: No more than what was typed in the last so many milliseconds is lost.
_PROMISED = 1000
#: How long the question about a draft is waited for, in seconds.
_PATIENCE = 20
_KINDS = ("report", "official total", "update", "correction", "document")


def load() -> None:
    """Load the window before children are made, so that each has it at once."""
    import numpy  # noqa: F401

    import tests.faults.typist  # noqa: F401


def type_on(tell: Tell, path: Path, passphrase: str, kind: str, seed: int) -> None:
    """Type for ever; tells what the form holds at first, then each key and when it was pressed."""
    from PySide6.QtTest import QTest

    from tests.faults import typist

    dice = Random(seed)  # noqa: S311 - no secret hangs on it
    window = typist.show(path, passphrase)
    view, form = window.view, typist.KINDS[kind]
    assert view is not None
    form.open(view)
    QTest.qWait(50)
    tell({"place": typist.place_of(view), "texts": typist.form_of(view).texts()})
    hand = typist.Typist(dice)
    while True:
        name, letter = hand.key(typist.form_of(view), form.fields)
        tell([name, letter, time.monotonic()])
        QTest.qWait(dice.randint(*_BETWEEN))


def take_up(tell: Tell, path: Path, passphrase: str) -> None:
    """Open the case and continue the draft that is offered; tells where, and what is in it."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QMessageBox

    from kharkiv_tracker.gui import app
    from kharkiv_tracker.store import drafts
    from tests.faults import typist

    asked: list[str] = []

    def answer() -> None:
        if isinstance(box := QApplication.activeModalWidget(), QMessageBox):
            asked.append(box.text())
            QTest.keyClick(box, Qt.Key.Key_Return)

    app.make("en")
    timer = QTimer()
    timer.timeout.connect(answer)
    timer.start(10)
    window = typist.show(path, passphrase)
    view = window.view
    assert view is not None
    number = len(drafts.load_all(view.session.case))
    end = time.monotonic() + _PATIENCE
    while number and not (view.is_entering or view.is_editing) and time.monotonic() < end:
        QTest.qWait(10)
    at_hand = view.is_entering or view.is_editing
    texts = typist.form_of(view).texts() if at_hand else {}
    place = typist.place_of(view) if at_hand else []
    tell({"drafts": number, "asked": len(asked), "place": place, "texts": texts})


def _round(kind: str, place: Path, dice: Random) -> Iterator[Outcome]:
    passphrase = made_cases.KINDS[kind]
    path = place / "case.ktcase"
    path.write_bytes(made_cases.typed(passphrase))
    child = Forked(type_on, path, passphrase, dice.choice(_KINDS), dice.getrandbits(32))
    first = child.line()
    if first is not None:
        time.sleep(dice.uniform(0, _LONGEST))
    killed = time.monotonic()
    child.kill()
    ending = child.end()
    if first is None or ending.code:
        yield lost(ending.errors[-600:])
        return
    again = ask(take_up, path, passphrase)
    yield again.broken or _judged(first, ending.lines, killed, again.lines[0])


def _judged(
    first: Mapping[str, Any], keys: Sequence[Any], killed: float, offered: Mapping[str, Any]
) -> Outcome:
    """What is offered, compared with the keys that were acknowledged."""
    number = 0
    if offered["drafts"]:
        if (offered["drafts"], offered["asked"], offered["place"]) != (1, 1, first["place"]):
            what = {**offered, "texts": "", "typed in": first["place"]}
            return Outcome(Verdict.WRONG, detail=f"offered elsewhere: {what}")
        held = _number_held(first["texts"], keys, offered["texts"])
        if held is None:
            return lost(f"offered is what was typed at no time: {offered['texts']} {keys}")
        number = held
    missing = keys[number:]
    late = max(0, round(1000 * (killed - missing[0][2]))) if missing else 0
    if late > _PROMISED:
        return lost(f"{len(missing)} of {len(keys)} keys of {late} ms, in {first['place']}")
    return Outcome(
        Verdict.KEPT,
        f"in {first['place'][0]}",
        counts={"keys": len(keys), "keys lost": len(missing)},
        peaks={"ms lost": late},
    )


def _number_held(
    first: Mapping[str, str], keys: Sequence[Any], texts: Mapping[str, str]
) -> int | None:
    """After how many keys the fields held these texts; None where they never did."""
    now, held = dict(first), 0 if texts == first else None
    for number, (name, letter, _time) in enumerate(keys, start=1):
        now[name] += letter
        if now == texts:
            held = number
    return held


FAULTS = [
    Fault(f"typing-{kind}", f"killed while typing, at most a second is lost, {kind}", 100,
          partial(_round, kind), prepare=load)
    for kind in made_cases.KINDS
]  # fmt: skip
