"""How each case file in `cases/` was made: `python -m tests.net.stories everything FOLDER`.

The files are kept as the first edition made them and are never made again: what is tested is that
later editions read them alike. The stories are told again in every run as well, and have to give
the history that the second edition gave: so nothing that is typed is lost on its way in. Then the
story of `everything` leaves out one step, the rule by rank, which is no more. Its words are written
out, not taken from the program, so that the story stays the same when a word is added; add a new
field or word to a new story.

`first-tables.ktcase` was made by the commit before the migration `nothing_disappears` (9f8cbb6~1),
by its own commands: `sample`, an `add` of OLDER and OLDER_COMMANDS.
"""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kharkiv_tracker import gazetteer
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.when import parse_date
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store import attachment_records, drafts, rule_choice, selections
from kharkiv_tracker.store.case_file import CaseFile
from tests import identities
from tests.net.door import document, output

Words = tuple[str, ...]

CLASSES: Words = ("men", "women", "boys", "girls", "child", "adult", "unknown")
CONDITIONS: Words = ("hospitalised", "serious", "stress")
WEAPONS: Words = (
    *("missile", "aerial bomb", "loitering munition", "short-range drone"),
    *("multiple-launch rocket system", "artillery or mortar", "mine or unexploded ordnance"),
    *("small arms", "other", "unknown"),
)
PLACES: Words = (
    *("residential", "commercial", "school or childcare", "healthcare", "industrial"),
    *("road or transport", "administrative", "cultural", "religious", "humanitarian"),
    *("energy or water", "open area", "military", "unknown"),
)
GRADES: Words = ("Confirmed", "Fair", "Weak", "Contested", "Discounted")
STATES: Words = ("Draft", "Ready for review", "Approved", "Has issues", "Withdrawn")
POINTS: Words = ("exact", "street", "neighbourhood", "settlement", "district")
PARTS_OF_DAY: Words = ("night", "dawn", "morning", "day", "evening")
KINDS: Words = (
    *("military administration", "emergency service", "prosecutor", "police"),
    *("health authority", "mayor or council", "national government", "media"),
    *("NGO", "UN", "witness", "social media"),
)
RELIABILITIES: Words = ("A", "B", "C", "D", "E", "F")
CONSENTS: Words = ("not asked", "refused", "without name", "with name")
COUNTS: Words = (
    *("7", "7+", ">9", "5-8", "~8", "<=6", "several", "0"),
    *("щонайменше 12", "близько 1 100", "кілька", "≥ 3", "unknown"),
)
PRECISIONS: Words = (
    *("exact", "approximate", *PARTS_OF_DAY),
    *("date", "range", "unknown"),
)
RELATIONS: Words = ("same attack wave", "double strike", "split from", "not the same")
RULES: Words = ("latest", "highest-ranked source", "range of all speakers")
REASONS: Words = (
    *("adopted", "chosen", "widened", "died in hospital", "not fitting", "outvoted"),
    *("own last word", "official before unofficial", "grown past"),
)
FINDINGS: Words = (
    *("joint contradiction", "disagreement", "falls", "digits swapped", "jump"),
    *("persons exceed figure", "same person", "single speaker", "district unknown", "undated"),
    *("provisional", "no update", "not approved"),
)
STATUSES: Words = ("killed", "injured", "injured, died later", "missing", "rescued")
DISTRICTS: Words = (
    *("Industrialnyi", "Kyivskyi", "Saltivskyi", "Nemyshlianskyi", "Novobavarskyi"),
    *("Osnovianskyi", "Slobidskyi", "Kholodnohirskyi", "Shevchenkivskyi"),
    *("Bohodukhivskyi", "Iziumskyi", "Berestynskyi", "Kupianskyi", "Lozivskyi"),
    *("Kharkivskyi", "Chuhuivskyi"),
    *("Kharkiv city, district unknown", "Харківська область, район невідомий"),
)
HOSTILE: Words = (
    '#read("/etc/passwd") $x$ *b* _i_ `c` <d> @e',
    "=HYPERLINK(1) '; DROP TABLE incidents; --",
    "<script>alert(1)</script> & {page} of {pages} %s",
    "fire\u202egnp.exe, 漢字 😢, e\u0301\u200b",
    "рядок\nдругий рядок\tтабуляція \\u{41}",
    "a\x07b\x1bc\u0000d",
)

#: Whose name is purged at the end.
NAME = "Оксана Приховайко"

