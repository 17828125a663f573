"""What is recorded is shown: figures beside the counted, combatants and deaths in hospital."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kharkiv_tracker import gazetteer, i18n
from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.counting_rule import Grounds, Stress, derive
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.exchange import entry_json, record_json
from kharkiv_tracker.gui.entry import partial_entry, typed_document
from kharkiv_tracker.gui.entry.inputs import texts_of
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.gui.entry.source_completion import SourceCompletion
from kharkiv_tracker.gui.inspector import figure_section
from kharkiv_tracker.gui.inspector.report_lines import ReportLine, timeline
from kharkiv_tracker.gui.inspector.report_roles import Role
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile

PLACES = gazetteer.load()
READER = Reader(PLACES, None, lambda: datetime(2026, 11, 22, tzinfo=UTC))
STRIKE = {"event": {"date": "2022-08-17"}, "district": "Saltivskyi"}
BESIDE = {
    "office": "Fire service",
    "as_of": "2022-08-18T09:00",
    "missing": "5",
    "rescued": "3",
    "combatants": {"killed": "2"},
}
TYPED = {"as_of": "18.08.2022 10:00", "missing": "5", "rescued": "3", "combatants": "2"}
#: The same in the fewest signs, and in words as the details of a report have it.
SAID = {
    "en": "5 missing · 3 rescued · combatants: 2 killed",
    "uk": "зникло безвісти 5 · врятовано 3 · комбатанти: загинуло 2",
}
IN_WORDS = {
    "en": "5 missing; 3 rescued; combatants: 2 killed",
    "uk": "зникло безвісти 5; врятовано 3; комбатанти: загинуло 2",
}
LATEST = {
    "en": ["1 missing · 3 rescued", "combatants: 2 killed · 2 died in hospital"],
    "uk": ["зникло безвісти 1 · врятовано 3", "комбатанти: загинуло 2 · померли в лікарні: 2"],
}
ROLE = {"en": "used", "uk": "взято за основу"}
BESIDE_NONE = {"en": "not in any total", "uk": "не входить до жодного підсумку"}


def a_report(**given: Any) -> Report:
    return record_json.read_record(Report, given)


def visible(line: ReportLine) -> list[str]:
    """What stands on a line while it is not opened."""
    return [one.text() for one in line.line.findChildren(QLabel) if one.text()]


def figures_of(*reports: Report) -> Mapping[str, Figure]:
    return derive(Grounds(reports))


def shown(reports: Mapping[str, Report]) -> tuple[list[str], list[str]]:
    """The lines below the figures, and what their tooltips tell."""
    named = {uid: replace(report, uid=uid) for uid, report in reports.items()}
    figures = figures_of(*named.values())
    lines = [
        *figure_section.beside_lines(figures, named, Stress.APART),
        *figure_section.uncounted_lines(named.values()),
    ]
    labels = [line for line in lines if isinstance(line, QLabel)]
    texts = [line.text().replace("\N{NO-BREAK SPACE}", " ") for line in labels]
    why = [reason for line in labels for reason in line.accessibleDescription().split("\n")]
    return texts, why


@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_report_line_says_what_is_beside_the_counted(language: str) -> None:
    report = a_report(**BESIDE)
    with i18n.speaking(language):
        (line,) = timeline([report], figures_of(report), None)
        assert SAID[language] in " · ".join(visible(line))
        assert SAID[language].replace(" · ", ", ") in line.line.accessibleName()
        assert IN_WORDS[language] in "\n".join(one.text() for one in line.more.findChildren(QLabel))
        assert (line.role, line.role_text) == (Role.ADOPTED, ROLE[language])
        for silence in ("no number", "без числа", "не називає числа"):
            assert silence not in " ".join([*visible(line), line.line.accessibleName()])


@pytest.mark.parametrize("language", ["en", "uk"])
def test_combatants_alone_are_in_no_figure(language: str) -> None:
    report = a_report(combatants={"killed": "2"})
    with i18n.speaking(language):
        (line,) = timeline([report], figures_of(report), None)
    assert (line.role, line.role_text) == (Role.UNCOUNTED, BESIDE_NONE[language])


def test_a_report_of_both_says_each_once() -> None:
    (line,) = timeline([a_report(**BESIDE, killed="7+")], {}, None)
    assert [part for part in visible(line) if "killed" in part] == ["7+ killed", SAID["en"]]
    assert "7+ killed, 5 missing, 3 rescued, combatants: 2 killed" in line.line.accessibleName()


def test_a_report_with_only_a_quote_still_gives_no_number() -> None:
    (line,) = timeline([a_report(quote="a strike was heard")], {}, None)
    assert "no number" in visible(line)
    assert line.role_text == "gives no number"
    assert figure_section.uncounted_lines([a_report(quote="a strike was heard")]) == []


def test_a_death_that_moves_nobody_is_said_too() -> None:
    (line,) = timeline([a_report(transfer={"injured_to_killed": 2})], {}, None)
    assert visible(line).count("2 died in hospital") == 1
    assert line.role_text == "not used"


@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_inspector_shows_the_latest_of_each(language: str) -> None:
    reports = {
        "later": a_report(office="Police", as_of="2022-08-19", missing="1", killed="9"),
        "first": a_report(**BESIDE),
        "early": a_report(office="Mayor", as_of="2022-08-17", missing="12", rescued="20"),
        "dead": a_report(office="Clinic", as_of="2022-08-20", transfer={"injured_to_killed": 1}),
        "dead too": a_report(
            office="Clinic", as_of="2022-08-22", transfer={"injured_to_killed": 1}
        ),
    }
    with i18n.speaking(language):
        texts, tellers = shown(reports)
    assert texts == LATEST[language]
    if language == "en":
        assert tellers == [
            "Missing: Police, 19 Aug 2022.",
            "Rescued: Fire service, 18 Aug 2022, 09:00.",
            "combatants: 2 killed: Fire service, 18 Aug 2022, 09:00",
            "2 died in hospital: Clinic, 22 Aug 2022",
        ]


def test_what_is_withdrawn_is_not_shown_and_a_confidential_office_not_named() -> None:
    withdrawn = Report(counts={"missing": Count.parse("90")}, withdrawn=True)
    secret = a_report(**BESIDE, confidential=True)
    texts, tellers = shown({"withdrawn": withdrawn, "secret": secret})
    assert " · ".join(texts) == SAID["en"]
    assert tellers[0] == "Missing: Confidential source, 18 Aug 2022, 09:00."


@pytest.fixture
def opened(window: MainWindow, empty: Path) -> MainWindow:
    """An incident of which the only report gives no counted quantity."""
    window.open_path(empty)
    entries = entry_json.read({"incidents": [{**STRIKE, "reports": [BESIDE]}]}, PLACES)
    window.session.record(entries, "new")
    return window


def test_the_window_shows_it_and_never_no_number(opened: MainWindow) -> None:
    inspector = opened.view.inspector
    labels = [one for one in inspector.findChildren(QLabel) if one.isVisible()]
    texts_shown = [one.text().replace("\N{NO-BREAK SPACE}", " ") for one in labels]
    assert texts_shown.count(SAID["en"]) == 1
    assert texts_shown.count("5 missing · 3 rescued") == 1
    assert texts_shown.count("combatants: 2 killed") == 1
    assert "Killed and injured: No report gives a number." in texts_shown
    assert "no number" not in texts_shown


def test_what_is_typed_is_offered_with_it(qtbot: QtBot, opened: MainWindow, hands: Any) -> None:
    hands.start(opened)
    panel = opened.view.entry
    hands.fill("17.08.22", "saltivskyi")
    for name, text in TYPED.items():
        panel.report.fields[name].set_text(text)
    said = (
        "killed ? unchanged, injured ? unchanged, missing 5 unchanged, rescued 3 unchanged"
        " · combatants: 2 killed"
    )
    qtbot.waitUntil(lambda: panel.offer.differences() == [said])
    panel.offer.accept()
    assert panel.offer.change == said
    hands.save()
    _first, second = incidents.reports(opened.session.case, "KHT-2022-08-17-01")
    assert {**second.counts} == {"missing": Count.parse("5"), "rescued": Count.parse("3")}


@pytest.mark.parametrize("language", ["en", "uk"])
def test_every_field_of_it_is_understood_while_it_is_typed(empty: Path, language: str) -> None:
    with CaseFile.open(empty) as case, i18n.speaking(language):
        report = partial_entry.report(TYPED, READER, date(2022, 8, 17), SourceCompletion(case))
    assert {name: str(count) for name, count in report.counts.items()} == {
        "missing": "5",
        "rescued": "3",
    }
    assert {name: str(count) for name, count in report.combatants.items()} == {"killed": "2"}


_DECLARED = """
from kharkiv_tracker.domain import quantity
made = quantity.QUANTITIES["missing"]
fields = {name: getattr(made, name) for name in type(made).__slots__}
said = {"name": "displaced", "word": "displaced", "heading": "Displaced",
        "count": "{count} displaced"}
