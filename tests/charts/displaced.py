"""Run by itself: draws every kind of chart of a case in which a third quantity is counted.

It is declared where quantities are declared, before anything else is imported; what was drawn is
printed as JSON, by kind.
"""

import ast
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

_MODULE = "kharkiv_tracker.domain.quantity"
_DECLARED = """
from dataclasses import replace as _replace
_DISPLACED = _replace(
    _QUANTITIES[1],
    name="displaced", word="displaced", heading="Displaced", count="{count} displaced",
    of_people=Label("of people", "displaced"), people=Label("people", "Displaced"),
    toll="{figure} displaced", short=Label("short", "displaced"),
    children="Children displaced", colour="attention",
)
_QUANTITIES = (*_QUANTITIES[:2], _DISPLACED, *_QUANTITIES[2:])
"""


def declare() -> None:
    """Count the displaced too, after the others that are counted."""
    spec = importlib.util.find_spec(_MODULE)
    assert spec
    assert spec.origin
    source = Path(spec.origin).read_text(encoding="utf-8")
    (assigned,) = (
        node
        for node in ast.parse(source).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "_QUANTITIES"
    )
    lines = source.splitlines()
    lines.insert(assigned.end_lineno or 0, _DECLARED)
    module = importlib.util.module_from_spec(spec)
    sys.modules[_MODULE] = module
    exec(compile("\n".join(lines), spec.origin, "exec"), module.__dict__)  # noqa: S102 - our own


def charts() -> dict[str, Any]:
    """What each kind draws, tells under its points and tables."""
    from kharkiv_tracker.charts import kinds
    from kharkiv_tracker.charts.chart_request import MEASURES, Measure, Options, measure_label
    from kharkiv_tracker.charts.curves import incident_curve
    from kharkiv_tracker.domain.outline import Populations
    from kharkiv_tracker.store import incidents

    result: dict[str, Any] = {"measures": [measure_label(measure) for measure in MEASURES]}
    with _case() as case:
        for name in kinds.KINDS:
            figure = kinds.draw(case, name)
            result[name] = {
                "texts": _texts(figure),
                "targets": sorted(_target_texts(figure)),
                "csv": kinds.csv(case, name),
            }
        (row,) = (row for row in incidents.rows(case, incidents.ids(case)) if row.event.date)
        people = Populations("A file", {row.district: 100_000})
        for measure in ("displaced", "displaced per 100,000"):
            options = Options(measure=Measure.of(measure), populations=people)
            for name in ("calendar", "map"):
                figure = kinds.draw(case, name, options=options)
                result[f"{name}, {measure}"] = {"texts": _texts(figure)}
        steps = incidents.steps(case, row.code)
        result["one incident"] = {"texts": _texts(incident_curve.draw(steps, "displaced.women"))}
    return result


def _case() -> Any:
    """Two incidents, one of them undated, and an official total."""
    from datetime import date

    from kharkiv_tracker import gazetteer
    from kharkiv_tracker.domain.count import Count
    from kharkiv_tracker.domain.entry import Entries, IncidentEntry
    from kharkiv_tracker.domain.incident import Incident, Weapon
    from kharkiv_tracker.domain.report import Report
    from kharkiv_tracker.domain.source import Source, Speaker
    from kharkiv_tracker.domain.statement import Statement
    from kharkiv_tracker.domain.when import EventTime, Precision, parse_as_of
    from kharkiv_tracker.store.case_file import CaseFile

    (place,) = gazetteer.load().find("Saltivskyi")
    day = date(2022, 8, 17)

    def report(as_of: str, **counts: str) -> Report:
        numbers = {name.replace("_", "."): Count.parse(text) for name, text in counts.items()}
        office = Speaker("", "An office")
        return Report(
            as_of=parse_as_of(as_of), speaker=office, source=Source("A"), counts=numbers, quote="q"
        )

    dated = Incident(EventTime(day, precision=Precision.DATE), place.key, weapons=(Weapon.MISSILE,))
    entries = (
        IncidentEntry(
            dated,
            (
                report("2022-08-17", killed="7", injured="16", displaced="120"),
                report("2022-08-18", displaced="129", displaced_women="70", displaced_girls="9"),
            ),
        ),
        IncidentEntry(Incident(EventTime(), place.key), (report("2022-08-19", displaced="?"),)),
    )
    official = Statement(
        place.key,
        since=day,
        as_of=parse_as_of("2022-08-18"),
        source=Source("A"),
        counts={"displaced": Count.parse("100")},
    )
    case = CaseFile.in_memory("A case")
    case.record(Entries(entries, (official,)), "tester", "displaced")
    return case


def _texts(figure: Any) -> list[str]:
    return [
        artist.get_text() for artist in figure.findobj(lambda artist: hasattr(artist, "get_text"))
    ]


def _target_texts(figure: Any) -> set[str]:
    """What lies under its points."""
    shares = [(at + 0.5) / 40 for at in range(40)]
    points = (
        area.find(area.box.left + area.box.width * x, area.box.bottom + area.box.height * y)
        for area in figure.areas
        for x in shares
        for y in shares
    )
    return {target.text for target in points if target}


if __name__ == "__main__":
    declare()
    sys.stdout.write(json.dumps(charts()))
