"""Folders that another program syncs are recognised by their names and marks."""

from pathlib import Path

import pytest

from kharkiv_tracker.store import synced_folder


@pytest.mark.parametrize(
    ("service", "place"),
    [
        ("Dropbox", "Dropbox/case"),
        ("Dropbox", "Dropbox (Personal)"),
        ("OneDrive", "OneDrive"),
        ("OneDrive", "OneDrive - Харківська група/case"),
        ("OneDrive", "Library/CloudStorage/OneDrive-Personal/case"),
        ("iCloud Drive", "Library/Mobile Documents/com~apple~CloudDocs/case"),
        ("iCloud Drive", "iCloudDrive"),
        ("Google Drive", "My Drive/case"),
        ("Google Drive", "Library/CloudStorage/GoogleDrive-olena@example.org/case"),
        ("Nextcloud", "Nextcloud/a/b"),
        ("ownCloud", "ownCloud2"),
        ("MEGA", "MEGA/case"),
        ("Yandex.Disk", "Yandex.Disk/case"),
        ("pCloud", "pCloudDrive"),
        ("Proton Drive", "Proton Drive/olena/My files"),
    ],
)
def test_by_the_name_of_a_folder(tmp_path: Path, service: str, place: str) -> None:
    folder = tmp_path / place
    folder.mkdir(parents=True)
    assert synced_folder.service_of(folder) == service


@pytest.mark.parametrize(
    ("service", "mark"),
    [
        ("Dropbox", ".dropbox"),
        ("Dropbox", ".dropbox.cache/"),
        ("Google Drive", ".tmp.driveupload/"),
        ("Nextcloud", "._sync_0a1b2c3d.db"),
        ("Nextcloud", ".sync_0a1b2c3d4e5f.db"),
        ("Nextcloud", ".nextcloudsync.log"),
        ("ownCloud", ".owncloudsync.log"),
        ("Syncthing", ".stfolder/"),
        ("MEGA", ".megaignore"),
        ("Resilio Sync", ".sync/ID"),
        ("Yandex.Disk", ".sync/core.log"),
    ],
)
def test_by_what_lies_in_a_folder_above(tmp_path: Path, service: str, mark: str) -> None:
    file = tmp_path / "shared" / mark
    (file if mark.endswith("/") else file.parent).mkdir(parents=True)
    if not mark.endswith("/"):
        file.touch()
    folder = tmp_path / "shared" / "case" / "backups"
    folder.mkdir(parents=True)
    assert synced_folder.service_of(folder) == service
    assert synced_folder.service_of(tmp_path) == ""
    link = tmp_path / "link"
    link.symlink_to(folder)
    assert synced_folder.service_of(link) == service


@pytest.mark.parametrize(
    "place", ["backups", "dropboxes", "my drives", "omega", "box", ".sync", "Документи", "sync.db"]
)
def test_other_folders_are_not_taken_for_one(tmp_path: Path, place: str) -> None:
    folder = tmp_path / place / "case"
    folder.mkdir(parents=True)
    assert synced_folder.service_of(folder) == ""
    assert synced_folder.backup_warning(folder, is_encrypted=False) == ""
    assert synced_folder.case_warning(folder / "case.ktcase") == ""
    assert synced_folder.service_of(folder / "missing" / "deeper") == ""


def test_what_cannot_be_listed_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "closed" / "case"
    folder.mkdir(parents=True)
    folder.parent.chmod(0o100)
    try:
        assert synced_folder.service_of(folder) == ""
    finally:
        folder.parent.chmod(0o700)


def test_the_warning_says_what_comes_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    assert "can be read by whoever" in synced_folder.backup_warning(folder, is_encrypted=False)
    assert "can try passphrases" in synced_folder.backup_warning(folder, is_encrypted=True)
    assert synced_folder.case_warning(folder / "case.ktcase").startswith("Dropbox syncs the folder")


def test_a_network_drive_is_looked_up_in_the_list_of_mounts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    share, mounts = tmp_path / "on the share", tmp_path / "mounts"
    share.mkdir()
    listed = str(share).replace(" ", "\\040")
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n//server/share {listed} cifs rw 0 0\n")
    monkeypatch.setattr(synced_folder, "_MOUNTS", mounts)
    assert synced_folder.is_on_network(share / "backups")
    assert not synced_folder.is_on_network(tmp_path)
    assert "on a network drive" in synced_folder.backup_warning(share, is_encrypted=True)
    monkeypatch.setattr(synced_folder, "_MOUNTS", tmp_path / "missing")
    assert not synced_folder.is_on_network(share)
