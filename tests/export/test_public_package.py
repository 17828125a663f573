"""The package for the public: whole in itself, readable by all, and no more than its version."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from kharkiv_tracker import gazetteer, i18n, labels, languages
from kharkiv_tracker.charts import chart_bytes, chart_profile
from kharkiv_tracker.charts.chart_request import Options
from kharkiv_tracker.charts.curves import cumulative_chart
from kharkiv_tracker.charts.lanes import lanes_chart
from kharkiv_tracker.domain.clearance import Decision
from kharkiv_tracker.domain.incident import Grade
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.quantity import COUNTED
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.errors import Refused, WrongCall
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.export import present_json
from kharkiv_tracker.export.published_records import PublishedRecords
from kharkiv_tracker.export.site import curve_images, incident_list, public_package
from kharkiv_tracker.export.site.list_plan import ListPlan
from kharkiv_tracker.export.site.markup import is_followed, tag
from kharkiv_tracker.store import (
    corrections,
    history,
    merge_split,
    name_erasure,
    publication,
    records,
    totals,
)
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary.second_count import Disagreement
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests.cases import sample_case

OPEN = SummaryRequest(profile=Profile.OPEN, quotes=True)
HOSTILE = "</td><script>alert(1)</script>&amp;\u202e\"'"
#: What only an earlier package could show: all of it is gone or is no longer to be named.
GONE = ("Zabutnyi", "Zmenshenko", "Zhasloho", "Zlytoho", "Zvedenoho", "Zminenoho")
VOID = {"br", "img", "input", "link", "meta", "source"}


@dataclass
class Page(HTMLParser):
    """A page as a browser would read it; anything that is not closed fails."""

    path: Path
    root: Path
    stack: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    elements: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.source = self.path.read_text("utf-8")
        self.feed(self.source)
        self.close()
        assert not self.stack

    def handle_starttag(self, name: str, attrs: Any) -> None:
        attributes = dict(attrs)
        assert len(attributes) == len(attrs)
        self.elements.append((name, attributes))
        if name not in VOID:
            self.stack.append(name)
        self.ids += [attributes["id"]] if "id" in attributes else []
        for key in ("href", "src", "srcset"):
            if key in attributes:
                self.links.append((name, attributes[key], attributes))

    def handle_endtag(self, name: str) -> None:
        assert self.stack.pop() == name

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self.stack[-1] if self.stack else "", data.strip()))

    def named(self, *names: str) -> list[tuple[str, dict[str, Any]]]:
        return [element for element in self.elements if element[0] in names]

    def within(self, name: str) -> list[str]:
        return [text for element, text in self.texts if element == name]


def strike(place: str, **more: Any) -> dict[str, Any]:
    report = {
        "as_of": "2024-06-02",
        "source": "Press",
        "speaker": "Head H.",
        "killed": "2-4",
        "injured": "12+",
        "quote": "Words of a source.",
        "url": "https://example.org/a?b=1&c=2",
        **more.pop("report", {}),
    }
    day = {"date": "2024-06-01"}
    return {
        "event": day,
        "district": "Saltivskyi",
        "place": place,
        "reports": [report],
        **more,
    }


def add(case: CaseFile, *strikes: dict[str, Any]) -> None:
    case.record(entry_json.read({"incidents": list(strikes)}, gazetteer.load()), "a", "r")


def rewrite(case: CaseFile, kind: str, word: str, **values: str) -> None:
    """Write these values into the record of a kind that has the word in it."""
    with case.edit("a", "r") as edit:
        for uid, state in list(records.states(edit.db, kind)):
            if word in str(state):
                edit.write(kind, uid, {**state, **values})


def decide(case: CaseFile, decision: Decision = Decision.NAMED) -> None:
    with case.edit("a", "r") as edit:
        undecided = publication.undecided(case)
        publication.decide(edit, [(item.uid, decision) for item in undecided])


def two_packages() -> tuple[CaseFile, int]:
    """A case that changed since its earlier package, and the last revision of that one."""
    case = sample_case()
    full = {"visibility": "full", "status": "killed", "sex": "female", "age": "34"}
    add(
        case,
        strike("garage", persons=[{"name": "Olha Zabutnyi", **full}]),
        strike("cellar", persons=[{"name": "Iryna Zmenshenko", **full}]),
        strike("shop of Zhasloho"),
        strike("house of Zlytoho"),
        strike("street of Zvedenoho"),
        strike("yard of Zminenoho", persons=[{"name": "Petro Nazvanyi", **full}]),
        strike("flat of Lida Zakryta", persons=[{"name": "Lida Zakryta"}]),
    )
    decide(case)
    since = history.count(case)
    with case.edit("a", "r") as edit:
        name_erasure.purge(edit, "KHT-2024-06-01-01/P1")
        corrections.withdraw(edit, "KHT-2024-06-01-03")
        merge_split.merge(edit, "KHT-2024-06-01-02", "KHT-2024-06-01-04")
        corrections.set_grade(edit, "KHT-2024-06-01-05", Grade.DISCOUNTED)
    rewrite(case, "person", "Zmenshenko", visibility="age and sex")
    rewrite(case, "incident", "Zminenoho", place=HOSTILE)
    add(case, strike("square", report={"killed": "9", "url": "javascript:alert(1)"}))
    decide(case)
    return case, since


@pytest.fixture(scope="module")
def changed() -> Iterator[tuple[CaseFile, int]]:
    case, since = two_packages()
    with case:
        yield case, since


@pytest.fixture(scope="module")
def package(changed: tuple[CaseFile, int], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The open package of that case as a folder."""
    i18n.activate("en")
    folder = tmp_path_factory.mktemp("site") / "package"
    case, since = changed
    public_package.write(case, OPEN, folder, since=since)
    return folder


