"""`coach practice` as a process: in a pipe, on a terminal, and when it is told to stop."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time

import pytest

from bot.cli.practice import _drafts

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals here")
pytestmark = pytest.mark.usefixtures("small_bank")

# Seconds that a process may take to do what a test waits for.
PATIENCE = 20
WORDS = ["practice", "--question", "stop-vs-kill"]
# Every terminal answers this; nobody waits for the answer longer than two seconds.
WHERE_IS_THE_CURSOR = b"\x1b[6n"
# A person's terminal is the one that Ctrl-C comes from; a child only inherits an open file.
AT_TERMINAL = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from bot.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A database that is not there yet."""
    path = tmp_path / "new folder" / "coach.db"
    monkeypatch.setenv("COACH_DATABASE", str(path))
    return path


def _piped(typed, *words):
    return subprocess.run(
        [sys.executable, "-m", "bot", *WORDS, *words],
        input=typed.encode(),
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )


class Typist:
    """A person at a terminal who reads before they type."""

    def __init__(self, term, words):
        self._master, slave = pty.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-c", AT_TERMINAL, *words],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env=os.environ | {"TERM": term, "COLUMNS": "80", "LINES": "24"},
        )
        os.close(slave)
        self._seen = ""
        # How far the person has read.
        self._at = 0

    def until(self, text):
        """Read on until a text is shown."""
        deadline = time.monotonic() + PATIENCE
        while (found := self._seen.find(text, self._at)) < 0:
            if not self._read(deadline):
                pytest.fail(f"{text!r} was not shown after: {self._seen!r}")
        self._at = found + len(text)
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
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        try:
            status = self._process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            pytest.fail(f"it did not end; it showed: {self._seen!r}")
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self._seen), status

    def leave_nothing(self):
        """End the process, whatever it is doing."""
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        os.close(self._master)

    def _read(self, deadline):
        """Read what is shown next; False at the end and when time is up."""
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([self._master], [], [], left)[0]:
            return False
        try:
            chunk = os.read(self._master, 4096)
        except OSError:  # Linux says so that nobody is at the other end any more
            return False
        for _ in range(chunk.count(WHERE_IS_THE_CURSOR)):
            os.write(self._master, b"\x1b[1;1R")
        self._seen += chunk.decode(errors="replace")
        return bool(chunk)


@pytest.fixture
def sit_down(database):
    """Start a process at a terminal; none of them outlives its test."""
    people = []

    def start(term, words=WORDS):
        people.append(Typist(term, words))
        return people[-1]

    yield start
    for person in people:
        person.leave_nothing()


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
        pytest.param(["--kind", "scenario"], "scenario", id="another kind"),
        pytest.param(["--count", "2"], "--count 2", id="count"),
    ],
)
def test_what_is_not_there_is_a_sentence(words, says):
    """Status 2 and one line."""
    done = _piped("", *words)

    assert done.returncode == 2
    assert says in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


@pytest.mark.usefixtures("database")
def test_a_kill_while_it_starts_is_no_failure():
    """Nothing was begun, so there is nothing to say."""
    killed = """
import os, signal, sys
from bot.__main__ import main
from bot.cli import practice

async def killed_meanwhile(url):
    os.kill(os.getpid(), signal.SIGTERM)
    await practice.asyncio.sleep(10)

practice.migrate_database = killed_meanwhile
sys.exit(main(sys.argv[1:]))
"""
    done = subprocess.run(
        [sys.executable, "-c", killed, *WORDS], capture_output=True, timeout=PATIENCE, check=False
    )

    assert (done.returncode, done.stderr) == (143, b"")


def test_a_terminal_talks_in_colour(sit_down):
    """Hint, answer, result."""
    person = sit_down("xterm-256color")
    person.until("> ").type("hint\r").until("Hint").until("> ")
    person.type("stop sends SIGTERM\rkill sends SIGKILL\r\r")
    shown, status = person.end()

    assert status == 0
    assert "Correct" in shown
    assert "\x1b[" in person._seen


