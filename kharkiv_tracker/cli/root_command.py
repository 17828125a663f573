"""The command line as a whole: all commands, and every failure as one sentence."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

import click

from kharkiv_tracker import __version__, files, i18n, languages, paths, process_privacy, settings
from kharkiv_tracker.cli import click_words, language_option
from kharkiv_tracker.cli.late_commands import LateCommands, LateGroup
from kharkiv_tracker.errors import TrackerError, shown
from kharkiv_tracker.i18n import N_, _

WRONG_CALL, FAILURE, INTERRUPTED = 2, 1, 130
_QUOTED = re.compile(r"(?<!\w)'([^']*)'(?!\w)")


def _versions() -> list[str]:
    """The version of the program in the first line, which scripts read; then of its engines."""
    lines = [f"kharkiv-tracker {__version__}"]
    # The store needs the database engine, which may be missing or made for another system.
    try:
        from kharkiv_tracker.store import engine_versions
    except Exception:
        return [*lines, "SQLite not available"]
    return [*lines, *engine_versions.lines()]


@click.group(
    name="kharkiv-tracker",
    cls=LateGroup,
    commands=LateCommands(),
    subcommand_metavar=click_words.SUBCOMMAND,
    invoke_without_command=True,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=N_(
        "Record reports of strikes on Kharkiv and see how many people were killed and "
        "injured. Without a command, opens the window."
    ),
)
@click_words.version_option(_versions)
@language_option.lang
@click.pass_context
def commands(context: click.Context) -> None:
    """Open the window where no command is named."""
    if context.invoked_subcommand is None:
        from kharkiv_tracker.cli import window_command

        context.exit(window_command.show(None, context.meta.get(language_option.LANGUAGE, "")))


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
    _print_anything()
    try:
        _speak(arguments)
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
    except Exception as error:
        _print_error(_unforeseen(error))
        return FAILURE


def _speak(arguments: Sequence[str]) -> None:
    """Speak the language of the call or of the settings; refuse where texts would be missing."""
    if arguments == ["--version"]:
        # It is the same in every language.
        return
    chosen = language_option.language(arguments) or settings.load().language
    i18n.activate(chosen if chosen in i18n.LANGUAGES else languages.SOURCE)
    click_words.translate_click()
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


def _unforeseen(error: Exception) -> str:
    """Log an unexpected error and return a sentence with the path; typed text is not in the log."""
    from kharkiv_tracker.error_report import report_of

    log = paths.log_dir() / "kharkiv-tracker.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as stream:
            report = report_of(type(error), error, error.__traceback__)
            stream.write(f"{datetime.now().astimezone()} {report}\n")
    except OSError as error:
        return _(
            "Unexpected error. No partial data was written. The error report could not be "
            "saved to {log}: {error}."
        ).format(log=log, error=files.reason(error))
    return _("Unexpected error. No partial data was written. Error report: {log}.").format(log=log)