@pytest.fixture(scope="module")
def pages(package: Path) -> list[Page]:
    return [Page(path, package) for path in sorted(package.rglob("*.html"))]


def page(package: Path, name: str) -> Page:
    return Page(package / name, package)


def test_every_page_is_there_in_every_language(package: Path) -> None:
    first, *others = (package / code for code in i18n.LANGUAGES)
    names = {str(path.relative_to(first)) for path in first.rglob("*")}
    assert {"index.html", "method.html", "changes.html", "data.html"} < names
    for folder in others:
        assert {str(path.relative_to(folder)) for path in folder.rglob("*")} == names
    assert (package / "index.html").is_file()


def test_every_link_leads_to_a_file_of_the_package_or_is_one_to_follow(pages: list[Page]) -> None:
    for one in pages:
        for name, way, attributes in one.links:
            if way.startswith(("https://", "http://")):
                assert name == "a"
                assert attributes["rel"] == "noopener noreferrer nofollow"
                assert attributes["referrerpolicy"] == "no-referrer"
                continue
            path, _hash, anchor = unquote(way).partition("#")
            target = (one.path.parent / path).resolve() if path else one.path
            assert target.is_file(), (one.path, way)
            assert target.is_relative_to(one.root.resolve())
            if anchor:
                assert anchor in Page(target, one.root).ids, (one.path, way)


def test_nothing_runs_or_is_fetched_that_is_not_in_the_folder(pages: list[Page]) -> None:
    for one in pages:
        policy = next(a for n, a in one.elements if a.get("http-equiv"))["content"]
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self';")
        for name, attributes in one.elements:
            assert name not in {"style", "iframe", "object", "embed", "form", "base"}
            assert "style" not in attributes
            assert not [key for key in attributes if key.startswith("on")]
        assert all(attributes["src"] for _name, attributes in one.named("script"))
        assert "javascript:" not in "".join(way for _name, way, _all in one.links)
    style = (pages[0].root / "style.css").read_text("utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_a_page_can_be_read_without_seeing_it(pages: list[Page]) -> None:
    for one in pages:
        assert len(one.ids) == len(set(one.ids))
        heads = [int(name[1]) for name, _attributes in one.elements if re.match(r"h\d$", name)]
        assert heads.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(heads))
        (html,) = one.named("html")
        assert html[1]["lang"] in languages.spoken()
        assert all(attributes["alt"] for _name, attributes in one.named("img"))
        assert all(attributes.get("scope") for _name, attributes in one.named("th"))
        tables, captions = one.named("table"), one.named("caption")
        assert len(tables) == len(captions)
        for _name, attributes in one.elements:
            if attributes.get("class") == "scroll":
                assert attributes["role"] == "region"
                assert attributes["aria-label"]
                assert attributes["tabindex"] == "0"
        for name in ("header", "main", "footer"):
            assert len(one.named(name)) == 1


def test_what_was_typed_is_text(package: Path, pages: list[Page]) -> None:
    assert not [one.path for one in pages if "alert(1)" in "".join(one.within("script"))]
    story = page(package, "en/incidents/KHT-2024-06-01-06.html")
    assert HOSTILE in " ".join(text for _element, text in story.texts)
    assert "&lt;script&gt;" in story.source
    square = page(package, "en/incidents/KHT-2024-06-01-08.html")
    assert "javascript:alert(1)" in " ".join(text for _element, text in square.texts)


