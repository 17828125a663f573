"""The comparison of a bill of materials with a bundle: each difference is seen, and no other."""

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.package import bill_check

MIT = [{"license": {"id": "MIT"}}]


def package(name: str, version: str, **more: Any) -> dict[str, Any]:
    purl = f"pkg:pypi/{name}@{version}"
    return {"name": name, "version": version, "purl": purl, "licenses": MIT, **more}


BRIGHT = {"name": "bright", "bom-ref": "pillow.libs/libbright-0a1b2c3d.so.62.4.0"}
BILL: dict[str, Any] = {
    "metadata": {"component": {"name": "Kharkiv Tracker", "version": "1.2.3"}},
    "components": [
        package("click", "8.0"),
        package("pillow", "13.0", components=[BRIGHT]),
        package("pyinstaller", "6.22"),
        {"name": "Python", "version": "3.11.7"},
        {"name": "libbz2-1.0", "purl": "pkg:deb/debian/libbz2-1.0@1.0.8-5?arch=amd64"},
        {"name": "libffi8", "purl": "pkg:deb/debian/libffi8@3.4.4-1"},
    ],
}
INSTALLED = [
    package("click", "8.0"),
    package("pillow", "13.0"),
    package("kharkiv-tracker", "1.2.3"),
]
FILES = (
    "PIL/_imaging.cpython-311-x86_64-linux-gnu.so",
    "pillow.libs/libbright-0a1b2c3d.so.62.4.0",
    "python3.11/lib-dynload/_heapq.cpython-311-x86_64-linux-gnu.so",
    "libpython3.11.so.1.0",
    "libbz2.so.1.0",
    "libffi.so.8",
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    record = tmp_path / "pillow-13.0.dist-info" / "RECORD"
    record.parent.mkdir()
    record.write_text("".join(f"{name},sha256=x,1\n" for name in FILES[:2]), "utf-8")
    return tmp_path


def without(name: str) -> Mapping[str, Any]:
    """The bill without one component."""
    bill = deepcopy(BILL)
    for parent in (bill, *bill_check.components(bill)):
        parts = parent.get("components", [])
        parts[:] = [part for part in parts if part["name"] != name]
    return bill


def test_a_right_bill_has_no_flaws(content: Path) -> None:
    assert list(bill_check.package_flaws(BILL, INSTALLED)) == []
    assert list(bill_check.library_flaws(BILL, content)) == []


def test_a_missing_package_is_seen() -> None:
    (flaw,) = bill_check.package_flaws(without("click"), INSTALLED)
    assert flaw == "pkg:pypi/click@8.0 is in the bundle and not in the bill."


def test_a_package_that_is_not_there_is_seen() -> None:
    (flaw,) = bill_check.package_flaws(BILL, [INSTALLED[0], INSTALLED[2]])
    assert flaw == "pkg:pypi/pillow@13.0 is in the bill and not in the bundle."


def test_another_version_of_the_program_is_seen() -> None:
    packages = [*INSTALLED[:2], package("kharkiv-tracker", "1.2.4")]
    assert list(bill_check.package_flaws(BILL, packages)) == [
        "The bill is of 1.2.3, which is not in the bundle.",
        "pkg:pypi/kharkiv-tracker@1.2.4 is in the bundle and not in the bill.",
    ]


@pytest.mark.parametrize(("field", "value"), [("version", "9.0"), ("name", "c"), ("licenses", [])])
def test_another_value_is_seen(field: str, value: object) -> None:
    bill = deepcopy(BILL)
    bill["components"][0][field] = value
    (flaw,) = bill_check.package_flaws(bill, INSTALLED)
    assert flaw.startswith("pkg:pypi/click@8.0 has ")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("pillow", FILES[0]),
        ("bright", FILES[1]),
        ("Python", FILES[3]),
        ("libbz2-1.0", FILES[4]),
        ("libffi8", FILES[5]),
    ],
)
def test_a_library_of_no_component_is_seen(content: Path, name: str, place: str) -> None:
    flaws = list(bill_check.library_flaws(without(name), content))
    assert any(flaw.startswith(f"{place} is of ") for flaw in flaws)


def test_a_library_that_no_one_lists_is_seen(content: Path) -> None:
    (content / "libunknown.so.3").touch()
    (content / "liblink.so.3").symlink_to("libunknown.so.3")
    (flaw,) = bill_check.library_flaws(BILL, content)
    assert flaw == "libunknown.so.3 is of no component of the bill."
