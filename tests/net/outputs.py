"""Everything that is asked of a case file in the net, each output a text under a name of its own.

The lists of the first edition are written out here: what is added to the program later fails
nothing, and what is taken away does.
"""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.domain.counting_rule import derive
from kharkiv_tracker.domain.figure import SUPERSEDED, Figure, FigureReason
from kharkiv_tracker.domain.incident import Incident
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.exchange import person_json, record_json
from kharkiv_tracker.store import (
    attachment_records,
    drafts,
    incidents,
    joint_comparison,
    merge_split,
    person_records,
    selections,
    source_usage,
    statements,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import incident_csv, pdf
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template
from tests.net import door
from tests.net.golden import digest, exact, laid_out

BY = (
    *("district", "day", "month", "year", "hour"),
    *("weapon", "place", "source_kind", "grade", "state"),
)
CHARTS = (
    *("cumulative", "stacked", "multiples", "per-day", "per-week", "per-month", "calendar"),
    *("by-weapon", "by-place", "by-grade", "by-source-kind", "by-hour"),
    *("growth", "people", "against-official", "map"),
)
LANGUAGES = ("en", "uk")
#: What sets a page: its bytes are compared where these are the same.
SETTERS = ("typst", "matplotlib", "numpy")

Ask = Callable[[Path], str]


@dataclass(frozen=True)
class Marks:
    """What is asked of one case: the days of its clocks, an incident and an earlier summary."""

    known: tuple[str, str]
    recorded: str
    incident: str
    since: str
    attachments: bool = False

    def clocks(self) -> dict[str, tuple[str, ...]]:
        """Options of every clock by the name of its output."""
        return {
            "today": (),
            "known-1": ("--as-known-on", self.known[0]),
            "known-2": ("--as-known-on", self.known[1]),
            "recorded": ("--as-recorded-on", self.recorded),
        }


CASES: Mapping[str, Marks] = {
    "sample": Marks(
        ("2022-08-17T22:40", "2024-05-26"), "2026-01-05T11:00", "KHT-2022-08-17-01", "1"
    ),
    "everything": Marks(
        ("2025-03-02T12:00", "2025-07-20"), "2026-01-05T11:02:00", "KHT-2025-03-01-01", "60", True
    ),
    "first-tables": Marks(
        ("2022-08-18", "2024-05-26T12:00"), "2026-11-25T21:43:18", "KHT-2024-05-25-03", "70"
    ),
    "first-edition": Marks(
        ("2022-08-20T12:00", "2022-08-23"), "2026-01-05T11:01:01", "KHT-2022-08-21-01", "31"
    ),
}
#: Parts of a selection, alone and together, as options of a command.
SELECTIONS: tuple[tuple[str, ...], ...] = (
    ("--from", "2022-08-17", "--to", "2025-04-10"),
    ("--district", "Saltivskyi", "--district", "Київський"),
    ("--weapon", "missile"),
    ("--grade", "Fair", "--grade", "Weak"),
    ("--state", "Draft", "--state", "Withdrawn"),
    ("--text", "удар"),
    ("--text", "100%_'"),
    ("--from", "2025-04-01", "--state", "Has issues", "--weapon", "loitering munition"),
)


def outputs(marks: Marks) -> dict[str, Ask]:
    """All outputs of a case but its pages, by the names of their golden files."""
    asked: dict[str, Ask] = {
        "verify.json": partial(command, "verify"),
        "history.json": partial(command, "history"),
        "history-of.json": with_case(revisions_of),
        "figures.json": with_case(figures),
        "records.json": with_case(records),
        "aside.json": with_case(aside),
        "totals-selected.json": selected,
        "gaps.json": partial(command, "gaps"),
        "queue.json": partial(command, "queue"),
        "duplicates.json": partial(command, "duplicates"),
        "persons.json": partial(command, "persons"),
        "persons-names.json": partial(command, "persons", "--names"),
        "sources.json": partial(command, "sources"),
        "rule.json": rules,
        "by-range.json": partial(ruled, "range of all speakers"),
    }
    if marks.attachments:
        asked["attachments.txt"] = attached_files
    for name, options in marks.clocks().items():
        asked[f"totals-{name}.json"] = partial(totals, options)
        asked[f"charts-{name}.csv"] = partial(charts, options)
    for name, profile in (("public", Profile.RESTRICTED), ("internal", Profile.INTERNAL)):
        asked[f"incidents-{name}.csv"] = with_case(partial(table, profile))
    for language in LANGUAGES:
        asked[f"words-{language}.txt"] = partial(words, language)
    return asked


def with_case(ask: Callable[[CaseFile], Any]) -> Ask:
    """Ask a case that is open; what is no text is laid out as JSON."""

    def answer(path: Path) -> str:
        with CaseFile.open(path) as case:
            content = ask(case)
        return content if isinstance(content, str) else laid_out(content)

    return answer


def command(verb: str, *options_and_case: Any) -> str:
    """What a command prints as JSON, laid out."""
    *options, path = options_and_case
    return exact(door.output(verb, path, *options, "--json"))


def totals(options: tuple[str, ...], path: Path) -> str:
    """Totals by every grouping."""
    return laid_out({by: door.document("totals", path, "--by", by, *options) for by in BY})


def selected(path: Path) -> str:
    """Totals by district of several selections."""
    return laid_out([door.document("totals", path, *options) for options in SELECTIONS])


def rules(path: Path) -> str:
    """What every counting rule would change; nothing is changed."""
    named = ("latest", "range of all speakers")
    return laid_out(
        [door.document("rule", path), *(door.document("rule", path, r, "--dry-run") for r in named)]
    )


def ruled(rule: str, path: Path) -> str:
    """Figures, and totals by every grouping, of a copy that is counted by another rule."""
    copy = Path(shutil.copy(path, path.with_name(f"{path.stem}-ruled.ktcase")))
    try:
        # Low and best are the same but for the range of all speakers.
        door.document("rule", copy, rule)
        return with_case(figures)(copy) + totals((), copy)
    finally:
        copy.unlink()


def charts(options: tuple[str, ...], path: Path) -> str:
    """The numbers behind every kind of chart, one below the other."""
    texts = []
    for kind in CHARTS:
        target = path.with_name(f"{path.stem}-{kind}.csv")
        door.output("chart", path, kind, "-o", target, *options)
        texts.append(f"# {kind}\n{target.read_bytes().decode()}")
        target.unlink()
    return "\n".join(texts)


def words(language: str, path: Path) -> str:
    """What commands tell people, without JSON."""
    asked = ("totals", "gaps", "queue", "duplicates", "persons", "sources", "verify", "history")
    told = [f"$ {verb}\n{door.output(verb, path, '--lang', language)}" for verb in asked]
    return "\n".join(told)


def attached_files(path: Path) -> str:
    """What is told of every attachment where they are taken out, and the files there are."""
    folder = path.with_name(f"{path.stem}-taken-out")
    door.output("extract", path, folder)
    try:
        texts = [(folder / "manifest.json").read_text(encoding="utf-8")]
        for file in sorted(folder.iterdir()):
            if file.name != "manifest.json":
                texts.append(f"{file.name} {digest(file.read_bytes())}\n")
        return "".join(texts)
    finally:
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


def codes(case: CaseFile) -> list[str]:
    """The codes of all incidents, in order."""
    return sorted(row.code for row in incidents.rows(case, incidents.ids(case)))


def revisions_of(case: CaseFile) -> dict[str, str]:
    """The numbers of the revisions of each incident."""
    path = case.path
    assert path is not None
    return {
        code: " ".join(
            str(each["seq"]) for each in door.document("history", path, code)["revisions"]
        )
        for code in codes(case)
    }


def figures(case: CaseFile) -> dict[str, Any]:
    """Every figure of every incident with its reasons, and how it grew."""
    return {
        code: {
            "figures": {q: figure(f) for q, f in sorted(incidents.figures(case, code).items())},
            "superseded": {q: because for q, because in superseded(case, code) if because},
            "steps": [
                [step.quantity, _instant(step.known_from), *figure(step.figure)]
                for step in incidents.steps(case, code)
            ],
        }
        for code in codes(case)
    }


def superseded(case: CaseFile, code: str) -> Iterator[tuple[str, list[list[str]]]]:
    """What a figure does not rest on and why, which is not stored but derived when it is shown."""
    for quantity, whole in sorted(derive(incidents.grounds(case, code)).items()):
        yield quantity, [reason(each) for each in whole.because if each.reason in SUPERSEDED]


def figure(told: Figure) -> list[Any]:
    """A figure as a list, its reasons last."""
    because = [reason(each) for each in told.because]
    return [told.low, told.best, told.high, *(["about"] if told.about else []), because]


def reason(told: FigureReason) -> list[str]:
    """A reason, the part it is about if any, and the ids of its reports."""
    return [told.reason.value, *([told.part] if told.part else []), *told.reports]


def records(case: CaseFile) -> dict[str, Any]:
    """Every record as the JSON by which it is added and corrected."""
    listed = list(person_records.listed(case))
    return {
        "incidents": {code: _incident(case, code) for code in codes(case)},
        "statements": {
            one.code: [one.withdrawn, record_json.document_of(one)]
            for one in statements.statements(case, withdrawn=True)
        },
        "joint_reports": {
            one.code: [one.withdrawn, record_json.document_of(one)]
            for one in joint_comparison.joint_reports(case, withdrawn=True)
        },
        "persons": {
            each.code: [
                each.person.withdrawn,
                person_json.person_document(
                    each.person, person_records.report_number(case, each.person.report)
                ),
            ]
            for each in listed
        },
        "sources": [record_json.document_of(one.source) for one in source_usage.listed(case)],
    }


def _incident(case: CaseFile, code: str) -> dict[str, Any]:
    incident: Incident = incidents.incident(case, code)
    return {
        "incident": record_json.document_of(incident),
        "chosen": [incident.chosen, incident.chosen_reason],
        "merged": [merge_split.merged_into(case, code), *merge_split.merged_from(case, code)],
        "links": [
            [each.one, each.relation.value, each.other, each.notes]
            for each in merge_split.links(case, code)
        ],
        "reports": [
            [each.number, each.withdrawn, record_json.document_of(each)]
            for each in incidents.reports(case, code)
        ],
        "attachments": [
            [each.number, each.withdrawn, each.name, record_json.document_of(each)]
            for each in attachment_records.of(case, code)
        ],
    }


def aside(case: CaseFile) -> dict[str, Any]:
    """What is kept outside history: drafts and selections."""
    return {
        "drafts": [[one.form, one.at.isoformat(), one.content] for one in drafts.load_all(case)],
        "selections": {name: one.document() for name, one in selections.load(case).items()},
    }


def table(profile: Profile, case: CaseFile) -> str:
    """The table of incidents that goes beside a long summary."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(incident_csv, "LONGEST", 0)
        (content,) = pdf.prepare(case, SummaryRequest(profile=profile)).extra_files.values()
    return content.decode()


def pages(marks: Marks) -> Iterator[tuple[str, SummaryRequest]]:
    """Every summary that is asked of a case, by the name of its golden file."""
    known = View(as_known_on=parse_clock(marks.known[1]))
    for language in LANGUAGES:
        incident = {"template": Template.INCIDENT, "incident": marks.incident}
        changes = {"template": Template.CHANGES, "since": marks.since}
        yield f"page-period-{language}", SummaryRequest(language=language)
        yield f"page-incident-{language}", SummaryRequest(language=language, **incident)  # type: ignore[arg-type]
        yield f"page-changes-{language}", SummaryRequest(language=language, **changes)  # type: ignore[arg-type]
        yield (
            f"page-internal-{language}",
            SummaryRequest(
                known,
                language=language,
                profile=Profile.INTERNAL,
                author="Підписант",
                approved_only=language == "uk",
            ),
        )


def page(prepared: pdf.PreparedSummary) -> str:
    """What Typst sets, but for the drawings, which depend on the library that draws them."""
    return laid_out(_without_drawings(json.loads(prepared.data)))


def setters() -> dict[str, str]:
    """The versions of all that a page's bytes depend on."""
    return {name: version(name) for name in SETTERS}


def _without_drawings(content: Any) -> Any:
    match content:
        case dict():
            return {k: "drawn" if k == "svg" else _without_drawings(v) for k, v in content.items()}
        case list():
            return [_without_drawings(each) for each in content]
    return content


def _instant(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
