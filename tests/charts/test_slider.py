"""What the charts draw as the slider moves over the first days of one strike."""

from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from kharkiv_tracker.charts import day_source, kinds
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.store.case_file import CaseFile

SALTIVSKYI = "UA63120270010315719"
#: What was known of the strike of 17 August 2022 on the dormitory: killed, injured.
CHAIN = {
    "2022-08-17T21:44": None,
    "2022-08-17T21:45": (2, 10),
    "2022-08-17T22:30": (6, 16),
    "2022-08-17": (7, 16),
    "2022-08-18T12:00": (7, 16),
    "2022-08-18": (12, 20),
    "2022-08-19": (15, 20),
    "2022-08-20": (18, 20),
    "2022-08-22": (19, 20),
}


def ends(figure: Figure) -> tuple[float, float] | None:
    """How high the two curves of the district reach."""
    lines_by_gid = {str(line.get_gid()): line for line in figure.findobj(Line2D)}
    names = [f"{quantity}-{SALTIVSKYI}" for quantity in ("killed", "injured")]
    if not any(name in lines_by_gid for name in names):
        return None
    killed, injured = (float(list(lines_by_gid[name].get_ydata())[-1]) for name in names)
    return killed, injured


def test_the_curves_of_the_dormitory_grow_as_its_reports_came(case: CaseFile) -> None:
    """By SQL, by the index, and back again."""
    for is_indexed in (False, True):
        at_hand = day_source.make_index(case) if is_indexed else None
        assert day_source.index(case) is at_hand
        for clock, due in [*CHAIN.items(), *reversed(CHAIN.items())]:
            view = View(Selection(districts=(SALTIVSKYI,)), parse_clock(clock))
            assert ends(kinds.draw(case, "cumulative", view)) == due, clock


def test_an_open_upper_end_and_a_range_stand_only_while_they_were_all_that_was_known(
    case: CaseFile,
) -> None:
    index = day_source.make_index(case)
    for clock, high in (("2022-08-17", (7, 16)), ("2022-08-18T12:00", (None, 20))):
        view = View(Selection(districts=(SALTIVSKYI,)), parse_clock(clock))
        (day,) = index.days(view.selection, view.as_known_on).totals()
        assert tuple(total.high for total in day.toll.counted) == high
