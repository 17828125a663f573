"""Programs in processes of their own, and the processor time and memory that they take."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]

_STATUS = Path("/proc/self/status")


def memory(name: str) -> float:
    """The MB that this process takes (VmRSS) or took at most (VmHWM); elsewhere always the most.

    What Unix knows as the most includes that of the process that started this one.
    """
    if _STATUS.exists():
        lines = dict(line.split(":", 1) for line in _STATUS.read_text().splitlines())
        return int(lines[name].split()[0]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (2**20 if sys.platform == "darwin" else 2**10)


@contextmanager
def home(case: Path | None = None) -> Iterator[str]:
    """A home for processes, with nothing in it but that a case file was opened there before."""
    with tempfile.TemporaryDirectory(prefix="kharkiv-tracker-") as folder:
        if case:
            chosen = Path(folder, "CONFIG", "kharkiv-tracker", "settings.json")
            chosen.parent.mkdir(parents=True)
            chosen.write_text(json.dumps({"recent": [str(case)]}), encoding="utf-8")
        yield folder


def run(program: str, folder: str, *arguments: str) -> str:
    """What a Python program prints last; raises with its errors where it fails."""
    return call(["-c", program, *arguments], folder)


def call(arguments: Sequence[str], folder: str) -> str:
    """The same of any call of the interpreter."""
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=surroundings(folder),
        cwd=ROOT,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    lines = done.stdout.splitlines()
    return lines[-1] if lines else ""


def processor_time(arguments: Sequence[str], folder: str) -> float:
    """The milliseconds of processor time that a call of the interpreter takes."""
    before = children_time()
    call(arguments, folder)
    return 1000 * (children_time() - before)


def children_time() -> float:
    """The seconds of processor time of all child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def surroundings(folder: str) -> dict[str, str]:
    """The environment of a child: settings of its own, and a screen only if there is one."""
    kept = {name: value for name, value in os.environ.items() if "KHARKIV_TRACKER" not in name}
    names = ("CONFIG", "CACHE", "DATA", "STATE")
    kept.update({f"XDG_{name}_HOME": f"{folder}/{name}" for name in names})
    kept.update(XDG_RUNTIME_DIR=folder, APPDATA=folder, LOCALAPPDATA=folder)
    # Compiled once, as an installed program is.
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    if not (kept.get("DISPLAY") or kept.get("WAYLAND_DISPLAY")) and sys.platform == "linux":
        kept["QT_QPA_PLATFORM"] = "offscreen"
    return kept
