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
from kharkiv_tracker.charts.bars import official_chart
from kharkiv_tracker.charts.chart_request import ChartRequest, Options
from kharkiv_tracker.charts.hit_areas import ChartFigure, Target
from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.counting_rule import Grounds, derive
from kharkiv_tracker.domain.incident import Weapon
from kharkiv_tracker.domain.quantity import KILLED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.statement import Statement
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.total import GroupTotal, Total
from kharkiv_tracker.domain.total_comparison import Gap, NotComparable
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


def targets(figure: ChartFigure) -> Iterator[Target]:
    """Everything that lies under a fine grid, each once."""
    yielded = set()
    for area in figure.areas:
        for across in range(320):
            for down in range(30):
                x = area.box.left + area.box.width * across / 320
                target = area.find(x, area.box.bottom + area.box.height * (down + 0.5) / 30)
                if target and target not in yielded:
                    yielded.add(target)
                    yield target


def meant(case: CaseFile, target: Target, chosen: Selection) -> list[str]:
    if target.within is None:
        return list(target.codes)
    within = set(incidents.ids(case, target.within, as_known_on=None))
    ids = sorted(within.intersection(incidents.ids(case, chosen, as_known_on=None)))
    return [row.code for row in incidents.rows(case, ids)]


def figure(case: CaseFile, codes: list[str], quantity: str) -> str:
    figures = [derive(incidents.grounds(case, code))[quantity] for code in codes]
    return labels.figure_text(Total.of(figures))


@pytest.mark.parametrize("kind", BARS)
@pytest.mark.parametrize(
    "chosen", [Selection(), Selection(weapons=(Weapon.MISSILE,), last=date(2024, 1, 1))]
)
def test_a_target_is_its_incidents(case: CaseFile, kind: str, chosen: Selection) -> None:
    all_targets = list(targets(kinds.draw(case, kind, View(chosen))))
    assert all_targets
    for target in all_targets:
        codes = meant(case, target, chosen)
        match = re.fullmatch(r".*: (\S+) killed, (\S+) injured", target.text)
        assert codes
        assert match, target.text
        assert match.groups() == (figure(case, codes, "killed"), figure(case, codes, "injured"))


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
        gids = [str(artist.get_gid()) for artist in figure.findobj(Rectangle)]
        return sum(gid.startswith("later-") for gid in gids)

    clock = parse_clock("2023-08-01") if kind == "against-official" else CLOCK
    early = kinds.draw(case, kind, View(as_known_on=clock))
    without = kinds.draw(case, kind, View(as_known_on=clock), Options(later=False))
    if kind != "against-official":
        assert hollow(early)
        assert "Dashed outlines and numbers after an arrow became known later" in texts(early)
    assert hollow(without) == hollow(kinds.draw(case, kind)) == 0
    assert "known later" not in texts(without)


def test_later_columns_are_those_of_today(case: CaseFile) -> None:
    def tops(figure: Figure, gid: str) -> dict[float, float]:
        (lines,) = [lines for lines in figure.findobj(LineCollection) if lines.get_gid() == gid]
        return {segment[0][0]: segment[1][1] for segment in lines.get_segments()}

    today = tops(kinds.draw(case, "per-day"), "killed")
    figure = kinds.draw(case, "per-day", View(as_known_on=CLOCK))
    early, later = tops(figure, "killed"), tops(figure, "later-killed")
    assert {at: top for at, top in today.items() if top > early.get(at, 0)}.items() <= later.items()
    assert sum(early.values()) < sum(today.values())


def statement(**counts: str) -> Statement:
    return Statement(
        KHARKIV,
        "STA-2022-09",
        date(2022, 2, 24),
        as_of=parse_as_of("2022-09-01"),
        counts={quantity: parse_count(text) for quantity, text in counts.items()},
    )


def draw(*gaps: Gap, clock: bool = False) -> ChartFigure:
    view = View(as_known_on=CLOCK) if clock else View()
    return official_chart.draw(
        official_chart.Official(ChartRequest("A", view), True, gaps), "light", (10.0, 6.0)
    )


def test_a_statement_is_printed_as_it_was_said_and_our_unknowns_are_told() -> None:
    ours = GroupTotal("", 5, toll(Total(40, 40, 40, unknown=3), Total(7, 7, None)))
    today = GroupTotal("", 5, toll(Total(45, 45, 45), Total(9, 9, 9)))
    gap = Gap(statement(killed=">2400"), None, date(2022, 9, 1), ours, today)
    text = texts(draw(gap))
    assert "more than 2,400" in text
    assert "2,401" not in text
    assert "unknown in 3 incidents" in text
    assert "+: at least (no upper limit reported)." in text
    assert "→" not in text
    assert "→ 45 unknown in 3 incidents" in texts(draw(gap, clock=True))


def test_what_cannot_be_compared_and_what_has_no_room_are_counted_apart() -> None:
    ours = GroupTotal("", 1, toll(Total(1, 1, 1), Total(1, 1, 1)))
    comparable = [Gap(statement(killed="5"), None, date(2022, 9, 1), ours, ours)] * 10
    odd = [Gap(statement(killed="5"), NotComparable.NO_SINCE)] * 3
    text = texts(draw(*comparable, *odd))
    assert "3 official totals not drawn: they cannot be compared; see the list." in text
    assert "2 earlier official totals not drawn (no room); see the list." in text


def test_nothing_our_clock_did_not_know_is_in_our_sum(case: CaseFile) -> None:
    clock = parse_clock("2023-01-15")
    early = View(as_known_on=clock)
    gaps = official_chart.read(case, ChartRequest("A", early)).comparable
    assert gaps
    for gap in gaps:
        statement = gap.statement
        assert statement.as_of
        assert statement.since
        within = gazetteer.load().within(statement.area)
        total = Total()
        for row in incidents.rows(case, incidents.ids(case)):
            day = row.event.date
            if day and row.district in within and statement.since <= day <= (gap.last or day):
                reports = [
                    report
                    for report in incidents.deriving_reports(case, row.code)
                    if report.known_from and report.known_from <= min(statement.as_of.end, clock)
                ]
                total += Total.of(
                    [derive(Grounds(tuple(reports), case.rule))["killed"]] if reports else []
                )
        assert gap.own_then.toll[KILLED] == total
