"""The program asks no network, and no test of it does."""

from __future__ import annotations

import ast
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import kharkiv_tracker
from tests import network
from tests.test_architecture import Module, imports, modules

_HOME = Path(kharkiv_tracker.__file__).parent
#: What speaks to other computers, of the standard library and of what is installed with us.
_SPEAKERS = frozenset(
    (
        *("aiohttp", "asyncio", "asyncore", "ftplib", "http", "httpx", "imaplib", "nntplib"),
        *("poplib", "requests", "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib"),
        *("urllib3", "webbrowser", "websocket", "websockets", "xmlrpc"),
    )
)
#: It takes addresses apart and asks nobody.
_HARMLESS = frozenset(("urllib.parse",))
_LOCAL_SOCKETS = frozenset(("QLocalServer", "QLocalSocket"))
_QT_SPEAKERS = ("QtNetwork", "QtWeb", "QtBluetooth", "QtNfc", "QtHttp", "QtRemote", "QtSerial")
_MODULES = modules(_HOME)
_TREES = {module.name: module.tree for module in _MODULES}
_NODES = {name: list(ast.walk(tree)) for name, tree in _TREES.items()}


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """What the network was asked, which for once is meant."""
    yield network.tried
    network.tried.clear()


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_a_socket_of_the_network_fails_a_test(family: int, asked: list[str]) -> None:
    with pytest.raises(pytest.fail.Exception):
        socket.socket(family)
    assert len(asked) == 1


def test_a_question_of_a_thread_is_heard_too(asked: list[str]) -> None:
    def ask() -> None:
        with pytest.raises(pytest.fail.Exception):
            socket.getaddrinfo("localhost", 80)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert len(asked) == 1


def test_local_sockets_are_none_of_it(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as own:
        own.bind(str(tmp_path / "s"))
    assert network.tried == []


def test_no_module_speaks_to_other_computers() -> None:
    speaking = [
        f"{module.name} imports {name}"
        for module in _MODULES
        for name in imports(module, _TREES[module.name])
        if name.partition(".")[0] in _SPEAKERS and name not in _HARMLESS
    ]
    assert speaking == []


def test_of_qt_only_local_sockets_are_used() -> None:
    used = {
        (module.name.rpartition(".")[2], part, alias.name)
        for module in _MODULES
        for node in _NODES[module.name]
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6")
        for alias in node.names
        for part in [(node.module or "").partition(".")[2] or alias.name]
        if part.startswith(_QT_SPEAKERS)
    }
    assert used == {("single_instance", "QtNetwork", name) for name in _LOCAL_SOCKETS}


def test_what_is_opened_elsewhere_is_a_link_or_a_file_of_ours() -> None:
    """A browser is asked in one place; viewers get files that were saved."""
    calls = {
        (module.name.rpartition(".")[2], ast.unparse(node.args[0]).partition("(")[0])
        for module in _MODULES
        for node in _calls(module, "openUrl")
    }
    assert calls == {
        ("report_lines", "url"),
        ("dialog", "QUrl.fromLocalFile"),
        ("file_export", "QUrl.fromLocalFile"),
    }


def test_texts_are_shown_as_they_are() -> None:
    """A label that took its text for HTML would load what pictures in it name."""
    rich = ("QLabel", "QTextEdit", "QTextDocument", "setMarkdown", "insertHtml")
    made = {
        (module.name.rpartition(".")[2], name)
        for module in _MODULES
        for name in rich
        for _node in _calls(module, name)
    }
    # Every other label is made by these; help shows pages of the program.
    assert made == {("widgets", "QLabel"), ("help_browser", "setMarkdown")}
    tips = {
        ast.unparse(text)
        for module in _MODULES
        for node in (*_calls(module, "setToolTip"), *_calls(module, "showText"))
        for text in [node.args[len(node.args) > 1]]
        if not isinstance(text, ast.Constant) and "tip(" not in ast.unparse(text)
    }
    # Keys, and texts of the program.
    assert tips == {
        "command.key",
        "named(name).key",
        "_('Show list  Down')",
        "_('Nothing of this post is to be recorded.')",
    }


def _calls(module: Module, name: str) -> Iterator[ast.Call]:
    """Every call of something with this name in a module."""
    for node in _NODES[module.name]:
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=called) | ast.Attribute(attr=called) if called == name:
                    yield node
