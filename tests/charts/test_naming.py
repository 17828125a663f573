"""What lies under a point of a chart of bars: exactly the incidents that make up what it says."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.charts import kinds
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.bars import official
from kharkiv_tracker.charts.choices import Options
from kharkiv_tracker.charts.targets import Drawn, Target
from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.derive import derive
from kharkiv_tracker.domain.gap import Gap, NotComparable
from kharkiv_tracker.domain.incident import Weapon
from kharkiv_tracker.domain.quantity import KILLED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.total import GroupTotal, Total
from kharkiv_tracker.domain.view import View
from kharkiv_tracker.domain.when import parse_as_of, parse_clock
from kharkiv_tracker.store import incidents
from kharkiv_tracker.store.case_file import CaseFile
from tests.tolls import toll

BARS = [
    *("per-day", "per-week", "per-month", "by-weapon", "by-place", "by-grade"),
    *("by-source-kind", "by-hour"),
]
CLOCK = parse_clock("2022-08-18T12:00")
KHARKIV = gazetteer.load().resolve("Saltivskyi").key


def texts(figure: Figure) -> str:
    return " ".join(" ".join(t.get_text() for t in figure.findobj(Text)).split())


def targets(figure: Drawn) -> Iterator[Target]:
    """Everything that lies under a fine grid, each once."""
    seen = set()
    for area in figure.areas:
        for across in range(320):
            for down in range(30):
                x = area.box.left + area.box.width * across / 320
                found = area.find(x, area.box.bottom + area.box.height * (down + 0.5) / 30)
                if found and found not in seen:
                    seen.add(found)
                    yield found


def meant(case: CaseFile, target: Target, chosen: Selection) -> list[str]:
    if target.within is None:
        return list(target.codes)
    held = [set(incidents.ids(case, each, as_known_on=None)) for each in (target.within, chosen)]
    both = sorted(set.intersection(*held))
    return [row.code for row in incidents.rows(case, both)]


def figure(case: CaseFile, codes: list[str], quantity: str) -> str:
    told = [derive(incidents.deriving_reports(case, code), case.rule)[quantity] for code in codes]
    return labels.figure_text(Total.of(told))


@pytest.mark.parametrize("kind", BARS)
@pytest.mark.parametrize(
    "chosen", [Selection(), Selection(weapons=(Weapon.MISSILE,), last=date(2024, 1, 1))]
)
def test_a_target_is_its_incidents(case: CaseFile, kind: str, chosen: Selection) -> None:
    found = list(targets(kinds.draw(case, kind, View(chosen))))
    assert found
    for target in found:
        codes = meant(case, target, chosen)
        said = re.fullmatch(r".*: (\S+) killed, (\S+) injured", target.said)
        assert codes
        assert said, target.said
        assert said.groups() == (figure(case, codes, "killed"), figure(case, codes, "injured"))


def test_days_can_be_dragged_over(case: CaseFile) -> None:
    figure = kinds.draw(case, "per-day")
    assert len(figure.areas) == 2
    for target in targets(figure):
        area = figure.areas[0]
        middle = target.mark.left + target.mark.width / 2
        assert target.within
        assert area.day(middle) == target.within.first


@pytest.mark.parametrize("kind", ["by-weapon", "people", "against-official"])
def test_rows_show_later_numbers_hollow(case: CaseFile, kind: str) -> None:
    def hollow(figure: Figure) -> int:
        found = [str(each.get_gid()) for each in figure.findobj(Rectangle)]
        return sum(gid.startswith("later-") for gid in found)

    clock = parse_clock("2023-08-01") if kind == "against-official" else CLOCK
    then = kinds.draw(case, kind, View(as_known_on=clock))
    without = kinds.draw(case, kind, View(as_known_on=clock), Options(later=False))
    if kind != "against-official":
        assert hollow(then)
        assert "became known later" in texts(then)
    assert hollow(without) == hollow(kinds.draw(case, kind)) == 0
    assert "became known later" not in texts(without)


def test_later_columns_are_those_of_today(case: CaseFile) -> None:
    def tops(figure: Figure, gid: str) -> dict[float, float]:
        (lines,) = [each for each in figure.findobj(LineCollection) if each.get_gid() == gid]
        return {segment[0][0]: segment[1][1] for segment in lines.get_segments()}

    today = tops(kinds.draw(case, "per-day"), "killed")
    figure = kinds.draw(case, "per-day", View(as_known_on=CLOCK))
    then, later = tops(figure, "killed"), tops(figure, "later-killed")
    assert {at: top for at, top in today.items() if top > then.get(at, 0)}.items() <= later.items()
    assert sum(then.values()) < sum(today.values())


def statement(**counts: str) -> Statement:
    return Statement(
        KHARKIV,
        "STA-2022-09",
        date(2022, 2, 24),
        as_of=parse_as_of("2022-09-01"),
        counts={quantity: parse_count(typed) for quantity, typed in counts.items()},
    )


def drawn(*gaps: Gap, clock: bool = False) -> Drawn:
    view = View(as_known_on=CLOCK) if clock else View()
    return official.draw(official.Official(Asked("A", view), True, gaps), "light", (10.0, 6.0))


def test_a_statement_is_printed_as_it_was_said_and_our_unknowns_are_told() -> None:
    own = GroupTotal("", 5, toll(Total(40, 40, 40, unknown=3), Total(7, 7, None)))
    today = GroupTotal("", 5, toll(Total(45, 45, 45), Total(9, 9, 9)))
    told = Gap(statement(killed=">2400"), None, date(2022, 9, 1), own, today)
    said = texts(drawn(told))
    assert "more than 2,400" in said
    assert "2,401" not in said
    assert "unknown in 3 incidents" in said
    assert "A plus marks figures open upwards." in said
    assert "→" not in said
    assert "→ 45 unknown in 3 incidents" in texts(drawn(told, clock=True))


def test_what_cannot_be_compared_and_what_has_no_room_are_counted_apart() -> None:
    own = GroupTotal("", 1, toll(Total(1, 1, 1), Total(1, 1, 1)))
    alike = [Gap(statement(killed="5"), None, date(2022, 9, 1), own, own)] * 10
    odd = [Gap(statement(killed="5"), NotComparable.NO_SINCE)] * 3
    said = texts(drawn(*alike, *odd))
    assert "3 official totals cannot be compared; they are listed, not drawn." in said
    assert "For 2 earlier official totals there is no room; they are listed, not drawn." in said


def test_nothing_our_clock_did_not_know_is_in_our_sum(case: CaseFile) -> None:
    clock = parse_clock("2023-01-15")
    early = View(as_known_on=clock)
    found = official.read(case, Asked("A", early)).comparable
    assert found
    for gap in found:
        told = gap.statement
        assert told.as_of
        assert told.since
        within = gazetteer.load().within(told.area)
        total = Total()
        for row in incidents.rows(case, incidents.ids(case)):
            day = row.event.date
            if day and row.district in within and told.since <= day <= (gap.last or day):
                known = [
                    report
                    for report in incidents.deriving_reports(case, row.code)
                    if report.known_from and report.known_from <= min(told.as_of.end, clock)
                ]
                total += Total.of([derive(known, case.rule)["killed"]] if known else [])
        assert gap.own_then.toll[KILLED] == total
