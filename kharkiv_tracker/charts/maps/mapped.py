"""What the map shows of a case, and how its caption tells it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kharkiv_tracker import city, labels
from kharkiv_tracker.analysis.districts import by_district
from kharkiv_tracker.analysis.outlying import Points, outlying
from kharkiv_tracker.charts import days, wording, words
from kharkiv_tracker.charts.asked import Asked
from kharkiv_tracker.charts.maps import measuring
from kharkiv_tracker.charts.maps.measuring import Measured
from kharkiv_tracker.domain.outline import Outlines
from kharkiv_tracker.domain.total import GroupTotal, Totals
from kharkiv_tracker.domain.view import View
from kharkiv_tracker.i18n import _, ngettext
from kharkiv_tracker.store import points as stored_points
from kharkiv_tracker.store.case_file import CaseFile

_NAMED = 3


@dataclass(frozen=True, slots=True, eq=False)
class DistrictMap:
    """The totals of every district in the selection, and with outlines where incidents lie.

    `later` is the same by today's clock, None where that is not asked. `points` are the incidents
    that have one, `outlying` the codes of those whose point lies outside their district.
    """

    asked: Asked
    totals: Totals
    points: Points | None = None
    outlying: tuple[str, ...] = ()
    later: DistrictMap | None = None

    @property
    def groups(self) -> dict[str, GroupTotal]:
        return {group.key: group for group in self.totals.groups}

    @property
    def outlines(self) -> Outlines | None:
        return self.asked.options.outlines

    @property
    def measured(self) -> Measured:
        later = None if self.later is None else self.later.groups
        return measuring.measured(self.asked.options, self.groups, later)


def read(case: CaseFile, asked: Asked) -> DistrictMap:
    """Ask the case for what the map shows."""
    shown = _read(case, asked)
    if asked.view.as_known_on is None or not asked.options.later:
        return shown
    today = replace(asked, view=replace(asked.view, as_known_on=None))
    return replace(shown, later=_read(case, today))


def drawn_points(shown: DistrictMap) -> Points | None:
    """The points that are drawn: with outlines, where they are asked for."""
    return shown.points if shown.asked.options.points and shown.outlines else None


def caption(shown: DistrictMap, on_map: int) -> str:
    """How to read the map and what it leaves out; `on_map` incidents are drawn as points."""
    measured = shown.measured
    # What must never fall victim to a short sheet stands first.
    sentences = [
        _rates(measured),
        _ground(shown),
        measured.key(),
        _later(shown),
        _points(shown, on_map),
        _outlying(shown.outlying),
        words.unknowns(shown.totals),
        words.left_out(shown.totals.left_out, shown.asked.view.selection),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _read(case: CaseFile, asked: Asked) -> DistrictMap:
    view, options = asked.view, asked.options
    held = days.of(case, view)
    totals = days.summed(held, days.left_out(case, view), by_district(held).values())
    if options.outlines is None:
        return DistrictMap(asked, totals)
    points = _given(case, view)
    return DistrictMap(asked, totals, points, outlying(points, options.outlines))


def _given(case: CaseFile, view: View) -> Points:
    return Points.of(stored_points.points(case, view.selection, view.as_known_on))


def _ground(shown: DistrictMap) -> str:
    if shown.outlines is None:
        told = _(
            "Tiles stand roughly where the districts lie; their size and outline mean nothing."
        )
        asks = shown.asked.options.points
        return f"{told} {_('Points need outlines to stand in.')}" if asks else told
    whose = wording.drawable(shown.outlines.whose, 160)
    told = _(
        "Outlines: {whose}. Districts that have none stand as tiles; those without a number have "
        "none recorded."
    )
    return told.format(whose=whose.rstrip("."))


def _rates(measured: Measured) -> str:
    """The caveat that goes with every rate."""
    if not measured.rated or measured.populations is None:
        return ""
    return _(
        "Rates are rough: for {possessive} districts there are only pre-war populations of unknown "
        "year, and how many live there now is not known. Populations: {whose}."
    ).format(
        possessive=city.text("possessive"),
        whose=wording.drawable(measured.populations.whose, 160).rstrip("."),
    )


def _later(shown: DistrictMap) -> str:
    if shown.later is None or shown.later.totals == shown.totals:
        return ""
    return _("Behind an arrow stands what became known later.")


def _points(shown: DistrictMap, on_map: int) -> str:
    if drawn_points(shown) is None:
        return ""
    told = ngettext(
        "{n} incident stands as a circle as wide as its place is uncertain.",
        "{n} incidents stand as circles as wide as their place is uncertain.",
        on_map,
    ).format(n=labels.number(on_map))
    rest = shown.totals.total.incidents - on_map
    if not rest:
        return told
    beside = ngettext(
        "{n} other has no circle: it is known no closer than by district, or lies off the map.",
        "{n} others have no circle: they are known no closer than by district, or lie off the map.",
        rest,
    ).format(n=labels.number(rest))
    return f"{told} {beside}"


def _outlying(codes: tuple[str, ...]) -> str:
    if not codes:
        return ""
    told = ngettext(
        "{n} incident has a point outside the district it is recorded in: {codes}.",
        "{n} incidents have a point outside the district they are recorded in: {codes}.",
        len(codes),
    )
    if len(codes) > _NAMED:
        told = _(
            "{n} incidents have a point outside the district they are recorded in, among them "
            "{codes}."
        )
    return told.format(n=labels.number(len(codes)), codes=", ".join(codes[:_NAMED]))