@pytest.mark.parametrize(
    ("term", "leave"),
    [
        pytest.param("xterm", "\x03", id="Ctrl-C"),
        pytest.param("dumb", "\x03", id="Ctrl-C on a simple terminal"),
        pytest.param("xterm", signal.SIGHUP, id="closed window"),
        pytest.param("xterm", signal.SIGTERM, id="kill"),
    ],
)
def test_leaving_in_the_middle_of_an_answer_loses_nothing(sit_down, term, leave):
    """The next sitting goes on with it."""
    person = sit_down(term)
    person.until("> ").type("SIGTERM first\r").type("and then").until("then")
    if term == "dumb":
        person.type("\r").until("| ").until("| ")
    left = person.signal(leave) if isinstance(leave, signal.Signals) else person.type(leave)
    shown, status = left.end()
    back = sit_down("xterm").until("SIGTERM first").type("\x03")
    again, _ = back.end()

    assert status in {0, 130}
    assert "unfinished answer is kept" in shown
    assert "Traceback" not in shown
    assert "Welcome back" in again


def test_a_pipe_does_not_take_what_was_begun_at_a_terminal(sit_down):
    """Its answer is graded alone; the one begun waits on, for whoever names no question, too."""
    person = sit_down("xterm")
    person.until("> ").type("kill is gentle").until("gentle").type("\x03").end()

    piped = _piped("stop sends SIGTERM first, kill sends SIGKILL at once").stdout.decode()
    back, _ = sit_down("dumb", ["practice"]).until("gentle").type("\x03").end()

    assert "Correct" in piped
    assert "gentle" not in piped
    assert "Welcome back" in back


def test_two_terminals_do_not_share_an_answer(sit_down):
    """One goes on with it, the other begins anew, and when both have left it is still there."""
    sit_down("xterm").until("> ").type("SIGTERM first").until("first").type("\x03").end()

    one = sit_down("xterm").until("SIGTERM first")
    other, _ = sit_down("xterm").until("> ").type("\x03").end()
    shown, _ = one.type("\x03").end()
    back, _ = sit_down("xterm").until("SIGTERM first").type("\x03").end()

    assert "Welcome back" not in other
    assert "Welcome back" in shown
    assert "Welcome back" in back


def test_an_answer_on_its_way_is_safe_and_nobody_elses(sit_down, database):
    """While it is graded, no other terminal has it; after kill -9, the next one does."""
    stuck = """
import sys, time
from bot.__main__ import main
from bot.core.grading import Grader

def never(self, question_id, text):
    print("grading", flush=True)
    time.sleep(60)

Grader.grade = never
sys.exit(main(sys.argv[1:]))
"""
    answer = b"stop sends SIGTERM"
    with subprocess.Popen(
        [sys.executable, "-c", stuck, *WORDS], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as grading:
        grading.stdin.write(answer)
        grading.stdin.close()
        while b"grading" not in grading.stdout.readline():
            pass
        meanwhile, _ = sit_down("xterm").until("> ").type("\x03").end()
        grading.kill()
    afterwards, _ = sit_down("xterm").until("stop sends SIGTERM").type("\x03").end()

    assert "Welcome back" not in meanwhile
    assert "Welcome back" in afterwards


@pytest.mark.parametrize("term", ["xterm", "dumb"])
def test_ctrl_d_on_nothing_ends_politely(sit_down, term):
    """As in a shell."""
    shown, status = sit_down(term).until("> ").type("\x04").end()

    assert status == 0
    assert "Goodbye" in shown


def test_a_simple_terminal_gets_no_colours(sit_down):
    """But a sign for each line."""
    person = sit_down("dumb")
    shown, status = person.until("> ").type("stop sends SIGTERM, kill SIGKILL\n\n").end()

    assert status == 0
    assert "Correct" in shown
    assert "\x1b" not in person._seen


@pytest.mark.parametrize(
    ("database", "name"),
    [
        pytest.param("sqlite+aiosqlite:////there/coach.db", "coach.db.drafts", id="file"),
        pytest.param("sqlite+aiosqlite:////there/coach.sqlite", "coach.sqlite.drafts", id="suffix"),
        pytest.param(
            "postgresql+asyncpg://ana:secret@host:5432/coach?ssl=require",
            "host%3A5432%2Fcoach.drafts",
            id="server",
        ),
    ],
)
def test_each_database_has_drafts_of_its_own(database, name):
    """No password is in the name."""
    assert _drafts(database).name == name
