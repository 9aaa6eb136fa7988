"""A headless Chromium with its driver, as Debian installs them, for the tests of the report and for pictures."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

MISSING = [name for name in ("chromium", "chromedriver") if not shutil.which(name)]
_FLAGS = (
    "headless",
    "no-sandbox",  # containers run tests as root
    "disable-gpu",
    "disable-dev-shm-usage",
    "disable-quic",
    "no-first-run",
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
    "hide-scrollbars",
)


@contextmanager
def chromium(profile: str) -> Iterator[Any]:
    """A driver of a browser that keeps its things in the folder `profile`, and logs its requests and its console.

    Driver and browser are those of the system: nothing is fetched.

    Raises:
        selenium.common.exceptions.WebDriverException: It does not start.
    """
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for flag in (*_FLAGS, f"user-data-dir={profile}"):
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()


def screen(driver: Any, width: int, height: int, *, scale: float = 1, media: str = "", dark: bool = False) -> None:
    """The size of the window in CSS pixels, and what the page believes to be shown on."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": [scheme]})
