"""A case worked out by a slow hand, report by report."""

from dataclasses import fields, replace
from datetime import date, datetime
from math import inf

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.counting_rule import Grounds, Rule, Step, Stress, derive, kept
from kharkiv_tracker.domain.figure import Figure
from kharkiv_tracker.domain.incident import Grade, ReviewState
from kharkiv_tracker.domain.joint import JointReport
from kharkiv_tracker.domain.match_key import fold
from kharkiv_tracker.domain.office import Office
from kharkiv_tracker.domain.quantity import AFFECTED, INJURED, STRESS, TOTALLED
from kharkiv_tracker.domain.report import Report
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.tally import Role, Tally
from kharkiv_tracker.domain.total import LeftOut, Total
from kharkiv_tracker.domain.voice import Offices
from kharkiv_tracker.domain.when import Precision
from kharkiv_tracker.store import (
    incidents,
    joint_comparison,
    merge_split,
    person_records,
    records,
    totals,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.store.states import record_from
from tests.store import slow_search
from tests.tolls import slow_total

#: The area and the day on which a remainder of joint reports counts, and how many it is.
Rest = tuple[str, date | None, dict[str, Total]]


class Slow:
    """A case read report by report, and everything about it worked out in Python."""

    def __init__(self, case: CaseFile) -> None:
        codes = [row.code for row in incidents.rows(case, incidents.ids(case))]
        self.rule, self.stress = case.rule, case.stress
        self.chosen = {code: incidents.incident(case, code).chosen for code in codes}
        self.reports = {code: incidents.reports(case, code) for code in codes}
        self.incidents = {code: incidents.incident(case, code) for code in codes}
        everyone = {report.speaker for reports in self.reports.values() for report in reports}
        self.offices = Offices(
            [record_from(Office, state) for _uid, state in records.states(case.db, "office")],
            lambda person: sorted(
                s.office for s in everyone if s.office and fold(s.person) == person
            ),
        )
        self.merged = {code: merge_split.merged_into(case, code) for code in codes}
        self.joint = joint_comparison.joint_reports(case)
        self.persons = {code: tuple(person_records.of(case, code)) for code in codes}
        self._figures: dict[tuple[str, datetime | None], dict[str, Figure] | None] = {}

    def known(self, code: str, clock: datetime | None) -> list[Report]:
        return [report for report in self.read(code, clock) if report.derives]

    def read(self, code: str, clock: datetime | None) -> list[Report]:
        """What could be read by then, those that look back among it."""
        live = [report for report in self.reports[code] if not report.withdrawn]
        if clock is None:
            return live
        return [r for r in live if r.known_from is not None and r.known_from <= clock]

    def figures(self, code: str, clock: datetime | None) -> dict[str, Figure] | None:
        """Figures by quantity; None before anything was known of the incident."""
        key = (code, clock)
        if key not in self._figures:
            self._figures[key] = self._derived(code, clock)
        return self._figures[key]

    def _derived(self, code: str, clock: datetime | None) -> dict[str, Figure] | None:
        known = self.known(code, clock)
        if not known and clock is not None:
            return None
        chosen = self.chosen[code]
        figures = derive(
            Grounds(
                tuple(known),
                Rule.CHOSEN if chosen else self.rule,
                chosen,
                self.persons[code],
                self.offices,
                all_known=clock is None,
                stress_counts=self.stress is Stress.INJURED,
            )
        )
        return {quantity: kept(figure) for quantity, figure in figures.items()}

    def steps(self, code: str) -> list[Step]:
        """How the figures grew, derived anew at every instant at which a report became known."""
        grown: list[Step] = []
        current: dict[str, Figure] = {}
        instants = sorted({r.known_from for r in self.known(code, None) if r.known_from})
        for instant in [*instants, None]:
            figures = self.figures(code, instant) or {}
            for quantity in {**figures, **current}:
                figure = figures.get(quantity, Figure())
                if current.get(quantity) != figure:
                    current[quantity] = figure
                    grown.append(Step(quantity, instant, figure))
        return grown

    def has_text(self, code: str, selection: Selection) -> bool:
        incident, reports, persons = self.incidents[code], self.reports[code], self.persons[code]
        return slow_search.matches(selection.text, incident, reports, persons)

    def held(self, selection: Selection, clock: datetime | None) -> list[str]:
        return [
            code
            for code, incident in self.incidents.items()
            if selection.holds(incident)
            and self.has_text(code, selection)
            and self.figures(code, clock) is not None
        ]

    def hour(self, code: str) -> str:
        event = self.incidents[code].event
        if event.precision in (Precision.RANGE, Precision.DATE, Precision.UNKNOWN):
            return "unknown"
        return f"{event.time.hour:02}" if event.time else str(event.precision)

    def source_kinds(self, code: str, clock: datetime | None) -> list[str]:
        kinds = {report.source.kind for report in self.read(code, clock)} - {None}
        return sorted(map(str, kinds)) or ["unknown"]

    def keys(self, code: str, by: str, clock: datetime | None = None) -> list[str]:
        incident = self.incidents[code]
        day = incident.event.date.isoformat() if incident.event.date else "undated"
        return {
            "district": [incident.district],
            "day": [day],
            "month": [day if day == "undated" else day[:7]],
            "year": [day if day == "undated" else day[:4]],
            "weapon": [str(weapon) for weapon in incident.weapons] or ["unknown"],
            "place": [str(place) for place in incident.places_hit] or ["unknown"],
            "grade": [str(incident.grade) if incident.grade else "unknown"],
            "state": [str(incident.state)],
            "hour": [self.hour(code)],
            "source_kind": self.source_kinds(code, clock),
        }[by]

    def totals(
        self, selection: Selection, by: str | None, clock: datetime | None
    ) -> dict[str, dict[str, Total]]:
        """Totals by key and quantity, of incidents that count."""
        grouped: dict[str, list[dict[str, Figure]]] = {}
        for code in self.held(selection, clock):
            if self.incidents[code].counts_in_totals:
                for key in self.keys(code, by, clock) if by else [""]:
                    grouped.setdefault(key, []).append(completed(self.figures(code, clock) or {}))
        added = {
            key: {
                quantity: slow_total(group.get(quantity, Figure()) for group in groups)
                for quantity in {quantity for group in groups for quantity in group}
            }
            for key, groups in grouped.items()
        }
        for key, beyond in self.beside(selection, by, clock):
            group = added.setdefault(key, {})
            for quantity, total in beyond.items():
                silent = slow_total(Figure() for _incident in grouped.get(key, ()))
                group[quantity] = group.get(quantity, silent) + total
        return added

    def beside(
        self, selection: Selection, by: str | None, clock: datetime | None
    ) -> list[tuple[str, dict[str, Total]]]:
        """The remainders selected by the key of their group; by a weapon or so there are none."""
        rest = []
        for area, day, beyond in self.remainders_of(selection, clock)[0]:
            when = day.isoformat() if day else "undated"
            month, year = (when if day is None else when[:7]), (when if day is None else when[:4])
            keys = {None: "", "district": area, "day": when, "month": month, "year": year}
            if by in keys:
                rest.append((keys[by], beyond))
        return rest

    def remainders_of(
        self, selection: Selection, clock: datetime | None
    ) -> tuple[list[Rest], list[Rest]]:
        """The remainders of a selection, and those it leaves out for they are no incidents."""
        here: list[Rest] = []
        left_out: list[Rest] = []
        for rest in self.remainders(clock):
            area, day, _beyond = rest
            if selection.districts and area not in selection.districts:
                continue
            if day and not ((selection.first or date.min) <= day <= (selection.last or date.max)):
                continue
            of_incidents = (selection.weapons, selection.grades, selection.states, selection.text)
            is_out = any(of_incidents) or (day is None and selection.has_period)
            (left_out if is_out else here).append(rest)
        return here, left_out

    def remainders(self, clock: datetime | None) -> list[Rest]:
        """Area, day and what is beyond the incidents, of each remainder that counts."""
        groups: dict[object, list[JointReport]] = {}
        for report in self.joint:
            if clock is None or (report.known_from and report.known_from <= clock):
                key = (report.first, report.last) if report.districts else ()
                about = frozenset(self.about(report))
                groups.setdefault((about, self.places(report), key), []).append(report)
        ticked = []
        for reports in groups.values():
            live = [r for r in reports if r.role is not Role.RETOLD]
            counting = [r for r in live if r.count_remainder]
            if counting:
                known = [r.known_from for r in counting if r.known_from]
                order = (not known, min(known, default=0), min(r.code for r in counting))
                ticked.append((order, live, counting))
        taken: list[JointReport] = []
        rest = []
        for _order, live, counting in sorted(ticked, key=lambda item: item[0]):
            codes, places = self.about(counting[0]), self.places(counting[0])
            if not any(self.overlap(counting[0], other) for other in taken):
                taken.append(counting[0])
                own = codes or self.within(counting[0])
                if beyond := self.beyond(live, own, clock):
                    places |= {self.incidents[code].district for code in codes}
                    rest.append((self.area(places), self.day(counting, codes), beyond))
        return rest

    def about(self, report: JointReport) -> set[str]:
        """The incidents a joint report is about, or those they were merged into."""
        return {self.target(code) for code in report.incidents}

    def places(self, report: JointReport) -> frozenset[str]:
        """The districts a joint report is about where it names no incidents."""
        return frozenset(k for area in report.districts for k in gazetteer.load().within(area))

    def within(self, report: JointReport) -> set[str]:
        """The incidents in the districts and on the days of a joint report."""
        first, last = report.first or date.min, report.last or date.max
        return {
            code
            for code, incident in self.incidents.items()
            if incident.district in self.places(report)
            and incident.event.date
            and first <= incident.event.date <= last
        }

    def overlap(self, one: JointReport, other: JointReport) -> bool:
        """Whether two joint reports may count the same people."""
        if not one.incidents and not other.incidents:
            first = max(one.first or date.min, other.first or date.min)
            last = min(one.last or date.max, other.last or date.max)
            return first <= last and bool(self.places(one) & self.places(other))
        codes = (self.about(r) if r.incidents else self.within(r) for r in (one, other))
        return bool(set.intersection(*codes))

    def target(self, code: str) -> str:
        while self.merged.get(code):
            code = self.merged[code]
        return code

    def day(self, counting: list[JointReport], codes: set[str]) -> date | None:
        firsts = [report.first for report in counting if report.first]
        days = [self.incidents[code].event.date for code in codes]
        return min(firsts or [day for day in days if day], default=None)

    def area(self, districts: frozenset[str]) -> str:
        kinds = [gazetteer.load().get(district) for district in districts]
        in_city = all(place and place.kind.value.startswith("city") for place in kinds)
        kind = "city unknown" if in_city else "oblast unknown"
        return next(place.key for place in gazetteer.load().districts if place.kind == kind)

    def beyond(
        self, reports: list[JointReport], codes: set[str], clock: datetime | None
    ) -> dict[str, Total]:
        """What joint reports have beyond their incidents; nothing where it is nobody."""
        shared = [field.name for field in fields(Tally)]
        retyped = [
            Report(uid=report.code, **{name: getattr(report, name) for name in shared})
            for report in reports
        ]
        counts = self.stress is Stress.INJURED
        figures = completed(
            derive(Grounds(tuple(retyped), self.rule, offices=self.offices, stress_counts=counts))
        )
        # Those who do not count are not among the remainder either.
        own = [completed(self.figures(code, clock) or {}) for code in codes]
        rest = {}
        for quantity, figure in figures.items():
            if quantity not in TOTALLED or figure.low is None:
                continue
            known = [f[quantity] for f in own if f.get(quantity, Figure()).low is not None]
            is_open = any(f.high is None for f in known)
            high = sum(f.high or 0 for f in known)
            low = sum(f.low or 0 for f in known)
            rest[quantity] = Total(
                0 if is_open else max(0, figure.low - high),
                max(0, (figure.best or 0) - sum(f.best or 0 for f in known)),
                None if figure.high is None else max(0, figure.high - low),
                about=figure.about or any(f.about for f in known),
            )
        rest = self.within_affected(rest)
        return {} if all(total.high == 0 for total in rest.values()) else rest

    def within_affected(self, rest: dict[str, Total]) -> dict[str, Total]:
        """The same, where the affected hold the injured and those with acute stress."""
        if AFFECTED not in rest:
            return rest
        ends = {name: _ends(total) for name, total in rest.items()}
        low, best, high = ends[AFFECTED]
        parts = {INJURED, STRESS} & rest.keys()
        most = (high, high, high) if STRESS in parts else (low, best, high)
        for part in parts:
            ends[part] = [min(pair) for pair in zip(ends[part], most, strict=True)]
            if STRESS in parts:
                pairs = zip(ends[AFFECTED], ends[part], strict=True)
                ends[AFFECTED] = [max(pair) for pair in pairs]
        if self.stress is Stress.INJURED:
            ends[INJURED] = ends[AFFECTED]
        return {
            name: Total(int(low), int(best), None if high == inf else int(high), about=of.about)
            for name, of in rest.items()
            for low, best, high in [ends[name]]
        }

    def left_out(self, selection: Selection, clock: datetime | None) -> LeftOut:
        held = [self.incidents[code] for code in self.held(selection, clock)]
        gone = [one for one in held if one.state is ReviewState.WITHDRAWN]
        withdrawn = [one for one in gone if not one.merged_into]
        discounted = [one for one in held if one.grade is Grade.DISCOUNTED]
        whenever = self.held(replace(selection, first=None, last=None), clock)
        undated = [
            code
            for code in whenever
            if self.incidents[code].event.date is None and self.incidents[code].counts_in_totals
        ]
        return LeftOut(
            len(withdrawn),
            len([one for one in discounted if one not in gone]),
            len(undated) if selection.has_period else 0,
            sum(
                selection.touches(incident)
                and self.has_text(code, selection)
                and incident.counts_in_totals
                and self.figures(code, clock) is not None
                for code, incident in self.incidents.items()
            ),
            len(self.remainders_of(selection, clock)[1]),
        )


def completed(figures: dict[str, Figure]) -> dict[str, Figure]:
    """What is added up of an incident: its affected are its injured where nobody parts them."""
    affected = {name: f for name, f in figures.items() if name.partition(".")[0] == "affected"}
    if figures.get("affected", Figure()).low is None:
        affected = {
            "affected" + name.removeprefix("injured"): figure
            for name, figure in figures.items()
            if name.partition(".")[0] == "injured"
        }
    names = ("killed", "injured", "stress", "missing")
    return {n: f for n, f in figures.items() if n.partition(".")[0] in names} | affected


def flattened(group: totals.GroupTotal) -> dict[str, Total]:
    return dict(group.toll)


def _ends(total: Total) -> list[float]:
    return [total.low or 0, total.best or 0, inf if total.high is None else total.high]
