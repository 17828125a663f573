"""The workflow of packages: it uses what exists, may do little, and refuses what is wrong."""

import hashlib
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / ".github" / "workflows" / "package.yml").read_text(encoding="utf-8")
WORKFLOW = yaml.safe_load(TEXT)
JOBS: dict[str, Any] = WORKFLOW["jobs"]
VERSION = "1.2.3"
#: What each system makes, beside its bill of materials and its sums.
FILES = {
    "linux-x86_64": [
        f"kharkiv-tracker_{VERSION}_amd64.deb",
        f"kharkiv-tracker-{VERSION}-linux-x86_64.tar.xz",
        f"kharkiv_tracker-{VERSION}-py3-none-any.whl",
    ],
    "windows-x86_64": [
        f"kharkiv-tracker-{VERSION}-windows-x86_64.zip",
        f"kharkiv-tracker-{VERSION}-windows-x86_64-setup.exe",
    ],
    "macos-arm64": [f"kharkiv-tracker-{VERSION}-macos-arm64.dmg"],
    "macos-x86_64": [f"kharkiv-tracker-{VERSION}-macos-x86_64.dmg"],
}
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the job runs on Linux")


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every step with the name of its job."""
    for name, job in JOBS.items():
        for step in job["steps"]:
            yield name, step


def scripts() -> dict[str, str]:
    return {f"{job}: {step['name']}": step["run"] for job, step in steps() if "run" in step}


def script(beginning: str) -> str:
    (text,) = (step["run"] for _job, step in steps() if step.get("name", "").startswith(beginning))
    return text


def run(text: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a step as GitHub runs it."""
    return subprocess.run(  # noqa: S603 - a step of ours
        ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", text],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def made(folder: Path) -> Path:
    """The files of all systems with their sums, as the job of the release gets them."""
    for system, names in FILES.items():
        place = folder / "made" / system
        place.mkdir(parents=True)
        sums = ""
        for name in [*names, f"kharkiv-tracker-{VERSION}-{system}.cdx.json"]:
            (place / name).write_text(name)
            sums += f"{hashlib.sha256(name.encode()).hexdigest()}  {name}\n"
        (place / f"SHA256SUMS-{system}").write_text(sums)
    return folder


def test_all_systems_are_covered_by_a_runner() -> None:
    matrix = JOBS["others"]["strategy"]["matrix"]["include"]
    runners = {entry["system"]: entry["runner"] for entry in matrix}
    runners[JOBS["linux"]["name"]] = JOBS["linux"]["runs-on"]
    assert runners.keys() == FILES.keys()
    kinds = {"linux": "ubuntu-", "windows": "windows-", "macos": "macos-"}
    for system, runner in runners.items():
        assert runner.startswith(kinds[system.partition("-")[0]])
        # What it is now, not what GitHub makes of it later.
        assert "latest" not in runner
        if system.startswith("macos-"):
            assert runner.endswith("-intel") == system.endswith("x86_64")
    assert JOBS["linux"]["container"] == "debian:12"


def test_it_starts_for_a_tag_and_by_hand() -> None:
    # `on` is a truth value in YAML 1.1.
    assert WORKFLOW[True] == {"push": {"tags": ["v*"]}, "workflow_dispatch": None}
    assert JOBS["release"]["if"] == "startsWith(github.ref, 'refs/tags/v')"
    assert set(JOBS["release"]["needs"]) == JOBS.keys() - {"release"}


def test_only_the_release_may_write() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    writing = {name: job["permissions"] for name, job in JOBS.items() if "permissions" in job}
    assert writing == {"release": {"contents": "write"}}
    assert "secrets." not in TEXT
    for name, step in steps():
        if "actions/checkout@" in step.get("uses", ""):
            # What may write runs no code of the repository.
            assert name != "release"
            assert step["with"] == {"persist-credentials": False}


def test_actions_are_named_by_their_commit() -> None:
    lines = re.findall(r"uses: (.*)", TEXT)
    assert all(
        re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line) for line in lines
    )
    # One action in one version.
    assert len(set(lines)) == len({line.partition("@")[0] for line in lines})