#: What was added to the sample in `first-tables.ktcase`, by the commands of that edition.
OLDER: dict[str, Any] = {
    "incidents": [
        {
            "event": {"date": "2024-05-25", "time": "16:00", "precision": "exact"},
            "district": "Київський",
            "place": "будівельний гіпермаркет, вул. Героїв Праці",
            "point": [50.0293, 36.3497],
            "point_precision": "street",
            "weapons": ["aerial bomb"],
            "cluster": True,
            "places_hit": ["commercial"],
            "grade": "Confirmed",
            "state": "Ready for review",
            "summary": HOSTILE[0],
            "reports": [
                {
                    "as_of": "2024-05-25T20:00",
                    "published": "2024-05-25T20:30",
                    "speaker": "Олег Синєгубов",
                    "office": "ХОВА",
                    "source": "t.me/synegubov",
                    "source_kind": "military administration",
                    "killed": "several",
                    "injured": "2x killed",
                    "missing": "16",
                    "rescued": "~4",
                    "of_whom": {"injured": {"women": "2+", "hospitalised": "<=3"}},
                    "quote": HOSTILE[1],
                    "url": "https://example.org/1",
                    "archive_url": "https://archive.example.org/1",
                    "language": "uk",
                },
                {"as_of": "2024-05-27", "killed": "18", "transfer": {"injured_to_killed": 1}},
                {"quote": "Без дати", "injured": ">40", "confidential": True},
            ],
        },
        {
            "event": {"precision": "unknown"},
            "district": "Kharkiv city, district unknown",
            "reports": [{"as_of": "2024-06", "killed": "1-3", "injured": "0"}],
        },
        {
            "event": {"date": "2024-07-01", "precision": "night"},
            "district": "Чугуївський",
            "grade": "Discounted",
            "reports": [{"as_of": "2024-07-01", "killed": "5"}],
        },
    ],
    "statements": [
        {
            "area": "Kharkiv city, district unknown",
            "since": "2022-02-24",
            "as_of": "2024-07 early",
            "office": "Kharkiv city council",
            "killed": ">2000",
            "of_whom": {"killed": {"child": "97"}},
            "quote": "Понад дві тисячі",
        }
    ],
}

#: The commands that were run on it then, after `sample` and `add`.
OLDER_COMMANDS: tuple[Words, ...] = (
    ("amend", "KHT-2022-08-17-01", "--set", "summary=Виправлено", "--set", 'weapons=["other"]'),
    ("amend", "KHT-2024-05-25-03/2", "--set", "killed=19", "--set", "of_whom.killed.child=1+"),
    ("withdraw", "KHT-2024-05-25-03/3", "STA-2022-08-07-01"),
    ("withdraw", "KHT-2024-07-01-01"),
    ("reinstate", "KHT-2024-07-01-01"),
    ("approve", "KHT-2024-05-25-03"),
    ("undo",),
    ("redo",),
    ("amend", "KHT-undated-02", "--set", "place=десь"),
    ("undo",),
)


def sources() -> list[dict[str, Any]]:
    """A source of every kind, reliability and consent."""
    return [
        {
            "name": f"Джерело {number} <{kind}>",
            "kind": kind,
            "reliability": RELIABILITIES[number % 6],
            "rank": number + 1,
            "language": ("uk", "en", "ru")[number % 3],
            "notes": HOSTILE[number % 6],
            "confidential": number % 4 == 3,
            **({"consent": CONSENTS[number % 4]} if number % 5 else {}),
        }
        for number, kind in enumerate(KINDS)
    ]


def full_report(whole: str = "26") -> dict[str, Any]:
    """A report that says something in every field and of every quantity and part."""
    parts = {name: str(1 + number % 4) for number, name in enumerate(CLASSES)}
    parts |= {"hospitalised": "5-7", "serious": "~2", "stress": "3+"}
    return {
        "as_of": "2025-03-01T23:15",
        "published": "2025-03-02T00:05:30",
        "speaker": "Тетяна Ґедзь",
        "office": "Kharkiv regional prosecutor’s office",
        "source": "Джерело 2 <prosecutor>",
        "source_kind": "prosecutor",
        "killed": whole,
        "injured": "30+",
        "missing": "4",
        "rescued": "11",
        "of_whom": {"killed": parts, "injured": dict(reversed(parts.items()))},
        "combatants": {"killed": "2", "injured": "several"},
        "transfer": {"injured_to_killed": 2},
        "quote": "Двадцять шість загиблих.\nСеред них діти — «уточнюється».",
        "url": "https://example.org/новини?a=1&b=%20",
        "archive_url": "https://archive.example.org/web/20250302/x",
        "language": "uk",
        "confidential": False,
    }


