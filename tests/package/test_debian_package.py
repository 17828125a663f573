"""The package for Debian, of a bundle of a few files: what apt reads, where it puts it."""

import gzip
import os
import re
import shutil
import stat
import subprocess
import sys
import tarfile
from email import message_from_string
from email.message import Message
from io import BytesIO
from pathlib import Path

import pytest
from package import debian_package, portable_archive, product_texts
from package.product_texts import NAME

ROOT = Path(__file__).parents[2]
VERSION, EPOCH = "1.2.3", 1_764_246_600
pytestmark = pytest.mark.skipif(
    sys.platform != "linux"
    or not all(map(shutil.which, ("dpkg", "dpkg-deb", "gcc", "readelf", "xz"))),
    reason="the tools of Debian are not installed",
)


def bundle(parent: Path, umask: int = 0o022) -> Path:
    """A bundle of a program, a library that it needs and a text; made by any user."""
    folder = parent / NAME
    before = os.umask(umask)
    try:
        (folder / "_internal" / "kharkiv_tracker").mkdir(parents=True)
        (folder / "_internal" / "kharkiv_tracker" / "база.txt").write_text("Харків", "utf-8")
        library = folder / "_internal" / "libanswer.so.1"
        source = "int answer(void) { return 42; }"
        _compile(source, library, "-shared", "-fPIC", "-Wl,-soname,libanswer.so.1")
        program = "int answer(void); int main(void) { return answer(); }"
        _compile(program, folder / NAME, str(library))
        (folder / "_internal" / "link.so").symlink_to(library.name)
    finally:
        os.umask(before)
    return folder


def _compile(source: str, target: Path, *options: str) -> None:
    command = ["gcc", "-x", "c", "-", "-x", "none", "-Wl,--build-id=none"]
    subprocess.run(  # noqa: S603 - a compiler of the system
        [*command, *options, "-o", str(target)], input=source, text=True, check=True
    )


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two words")
    return _made(bundle(folder), folder)


def _made(content: Path, folder: Path) -> Path:
    target = folder / f"{NAME}.deb"
    debian_package.make(content, ROOT, VERSION, target, EPOCH)
    return target


def _ask(*command: str) -> bytes:
    return subprocess.run(  # noqa: S603 - Debian's own tool
        command, check=True, capture_output=True
    ).stdout


def control(package: Path) -> Message:
    return message_from_string(_ask("dpkg-deb", "--field", str(package)).decode())


def members(package: Path) -> dict[str, tarfile.TarInfo]:
    with tarfile.open(fileobj=BytesIO(_ask("dpkg-deb", "--fsys-tarfile", str(package)))) as archive:
        return {member.name.removeprefix("./"): member for member in archive}


def content(package: Path, name: str) -> bytes:
    with tarfile.open(fileobj=BytesIO(_ask("dpkg-deb", "--fsys-tarfile", str(package)))) as archive:
        stream = archive.extractfile(f"./{name}")
        assert stream is not None
        return stream.read()


def test_apt_reads_what_it_is_and_needs(package: Path) -> None:
    fields = control(package)
    assert (fields["Package"], fields["Version"]) == (NAME, VERSION)
    assert fields["Architecture"] == _ask("dpkg", "--print-architecture").decode().strip()
    assert fields["Maintainer"] == product_texts.MAINTAINER
    depends = fields["Depends"].split(", ")
    assert re.fullmatch(r"libc6 \(>= 2\.\d+\)", depends[0])
    assert "tzdata" in depends
    # What the bundle has itself is not asked for.
    assert not [name for name in depends if "answer" in name]
    assert "xdg-utils" in fields["Recommends"].split(", ")


def test_the_description_is_that_of_the_product(package: Path) -> None:
    summary, *body = control(package)["Description"].splitlines()
    texts = product_texts.read(ROOT / "resources")[0]
    assert summary.lower() == texts.summary.lower()
    assert len(summary) <= 80
    assert all(line.startswith(" ") and len(line) < 80 for line in body)
    paragraphs = " ".join(line.strip() for line in body).split(" . ")
    assert tuple(paragraphs) == texts.description


