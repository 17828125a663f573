"""Files of other programs with bytes changed, and hostile ones: read as text, or one sentence."""

from __future__ import annotations

import json
import re
import resource
import traceback
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from random import Random

from kharkiv_tracker.child_process import Problem
from kharkiv_tracker.errors import CaseUnavailable, Refused
from kharkiv_tracker.imports.files import file_reader, file_worker
from kharkiv_tracker.imports.files.row_batches import MOST_COLUMNS, MOST_SIGNS
from kharkiv_tracker.imports.files.table_file import TableFile
from tests.faults.forked import Tell, ask
from tests.faults.outcome import Fault, Outcome, Verdict, kept
from tests.imports.hostile_files import HOSTILE, packed, parts

#: So many files are changed and read in one fork.
_BATCH = 100
_CSV = (
    'дата,місце,вбито,поранено\r\n17.08.2022 ~21:30,"Салтівка, вул. Юр\'ївська",7+,16\r\n'
    '"18.08.2022","a ""quoted"" word\nin two lines",\'=1+1,"5; 7"\n\n,,5-7,"кілька"\n'
)
_OBJECTS = [
    {"id": "CIV1", "killed": 7, "lat": 49.9935, "where": {"city": "Харків", "more": {"x": True}}},
    {"id": "CIV2", "note": None, "ratio": 1e-7, "tags": ["a", {"b": [2, "\\"]}], "none": []},
]
_PLACES = ({"type": "Point", "coordinates": [36.2, 49.9]}, {"type": "Polygon"})
_FEATURES = [
    {"type": "Feature", "properties": entry, "geometry": place}
    for entry, place in zip(_OBJECTS, _PLACES, strict=True)
]
_ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>44790.5</v></c>'
    '<c r="C1" t="inlineStr"><is><r><t>кілька</t></r></is></c></row>'
    '<row r="3" hidden="1"><c r="B3" t="b"><v>1</v></c><c r="D3" t="str"><f>A1</f><v>x_x000D_</v>'
    '</c><c r="E3" t="e"><v>#REF!</v></c><c r="F3" s="2"><v>1.25</v></c>'
    '<c r="G3"><f>B3</f></c></row>'
)
_TOKENS = (
    *(b'"', b'""', b"'", b",", b";", b"\t", b"|", b"\r", b"\n", b"\0", b"\x98", b"\xff\xfe", b"="),
    *(b"\xfe\xff", b"\xef\xbb\xbf", b"\xd8\x00", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"sep=;\n"),
    *(b"\\u0000", b"\\ud800", b"\\", b"{", b"}", b"[", b"]", b"[" * 2000, b'{"a":' * 150, b":"),
    *(b"<", b">", b"/>", b"&a;", b"&#0;", b"&#xD800;", b"<!DOCTYPE a>", b"<!--", b"<![CDATA["),
    *(b'r="XFD1048576"', b't="d"', b"<v>-1</v>", b"<row>", b"</row>", b'<c r="AAA1">', b"_x0000_"),
)  # fmt: skip
#: What a sentence has where nothing was filled in.
_FIELD = re.compile(r"\{[a-z_]+\}")
#: A value, and what is put in its place.
_VALUE = re.compile(r'"(?:[^"\\]|\\.)*"|-?[0-9.]+(?:e-?[0-9]+)?|null|true')
_VALUES = (
    *("NaN", "-Infinity", "1e999", "-1", "0", "9" * 50, "null", "true", "[]", "{}", "[[[[1]]]]"),
    *('"FeatureCollection"', '"Point"', '"type"', '"coordinates"', '"id"', '"a.b"', '"\\ud800"'),
    *('"\\u0000"', '"A1"', '"XFD1"', '"A1048576"', '"s"', '"n"', '"inlineStr"', '"1"', '"-1"'),
)  # fmt: skip


def _csv(dice: Random) -> bytes:
    coding = dice.choice(("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251"))
    return _changed(_CSV.encode(coding), dice)


def _json(document: object, dice: Random) -> bytes:
    text = json.dumps(document, ensure_ascii=dice.random() < 0.5, indent=dice.choice((None, 1)))
    if dice.random() < 0.6:
        return _swapped(text, dice).encode()
    return _changed(text.encode(dice.choice(("utf-8", "utf-8", "utf-16"))), dice)


def _book(dice: Random) -> bytes:
    """A workbook with changes in a part, or in the file around the parts."""
    content = parts(_ROWS)
    if dice.random() < 0.3:
        return _changed(packed(content), dice)
    for name in dice.sample(list(content), dice.choice((1, 1, 2))):
        part = content[name]
        is_swap = dice.random() < 0.6
        content[name] = _swapped(part.decode(), dice).encode() if is_swap else _changed(part, dice)
    return packed(content)


#: How a file of each kind is made and changed.
_KINDS: Mapping[str, Callable[[Random], bytes]] = {
    "csv": _csv,
    "xlsx": _book,
    "json": partial(_json, {"made": "2022", "events": _OBJECTS}),
    "geojson": partial(_json, {"type": "FeatureCollection", "features": _FEATURES}),
}


