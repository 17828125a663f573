"""The disk image for macOS: which tools are called in which order, with and without a signature."""

import os
import plistlib
import subprocess
from pathlib import Path

import pytest
from package import mac_image

MACH_O = b"\xcf\xfa\xed\xfe"
#: A tool that writes down its call; hdiutil also shows what is in its folder, and may be busy.
TOOL = """#!/bin/sh
printf '%s' "${0##*/}" >>"$RECORD"
printf ' %s' "$@" >>"$RECORD"
echo >>"$RECORD"
case ${0##*/} in
    ditto) mkdir "$2" ;;
    hdiutil)
        ls "$5" >"$RECORD.content"
        if [ -e "$RECORD.busy" ]; then rm "$RECORD.busy"; exit 1; fi
        ;;
esac
"""


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which the tools of macOS write down their calls."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("codesign", "ditto", "hdiutil", "xcrun"):
        (tools / name).write_text(TOOL)
        (tools / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tools), prepend=os.pathsep)
    monkeypatch.setenv("RECORD", str(tmp_path / "record"))
    monkeypatch.delenv(mac_image.IDENTITY, raising=False)
    monkeypatch.delenv(mac_image.NOTARY_PROFILE, raising=False)
    monkeypatch.setattr(mac_image, "_PAUSE", 0)
    return tmp_path / "record"


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """A program for macOS with one library, a link to it and a text."""
    folder = tmp_path / "Kharkiv Tracker.app"
    content = {
        "Contents/Info.plist": plistlib.dumps({"CFBundleExecutable": "kharkiv-tracker"}),
        "Contents/MacOS/kharkiv-tracker": MACH_O,
        "Contents/Frameworks/PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore": MACH_O,
        "Contents/Frameworks/libssl.dylib": MACH_O,
        "Contents/Resources/text.txt": b"text",
    }
    for name, data in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (folder / "Contents/Resources/libssl.dylib").symlink_to("../Frameworks/libssl.dylib")
    return folder


def calls(record: Path) -> list[str]:
    return record.read_text().splitlines()


def test_without_an_identity_it_is_signed_for_no_one(app: Path, record: Path) -> None:
    target = app.parent / "made.dmg"
    mac_image.make(app, "1.2.3", target)
    sign, verify, copy, create = calls(record)
    assert sign == f"codesign --force --deep --sign - {app}"
    assert verify == f"codesign --verify --deep --strict {app}"
    assert copy.startswith(f"ditto {app} ")
    assert create.startswith("hdiutil create -volname Kharkiv Tracker 1.2.3 -srcfolder ")
    assert create.endswith(f"-format UDZO -ov {target}")
    content = Path(f"{record}.content").read_text().splitlines()
    assert content == ["Applications", "Kharkiv Tracker.app"]


def test_with_an_identity_it_is_signed_from_the_inside_out(
    app: Path, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(mac_image.IDENTITY, "Developer ID")
    monkeypatch.setenv(mac_image.NOTARY_PROFILE, "profile")
    target = app.parent / "made.dmg"
    mac_image.make(app, "1.2.3", target)
    known = "codesign --force --options runtime --timestamp --sign Developer ID"
    qt = "Contents/Frameworks/PySide6/Qt/lib/QtCore.framework/Versions/A/QtCore"
    assert calls(record)[:4] == [
        f"{known} {app}/{qt}",
        f"{known} {app}/Contents/Frameworks/libssl.dylib",
        f"{known} --entitlements {mac_image.ENTITLEMENTS} {app}",
        f"codesign --verify --deep --strict {app}",
    ]
    assert calls(record)[-3:] == [
        f"codesign --force --timestamp --sign Developer ID {target}",
        f"xcrun notarytool submit {target} --keychain-profile profile --wait",
        f"xcrun stapler staple {target}",
    ]


def test_a_busy_system_is_asked_again(app: Path, record: Path) -> None:
    Path(f"{record}.busy").touch()
    mac_image.make(app, "1.2.3", app.parent / "made.dmg")
    assert sum(call.startswith("hdiutil ") for call in calls(record)) == 2


def test_a_tool_that_refuses_is_an_error(app: Path, record: Path) -> None:
    (record.parent / "tools" / "hdiutil").write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(subprocess.CalledProcessError):
        mac_image.make(app, "1.2.3", app.parent / "made.dmg")


def test_nothing_is_notarised_without_an_identity(
    app: Path, record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(mac_image.NOTARY_PROFILE, "profile")
    with pytest.raises(ValueError, match="IDENTITY is missing"):
        mac_image.make(app, "1.2.3", app.parent / "made.dmg")
    assert not record.exists()


def test_the_hardened_runtime_allows_two_things() -> None:
    text = mac_image.ENTITLEMENTS.read_bytes()
    # Entitlements with comments are refused by macOS.
    assert b"<!--" not in text
    allowed = plistlib.loads(text)
    assert allowed == {
        "com.apple.security.cs.allow-jit": True,
        "com.apple.security.cs.allow-unsigned-executable-memory": True,
    }