def persons() -> list[dict[str, Any]]:
    """A person of every status, and of both sexes, every doubt about the age among them."""
    ages = ("34", "~30", "5-7", "<=17", "")
    return [
        {
            "name": (NAME, "Іван Приклад", "", "O’Neil-Стус", "Дитина")[number],
            "cleared": number == 3,
            "age": ages[number],
            "sex": ("female", "male")[number % 2],
            "status": status,
            "notes": HOSTILE[number],
            **({"report": 1 + number % 2} if number != 2 else {}),
        }
        for number, status in enumerate(STATUSES)
    ]


def full_incident() -> dict[str, Any]:
    """An incident with something in every field."""
    later = {**full_report("28"), "as_of": "2025-03-03", "published": "2025-03-04 early"}
    later |= {"confidential": True, "language": "en", "quote": HOSTILE[2], "transfer": None}
    return {
        "event": {"date": "2025-03-01", "time": "21:30", "precision": "exact"},
        "district": "Салтівський",
        "place": "вул. Академіка Павлова, 1",
        "point": [50.0, 36.3315],
        "point_precision": "exact",
        "weapons": ["missile", "loitering munition"],
        "cluster": True,
        "places_hit": ["residential", "school or childcare"],
        "grade": "Confirmed",
        "state": "Ready for review",
        "summary": "Подвійний удар. " + HOSTILE[3],
        "reports": [full_report(), later, {"as_of": "2025-03-02", "killed": "24", "injured": ""}],
        "persons": persons(),
    }


