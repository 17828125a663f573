"""The disk image for macOS: the program, signed, beside a link to the folder of applications."""

from __future__ import annotations

import os
import plistlib
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

#: The environment variable with the name of a Developer ID certificate in the keychain. Without it
#: the program is signed for no one, which is enough to run it but not to be known to macOS.
IDENTITY = "KHARKIV_TRACKER_SIGN_IDENTITY"
#: And with the name under which `xcrun notarytool store-credentials` keeps the credentials there,
#: so that no password is in an environment or a command line.
NOTARY_PROFILE = "KHARKIV_TRACKER_NOTARY_PROFILE"
#: What the hardened runtime has to allow, which signing with an identity turns on. Libraries of
#: others need no exception: all are signed with the same identity. The reasons are here because
#: macOS refuses a list with comments.
#:
#: - allow-jit: Qt may compile regular expressions (PCRE2), and a refusal ends the program on Apple
#:   silicon.
#: - allow-unsigned-executable-memory: libffi, under ctypes and cffi, writes code into memory of its
#:   own on Intel. Programs made by PyInstaller ended at their start without it.
ENTITLEMENTS = Path(__file__).parent / "macos" / "entitlements.plist"
_FOR_NO_ONE = "-"
#: How files begin that macOS loads: for one processor, or for several.
_MAGIC = {b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"\xca\xfe\xba\xbf"}
#: The system looks into a new image while it is made, and then says that it is busy.
_TRIES = 4
_PAUSE = 5.0


def make(app: Path, version: str, target: Path) -> None:
    """Sign the program `app`, a folder that ends with .app, and make the image `target` of it.

    Raises ValueError if it is to be notarised without an identity, and CalledProcessError if a tool
    of macOS refuses.
    """
    identity, profile = (os.environ.get(name, "") for name in (IDENTITY, NOTARY_PROFILE))
    if profile and not identity:
        raise ValueError(f"Apple notarises what is signed: {IDENTITY} is missing.")
    sign(app, identity)
    with tempfile.TemporaryDirectory() as folder:
        # It keeps links and the attributes that signatures are in.
        _run("ditto", app, Path(folder) / app.name)
        (Path(folder) / "Applications").symlink_to("/Applications")
        _create(Path(folder), f"{app.stem} {version}", target)
    if identity:
        _run("codesign", "--force", "--timestamp", "--sign", identity, target)
    if profile:
        _run("xcrun", "notarytool", "submit", target, "--keychain-profile", profile, "--wait")
        # Fails if Apple refused, and lets the image be checked without the network.
        _run("xcrun", "stapler", "staple", target)


def sign(app: Path, identity: str) -> None:
    """Sign the program for a Developer ID, or for no one if `identity` is empty.

    The bundle was changed after PyInstaller signed it, so it is signed anew in any case.
    """
    if not identity:
        _run("codesign", "--force", "--deep", "--sign", _FOR_NO_ONE, app)
    else:
        # From the inside out: Apple advises against --deep, which gives libraries the entitlements.
        known = ["--force", "--options", "runtime", "--timestamp", "--sign", identity]
        for path in binaries(app):
            _run("codesign", *known, path)
        _run("codesign", *known, "--entitlements", ENTITLEMENTS, app)
    _run("codesign", "--verify", "--deep", "--strict", app)


def binaries(app: Path) -> Iterator[Path]:
    """Every file that macOS loads, the deepest first; signing the program signs its executable."""
    settings = plistlib.loads((app / "Contents" / "Info.plist").read_bytes())
    main = app / "Contents" / "MacOS" / settings["CFBundleExecutable"]
    paths = sorted(app.rglob("*"), key=lambda path: (-len(path.parts), path))
    for path in paths:
        if path.is_file() and not path.is_symlink() and path != main:
            with path.open("rb") as stream:
                if stream.read(4) in _MAGIC:
                    yield path


def _create(content: Path, title: str, target: Path) -> None:
    source = ["-volname", title, "-srcfolder", str(content)]
    result = ["-fs", "HFS+", "-format", "UDZO", "-ov", str(target)]
    for tries_left in reversed(range(_TRIES)):
        try:
            _run("hdiutil", "create", *source, *result)
            return
        except subprocess.CalledProcessError:
            if not tries_left:
                raise
        time.sleep(_PAUSE)


def _run(*command: str | Path) -> None:
    subprocess.run([str(part) for part in command], check=True)  # noqa: S603 - tools of macOS
