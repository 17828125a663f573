"""The list of digests, as the tool of users checks it."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest
from package import checksums

CONTENT = {"b.deb": b"package", "a file.zip": b"", "база.tar.xz": bytes(range(256)) * 999}


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    for name, content in CONTENT.items():
        (tmp_path / name).write_bytes(content)
    target = tmp_path / "SHA256SUMS-linux-x86_64"
    checksums.write((tmp_path / name for name in CONTENT), target)
    return target


def test_each_file_has_a_line_by_name(listed: Path) -> None:
    lines = [
        f"{hashlib.sha256(CONTENT[name]).hexdigest()}  {name}\n".encode()
        for name in sorted(CONTENT)
    ]
    assert listed.read_bytes() == b"".join(lines)


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="coreutils are not installed")
def test_sha256sum_accepts_it_until_a_file_changes(listed: Path) -> None:
    command = ["sha256sum", "--check", "--strict", "--quiet", listed.name]
    subprocess.run(command, cwd=listed.parent, check=True)  # noqa: S603 - coreutils
    (listed.parent / "b.deb").write_bytes(b"Package")
    result = subprocess.run(  # noqa: S603 - coreutils
        command, cwd=listed.parent, check=False, capture_output=True, text=True
    )
    assert result.returncode == 1
    assert "b.deb" in result.stdout
