"""How the demo starts, whom it lets in, and how it ends."""

from __future__ import annotations

import signal
import socket
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest
from running import demo, one_question_bank, run

from bot.demo.show import local_zone

PLACES = ["# interview-prep", "# question-of-the-day", "Ana and Coach", "Ben and Coach"]

# `coach demo` where a package cannot be found.
HIDE = """
import importlib.util, sys
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name == "{}" else find(name, *more)
from bot.__main__ import main
sys.exit(main(["demo", "--no-open", "--port", "0"]))
"""


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    content = one_question_bank(folder / "bank", "stop-vs-kill")
    with demo(folder, content=content) as running:
        yield running


def _get(url: str) -> str:
    with urllib.request.urlopen(url.partition("#")[0], timeout=10) as response:
        return response.read().decode()


def test_greeting(running):
    """It says where to look, what to do first and where answers are kept."""
    assert list(running.urls) == PLACES
    assert "in # interview-prep type /practice" in running.said
    assert "just write: practice" in running.said
    assert "demo.db" in running.said


def test_only_this_machine(running):
    """Every address is on the loopback interface and has a key of its own."""
    parts = [urlsplit(url) for url in running.urls.values()]

    assert {part.hostname for part in parts} == {"127.0.0.1"}
    assert len({part.fragment for part in parts}) == 4
    assert all(len(part.fragment) > 30 for part in parts)


def test_nothing_without_the_key(running):
    """The page is harmless by itself; what was said there needs the key."""
    url = next(iter(running.urls.values())).partition("#")[0]

    with pytest.raises(urllib.error.HTTPError) as caught:
        _get(url + "api/state")

    caught.value.close()
    assert caught.value.code == 401


@pytest.mark.parametrize("name", PLACES)
def test_page(running, name):
    """Each page lists all places, says where one is and what to do, and has no workbench."""
    page = _get(running.urls[name])

    assert page.count('<nav class="places"') == 1
    for url in running.urls.values():
        assert f'href="{url}"' in page
    assert f'href="{running.urls[name]}" aria-current="page">{name}</a>' in page
    assert "practice" in page.partition('id="channel-empty"')[2].partition("</p>")[0]
    assert "<title>Interview Coach</title>" in page
    assert "SimCord" not in page.partition("</header>")[0].partition("<body>")[2].replace(
        'aria-label="SimCord preview"', ""
    )
    assert "#inspector-toggle" in _get(running.urls[name].partition("#")[0] + "preview.css")


def test_port_in_use(tmp_path):
    """A taken port is told in a sentence."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(tmp_path, "-m", "bot", "demo", "--no-open", "--port", str(port))

    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} is in use, perhaps by another demo.")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_end(tmp_path, how):
    """It ends at once, politely and without complaints."""
    with demo(tmp_path, content=one_question_bank(tmp_path / "bank", "stop-vs-kill")) as running:
        status = running.end(how)

    assert status == 0
    assert running.said.endswith("Goodbye! Answers and streaks are kept for the next time.\n")
    assert "Traceback" not in running.said


@pytest.mark.parametrize("missing", ["simcord", "markdown_it", "regex"])
def test_missing_packages(tmp_path, missing):
    """Without the extra it says what to install."""
    done = run(tmp_path, "-c", HIDE.format(missing))

    assert done.returncode == 1
    assert done.stderr == (
        "The demo needs a few more packages. In a checkout, `make demo` brings them; "
        "elsewhere: python -m pip install 'interview-coach[demo]'\n"
    )


def test_no_sqlite(tmp_path):
    """Some Pythons are built without SQLite."""
    done = run(tmp_path, "-c", HIDE.format("_sqlite3"))

    assert done.returncode == 1
    assert done.stderr == (
        "This Python was built without SQLite, where answers are kept; use another Python, "
        "such as the one from python.org.\n"
    )


@pytest.mark.parametrize(
    ("set_to", "zone"), [("Europe/Berlin", "Europe/Berlin"), (":Asia/Tokyo", "Asia/Tokyo")]
)
def test_local_zone(monkeypatch, set_to, zone):
    """Times in the windows are those of the person's machine."""
    monkeypatch.setenv("TZ", set_to)

    assert local_zone() == zone


def test_local_zone_of_an_odd_machine(monkeypatch, tmp_path):
    """A zone without an IANA name is not guessed at: that of the machine holds, or else UTC."""
    monkeypatch.setenv("TZ", "EST5EDT,M3.2.0,M11.1.0")
    localtime = tmp_path / "localtime"
    monkeypatch.setattr("bot.demo.show.LOCALTIME", localtime)

    assert local_zone() == "UTC"
    localtime.symlink_to("/usr/share/zoneinfo/Asia/Kathmandu")
    assert local_zone() == "Asia/Kathmandu"
    localtime.unlink()
    localtime.symlink_to("/usr/share/zoneinfo/Nowhere/Nothing")
    assert local_zone() == "UTC"
