"""Answers from a pipe: paragraphs, commands and the end of input."""

from __future__ import annotations

import asyncio
import os

import pytest

from bot.terminal.entries import Command, Ending, Entry
from bot.terminal.plain import PlainReader


@pytest.fixture
def pipe():
    """A reader of what is written into the other end."""
    reading, writing = os.pipe()
    prompts = []
    made = []

    def given(text, *, talks=False, close=True):
        os.write(writing, text if isinstance(text, bytes) else text.encode())
        if close:
            os.close(writing)
            made.append(writing)
        return PlainReader(reading, talks=talks, prompt=prompts.append), prompts

    yield given
    os.close(reading)
    if not made:
        os.close(writing)


async def _all(reader):
    entries = []
    while (entry := await reader.read()).ending is Ending.SENT:
        entries.append(entry.command or entry.text)
    return entries


@pytest.mark.parametrize(
    ("typed", "entries"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("\n\n  \n", [], id="only white space"),
        pytest.param("one", ["one"], id="no end of line"),
        pytest.param("one\n\ntwo\n", ["one", "two"], id="an empty line between"),
        pytest.param("one\nmore\n\n\n\ntwo", ["one\nmore", "two"], id="several lines"),
        pytest.param("one\n.\ntwo\n.\n", ["one", "two"], id="full stops"),
        pytest.param("one\r\nmore\r\n\r\ntwo\r\n", ["one\nmore", "two"], id="Windows"),
        pytest.param("hint\none\n\n", [Command.HINT, "one"], id="a command needs no end"),
        pytest.param("/SKIP\nQuit\n", [Command.SKIP, Command.QUIT], id="slash and case"),
        pytest.param("first\nhint\n\n", ["first\nhint"], id="a word inside an answer"),
        pytest.param("a hint for you\n", ["a hint for you"], id="no command alone"),
        pytest.param("stop\n\n", ["stop"], id="a fair answer about Docker"),
    ],
)
async def test_paragraphs_are_answers(pipe, typed, entries):
    """An empty line ends one; a command stands alone on its line."""
    reader, prompts = pipe(typed)

    assert await _all(reader) == entries
    assert prompts == []


async def test_a_slash_command_keeps_the_answer_around_it(pipe):
    """`/hint` in the middle of an answer loses nothing."""
    reader, _ = pipe("first line\n/hint\nlast line\n")

    asked = await reader.read()
    rest = await reader.read(asked.kept)

    assert (asked.command, asked.kept) == (Command.HINT, "first line")
    assert rest.text == "first line\nlast line"


async def test_bytes_that_are_no_text_do_not_end_it(pipe):
    """They are shown as such."""
    reader, _ = pipe(b"caf\xff\n\n")

    assert await _all(reader) == ["caf\N{REPLACEMENT CHARACTER}"]


async def test_the_end_is_seen_before_a_question_is_asked(pipe):
    """A pipe is looked into; nobody is asked a question that they cannot answer."""
    reader, _ = pipe("one\n\n\n")

    assert not await reader.at_end()
    await reader.read()
    assert await reader.at_end()


async def test_a_pipe_that_stays_open_is_not_waited_for(pipe):
    """What is there is seen, and nobody waits for more."""
    reader, _ = pipe("one\n\n", close=False)
    await reader.read()

    assert not await reader.left_over()


async def test_an_answer_without_its_end_is_left_over(pipe):
    """In a pipe that stays open, too."""
    reader, _ = pipe("one\n\ntwo", close=False)
    await reader.read()

    assert await reader.left_over()


async def test_a_person_is_prompted_and_not_waited_for(pipe):
    """Each line on a simple terminal has its sign."""
    reader, prompts = pipe("one\nmore\n\n", talks=True)

    assert not await reader.at_end()
    assert (await reader.read()).text == "one\nmore"
    assert prompts == ["> ", "| ", "| "]


async def test_what_was_typed_is_handed_back_when_it_is_interrupted(pipe):
    """So that it can be kept."""
    second = asyncio.Event()
    reader, _ = pipe("one\n", close=False)
    reader.talks = True
    reader._prompt = lambda sign: second.set() if sign == "| " else None
    reading = asyncio.ensure_future(reader.read())
    await second.wait()

    reading.cancel()

    assert await reading == Entry("one", Ending.INTERRUPTED)
