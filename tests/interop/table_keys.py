"""The table of incidents of a public page, sorted and filtered with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.interop.browser import Browser

_SHOWN = """
return [...document.querySelectorAll('table[data-sorts] tbody tr')]
  .filter(row => !row.hidden).map(row => row.textContent);
"""
_SORTS = "return [...document.querySelectorAll('table[data-sorts] th')].map(h => h.ariaSort);"


def flaws(browser: Browser) -> Iterator[str]:
    """What the keys do not do; nothing where the page has no such table."""
    driver = browser.driver
    heads = driver.find_elements(By.CSS_SELECTOR, "table[data-sorts] thead th button")
    if not heads:
        return
    rows = browser.ask(_SHOWN)
    for at, head in enumerate(heads):
        orders = []
        for key, direction in ((Keys.ENTER, "ascending"), (Keys.SPACE, "descending")):
            head.send_keys(key)
            sorts = browser.ask(_SORTS)
            if sorts[at] != direction or sum(sort is not None for sort in sorts) != 1:
                yield f"column {at + 1}: aria-sort is {sorts}, not {direction}"
            orders.append(browser.ask(_SHOWN))
        if any(sorted(order) != sorted(rows) for order in orders):
            yield f"column {at + 1}: sorting loses rows"
    yield from _filters(browser, rows)


def _filters(browser: Browser, rows: list[str]) -> Iterator[str]:
    driver = browser.driver
    search: Any = driver.find_element(By.CSS_SELECTOR, ".filters input")
    select: Any = driver.find_element(By.CSS_SELECTOR, ".filters select")
    status = driver.find_element(By.CSS_SELECTOR, ".filters [role=status]")
    whole = status.text
    code = driver.find_element(By.CSS_SELECTOR, "table[data-sorts] tbody a").text
    search.send_keys(code)
    shown = browser.ask(_SHOWN)
    if not shown or any(code not in row for row in shown):
        yield f"the filter {code!a} shows {len(shown)} rows"
    if len(rows) > 1 and status.text == whole:
        yield "the number beside the filter does not change"
    search.send_keys(Keys.CONTROL, "a")
    search.send_keys(Keys.DELETE)
    select.send_keys(Keys.ARROW_DOWN)
    district = browser.ask("return arguments[0].value;", select)
    shown = browser.ask(_SHOWN)
    if not shown or any(district not in row for row in shown):
        yield f"the filter {district!a} shows {len(shown)} rows"
    select.send_keys(Keys.HOME)
    if sorted(browser.ask(_SHOWN)) != sorted(rows) or status.text != whole:
        yield "rows stay away when the filters are empty again"
