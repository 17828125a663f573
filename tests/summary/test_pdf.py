"""The page as a PDF: accessible, the same every time, and deaf to markup in what people typed."""

import io
import pickle
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest

from kharkiv_tracker.domain.incident import ReviewState
from kharkiv_tracker.domain.profile import Profile
from kharkiv_tracker.domain.selection import Selection
from kharkiv_tracker.domain.time_view import View
from kharkiv_tracker.domain.when import parse_clock
from kharkiv_tracker.errors import CaseUnavailable, WrongCall
from kharkiv_tracker.summary import pdf
from kharkiv_tracker.summary.summary_request import SummaryRequest, Template

HOSTILE = [
    '#read("/etc/passwd")',
    '#sys.inputs #include "summary.typ"',
    "$\\frac{1}{2}$ _a_ *b* `c` <d> @e = f",
    "<script>alert(1)</script> & \\u{41}",
    "dead 😢 🇺🇦 漢字",
    "fire\u202egnp.exe",
    "a\x07b\x1bc",
    "x" * 2_000,
    "Слово" * 300,
    "{page} of {pages}",
]


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_sample_is_an_accessible_pdf(printed, language: str) -> None:
    with opened(printed(SummaryRequest(language=language))) as result:
        root = result.Root
        assert str(root.Lang) == language
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        with result.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["dc:title"] == "Sample"
        kinds = _structure(root.StructTreeRoot)
        assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/P"} <= set(kinds)
        (figure,) = kinds["/Figure"]
        alternative = str(figure.Alt if "/Alt" in figure else figure.K[0].Alt)
        assert "19" in alternative
        for page in result.pages:
            for font in page.Resources.Font.as_dict().values():
                descriptor = font.DescendantFonts[0].FontDescriptor
                assert "Inter" in str(descriptor.FontName)
                assert "/FontFile3" in descriptor


@pytest.mark.parametrize("template", list(Template))
def test_every_template_is_for_everybody_and_for_archives(printed, template: Template) -> None:
    """Structure in order, every picture told, every font whole, conforming to both standards."""
    request = SummaryRequest(template=template, incident="KHT-2022-08-17-01", since="0")
    with opened(printed(request)) as result:
        assert "/OutputIntents" in result.Root
        with result.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["pdfaid:part"] == "2"
        kinds = _structure(result.Root.StructTreeRoot)
        assert len(kinds["/H1"]) == 1
        assert len(kinds["/H2"]) >= 3
        assert "/H3" not in kinds
        for figure in kinds.get("/Figure", []):
            assert len(str(figure.Alt if "/Alt" in figure else figure.K[0].Alt)) > 20
        for table in kinds["/Table"]:
            inside = _structure(table)
            assert "/TH" in inside
            assert all("/Scope" in str(head.A) for head in inside["/TH"])
        for page in result.pages:
            assert page.Tabs == "/S"
            for font in page.Resources.Font.as_dict().values():
                assert "/FontFile3" in font.DescendantFonts[0].FontDescriptor
                assert "/ToUnicode" in font


def test_pages_are_pictures_of_the_size_asked_for(case) -> None:
    prepared = pdf.prepare(case)
    small, large = prepared.pages(36), prepared.pages(72)
    assert len(small) == len(large) == len(opened(prepared.pdf()).pages)
    widths = [int.from_bytes(picture[0][16:20], "big") for picture in (small, large)]
    assert widths == [298, 595]
    assert pickle.loads(pickle.dumps(prepared)) == prepared  # noqa: S301 - made here


def test_what_goes_on_is_told_to_whoever_waits_and_can_be_stopped(case) -> None:
    sentences: list[str] = []
    pdf.prepare(case, SummaryRequest(language="uk"), sentences.append)
    assert sentences[0] == "Reading incidents: 0 of 7"
    assert sentences[-1] == "Preparing page…"

    def stop(_sentence: str) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        pdf.prepare(case, show_progress=stop)


def test_the_version_and_the_author_are_printed(printed, text_of) -> None:
    text = text_of(printed(SummaryRequest(author="Ann of the Archive")))
    assert "prepared by Ann of the Archive" in text
    assert "Cite as – Ann of the Archive, Sample, all dates, as of" in text
    assert "Як цитувати — Ann, " in text_of(printed(SummaryRequest(author="Ann", language="uk")))
    assert "fingerprint" in text
    assert "· restricted version" in text
    internal = text_of(printed(SummaryRequest(profile=Profile.INTERNAL)))
    assert "· internal version" in internal
    assert "Media: " in internal


def _structure(node, structure=None) -> dict[str, list]:
    structure = {} if structure is None else structure
    if isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            structure.setdefault(str(node.S), []).append(node)
        if "/K" in node:
            _structure(node.K, structure)
    elif isinstance(node, pikepdf.Array):
        for child in node:
            _structure(child, structure)
    return structure


@pytest.mark.parametrize("language", ["en", "uk"])
def test_a_day_fits_one_page(printed, language: str) -> None:
    day = View(Selection(first=date(2022, 8, 17), last=date(2022, 8, 17)))
    with opened(printed(SummaryRequest(day, language=language))) as result:
        assert len(result.pages) == 1


@pytest.mark.parametrize("language", ["en", "uk"])
def test_the_same_case_and_options_give_the_same_bytes(case, printed, language: str) -> None:
    request = SummaryRequest(language=language)
    assert pdf.render(case, request) == printed(request)