def event(number: int) -> dict[str, str]:
    """An event of every precision in its turn."""
    day = f"2025-{4 + number // 9:02}-{1 + number * 3 % 28:02}"
    if number == 3:
        return {"date": day, "time": "05:10", "precision": "approximate"}
    if number == 7:
        return {"date": day, "time": "10:00", "until": f"{day}T18:30", "precision": "range"}
    if number == 11:
        return {"precision": "unknown"}
    if number % 3 == 0:
        return {"date": day, "time": f"{number:02}:45"}
    if number % 3 == 1:
        return {"date": day, "precision": PARTS_OF_DAY[number // 3 % 5]}
    return {"date": day}


def strike(number: int) -> dict[str, Any]:
    """One of many incidents that have every word and every district among them."""
    voices = (
        {"speaker": "Ігор Терехов", "office": "Kharkiv city council"},
        {"speaker": "Ігор Терехов"},
        {"office": "ДСНС"},
        {"speaker": "eyewitness"},
        {},
    )
    reports = [
        {
            "as_of": f"2025-{6 + number // 9:02}-{10 + turn:02}" + ("", "T08:00", " late")[turn],
            **voices[(number + turn) % 5],
            "source": f"Джерело {(number + turn) % 12} <{KINDS[(number + turn) % 12]}>",
            "killed": COUNTS[(number + turn) % 13],
            "injured": "2x killed" if turn == 1 and number % 13 < 7 else COUNTS[(number + 5) % 13],
            "quote": HOSTILE[(number + turn) % 6],
            "url": f"https://example.org/{number}/{turn}",
        }
        for turn in range(1 + number % 3)
    ]
    return {
        "event": event(number),
        "district": DISTRICTS[number],
        "place": ("", "ринок «Барабашово»", HOSTILE[number % 6])[number % 3],
        **({"point": [49.9 + number / 100, 36.25], "point_precision": POINTS[number % 5]}
           if number % 2 else {}),
        "weapons": [WEAPONS[each % 10] for each in (number, number + 3)[: 1 + (number % 4 == 0)]],
        "cluster": number % 7 == 0,
        "places_hit": [PLACES[number % 14]],
        **({"grade": GRADES[number % 6]} if number % 6 < 5 else {}),
        "state": STATES[number % 5],
        "summary": f"Удар {number}. {HOSTILE[(number + 2) % 6]}" if number % 2 else "",
        "reports": reports,
    }  # fmt: skip


def statements() -> list[dict[str, Any]]:
    """Official totals: of the city, of the oblast and of a district, one of which falls."""
    telling = {
        "speaker": "Ігор Терехов",
        "office": "Kharkiv city council",
        "source": "Джерело 5 <mayor or council>",
        "source_kind": "mayor or council",
        "published": "2025-08-02T10:00",
        "quote": "Разом " + HOSTILE[4],
        "url": "https://example.org/total",
        "archive_url": "https://archive.example.org/total",
        "language": "uk",
    }
    parts = {"killed": {"child": "3", "women": "10-12"}, "injured": {"child": "~9", "stress": "8"}}
    return [
        {"area": "Kharkiv city, district unknown", "since": "2025-03-01", "as_of": "2025-08-01",
         "killed": "41", "injured": "2x killed", "of_whom": parts, **telling},
        {"area": "Kharkiv city, district unknown", "since": "2025-03-01", "as_of": "2025-08-20",
         "killed": "14", "injured": ">90", **telling},
        {"area": "Харківська область, район невідомий", "as_of": "2025-09", "killed": "~120"},
        {"area": "Saltivskyi", "since": "2025-03-01", "as_of": "2025-07 early", "injured": "30-35"},
        {"area": "Чугуївський", "killed": "several"},
    ]  # fmt: skip


def joint_reports() -> list[dict[str, Any]]:
    """Combined reports: of incidents, of districts in a period, and one that contradicts."""
    telling = {
        "as_of": "2025-06-30T12:00",
        "published": "2025-06-30T13:00",
        "speaker": "Суспільне",
        "office": "ДСНС",
        "source": "Джерело 7 <media>",
        "source_kind": "media",
        "quote": "Разом у двох місцях",
        "url": "https://example.org/joint",
        "archive_url": "https://archive.example.org/joint",
        "language": "en",
    }
    return [
        {"incidents": ["KHT-2025-04-01-01", "KHT-2025-04-04-01"], "killed": "15",
         "injured": "2x killed", "of_whom": {"injured": {"child": "1+"}}, **telling},
        {"districts": ["Saltivskyi", "Київський"], "from": "2025-03-01", "to": "2025-04-30",
         "killed": ">1", "injured": "~60", **telling},
        {"incidents": ["KHT-2025-04-01-01", "KHT-2025-04-07-01"], "killed": "900"},
    ]  # fmt: skip


def more() -> list[dict[str, Any]]:
    """Strikes of these days, one entered a second time, and an update with falling numbers."""
    recent = {"as_of": "2026-01-03T14:00", "injured": "3", "office": "ДСНС"}
    again = {"as_of": "2025-03-01T22:00", "killed": "26"}
    jump = {"as_of": "2025-07-30", "killed": "70", "office": "ДСНС"}
    fall = {"as_of": "2025-08-01", "killed": "1", "office": "ДСНС"}
    return [
        {
            "event": {"date": "2026-01-03"},
            "district": "Слобідський",
            "weapons": ["short-range drone"],
            "reports": [recent],
        },
        {
            "event": {"date": "2025-03-01", "time": "21:40"},
            "district": "Saltivskyi",
            "weapons": ["missile"],
            "place": "Академіка Павлова 1",
            "reports": [again],
            "persons": [{"name": NAME, "age": "34"}],
        },
        {
            "code": "KHT-2025-04-04-01",
            "reports": [jump, fall],
            "persons": [
                {"notes": "невідома", "sex": "female", "status": "killed"},
                {"name": "Марія Повторна", "age": "51", "status": "injured"},
            ],
        },
        {
            "event": {"date": "2026-01-02", "precision": "morning"},
            "district": "Kholodnohirskyi",
            "reports": [
                {"as_of": "2026-01-02T11:00", "office": "ДСНС", "killed": "1", "injured": "5"},
                {"as_of": "2026-01-03", "office": "ХОВА", "transfer": {"injured_to_killed": 1}},
            ],
            "persons": [
                {"name": "Марія Повторна", "age": "51", "status": "killed"},
                {"age": "8", "sex": "male", "status": "killed"},
                {"age": "70", "status": "injured, died later"},
            ],
        },
    ]


def everything(path: Path) -> None:
    """Every field, word and verb of the first edition in one case."""
    output("new", path, "--title", "Усе разом: all of it <&> #x", "--author", "О. Засновниця")

    def add(content: dict[str, Any], author: str = "Аналітик 1") -> Any:
        file = path.with_suffix(".json")
        file.write_text(json.dumps(content), encoding="utf-8")
        try:
            return document("add", path, file, "--author", author, "--reason", "внесено")
        finally:
            file.unlink()

    def do(verb: str, *arguments: object, author: str = "Analyst 2", reason: str = "") -> Any:
        return document(
            verb, path, *arguments, "--author", author, "--reason", reason or f"net: {verb}"
        )

    add({"sources": sources()})
    add({"incidents": [full_incident()]})
    add({"incidents": [strike(number) for number in range(18)]})
    add({"statements": statements()}, "Аналітик 2")
    add({"joint_reports": joint_reports()})
    add({"incidents": more()})
    attach(path)
    correct(path, do)
    relate(do)
    review(do)
    keep_aside(path)
    do("withdraw", "KHT-2025-04-22-01")
    mention(path, do)
    do("purge", "KHT-2025-03-01-01/P1", "--also", "Оксани Приховайко", "--yes")


def attach(path: Path) -> None:
    """Files with an incident, with a report, twice the same content, and one withdrawn."""
    at = datetime(2025, 3, 5, 8, 30, tzinfo=UTC)
    files = {"фото 1.jpg": b"\xff\xd8\xff\xe0 not a photo", "лист.txt": "Слово".encode() * 40}
    with CaseFile.open(path) as case, case.edit("Збирач", "attach") as edit:
        for code in ("KHT-2025-03-01-01", "KHT-2025-03-01-01/2", "KHT-2025-04-04-01"):
            for name, content in files.items():
                if code.endswith("/2"):
                    name, content = f"з репорту {name}", content + b"!"
                attachment_records.attach(
                    edit, code, content, name, "О. Збирачка", "downloaded", "net 1",
                    "https://example.org/file?x=<y>", HOSTILE[0], at,
                )  # fmt: skip


def correct(path: Path, do: Callable[..., Any]) -> None:
    """Corrections of every kind of record, withdrawals, and what takes them back."""
    first = "KHT-2025-03-01-01"
    do("amend", first, "--set", "summary=Виправлено", "--set", "event.time=21:35")
    do("amend", first, "--set", 'weapons=["missile"]', "--set", "point=null",
       "--set", "point_precision=null", "--set", "district=Kyivskyi")  # fmt: skip
    do("undo")
    do("redo")
    do("undo")
    do("amend", f"{first}/3", "--set", "killed=25", "--set", "of_whom.killed.child=2+",
       "--set", "of_whom.injured.serious=4", "--set", "rescued=5", "--set", "missing=~1",
       "--set", "archive_url=https://archive.example.org/3", "--set", "language=ru",
       "--set", "combatants.killed=1", "--set", "transfer=null",
       "--set", "confidential=true", "--set", "speaker=Нова Речниця")  # fmt: skip
    do("amend", f"{first}/P2", "--set", "age=35", "--set", "notes=null", "--set", "cleared=true")
    do("amend", f"{first}/A1", "--set", "notes=чітке", "--set", "uncovered=true")
    do("amend", "STA-2025-09-01", "--set", "injured=200-240", "--set", "since=2022-02-24")
    do("amend", "JNT-2025-06-30-01", "--set", "killed=9", "--set", "quote=null")
    do("source", "Джерело 7 <media>", "--set", "rank=2", "--set", "reliability=F")
    do("withdraw", f"{first}/P5", f"{first}/A2", "STA-undated-01", "JNT-undated-01")
    do("withdraw", f"{first}/2", "KHT-2025-04-13-01")
    do("reinstate", "KHT-2025-04-13-01")
    do("withdraw", "KHT-2025-04-16-01/1")
    do("reinstate", "KHT-2025-04-16-01/1")
    do("choose", "KHT-2025-04-04-01/1", reason="найповніший " + HOSTILE[0])
    do("choose", f"{first}/3", reason="перевірено")
    do("choose", first, "--none")
    do("amend", "KHT-2025-04-07-01", "--set", "grade=Weak", "--set", "place=помилка")
    do("undo")
    do("amend", "KHT-2025-04-10-01", "--set", "summary=перше")
    do("amend", "KHT-2025-04-10-01", "--set", "summary=друге")
    revisions = document("history", path, "KHT-2025-04-10-01")["revisions"]
    do("revert", "KHT-2025-04-10-01", "--to", revisions[-2]["seq"])


def relate(do: Callable[..., Any]) -> None:
    """Links of every relation, incidents made one and taken apart."""
    do("link", "KHT-2025-04-01-01", "KHT-2025-04-04-01", "--as", "same attack wave")
    do(
        "link",
        "KHT-2025-04-04-01",
        "KHT-2025-04-07-01",
        "--as",
        "double strike",
        "--notes",
        "«так»",
    )
    do("link", "KHT-2025-04-10-01", "KHT-2025-04-13-01", "--as", "not the same")
    do("link", "KHT-2025-04-16-01", "KHT-2025-04-19-01", "--as", "split from")
    do("link", "KHT-2025-04-16-01", "KHT-2025-04-19-01", "--as", "split from", "--remove")
    do("merge", "KHT-2025-03-01-01", "KHT-2025-03-01-02", reason="той самий удар")
    do("split", "KHT-2025-03-01-01", "--report", "2", "--set", "event.time=22:10",
       "--set", "event.precision=approximate", "--set", "place=поруч")  # fmt: skip


def review(do: Callable[..., Any]) -> None:
    """Approval by a second name, quiet days, counting rules, findings set aside and taken up."""
    do("rule", "--second-name", "--quiet-days", "21")
    do("approve", "KHT-2025-04-04-01", author="Друга Рука")
    do("amend", "KHT-2025-04-04-01/1", "--set", "killed=8")
    do("rule", "range of all speakers")
    do("set-aside", "KHT-2026-01-03-01", "single speaker", reason="інших не буде")
    do("set-aside", "KHT-2026-01-03-01", "not approved", reason="пізніше")
    do("set-aside", "KHT-2026-01-03-01", "not approved", "--take-up")
    do("rule", "latest")


def mention(path: Path, do: Callable[..., Any]) -> None:
    """The name that will be purged, in every text there is, links among them."""
    link = f"https://example.org/Оксана-Приховайко?q={quote(NAME)}"
    first, other = "KHT-2025-04-13-01", "KHT-2026-01-02-01"
    do("amend", first, "--set", f"place=біля {NAME}", "--set", f"summary=«{NAME}» — {NAME.upper()}")
    for code in (f"{first}/1", "STA-2025-08-01-01", "JNT-2025-06-30-02"):
        do("amend", code, "--set", f"quote=сказала {NAME}", "--set", f"url={link}",
           "--set", f"archive_url={link}", "--set", f"speaker={NAME}", "--set", "office=",
           "--set", f"source=канал {NAME}", "--set", "source_kind=social media")  # fmt: skip
    do("source", f"канал {NAME}", "--set", f"notes=знає {NAME}")
    do("choose", f"{first}/1", reason=f"за словами {NAME}")
    do("amend", f"{other}/P2", "--set", f"notes=син, {NAME} — мати", "--set", "name=О. Приховайко")
    do("link", first, other, "--as", "same attack wave", "--notes", f"пише {NAME}")
    do("set-aside", other, "not approved", reason=f"уточнює {NAME}")
    at = datetime(2026, 1, 4, 8, 30, tzinfo=UTC)
    with CaseFile.open(path) as case, case.edit("Збирач", "attach") as edit:
        attachment_records.attach(
            edit, other, NAME.encode(), f"{NAME}.txt", NAME, f"від {NAME}", "net 1", link,
            f"лист {NAME}", at,
        )  # fmt: skip
        rule_choice.set_title(edit, f"Усе разом: all of it <&> #x, {NAME}")


def keep_aside(path: Path) -> None:
    """What is in no history: drafts and kept selections."""
    with CaseFile.open(path) as case:
        drafts.save(case, "incident/1", {"place": "незавершено", "killed": "7+", "при": "Оксана"})
        drafts.save(case, "statement/2", {"area": HOSTILE[0]})
        selection = Selection(parse_date("2025-03-01"), parse_date("2025-04-30"), text=NAME)
        selections.save(case, "Весна «2025»", selection)
        selections.save(case, "All", Selection())


def sample(path: Path) -> None:
    """The sample case."""
    output("sample", path, "--author", "Перше видання")


def empty(path: Path) -> None:
    """A case in which nothing was recorded."""
    output("new", path, "--title", "Порожня")


def added(path: Path, content: dict[str, Any], title: str) -> None:
    """A case of what the JSON of `add` tells."""
    with CaseFile.create(path, title, author="net") as case:
        case.record(entry_json.read(content, gazetteer.load()), "net", "add")


STORIES: dict[str, Callable[[Path], None]] = {"sample": sample, "everything": everything}


def tell(name: str, folder: Path) -> Path:
    """Make the case of a story, with ids, salts and times that are always the same."""
    path = folder / f"{name}.ktcase"
    with identities.fixed(name):
        STORIES[name](path)
    return path


if __name__ == "__main__":
    tell(sys.argv[1], Path(sys.argv[2]))
