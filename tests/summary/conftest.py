"""Cases to print, and a reader of the text inside a PDF."""

import io
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pikepdf
import pytest

from kharkiv_tracker import gazetteer
from kharkiv_tracker.exchange import entry_json
from kharkiv_tracker.store.case_file import CaseFile
from kharkiv_tracker.summary import pdf
from kharkiv_tracker.summary.summary_request import SummaryRequest
from tests.cases import sample_case

Make = Callable[..., CaseFile]
Print = Callable[..., bytes]

_USUAL = SummaryRequest()


@pytest.fixture(scope="module")
def case() -> Iterator[CaseFile]:
    """The sample case in memory."""
    with sample_case() as made:
        yield made


@pytest.fixture
def printed() -> Print:
    """The sample printed as wanted, once for all who only read it."""
    return _printed


@cache
def _printed(request: SummaryRequest = _USUAL) -> bytes:
    with sample_case() as case:
        return pdf.render(case, request)


@pytest.fixture
def made() -> Iterator[Make]:
    """Make a case of incidents given as the JSON of `add`."""
    opened: list[CaseFile] = []

    def make(*incidents: Any, title: str = "A case", statements: Any = ()) -> CaseFile:
        case = CaseFile.in_memory(title)
        opened.append(case)
        document = {"incidents": list(incidents), "statements": list(statements)}
        if incidents or statements:
            case.record(entry_json.read(document, gazetteer.load()), "tester", "test")
        return case

    yield make
    for case in opened:
        case.close()


@pytest.fixture
def strike() -> Callable[..., dict[str, Any]]:
    """One incident with one report as the JSON of `add`; `report` overrides what it says."""

    def put(report: dict[str, Any] | None = None, **incident: Any) -> dict[str, Any]:
        fields = {"as_of": "2022-08-18", "source": "Press", "killed": "7+", "injured": "16"}
        return {
            "event": {"date": "2022-08-17"},
            "district": "Saltivskyi",
            "state": "Approved",
            "grade": "Weak",
            "reports": [{**fields, **(report or {})}],
            **incident,
        }

    return put


@pytest.fixture
def text_of() -> Callable[..., str]:
    """Read all text of a PDF, page by page, by way of its fonts' own tables."""
    return _text_of


def _text_of(data: bytes, artifacts: bool = True) -> str:
    """The text; without artifacts, what a screen reader would read."""
    pieces = []
    with pikepdf.open(io.BytesIO(data)) as opened:
        for page in opened.pages:
            fonts = {name: _letters(font) for name, font in page.Resources.Font.items()}
            font: dict[int, str] = {}
            marked: list[bool] = []
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                if name in {"BMC", "BDC"}:
                    marked.append(str(operands[0]) == "/Artifact")
                elif name == "EMC":
                    marked.pop()
                elif name == "Tf":
                    font = fonts[str(operands[0])]
                elif name in {"Tj", "TJ"} and (artifacts or not any(marked)):
                    parts = operands[0] if name == "TJ" else operands
                    pieces += [
                        _decoded(bytes(p), font) for p in parts if isinstance(p, pikepdf.String)
                    ]
                elif name in {"ET", "Td", "Tm", "T*"}:
                    pieces.append(" ")
    return " ".join("".join(pieces).split())


def _decoded(codes: bytes, font: dict[int, str]) -> str:
    pairs = zip(codes[::2], codes[1::2], strict=True)
    return "".join(font.get(high * 256 + low, "") for high, low in pairs)


def _letters(font: Any) -> dict[int, str]:
    """The table from codes to text that every accessible PDF carries."""
    table = font.ToUnicode.read_bytes().decode("latin-1")
    letters = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            letters[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.S):
        pairs = re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block)
        for first, last, text in pairs:
            start = int(text, 16)
            for code in range(int(first, 16), int(last, 16) + 1):
                letters[code] = chr(start + code - int(first, 16))
    return letters