def test_the_figures_of_the_sample_stand_on_the_page(printed, text_of) -> None:
    text = text_of(printed())
    for sentence in (
        "CIVILIAN CASUALTIES",
        "51 killed",
        "198 injured 204 affected, of whom 6 with acute stress",
        "5 missing never added to the killed",
        "7 incidents",
        "unknown in 3 incidents",
        "actual numbers are likely higher",
        "Kharkiv city, district unknown 3 19 109 ? 109 5",
        "Kyivskyi 1 ? 24 6 30 ?",
        "5 other city districts none recorded",
        "Official totals, not part of the figures above",
        "more than 2,800 killed (82 children)",
        "KHT-undated-01 undated",
        "page 1 of 2",
        "Kyiv time",
        "fingerprint",
    ):
        assert sentence in text, sentence
    assert "DRAFT" not in text


def test_what_people_typed_is_never_markup(made, strike, text_of, tmp_path: Path) -> None:
    case = made(
        *(strike({"source": evil}, place=evil, summary=evil) for evil in HOSTILE),
        title=HOSTILE[0] + "z" * 10_000,
        statements=[
            {"area": "Kharkiv oblast", "since": "2022-02-24", "as_of": "2022-08-07",
             "speaker": HOSTILE[2], "source": HOSTILE[3], "killed": ">1000"}
        ],
    )  # fmt: skip
    file = tmp_path / "page.pdf"
    pdf.write(case, file)
    text = text_of(file.read_bytes())
    squeezed = text.replace("\u200b", "").replace(" ", "")
    for sentence in (
        '#read("/etc/passwd")',
        "$\\frac{1}{2}$_a_*b*`c`<d>@e=f",
        "<script>alert(1)</script>",
        "dead[U+1F622][U+1F1FA][U+1F1E6][U+6F22][U+5B57]",
        "firegnp.exe",
        "abc",
        "x" * 70,
        "{page}of{pages}",
    ):
        assert sentence.replace(" ", "") in squeezed, sentence
    assert "root:" not in text
    assert "\u202e" not in text


def test_nothing_leaves_the_page(made, strike) -> None:
    """Long words are broken: every glyph is set between the edges of the sheet."""
    case = made(strike({"source": "y" * 300}, place="w" * 300), title="m" * 300)
    with opened(pdf.render(case)) as result:
        for page in result.pages:
            width = float(page.MediaBox[2])
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "Tm":
                    assert 0 <= float(operands[4]) <= width


def test_drafts_are_marked_with_their_number(made, strike, text_of) -> None:
    case = made(strike(state="Draft"), strike(state="Ready for review"), strike())
    text = text_of(pdf.render(case))
    assert "DRAFT" in text
    assert "2 incidents not approved" in text
    assert "Draft: 2 of 3 incidents not approved." in text
    approved = text_of(pdf.render(case, SummaryRequest(approved_only=True)))
    assert "DRAFT" not in approved
    assert "1 incident" in approved
    with pytest.raises(WrongCall):
        pdf.render(
            case, SummaryRequest(View(Selection(states=(ReviewState.DRAFT,))), approved_only=True)
        )


def test_an_empty_case_says_that_nothing_is_recorded(made, text_of) -> None:
    text = text_of(pdf.render(made()))
    assert "No incidents recorded in this selection" in text
    assert "0 killed" not in text
    assert "none recorded" in text


def test_unknown_is_a_question_mark_and_never_0(made, strike, text_of) -> None:
    case = made(strike({"killed": "", "injured": ""} | {"quote": "A strike."}))
    text = text_of(pdf.render(case))
    assert "? killed" in text
    assert "? injured" in text
    assert "0 killed" not in text


def test_both_clocks(printed, text_of) -> None:
    known = text_of(printed(SummaryRequest(View(as_known_on=parse_clock("2022-08-18T12:00")))))
    assert "As known on 18 August 2022, 12:00 Kyiv time" in known.replace("· a", "· A") or (
        "as known on 18 August 2022, 12:00 Kyiv time" in known
    )
    assert "as of 18 August 2022, 12:00 Kyiv time" in known
    assert "Saltivskyi 1 7+" in known
    before = text_of(printed(SummaryRequest(View(as_recorded_on=datetime(2022, 1, 1, tzinfo=UTC)))))
    assert "No incidents recorded in this selection" in before


def test_long_lists_go_on_over_the_pages_under_their_heads(made, strike, text_of) -> None:
    case = made(*(strike(state="Draft") for _number in range(150)))
    data = pdf.render(case)
    with opened(data) as result:
        assert len(result.pages) >= 3
    text = text_of(data)
    assert text.count("DRAFT") == 2 * len(opened(data).pages)
    assert text.count("KHT-2022-08-17-") == 150
    assert text.count("Place and weapon") >= 2


def test_a_place_that_cannot_be_written_is_a_sentence(case, tmp_path: Path) -> None:
    with pytest.raises(CaseUnavailable, match="could not be saved"):
        pdf.write(case, tmp_path / "no" / "such" / "page.pdf")
    assert list(tmp_path.iterdir()) == []


def test_an_older_page_stands_until_the_new_one_is_whole(case, tmp_path: Path, monkeypatch) -> None:
    file = tmp_path / "page.pdf"
    pdf.write(case, file)
    before = file.read_bytes()

    def full(*_of: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(CaseUnavailable, match="the disk is full"):
        pdf.write(case, file)
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


def test_typst_comes_only_when_a_page_is_made() -> None:
    """Importing the gate costs what the store costs; the compiler loads with the first page."""
    code = "import kharkiv_tracker.summary.pdf, sys; sys.exit('typst' in sys.modules)"
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", code]
    assert subprocess.run(command, cwd=root, check=False).returncode == 0  # noqa: S603
