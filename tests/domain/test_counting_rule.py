"""The rule of this field: the worked chains by name, and the laws it must keep."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kharkiv_tracker.domain.count import parse_count
from kharkiv_tracker.domain.counting_rule import Grounds, Rule, Step, derive, kept, steps
from kharkiv_tracker.domain.figure import Figure, Reason, affected
from kharkiv_tracker.domain.office import Authority, Office
from kharkiv_tracker.domain.person import Person, Status
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, SourceKind, Speaker
from kharkiv_tracker.domain.tally import Role
from kharkiv_tracker.domain.voice import Offices
from kharkiv_tracker.domain.when import parse_as_of, parse_clock
from tests.domain import random_incidents, rule_comparison, worked_chains
from tests.domain.slow_affected import stress_alone
from tests.domain.worked_chains import Chain, ChainReport, Growth

RULES = {text: rule for rule, text in rule_comparison.RULES.items()}
WORKED = [*worked_chains.chains(), *worked_chains.examples(), *worked_chains.corners()]
LATER = {"remainder"}
NAMED = ("killed", "injured")
#: On which the steps run: the injured are those affected who have no acute stress.
STEPPED = ("killed", "affected")


def of_chain(entry: ChainReport) -> Report:
    """The report as an analyst enters it: its authority follows from who speaks."""
    marked = {None: None, True: Authority.OFFICIAL, False: Authority.UNOFFICIAL}[entry.official]
    return Report(
        uid=entry.id,
        as_of=parse_as_of(entry.as_of),
        published=parse_as_of(entry.published),
        speaker=Speaker(office=entry.speaker.office),
        source=Source(entry.speaker.source),
        counts={name: parse_count(text) for name, text in entry.counts.items()},
        transfer=entry.died,
        died=entry.dead,
        role=Role(entry.role),
        authority=marked,
    )


def grounds_of(chain: Chain) -> Grounds:
    persons = []
    for entry in chain.persons:
        sex, age = rule_comparison.SEX_AND_AGE[entry.group]
        person = Person(uid=entry.id, status=Status(entry.quantity), sex=sex, same_as=entry.same_as)
        persons.append(
            replace(person, age=rule_comparison.parse_age(age), withdrawn=not entry.counts)
        )
    grounds = Grounds(
        tuple(map(of_chain, chain.reports)),
        RULES[chain.rule],
        chain.chosen,
        tuple(persons),
        stress_counts=chain.stress_counts,
    )
    return grounds.known_by(parse_clock(chain.at) if chain.at else None)


def outcome(figures: dict[str, Figure], name: str) -> object:
    """What the rule makes, in the form of an expectation."""
    quantity, _dot, part = name.partition(".")
    if name == "left_out":
        return sorted(
            [uid, quantity, why.part]
            for quantity in NAMED
            for why in figures[quantity].because
            if why.reason is Reason.NOT_FITTING
            for uid in why.reports
        )
    if name == "about":
        return [quantity for quantity in NAMED if figures[quantity].about]
    if part == "not_said":
        groups = (figures.get(f"{quantity}.{group}") for group in ("children", "adults"))
        return (figures[quantity].best or 0) - sum((group.low or 0) for group in groups if group)
    figure = affected(figures) if name == "affected" else figures.get(name, Figure())
    if part:
        return [figure.low, figure.high]
    return None if figure.low is None else [figure.low, figure.best, figure.high]


@pytest.mark.parametrize("chain", WORKED, ids=lambda chain: chain.name)
def test_a_chain(chain: Chain) -> None:
    figures = derive(grounds_of(chain))
    names = [name for name in chain.expect if name.split(".")[0] not in LATER]
    assert names
    assert {name: outcome(figures, name) for name in names} == {
        name: chain.expect[name] for name in names
    }
    if "left_out" not in chain.expect:
        assert outcome(figures, "left_out") == []


def grown(chain: Sequence[Step]) -> list[list[object]]:
    """Killed and injured at every instant at which one of them changed."""
    seen: list[list[object]] = []
    current = dict.fromkeys(NAMED, Figure())
    for instant in dict.fromkeys(step.known_from for step in chain):
        current.update({s.quantity: s.figure for s in chain if s.known_from == instant})
        pair = [outcome(current, name) for name in NAMED]
        if pair not in seen[-1:]:
            seen.append(pair)
    return seen


@pytest.mark.parametrize("growth", worked_chains.growth(), ids=lambda growth: growth.incident)
def test_a_strike_grows_as_worked_out_by_hand(growth: Growth) -> None:
    assert grown(steps(Grounds(tuple(map(of_chain, growth.reports))))) == growth.figures


@pytest.mark.parametrize("rule", Rule)
def test_the_slow_rule_agrees_on_random_incidents(rule: Rule) -> None:
    for number, incident in enumerate(random_incidents.incidents(14, 300)):
        clock = random_incidents.INSTANTS[number % len(random_incidents.INSTANTS)]
        at = clock if number % 3 == 0 else ""
        fast, slow = rule_comparison.compared(incident, rule, at)
        assert fast == slow, (number, at, incident)


incidents = st.integers(0, 2**32).map(
    lambda seed: random_incidents.incident(Random(seed))  # noqa: S311 - not for secrets
)
some = settings(max_examples=40)
some_rule = st.sampled_from(Rule)


def of_random(
    incident: random_incidents.Incident, rule: Rule = Rule.LATEST, is_plain: bool = False
) -> Grounds:
    """Its grounds; plain ones are without deaths in hospital and stress told alone, which make a
    figure of several counts."""
    grounds = rule_comparison.grounds(incident, rule)
    if not is_plain:
        return grounds
    alone = {slow.name for slow in incident.reports if stress_alone(slow)}
    reports = (
        replace(report, transfer=0, died=())
        for report in grounds.reports
        if report.uid not in alone
    )
    return replace(grounds, reports=tuple(reports))


def bounds(figures: dict[str, Figure]) -> dict[str, tuple[object, ...]]:
    return {name: (f.low, f.best, f.high, f.about) for name, f in figures.items()}


def derived(grounds: Grounds, *reports: Report) -> dict[str, Figure]:
    """The figures, with so many reports more; the affected are always among them."""
    figures = derive(replace(grounds, reports=(*grounds.reports, *reports)))
    return {**figures, "affected": affected(figures)}


@some
@given(incidents, some_rule, st.randoms())
def test_the_order_of_entry_never_matters(incident, rule, dice) -> None:
    grounds = of_random(incident, rule)
    reports, persons = list(grounds.reports), list(grounds.persons)
    dice.shuffle(reports)
    dice.shuffle(persons)
    shuffled = replace(grounds, reports=tuple(reports), persons=tuple(persons))
    assert derive(shuffled) == derive(grounds)
    assert steps(shuffled) == steps(grounds)


@some
@given(incidents, some_rule)
def test_every_figure_is_a_range_that_rests_on_reports(incident, rule) -> None:
    grounds = of_random(incident, rule)
    uids = {report.uid for report in grounds.reports}
    for name, figure in derive(grounds).items():
        if figure.low is None:
            assert (figure.best, figure.high) == (None, None)
            continue
        assert 0 <= figure.low <= figure.best
        assert figure.high is None or figure.best <= figure.high
        assert uids >= {uid for why in figure.because for uid in why.reports if uid}
        if "." not in name:
            assert figure.because


@some
@given(incidents, some_rule)
def test_parts_are_never_above_their_whole(incident, rule) -> None:
    figures = derive(of_random(incident, rule))
    for quantity in (*NAMED, "affected"):
        if quantity not in figures:
            continue
        best, high = figures[quantity].best, figures[quantity].high

        def low(part: str, quantity: str = quantity) -> int:
            return figures.get(f"{quantity}.{part}", Figure()).low or 0

        parts = {name: f for name, f in figures.items() if name.startswith(f"{quantity}.")}
        if best is None:
            assert not parts
            continue
        assert low("boys") + low("girls") + low("child") <= low("children")
        assert low("men") + low("women") + low("adult") <= low("adults")
        assert low("children") + low("adults") + low("unknown") <= best
        for figure in parts.values():
            assert figure.low <= best
            assert high is None or (figure.high is not None and figure.high <= high)


@some
@given(incidents, st.sampled_from([Rule.LATEST, Rule.RANGE]))
def test_look_backs_and_withdrawn_reports_change_nothing(incident, rule) -> None:
    grounds = of_random(incident, rule)
    deriving = tuple(report for report in grounds.reports if report.derives)
    assert derive(replace(grounds, reports=deriving)) == derive(grounds)


@some
@given(incidents)
def test_something_always_stands(incident) -> None:
    figures = derive(of_random(incident, is_plain=True))
    for quantity in NAMED:
        counts = [
            report
            for report in of_random(incident, is_plain=True).reports
            if report.derives
            and not report.count(quantity).is_unknown
            and (report.role is not Role.PARTIAL or report.count(quantity).low)
        ]
        assert not (counts and figures[quantity].is_unknown)


def latest(number: str, quantity: str, **marks: object) -> Report:
    """A report of a voice not heard before, later than all others."""
    return Report(
        uid="the latest",
        as_of=parse_as_of("2026-01-01"),
        speaker=Speaker(office="An office not heard before"),
        counts={quantity: parse_count(number)},
        **marks,
    )


@some
@given(incidents, st.sampled_from(STEPPED))
def test_an_agreeing_report_never_widens(incident, quantity) -> None:
    """A word told last, by a voice not heard before: but for a none, which strikes out nothing."""
    grounds = of_random(incident, is_plain=True)
    before = derived(grounds)[quantity]
    if not before.best:
        return
    for authority in Authority:
        after = derived(grounds, latest(str(before.best), quantity, authority=authority))[quantity]
        assert (after.low, after.best) == (before.low, before.best)
        assert before.high is None or (after.high is not None and after.high <= before.high)


@some
@given(incidents, st.sampled_from(STEPPED), st.integers(1, 9), some_rule)
def test_a_later_higher_official_report_never_lowers(incident, quantity, more, rule) -> None:
    grounds = of_random(incident, Rule.LATEST if rule is Rule.CHOSEN else rule)
    before = derived(grounds)[quantity]
    number = (before.best or 0) + more
    after = derived(grounds, latest(str(number), quantity, authority=Authority.OFFICIAL))[quantity]
    assert after.best >= number >= (before.best or 0)


@some
@given(incidents, st.sampled_from(STEPPED), st.integers(0, 9))
def test_a_settling_report_closes(incident, quantity, number) -> None:
    settling = latest(str(number), quantity, authority=Authority.OFFICIAL, role=Role.SETTLING)
    figure = derived(of_random(incident), settling)[quantity]
    assert (figure.low, figure.best, figure.high) == (number, number, number)


def standing_official(grounds: Grounds, quantity: str) -> bool:
    """Whether an official count of a quantity stands: the first reason of a figure is its count.
    Acute stress told alone, added to what others counted or to persons, is no count of it."""
    official = {r.uid for r in grounds.reports if r.authority is Authority.OFFICIAL}
    because = derived(grounds)[quantity].because
    return bool(
        because
        and because[0].reason is Reason.ADOPTED
        and official.intersection(because[0].reports)
    )


@some
@given(incidents, st.sampled_from(STEPPED), st.integers(0, 12), st.sampled_from(["", "+"]))
def test_beside_an_official_count_no_unofficial_one_lowers(
    incident, quantity, number, qualifier
) -> None:
    grounds = of_random(incident)
    if not standing_official(grounds, quantity):
        return
    before = derived(grounds)[quantity]
    for marks in ({"authority": Authority.UNOFFICIAL}, {"speaker": "Russian Ministry of Defence"}):
        office = marks.pop("speaker", "")
        report = latest(f"{number}{qualifier}", quantity, **marks)
        if office:
            report = replace(report, speaker=Speaker(office=office))
        after = derived(grounds, report)[quantity]
        assert after.best >= before.best
        assert after.low >= before.low


@some
@given(incidents, st.sampled_from(STEPPED), st.integers(0, 12))
def test_beside_an_official_count_no_partial_one_told_last_lowers(
    incident, quantity, number
) -> None:
    """Plain ones: deaths told beside a count of injured are compared, not moved."""
    grounds = of_random(incident, is_plain=True)
    if not standing_official(grounds, quantity):
        return
    before = derived(grounds)[quantity]
    for authority in Authority:
        partial = latest(str(number), quantity, authority=authority, role=Role.PARTIAL)
        after = derived(grounds, partial)[quantity]
        assert after.best >= before.best
        assert after.low >= before.low


@some
@given(incidents)
def test_a_range_of_all_speakers_is_never_narrower(incident) -> None:
    narrow, wide = derived(of_random(incident)), derived(of_random(incident, Rule.RANGE))
    for quantity in (*NAMED, "affected"):
        one, other = narrow[quantity], wide[quantity]
        assert one.best == other.best
        if one.low is not None:
            assert other.low <= one.low
            assert other.high is None or (one.high is not None and other.high >= one.high)


@some
@given(incidents, some_rule)
def test_the_steps_say_what_deriving_at_that_instant_says(incident, rule) -> None:
    grounds = of_random(incident, rule)
    chain = steps(grounds)
    instants = {report.known_from for report in grounds.reports if report.known_from}
    for instant in [*sorted(instants), None]:
        known = replace(
            grounds,
            reports=tuple(
                report
                for report in grounds.reports
                if instant is None or (report.known_from and report.known_from <= instant)
            ),
            all_known=instant is None,
        )
        expected = {name: kept(figure) for name, figure in derive(known).items()}
        stored = dict.fromkeys(expected, Figure())
        for step in chain:
            if instant is None or (step.known_from and step.known_from <= instant):
                stored[step.quantity] = step.figure
        assert {n: f for n, f in stored.items() if n in expected or f.low is not None} == expected


def report(uid: str, as_of: str, killed: str, office: str = "", **marks: object) -> Report:
    return Report(
        uid=uid,
        as_of=parse_as_of(as_of),
        speaker=Speaker(office=office),
        counts={"killed": parse_count(killed)},
        **marks,
    )


def killed_by(reports: Iterable[Report], offices: Offices | None = None) -> Figure:
    return derive(Grounds(tuple(reports), offices=offices or Offices()))["killed"]


def test_of_two_that_say_the_same_of_stress_the_one_known_first_is_named() -> None:
    later, first = (
        replace(report(uid, as_of, ""), counts={"stress": parse_count("7")})
        for uid, as_of in (("later", "2024-05-10 21:00"), ("first", "2024-05-10 12:00"))
    )
    for reports in ((later, first), (first, later)):
        grounds = Grounds(reports)
        figures = derive(grounds)
        assert figures["stress"].reports(Reason.ADOPTED) == ("first",)
        assert figures["affected"].reports(Reason.ADOPTED) == ("first", "later")
        grown = {step.quantity: step.figure for step in steps(grounds)}
        assert grown == {name: kept(figure) for name, figure in figures.items()}


def test_every_count_says_why_it_stands_or_not() -> None:
    figure = killed_by(
        [
            report("early", "2022-08-17T20:00", "40"),
            report("first", "2022-08-17T21:00", "9", "Kharkiv OVA"),
            report("own", "2022-08-17T22:00", "2", "Kharkiv OVA"),
            report("high", "2022-08-17T22:30", "12", "SES"),
            report("low", "2022-08-18", "7", "Kharkiv Regional Prosecutor's Office"),
            report("channel", "2022-08-19", "30"),
        ]
    )
    assert {why.reason: why.reports for why in figure.because} == {
        Reason.ADOPTED: ("low",),
        Reason.WIDENED: ("channel", "high"),
        Reason.OFFICIAL_FIRST: ("early",),
        Reason.OWN_LAST_WORD: ("first",),
        Reason.GROWN_PAST: ("own",),
    }
    assert (figure.low, figure.best, figure.high) == (7, 7, 30)


def test_a_settled_and_an_outvoted_count_say_so() -> None:
    mayor = report("mayor", "2022-08-17T20:00", "10", "Mayor of Kharkiv")
    others = [
        report("ova", "2022-08-17T22:00", "7", "Kharkiv OVA"),
        report("ses", "2022-08-18T01:00", "7", "SES"),
    ]
    assert killed_by([mayor, *others]).reports(Reason.OUTVOTED) == ("mayor",)
    settling = replace(others[1], role=Role.SETTLING)
    assert killed_by([mayor, settling]).reports(Reason.SETTLED) == ("mayor",)


def test_offices_are_one_voice_under_all_their_names() -> None:
    chain = [
        report("long", "2022-08-17T22:00", "20", "Kharkiv Regional Military Administration"),
        report("short", "2022-08-18T09:00", "18", "Kharkiv OVA"),
    ]
    assert killed_by(chain).reports(Reason.OWN_LAST_WORD) == ("long",)
    apart = Offices([Office("Kharkiv OVA", same_as="Kharkiv OVA")])
    figure = killed_by(chain, apart)
    assert (figure.best, figure.high) == (18, 20)


def test_offices_that_an_analyst_joined_are_one_voice() -> None:
    chain = [
        report("one", "2022-08-17T22:00", "20", "Village council"),
        report("other", "2022-08-18T09:00", "18", "Starosta"),
    ]
    assert killed_by(chain).high == 20
    assert killed_by(chain, Offices([Office("Starosta", same_as="Village council")])).high == 18


def test_an_analyst_can_say_who_is_official() -> None:
    chain = [
        report("office", "2022-08-17T22:00", "20", "Village council"),
        report("press", "2022-08-18T09:00", "18"),
    ]
    assert killed_by(chain).best == 20
    judged = Offices([Office("village council", authority=Authority.UNOFFICIAL)])
    assert killed_by([chain[0], replace(chain[1], authority=Authority.OFFICIAL)], judged).best == 18
    assert not Offices().voice(chain[0]).is_judged
    assert judged.voice(chain[0]).is_judged


@pytest.mark.parametrize("kind", SourceKind)
def test_a_source_in_its_own_name_is_official_by_its_kind(kind: SourceKind) -> None:
    quoted = Report(uid="1", source=Source("its name", kind))
    unofficial = (SourceKind.MEDIA, SourceKind.WITNESS, SourceKind.SOCIAL_MEDIA)
    assert Offices().voice(quoted).is_official == (kind not in unofficial)


def test_a_report_without_any_name_is_a_voice_of_its_own() -> None:
    voices = [Offices().voice(Report(uid=uid)) for uid in "12"]
    assert voices[0].key != voices[1].key


def test_an_undated_report_is_known_on_no_date() -> None:
    (step,) = [s for s in steps(Grounds((report("1", "", "4"),))) if s.quantity == "killed"]
    assert (step.known_from, step.figure.best) == (None, 4)


def test_a_part_is_about_where_those_who_give_it_say_so() -> None:
    typed = {"killed": "~12", "killed.child": "~3", "killed.women": "5"}
    counts = {name: parse_count(text) for name, text in typed.items()}
    figures = derive(Grounds((Report(uid="1", counts=counts),)))
    assert [figures[f"killed.{part}"].about for part in ("children", "women")] == [True, False]


@pytest.mark.parametrize("name", ["Hospital № 4", "hospital №4", "Hospital No. 4", "Hospital No 4"])
def test_a_numbered_office_is_one_voice_however_the_number_is_written(name: str) -> None:
    assert Offices().key(name) == Offices().key("Hospital No. 4")