@pytest.mark.parametrize("url", ["https://example.org/a", "http://example.org", "HTTP://a.b/c"])
def test_an_address_of_the_web_is_followed(url: str) -> None:
    assert is_followed(url)


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "//a.b", "https://", "data:text/html,a", "https://a b/", "x"]
)
def test_another_address_is_only_shown(url: str) -> None:
    assert not is_followed(url)


def test_markup_escapes_what_is_not_markup() -> None:
    assert tag("a", "<b>\x00\ud800", tag("br"), None, ["&"], title='"<', hidden=True) == (
        '<a title="&quot;&lt;" hidden>&lt;b&gt;\ufffd\ufffd<br>&amp;</a>'
    )


def test_every_sentence_of_a_page_is_in_its_language(package: Path) -> None:
    typed = re.compile(r"Words of|example\.org|alert\(1\)|Kharkiv|Prosecutor|Police|Office")
    english = {
        text
        for name in ("index", "method", "changes", "data", "incidents/KHT-2024-06-01-08")
        for _element, text in page(package, f"en/{name}.html").texts
        if re.search(r"([a-z]{2,}[ ,.;:]+){3}", text) and not typed.search(text)
    }
    assert len(english) > 40
    for path in (package / "uk").rglob("*.html"):
        texts = {text for _element, text in Page(path, package).texts}
        assert not texts & english, path


def test_the_numbers_are_those_of_the_totals(package: Path, changed: Any) -> None:
    case, _since = changed
    total = totals.totals(case)
    figures = {name: labels.figure_text(total.total.toll[name]) for name in ("killed", "injured")}
    overview = page(package, "en/index.html")
    foot = re.search(r"<tfoot>(.*?)</tfoot>", overview.source)
    assert foot
    cells = re.findall(r">([^<>]+)<", foot[1])
    assert cells[:4] == ["All", str(total.total.incidents), *figures.values()]
    body = re.search(r'<table id="incidents".*?<tbody>(.*?)</tbody>', overview.source)
    assert body
    assert body[1].count("<tr>") == total.total.incidents
    best = [0, 0]
    for row in body[1].split("<tr>")[1:]:
        for at, key in enumerate(re.findall(r'class="number" data-key="([^"]*)"', row)):
            best[at] += int(key) if key.isdigit() else 0
    assert best == [total.total.toll[name].best for name in ("killed", "injured")]
    for path in ("index.html", "uk/index.html"):
        other = re.search(r"<tfoot>(.*?)</tfoot>", page(package, path).source)
        assert other
        assert re.findall(r">([^<>]+)<", other[1])[1:4] == cells[1:4]


def test_the_changes_name_codes_and_numbers_alone(package: Path, changed: Any) -> None:
    case, since = changed
    with case.as_recorded_on(since) as earlier:
        before, now = (totals.summed(one, Selection()) for one in (earlier, case))
    assert (before.incidents, now.incidents) == (14, 12)
    changes = page(package, "en/changes.html")
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", changes.source)
    texts = [" ".join(re.findall(r">([^<>]+)<", f">{row}<")) for row in rows]
    assert "KHT-2024-06-01-03 Withdrawn" in texts
    assert "KHT-2024-06-01-04 merged into KHT-2024-06-01-02" in texts
    assert "KHT-2024-06-01-05 Discounted" in texts
    assert "KHT-2024-06-01-08 9 12+" in texts
    for name, total in (("Before", before), ("Now", now)):
        figures = " ".join(labels.figure_text(total.toll[name]) for name in COUNTED)
        assert f"{name} {total.incidents} {figures}" in texts
    assert not (package / "en/incidents/KHT-2024-06-01-03.html").exists()


def test_what_an_earlier_package_named_is_in_no_byte_of_this_one(package: Path) -> None:
    for path in package.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert not [name for name in GONE if name.encode() in data], path
            assert b"Zakryta" not in data, path
    story = page(package, "uk/incidents/KHT-2024-06-01-07.html")
    with i18n.speaking("uk"):
        assert i18n._("[name]") in story.source
    assert "Petro Nazvanyi" in page(package, "en/incidents/KHT-2024-06-01-06.html").source


