"""The wheel as people install it by themselves: by pipx and by uv, with a display and without."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

_NAME = "kharkiv-tracker"
_TOOLS = ("pipx==1.18.4", "uv==0.13.9")
#: The sentence of a start without a display, and what is made then.
_SENTENCE = "No display available. Showing the main results here:"
_RESULTS = {
    "sample.ktcase": b"SQLite format 3\0",
    "chart.png": b"\x89PNG\r\n\x1a\n",
    "page.pdf": b"%PDF-",
}
#: So long a window may take to open, in seconds; and how long an installation may take.
_PATIENCE, _INSTALLATION = 30, 600
#: What this environment says of displays, folders and tools is not what a new user has.
_OF_OTHERS = ("PIPX_", "PYTHON", "QT_", "UV_CACHE", "UV_PYTHON", "UV_TOOL", "VIRTUAL_ENV", "XDG_")
_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS")


def check(wheel: Path) -> list[str]:
    """What does not work of a wheel that pipx and uv install; nothing stays on this computer.

    Needs an index of Python packages, Xvfb and xdotool.
    """
    wheel = wheel.resolve()
    with tempfile.TemporaryDirectory(prefix=f"{_NAME}-wheel-") as name:
        return list(_flaws(wheel, Path(name)))


def _flaws(wheel: Path, folder: Path) -> Iterator[str]:
    tools = _install_tools(folder / "tools")
    for name, install in (("pipx", _from_pipx), ("uv", _from_uv)):
        try:
            environment = _environment(folder / name)
            command, output = install(tools, wheel, environment)
            for flaw in _flaws_of(command, output, wheel, environment):
                yield f"{name}: {flaw}"
        except RuntimeError as error:
            yield f"{name}: {error}"


def _flaws_of(
    command: list[str], output: str, wheel: Path, environment: Mapping[str, str]
) -> Iterator[str]:
    expected = f"{_NAME} {wheel.name.split('-')[1]}"
    if output.splitlines()[:1] != [expected]:
        yield f"--version begins with {output[:80]!r}, not with {expected!r}"
    yield from _flaws_without_display(command, environment)
    for case in Path(environment["TMPDIR"]).glob("*/sample.ktcase"):
        yield from _flaws_with_display(command, case, environment)


def _from_pipx(tools: Path, wheel: Path, environment: Mapping[str, str]) -> tuple[list[str], str]:
    """The command that runs the program by pipx, and what it answers to --version."""
    command = [str(tools / "pipx"), "run", "--quiet", "--spec", str(wheel), _NAME]
    return command, _run([*command, "--version"], environment)


def _from_uv(tools: Path, wheel: Path, environment: Mapping[str, str]) -> tuple[list[str], str]:
    """The command that uv installed, and what it answers to --version."""
    _run(
        [str(tools / "uv"), "tool", "install", "--quiet", "--python", sys.executable, str(wheel)],
        environment,
    )
    command = [str(Path(environment["HOME"]) / ".local" / "bin" / _NAME)]
    return command, _run([*command, "--version"], environment)


def _flaws_without_display(command: list[str], environment: Mapping[str, str]) -> Iterator[str]:
    lines = _run(command, environment).splitlines()
    if lines[:1] != [_SENTENCE]:
        yield f"without a display it says {lines[:1]}"
    paths = [Path(line) for line in lines[1:]]
    if [path.name for path in paths] != list(_RESULTS):
        yield f"without a display it makes {[path.name for path in paths]}"
    for path in paths:
        if not path.is_file() or not path.read_bytes().startswith(_RESULTS.get(path.name, b"?")):
            yield f"{path.name} is not what its name says"


def _flaws_with_display(
    command: list[str], case: Path, environment: Mapping[str, str]
) -> Iterator[str]:
    reader, writer = os.pipe()
    display = subprocess.Popen(  # noqa: S603 - a tool of the system
        ["/usr/bin/env", "Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as stream:
            number = stream.readline().strip()
        if not number:
            yield "Xvfb did not start"
            return
        shown = {**environment, "DISPLAY": f":{number}"}
        begin = time.monotonic()
        with tempfile.TemporaryFile() as log:
            program = subprocess.Popen(  # noqa: S603 - a program of ours
                [*command, "open", str(case)], env=shown, stdout=log, stderr=log
            )
            try:
                if not _is_shown(case.stem, shown):
                    log.seek(0)
                    text = log.read()[-400:].decode(errors="replace")
                    yield f"no window in {_PATIENCE} s: {text}"
                elif program.poll() is not None:
                    yield f"it ended by itself with {program.returncode}"
                else:
                    sys.stdout.write(f"  window after {time.monotonic() - begin:.1f} s\n")
            finally:
                _end(program)
    finally:
        _end(display)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _is_shown(title: str, environment: Mapping[str, str]) -> bool:
    """Whether a window with this in its title opens soon."""
    search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", title]
    try:
        return bool(_run(["/usr/bin/env", *search], environment, _PATIENCE))
    except subprocess.TimeoutExpired:
        return False


def _install_tools(folder: Path) -> Path:
    """Install pipx and uv into an environment of their own; the folder of their commands."""
    _run([sys.executable, "-m", "venv", str(folder)], os.environ)
    pip = [str(folder / "bin" / "python"), "-m", "pip"]
    _run([*pip, "install", "--quiet", *_TOOLS], os.environ)
    return folder / "bin"


def _environment(home: Path) -> dict[str, str]:
    """That of a new user without a display, whose folders are all below `home`."""
    foreign = (*_OF_OTHERS, *_DISPLAYS)
    result = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    runtime, temporary = home / "run", home / "tmp"
    for folder in (runtime, temporary):
        folder.mkdir(parents=True)
    runtime.chmod(0o700)
    result |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(runtime), "TMPDIR": str(temporary)}
    # Where pip finds packages, for a user who has no settings of pip; uv does not read these.
    if index := _index():
        result.setdefault("PIP_INDEX_URL", index)
        result.setdefault("UV_DEFAULT_INDEX", index)
    return result


def _index() -> str:
    """The index that pip uses here; empty if that is the one that everyone uses."""
    for name in ("global.index-url", ":env:.index-url"):
        result = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-m", "pip", "config", "get", name],
            check=False,
            capture_output=True,
            text=True,
        )
        if result.returncode == 0 and result.stdout.strip():
            return result.stdout.strip()
    return ""


def _run(
    command: list[str], environment: Mapping[str, str], patience: float = _INSTALLATION
) -> str:
    """What a command writes; raises RuntimeError with its errors if it fails."""
    result = subprocess.run(  # noqa: S603 - tools in fixed versions, and a program of ours
        command, check=False, capture_output=True, text=True, env=environment, timeout=patience
    )
    if result.returncode:
        raise RuntimeError(f"{' '.join(command)}: {result.stdout}{result.stderr}")
    return result.stdout


if __name__ == "__main__":
    for line in check(Path(sys.argv[1])):
        sys.stdout.write(f"{line}\n")
