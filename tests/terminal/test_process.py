"""`coach practice` as a process: in a pipe, on a terminal, and when it is told to stop."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import subprocess
import sys

import pytest

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
pytestmark = pytest.mark.usefixtures("small_bank")

# Seconds until a process that says nothing is given up.
PATIENCE = 60
WORDS = [sys.executable, "-m", "bot", "practice", "--question", "stop-vs-kill"]


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A database that is not there yet."""
    path = tmp_path / "new folder" / "coach.db"
    monkeypatch.setenv("COACH_DATABASE", str(path))
    return path


def _piped(typed, *words):
    return subprocess.run(
        [*WORDS, *words], input=typed.encode(), capture_output=True, timeout=PATIENCE, check=False
    )


class Typist:
    """A person at a terminal who reads before they type."""

    def __init__(self, term):
        self._master, slave = pty.openpty()
        self._process = subprocess.Popen(
            WORDS,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=os.environ | {"TERM": term, "COLUMNS": "80", "LINES": "24"},
        )
        os.close(slave)
        self._seen = ""

    def until(self, text):
        """Read until a text is shown."""
        before = self._seen
        while text not in self._seen[len(before) :]:
            ready, _, _ = select.select([self._master], [], [], PATIENCE)
            if not ready:
                pytest.fail(f"{text!r} was not shown after: {self._seen!r}")
            self._seen += os.read(self._master, 4096).decode(errors="replace")
        return self

    def type(self, keys):
        """Press keys."""
        os.write(self._master, keys.encode())
        return self

    def signal(self, number):
        """Send a signal."""
        self._process.send_signal(number)
        return self

    def end(self):
        """Read the rest; gives all that was shown, without colours, and the exit status."""
        with contextlib.suppress(OSError):
            while chunk := os.read(self._master, 4096):
                self._seen += chunk.decode(errors="replace")
        os.close(self._master)
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self._seen), self._process.wait(
            timeout=PATIENCE
        )


@pytest.mark.usefixtures("database")
def test_the_first_answer_needs_no_preparation(database):
    """The database is made where it belongs."""
    done = _piped("stop sends SIGTERM first, kill sends SIGKILL at once")

    assert done.returncode == 0, done.stderr
    assert b"Correct" in done.stdout
    assert b"\x1b" not in done.stdout
    assert done.stderr == b""
    assert database.exists()


@pytest.mark.usefixtures("database")
def test_an_empty_pipe_ends_politely():
    """Nothing is graded and nothing is wrong."""
    done = _piped("")

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Goodbye" in done.stdout


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        pytest.param(["--topic", "cooking"], "docker", id="topic"),
        pytest.param(["--timezone", "Mars"], "Mars", id="zone"),
        pytest.param(["--question", "nope"], "nope", id="question"),
    ],
)
def test_what_is_not_there_is_a_sentence(words, says):
    """Status 2 and one line."""
    done = _piped("", *words)

    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.usefixtures("database")
def test_a_terminal_talks_in_colour():
    """Hint, answer, result."""
    person = Typist("xterm-256color")
    person.until("> ").type("hint\r").until("Hint").until("> ")
    person.type("stop sends SIGTERM\rkill sends SIGKILL\r\r")
    shown, status = person.end()

    assert status == 0
    assert "Correct" in shown
    assert "\x1b[" in person._seen


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("term", "leave"),
    [
        pytest.param("xterm", "\x03", id="Ctrl-C"),
        pytest.param("dumb", "\x03", id="Ctrl-C on a simple terminal"),
        pytest.param("xterm", signal.SIGHUP, id="closed window"),
        pytest.param("xterm", signal.SIGTERM, id="kill"),
    ],
)
def test_leaving_in_the_middle_of_an_answer_loses_nothing(term, leave):
    """The next sitting goes on with it."""
    person = Typist(term)
    person.until("> ").type("SIGTERM first\r").type("and then").until("then")
    if term == "dumb":
        person.type("\r").until("| ").until("| ")
    left = person.signal(leave) if isinstance(leave, signal.Signals) else person.type(leave)
    shown, status = left.end()
    back = Typist("xterm").until("SIGTERM first").type("\x03")
    again, _ = back.end()

    assert status in {0, 130}
    assert "unfinished answer is kept" in shown
    assert "Traceback" not in shown
    assert "Welcome back" in again


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_ctrl_d_on_nothing_ends_politely(term):
    """As in a shell."""
    shown, status = Typist(term).until("> ").type("\x04").end()

    assert status == 0
    assert "Goodbye" in shown


@pytest.mark.usefixtures("database")
def test_a_simple_terminal_gets_no_colours():
    """But a sign for each line."""
    person = Typist("dumb")
    shown, status = person.until("> ").type("stop sends SIGTERM, kill SIGKILL\n\n").end()

    assert status == 0
    assert "Correct" in shown
    assert "\x1b" not in person._seen
