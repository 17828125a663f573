"""A fresh Debian in a folder of its own, with a user who has a desktop."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Self

SUITE = "bookworm"
USER = "analyst"
#: A menu, a file manager, and what a desktop has beside them.
DESKTOP = (
    "lxpanel",
    "pcmanfm",
    "dbus-x11",
    "adwaita-icon-theme",
    "lxmenu-data",
    "tango-icon-theme",
)
#: Where lists, logs and files of users change with every installation.
_CHANGING = ("dev", "home", "proc", "root", "run", "sys", "tmp", "var/cache", "var/lib", "var/log")


class FreshDebian:
    """The system; used in a `with` block, after which nothing of it is left."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._stack.callback(shutil.rmtree, self.root)
        source = _mirror()
        call("debootstrap", "--variant=minbase", SUITE, str(self.root), source)
        for path in (Path("/etc/resolv.conf"), *Path("/etc/apt/sources.list.d").glob("*")):
            copy = self.root / path.relative_to("/")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        for name in ("proc", "dev", "tmp/.X11-unix"):
            place = self.root / name
            place.mkdir(parents=True, exist_ok=True)
            call("mount", "--bind", f"/{name}", str(place))
            self._stack.callback(call, "umount", "--lazy", str(place))
        # What still runs would hold these folders.
        self._stack.callback(self.end_programs)
        self.run("apt-get", "update", "-q")
        self.install(*DESKTOP, "--no-install-recommends")
        self.run("useradd", "--create-home", USER)
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    @property
    def home(self) -> Path:
        """The folder of the user, seen from outside."""
        return self.root / "home" / USER

    def run(self, *command: str) -> str:
        """Run a command as the administrator; what it printed."""
        return call("chroot", str(self.root), "env", "DEBIAN_FRONTEND=noninteractive", *command)

    def install(self, *names: str) -> str:
        """Install packages, or files that are packages, as apt does for people."""
        return self.run("apt-get", "install", "-y", "-q", *names)

    def take(self, package: Path) -> str:
        """Put a package where apt inside can read it; its path there."""
        shutil.copy(package, self.root / "tmp")
        return f"/tmp/{package.name}"  # noqa: S108 - inside the fresh system

    def as_user(self, command: str) -> str:
        """Run a command of the shell as the user, in the user's folder."""
        return self.run("su", "--login", USER, "--command", command)

    def start(self, command: str, display: str) -> subprocess.Popen[bytes]:
        """Start a program as the user on a display, and go on."""
        return subprocess.Popen(  # noqa: S603 - in a system of our own
            [
                *("chroot", str(self.root), "su", "--login", USER, "--command"),
                f"export DISPLAY={display} LANG=C.UTF-8; {command}",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def end_programs(self) -> None:
        """End everything that runs inside."""
        for process in Path("/proc").glob("[0-9]*"):
            # It may have ended by itself meanwhile.
            with suppress(OSError):
                if (process / "root").readlink() == self.root:
                    os.kill(int(process.name), signal.SIGKILL)
        time.sleep(1)

    def files(self) -> set[str]:
        """Every path that only an installation changes."""
        return set(self._walk(self.root))

    def _walk(self, folder: Path) -> Iterator[str]:
        for entry in sorted(os.scandir(folder), key=lambda one: one.name):
            name = str(Path(entry.path).relative_to(self.root))
            if name not in _CHANGING:
                yield name
                if entry.is_dir(follow_symlinks=False):
                    yield from self._walk(Path(entry.path))


def call(*command: str) -> str:
    """Run a command; what it printed. A failure says what it complained of."""
    result = subprocess.run(  # noqa: S603 - tools of the system
        command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    if result.returncode:
        complaint = (result.stderr or result.stdout).strip()
        raise RuntimeError(f"{' '.join(command)}: {complaint}")
    return result.stdout


def _mirror() -> str:
    """Where this system takes its packages from."""
    for line in call("apt-get", "indextargets", "--format", "$(SITE)").splitlines():
        if "security" not in line:
            return line.strip()
    raise RuntimeError("apt has no list of packages here; run apt-get update first.")
