"""How many keys a report takes: real key events in a real window, counted one by one.

A typist who sees the screen: takes a completion as soon as it is the right one, Tabs from field to
field, pastes quotes. A key held with Ctrl or Alt counts once, as does a pasted quote.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kharkiv_tracker import gazetteer
from kharkiv_tracker.gui.entry.form_field import Field
from kharkiv_tracker.gui.entry.text_box import Line
from kharkiv_tracker.gui.window import MainWindow
from kharkiv_tracker.i18n import _
from kharkiv_tracker.store import incidents, statements, totals
from tests.cases import STRIKES

#: Under More.
_RARE = ("affected", "stress", "missing", "rescued", "transfer")
_FIGURES = ("killed", "injured", *_RARE)
_GROUPS = {
    **dict.fromkeys(("when", "as_of", "since"), "days and hours"),
    **dict.fromkeys(("where", "area", "weapons", "places_hit"), "place and weapon"),
    **dict.fromkeys(_FIGURES, "figures"),
    **dict.fromkeys(("source", "source_kind", "speaker", "office"), "who says so"),
    **dict.fromkeys(("quote", "url"), "quote, pasted"),
    **dict.fromkeys(("document", "document_text"), "document, pasted"),
    "circumstances": "circumstances",
}
#: A headline, then the sentences that the reports, the remark and the total are read from.
TEXT = """Two strikes on Kharkiv in one night

