"""Golden outputs: JSON laid out so that it can be compared line by line, and the comparison."""

import difflib
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).parent / "golden"
#: Run with this set to write the outputs anew; read what changed before it is committed.
RENEW = "RENEW_GOLDEN"
#: Lines of a difference that are shown, and characters of each.
LINES, WIDTH = 60, 240
_LINE = 120


def compare(name: str, text: str, folder: Path) -> None:
    """Fail with a short difference where a text is not the golden one; the actual is kept."""
    golden = GOLDEN / name
    if os.environ.get(RENEW):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="")
    expected = golden.read_bytes().decode() if golden.exists() else ""
    if text != expected:
        pytest.fail(difference(name, expected, text, kept(name, text.encode(), folder)), False)


def kept(name: str, content: bytes, folder: Path) -> Path:
    """Keep an actual output, to be looked at and compared with the golden one."""
    actual = folder / name.replace("/", "-")
    actual.write_bytes(content)
    return actual


def difference(name: str, expected: str, text: str, actual: Path) -> str:
    """What differs, its first lines."""
    lines = difflib.unified_diff(
        expected.splitlines(), text.splitlines(), f"golden/{name}", str(actual), "", "", 1, ""
    )
    shown = [line[:WIDTH] for _number, line in zip(range(LINES), lines, strict=False)]
    if not shown:
        shown = ["only the ends of lines differ"]
    return "\n".join([f"{name} is not what it was; the whole is in {actual}", *shown])


def digest(content: bytes | str) -> str:
    """The SHA-256 of bytes, or of a text as UTF-8."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def exact(text: str) -> str:
    """JSON as a command printed it, laid out; fails where that would lose a byte of it."""
    content = json.loads(text)
    assert json.dumps(content, ensure_ascii=False) + "\n" == text, "not printed as JSON always is"
    return laid_out(content)


def laid_out(content: Any) -> str:
    """JSON with a line for each thing that fits on one, in the order it came in."""
    return "\n".join(_lines(content, "", "")) + "\n"


def _lines(content: Any, indent: str, before: str) -> list[str]:
    plain = json.dumps(content, ensure_ascii=False)
    if len(indent) + len(before) + len(plain) <= _LINE or not isinstance(content, dict | list):
        return [indent + before + plain]
    if isinstance(content, dict):
        items = [
            (json.dumps(key, ensure_ascii=False) + ": ", each) for key, each in content.items()
        ]
        ends = "{}"
    else:
        items, ends = [("", each) for each in content], "[]"
    lines = [indent + before + ends[0]]
    for name, each in items:
        inner = _lines(each, indent + " ", name)
        inner[-1] += ","
        lines += inner
    lines[-1] = lines[-1][:-1]
    return [*lines, indent + ends[1]]
