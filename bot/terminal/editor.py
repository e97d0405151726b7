"""Entries from a person at a capable terminal, with an editor of several lines."""

from __future__ import annotations

import asyncio

from prompt_toolkit import PromptSession
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.output import Output

from bot.terminal.entries import Ending, Entry, command_in, slash_command_in

_PROMPT = FormattedText([("bold ansicyan", "> ")])


class Editor:
    """Enter begins a new line, an empty line sends. What is pasted stays in one piece."""

    talks = True
    edits = True

    def __init__(self, given: Input | None = None, shown: Output | None = None) -> None:
        """Open an editor on the terminal of the process, or on another one."""
        self._answers: PromptSession[Entry] = PromptSession(
            multiline=True,
            key_bindings=_keys(several_lines=True),
            prompt_continuation=lambda width, _number, _wrapped: " " * width,
            input=given,
            output=shown,
        )
        self._lines: PromptSession[Entry] = PromptSession(
            key_bindings=_keys(several_lines=False), input=given, output=shown
        )

    async def read(self, begun: str = "") -> Entry:
        """An answer or a command."""
        return await _entered(self._answers, begun)

    async def read_line(self) -> Entry:
        """One line, possibly empty."""
        return await _entered(self._lines, "")

    async def at_end(self) -> bool:
        """Never known of a person."""
        return False

    async def left_over(self) -> bool:
        """A person answers what they are asked."""
        return False


async def _entered(session: PromptSession[Entry], begun: str) -> Entry:
    try:
        return await session.prompt_async(_PROMPT, default=begun)
    except asyncio.CancelledError:
        return Entry(session.default_buffer.text, Ending.INTERRUPTED)


def _keys(*, several_lines: bool) -> KeyBindings:
    keys = KeyBindings()

    def enter(event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        entry = _after_enter(buffer) if several_lines else Entry(buffer.text)
        if entry is not None:
            event.app.exit(result=entry)
        elif buffer.text.strip():
            buffer.newline(copy_margin=False)

    def send(event: KeyPressEvent) -> None:
        text = event.current_buffer.text
        event.app.exit(result=Entry(text) if text.strip() else Entry("", Ending.CLOSED))

    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=Entry(event.current_buffer.text, Ending.INTERRUPTED))

    keys.add("enter")(enter)
    keys.add("c-d")(send)
    keys.add("c-c")(leave)
    keys.add("<sigint>")(leave)
    return keys


def _after_enter(buffer: Buffer) -> Entry | None:
    """The entry that Enter completes, or None where it begins a new line."""
    text, line = buffer.text, buffer.document.current_line
    if command_in(text):
        return Entry(text)
    if slash_command_in(line):
        row, lines = buffer.document.cursor_position_row, buffer.document.lines
        kept = [*lines[:row], *lines[row + 1 :]]
        return Entry(line, kept="\n".join(kept).strip())
    if buffer.document.is_cursor_at_the_end and line.strip() in {"", "."}:
        answer = text.rstrip()
        answer = answer[: -len(line.strip())] if line.strip() else answer
        return Entry(answer.rstrip()) if answer.strip() else None
    return None
