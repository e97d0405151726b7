"""The demo in a real browser, as a learner meets it for the first time."""

from __future__ import annotations

import pytest
from browser import CHROMIUM, DRIVER, browser
from pictures import play
from running import demo, one_question_bank

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="chromium and chromedriver are not installed"
)

GOOD = "docker stop sends SIGTERM and waits for a clean shutdown, docker kill sends SIGKILL at once"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("demo")


@pytest.mark.timeout(180)  # two browsers and two demos, on a busy machine
def test_a_learner_practises(folder, tmp_path):
    """Command, Answer, form, result; then a direct message; the next run knows the streak."""
    content = one_question_bank(folder / "bank", "stop-vs-kill")
    with demo(folder, content=content) as running, browser() as page:
        page.go(running.urls["# interview-prep"])
        assert "Type /practice" in page.text()
        page.command("practice")
        page.wait_for_text("docker kill")
        page.press("Answer")
        page.picture(tmp_path / "form.png")
        page.fill_in(GOOD)
        page.wait_for_text("Correct")
        page.picture(tmp_path / "result.png")
        assert "SIGTERM" in page.text()

        page.go(running.urls["Ben and Coach"])
        page.write("practice")
        page.wait_for_text("docker kill")
        page.write("I have no idea")
        page.wait_for_text("Not yet")
        assert running.end() == 0

    with demo(folder, content=content) as running, browser() as page:
        page.go(running.urls["Ana and Coach"])
        page.command("streak")
        page.wait_for_text("1 day")
        assert running.end() == 0


@pytest.mark.timeout(180)  # a browser and a demo, on a busy machine
def test_two_people_hold_a_quiz(tmp_path):
    """Lobby, form, points and podium; the windows stay usable while the clock of a quiz runs."""
    content = one_question_bank(tmp_path / "bank", "stop-vs-kill")
    with demo(tmp_path, content=content) as running, browser() as page:
        page.go(running.urls["# interview-prep"])
        play(page, Ana=GOOD, Ben="I have no idea")
        page.wait_for_text("+100")
        page.wait_for_text("Worth another look")
        assert running.end() == 0
