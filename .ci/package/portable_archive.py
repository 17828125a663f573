"""The bundle for any Linux as an archive, with a script that puts it in the menu of one user."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from package import desktop_files
from package.product_texts import NAME

_HERE = Path(__file__).parent


def make(bundle: Path, root: Path, target: Path, epoch: int) -> None:
    """Write the archive; the same bundle gives the same bytes."""
    with tempfile.TemporaryDirectory(prefix=f"{NAME}-", dir=target.parent) as folder:
        _make(Path(folder) / NAME, bundle, root, target, epoch)


def _make(tree: Path, bundle: Path, root: Path, target: Path, epoch: int) -> None:
    shutil.copytree(bundle, tree, symlinks=True)
    # The script writes the place of the program into the entry.
    desktop_files.write(tree / "share", root, NAME)
    shutil.copyfile(_HERE / "linux" / "menu", tree / "menu")
    shutil.copyfile(root / "LICENSE", tree / "LICENSE")
    for path in tree.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path in {tree / NAME, tree / "menu"}
            path.chmod(0o755 if runs else 0o644)
    tree.chmod(0o755)
    order = ["--sort=name", f"--mtime=@{epoch}", "--owner=0", "--group=0", "--numeric-owner"]
    packer = ["--use-compress-program=xz -6 --threads=2", "--format=gnu"]
    command = ["tar", *order, *packer, "-C", str(tree.parent), "-cf", str(target), NAME]
    subprocess.run(command, check=True)  # noqa: S603 - the system's own tool
