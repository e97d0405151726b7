"""Entries from a pipe, a file or a terminal that can do no more than lines."""

from __future__ import annotations

import asyncio
import codecs
import contextlib
import os
import threading
from collections.abc import Callable

from bot.terminal.entries import Command, Ending, Entry, command_in, slash_command_in

# How long a program that writes into a pipe may take for what it has ready, in seconds.
_READY = 0.2


class PlainReader:
    """Reads paragraphs: an empty line, a lone full stop or the end of input ends an answer."""

    edits = False

    def __init__(self, file: int, *, talks: bool, prompt: Callable[[str], None]) -> None:
        """Prepare to read.

        Args:
            file: The descriptor to read from.
            talks: Whether it is a person's terminal.
            prompt: Writes the sign that a line is expected; called only where somebody sits.
        """
        self.talks = talks
        self._file = file
        self._prompt = prompt
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._buffer = ""
        self._ended = False

    async def read(self, begun: str = "") -> Entry:
        """The next paragraph, or the next line that is a command."""
        lines = begun.splitlines()
        try:
            while (line := await self._line("> " if not lines else "| ")) is not None:
                command = slash_command_in(line) if lines else command_in(line)
                if command:
                    return Entry(command.value, kept="\n".join(lines))
                if line.strip() not in {"", "."}:
                    lines.append(line)
                elif any(part.strip() for part in lines):
                    break
        except asyncio.CancelledError:
            # A line that has not ended is there, too.
            text = "\n".join([*lines, self._buffer]) if self._buffer else "\n".join(lines)
            return Entry(text, Ending.INTERRUPTED)
        return Entry("\n".join(lines)) if lines else Entry("", Ending.CLOSED)

    async def read_line(self) -> Entry:
        """One line."""
        try:
            line = await self._line("> ")
        except asyncio.CancelledError:
            return Entry("", Ending.INTERRUPTED)
        return Entry("", Ending.CLOSED) if line is None else Entry(line)

    async def at_end(self) -> bool:
        """Look ahead for anything but white space. A person is not waited for."""
        while not self.talks and not self._buffer.strip() and not self._ended:
            await self._more()
        return self._ended and not self._buffer.strip()

    async def left_over(self) -> bool:
        """Look for a further answer. Whoever keeps the pipe open is not waited for."""
        if self.talks:
            return False
        async with asyncio.timeout(_READY):
            entry = await self.read()
            while entry.command not in {None, Command.QUIT}:
                entry = await self.read()
        return entry.command is None and bool(entry.text.strip())

    async def _line(self, prompt: str) -> str | None:
        if self.talks:
            self._prompt(prompt)
        while "\n" not in self._buffer and not self._ended:
            await self._more()
        if not self._buffer and self._ended:
            return None
        line, _, self._buffer = self._buffer.partition("\n")
        return line.removesuffix("\r")

    async def _more(self) -> None:
        chunk = await _read(self._file)
        self._ended = not chunk
        self._buffer += self._decoder.decode(chunk, final=not chunk)


async def _read(file: int) -> bytes:
    """Read without blocking the loop, so that signals are answered at once.

    A daemon thread, because a read of a terminal that nobody ends must not hold up the exit; and
    the bare descriptor, because an abandoned read of `sys.stdin` would keep its lock.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[bytes] = loop.create_future()

    def finish(chunk: bytes) -> None:
        if not done.done():
            done.set_result(chunk)

    def work() -> None:
        chunk = b""
        with contextlib.suppress(OSError):
            chunk = os.read(file, 65_536)
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(finish, chunk)

    threading.Thread(target=work, daemon=True).start()
    return await done
