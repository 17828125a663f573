"""One window per user: a second start passes its case file to the first and ends."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from kharkiv_tracker import paths

_PATIENCE = 3000
_MAX_BYTES = 65536
_HEARD = b"heard\n"
#: Windows has named pipes instead, which lie in no folder.
_PIPES = sys.platform == "win32"
_LONGEST = 100
#: Called with the path of the second start; None only raises the window.
Raise = Callable[[Path | None], object]


class FirstStart(QObject):
    """Listens for later starts by the same user, on this computer only."""

    def __init__(self, server: QLocalServer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = server
        self._raise: Raise = lambda _path: None
        server.setParent(self)
        server.newConnection.connect(self._answer)

    def raise_with(self, raise_: Raise) -> None:
        """Call this whenever the program is started again."""
        self._raise = raise_

    def close(self) -> None:
        self._server.close()

    def _answer(self) -> None:
        while connection := self._server.nextPendingConnection():
            connection.disconnected.connect(connection.deleteLater)
            connection.readyRead.connect(lambda source=connection: self._hear(source))
            self._hear(connection)

    def _hear(self, connection: QLocalSocket) -> None:
        if connection.bytesAvailable() > _MAX_BYTES:
            connection.abort()
        if not connection.canReadLine():
            return
        try:
            path = json.loads(bytes(connection.readLine().data()))["open"]
        except (ValueError, KeyError, TypeError):
            connection.abort()
            return
        connection.write(_HEARD)
        connection.flush()
        connection.disconnectFromServer()
        self._raise(Path(path) if isinstance(path, str) else None)


def start(path: Path | None) -> FirstStart | None:
    """Become the first instance; None if there is one already, which now has the path.

    If the instances cannot reach each other, each one is a first instance.
    """
    server = QLocalServer()
    with suppress(OSError):
        paths.config_dir().mkdir(parents=True, exist_ok=True)
    name = _name()
    if name is None:
        return FirstStart(server)
    lock = QLockFile(f"{paths.config_dir() / name if _PIPES else name}.lock")
    # Two starts at once: the later waits until the earlier listens.
    lock.tryLock(_PATIENCE)
    try:
        if _hand_over(name, path):
            return None
        # A crashed instance may have left its socket.
        QLocalServer.removeServer(name)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.listen(name)
        return FirstStart(server)
    finally:
        lock.unlock()


def _hand_over(name: str, path: Path | None) -> bool:
    """Send the path to the first instance; False if it does not answer."""
    connection = QLocalSocket()
    connection.connectToServer(name)
    if not connection.waitForConnected(_PATIENCE):
        return False
    message = {"open": str(path.absolute()) if path else None}
    connection.write(json.dumps(message).encode() + b"\n")
    connection.flush()
    while not connection.canReadLine():
        if not connection.waitForReadyRead(_PATIENCE):
            return False
    return bytes(connection.readLine().data()) == _HEARD


def _name() -> str | None:
    """The socket, in a folder where only this user can make one; None without such a folder.

    Where anybody may make files, another user's socket could be waiting for the path of a case.
    """
    # The same for all starts with the same settings.
    short = "kharkiv-tracker-" + hashlib.sha256(str(paths.config_dir()).encode()).hexdigest()[:12]
    if _PIPES:
        return short
    own = paths.config_dir() / "run" / "socket"
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR", ""), short)
    if runtime.is_absolute() and _is_private(runtime.parent) and _is_short(runtime):
        return str(runtime)
    with suppress(OSError):
        own.parent.mkdir(mode=0o700, exist_ok=True)
    return str(own) if _is_private(own.parent) and _is_short(own) else None


def _is_short(name: Path) -> bool:
    """Whether it can name a socket: systems allow 104 bytes or 108."""
    return len(os.fsencode(name)) <= _LONGEST


def _is_private(folder: Path) -> bool:
    """Whether this is a folder, not a link to one, that only this user can open."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    is_ours = stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid()
    return is_ours and not status.st_mode & 0o077
