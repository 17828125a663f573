"""The manual page of the command, in a language of the product, from the help of its commands."""

from __future__ import annotations

from package.product_texts import NAME, Texts


def of(texts: Texts, version: str, day: str) -> str:
    """The page in the language of roff, for section 1."""
    from kharkiv_tracker import i18n
    from kharkiv_tracker.cli import command_list

    with i18n.speaking(texts.language):
        commands = {name: i18n._(text) for name, text in command_list.HELP.items()}
    lines = [
        f'.TH {NAME.upper()} 1 "{day}" "{NAME} {version}"',
        ".SH NAME",
        rf"{NAME} \- {_plain(texts.summary)}",
        ".SH SYNOPSIS",
        rf".B {NAME}",
        "[\\fICOMMAND\\fR] [\\fIARGS\\fR]…",
        ".SH DESCRIPTION",
        *(f"{_plain(paragraph)}\n.PP" for paragraph in texts.description),
        f"{_plain(texts.manual['more'].format(command=NAME))}",
        f".SH {texts.manual['commands'].upper()}",
    ]
    for name, text in commands.items():
        lines += [".TP", rf".B {_plain(name)}", _plain(text)]
    lines += [f".SH {texts.manual['files'].upper()}", _plain(texts.manual["folders"])]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("\u00a0", r"\~")
    return f"\\&{text}" if text.startswith((".", "'")) else text
