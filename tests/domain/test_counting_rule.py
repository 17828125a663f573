"""The rule of this field, against the strikes worked out by hand and the laws it must keep."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.domain.count import Count
from kharkiv_tracker.domain.counting_rule import Rule, derive, steps
from kharkiv_tracker.domain.figure import Figure, Reason
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.source import Source, Speaker
from kharkiv_tracker.domain.when import parse_as_of


def report(
    uid: str,
    as_of: str,
    killed: str = "",
    injured: str = "",
    speaker: str = "",
    transfer: int = 0,
    rank: int | None = None,
    **parts: str,
) -> Report:
    """A report; `parts` are subsets such as `killed_men="2"`."""
    fields = {"killed": killed, "injured": injured}
    fields.update({name.replace("_", ".", 1): typed for name, typed in parts.items()})
    return Report(
        uid=uid,
        as_of=parse_as_of(as_of),
        speaker=Speaker(office=speaker),
        source=Source("press", rank=rank),
        counts={name: Count.parse(typed) for name, typed in fields.items() if typed},
        transfer=transfer,
    )


def text_of(figure: Figure) -> str:
    """A figure in short: `7`, `7+`, `16-20`, `?`."""
    if figure.low is None:
        return "?"
    if figure.high is None:
        return f"{figure.low}+"
    return str(figure.low) if figure.low == figure.high else f"{figure.low}-{figure.high}"


def grown(reports: Sequence[Report]) -> list[str]:
    """The killed and injured at every instant at which one of them changed."""
    seen: list[str] = []
    current = {"killed": "?", "injured": "?"}
    chain = steps(reports)
    for instant in dict.fromkeys(step.known_from for step in chain):
        current.update({s.quantity: text_of(s.figure) for s in chain if s.known_from == instant})
        pair = f"{current['killed']}/{current['injured']}"
        if pair not in seen[-1:]:
            seen.append(pair)
    return seen


STRIKES = {
    "A": (
        [
            report("a1", "2022-08-17T21:45", "2", "10", "administration"),
            report("a2", "2022-08-17T22:30", "6", "16", "administration"),
            report("a3", "2022-08-17 late", "7", "13", "rescuers"),
            report("a4", "2022-08-18 early", "7+", "16-20", "various", injured_child="1+"),
            report("a5", "2022-08-18T15:00", "12", "20", "rescuers"),
            report("a6", "2022-08-19", "15", "20", "police"),
            report("a7", "2022-08-20", "18", "", "council"),
            report("a8", "2022-08-22", "19", "", "prosecutor"),
        ],
        ["2/10", "6/16", "7/16", "7+/16-20", "12/20", "15/20", "18/20", "19/20"],
    ),
    "B": (
        [
            report("b1", "2022-08-18T08:10", "1", "18", "administration"),
            report("b2", "2022-08-18", "2", "18"),
            report("b3", "2022-08-18", "3", "18", "prosecutor"),
            report("b4", "2022-08-19", "4", "22", "police"),
            report("b5", "2022-08-19", "5", "22", "prosecutor"),
            report("b6", "2022-08-19/2022-08-20", "6", "", "rescuers"),
        ],
        ["1/18", "3/18", "5/22", "6/22"],
    ),
    "C": (
        [
            report("c1", "2024-05-25T18:41", "2", "35", "mayor"),
            report("c2", "2024-05-25", "4", "40"),
            report("c3", "2024-05-26", "12"),
            report("c4", "2024-05-27T15:24", "18", "48", "administration"),
            report("c5", "2024-05-29", transfer=1),
        ],
        ["2/35", "4/40", "12/40", "18/48", "19/47"],
    ),
    "D": (
        [
            report("d1", "2025-08-18 early", "3", "17"),
            report("d2", "2025-08-18 late", "7", "23"),
        ],
        ["3/17", "7/23"],
    ),
    "E": (
        [report("e1", "2026-01-02", "", "19"), report("e2", "2026-01-02 late", "", "30")],
        ["?/30"],
    ),
    "F": ([report("f1", "", "", "44")], ["?/44"]),
}


@pytest.mark.parametrize("strike", STRIKES)
def test_the_strikes_grow_as_worked_out_by_hand(strike: str) -> None:
    reports, expected = STRIKES[strike]
    assert grown(reports) == expected


def test_an_undated_report_is_known_on_no_date() -> None:
    assert {step.known_from for step in steps(STRIKES["F"][0])} == {None}


def test_a_higher_word_of_another_speaker_widens_until_that_speaker_reports_again() -> None:
    first = [
        report("1", "2022-08-18", "12", speaker="x"),
        report("2", "2022-08-19", "10", speaker="y"),
    ]
    assert text_of(derive(first)["killed"]) == "10-12"
    assert derive(first)["killed"].reports(Reason.WIDENED) == ("1",)
    again = [*first, report("3", "2022-08-19", "9", speaker="x")]
    assert text_of(derive(again)["killed"]) == "10"


def test_lower_words_never_widen_and_ones_own_correction_supersedes_downwards() -> None:
    lower = [
        report("1", "2022-08-18", "5", speaker="x"),
        report("2", "2022-08-19", "10", speaker="y"),
    ]
    assert text_of(derive(lower)["killed"]) == "10"
    own = [
        report("1", "2022-08-18", "12", speaker="x"),
        report("2", "2022-08-19", "10", speaker="x"),
    ]
    assert text_of(derive(own)["killed"]) == "10"


def test_blank_speakers_are_distinct_from_each_other() -> None:
    blank = [report("1", "2022-08-18", "12"), report("2", "2022-08-19", "10")]
    assert text_of(derive(blank)["killed"]) == "10-12"


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ("7", "7+", "7+"),
        ("12", "7+", "12"),
        ("7", "12+", "12+"),
        ("7", "several", "7"),
        ("7+", "7", "7"),
        ("5-9", "5+", "5+"),
        ("", "several", "2+"),
    ],
)
def test_at_least_opens_or_displaces_but_never_lowers(
    earlier: str, later: str, expected: str
) -> None:
    chain = [
        report("1", "2022-08-18", earlier, speaker="x"),
        report("2", "2022-08-19", later, speaker="y"),
    ]
    assert text_of(derive(chain)["killed"]) == expected


def test_two_speakers_telling_of_one_death_move_one_person() -> None:
    base = report("1", "2022-08-18", "3", "10", speaker="x")
    one = report("2", "2022-08-20", transfer=1, speaker="x")
    other = report("3", "2022-08-21", transfer=1, speaker="y")
    more = report("4", "2022-08-22", transfer=1, speaker="y")
    figures = derive([base, one, other])
    assert (text_of(figures["killed"]), text_of(figures["injured"])) == ("4", "9")
    figures = derive([base, one, other, more])
    assert (text_of(figures["killed"]), text_of(figures["injured"])) == ("5", "8")


def test_a_later_count_already_holds_the_death_in_hospital() -> None:
    chain = [
        report("1", "2022-08-18", "3", "10"),
        report("2", "2022-08-20", transfer=1),
        report("3", "2022-08-21", "4", ""),
    ]
    figures = derive(chain)
    assert (text_of(figures["killed"]), text_of(figures["injured"])) == ("4", "9")


def test_transfers_never_go_below_nobody_and_open_an_unknown() -> None:
    figures = derive([report("1", "2022-08-18", "", "1"), report("2", "2022-08-20", transfer=3)])
    assert (text_of(figures["killed"]), text_of(figures["injured"])) == ("3+", "0")
    figures = derive([report("2", "2022-08-20", transfer=1)])
    assert (text_of(figures["killed"]), text_of(figures["injured"])) == ("1+", "?")


def test_a_subset_from_another_report_is_at_least_and_never_above_the_whole() -> None:
    chain = [
        report("1", "2022-08-18", "8", killed_child="5"),
        report("2", "2022-08-19", "4", speaker="x"),
    ]
    child = derive([replace(chain[0], speaker=Speaker(office="x")), chain[1]])["killed.child"]
    assert (child.low, child.high) == (4, 4)
    child = derive(
        [report("1", "2022-08-18", "4", killed_child="1"), report("2", "2022-08-19", "8")]
    )["killed.child"]
    assert (child.low, child.high) == (1, 8)


def test_all_children_are_added_up_within_a_report() -> None:
    only = report("1", "2022-08-18", "", "44", injured_boys="3", injured_girls="2")
    assert text_of(derive([only])["injured.children"]) == "5"


def test_the_other_rules_differ_in_adopting_and_widening() -> None:
    chain = [
        report("1", "2022-08-18", "12", speaker="x", rank=1),
        report("2", "2022-08-19", "10", speaker="y", rank=2),
        report("3", "2022-08-19", "4", speaker="z"),
    ]
    assert text_of(derive(chain, Rule.HIGHEST_RANKED)["killed"]) == "12"
    spanning = derive(chain, Rule.RANGE)["killed"]
    assert (spanning.low, spanning.best, spanning.high) == (4, 10, 12)
    chosen = derive(chain, Rule.CHOSEN, chosen="3")["killed"]
    assert text_of(chosen) == "4"
    assert chosen.reports(Reason.CHOSEN) == ("3",)


typed = st.sampled_from(["", "0", "1", "5", "7", "7+", ">4", "5-9", "~6", "<=8", "several", "12"])
as_ofs = st.sampled_from(
    [
        "",
        "2022-08-17",
        "2022-08-17 late",
        "2022-08-17T21:45",
        "2022-08-18 early",
        "2022-08-18",
        "2022-08-18T12:00",
        "2022-08-17/2022-08-19",
        "2022-08-19",
    ]
)
drafts = st.builds(
    report,
    uid=st.just(""),
    as_of=as_ofs,
    killed=typed,
    injured=typed,
    speaker=st.sampled_from(["", "x", "y", "z"]),
    transfer=st.integers(0, 2),
    rank=st.sampled_from([None, 1, 2]),
    injured_child=st.sampled_from(["", "1", "1+", "3"]),
)
chains = st.lists(drafts, min_size=1, max_size=7).map(
    lambda made: [replace(r, uid=f"r{i}") for i, r in enumerate(made)]
)


def values(figures: dict[str, Figure]) -> dict[str, tuple[object, ...]]:
    return {name: (f.low, f.best, f.high, f.about) for name, f in figures.items()}


@given(chains, st.randoms(use_true_random=False), st.sampled_from(list(Rule)))
def test_the_order_of_entry_never_matters(
    chain: list[Report], shuffler: object, rule: Rule
) -> None:
    shuffled = list(chain)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]
    assert derive(shuffled, rule) == derive(chain, rule)
    # Ids name the report and decide nothing: entered in another order, they come out otherwise.
    renamed = [replace(r, uid=f"r{i}") for i, r in enumerate(shuffled)]
    assert values(derive(renamed, rule)) == values(derive(chain, rule))


@given(chains, drafts)
def test_a_withdrawn_report_changes_nothing(chain: list[Report], extra: Report) -> None:
    withdrawn = replace(extra, uid="gone", withdrawn=True)
    assert derive([*chain, withdrawn]) == derive(chain)
    assert steps([*chain, withdrawn]) == steps(chain)


@given(chains, st.sampled_from(list(Rule)))
def test_every_figure_is_a_range_that_rests_on_reports(chain: list[Report], rule: Rule) -> None:
    uids = {r.uid for r in chain}
    for figure in derive(chain, rule).values():
        assert (figure.low is None) == (figure.best is None)
        assert figure.low is not None or figure.high is None
        if figure.low is not None and figure.best is not None:
            assert 0 <= figure.low <= figure.best
            assert figure.because
            if figure.high is not None:
                assert figure.best <= figure.high
        assert {uid for b in figure.because for uid in b.reports} <= uids


@given(chains)
def test_the_steps_say_what_deriving_at_that_instant_says(chain: list[Report]) -> None:
    grown_steps = steps(chain)
    for instant in {step.known_from for step in grown_steps}:
        known = [
            r
            for r in chain
            if instant is None or (r.known_from is not None and r.known_from <= instant)
        ]
        current = {}
        for step in grown_steps:
            if instant is None or (step.known_from is not None and step.known_from <= instant):
                current[step.quantity] = step.figure
        assert current == derive(known)


@given(chains)
def test_no_subset_exceeds_its_whole(chain: list[Report]) -> None:
    figures = derive(chain)
    whole, part = figures["injured"], figures.get("injured.child")
    if part is not None and part.low is not None and whole.high is not None:
        assert part.low <= whole.high
        assert part.high is not None
        assert part.high <= whole.high
