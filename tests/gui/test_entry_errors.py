"""What goes wrong while typing: said at the field, never in the way, and nothing typed is lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kharkiv_tracker.errors import CaseUnavailable
from kharkiv_tracker.gui.dialogs import standard_dialogs
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.store import incidents


def echo(field: Field) -> str:
    return field.box.accessibleDescription()


def test_each_field_says_what_it_understood(hands, window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.fill("17.08.2022 ~21:30", "saltivskyi, dormitory", "7+", "16 (1+ child)", "шахед")
    fields = window.view.entry.report.fields
    assert echo(fields["when"]) == "Wednesday 17 August 2022, about 21:30 Kyiv time"
    assert echo(fields["where"]) == "Saltivskyi · dormitory"
    assert echo(fields["killed"]) == "at least 7"
    assert echo(fields["injured"]) == "16, of whom at least 1 child"
    assert echo(fields["weapons"]) == "loitering munition"
    fields["as_of"].box.setFocus()
    hands.fill("18.08 early")
    assert echo(fields["as_of"]) == "18 August 2022, early"


def test_half_typed_is_not_scolded_but_a_field_that_is_left_is(
    hands, window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.fill("08/17/2022")
    when = window.view.entry.report.fields["when"]
    assert echo(when) == ""
    hands.press(Qt.Key.Key_Tab)
    assert echo(when) == "The day comes first. Write 17.08."
    assert when.box.property("wrong")
    assert when.text() == "08/17/2022"


def test_an_error_appears_when_the_typing_rests(
    qtbot: QtBot, hands, window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.fill("31.02.2022")
    when = window.view.entry.report.fields["when"]
    qtbot.waitUntil(lambda: "This date does not exist" in echo(when))


def test_an_ambiguous_district_is_asked_about_by_name(
    hands, window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.fill("17.08.22", "Saltivka, block", "7")
    panel = window.view.entry
    where = panel.report.text_field("where")
    assert "Which district is “Saltivka” in?" in echo(where)
    assert where.answers.question.labels == (
        "Saltivskyi",
        "Kyivskyi",
        "Nemyshlianskyi",
        "not stated: Kharkiv city, district unknown · Saltivka, block",
    )
    hands.save()
    assert panel.message == "Not saved yet: 1 question unanswered."
    assert "Which district is “Saltivka” in?" in panel.questions.text
    assert where.text() == "Saltivka, block"
    assert incidents.ids(window.session.case) == []


@pytest.mark.parametrize(
    ("texts", "wrong", "says"),
    [
        (("", "saltivskyi", "7"), "when", "Enter a date, or"),
        (("17.08.22", "", "7"), "where", "Enter a district"),
        (("17.08.22", "saltivskyi", "7 (9 women)"), "killed", "cannot be"),
        (("17.08.22", "saltivskyi", "", "2x killed"), "injured", "A ratio needs the number"),
        (("17.08.22", "saltivskyi", "seven dogs"), "killed", "“dogs” is not clear as a number"),
    ],
)
def test_save_marks_the_field_and_keeps_everything(
    hands, window: MainWindow, empty: Path, texts: tuple[str, ...], wrong: str, says: str
) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.fill(*texts)
    hands.save()
    panel = window.view.entry
    assert says in echo(panel.report.fields[wrong])
    assert hands.focus is panel.report.fields[wrong].box
    assert panel.message == "Not saved. Correct the marked field."
    # The document and its text come first.
    assert tuple(panel.report.texts().values())[2:][: len(texts)] == texts
    assert incidents.ids(window.session.case) == []


def test_a_report_that_says_nothing_is_refused_in_a_sentence(
    hands, window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.fill("17.08.22", "saltivskyi")
    hands.save()
    assert window.view.entry.message == "Not saved. Enter a number, deaths in hospital or a quote."


def test_a_save_that_fails_keeps_everything_and_says_so(
    hands, window: MainWindow, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.fill("17.08.22", "saltivskyi", "7+")

    def full(*_args: object) -> None:
        raise CaseUnavailable("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(window.session.case, "record", full)
        hands.quote_office(window.view.entry)
        hands.save()
    panel = window.view.entry
    assert panel.message == "Not saved. The disk is full. Your entry is still here."
    assert panel.report.fields["killed"].text() == "7+"
    hands.save()
    assert panel.message == "Saved as KHT-2022-08-17-01."


def test_a_database_that_another_program_holds_is_told_and_saved_later(
    hands, window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    case = window.session.case
    case.db.execute("PRAGMA query_only = 1")
    hands.start(window)
    hands.fill("17.08.22", "saltivskyi", "7+")
    hands.quote_office(window.view.entry)
    hands.save()
    assert window.view.entry.message.startswith("Not saved.")
    assert window.view.entry.report.fields["where"].text() == "saltivskyi"
    case.db.execute("PRAGMA query_only = 0")
    hands.save()
    assert window.view.entry.message == "Saved as KHT-2022-08-17-01."


def test_escape_asks_only_where_something_would_be_lost(
    hands, window: MainWindow, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.press(Qt.Key.Key_Escape)
    assert not window.view.is_entering
    hands.start(window)
    hands.fill("17.08.22")
    monkeypatch.setattr(standard_dialogs, "confirm_discard", lambda _parent: False)
    hands.press(Qt.Key.Key_Escape)
    assert window.view.is_entering
    assert window.view.entry.report.fields["when"].text() == "17.08.22"
    monkeypatch.setattr(standard_dialogs, "confirm_discard", lambda _parent: True)
    hands.press(Qt.Key.Key_Escape)
    assert not window.view.is_entering


def test_a_code_that_the_case_does_not_have_is_told(hands, window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.fill("KHT-2022-08-17-01", "")
    assert "is not in this case file" in echo(window.view.entry.report.fields["when"])


def test_the_year_used_last_is_taken_again(hands, window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.fill("17.08.22", "saltivskyi", "7+")
    hands.quote_office(window.view.entry)
    hands.save()
    hands.fill("18.08")
    assert echo(window.view.entry.report.fields["when"]) == "Thursday 18 August 2022"


def test_an_as_of_without_a_year_does_not_lie_before_the_strike(
    hands, window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.fill("31.12.2022")
    as_of = window.view.entry.report.fields["as_of"]
    as_of.box.setFocus()
    hands.fill("01.01")
    assert echo(as_of) == "1 January 2023"


def test_tab_leaves_the_quote(hands, window: MainWindow, empty: Path) -> None:
    window.open_path(empty)
    hands.start(window)
    form = window.view.entry.report
    form.show_more(True)
    order = []
    for _field in range(len(form.fields)):
        here = [name for name, field in form.fields.items() if field.box is hands.focus]
        order.append(here[0] if here else "more")
        hands.press(Qt.Key.Key_Tab)
    # What kind of report it is, is seldom typed: Tab goes past it. No document is begun.
    seldom = {"role", *(name for name, field in form.fields.items() if field.isHidden())}
    names = [name for name in form.fields if name not in seldom]
    after = names.index("quote") + 1
    assert order[: len(names) + 1] == [*names[:after], "more", *names[after:]]


def test_known_speakers_bring_their_office(hands, window: MainWindow, sampled: Path) -> None:
    window.open_path(sampled)
    hands.start(window)
    fields = window.view.entry.report.fields
    fields["speaker"].box.setFocus()
    hands.fill("Oleh Syniehubov", "")
    assert fields["office"].text() == "Kharkiv regional military administration"


def test_a_part_larger_than_its_whole_is_said_while_typing(
    qtbot: QtBot, hands, window: MainWindow, empty: Path
) -> None:
    window.open_path(empty)
    hands.start(window)
    hands.fill("17.08.2022", "saltivskyi", "5 (9 children)")
    killed = window.view.entry.report.fields["killed"]
    qtbot.waitUntil(lambda: "at least 9 of at most 5" in echo(killed))