def test_a_zip_has_the_same_bytes_again(package: Path, changed: Any, tmp_path: Path) -> None:
    case, since = changed
    with i18n.speaking("uk"):
        public_package.write(case, OPEN, tmp_path / "a.ZIP", since=since)
    assert [path.name for path in tmp_path.iterdir()] == ["a.ZIP"]
    with zipfile.ZipFile(tmp_path / "a.ZIP") as archive:
        zipped = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    files = {
        path.relative_to(package).as_posix(): path.read_bytes()
        for path in package.rglob("*")
        if path.is_file()
    }
    assert zipped == files
    sums = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    described = json.loads(files["package.json"])
    assert described["format"] == 1
    assert described["languages"] == list(i18n.LANGUAGES)
    assert described["revision"] == history.count(case)
    assert described["fingerprint"] == history.fingerprint(case)
    assert described["selection"] == Selection().document()
    for name in ("tester", str(tmp_path), str(package.parent)):
        assert name.encode() not in b"".join(files.values())


def test_what_was_searched_for_is_for_the_team(changed: Any) -> None:
    request = SummaryRequest(View(Selection(text="Zakryta")))
    for profile in Profile:
        records = PublishedRecords(changed[0], replace(request, profile=profile))
        shown = "Zakryta" if profile.is_internal else None
        assert records.selection_shown["text"] == shown
        head = next(present_json.text(records))
        assert (b"Zakryta" in head) is profile.is_internal


class Stopped(Exception):
    """What cancels an export."""


@pytest.mark.parametrize("name", ["package", "package.zip"])
@pytest.mark.parametrize("steps", [1, 6])
def test_a_cancelled_package_leaves_what_was_there(tmp_path: Path, name: str, steps: int) -> None:
    left = iter(range(steps))

    def stop(_done: int, _of: int) -> None:
        if next(left, None) is None:
            raise Stopped

    with sample_case() as case:
        add(case, strike("place"))
        with pytest.raises(Stopped):
            public_package.write(case, SummaryRequest(), tmp_path / name, stop)
    assert not list(tmp_path.iterdir())


def test_a_folder_of_others_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear", "utf-8")
    with sample_case() as case, pytest.raises(WrongCall, match="not an earlier export"):
        public_package.write(case, SummaryRequest(), tmp_path / "mine")
    assert (tmp_path / "mine" / "letter.txt").read_text("utf-8") == "dear"


def test_a_package_is_neither_internal_nor_open_before_all_is_decided(tmp_path: Path) -> None:
    with sample_case() as case:
        for profile, sentence in ((Profile.INTERNAL, "internal"), (Profile.OPEN, "decided on")):
            request = SummaryRequest(profile=profile)
            with pytest.raises(Refused, match=sentence):
                public_package.write(case, request, tmp_path / "no")
        with pytest.raises(Refused, match="of the earlier package"):
            public_package.write(case, SummaryRequest(), tmp_path / "no", since=9999)
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_where_two_counts_differ(tmp_path: Path) -> None:
    with sample_case() as case:
        case.db.execute("UPDATE figure_steps SET best = best + 1 WHERE quantity = 'killed'")
        with pytest.raises(Disagreement):
            public_package.write(case, SummaryRequest(), tmp_path / "no")
    assert not list(tmp_path.iterdir())


def test_a_long_list_is_on_pages_of_a_year_a_month_or_less() -> None:
    months = {(2022, 3): 400, (2022, 4): 600, (2023, 1): 900, (2023, 2): 2100, None: 3}
    plan = ListPlan(list(incident_list.pages(months)))
    listed = {page.name: page.incidents for page in plan.pages}
    assert listed == {
        "incidents-2022.html": 1000,
        "incidents-2023-01.html": 900,
        "incidents-2023-02-1.html": 1000,
        "incidents-2023-02-2.html": 1000,
        "incidents-2023-02-3.html": 100,
        "incidents-undated.html": 3,
    }
    assert plan.pages[3].title == "Incidents of February 2023, part 2"


def test_a_dark_picture_is_what_would_be_drawn_dark() -> None:
    with sample_case() as case:
        request = chart_profile.request(case, View(), Options(labelled=False), Profile.OPEN)
        for kind in (cumulative_chart, lanes_chart):
            data = kind.read(case, request)
            light, dark = (
                chart_bytes.write(kind.draw(data, tone, (6, 4)), "svg")
                for tone in ("light", "dark")
            )
            assert plain(curve_images.darkened(light)) == plain(dark)


def plain(picture: bytes) -> bytes:
    """The picture with its inner names, which follow from colours, numbered in their order."""
    names: dict[bytes, bytes] = {}

    def numbered(match: re.Match[bytes]) -> bytes:
        return names.setdefault(match[0], b"name%d" % len(names))

    return re.sub(rb"\b[mp][0-9a-f]{10}\b", numbered, picture)
