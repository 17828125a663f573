"""Nothing here asks the network: an attempt fails the test that made it.

Qt opens its sockets past Python: what it is asked for is read from the source, in
`tests/test_network.py`.
"""

from __future__ import annotations

import socket
import sys
from typing import Any

import pytest

#: Sockets on this computer, by which a second start reaches the first and children are spoken to.
_LOCAL = getattr(socket, "AF_UNIX", None)
#: What names are asked for, of whoever knows them.
_NAMES = frozenset(
    f"socket.{name}"
    for name in ("getaddrinfo", "gethostbyname", "gethostbyaddr", "getnameinfo", "getservbyname")
)
#: What is done with a socket that was made already, whoever made it.
_USES = frozenset(f"socket.{name}" for name in ("bind", "connect", "sendto", "sendmsg"))

#: What was tried since it was last looked at; whoever tried may have taken no notice of the error.
tried: list[str] = []


def forbid() -> None:
    """Let no socket of this process be any but a local one, from now on."""
    sys.addaudithook(_hear)


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if not event.startswith("socket."):
        return
    is_local = event == "socket.__new__" and arguments[1] == _LOCAL
    if event in _USES:
        is_local = arguments[0].family == _LOCAL
    elif event not in _NAMES and event != "socket.__new__":
        return
    if not is_local:
        tried.append(f"{event} {arguments[1:]}")
        pytest.fail(f"the network is asked: {tried[-1]}")
