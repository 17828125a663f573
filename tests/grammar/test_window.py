"""What is recorded of an incident stands in the inspector, in the report line and on the offer."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from kharkiv_tracker.domain.counting_rule import Grounds, derive
from kharkiv_tracker.domain.entry import Entries, IncidentEntry
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.gui.background_worker import BackgroundWorker
from kharkiv_tracker.gui.charts.figure_pane import Drawing
from kharkiv_tracker.gui.commands.record_edits import RecordEdits
from kharkiv_tracker.gui.entry import update_matches
from kharkiv_tracker.gui.entry.update_card import UpdateCard
from kharkiv_tracker.gui.inspector.panel import Inspector
from kharkiv_tracker.gui.inspector.report_lines import timeline
from kharkiv_tracker.gui.session import Session
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile
from tests.grammar.doors import crossing, through
from tests.grammar.names import Field
from tests.grammar.samples import COMPLETE, FIRST, PLACES, SECOND, number_of, pattern, value_of

pytestmark = pytest.mark.usefixtures("qapp")

#: What was gathered once; the windows are made in the home of the first test that asks.
_GATHERED: dict[str, str] = {}


def texts(widget: QWidget) -> Iterator[str]:
    """Everything that a widget and those in it say, to the eye, the mouse and the reader."""
    for part in (widget, *widget.findChildren(QWidget)):
        if isinstance(part, QLabel | QAbstractButton):
            yield f"[struck] {part.text()}" if part.font().strikeOut() else part.text()
        yield from (part.toolTip(), part.accessibleName(), part.accessibleDescription())


def gathered(widget: QWidget) -> str:
    """The same in one piece; long words may break at marks that nobody sees."""
    return "\n".join(filter(None, texts(widget))).replace("\u200b", "")


@pytest.fixture
def inspectors(case: CaseFile) -> dict[str, str]:
    """What the inspector says of each incident."""
    if SECOND not in _GATHERED:
        session, host = Session(case, "tester"), QWidget()
        drawing = Drawing(BackgroundWorker())
        host.session = session
        host.edits = RecordEdits(session, PLACES, host)
        host.open_history = lambda _code: None
        host.open_document = lambda _code: None
        panel = Inspector(session, PLACES, drawing, host)
        panel.show()
        for code in (FIRST, SECOND):
            panel.show_incident(code)
            _GATHERED[code] = gathered(panel)
        panel.deleteLater()
    return _GATHERED


@through("inspector")
def test_inspector(field: Field, inspectors: dict[str, str]) -> None:
    with crossing("inspector", field):
        code = SECOND if field.record == "incident" and number_of(field) == 1 else FIRST
        sought = pattern(field, value_of(field))
        assert sought.search(inspectors[code]), f"“{sought.pattern}” does not stand there"


@pytest.fixture
def lines(case: CaseFile) -> dict[int, str]:
    """What the line of each report says, by its number."""
    reports = incidents.reports(case, FIRST)
    made = timeline(reports, incidents.figures(case, FIRST), None)
    return {line.number: gathered(line) for line in made}


@through("report line")
def test_report_line(field: Field, lines: dict[int, str]) -> None:
    with crossing("report line", field):
        sought = pattern(field, value_of(field))
        line = lines[number_of(field) + 1]
        assert sought.search(line), f"“{sought.pattern}” does not stand there"


def _saying(field: Field) -> Report:
    """A report that says this one thing."""
    counts = {field.quantity: value_of(field)}
    return Report(combatants=counts) if field.path.startswith("comb") else Report(counts=counts)


@through("offer")
def test_offer(field: Field) -> None:
    with crossing("offer", field), CaseFile.in_memory("offer") as case:
        strike = IncidentEntry(COMPLETE["incident"][1], (Report(quote="something was heard"),))
        (code,) = case.record(Entries((strike,)), "tester", "add").incidents
        match, card = update_matches.by_code(case, code, PLACES), UpdateCard()
        card.show_update(match, update_matches.difference(match, _saying(field)))
        sought = pattern(field, value_of(field))
        assert sought.search(card.change), card.change


@through("said alone")
def test_said_alone(field: Field) -> None:
    with crossing("said alone", field):
        report = _saying(field)
        (line,) = timeline([report], derive(Grounds((report,))), None)
        text = gathered(line)
        assert pattern(field, value_of(field)).search(text), text
        assert "no number" not in text
