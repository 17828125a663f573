"""The command line as a whole: all commands, and every failure as one sentence."""

from __future__ import annotations

import io
import os
import re
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from importlib import import_module

import click

from kharkiv_tracker import __version__, files, i18n, languages, paths, process_privacy, settings
from kharkiv_tracker.cli import click_words, shared_options
from kharkiv_tracker.cli.late_commands import LateCommands
from kharkiv_tracker.errors import TrackerError, shown
from kharkiv_tracker.i18n import N_, _

#: What loads the module of commands, and the names of these.
_COMMANDS = (
    (lambda: import_module("kharkiv_tracker.cli.window_command"), ("open",)),
    (lambda: import_module("kharkiv_tracker.cli.case_commands"), ("new", "sample")),
    (lambda: import_module("kharkiv_tracker.cli.add_command"), ("add",)),
    (
        lambda: import_module("kharkiv_tracker.cli.amend_commands"),
        ("amend", "withdraw", "reinstate", "approve", "revert"),
    ),
    (lambda: import_module("kharkiv_tracker.cli.merge_commands"), ("merge", "split", "link")),
    (lambda: import_module("kharkiv_tracker.cli.rule_commands"), ("choose", "rule")),
    (lambda: import_module("kharkiv_tracker.cli.people_command"), ("person",)),
    (lambda: import_module("kharkiv_tracker.cli.person_commands"), ("persons", "purge")),
    (lambda: import_module("kharkiv_tracker.cli.note_command"), ("note",)),
    (lambda: import_module("kharkiv_tracker.cli.identifier_command"), ("identifier",)),
    (lambda: import_module("kharkiv_tracker.cli.method_command"), ("method",)),
    (lambda: import_module("kharkiv_tracker.cli.attach_commands"), ("attach", "extract")),
    (lambda: import_module("kharkiv_tracker.cli.duplicates_command"), ("duplicates",)),
    (lambda: import_module("kharkiv_tracker.cli.gaps_command"), ("gaps",)),
    (lambda: import_module("kharkiv_tracker.cli.queue_commands"), ("queue", "set-aside")),
    (lambda: import_module("kharkiv_tracker.cli.source_commands"), ("sources", "source")),
    (lambda: import_module("kharkiv_tracker.cli.office_commands"), ("office",)),
    (lambda: import_module("kharkiv_tracker.cli.document_commands"), ("document",)),
    (lambda: import_module("kharkiv_tracker.cli.understand_command"), ("understand",)),
    (lambda: import_module("kharkiv_tracker.cli.totals_command"), ("totals",)),
    (lambda: import_module("kharkiv_tracker.cli.chart_command"), ("chart",)),
    (lambda: import_module("kharkiv_tracker.cli.summary_command"), ("summary",)),
    (lambda: import_module("kharkiv_tracker.cli.publication_command"), ("publication",)),
    (
        lambda: import_module("kharkiv_tracker.cli.history_commands"),
        ("history", "undo", "redo", "verify"),
    ),
    (
        lambda: import_module("kharkiv_tracker.cli.copy_commands"),
        ("check", "copy", "backup", "restore", "salvage"),
    ),
)
WRONG_CALL, FAILURE, INTERRUPTED = 2, 1, 130
_QUOTED = re.compile(r"(?<!\w)'([^']*)'(?!\w)")


@click.group(
    name="kharkiv-tracker",
    cls=click_words.Group,
    commands=LateCommands(_COMMANDS),
    subcommand_metavar=click_words.SUBCOMMAND,
    invoke_without_command=True,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=N_(
        "Record reports of strikes on Kharkiv and see how many people were killed and "
        "injured. Without a command, opens the window."
    ),
)
@click_words.version_option(__version__, "kharkiv-tracker")
@shared_options.lang
@click.pass_context
def commands(context: click.Context) -> None:
    """Open the window where no command is named."""
    if context.invoked_subcommand is None:
        from kharkiv_tracker.cli import window_command

        context.exit(window_command.show(None, context.meta.get(shared_options.LANGUAGE, "")))


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code: 0, 1 for a failure, 2 for a wrong call."""
    process_privacy.forbid_dumps()
    process_privacy.take_passphrase()
    try:
        return _run(argv)
    finally:
        # Whoever runs several commands in one process says the passphrase once.
        process_privacy.put_passphrase_back()


def _run(argv: Sequence[str] | None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    chosen = shared_options.language(arguments) or settings.load().language
    i18n.activate(chosen if chosen in i18n.LANGUAGES else languages.SOURCE)
    click_words.translate_click()
    _print_anything()
    try:
        _check_languages()
        code = commands.main(arguments, prog_name="kharkiv-tracker", standalone_mode=False)
        if sys.stdout:
            sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort as stopped:
        # A question that was refused comes before the work, an interrupt also after it.
        _print_error(
            _("Stopped. Saved data is safe. Check the history before running the command again.")
            if stopped.__cause__
            else _("Stopped. Nothing was changed.")
        )
        return INTERRUPTED
    except click.ClickException as wrong:
        _print_error(
            _("{problem} Nothing was done. See {command} --help.").format(
                problem=_sentence(wrong.format_message()), command=_command(wrong)
            )
        )
        return WRONG_CALL
    except TrackerError as error:
        _print_error(str(error))
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output has closed it.
        _print_nothing_more()
        return FAILURE
    except OSError as error:
        if error.filename is None:
            _print_nothing_more()
            sentence = _(
                "Could not print the output: {error}. Saved data is safe. Run history before "
                "you repeat the command."
            )
        else:
            sentence = _(
                "Could not write {file}: {error}. No partial file was left. Free some disk "
                "space or choose another place, then try again."
            )
        _print_error(sentence.format(file=error.filename, error=files.reason(error)))
        return FAILURE
    except Exception:
        _print_error(_unforeseen())
        return FAILURE


def _check_languages() -> None:
    """Refuse to run where texts would be missing without a message."""
    if file := languages.damaged():
        sentence = _("A translation file is damaged: {file}. Reinstall the program.")
        raise TrackerError(sentence.format(file=file))


def _print_error(sentence: str) -> None:
    click.echo(shown(sentence, 2_000), err=True)


def _print_anything() -> None:
    """Let output be UTF-8 in files and pipes, and never fail on a letter a terminal lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _print_nothing_more() -> None:
    """Keep Python from trying once more, on its way out, to write what could not be written."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _sentence(problem: str) -> str:
    problem = " ".join(problem.split())
    if i18n.current() != languages.SOURCE:
        # click quotes names in the manner of English; translations quote what was typed.
        problem = _QUOTED.sub(r"\1", problem)
    return problem if problem.endswith((".", "!", "?", "?)")) else f"{problem}."


def _command(wrong: click.ClickException) -> str:
    context = getattr(wrong, "ctx", None)
    return context.command_path if isinstance(context, click.Context) else "kharkiv-tracker"


def _unforeseen() -> str:
    """Log an unexpected error and return a sentence with the path; typed text is not in the log."""
    log = paths.log_dir() / "kharkiv-tracker.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(f"{datetime.now().astimezone()} {traceback.format_exc()}\n")
    except OSError as error:
        return _(
            "Unexpected error. No partial data was written. The error report could not be "
            "saved to {log}: {error}."
        ).format(log=log, error=files.reason(error))
    return _("Unexpected error. No partial data was written. Error report: {log}.").format(log=log)
