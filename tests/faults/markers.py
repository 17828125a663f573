"""What is left on the disk of words entered in every feature, once the window was killed.

Searched is every file in the folders of the run, every other file that any process of it opened for
writing, and all that was ever written into those folders, also what was deleted since.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from tests.faults import core_pattern, power_cuts
from tests.faults.marked_words import Search, made
from tests.faults.outcome import Fault, Outcome, Verdict, lost

_HERE = Path(__file__).parents[2]
_FOLDERS = ("home", "tmp", "case", "backups", "files", "saved", "runtime")
#: The user's own: what is imported and attached, and what is saved for others.
_OWN = ("files", "saved")
#: Calls that open files for writing or name them, and what concerns other computers.
_CALLS = "openat,open,creat,rename,renameat,renameat2,link,linkat,socket,connect,sendto,bind"
_WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|^\S* *(?:creat|rename|link)")
_NAMES = re.compile(r'"((?:[^"\\]|\\.)*)"')
_NETWORK = re.compile(r"AF_INET|AF_PACKET|AF_BLUETOOTH")
#: Aborted on purpose, with a word in its memory: what it leaves has to be seen.
_UNPROTECTED = "import os, sys\nword = sys.stdin.readline()\nos.abort()"
#: The file of the case, its copies and its backups, while they are made too.
_IN_CASE = re.compile(r"(?:^| |/)(?:case|backups)/[^/]*(?:\.ktcase|\.part|-wal)")
#: Words that a plain case holds in the clear: those that are entered and kept.
_NOT_KEPT = frozenset(
    ("passphrase", "second passphrase", "looked for", "error", "thread error")
) | {"clipboard", "untold", "attachment name"}
#: How often something is looked for that takes a moment.
_LOOKS = 500
_SCREEN = "1440x900x24"


@dataclass
class _Run:
    """One run of the window in folders of its own."""

    place: Path
    words: Mapping[str, str]
    whole: bool = True
    #: The signal that ends it.
    signal: int = signal.SIGKILL
    features: list[str] = field(default_factory=list)
    #: What was asked of other computers, and files written outside of the folders.
    asked: list[str] = field(default_factory=list)
    outside: set[Path] = field(default_factory=set)

    @property
    def own(self) -> Path:
        return self.place / "run"

    @property
    def tools(self) -> Path:
        return self.place / "tools"

    def make_folders(self) -> None:
        for folder in (*(self.own / name for name in _FOLDERS), self.tools):
            folder.mkdir(parents=True, mode=0o700, exist_ok=True)

    def act(self) -> Outcome | None:
        """Run the window until it has done everything, and end it; what failed."""
        self.make_folders()
        order = {"words": self.words, "place": str(self.own), "whole": self.whole}
        with _screen(self.whole) as screen, (self.own / "stderr").open("wb") as errors:
            window = subprocess.Popen(  # noqa: S603 - our own words
                [*self._watchers(), sys.executable, "-m", "tests.faults.marked_window"],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
                cwd=self.own / "home", env=self._environment(screen), preexec_fn=let_dump,
            )  # fmt: skip
            try:
                broken = self._follow(window, json.dumps(order))
            finally:
                _end(window.pid, self.signal)
                window.wait()
        self._read_trace()
        return broken

    def _follow(self, window: subprocess.Popen[str], order: str) -> Outcome | None:
        assert window.stdin is not None
        assert window.stdout is not None
        window.stdin.write(f"{order}\n")
        window.stdin.flush()
        for line in window.stdout:
            if not line.startswith("{"):
                # No screen, for one.
                return Outcome(Verdict.CRASHED, detail=line)
            said: dict[str, Any] = json.loads(line)
            if "ready" in said:
                return None
            if "failed" in said:
                return Outcome(Verdict.CRASHED, detail=f"after {said['failed']}: {said['error']}")
            self.features.append(said["did"])
        errors = (self.own / "stderr").read_text(errors="replace")[-600:]
        code = window.wait()
        return Outcome(Verdict.CRASHED, detail=f"{code} after {self.features}: {errors}")

    def _watchers(self) -> list[str]:
        if not (self.whole and shutil.which("strace")):
            return []
        log = str(self.tools / "trace")
        return ["strace", "-f", "-qq", "--seccomp-bpf", "-e", f"trace={_CALLS}", "-e",
                "signal=none", "-o", log]  # fmt: skip

    def _environment(self, screen: Mapping[str, str]) -> dict[str, str]:
        home = str(self.own / "home")
        kept = {name: os.environ[name] for name in ("PATH",) if name in os.environ}
        names = ("CONFIG", "CACHE", "DATA", "STATE")
        recorder = {}
        if self.whole and not power_cuts.missing():
            library = power_cuts.compiled(self.tools)
            recorder = {"LD_PRELOAD": str(library), "RECORDED": str(self.own),
                        "RECORD": str(self.tools / "record")}  # fmt: skip
        return {
            **kept, **screen, **recorder, "HOME": home, "PYTHONPATH": str(_HERE), "LANG": "C.UTF-8",
            **{f"XDG_{name}_HOME": f"{home}/.{name.lower()}" for name in names},
            "XDG_RUNTIME_DIR": str(self.own / "runtime"), "TMPDIR": str(self.own / "tmp"),
        }  # fmt: skip

    def _read_trace(self) -> None:
        trace = self.tools / "trace"
        if not trace.exists():
            return
        for line in trace.read_text(errors="surrogateescape").splitlines():
            if _NETWORK.search(line):
                self.asked.append(line)
            if _WRITES.search(line) and ") = -1" not in line:
                self.outside.update(map(_path, _NAMES.findall(line)))
        ours = (self.place, Path("/proc"), Path("/sys"), Path("/dev/pts"))
        self.outside = {
            path
            for path in self.outside
            if path.is_absolute() and path.is_file() and not any(map(path.is_relative_to, ours))
        }

    def found(self, search: Search) -> dict[str, set[str]]:
        """The roles of the words, by where they were found."""
        places: dict[str, set[str]] = {}
        inside = [path for path in self.own.rglob("*") if path.is_file()]
        for path in (*inside, *sorted(self.outside)):
            parts = path.relative_to(self.own).parts if path.is_relative_to(self.own) else ()
            if not set(parts[:1]) & set(_OWN):
                with suppress(OSError):
                    places[str(path)] = search.of_file(path)
        record = self.tools / "record"
        if record.exists():
            for name, data in _written(record):
                if not name.startswith(tuple(f"{own}/" for own in _OWN)):
                    places[f"written into {name}"] = search.of_bytes(data)
        return {place: roles for place, roles in places.items() if roles}


def _written(record: Path) -> Iterator[tuple[str, bytes]]:
    """All that was written into each file, by the name it was made under."""
    names: dict[int, str] = {}
    data: dict[int, bytearray] = {}
    for event in power_cuts.read_events(record.read_bytes()):
        if event.kind == power_cuts.MADE:
            # The number of a deleted file is given again.
            names[event.file] = event.one.decode(errors="replace")
        elif event.kind == power_cuts.WROTE:
            data.setdefault(event.file, bytearray()).extend(event.one)
    for file, content in data.items():
        yield names.get(file, "?"), bytes(content)


def _path(text: str) -> Path:
    """A path as strace writes it."""
    return Path(
        os.fsdecode(
            text.encode(errors="surrogateescape").decode("unicode_escape").encode("latin-1")
        )
    )


def let_dump() -> None:
    """Let this process leave a dump, as far as the limits of a system go."""
    hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
    resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))


@contextmanager
def _screen(is_wanted: bool) -> Iterator[dict[str, str]]:
    """A screen of its own with a window manager, where there is one; else Qt does without."""
    if not (is_wanted and shutil.which("Xvfb") and shutil.which("openbox")):
        yield {"QT_QPA_PLATFORM": "offscreen"}
        return
    reader, writer = os.pipe()
    server = subprocess.Popen(  # noqa: S603 - our own words
        [shutil.which("Xvfb") or "", "-displayfd", str(writer), "-screen", "0", _SCREEN,
         "-nolisten", "tcp"],
        pass_fds=[writer], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writer)
    with os.fdopen(reader) as told:
        display = f":{told.readline().strip()}"
    with tempfile.TemporaryDirectory() as home:
        manager = subprocess.Popen(  # noqa: S603 - our own words
            [shutil.which("openbox") or ""], stderr=subprocess.DEVNULL,
            env={"DISPLAY": display, "HOME": home, "PATH": os.environ["PATH"]},
        )  # fmt: skip
        try:
            yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
        finally:
            for process in (manager, server):
                process.terminate()
                process.wait()


def _end(pid: int, how: int) -> None:
    """End a process and those it began, but not who watches them."""
    begun = _begun(pid)
    watched = [one for one in (pid, *begun) if not _is_watcher(one)]
    for one in watched:
        with suppress(ProcessLookupError):
            os.kill(one, how)
    for one in begun:
        _await(lambda: not Path(f"/proc/{one}").exists())  # noqa: B023 - called at once


def _begun(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = entry.read_text().rpartition(")")[2].split()
            children.setdefault(int(fields[1]), []).append(int(entry.parent.name))
    begun, waiting = [], [pid]
    while waiting:
        here = children.get(waiting.pop(), [])
        begun += here
        waiting += here
    return begun


def _is_watcher(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text().startswith("strace")
    return False


def _await(is_so: Callable[[], object]) -> bool:
    """Whether this comes to be so before long; who writes a dump takes a moment."""
    for _look in range(_LOOKS):
        if is_so():
            return True
        time.sleep(0.02)
    return False


def _round(way: str, place: Path, dice: Random) -> Iterator[Outcome]:
    """A run in an encrypted case, ended in that way, and the search."""
    run = _Run(place, made(dice), signal=signal.SIGKILL if way == "killed" else signal.SIGABRT)
    with core_pattern.piped_to(place / "run") if way == "piped" else _nothing():
        if way != "killed" and not _leaves_a_dump(run):
            yield Outcome(Verdict.WRONG, detail="no dump was left by a process that may leave one")
            return
        broken = run.act()
    yield broken or _judged(run)


def _judged(run: _Run) -> Outcome:
    search = Search(run.words)
    if found := run.found(search):
        return lost("; ".join(f"{sorted(roles)} in {path}" for path, roles in found.items()))
    if run.asked:
        return Outcome(Verdict.WRONG, detail=f"the network was asked: {run.asked[:3]}")
    return Outcome(
        Verdict.KEPT,
        counts={"words": len(run.words), "features": len(run.features), "files": search.files,
                "of them elsewhere": len(run.outside), "MB searched": search.bytes >> 20},
    )  # fmt: skip


def _leaves_a_dump(run: _Run) -> bool:
    """Whether the search sees a word in the memory of a process that protects nothing."""
    run.make_folders()
    word = run.words["draft"]
    before = set(run.own.rglob("*"))
    subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _UNPROTECTED], input=f"{word}\n", text=True, check=False,
        cwd=run.own / "home", preexec_fn=let_dump, capture_output=True,
    )  # fmt: skip
    search = Search({"draft": word})

    def dumps() -> set[Path]:
        return {path for path in run.own.rglob("*") if path.is_file()} - before

    is_seen = _await(lambda: any(map(search.of_file, dumps())))
    for path in dumps():
        path.unlink()
    return is_seen


@contextmanager
def _nothing() -> Iterator[None]:
    yield


def _of_plain(place: Path, dice: Random) -> Iterator[Outcome]:
    """The same in a case without a passphrase: what is kept has to be found in its file."""
    words = {**made(dice), "passphrase": ""}
    run = _Run(place, words)
    if broken := run.act():
        yield broken
        return
    search = Search({role: word for role, word in words.items() if word})
    found = run.found(search)
    kept = set().union(*(roles for path, roles in found.items() if _IN_CASE.search(path)))
    if missing := words.keys() - kept - _NOT_KEPT:
        yield Outcome(Verdict.WRONG, detail=f"the search does not find {sorted(missing)}")
        return
    elsewhere = {path for path in found if not _IN_CASE.search(path)}
    if elsewhere:
        yield lost(f"in the clear outside of the case and its copies: {elsewhere}")
        return
    yield Outcome(Verdict.KEPT, counts={"words found in the plain file": len(kept)})


def _of_some(kind: str, place: Path, dice: Random) -> Iterator[Outcome]:
    """A few features alone."""
    words = made(dice)
    run = _Run(place, words if kind == "encrypted" else {**words, "passphrase": ""}, whole=False)
    broken = run.act()
    yield broken or _judged(run)


def _missing(way: str) -> str:
    """Why a way cannot be gone here; empty where it can."""
    if not sys.platform.startswith("linux"):
        return "not done: on Linux only"
    if way == "aborted" and not core_pattern.is_file():
        return "not done: dumps go to a program here"
    if way == "piped":
        return core_pattern.missing()
    return ""


FAULTS = [
    *(
        Fault(f"markers-{way}", f"nothing entered is left in the clear, {way}", 1,
              partial(_round, way), missing=partial(_missing, way))
        for way in ("killed", "aborted", "piped")
    ),
    Fault("markers-plain", "the same search finds what a plain case holds", 1, _of_plain,
          missing=partial(_missing, "")),
    Fault("markers-some", "nothing of a few features is left, killed", 1,
          partial(_of_some, "encrypted"), missing=partial(_missing, "")),
]  # fmt: skip
