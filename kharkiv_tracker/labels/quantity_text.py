"""Quantities and what is counted of them, as a person reads them: `7+ killed, 16 injured`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kharkiv_tracker.domain.account import resolved
from kharkiv_tracker.domain.count import UNKNOWN, Count, Qualifier, Ratio
from kharkiv_tracker.domain.figure import Figure, Range
from kharkiv_tracker.domain.quantity import (
    AFFECTED,
    COUNTED,
    GROUP_OF,
    GROUPS,
    PARTS,
    QUANTITIES,
    STRESS,
    TOGETHER,
    WITH_PARTS,
    subset,
)
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.i18n import _, locale, ngettext, pgettext
from kharkiv_tracker.labels.figure_text import TWICE, count, figure_text, figure_words, number

Counts = Mapping[str, Count | Ratio]


def quantity(name: str) -> str:
    """The word for a quantity, or for a part of one: `killed`, `children of unknown sex`."""
    quantity_name, _dot, part = name.rpartition(".")
    if part in QUANTITIES and not quantity_name:
        return _(QUANTITIES[part].word)
    return _((TOGETHER.get(part) or PARTS[part]).label)


def heading(name: str) -> str:
    """The heading of numbers of a quantity: `Killed`."""
    return _(QUANTITIES[name].heading)


def of_people(name: str) -> str:
    """The people of a counted quantity as many: `the number of …`."""
    return pgettext(*QUANTITIES[name].of_people)


def people(name: str) -> str:
    """The people of a counted quantity at the head of a line: `… per 100,000`."""
    return pgettext(*QUANTITIES[name].people)


def short_quantity(name: str) -> str:
    """A counted quantity where hardly any room is: `Sum, …`."""
    return pgettext(*QUANTITIES[name].short)


def heading_of_children(name: str) -> str:
    """The heading of the children in a counted quantity: `Children killed`."""
    return _(QUANTITIES[name].children)


def joined(parts: Sequence[str]) -> str:
    """Several words in one sentence: `killed and injured`."""
    from babel.lists import format_list

    return str(format_list(list(parts), locale=locale()))


def each_figure(figures: Mapping[str, Range]) -> list[str]:
    """The counted figures, each with the name of its quantity before it: `killed 7+`."""
    return [
        _("{quantity} {figure}").format(quantity=quantity(name), figure=figure_text(figures[name]))
        for name in COUNTED
    ]


def figures_line(figures: Mapping[str, Range]) -> str:
    """The same on one line: `killed 7+, injured 16`."""
    return ", ".join(each_figure(figures))


def toll(name: str, figures: Mapping[str, str]) -> str:
    """What something of this name comes to, by counted quantity in signs, on one line."""
    parts = [
        _(QUANTITIES[counted].toll).format(figure=figure) for counted, figure in figures.items()
    ]
    return _("{name}: {figures}").format(name=name, figures=", ".join(parts))


def part(name: str, reported: Count) -> str:
    """A part of a whole in words: `at least 1 child`, `4 hospitalised`."""
    return _of_part(
        name, count(reported), reported.number if reported.upper is None else reported.upper
    )


def _of_part(name: str, text: str, limit: int | None) -> str:
    """So many of a part; the limit is the number next to the noun: `0 to 1 child`."""
    singular, plural = (TOGETHER.get(name) or PARTS[name]).count
    return ngettext(singular, plural, 2 if limit is None else limit).format(count=text)


def with_parts(total: str, parts_text: Sequence[str]) -> str:
    """A whole in words with its parts: `16, of whom at least 1 child`."""
    if not parts_text:
        return total
    return _("{whole}, of whom {parts}").format(whole=total, parts=", ".join(parts_text))


def counts(reported: Counts) -> str:
    """What is counted, in words: `at least 7 killed; 16 injured, of whom 4 hospitalised`."""
    parts = (_total(reported, name) for name in QUANTITIES)
    return "; ".join(part for part in parts if part)


def short_counts(reported: Counts) -> str:
    """The same in the fewest signs, parts left out: `7+ killed, 16 injured`."""
    parts = (_short_total(reported, name) for name in QUANTITIES)
    return ", ".join(part for part in parts if part)


def report_counts(report: Report) -> str:
    """All that a report counts, in words, combatants and deaths in hospital among it."""
    parts = (counts(report.counts), fighters(report, count), deaths(report))
    return "; ".join(part for part in parts if part)


def short_report(report: Report) -> str:
    """The same in the fewest signs; empty if it has no counts."""
    parts = (short_counts(report.counts), fighters(report, in_signs), deaths(report))
    return ", ".join(part for part in parts if part)


def fighters(report: Report, text: Callable[[Count], str] = count) -> str:
    """The combatants in a report, who are in no figure: `combatants: 2 killed`."""
    parts = [
        _(QUANTITIES[name].count).format(count=text(report.combatants[name]))
        for name in COUNTED
        if not report.combatants.get(name, UNKNOWN).is_unknown
    ]
    return _("combatants: {counts}").format(counts=", ".join(parts)) if parts else ""


def deaths(report: Report) -> str:
    """How many injured have died, according to a report; empty for none."""
    if not report.transfer:
        return ""
    return ngettext("{n} died in hospital", "{n} died in hospital", report.transfer).format(
        n=number(report.transfer)
    )


def parts(figures: Mapping[str, Figure]) -> str:
    """Who they were, as far as it was reported: `Killed: 10 men, 8 women.`"""
    sentences = []
    for counted in WITH_PARTS:
        by_part = {
            name: figure
            for name in (*PARTS, *TOGETHER)
            # Those of the affected with acute stress are beside them already.
            if (counted, name) != (AFFECTED, STRESS)
            and not (figure := figures.get(subset(counted, name), Figure())).is_unknown
        }
        texts = [text for group in TOGETHER for text in _group(group, by_part)]
        texts += [
            _part_figure(name, by_part[name])
            for name in PARTS
            if name in by_part and name not in GROUP_OF
        ]
        if texts:
            sentence = _("{quantity}: {parts}.")
            sentences.append(sentence.format(quantity=heading(counted), parts=", ".join(texts)))
    return " ".join(sentences)


def _group(group: str, by_part: Mapping[str, Figure]) -> list[str]:
    """Children or adults with the smaller groups in them; alone where they say all of it."""
    members = [name for name in GROUPS[group] if name in by_part]
    texts = [_part_figure(name, by_part[name]) for name in members]
    whole = by_part.get(group)
    if whole is None:
        return texts
    added = sum(by_part[name].low or 0 for name in members)
    # It says more than they do only where there are more, or room for more.
    if members and whole.low == added and whole.high in (None, added):
        return texts
    together = _part_figure(group, whole)
    return (
        [_("{whole} ({parts})").format(whole=together, parts=", ".join(texts))]
        if texts
        else [together]
    )


def _part_figure(name: str, figure: Figure) -> str:
    """The figure of a part: `1 to 5 boys`, `at least 1 child`, `about 20 children`."""
    text = _("none") if figure.low == figure.high == 0 else figure_words(figure)
    return _of_part(name, text, figure.low if figure.high is None else figure.high)


def in_signs(reported: Count | Ratio) -> str:
    """A count in the fewest signs, `7+`, `5–7`; what is typed as a word stays a word."""
    is_word = isinstance(reported, Ratio) or reported.qualifier is Qualifier.SEVERAL
    return count(reported) if is_word else str(reported).replace("-", "–")


def _total(reported: Counts, name: str) -> str:
    within = _within(reported, name)
    total = reported.get(name)
    if total is None or not str(total):
        return _parts_alone(name, within)
    text = _in_proportion(name, total) if isinstance(total, Ratio) else count_of(name, total)
    return with_parts(text, within)


def count_of(name: str, number_of: Count) -> str:
    """A count of a quantity in words: `at least 7 killed`, `none killed`."""
    if number_of.is_none and QUANTITIES[name].of_people.text:
        return _("none {people}").format(people=of_people(name))
    if number_of.is_none:
        return _("{quantity}: {count}").format(quantity=quantity(name), count=count(number_of))
    return _(QUANTITIES[name].count).format(count=count(number_of))


def _short_total(reported: Counts, name: str) -> str:
    """A quantity in signs; parts only if the quantity itself has no number."""
    total = reported.get(name)
    if total is None or not str(total):
        return _parts_alone(name, _within(reported, name))
    if isinstance(total, Ratio):
        return _in_proportion(name, total)
    return _(QUANTITIES[name].count).format(count=in_signs(total))


def _in_proportion(name: str, ratio: Ratio) -> str:
    """So many times another number: `twice as many injured as killed`."""
    if not QUANTITIES[name].of_people.text:
        return _("{quantity}: {parts}").format(quantity=quantity(name), parts=count(ratio))
    template = (
        _("twice as many {people} as {of}")
        if ratio.times == TWICE
        else ngettext(
            "{n} time as many {people} as {of}", "{n} times as many {people} as {of}", ratio.times
        )
    )
    return template.format(n=number(ratio.times), people=of_people(name), of=of_people(ratio.of))


def _within(reported: Counts, name: str) -> list[str]:
    """The parts given of a quantity, in words."""
    counts = {part_name: resolved(reported, subset(name, part_name)) for part_name in PARTS}
    return [
        part(part_name, part_value)
        for part_name, part_value in counts.items()
        if not part_value.is_unknown
    ]


def _parts_alone(name: str, within: Sequence[str]) -> str:
    """Parts of a whole that has no number: `killed: at least 1 child`."""
    if not within:
        return ""
    return _("{quantity}: {parts}").format(quantity=quantity(name), parts=", ".join(within))
