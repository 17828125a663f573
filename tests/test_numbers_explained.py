"""The examples of the page that explains the rule are what the rule gives."""

import re
from calendar import month_name
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from kharkiv_tracker import labels
from kharkiv_tracker.domain.count import Count, parse_count
from kharkiv_tracker.domain.counting_rule import Grounds, Rule, derive
from kharkiv_tracker.domain.figure import Figure, Reason
from kharkiv_tracker.domain.office import Authority
from kharkiv_tracker.domain.quantity import COUNTED, GROUPS, subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Speaker
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.when import parse_as_of, parse_clock
from kharkiv_tracker.sample_file import make
from kharkiv_tracker.store import incidents

PAGE = Path(__file__).parents[1] / "docs" / "how-numbers-are-made.md"
TEXT = PAGE.read_text(encoding="utf-8")
#: `*Channel* 12 / 40 (8 women, 4 men) and 2 died (part only)`, most of it left out.
REPORT = re.compile(
    r"(?P<star>\*?)(?P<who>[A-Za-z]+)\*?"
    r"(?: (?P<killed>[\d+–-]+)(?: / (?P<injured>[\d+–-]+))?)?"
    r"(?: \((?P<parts>\d[^)]*)\))?"
    r"(?:(?: and)? (?P<died>\d+) died)?"
    r"(?: \((?P<mark>[a-z -]+)\))?"
)
KINDS = {"replaces earlier": Role.SETTLING, "part only": Role.PARTIAL, "look-back": Role.RETOLD}


def rows(head: str) -> Iterator[list[str]]:
    """The rows of all tables of the page with this head."""
    for table in re.findall(r"(?:^\|.*\n)+", TEXT, re.M):
        first, _line, *lines = [line.strip("|\n ").split(" | ") for line in table.splitlines()]
        if " | ".join(first) == head:
            yield from lines


def report(number: int, day: int, typed: str) -> Report:
    match = REPORT.fullmatch(typed)
    assert match, typed
    counts = {name: parse_count(match[name]) for name in COUNTED if match[name] not in (None, "–")}
    for part in filter(None, (match["parts"] or "").split(", ")):
        count, name = part.split(" ")
        counts[subset("killed", name)] = Count.parse(count)
    unofficial = match["star"] or match["mark"] == "unofficial"
    return Report(
        str(number),
        as_of=parse_as_of(f"2023-03-{day:02}"),
        speaker=Speaker(office=match["who"]),
        authority=Authority.UNOFFICIAL if unofficial else Authority.OFFICIAL,
        role=KINDS.get(match["mark"] or "", Role.UPDATE),
        transfer=int(match["died"] or 0),
        counts=counts,
    )


def reports(typed: str) -> tuple[Report, ...]:
    first, *others = re.split(r"; (then |the same day, )", typed)
    read, day = [report(0, 1, first)], 1
    for link, text in zip(others[::2], others[1::2], strict=True):
        day += link == "then "
        read.append(report(len(read), day, text))
    return tuple(read)


def in_words(figures: dict[str, Figure], of_killed_alone: bool) -> str:
    """The figure as the page has it: `19 / 47`, `12: adults 12, men 6; left out: women`."""
    names = COUNTED[:1] if of_killed_alone else COUNTED
    text = " / ".join(labels.figure_text(figures[name]) for name in names)
    parts = [
        f"{name} {labels.figure_text(figures[subset('killed', name)])}"
        for name in GROUPS
        if figures.get(subset("killed", name), Figure()).low
    ]
    unfit = [why.part for why in figures["killed"].because if why.reason is Reason.NOT_FITTING]
    text = f"{text}: {', '.join(parts)}" if parts else text
    return f"{text}; left out: {', '.join(unfit)}" if unfit else text


EXAMPLES = list(rows("reports | figure | why"))


@pytest.mark.parametrize(("typed", "figure"), [row[:2] for row in EXAMPLES])
def test_an_example_is_what_the_rule_gives(typed: str, figure: str) -> None:
    figures = derive(Grounds(reports(typed)))
    assert in_words(figures, " / " not in figure) == figure


def test_an_example_of_the_other_rule() -> None:
    typed, usual, wider = re.findall(
        r"\*(OVA [^*]*)\* is (\S+) by the usual rule and (\S+) by this", TEXT
    )[0]
    for rule, figure in ((Rule.LATEST, usual), (Rule.RANGE, wider)):
        assert labels.figure_text(derive(Grounds(reports(typed), rule))["killed"]) == figure


def test_the_strikes_of_the_sample_grew_as_the_page_has_it(tmp_path: Path) -> None:
    strikes = re.findall(r"(KHT-[\d-]+)\.[^|]*((?:^\|.*\n)+)", TEXT, re.M)
    assert len(strikes) == 3
    with make(tmp_path / "sample.ktcase", "tester") as case:
        for code, table in strikes:
            lines = [line.strip("|\n ").split(" | ") for line in table.splitlines()[2:]]
            for day, killed, injured, _why in lines:
                figures = incidents.figures(case, code, clock(day))
                shown = [labels.figure_text(figures[name]) for name in COUNTED]
                assert shown == [killed, injured], (code, day)


def clock(day: str) -> datetime:
    """`17 August 2022`, `17 August 2022, 21:45`."""
    date, _comma, hour = day.partition(", ")
    number, month, year = date.split()
    iso = f"{year}-{list(month_name).index(month):02}-{int(number):02}"
    return parse_clock(f"{iso}T{hour}" if hour else iso)


def test_the_page_reads_each_count_as_the_program_does() -> None:
    for typed, _means, *ends in rows("written | means | lowest | best | highest"):
        count = parse_count("" if typed == "*blank*" else typed.strip("`"))
        expected = [None if e in ("open", "unknown") else int(e.replace(",", "")) for e in ends]
        assert [count.low, count.best, count.high] == expected
    assert len(EXAMPLES) > 30
