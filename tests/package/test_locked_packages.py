"""What is handed out is locked: exact versions with their digests, of everything that is needed."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
HOME = ROOT / ".ci" / "package"
TEXT = (HOME / "requirements.txt").read_text("utf-8")
DIGEST = re.compile(r"--hash=sha256:([0-9a-f]{64})")
#: What may be named with a slash.
TOOLS = ".ci/package/tools.in"


def lines() -> Iterator[str]:
    """Each line without comments, continued ones as one."""
    for line in TEXT.replace("\\\n", " ").splitlines():
        if plain := line.partition("#")[0].strip():
            yield plain


def locked() -> dict[str, list[Requirement]]:
    """What is locked by name: several versions where an older Python has an older one."""
    result: dict[str, list[Requirement]] = {}
    for line in lines():
        requirement = Requirement(line.partition(" --hash")[0])
        result.setdefault(str(canonicalize_name(requirement.name)), []).append(requirement)
    return result


def wanted() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    tools = (HOME / "tools.in").read_text("utf-8").splitlines()
    texts = [*project["dependencies"], *(line for line in tools if not line.startswith("#"))]
    return [Requirement(text) for text in texts if text]


def version_of(requirement: Requirement) -> Version:
    (specifier,) = requirement.specifier
    assert specifier.operator == "=="
    return Version(specifier.version)


@pytest.mark.parametrize("requirement", wanted(), ids=lambda one: one.name)
def test_what_is_needed_is_locked_in_a_version_that_is_admitted(requirement: Requirement) -> None:
    entries = locked()[str(canonicalize_name(requirement.name))]
    for entry in entries:
        assert version_of(entry) in requirement.specifier
    # On each system that needs it one of them holds.
    for python in ("3.11.9", "3.13.1"):
        system = {"python_full_version": python, "python_version": python.rpartition(".")[0]}
        for name in ("linux", "win32", "darwin"):
            environment = {**system, "sys_platform": name, "implementation_name": "cpython"}
            holding = [one for one in entries if one.marker is None or _holds(one, environment)]
            is_needed = requirement.marker is None or _holds(requirement, environment)
            assert len(holding) == 1 or not is_needed, (python, name)


def _holds(requirement: Requirement, environment: dict[str, str]) -> bool:
    assert requirement.marker is not None
    return requirement.marker.evaluate(environment)


def test_each_has_one_exact_version_and_digests() -> None:
    assert len(list(lines())) > len(wanted())
    for line in lines():
        requirement, *options = line.split(" --hash")
        version_of(Requirement(requirement))
        assert options
        digests = DIGEST.findall(line)
        assert len(set(digests)) == len(options), requirement


def test_no_line_names_a_place() -> None:
    # An option such as --index-url, an address, a folder of a machine.
    for line in TEXT.splitlines():
        option = re.match(r"\s*(-[\w-]+)", line)
        assert option is None or option[1] == "--hash", line
        assert not re.search(r"[@\\/:]", DIGEST.sub("", line.replace(TOOLS, "")).rstrip("\\:")), (
            line
        )


def test_what_opens_windows_is_of_one_version() -> None:
    # Parts of Qt for Python of other versions do not start.
    versions = {
        version_of(one)
        for name, several in locked().items()
        if "pyside6" in name or name == "shiboken6"
        for one in several
    }
    assert len(versions) == 1