Ukrainian officials said a missile killed at least seven civilians; another 16 were wounded.
Natalia Popova, an adviser, said that some of the victims might have impaired hearing.
As of now, 18 people have been injured in the second, said Oleh Syniehubov. One was killed.
Last week the Regional Prosecutor’s Office counted over 1,000 killed. Twice as many were wounded."""
_COMPLETED = ("weapons", "places_hit", "source", "source_kind", "speaker", "office")


class Typist:
    """Fills a form with the fewest keys that somebody who sees the screen would need."""

    def __init__(self, hands: Any, window: MainWindow) -> None:
        self.hands, self.window = hands, window
        self.spent: Counter[str] = Counter()
        #: The titles of what was asked at saving.
        self.asked: list[str] = []

    @property
    def form(self) -> Any:
        return self.window.view.entry.form

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier, group: str = "commands") -> None:
        self.hands.press(key, held)
        self.spent[group] += 1

    def enter(self, texts: dict[str, str], pin: tuple[str, ...] = (), following: str = "") -> None:
        """Go through the fields in their order, type what is not there yet, and save.

        `following` is the digit of what comes next from the same document.
        """
        for field in list(self.form.fields.values()):
            # What a document needs unfolds once it is named.
            text = texts.get(field.name, "") if field in self.form.in_use else ""
            if text and field.text() != text:
                self._go_to(field)
                self._type(field, text)
                if isinstance(field.box, Line) and field.box.proposal and field.name in _COMPLETED:
                    self.press(
                        Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "from field to field"
                    )
            if field.name in pin and not field.pinned:
                self.press(Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
        if following:
            shifted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            self.press(Qt.Key.Key_D, shifted)
            self.press(Qt.Key(int(following) + Qt.Key.Key_0), Qt.KeyboardModifier.NoModifier)
            return
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._answer()
        saved, _code, end = _("Saved as {code}.").partition("{code}")
        message = self.window.view.entry.message
        assert message.startswith(saved), message
        assert message.endswith(end), message

    def update(self) -> None:
        """Go on with the incident that was saved last."""
        self.press(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)

    def _answer(self) -> None:
        """A text means what is likeliest; what is entered as a strike is another than before."""
        panel = self.window.view.entry
        while panel.questions.is_open:
            title, words = panel.questions.text.split("\n")[:2]
            self.asked.append(title)
            likeliest = len(panel.update_target.offers) if words == _("The same incident?") else 0
            key = Qt.Key(Qt.Key.Key_1 + likeliest)
            self.press(key, Qt.KeyboardModifier.NoModifier, "answers")

    def _go_to(self, field: Field) -> None:
        if field.name in _RARE and not self.form.shows_more:
            self.press(Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
        for _step in range(30):
            if self.hands.focus is field.box:
                return
            self.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "from field to field")
        raise AssertionError(f"Tab never comes to {field.name}")

    def _type(self, field: Field, text: str) -> None:
        before = self.hands.keystrokes
        if field.name in ("document", "document_text", "url"):
            self.hands.paste(text)
        elif field.name == "quote" and not self.form.fields["words"].isHidden():
            self._mark(text)
        elif field.name == "quote":
            self.hands.paste(text)
        elif field.name in _COMPLETED and isinstance(field.box, Line):
            for letter in text:
                if field.box.proposal == text:
                    break
                self.hands.type(letter)
        else:
            self.hands.type(text)
        self.spent[_GROUPS[field.name]] += self.hands.keystrokes - before

    def _mark(self, words: str) -> None:
        """Type words of the text; each + after them takes one sentence more."""
        self.hands.type(words.rstrip("+"))
        for _sentence in range(words.count("+")):
            self.hands.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    def told(self, title: str) -> str:
        parts = ", ".join(f"{name} {n}" for name, n in self.spent.most_common())
        return f"{title}: {self.spent.total()} keys ({parts})"


@pytest.fixture
def typist(hands: Any, window: MainWindow, empty: Path) -> Typist:
    window.open_path(empty)
    hands.start(window)
    made = Typist(hands, window)
    made.spent["commands"] += hands.keystrokes
    return made


def test_the_two_strikes_and_the_official_total(typist: Typist, window: MainWindow) -> None:
    typist.enter(
        {
            "when": "170822 night",
            "where": "salt, residential area",
            "killed": "7+",
            "injured": "16 (1+ child)",
            "weapons": "missile",
            "places_hit": "residential",
            "source": "New York Times",
            "source_kind": "media",
            "office": "Ukrainian officials",
            "as_of": "1808",
            "quote": "Missiles hit a residential area, officials said.",
        }
    )
    first = typist.spent.total()
    typist.enter(
        {
            "when": "1808 dawn",
            "where": "slo",
            "killed": "1",
            "injured": "18 (2 children)",
            "weapons": "missile",
            "source": "New York Times",
            "source_kind": "media",
            "speaker": "Oleh Syniehubov",
            "office": "Kharkiv OVA",
            "as_of": "1808 early",
            "quote": "As of now, 18 people are injured, the head of the region wrote.",
        }
    )
    second = typist.spent.total() - first
    typist.press(Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    typist.enter(
        {
            "area": "kharkiv oblast",
            "since": "240222",
            "as_of": "0708",
            "killed": ">1000 (50 children)",
            "injured": "2x killed",
            "source": "New York Times",
            "source_kind": "media",
            "office": "Regional Prosecutor",
            "quote": "More than a thousand, and twice as many wounded.",
        }
    )
    total = typist.spent.total()
    print()  # noqa: T201 - the count is what is asked for
    print(typist.told("seed"))  # noqa: T201
    print(f"strike {first}, strike {second}, total {total - first - second}")  # noqa: T201
    case = window.session.case
    codes = [row.code for row in incidents.rows(case, incidents.ids(case))]
    assert codes == ["KHT-2022-08-17-01", "KHT-2022-08-18-01"]
    known = totals.totals(case).total
    assert (known.toll["killed"].low, known.toll["injured"].best) == (8, 34)
    assert statements.statements(case)[0].count("killed").low == 1001
    assert typist.asked == []
    assert total < 290


def test_the_seed_as_one_document(typist: Typist, window: MainWindow) -> None:
    """Two strikes, an official total and a remark on the victims, from one text pasted once."""
    counts = []
    typist.enter(
        {
            "document": "https://news.example/2022/08/18/kharkiv",
            "document_text": TEXT,
            "when": "170822 night",
            "where": "salt, residential area",
            "killed": "7+",
            "injured": "16 (1+ child)",
            "weapons": "missile",
            "places_hit": "residential",
            "source": "New York Times",
            "source_kind": "media",
            "office": "Ukrainian officials",
            "as_of": "1808",
            "quote": "16",
        },
        following="5",
    )
    counts.append(typist.spent.total())
    typist.enter(
        {
            "speaker": "Natalia Popova",
            "quote": "hear",
            "circumstances": "residents with impaired hearing",
        },
        following="1",
    )
    counts.append(typist.spent.total())
    typist.enter(
        {
            "when": "1808 dawn",
            "where": "slo",
            "killed": "1",
            "injured": "18 (2 children)",
            "weapons": "missile",
            "speaker": "Oleh Syniehubov",
            "office": "Kharkiv OVA",
            "as_of": "1808 early",
            "quote": "as of+",
        },
        following="2",
    )
    counts.append(typist.spent.total())
    typist.enter(
        {
            "area": "kharkiv oblast",
            "since": "240222",
            "as_of": "0708",
            "killed": ">1000 (50 children)",
            "injured": "2x killed",
            "office": "Regional Prosecutor’s Office",
            "quote": "last w+",
        }
    )
    total = typist.spent.total()
    print()  # noqa: T201 - the count is what is asked for
    print(typist.told("seed as one document"))  # noqa: T201
    print(f"after strike, remark, strike: {counts}, total {total}")  # noqa: T201
    case = window.session.case
    first, second = incidents.rows(case, incidents.ids(case))
    assert incidents.incident(case, first.code).circumstances == "residents with impaired hearing"
    reports = [*incidents.reports(case, first.code), *incidents.reports(case, second.code)]
    read = [*reports, *statements.statements(case)]
    assert {one.document for one in read} == {"DOC-undated-01"}
    assert {one.source.name for one in read} == {"New York Times"}
    assert [one.quote for one in read] == TEXT.splitlines()[2:]
    known = totals.totals(case).total
    assert (known.toll["killed"].low, known.toll["injured"].best) == (8, 34)
    assert typist.asked == []
    remark = counts[1] - counts[0]
    assert total - remark < 235
    assert remark < 50


def test_the_reports_of_six_strikes(typist: Typist, window: MainWindow) -> None:
    sample = json.loads(STRIKES.read_text("utf-8"))
    updates: list[int] = []
    firsts: list[int] = []
    for strike in sample["incidents"][:6]:
        for number, report in enumerate(strike["reports"]):
            before = typist.spent.total()
            if number:
                typist.update()
                typist.enter(_said(report))
                updates.append(typist.spent.total() - before)
            else:
                typist.enter(_strike(strike) | _said(report))
                firsts.append(typist.spent.total() - before)
            QApplication.processEvents()
    mean = sum(updates) / len(updates)
    print()  # noqa: T201 - the count is what is asked for
    print(typist.told(f"{len(firsts) + len(updates)} reports of six strikes"))  # noqa: T201
    print(f"new {sum(firsts) / len(firsts):.1f}, update {mean:.1f} {sorted(updates)}")  # noqa: T201
    case = window.session.case
    for code, killed, injured in _expected():
        figures = incidents.figures(case, code)
        assert (figures["killed"].best, figures["injured"].best) == (killed, injured)
    # The 20th of August, or a year; and one strike of 25 May is not the other.
    assert typist.asked == ["As of: 2008", "Report"]
    assert mean < 44


def test_the_strike_of_13_october_2025(typist: Typist, window: MainWindow) -> None:
    typist.enter(
        {
            "when": "131025",
            "where": "kyi",
            "injured": "7",
            "stress": "50",
            "weapons": "aerial bomb",
            "office": "Kharkiv OVA",
            "as_of": "1310 2000",
        }
    )
    first = typist.spent.total()
    typist.update()
    typist.enter(
        {
            "injured": "6",
            "affected": "57 (51 stress)",
            "office": "Prosecutor",
            "as_of": "1310 2200",
        }
    )
    second = typist.spent.total() - first
    print()  # noqa: T201 - the count is what is asked for
    print(f"13 October: administration {first}, prosecutor {second}")  # noqa: T201
    figures = incidents.figures(window.session.case, "KHT-2025-10-13-01")
    assert [figures[name].best for name in ("injured", "stress", "affected")] == [6, 51, 57]
    assert typist.asked == ["Office: Prosecutor"]
    assert first + second < 200


def _expected() -> list[tuple[str, int | None, int]]:
    return [
        ("KHT-2022-08-17-01", 19, 20), ("KHT-2022-08-18-01", 6, 22),
        ("KHT-2024-05-25-01", 19, 47), ("KHT-2024-05-25-02", None, 18),
        ("KHT-2025-08-18-01", 7, 23), ("KHT-2026-01-02-01", None, 24),
    ]  # fmt: skip


def _strike(strike: dict[str, Any]) -> dict[str, str]:
    event = strike["event"]
    hour = f" ~{event['time'].replace(':', '')}" if "time" in event else ""
    district = strike["district"]
    names = [one.short_name("en") for one in gazetteer.load().districts]
    begun = next(
        district[:n]
        for n in range(1, len(district) + 1)
        if n == len(district)
        or [one for one in names if one.startswith(district[:n])] == [district]
    )
    place = strike.get("place", "")
    return {
        "when": _day(event["date"], year=True) + hour,
        "where": f"{begun}, {place}" if place else f"{begun}",
        "weapons": ", ".join(strike.get("weapons", [])),
        "places_hit": ", ".join(strike.get("places_hit", [])),
    }


def _said(report: dict[str, Any]) -> dict[str, str]:
    texts = {
        name: report.get(name, "")
        for name in ("source", "source_kind", "speaker", "office", "missing", "rescued")
    }
    for whole in ("killed", "injured"):
        parts = report.get("of_whom", {}).get(whole, {})
        inner = ", ".join(f"{count} {name}" for name, count in parts.items())
        texts[whole] = report.get(whole, "") + (f" ({inner})" if inner else "")
    if "transfer" in report:
        texts["transfer"] = str(report["transfer"]["injured_to_killed"])
    return {**texts, "as_of": _time(report["as_of"])}


def _time(as_of: str) -> str:
    """As an analyst types it: `1808 1500`, `1708 late`, `1908 - 2008`."""
    if "/" in as_of:
        return " - ".join(_day(part) for part in as_of.split("/"))
    day, _t, hour = as_of.partition("T")
    if hour:
        return f"{_day(day)} {hour.replace(':', '')}"
    day, _space, half = as_of.partition(" ")
    return f"{_day(day)} {half}".strip()


def _day(day: str, year: bool = False) -> str:
    whole, month, number = day.split("-")
    return f"{number}{month}{whole[2:] if year else ''}"
