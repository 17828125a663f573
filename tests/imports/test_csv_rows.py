"""CSV as it comes from elsewhere: its encoding and delimiter are found, and nothing is lost."""

import codecs
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kharkiv_tracker.analysis.csv_table import guarded
from kharkiv_tracker.errors import Refused
from kharkiv_tracker.imports.files.table_file import FileKind
from tests.imports.in_process import read_bytes, rows

TABLE = [["дата", "місце", "вбито"], ["17.08.2022", "Салтівка, вул. Юр’ївська", "7+"]]
TEXT = 'дата,місце,вбито\n17.08.2022,"Салтівка, вул. Юр’ївська",7+\n'


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (TEXT.encode(), "UTF-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "UTF-8 BOM"),
        (TEXT.encode("utf-16-le"), "UTF-16 LE"),
        (TEXT.encode("utf-16-be"), "UTF-16 BE"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "UTF-16 LE BOM"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "UTF-16 BE BOM"),
        (TEXT.encode("cp1251"), "Windows-1251"),
    ],
)
def test_the_encoding_is_found_and_shown(content: bytes, name: str, tmp_path: Path) -> None:
    file = read_bytes(tmp_path, content)
    assert (file.kind, file.encoding, file.delimiter) == (FileKind.CSV, name, ",")
    assert [list(row) for row in file.sheets[0].rows] == TABLE
    # What was guessed is said.
    is_guess = name in ("Windows-1251", "UTF-16 LE", "UTF-16 BE")
    assert len(file.notices) == is_guess
    # What is shown may be chosen.
    assert read_bytes(tmp_path, content, name).sheets == file.sheets


@pytest.mark.parametrize("name", ["KOI8-U", "CP866", "ISO 8859-5", "Mac Cyrillic"])
def test_a_chosen_encoding_overrides_the_guess(name: str, tmp_path: Path) -> None:
    text = TEXT.replace("і", "и").replace("ї", "и").replace("’", "")
    content = text.encode(name.replace(" ", "-"))
    assert rows(tmp_path, content, name)[0] == ["дата", "мисце", "вбито"]
    assert rows(tmp_path, content) != rows(tmp_path, content, name)


def test_an_encoding_that_is_wrong_has_its_line(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Line 2 cannot be read as UTF-8"):
        rows(tmp_path, b"a,b\n" + "Харків".encode("cp1251"), "UTF-8")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str, tmp_path: Path) -> None:
    out = io.StringIO()
    table = [*TABLE, ["", "a; b, c | d", "2,5"], ["x", 'he said "7; 8"', "1;2"]]
    csv.writer(out, delimiter=delimiter).writerows(table)
    assert rows(tmp_path, out.getvalue().encode()) == table
    assert read_bytes(tmp_path, out.getvalue().encode()).delimiter == delimiter


def test_a_title_above_the_heads_does_not_mislead(tmp_path: Path) -> None:
    content = b"Strikes, as reported, 2022\n\ndate;killed;place\n17.08.2022;7;Saltivka, 5\n"
    assert rows(tmp_path, content)[2:] == [
        ["date", "killed", "place"],
        ["17.08.2022", "7", "Saltivka, 5"],
    ]


def test_the_line_of_excel_is_heeded_and_is_no_row(tmp_path: Path) -> None:
    file = read_bytes(tmp_path, b"sep=|\r\na,b|c\r\n1,2|3\r\n")
    (sheet,) = file.sheets
    assert [list(row) for row in sheet.rows] == [["a,b", "c"], ["1,2", "3"]]
    assert (file.delimiter, sheet.number(0)) == ("|", 2)
    assert rows(tmp_path, b"sep=|\na|b\n1|2\n", delimiter="|") == [["a", "b"], ["1", "2"]]


def test_blank_rows_stay_and_blank_ends_do_not(tmp_path: Path) -> None:
    assert rows(tmp_path, b"a,b,,\r\n\r\n,,\r\n1,\r,2\n") == [["a", "b"], [], [], ["1"], ["", "2"]]


def test_a_row_with_a_fault_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"not closed.*\(row 3\)"):
        rows(tmp_path, b'a,b\n1,2\n3,"4\n5,6\n')
    with pytest.raises(Refused, match=r"too long \(row 2, column 2\)"):
        rows(tmp_path, b"a,b\n1," + b"x" * 200_001)
    with pytest.raises(Refused, match=r"NUL character.*\(row 2, column 1\)"):
        rows(tmp_path, b"a,b\n\0,1\n", "UTF-8")


CELLS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    | st.sampled_from("'=+-@\t\r;"),
    max_size=8,
)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_was_guarded_against_formulas_comes_back(
    tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([[guarded(cell) for cell in row] for row in table])
    content = codecs.BOM_UTF8 + out.getvalue().encode()
    wanted = []
    for row in table:
        ends = [index for index, cell in enumerate(row, 1) if cell]
        wanted.append(row[: ends[-1] if ends else 0])
    assert rows(tmp_path_factory.getbasetemp(), content, "", ",") == wanted
