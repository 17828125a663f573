"""Binaries of Linux: what they need, whether they can be loaded, and which data of ICU is kept."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from package import elf_files

LANGUAGES = {"en", "uk"}
KEPT = [
    "res_index.res",
    "root.res",
    "uk.res",
    "en_GB.res",
    "coll/uk.res",
    "coll/root.res",
    "coll/res_index.res",
    "coll/ucadata.icu",
    "cnvalias.icu",
    "nfkc.nrm",
    "likelySubtags.res",
    "timezoneTypes.res",
    "numberingSystems.res",
]
LEFT_OUT = [
    "fr.res",
    "de_AT.res",
    "yue_Hans.res",
    "coll/zh.res",
    "ibm-1250_P100-1995.cnv",
    "rfc3491.spp",
    "unames.icu",
    "brkitr/root.res",
    "brkitr/uk.res",
    "translit/root.res",
    "rbnf/uk.res",
    "curr/uk.res",
    "unit/root.res",
    "lang/uk.res",
    "region/en.res",
    "zone/uk.res",
]
with_tools = pytest.mark.skipif(
    sys.platform != "linux" or not all(map(shutil.which, ("gcc", "readelf", "strip"))),
    reason="gcc and binutils are not installed",
)
#: A number that is in the data, a name that only debuggers read, and a call of the C library.
SOURCE = """
#include <math.h>
#include <stdlib.h>
static int only_for_debuggers(int n) { return n + 1; }
double answer(double n) { return pow(n, only_for_debuggers((int)n)) + (getenv("HOME") != 0); }
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elf") / "two words"
    folder.mkdir()
    (folder / "answer.c").write_text(SOURCE, "ascii")
    target = folder / "libanswer.so.1"
    options = ["-shared", "-fPIC", "-O0", "-Wl,-soname,libanswer.so.1", "-Wl,--no-as-needed"]
    command = ["gcc", *options, "-o", str(target), str(folder / "answer.c"), "-lm"]
    subprocess.run(command, check=True)  # noqa: S603 - a compiler of the system
    return target


@pytest.mark.parametrize("item", KEPT)
def test_data_of_our_languages_and_of_all_is_kept(item: str) -> None:
    assert elf_files.is_kept(item, LANGUAGES)


@pytest.mark.parametrize("item", LEFT_OUT)
def test_other_data_is_left_out(item: str) -> None:
    assert not elf_files.is_kept(item, LANGUAGES)


@with_tools
def test_what_a_library_needs_is_named_by_file(library: Path) -> None:
    assert sorted(elf_files.needs(library)) == ["libc.so.6", "libm.so.6"]


@with_tools
def test_the_oldest_c_library_is_the_newest_version_that_is_asked_for(library: Path) -> None:
    command = ["/usr/bin/env", "objdump", "-T", str(library)]
    text = subprocess.run(  # noqa: S603 - a tool of the system
        command, check=True, capture_output=True, text=True
    ).stdout
    versions = {
        tuple(map(int, part.strip("()").removeprefix("GLIBC_").split(".")[:2]))
        for part in text.split()
        if part.strip("()").startswith("GLIBC_")
    }
    assert elf_files.glibc([library]) == ".".join(map(str, max(versions)))


@with_tools
def test_only_binaries_are_found_and_no_links(library: Path) -> None:
    (library.parent / "link.so").symlink_to(library.name)
    assert list(elf_files.inside(library.parent)) == [library]


@with_tools
def test_a_library_is_loadable_until_its_parts_lie_elsewhere(library: Path, tmp_path: Path) -> None:
    assert elf_files.is_loadable(library)
    content = bytearray(library.read_bytes())
    start = int.from_bytes(content[32:40], "little")
    size = int.from_bytes(content[54:56], "little")
    count = int.from_bytes(content[56:58], "little")
    loads = [start + n * size for n in range(count) if content[start + n * size] == 1]
    # The place in the file of the last part that the system maps.
    content[loads[-1] + 8] ^= 0x10
    damaged = tmp_path / library.name
    damaged.write_bytes(content)
    assert not elf_files.is_loadable(damaged)


@with_tools
def test_what_only_debuggers_read_is_taken_out_and_the_program_left(
    library: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "bundle"
    inner = folder / "_internal" / library.name
    inner.parent.mkdir(parents=True)
    shutil.copyfile(library, inner)
    # An archive lies at the end of the program that PyInstaller makes.
    shutil.copyfile(library, folder / "program")
    elf_files.strip(folder)
    assert b"only_for_debuggers" in (folder / "program").read_bytes()
    assert b"only_for_debuggers" not in inner.read_bytes()
    assert elf_files.needs(inner) == elf_files.needs(library)
    assert [path.name for path in inner.parent.iterdir()] == [inner.name]


@with_tools
def test_what_is_no_binary_is_refused_in_a_sentence(tmp_path: Path) -> None:
    text = tmp_path / "text.so"
    text.write_text("text", "ascii")
    with pytest.raises(RuntimeError, match=r"text\.so"):
        elf_files.needs(text)