def _changed(content: bytes, dice: Random) -> bytes:
    """The bytes with a few changes: other bytes, tokens, pieces that are gone or there twice."""
    changed = bytearray(content)
    for _change in range(dice.choice((1, 1, 1, 2, 5))):
        at, end = sorted(dice.randrange(len(changed) + 1) for _end in "ab")
        match dice.randrange(6):
            case 0 if at < len(changed):
                changed[at] = dice.randrange(256)
            case 1 if at < len(changed):
                changed[at] ^= 1 << dice.randrange(8)
            case 2:
                changed[at:at] = dice.choice(_TOKENS)
            case 3:
                changed[at : min(end, at + 40)] = dice.choice(_TOKENS)
            case 4:
                del changed[at : min(end, at + dice.choice((1, 3, 20)))]
            case 5:
                changed[at:at] = changed[at : min(end, at + 200)] * dice.choice((1, 2, 50))
    return bytes(changed)


def _swapped(text: str, dice: Random) -> str:
    """The text with another value in a place or two."""
    for _swap in range(dice.choice((1, 1, 2))):
        match = dice.choice(list(_VALUE.finditer(text)))
        text = f"{text[: match.start()]}{dice.choice(_VALUES)}{text[match.end() :]}"
    return text


def _try(path: Path) -> Outcome:
    """One file read by the functions of the child; every exception is one that is declared."""
    answers = []
    try:
        for answer in file_worker._answers(path, "", ""):
            answers.append(answer if isinstance(answer, bytes) else file_worker._json(answer))
    except (Problem, MemoryError):
        # What reads it in earnest makes a sentence of it.
        answers = list(file_worker.answers(path, "", ""))
    except Exception:
        return Outcome(Verdict.TRACEBACK, detail=f"{path}: {traceback.format_exc()[-700:]}")
    try:
        return _judged(file_reader.gathered(path, answers))
    except (Refused, CaseUnavailable) as refusal:
        return _sentence(refusal)


def _judged(file: TableFile) -> Outcome:
    for sheet in file.sheets:
        for row in sheet.rows:
            is_right = len(row) <= MOST_COLUMNS and (not row or row[-1])
            if not is_right or any("\0" in cell or len(cell) > MOST_SIGNS for cell in row):
                return Outcome(Verdict.WRONG, detail=f"{file.path}: {str(row)[:300]}")
    return kept("read", cells=sum(len(row) for sheet in file.sheets for row in sheet.rows))


def _sentence(refusal: Exception) -> Outcome:
    text = str(refusal)
    if not text.endswith(".") or "\n" in text or _FIELD.search(text):
        return Outcome(Verdict.TRACEBACK, detail=f"no sentence: {text}")
    return kept("refused")


def _batch(tell: Tell, kind: str, place: Path, seed: int) -> None:
    """Read a batch of changed files. In a child only, which has the limits of the real one."""
    resource.setrlimit(resource.RLIMIT_AS, (file_worker.MEMORY, file_worker.MEMORY))
    dice = Random(seed)  # noqa: S311 - no secret hangs on it
    for number in range(_BATCH):
        path = place / f"{number}.{kind}"
        path.write_bytes(_KINDS[kind](dice))
        tell(_try(path).document())


def _of_changes(kind: str, place: Path, dice: Random) -> Iterator[Outcome]:
    ending = ask(_batch, kind, place, dice.randrange(1 << 30))
    yield from map(Outcome.of, ending.lines)
    if broken := ending.broken:
        yield broken


def _in_child(path: Path) -> Outcome:
    try:
        return _judged(file_reader.read(path))
    except (Refused, CaseUnavailable) as refusal:
        return _sentence(refusal)


def _of_children(place: Path, dice: Random) -> Iterator[Outcome]:
    """One changed file of each kind, in the real child."""
    for kind, make in _KINDS.items():
        path = place / f"a.{kind}"
        path.write_bytes(make(dice))
        yield _in_child(path)


def _of_hostile(place: Path, _dice: Random) -> Iterator[Outcome]:
    """The hostile file of this round, in the real child; all of them have their turn."""
    hostile = list(HOSTILE.values())[int(place.name.rpartition("-")[2]) % len(HOSTILE)]
    path = place / f"a.{hostile.ending}"
    path.write_bytes(hostile.make())
    outcome = _in_child(path)
    is_right = outcome.is_broken or outcome.note == ("refused" if hostile.problem else "read")
    yield outcome if is_right else Outcome(Verdict.WRONG, detail=f"{path}: {outcome.note}")


_PROMISE = "read as text, or refused in one sentence"
FAULTS: list[Fault] = [
    *(
        Fault(f"import-{kind}", f"changed bytes: {_PROMISE}", 200, partial(_of_changes, kind))
        for kind in _KINDS
    ),
    Fault("import-child", f"the same in the real child: {_PROMISE}", 100, _of_children),
    Fault("import-hostile", f"in the real child: {_PROMISE}", len(HOSTILE), _of_hostile),
]
