"""What the command line loads before it answers: nothing that only a command needs."""

import subprocess
import sys
from pathlib import Path

import pytest

from kharkiv_tracker.cli import command_list
from kharkiv_tracker.cli.root_command import commands

HERE = Path(__file__).parents[2]
#: Imports nothing of its own, so that all it lists is the program's.
LISTED = """
import sys
before = set(sys.modules)
from kharkiv_tracker.cli import main
code = main(sys.argv[1:])
print(*sorted(set(sys.modules) - before), file=sys.stderr)
raise SystemExit(code)
"""
#: Of the program, whatever is called.
OWN = {
    "kharkiv_tracker",
    *(f"kharkiv_tracker.{name}" for name in ("errors", "files", "i18n", "languages", "paths")),
    *(f"kharkiv_tracker.{name}" for name in ("process_privacy", "settings", "cli")),
    *(f"kharkiv_tracker.cli.{name}" for name in ("click_words", "command_list", "late_commands")),
    *(f"kharkiv_tracker.cli.{name}" for name in ("language_option", "root_command")),
}
#: Of the program besides: the database engine says its version itself.
ENGINE = {
    "kharkiv_tracker.collation",
    "kharkiv_tracker.store",
    *(f"kharkiv_tracker.store.{name}" for name in ("case_key", "connection", "engine")),
    *(f"kharkiv_tracker.store.{name}" for name in ("engine_versions", "file_identity")),
}
BESIDES = {"--version": ENGINE, "--help": set()}
#: Of others; platformdirs names the folder of the settings, which say the language.
LIBRARIES = {
    "--version": {
        *("click", "pysqlite3", "sqlcipher3"),
        *("dateutil", "pluggy", "sqlite_fts4", "sqlite_utils"),
    },
    "--help": {"click", "platformdirs"},
}


@pytest.mark.parametrize("call", LIBRARIES)
def test_help_and_version_load_no_command(call: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", LISTED, call],
        cwd=HERE, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert done.stdout
    loaded = done.stderr.split()
    # A module of the standard library is called after the machine.
    packages = {name.partition(".")[0] for name in loaded if "_sysconfigdata" not in name}
    assert {name for name in loaded if name.startswith("kharkiv_tracker")} == OWN | BESIDES[call]
    assert packages - sys.stdlib_module_names - {"kharkiv_tracker"} == LIBRARIES[call]


def test_every_command_is_in_its_module_with_its_help() -> None:
    assert sorted(commands.commands) == sorted(command_list.HELP)
    for name, text in command_list.HELP.items():
        assert commands.commands[name].name == name
        assert getattr(commands.commands[name], "english", None) == text