def test_python_is_of_a_version_that_the_program_supports() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    supported = SpecifierSet(settings["project"]["requires-python"])
    versions = [
        step["with"]["python-version"]
        for _job, step in steps()
        if "actions/setup-python@" in step.get("uses", "")
    ]
    assert len(versions) == 1
    assert all(re.fullmatch(r"3\.\d+\.\d+", version) for version in versions)
    assert all(version in supported for version in versions)
    # Debian 12 has one Python, 3.11.
    assert JOBS["linux"]["container"] == "debian:12"
    assert "3.11" in supported


def test_every_step_uses_what_is_in_the_repository() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([\w-]+):", makefile, re.MULTILINE))
    for name, text in scripts().items():
        assert set(re.findall(r"^make ([\w-]+)", text, re.MULTILINE)) <= targets, name
        for module in re.findall(r"python -m (\w+)", text):
            assert module in {"pip", "venv"} or (ROOT / ".ci" / module).is_dir(), name
        for path in re.findall(r"\.ci/[\w./-]+", text):
            assert (ROOT / path).exists(), name


def test_packages_are_installed_by_their_hash_and_nothing_else_is() -> None:
    lines = [line for text in scripts().values() for line in text.splitlines() if "pip " in line]
    setup = (ROOT / ".ci" / "setup").read_text(encoding="utf-8")
    # Linux is set up by `make package`; pip asks for hashes by itself where a list has them.
    assert "requirements=.ci/package/requirements.txt" in setup
    (line,) = lines
    assert line.strip().endswith("pip install --require-hashes -r .ci/package/requirements.txt")


@on_linux
@pytest.mark.parametrize("name", scripts())
def test_every_script_is_one(name: str, tmp_path: Path) -> None:
    text = scripts()[name]
    assert "${{" not in text
    result = run(f"set -n\n{text}", tmp_path)
    assert (result.returncode, result.stderr) == (0, "")


@on_linux
def test_the_files_of_all_systems_are_put_together(tmp_path: Path) -> None:
    result = run(script("Check the sums"), made(tmp_path), TAG=f"v{VERSION}")
    assert result.returncode == 0, result.stdout + result.stderr
    names = {path.name for path in (tmp_path / "release").iterdir()}
    assert {name for several in FILES.values() for name in several} < names
    assert {f"SHA256SUMS-{system}" for system in FILES} < names


@on_linux
def test_a_file_that_changed_on_its_way_is_refused(tmp_path: Path) -> None:
    made(tmp_path)
    (tmp_path / "made" / "macos-arm64" / FILES["macos-arm64"][0]).write_text("another")
    assert run(script("Check the sums"), tmp_path, TAG=f"v{VERSION}").returncode != 0


@on_linux
def test_a_tag_of_another_version_is_refused(tmp_path: Path) -> None:
    result = run(script("Check the sums"), made(tmp_path), TAG="v1.2.4")
    assert result.returncode == 1
    assert "Is 1.2.4 the version of the program?" in result.stdout


@on_linux
def test_one_file_of_two_systems_is_refused(tmp_path: Path) -> None:
    made(tmp_path)
    wheel = FILES["linux-x86_64"][2]
    (tmp_path / "made" / "macos-arm64" / wheel).write_text("another")
    result = run(script("Check the sums"), tmp_path, TAG=f"v{VERSION}")
    assert result.returncode == 1
    assert f"Two systems made {wheel}" in result.stdout


@on_linux
@pytest.mark.parametrize(
    ("signed", "verified", "sentence"),
    [
        ("abc", "true", ""),
        ("", "true", "is not a signed tag"),
        ("abc", "false", "does not know the key"),
    ],
)
def test_a_tag_without_a_known_signature_is_refused(
    tmp_path: Path, signed: str, verified: str, sentence: str
) -> None:
    tool = tmp_path / "gh"
    tool.write_text(f"#!/bin/sh\ncase $2 in */ref/*) echo {signed} ;; *) echo {verified} ;; esac\n")
    tool.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    text = script("Verify the signature")
    result = run(text, tmp_path, PATH=path, GH_REPO="owner/name", TAG=f"v{VERSION}")
    assert result.returncode == bool(sentence)
    assert sentence in result.stdout
