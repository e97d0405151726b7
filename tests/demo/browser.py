"""Looks at the demo with Chromium, without a display and without downloading anything."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--disable-dev-shm-usage --force-device-scale-factor=1 --hide-scrollbars"
)
# The page tells when it has drawn everything and waits for nobody.
IDLE = "return !!window.simcordPreview?.ready && !window.simcordPreview.pendingAction"
PATIENCE = 30


@contextlib.contextmanager
def browser(width: int = 1200, height: int = 900) -> Iterator[Page]:
    """A browser of its own, without a past."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = str(CHROMIUM)
        for flag in (*FLAGS.split(), f"--window-size={width},{height}"):
            options.add_argument(flag)
        options.add_argument(f"--user-data-dir={profile}")
        driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
        try:
            yield Page(driver)
        finally:
            driver.quit()


class Page:
    """What a person does in the demo."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver
        self._wait = WebDriverWait(driver, PATIENCE, poll_frequency=0.1)

    def go(self, url: str) -> None:
        self.driver.get("about:blank")  # the key after # alone would not load the page anew
        self.driver.get(url)
        self.settle()

    def settle(self) -> None:
        """Wait until the page is drawn and the bot has answered."""
        self._wait.until(lambda driver: driver.execute_script(IDLE))

    def write(self, text: str) -> None:
        """Send a message."""
        self._composer().send_keys(text, Keys.ENTER)
        self.settle()

    def command(self, name: str) -> None:
        """Use a slash command without options."""
        self._composer().send_keys(f"/{name}")
        self._wait.until(lambda driver: driver.find_elements(By.CSS_SELECTOR, "[role=option]"))
        self._composer().send_keys(Keys.ENTER)
        self.settle()
        self.driver.find_element(By.ID, "send-message").click()
        self.settle()

    def press(self, label: str) -> None:
        """Press the newest button with these words."""
        path = f"//main//button[normalize-space()='{label}']"
        buttons = self._wait.until(lambda driver: driver.find_elements(By.XPATH, path))
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", buttons[-1])
        buttons[-1].click()
        self.settle()

    def fill_in(self, text: str) -> None:
        """Write into the open form and send it."""
        field = self._wait.until(
            lambda driver: driver.find_elements(By.CSS_SELECTOR, "#modal-root textarea")
        )
        field[0].send_keys(text)
        self.driver.find_element(By.CSS_SELECTOR, "#modal-root [type=submit]").click()
        self.wait_for(
            lambda: not self.driver.find_elements(By.CSS_SELECTOR, "#modal-root textarea")
        )
        self.settle()

    def wait_for(self, condition) -> None:
        self._wait.until(lambda _: condition())

    def wait_for_text(self, text: str) -> None:
        self._wait.until(lambda _: text in self.text())

    def text(self) -> str:
        return self.driver.find_element(By.ID, "preview-shell").text

    def scroll_to_top(self) -> None:
        """Show the oldest message."""
        self.driver.execute_script(
            "document.querySelectorAll('main, main *').forEach(part => part.scrollTop = 0)"
        )

    def picture(self, path: Path) -> None:
        """Take a picture, with neither pointer nor cursor in it."""
        away = ActionBuilder(self.driver)
        away.pointer_action.move_to_location(1, 1)
        away.perform()
        self.driver.execute_script("document.activeElement.blur()")
        self.settle()
        path.parent.mkdir(parents=True, exist_ok=True)
        self.driver.save_screenshot(str(path))

    def _composer(self):
        return self.driver.find_element(By.ID, "channel-composer-input")
