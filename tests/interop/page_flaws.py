"""What is wrong with a page as it is shown: too wide, out of reach, asking others."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from selenium.webdriver.common.keys import Keys

from tests.interop.browser import Browser, Screen

#: Everything that can be reached with Tab and is shown, in the order of the document.
_REACHABLE = """
return [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter(one => !one.disabled && one.checkVisibility({visibilityProperty: true}))
  .map((one, at) => { one.dataset.reach = at; return one.outerHTML.slice(0, 80); });
"""
#: What has the focus, and how that is seen.
_FOCUSED = """
const one = document.activeElement;
if (!one || one === document.body) return null;
const style = getComputedStyle(one), box = one.getBoundingClientRect();
const outline = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
return {
  at: one.dataset.reach === undefined ? -1 : Number(one.dataset.reach),
  html: one.outerHTML.slice(0, 80),
  scrolls: one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight,
  isSeen: outline || style.boxShadow !== 'none',
  isInside: box.width > 1 && box.height > 1 && box.bottom > 0 && box.right > 0
    && box.top < innerHeight && box.left < innerWidth,
};
"""
_WIDTH = "return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);"


def width(browser: Browser, screen: Screen) -> Iterator[str]:
    """The page is wider than the screen."""
    pixels = browser.ask(_WIDTH)
    if pixels > screen.width:
        yield f"the page is {pixels} wide"


def axe(browser: Browser) -> Iterator[str]:
    """What axe-core finds."""
    for violation in browser.axe_violations():
        nodes = violation["nodes"]
        target = nodes[0]["target"] if nodes else ""
        yield f"axe {violation['id']} ({violation['impact']}), {len(nodes)} times: {target}"


def requests(browser: Browser, base: str) -> Iterator[str]:
    """What was asked for outside the folder, or is not there; what the console calls an error."""
    for event in browser.requests():
        parameters = event["params"]
        if event["method"] == "Network.requestWillBeSent":
            url = parameters["request"]["url"]
            if not unquote(url).startswith((base, "data:")):
                yield f"asks for {url[:100]}"
        elif event["method"] == "Network.responseReceived":
            response = parameters["response"]
            if response["status"] >= 400 and not response["url"].endswith("/favicon.ico"):
                yield f"{response['status']} for {response['url']}"
    yield from (f"console: {text}" for text in browser.errors() if "favicon.ico" not in text)


def keyboard(browser: Browser) -> Iterator[str]:
    """What Tab does not reach in its order, or reaches without that being seen."""
    reachable = browser.ask(_REACHABLE)
    browser.ask("document.activeElement.blur(); window.getSelection().removeAllRanges();")
    reached = []
    for _step in range(len(reachable) + 40):
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
        focused = browser.ask(_FOCUSED)
        if focused is None or focused["at"] in reached:
            break
        if not focused["isSeen"]:
            yield f"focus is not seen on {focused['html']}"
        if not focused["isInside"]:
            yield f"focus is out of sight on {focused['html']}"
        if focused["at"] >= 0:
            reached.append(focused["at"])
        elif not focused["scrolls"]:
            yield f"focus on {focused['html']}"
    if reached != sorted(reached):
        yield f"Tab goes in the order {reached}"
    for at in set(range(len(reachable))).difference(reached):
        yield f"Tab does not reach {reachable[at]}"
