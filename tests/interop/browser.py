"""Chromium without a window, and a server of files for it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service


@dataclass(frozen=True)
class Screen:
    """A screen: its size in CSS pixels, and whether it is dark."""

    width: int
    height: int
    is_dark: bool = False

    @property
    def name(self) -> str:
        return f"{self.width}x{self.height}{'-dark' if self.is_dark else ''}"


PHONE, DESKTOP = Screen(390, 844), Screen(1366, 768)


class Browser:
    """Chromium, driven."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    @cached_property
    def _axe(self) -> str:
        modules = Path(__file__).parents[2] / ".venv-interop" / "node_modules"
        return (modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

    def show(self, url: str, screen: Screen, scripts: bool = True) -> None:
        """Open a page on a screen."""
        metrics = {"width": screen.width, "height": screen.height, "deviceScaleFactor": 1}
        self.send("Emulation.setDeviceMetricsOverride", **metrics, mobile=screen.width < 600)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if screen.is_dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[scheme])
        self.send("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.driver.get(url)

    def send(self, command: str, **parameters: Any) -> Any:
        """A command of the protocol of its developer tools."""
        return self.driver.execute_cdp_cmd(command, parameters)

    def ask(self, script: str, *arguments: Any) -> Any:
        """What a script in the page returns."""
        return self.driver.execute_script(script, *arguments)

    def axe_violations(self) -> list[dict[str, Any]]:
        """What axe-core finds wrong with the page that is shown."""
        self.ask(self._axe)
        return list(
            self.driver.execute_async_script(
                "const done = arguments[arguments.length - 1];"
                "axe.run({preload: false}).then(found => done(found.violations));"
            )
        )

    def texts(self) -> list[str]:
        """Every text that is laid out, read without a script of the page."""
        snapshot = self.send("DOMSnapshot.captureSnapshot", computedStyles=[])
        strings = snapshot["strings"]
        layout = snapshot["documents"][0]["layout"]
        return [strings[at] for at in layout["text"] if at >= 0]

    def requests(self) -> list[dict[str, Any]]:
        """Every event of the network since the last time this was asked."""
        events = [
            json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")
        ]
        return [event for event in events if event["method"].startswith("Network.")]

    def errors(self) -> list[str]:
        """What the console reports as an error since the last time this was asked."""
        entries = self.driver.get_log("browser")
        return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]

    def clear(self) -> None:
        """Leave out of what is asked next what was logged so far."""
        self.requests()
        self.errors()

    def picture(self, path: Path) -> None:
        """Keep the whole page as it is shown."""
        from base64 import b64decode

        path.parent.mkdir(parents=True, exist_ok=True)
        data = self.send("Page.captureScreenshot", captureBeyondViewport=True)["data"]
        path.write_bytes(b64decode(data))


@contextmanager
def opened() -> Iterator[Browser]:
    """The browser of Debian, with a record of all that it asks the network for."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    try:
        yield Browser(driver)
    finally:
        driver.quit()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: Any) -> None:
        """Print nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder on a server of its own; the address that it begins with."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
