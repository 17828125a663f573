"""What wheels say is inside them: without their own modules, and without places of machines."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from package import wheel_bills
from package.wheel_bills import Part


def bill(*components: dict[str, Any]) -> str:
    return json.dumps({"bomFormat": "CycloneDX", "components": components})


def library(name: str, version: str, **more: Any) -> dict[str, Any]:
    return {"type": "library", "name": name, "version": version, **more}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A package with two bills, found on the path."""
    info = tmp_path / "bright_one-1.0.dist-info"
    files = {
        "METADATA": "Metadata-Version: 2.4\nName: bright-one\nVersion: 1.0\n",
        "sboms/own.cdx.json": bill(
            library("bright.module", "1.0", purl="pkg:pypi/bright-one@1.0#c-ext/bright.module"),
            library("shim", "1", **{"bom-ref": "pkg:pypi/bright-one@1.0#thirdparty/shim"}),
            library("libjpeg / libjpeg-turbo", "3.2.0", licenses=[{"license": {"id": "IJG"}}]),
            library(
                "libtiff", "4.7", scope="optional", licenses=[{"license": {"name": "libtiff"}}]
            ),
            {"type": "application", "name": "compiler", "version": "1"},
        ),
        "sboms/crates.json": bill(
            library(
                "crate",
                "0.1",
                purl="pkg:cargo/crate@0.1?download_url=file:///home/someone/crate",
                licenses=[{"expression": "MIT OR Apache-2.0"}],
            ),
        ),
        "sboms/README.txt": "not a bill",
    }
    for name, text in files.items():
        (info / name).parent.mkdir(parents=True, exist_ok=True)
        (info / name).write_text(text, "utf-8")
    (info / "RECORD").write_text("".join(f"{info.name}/{name},,\n" for name in files), "utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    return "bright-one"


def test_what_others_made_is_read_and_nothing_else(installed: str) -> None:
    assert list(wheel_bills.parts(installed)) == [
        Part("libjpeg / libjpeg-turbo", "3.2.0", "IJG", "", True),
        Part("libtiff", "4.7", "libtiff", "", False),
        Part("crate", "0.1", "MIT OR Apache-2.0", "pkg:cargo/crate@0.1", True),
    ]


def test_a_part_has_the_name_of_its_file(installed: str) -> None:
    names = [part.short_name for part in wheel_bills.parts(installed)]
    assert names == ["jpeg", "tiff", "crate"]


def test_a_wheel_without_bills_has_no_parts() -> None:
    assert list(wheel_bills.parts("click")) == []
