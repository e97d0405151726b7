"""The editor of several lines, driven key by key."""

from __future__ import annotations

import asyncio

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from bot.terminal.editor import Editor
from bot.terminal.entries import Command, Ending, Entry

ENTER, CTRL_C, CTRL_D, UP = "\r", "\x03", "\x04", "\x1b[A"


# What a terminal sends for a pasted text.
PASTE = "\x1b[200~one\n\ntwo\x1b[201~"


@pytest.fixture
def keys():
    """Press keys; gives the editor that gets them."""
    with create_pipe_input() as given:

        def press(text):
            given.send_text(text)
            return Editor(given, DummyOutput())

        yield press


@pytest.mark.parametrize(
    ("pressed", "text"),
    [
        pytest.param(f"one{ENTER}{ENTER}", "one", id="an empty line sends"),
        pytest.param(f"{ENTER}{ENTER}one{ENTER}{ENTER}", "one", id="nothing is not sent"),
        pytest.param(f"one{ENTER}two{ENTER}{ENTER}", "one\ntwo", id="two lines"),
        pytest.param(f"one{ENTER}.{ENTER}", "one", id="a full stop sends"),
        pytest.param(f"one{CTRL_D}", "one", id="Ctrl-D sends"),
        pytest.param(f"{PASTE}{ENTER}{ENTER}", "one\n\ntwo", id="a paste is whole"),
        pytest.param(f"two{ENTER}{UP}one {ENTER}{CTRL_D}", "one \ntwo\n", id="lines can be mended"),
    ],
)
async def test_an_answer(keys, pressed, text):
    """Enter begins a line; an empty one, a full stop or Ctrl-D sends."""
    entry = await keys(pressed).read()

    assert entry == Entry(text)


@pytest.mark.parametrize("word", ["hint", "/hint", " Hint "])
async def test_a_command_needs_one_enter(keys, word):
    """A word that is a command is carried out at once."""
    entry = await keys(f"{word}{ENTER}").read()

    assert entry.command is Command.HINT


async def test_a_slash_command_keeps_the_answer_around_it(keys):
    """`/hint` on a line of an answer loses nothing."""
    entry = await keys(f"one{ENTER}/hint{ENTER}").read()

    assert (entry.command, entry.kept) == (Command.HINT, "one")


async def test_ctrl_d_on_nothing_closes(keys):
    """As in a shell."""
    assert await keys(CTRL_D).read() == Entry("", Ending.CLOSED)


async def test_ctrl_c_hands_back_what_was_typed(keys):
    """So that it can be kept."""
    assert await keys(f"one{ENTER}tw{CTRL_C}").read() == Entry("one\ntw", Ending.INTERRUPTED)


async def test_a_closed_window_hands_back_what_was_typed(keys):
    """A signal cancels the task; the text is still there."""
    editor = keys("one")
    typed = asyncio.Event()
    editor._answers.default_buffer.on_text_changed += lambda _: typed.set()
    reading = asyncio.ensure_future(editor.read())
    await typed.wait()

    reading.cancel()

    assert await reading == Entry("one", Ending.INTERRUPTED)


async def test_a_draft_is_gone_on_with(keys):
    """The cursor stands behind it."""
    entry = await keys(f" and two{ENTER}{ENTER}").read("one")

    assert entry.text == "one and two"


async def test_a_line_may_be_empty(keys):
    """Between questions, Enter alone is an answer."""
    assert await keys(ENTER).read_line() == Entry("")