quantity.QUANTITIES = {**quantity.QUANTITIES, "displaced": type(made)(**{**fields, **said})}
quantity.UNCOUNTED = (*quantity.UNCOUNTED, "displaced")

from datetime import UTC, datetime
from kharkiv_tracker import gazetteer
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.gui import app
from kharkiv_tracker.gui.entry.inputs import texts_of
from kharkiv_tracker.gui.entry import typed_document
from kharkiv_tracker.gui.entry.forms import ReportForm
from kharkiv_tracker.gui.entry.reader import Reader
from kharkiv_tracker.labels import people_text

app.make("en")
places = gazetteer.load()
reader = Reader(places, None, lambda: datetime(2026, 11, 22, tzinfo=UTC))
form = ReportForm(reader)
form.fields["when"].set_text("17.08.2022")
form.fields["where"].set_text("saltivskyi")
assert form.fields["displaced"].label == "Displaced"
assert "displaced" in form._rarer
form.fields["displaced"].set_text("~140")
entries = entry_json.read(typed_document.report(form.texts(), reader), places)
(report,) = entries.incidents[0].reports
assert people_text.beside_counted(report) == ["~140 displaced"]
assert texts_of(report, places)["displaced"] == "~140"
assert typed_document.field_of("incidents[0].reports[0].displaced") == "displaced"
"""


def test_a_new_kept_quantity_has_its_field_by_being_declared() -> None:
    run = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", _DECLARED], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr


def test_a_saved_report_comes_back_out_of_its_form() -> None:
    report = a_report(**BESIDE)
    typed = texts_of(report, PLACES)
    again = typed_document.corrected(
        record_json.document_of(report), typed, Report, READER, date(2022, 8, 17)
    )
    assert record_json.read_record(Report, again) == report


def test_a_death_is_offered_in_words_only_where_it_moves_nobody(
    qtbot: QtBot, opened: MainWindow
) -> None:
    opened.view.add_update("KHT-2022-08-17-01")
    panel = opened.view.entry
    fields = panel.report.fields
    for name, text in (("killed", "3"), ("injured", "20"), ("transfer", "1")):
        fields[name].set_text(text)
    # The numbers of the same report have the death already.
    unmoved = "killed ? → 3, injured ? → 20 · 1 died in hospital"
    qtbot.waitUntil(lambda: panel.offer.change == unmoved)
    fields["killed"].set_text("")
    qtbot.waitUntil(lambda: panel.offer.change == "killed ? → 1+, injured ? → 20")
