"""Makes the pictures of the README: `make pictures`.

The demo is driven in Chromium, and a practice in the terminal is drawn as its window would look.
"""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from browser import CHROMIUM, DRIVER, browser
from PIL import Image, ImageChops
from rich.console import Console
from rich.text import Text
from running import ROOT, demo, environment, one_question_bank

DOCS = ROOT / "docs"
QUESTION = "stop-vs-kill"
ANSWER = "docker stop sends SIGTERM, so the app can finish its requests and close its files"
FOLLOW_UP = "nothing: docker kill sends SIGKILL, and the kernel ends the process at once"
COLUMNS = 96


def discord(folder: Path) -> None:
    """The result card of an answer that needed a follow-up."""
    content = one_question_bank(folder / "bank", QUESTION)
    with demo(folder, content=content) as running, browser(1100, 1250) as page:
        page.go(running.urls["# interview-prep"])
        page.command("practice")
        page.press("Answer")
        page.fill_in(ANSWER)
        page.wait_for_text("One follow-up")
        page.press("Answer")
        page.fill_in(FOLLOW_UP)
        page.wait_for_text("Next question")
        page.picture(DOCS / "practice-result.png")
        running.end()


def daily(folder: Path) -> None:
    """A question of the day, and the result that one person sees below it."""
    content = one_question_bank(folder / "bank", QUESTION)
    with demo(folder, content=content) as running, browser(1100, 900) as page:
        page.go(running.urls["# question-of-the-day"])
        page.press("Answer")
        page.fill_in(f"{ANSWER}, and docker kill ends it at once with SIGKILL")
        page.wait_for_text("Next question")
        page.scroll_to_top()
        page.picture(DOCS / "daily.png")
        running.end()


def terminal(folder: Path) -> None:
    """The same in a terminal."""
    said = _in_a_terminal(folder, f"{ANSWER}\n\n{FOLLOW_UP}\n\nquit\n")
    console = Console(record=True, width=COLUMNS, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi(said))
    drawing = folder / "terminal.svg"
    drawing.write_text(console.export_svg(title="coach practice"), encoding="utf-8")
    with browser(1240, 2400) as page:
        page.driver.get(drawing.as_uri())
        page.driver.save_screenshot(str(DOCS / "terminal.png"))
    _trim(DOCS / "terminal.png")


def _in_a_terminal(folder: Path, typed: str) -> str:
    """What a person sees who types this."""
    mine, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "practice", "--question", QUESTION, "--count", "1"],
        cwd=ROOT,
        env=environment(folder, TERM="xterm-256color", COLUMNS=str(COLUMNS), LINES="60"),
        stdin=subprocess.PIPE,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    assert process.stdin is not None
    process.stdin.write(typed.encode())
    process.stdin.close()
    seen = b""
    while True:
        try:
            part = os.read(mine, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    process.wait()
    return seen.decode().replace("\r\n", "\n")


def _trim(path: Path) -> None:
    """Cut off what is only background."""
    picture = Image.open(path).convert("RGB")
    plain = Image.new(
        "RGB", picture.size, picture.getpixel((picture.width - 1, picture.height - 1))
    )
    box = ImageChops.difference(picture, plain).getbbox()
    if box:
        picture.crop(box).save(path, optimize=True)


if __name__ == "__main__":
    if not (CHROMIUM and DRIVER):
        sys.exit("Pictures need chromium and chromedriver; install both and try again.")
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        discord(Path(temporary) / "discord")
        daily(Path(temporary) / "daily")
        terminal(Path(temporary) / "terminal")
    sys.stdout.write("The pictures are in docs/; look at them before you commit.\n")
