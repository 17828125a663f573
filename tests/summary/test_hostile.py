"""Whatever is typed into any field comes out as it was typed, or as its code points in brackets."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.summary import pdf
from kharkiv_tracker.summary.summary_request import SummaryRequest

#: What nothing but the letters themselves may become.
PLAIN = [
    '#read("/etc/passwd")', '#sys.inputs', '#include "summary.typ"', '#import "@preview/x:1.0.0"',
    "#set page(width: 1pt)", "#panic()", "#let data = none", "#{ while true {} }", "#pagebreak()",
    "$\\frac{1}{2}$", "$ x^2 $", "\\frac", "_a_ *b* `c`", "```rust fn```", "<label> @label",
    "= Heading", "- item", "+ item", "/ term: is", "// comment", "/* open", "*/ close",
    "https://example.org/#read", "[content]", "{code}", "(a, b)", "~", "---", "-- --", "...",
    "\\u{41}", "\\n\\t", "\\", "'", '"', "''\"\"", "<script>alert(1)</script>", "&amp; &lt;",
    "<b>bold</b>", "%s %d %n", "{0} {name} {}", "{page} of {pages}", "../../etc/passwd",
    "=1+1", "=cmd|' /C calc'!A0", "+1", "@SUM(1)", "-- DROP TABLE incidents; --", "' OR 1=1",
    "NULL", "None", "NaN", "0", "-1", "1e999", "-> => <= >= != :=", "é café", "Їжак, Ґанок, ’",
    "x" * 70, "Слово" * 12,
]  # fmt: skip
#: What no font of ours can draw, or what no eye can see, and how it is printed.
SPELT = {
    "dead 😢 🇺🇦": "dead [U+1F622] [U+1F1FA][U+1F1E6]",
    "漢字 שלום": "[U+6F22][U+5B57] [U+05E9][U+05DC][U+05D5][U+05DD]",
    "fire\u202egnp.exe": "firegnp.exe",
    "\u200fmark\u200e \u2066iso\u2069": "mark iso",
    "zero\u200bwidth\u200djoin\ufeff": "zerowidthjoin",
    "e\u0301 de\u0301compose\u0301": "é décomposé",
}
HOSTILE = [*PLAIN, *SPELT]


def bare(text: str) -> str:
    """Without the spaces that lines and columns put in, and the places to break a word."""
    return "".join(unicodedata.normalize("NFC", text).replace("\u200b", "").split())


def printed(typed: str) -> str:
    return bare(SPELT.get(typed, typed))


def reports() -> list[dict[str, Any]]:
    items = []
    for number, evil in enumerate(HOSTILE):
        text = f"n{number}: {evil} :n{number}"
        items.append(
            {"as_of": "2022-08-18", "killed": "1", "quote": f"q{text}", "source": f"s{text}",
             "office": f"o{text}", "speaker": f"p{text}", "url": f"u{text}",
             "archive_url": f"a{text}"}
        )  # fmt: skip
    return items


def test_there_are_sixty_and_more() -> None:
    assert len(HOSTILE) >= 60


def test_every_text_of_an_incident_comes_out_as_it_was_typed(made, strike, text_of) -> None:
    persons = [
        {"name": f"N{n}: {evil} :N{n}", "notes": f"M{n}: {evil} :M{n}", "age": "30"}
        for n, evil in enumerate(HOSTILE)
    ]
    case = made(
        strike(reports=reports(), persons=persons, place=PLAIN[0], summary=" ".join(HOSTILE))
    )
    request = SummaryRequest(
        incident="KHT-2022-08-17-01", profile=Profile.INTERNAL, author=PLAIN[4]
    )
    text = bare(text_of(pdf.render(case, _of(request)), artifacts=False))
    for number, evil in enumerate(HOSTILE):
        for field in "qsopua":
            assert f"{field}n{number}:{printed(evil)}:n{number}" in text, (field, evil)
        for field in "NM":
            assert f"{field}{number}:{printed(evil)}:{field}{number}" in text, (field, evil)
    assert bare(" ".join(SPELT.get(evil, evil) for evil in HOSTILE)) in text
    assert f"preparedby{bare(PLAIN[4])}" in text
    assert "root:" not in text


def test_titles_places_and_speakers_on_the_page_of_a_period(made, strike, text_of) -> None:
    statements = [
        {"area": "Kharkiv oblast", "since": "2022-02-24", "as_of": f"2022-08-{n + 1:02}",
         "office": f"O{n}: {HOSTILE[n]} :O{n}", "killed": ">1000"}
        for n in range(12)
    ]  # fmt: skip
    case = made(
        *(strike(place=f"P{n}: {evil} :P{n}") for n, evil in enumerate(HOSTILE)),
        title=" ".join(HOSTILE),
        statements=statements,
    )
    # The public reads no links; the team reads whatever was typed.
    request = SummaryRequest(profile=Profile.INTERNAL)
    text = bare(text_of(pdf.render(case, request), artifacts=False))
    for number, evil in enumerate(HOSTILE):
        assert f"P{number}:{printed(evil)}:P{number}" in text, evil
    for number in range(12):
        assert f"O{number}:{printed(HOSTILE[number])}:O{number}" in text
    assert bare(" ".join(SPELT.get(evil, evil) for evil in HOSTILE)) in text


def test_ten_thousand_letters_are_all_there(made, strike, text_of) -> None:
    strike_fields = strike({"quote": "q" * 10_000, "source": "w" * 2_000}, place="z" * 2_000)
    case = made(strike_fields, title="j" * 10_000)
    request = SummaryRequest(incident="KHT-2022-08-17-01", profile=Profile.INTERNAL)
    text = text_of(pdf.render(case, _of(request)), artifacts=False)
    for letter, times in (("q", 10_000), ("w", 2_000), ("z", 2_000), ("j", 10_000)):
        assert text.count(letter) >= times, letter
    assert text_of(pdf.render(case)).count("z") >= 2_000


@pytest.mark.parametrize("name", ["title", "author"])
def test_a_name_longer_than_a_pdf_holds_is_cut(made, strike, text_of, name: str) -> None:
    long = "Щ" * 40_000
    case = made(strike(), title=long if name == "title" else "A case")
    made_pdf = pdf.render(case, SummaryRequest(author=long if name == "author" else ""))
    assert text_of(made_pdf).count("Щ") >= 10_000


def test_the_alternative_of_a_curve_of_many_steps_is_short(made, strike) -> None:
    reports = [
        {"as_of": f"2022-08-18T{n // 60:02}:{n % 60:02}", "killed": str(n + 1), "office": "O"}
        for n in range(200)
    ]
    page = pdf.prepare(
        made(strike(reports=reports)), _of(SummaryRequest(incident="KHT-2022-08-17-01"))
    ).data
    assert "; …; " in page
    assert "200 (18 August 2022, 03:19)" in page


@pytest.mark.parametrize("evil", ["=1+1", "+1", "@SUM(1)", "-1", "＝1+1"])
def test_no_text_is_a_formula_in_a_spreadsheet(made, strike, monkeypatch, evil: str) -> None:
    from kharkiv_tracker.summary import incident_csv

    monkeypatch.setattr(incident_csv, "LONGEST", 0)
    prepared = pdf.prepare(made(strike(place=evil)))
    assert f",'{evil},".encode() in prepared.extra_files[incident_csv.SUFFIX]
    # Where a semicolon parts the cells, the next begins after it.
    prepared = pdf.prepare(made(strike(place=f"a; {evil}")))
    assert f",a; '{evil},".encode() in prepared.extra_files[incident_csv.SUFFIX]


def test_a_page_is_deaf_to_files_beside_it(made, strike, text_of, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("never to be printed")
    case = made(strike(summary=f'#read("{secret}")', place=f'#image("{secret}")'))
    request = _of(SummaryRequest(incident="KHT-2022-08-17-01"))
    assert "never to be printed" not in text_of(pdf.render(case, request))


def _of(request: SummaryRequest) -> SummaryRequest:
    from dataclasses import replace

    from kharkiv_tracker.summary.summary_request import Template

    return replace(request, template=Template.INCIDENT)
