"""A headless Chromium with its driver, as Debian installs them; never fetched, never sent anywhere."""

import shutil
from contextlib import contextmanager

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
def chromium(profile):
    """A driver of a browser that keeps its things in `profile`, and logs its requests and its console."""
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for flag in (*_FLAGS, f"user-data-dir={profile}"):
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver")))  # with a path, nothing is fetched
    try:
        yield driver
    finally:
        driver.quit()


def screen(driver, width, height, *, scale=1, media="", dark=False):
    """The size of the window in CSS pixels, and what the page believes to be shown on."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media, "features": [scheme]})
