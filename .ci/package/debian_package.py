"""The package for Debian and Ubuntu."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import tempfile
import textwrap
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from package import desktop_files, manual_page, product_texts, system_parts
from package.product_texts import MAINTAINER, NAME

#: What Debian's checker is to pass over, with the reason that stands above it in the file.
_OVERRIDES = (
    (
        "It is a bundle: Python and the libraries that were tested with the program come with it.",
        (
            "embedded-library",
            "library-not-linked-against-libc",
            "shared-library-lacks-prerequisites",
        ),
    ),
    (
        "One library comes out cut in the wrong places if it is stripped.",
        ("unstripped-binary-or-object",),
    ),
    ("PyInstaller makes the program that starts it.", ("hardening-no-pie",)),
    ("Pages look the same on every system.", ("duplicate-font-file",)),
    ("A text of a licence is left as its authors wrote it.", ("national-encoding",)),
)


def make(bundle: Path, root: Path, version: str, target: Path, epoch: int) -> None:
    """Write a package of the bundle; the same bundle gives the same bytes."""
    # A folder of a name that is its own: `debian` is what others keep there.
    with tempfile.TemporaryDirectory(prefix=f"{NAME}-", dir=target.parent) as folder:
        _make(Path(folder) / "tree", bundle, root, version, target, epoch)


def _make(tree: Path, bundle: Path, root: Path, version: str, target: Path, epoch: int) -> None:
    home = tree / "usr/lib" / NAME
    home.parent.mkdir(parents=True)
    shutil.copytree(bundle, home, symlinks=True)
    link = tree / "usr/bin" / NAME
    link.parent.mkdir(parents=True)
    link.symlink_to(Path("../lib") / NAME / NAME)
    share = tree / "usr/share"
    desktop_files.write(share, root, NAME)
    _write_manuals(share, root, version, epoch)
    _write_documents(share, root, version, epoch)
    depends, recommends = system_parts.needed(home)
    control = tree / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(_control(tree, root, version, depends, recommends), "utf-8")
    _settle(tree, epoch)
    command = ["dpkg-deb", "--build", "--root-owner-group", "-Zxz", "--threads-max=2"]
    _run([*command, str(tree), str(target)], {"SOURCE_DATE_EPOCH": str(epoch)})


def architecture() -> str:
    """What Debian calls this machine."""
    return _output(["dpkg", "--print-architecture"])


def _control(
    tree: Path, root: Path, version: str, depends: list[str], recommends: list[str]
) -> str:
    texts = product_texts.read(root / "resources")[0]
    size = sum(path.lstat().st_size for path in tree.rglob("*") if path.is_file()) // 1024
    fields: Mapping[str, str] = {
        "Package": NAME,
        "Version": version,
        "Architecture": architecture(),
        "Maintainer": MAINTAINER,
        "Installed-Size": str(size),
        "Depends": ", ".join(depends),
        "Recommends": ", ".join([*recommends, "xdg-utils"]),
        "Section": "misc",
        "Priority": "optional",
    }
    lines = [f"{name}: {value}" for name, value in fields.items()]
    summary = f"{texts.summary[0].lower()}{texts.summary[1:]}"
    paragraphs = [textwrap.wrap(paragraph, 76) for paragraph in texts.description]
    body = "\n .\n".join("\n".join(f" {line}" for line in lines) for lines in paragraphs)
    return "\n".join(lines) + f"\nDescription: {summary}\n{body}\n"


def _write_manuals(share: Path, root: Path, version: str, epoch: int) -> None:
    day = datetime.fromtimestamp(epoch, UTC).date().isoformat()
    for texts in product_texts.read(root / "resources"):
        language = "" if texts.language == product_texts.SOURCE else texts.language
        path = share / "man" / language / "man1" / f"{NAME}.1.gz"
        path.parent.mkdir(parents=True)
        path.write_bytes(_packed(manual_page.of(texts, version, day)))


def _write_documents(share: Path, root: Path, version: str, epoch: int) -> None:
    folder = share / "doc" / NAME
    folder.mkdir(parents=True)
    moment = format_datetime(datetime.fromtimestamp(epoch, UTC))
    history = (
        f"{NAME} ({version}) unstable; urgency=medium\n\n"
        "  * What changed is in NEWS.gz.\n\n"
        f" -- {MAINTAINER}  {moment}\n"
    )
    (folder / "changelog.gz").write_bytes(_packed(history))
    news = (root / "CHANGELOG.md").read_text("utf-8")
    (folder / "NEWS.gz").write_bytes(_packed(news))
    # Every other part is listed with its licence, and its text lies beside it.
    copyright_text = (
        f"{product_texts.TITLE} is licensed under the Apache License 2.0, whose text is in\n"
        "/usr/share/common-licenses/Apache-2.0.\n\n"
        f"Copyright {datetime.fromtimestamp(epoch, UTC).year} {MAINTAINER.partition(' <')[0]}\n\n"
        f"What else is in /usr/lib/{NAME} is listed with its licences in\n"
        f"/usr/lib/{NAME}/{NAME}.cdx.json; About in the program shows their texts.\n"
    )
    (folder / "copyright").write_text(copyright_text, "utf-8")
    overrides = share / "lintian" / "overrides" / NAME
    overrides.parent.mkdir(parents=True)
    overrides.write_text(
        "".join(
            f"# {reason}\n" + "".join(f"{NAME}: {tag}\n" for tag in tags)
            for reason, tags in _OVERRIDES
        ),
        "utf-8",
    )


def _packed(text: str) -> bytes:
    return gzip.compress(text.encode(), 9, mtime=0)


def _settle(tree: Path, epoch: int) -> None:
    """Give every file the permissions and the time that it has in every build."""
    program = tree / "usr/lib" / NAME / NAME
    for path in [tree, *sorted(tree.rglob("*"))]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == program else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def _run(command: list[str], more: Mapping[str, str]) -> None:
    subprocess.run(  # noqa: S603 - Debian's own tool
        command, check=True, env={**os.environ, **more}, stdout=subprocess.DEVNULL
    )


def _output(command: list[str]) -> str:
    result = subprocess.run(  # noqa: S603 - Debian's own tool
        command, check=True, capture_output=True, text=True
    )
    return result.stdout.strip()