def test_the_size_is_that_of_the_files(package: Path) -> None:
    sizes = sum(member.size for member in members(package).values() if member.isfile())
    assert abs(int(control(package)["Installed-Size"]) - sizes // 1024) <= 1


def test_the_command_leads_to_the_program(package: Path) -> None:
    files = members(package)
    link = files[f"usr/bin/{NAME}"]
    assert link.issym()
    place = os.path.normpath(f"usr/bin/{link.linkname}")
    assert files[place].mode == 0o755
    assert files[f"usr/lib/{NAME}/_internal/link.so"].linkname == "libanswer.so.1"


def test_all_is_of_root_and_readable_by_all(tmp_path: Path) -> None:
    package = _made(bundle(tmp_path, umask=0o077), tmp_path)
    for name, member in members(package).items():
        assert (member.uid, member.gid) == (0, 0), name
        assert member.mtime == EPOCH, name
        if not member.issym():
            runs = member.isdir() or name == f"usr/lib/{NAME}/{NAME}"
            assert stat.S_IMODE(member.mode) == (0o755 if runs else 0o644), name


def test_what_a_desktop_and_debian_read_is_in_its_place(package: Path) -> None:
    names = set(members(package))
    documents = {
        f"usr/share/doc/{NAME}/{name}" for name in ("changelog.gz", "copyright", "NEWS.gz")
    }
    assert documents <= names
    assert {
        f"usr/share/applications/{NAME}.desktop",
        f"usr/share/mime/packages/{NAME}.xml",
        f"usr/share/metainfo/{NAME}.metainfo.xml",
        f"usr/share/man/man1/{NAME}.1.gz",
        f"usr/share/man/uk/man1/{NAME}.1.gz",
        f"usr/share/lintian/overrides/{NAME}",
    } <= names
    page = gzip.decompress(content(package, f"usr/share/man/uk/man1/{NAME}.1.gz")).decode()
    assert product_texts.read(ROOT / "resources")[1].summary.replace("-", r"\-") in page
    assert (
        f"({VERSION})"
        in gzip.decompress(content(package, f"usr/share/doc/{NAME}/changelog.gz")).decode()
    )


def test_the_same_bundle_gives_the_same_bytes(package: Path, tmp_path: Path) -> None:
    again = _made(bundle(tmp_path / "elsewhere", umask=0o077), tmp_path)
    assert again.read_bytes() == package.read_bytes()


def test_nothing_beside_the_package_is_changed(tmp_path: Path) -> None:
    for name in ("debian", "portable"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "rules").touch()
    folder = bundle(tmp_path / "made")
    _made(folder, tmp_path)
    portable_archive.make(folder, ROOT, tmp_path / "archive.tar.xz", EPOCH)
    names = {path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("*")}
    assert names == {"archive.tar.xz", "debian", f"{NAME}.deb", "made", "portable"}
    assert (tmp_path / "debian" / "rules").is_file()
    assert (tmp_path / "portable" / "rules").is_file()


def test_the_archive_has_the_program_the_menu_and_the_licence(tmp_path: Path) -> None:
    archives = []
    for name, umask in (("one", 0o022), ("two words", 0o077)):
        target = tmp_path / name / "archive.tar.xz"
        portable_archive.make(bundle(target.parent / "made", umask), ROOT, target, EPOCH)
        archives.append(target)
    assert archives[0].read_bytes() == archives[1].read_bytes()
    with tarfile.open(archives[0]) as archive:
        files = {member.name: member for member in archive}
    # Whatever order a disk has them in.
    for parent in {os.path.dirname(name) for name in files}:  # noqa: PTH120 - names of an archive
        names = [name for name in files if os.path.dirname(name) == parent]  # noqa: PTH120
        assert names == sorted(names)
    assert {(member.uid, member.gid, member.mtime) for member in files.values()} == {(0, 0, EPOCH)}
    assert {
        name
        for name, member in files.items()
        if member.isfile() and stat.S_IMODE(member.mode) != 0o644
    } == {f"{NAME}/{NAME}", f"{NAME}/menu"}
    assert f"{NAME}/LICENSE" in files
    assert f"{NAME}/share/applications/{NAME}.desktop" in files
    assert all(name.split("/")[0] == NAME for name in files)
