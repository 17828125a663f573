"""The commands by name, each loaded when it is asked for and not before."""

from __future__ import annotations

from collections import UserDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import ModuleType

import click

from kharkiv_tracker.cli import click_words


class LateCommands(UserDict[str, click.Command]):
    """Commands by name; `modules` load the module that has the commands of these names."""

    def __init__(self, modules: Iterable[tuple[Callable[[], ModuleType], Sequence[str]]]) -> None:
        super().__init__()
        self._modules = {name: load for load, names in modules for name in names}

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
