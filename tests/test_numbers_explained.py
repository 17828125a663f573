"""The examples of the page that explains the rule, in every language, are what the rule gives."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import pairwise

import pytest
from babel.dates import get_month_names

from kharkiv_tracker import gazetteer, labels
from kharkiv_tracker.domain.count import Count, parse_count
from kharkiv_tracker.domain.counting_rule import EDITION, Grounds, Rule, derive
from kharkiv_tracker.domain.figure import Figure, Reason, affected
from kharkiv_tracker.domain.office import Authority
from kharkiv_tracker.domain.quantity import COUNTED, GROUPS, subset
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Speaker
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.when import parse_as_of, parse_clock
from kharkiv_tracker.i18n import speaking
from kharkiv_tracker.intake import field_reader
from kharkiv_tracker.intake.outcome import present
from kharkiv_tracker.labels import stress_text
from kharkiv_tracker.sample_file import make
from kharkiv_tracker.store import incidents, joint_comparison
from kharkiv_tracker.store.case_file import CaseFile
from tests import made_docs

NAME = "how-numbers-are-made"


def _of_whom(parts: str) -> Mapping[str, str]:
    """The parts that stand in brackets after a count."""
    context = present(gazetteer.load())
    outcome = field_reader.read("killed", f"1000 {parts}", context)
    parts_read: Mapping[str, str] = field_reader.settled(outcome).part.get("of_whom", {})
    return parts_read


@dataclass(frozen=True)
class Page:
    """The page in a language, and the words in which it writes its examples."""

    language: str
    reports: str
    figure: str
    why: str
    count_head: str
    known_by: str
    then: str
    same_day: str
    died: str
    roles: Mapping[str, Role]
    unofficial: str
    left_out: str
    blank: str
    ends: tuple[str, str]
    quantities: Mapping[str, str]
    groups: Mapping[str, str]
    other_rule: str
    other_setting: str
    edition: str
    attack: str

    @cached_property
    def text(self) -> str:
        return made_docs.page(NAME, self.language).read_text(encoding="utf-8")

    @cached_property
    def prose(self) -> str:
        """The text without its ends of lines."""
        return re.sub(r"\s+", " ", self.text)

    def tables(self, text: str | None = None) -> Iterator[tuple[list[str], list[list[str]]]]:
        """Head and rows of each table."""
        for table in re.findall(r"(?:^\|.*\n)+", self.text if text is None else text, re.M):
            head, _line, *rows = [line.strip("|\n ").split(" | ") for line in table.splitlines()]
            yield head, rows

    def rows(self, *head: str) -> list[list[str]]:
        return [row for own, rows in self.tables() if tuple(own) == head for row in rows]

    def read(self, typed: str) -> tuple[Report, ...]:
        """The reports of an example, of one day or of days that follow one another."""
        first, *others = re.split(rf"; ({self.then}|{self.same_day})", typed)
        with speaking(self.language):
            read, day = [self.report(0, 1, first)], 1
            for link, text in zip(others[::2], others[1::2], strict=True):
                day += link == self.then
                read.append(self.report(len(read), day, text))
        return tuple(read)

    def report(self, number: int, day: int, typed: str) -> Report:
        """`*Channel* 12 / 40 (8 women, 4 men) and 2 died (part only)`, most of it left out.

        Or with the names of quantities, `OVA: affected 57 (acute stress 51), injured 6`.
        """
        match = re.fullmatch(
            r"(?P<star>\*?)(?P<who>\w+)\*?"
            r"(?: (?P<killed>[\d+–-]+)(?: / (?P<injured>[\d+–-]+))?)?"
            r"(?: (?P<parts>\(\d[^)]*\)))?"
            rf"(?:{self.died})?"
            r"(?:: (?P<named>.+?))?"
            r"(?: \((?P<mark>[^\d)]+)\))?",
            typed,
        )
        assert match, typed
        counts = {
            name: parse_count(match[name]) for name in COUNTED if match[name] not in (None, "–")
        }
        for name, count in _of_whom(match["parts"] or "").items():
            counts[subset("killed", name)] = Count.parse(count)
        counts |= self.named_counts(match["named"] or "")
        unofficial = match["star"] or match["mark"] == self.unofficial
        role = (
            Role.UPDATE if match["mark"] in (None, self.unofficial) else self.roles[match["mark"]]
        )
        return Report(
            str(number),
            as_of=parse_as_of(f"2023-03-{day:02}"),
            speaker=Speaker(office=match["who"]),
            authority=Authority.UNOFFICIAL if unofficial else Authority.OFFICIAL,
            role=role,
            transfer=int(match["died"] or 0),
            counts=counts,
        )

    def named_counts(self, typed: str) -> dict[str, Count]:
        counts = {}
        for text in filter(None, re.split(r", (?![^(]*\))", typed)):
            match = re.fullmatch(r"(\D+) (\S+)(?: \((\D+) (\S+)\))?", text)
            assert match, text
            quantity = self.quantities[match[1]]
            counts[quantity] = Count.parse(match[2])
            if match[3]:
                counts[subset(quantity, self.quantities[match[3]])] = Count.parse(match[4])
        return counts

    def clock(self, day: str) -> datetime:
        """`17 August 2022`, `17 August 2022, 21:45`."""
        months = {name: month for month, name in get_month_names(locale=self.language).items()}
        date, _comma, hour = day.partition(", ")
        number, month, year = date.split()
        iso = f"{year}-{months[month]:02}-{int(number):02}"
        return parse_clock(f"{iso}T{hour}" if hour else iso)

    def in_words(self, figures: Mapping[str, Figure], of_killed_alone: bool) -> str:
        """The figure as the page has it: `19 / 47`, `12: adults 12, men 6; left out: women`."""
        names = COUNTED[:1] if of_killed_alone else COUNTED
        text = " / ".join(labels.figure_text(figures[name]) for name in names)
        parts = [
            f"{self.groups[name]} {labels.figure_text(figures[subset('killed', name)])}"
            for name in GROUPS
            if figures.get(subset("killed", name), Figure()).low
        ]
        because = figures["killed"].because
        unfit = [self.groups[why.part] for why in because if why.reason is Reason.NOT_FITTING]
        text = f"{text}: {', '.join(parts)}" if parts else text
        return f"{text}; {self.left_out}: {', '.join(unfit)}" if unfit else text

    def shown(self, figures: Mapping[str, Figure], head: str) -> str:
        """A figure under the name of its quantity."""
        quantity = self.quantities[head]
        figure = affected(figures) if quantity == "affected" else figures.get(quantity, Figure())
        return labels.figure_text(figure)


ENGLISH = Page(
    language="en",
    reports="reports",
    figure="figure",
    why="why",
    count_head="written | means | low | best | high",
    known_by="known on",
    then="then ",
    same_day="the same day, ",
    died=r"(?: and)? (?P<died>\d+) died",
    roles={
        "replaces earlier": Role.SETTLING,
        "part only": Role.PARTIAL,
        "look-back": Role.RETOLD,
    },
    unofficial="unofficial",
    left_out="left out",
    blank="*blank*",
    ends=("no limit", "unknown"),
    quantities={
        "killed": "killed",
        "injured": "injured",
        "acute stress": "stress",
        "affected": "affected",
        "missing": "missing",
    },
    groups={name: name for name in GROUPS},
    other_rule=r"\*(OVA [^*]*)\* is (\S+) by the usual rule and (\S+) by this",
    other_setting=r"\*(OVA: [^*]*)\* is (\S+) injured where [^.]*? and (\S+) where it counts",
    edition="fourth edition",
    attack="30 August 2024",
)
UKRAINIAN = Page(
    language="uk",
    reports="повідомлення",
    figure="показник",
    why="чому",
    count_head="записано | означає | мінімум | основне значення | максимум",
    known_by="відомо на",
    then="потім ",
    same_day="того самого дня, ",
    died=r":?(?: і)? померло (?P<died>\d+)",
    roles={
        "замінює попередні": Role.SETTLING,
        "лише частина": Role.PARTIAL,
        "згадка": Role.RETOLD,
    },
    unofficial="неофіційно",
    left_out="не враховано",
    blank="*порожньо*",
    ends=("без межі", "невідомо"),
    quantities={
        "загинуло": "killed",
        "поранено": "injured",
        "гостра реакція на стрес": "stress",
        "постраждали": "affected",
        "зниклі безвісти": "missing",
    },
    groups={
        "children": "діти",
        "boys": "хлопчики",
        "girls": "дівчатка",
        "adults": "дорослі",
        "men": "чоловіки",
        "women": "жінки",
    },
    other_rule=r"\*(ОВА [^*]*)\* — це (\S+) за звичайним правилом і (\S+) за цим",
    other_setting=r"\*(ОВА: [^*]*)\* — це (\d+) поранених, якщо [^.]*? і (\d+), якщо",
    edition="четверту редакцію",
    attack="30 серпня 2024",
)
PAGES = (ENGLISH, UKRAINIAN)
EXAMPLES = [
    pytest.param(of, *row[:2], id=f"{of.language} {row[0]}")
    for of in PAGES
    for row in of.rows(of.reports, of.figure, of.why)
]
#: Tables whose columns have the names of quantities.
NAMED = [
    pytest.param(of, row[0], dict(zip(head[1:-1], row[1:-1], strict=True)), id=row[0])
    for of in PAGES
    for head, rows in of.tables()
    if head[0] == of.reports and head[1] != of.figure
    for row in rows
]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseFile]:
    with make(tmp_path_factory.mktemp("sample") / "sample.ktcase", "tester") as case:
        yield case


each_page = pytest.mark.parametrize("of", PAGES, ids=[of.language for of in PAGES])


@pytest.mark.parametrize(("of", "typed", "figure"), EXAMPLES)
def test_an_example_is_what_the_rule_gives(of: Page, typed: str, figure: str) -> None:
    figures = derive(Grounds(of.read(typed)))
    assert of.in_words(figures, " / " not in figure) == figure


@pytest.mark.parametrize(("of", "typed", "cells"), NAMED)
def test_an_example_of_stress_or_missing_is_what_the_rule_gives(
    of: Page, typed: str, cells: Mapping[str, str]
) -> None:
    figures = derive(Grounds(of.read(typed)))
    assert {head: of.shown(figures, head) for head in cells} == cells


@each_page
def test_an_example_of_the_other_rule(of: Page) -> None:
    typed, usual, wider = re.findall(of.other_rule, of.prose)[0]
    for rule, figure in ((Rule.LATEST, usual), (Rule.RANGE, wider)):
        assert labels.figure_text(derive(Grounds(of.read(typed), rule))["killed"]) == figure


@each_page
def test_an_example_of_stress_that_counts_as_injured(of: Page) -> None:
    typed, apart, together = re.findall(of.other_setting, of.prose)[0]
    for counts, figure in ((False, apart), (True, together)):
        figures = derive(Grounds(of.read(typed), stress_counts=counts))
        assert labels.figure_text(figures["injured"]) == figure
    with speaking(of.language):
        printed = stress_text.affected(derive(Grounds(of.read(typed))))
    assert printed.replace("\N{NO-BREAK SPACE}", " ") in of.prose


@each_page
def test_the_strikes_of_the_sample_grew_as_the_page_has_it(of: Page, sample: CaseFile) -> None:
    strikes = re.findall(r"(KHT-[\d-]+\d)\.[^|]*((?:^\|.*\n)+)", of.text, re.M)
    assert len(strikes) == 5
    for code, table in strikes:
        ((head, rows),) = of.tables(table)
        assert head[0] == of.known_by
        for day, *cells, _why in rows:
            figures = incidents.figures(sample, code, of.clock(day))
            assert [of.shown(figures, name) for name in head[1:-1]] == cells, (code, day)


@each_page
def test_the_page_reads_each_count_as_the_program_does(of: Page) -> None:
    rows = of.rows(*of.count_head.split(" | "))
    assert len(rows) == 9
    for typed, _means, *ends in rows:
        with speaking(of.language):
            count = parse_count("" if typed == of.blank else typed.strip("`"))
        expected = [None if e in of.ends else int(re.sub(r"[,\xa0]", "", e)) for e in ends]
        assert [count.low, count.best, count.high] == expected


@each_page
def test_every_example_is_read(of: Page) -> None:
    assert sum(example.values[0] is of for example in EXAMPLES) > 30
    assert sum(example.values[0] is of for example in NAMED) > 15
    assert of.edition in of.prose
    assert EDITION == 4


@each_page
def test_the_pictures_are_what_the_program_draws(of: Page, sample: CaseFile) -> None:
    """The same words at the same places, and the same curve; digits of a library may differ."""
    for path, svg in made_docs.pictures(sample):
        assert len(svg) < 60_000
        assert drawn(path.read_bytes()) == drawn(svg), f"{path}: make docs"
        assert (f"](pictures/{path.name})" in of.text) is path.stem.endswith(of.language)


def drawn(svg: bytes) -> list[str]:
    """The words of a picture, and the points of its curve in dots."""
    text = svg.decode()
    curves = re.findall(r'<g id="(?:killed|injured)">\s*<path d="([^"]*)"', text)
    assert len(curves) == 1
    points = [str(round(float(number))) for number in re.findall(r"[\d.]+", curves[0])]
    return [*re.findall(r"<!-- (.*?) -->", text), " ".join(points)]


@each_page
def test_a_remainder_is_what_is_beyond_the_incidents(of: Page, sample: CaseFile) -> None:
    (joint,) = joint_comparison.joint_reports(sample)
    comparison = joint_comparison.compare(sample, joint)
    assert joint.count_remainder
    rows = [row for head, rows in of.tables() if head[0] == of.attack for row in rows]
    cells = [[int(cell) for cell in row[1:]] for row in rows]
    of_incidents = [incidents.figures(sample, code) for code in comparison.incidents]
    own = [comparison.own[name].best or 0 for name in COUNTED]
    whole = [joint.count(name).low or 0 for name in COUNTED]
    assert cells == [
        *([figures[name].best for name in COUNTED] for figures in of_incidents),
        own,
        whole,
        [one - other for one, other in zip(whole, own, strict=True)],
    ]


def test_the_pages_have_the_same_numbers() -> None:
    """Row by row: a translation that leaves something out, or has another number, is seen."""
    numbers = [
        [
            re.findall(r"\d[\d+–:]*(?<!:)", row[column].replace("\xa0", "").replace(",", ""))
            for _head, rows in of.tables()
            for row in rows
            for column in range(len(row))
        ]
        for of in PAGES
    ]
    for one, other in pairwise(numbers):
        assert one == other
