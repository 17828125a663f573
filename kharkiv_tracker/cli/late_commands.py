"""The commands by name, each loaded when it is called; the list of all in the help loads none."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Iterator

import click

from kharkiv_tracker.cli import click_words, command_list


class LateCommands(UserDict[str, click.Command]):
    """Commands by name, loaded when asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._modules = {name: load for load, helps in command_list.COMMANDS for name in helps}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self.data:
            self.data[name] = next(
                command
                for command in vars(self._modules[name]()).values()
                if isinstance(command, click_words.Command) and command.name == name
            )
        return self.data[name]

    def __contains__(self, name: object) -> bool:
        return name in self._modules

    def __iter__(self) -> Iterator[str]:
        return iter(self._modules)

    def __len__(self) -> int:
        return len(self._modules)


class LateGroup(click_words.Group):
    """The commands together; listing them loads none."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands as click does, by their helps alone."""
        listed: dict[str, click.Command] = {
            name: click_words.Command(name, help=text) for name, text in command_list.HELP.items()
        }
        click_words.Group(commands=listed).format_commands(ctx, formatter)
