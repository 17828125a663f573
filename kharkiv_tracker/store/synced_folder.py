"""Whether another program syncs a folder, or it lies on a network drive: by names and marks."""

from __future__ import annotations

import os
import re
import sys
from itertools import islice
from pathlib import Path

from kharkiv_tracker.i18n import _

#: By the name of a folder on the way to it.
_NAMES = {
    "Dropbox": r"dropbox( \(.*\))?",
    "OneDrive": r"onedrive( - .*|-.*)?",
    "iCloud Drive": r"mobile documents|com~apple~clouddocs|icloud ?drive.*",
    "Google Drive": r"my drive|google ?drive(-.*| \(.*\))?",
    "Nextcloud": r"nextcloud\d*",
    "ownCloud": r"owncloud\d*",
    "MEGA": r"mega(sync)?( ?downloads)?",
    "Yandex.Disk": r"yandex\.?disk.*",
    "pCloud": r"pcloud ?(drive|sync)",
    "Proton Drive": r"proton ?drive(-.*)?",
    "Box": r"box sync|box-box",
}
#: By what the program keeps in the folder that it syncs.
_MARKS = {
    "Dropbox": r"\.dropbox(\.cache)?",
    "Google Drive": r"\.tmp\.drive(upload|download)",
    "Nextcloud": r"\.nextcloudsync\.log|\._?sync_[0-9a-f]+\.db",
    "ownCloud": r"\.owncloudsync\.log",
    "Syncthing": r"\.stfolder.*",
    "MEGA": r"\.megaignore",
}
#: A folder of this name is kept by two of them: which, its content says.
_SYNC, _RESILIO, _YANDEX = ".sync", ("ID", "IgnoreList"), ("cli.log", "core.log", "status")
#: So many names are looked at in each folder.
_MOST = 2_000
_MOUNTS = Path("/proc/self/mounts")
_NETWORK = re.compile(r"cifs|smb\w*|nfs\d?|afpfs|davfs|9p|fuse\.(sshfs|rclone|gvfsd-fuse|davfs2?)")


def service_of(folder: Path) -> str:
    """The program that syncs a folder, or one it lies in; "" where none is known to."""
    real = Path(os.path.realpath(folder))
    for part in (real, *real.parents):
        if service := _by_name(part) or _by_marks(part):
            return service
    return ""


def is_on_network(folder: Path) -> bool:
    """Whether a folder lies on another computer, where that can be seen without asking it."""
    real = os.path.realpath(folder)
    if sys.platform == "win32":
        return real.startswith("\\\\")
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    kinds = {_unescaped(line.split(" ")[1]): line.split(" ")[2] for line in mounts.splitlines()}
    parts = (real, *map(str, Path(real).parents))
    kind = next((kinds[part] for part in parts if part in kinds), "")
    return bool(_NETWORK.fullmatch(kind))


def backup_warning(folder: Path, is_encrypted: bool) -> str:
    """What has to be known before backups are kept in this folder; "" where nothing has."""
    if service := service_of(folder):
        warning = (
            _(
                "{service} syncs this folder. Backups in it are encrypted, but whoever gets a "
                "copy can try passphrases without limit. Choose a folder that is not synced."
            )
            if is_encrypted
            else _(
                "{service} syncs this folder. Backups of a case file without a passphrase can "
                "be read by whoever has access there. Choose a folder that is not synced."
            )
        )
        return warning.format(service=service)
    if is_on_network(folder):
        return _(
            "This folder is on a network drive. Whoever has access there can copy the backups, "
            "and read those of a case file without a passphrase."
        )
    return ""


def case_warning(path: Path) -> str:
    """What has to be known of a case file at this path; "" where nothing has."""
    service = service_of(path.parent)
    if not service:
        return ""
    return _(
        "{service} syncs the folder of this case file. If it is synced while it is open, changes "
        "may be lost. Keep it in a folder that is not synced."
    ).format(service=service)


def _by_name(folder: Path) -> str:
    name = folder.name.casefold()
    return next((key for key, names in _NAMES.items() if re.fullmatch(names, name)), "")


def _by_marks(folder: Path) -> str:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in islice(entries, _MOST)]
    except OSError:
        return ""
    for service, marks in _MARKS.items():
        if any(re.fullmatch(marks, name, re.IGNORECASE) for name in names):
            return service
    if _SYNC not in names:
        return ""
    kept = {"Resilio Sync": _RESILIO, "Yandex.Disk": _YANDEX}
    inside = folder / _SYNC
    return next((key for key, own in kept.items() if any((inside / n).exists() for n in own)), "")


def _unescaped(place: str) -> str:
    """A path as the list of mounts writes it: a blank is `\\040`."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), place)
