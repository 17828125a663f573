"""The ZIP archive: the same bytes for the same content, and everything comes out as it went in."""

import os
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from package import zip_archive

EPOCH = int(datetime(2026, 11, 27, 12, 30, 45, tzinfo=UTC).timestamp())
CONTENT = {
    "kharkiv-tracker.exe": b"program",
    "Kharkiv Tracker.exe": b"window",
    "_internal/base_library.zip": bytes(range(256)) * 40,
    "_internal/kharkiv_tracker/resources/база.txt": "Харків".encode(),
}


def bundle(parent: Path, names: list[str], umask: int = 0o022) -> Path:
    """The folder of a bundle, with its files made in the order of `names`."""
    folder = parent / "kharkiv-tracker"
    before = os.umask(umask)
    try:
        for name in names:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(CONTENT[name])
            if path.suffix == ".exe":
                path.chmod(path.stat().st_mode | stat.S_IXUSR)
        (folder / "_internal" / "empty").mkdir()
    finally:
        os.umask(before)
    return folder


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    first = bundle(tmp_path / "one", list(CONTENT))
    second = bundle(tmp_path / "other", list(reversed(CONTENT)), umask=0o077)
    os.utime(second / "kharkiv-tracker.exe", (0, 0))
    zip_archive.write_zip(first, tmp_path / "first.zip", EPOCH)
    zip_archive.write_zip(second, tmp_path / "second.zip", EPOCH)
    assert (tmp_path / "first.zip").read_bytes() == (tmp_path / "second.zip").read_bytes()


def test_everything_comes_out_as_it_went_in(tmp_path: Path) -> None:
    zip_archive.write_zip(bundle(tmp_path, list(CONTENT)), tmp_path / "made.zip", EPOCH)
    with zipfile.ZipFile(tmp_path / "made.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "out")
    out = tmp_path / "out" / "kharkiv-tracker"
    files = {path for path in out.rglob("*") if path.is_file()}
    assert {path.relative_to(out).as_posix(): path.read_bytes() for path in files} == CONTENT
    assert (out / "_internal" / "empty").is_dir()


def test_names_are_in_order_and_under_the_name_of_the_folder(tmp_path: Path) -> None:
    zip_archive.write_zip(bundle(tmp_path, list(CONTENT)), tmp_path / "made.zip", EPOCH)
    names = zipfile.ZipFile(tmp_path / "made.zip").namelist()
    assert names == sorted(names)
    assert all(name.startswith("kharkiv-tracker/") for name in names)
    assert "kharkiv-tracker/_internal/empty/" in names


@pytest.mark.parametrize(
    ("epoch", "time"),
    [(EPOCH, (2026, 11, 27, 12, 30, 44)), (0, (1980, 1, 1, 0, 0, 0))],
)
def test_all_times_are_the_time_of_the_release(
    tmp_path: Path, epoch: int, time: tuple[int, ...]
) -> None:
    zip_archive.write_zip(bundle(tmp_path, list(CONTENT)), tmp_path / "made.zip", epoch)
    infos = zipfile.ZipFile(tmp_path / "made.zip").infolist()
    assert {info.date_time for info in infos} == {time}


def test_permissions_are_of_programs_files_and_folders(tmp_path: Path) -> None:
    folder = bundle(tmp_path, list(CONTENT), umask=0o077)
    zip_archive.write_zip(folder, tmp_path / "made.zip", EPOCH)
    for info in zipfile.ZipFile(tmp_path / "made.zip").infolist():
        mode = info.external_attr >> 16
        is_open = info.is_dir() or info.filename.endswith(".exe")
        assert stat.S_IMODE(mode) == (0o755 if is_open else 0o644), info.filename
        assert stat.S_ISDIR(mode) == info.is_dir()


def test_a_link_is_refused(tmp_path: Path) -> None:
    folder = bundle(tmp_path, list(CONTENT))
    (folder / "link").symlink_to("kharkiv-tracker.exe")
    with pytest.raises(ValueError, match="link"):
        zip_archive.write_zip(folder, tmp_path / "made.zip", EPOCH)
