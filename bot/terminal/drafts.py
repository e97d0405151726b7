"""Keeps unfinished answers, one file for each card, so that leaving loses nothing."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
from pathlib import Path

from bot.actions.practice import Card, CardState

_NAME = re.compile(r"([0-9]{1,18})-.+\.draft")


class Drafts:
    """A folder beside the database.

    A card whose draft one process has in hand is nobody else's; when the process ends, however
    that happens, the draft is free again.
    """

    def __init__(self, folder: Path) -> None:
        """Keep drafts in this folder; it need not exist."""
        self._folder = folder
        self._held: dict[int, int] = {}

    def kept(self) -> list[int]:
        """The cards with a draft, in hand or not, the latest first."""
        found: list[tuple[float, int]] = []
        with contextlib.suppress(OSError):
            for path in self._folder.iterdir():
                if name := _NAME.fullmatch(path.name):
                    with contextlib.suppress(OSError):
                        found.append((path.stat().st_mtime, int(name[1])))
        return [card_id for _, card_id in sorted(found, reverse=True)]

    def claim(self, card: Card) -> str:
        """Take the draft of a card in hand. Nothing where there is none or another one has it.

        A draft of an answer that the card has by now is dropped: it was saved, and its process was
        killed before it could do so.
        """
        if card.id not in self._held:
            try:
                file = os.open(self._path(card), os.O_RDWR | os.O_APPEND)
            except OSError:
                return ""
            if not _lock(file, wait=False):
                os.close(file)
                return ""
            self._held[card.id] = file
        follows, text = _last(self._held[card.id])
        if text and follows != _follows(card):
            self._drop(card)
            return ""
        if not text:
            self.release(card)
        return text

    def keep(self, card: Card, text: str) -> bool:
        """Keep an unfinished answer, in hand. False where it cannot be written."""
        try:
            if card.id not in self._held:
                self._folder.mkdir(parents=True, exist_ok=True)
                path = self._path(card)
                file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
                # Whoever has it now only looks whether there is anything in it.
                _lock(file, wait=True)
                self._held[card.id] = file
            # Behind what was kept before: a kill in the middle of writing loses neither.
            line = f"\n{json.dumps([_follows(card), text])}\n".encode()
            return os.write(self._held[card.id], line) == len(line)
        except OSError:
            return False

    def release(self, card: Card) -> None:
        """Leave the draft of a card to whoever comes next."""
        if (file := self._held.pop(card.id, None)) is not None:
            os.close(file)

    def forget(self, card: Card) -> None:
        """Drop the draft of a card, for it was sent or is not wanted. One in other hands stays."""
        if self.claim(card):
            self._drop(card)

    def close(self) -> None:
        """Leave all that is in hand to whoever comes next."""
        while self._held:
            os.close(self._held.popitem()[1])

    def _drop(self, card: Card) -> None:
        with contextlib.suppress(OSError):
            # Whoever waits for it finds nothing in it.
            os.ftruncate(self._held[card.id], 0)
        self.release(card)
        with contextlib.suppress(OSError):
            self._path(card).unlink()

    def _path(self, card: Card) -> Path:
        # With the question, for a database that was made anew counts its cards from one again.
        return self._folder / f"{card.id}-{card.question.id}.draft"


def _follows(card: Card) -> str:
    """What an answer to a card would be an answer to: its follow-up, or the question itself."""
    if card.state is CardState.ANSWERED:
        return card.probe.id if card.probe else "nothing any more"
    return ""


def _last(file: int) -> tuple[str, str]:
    """What was kept last and is whole: what it is an answer to, and the text."""
    os.lseek(file, 0, os.SEEK_SET)
    kept = b""
    while chunk := os.read(file, 65_536):
        kept += chunk
    for line in reversed(kept.splitlines()):
        with contextlib.suppress(ValueError):
            match json.loads(line):
                case [str() as follows, str() as text]:
                    return follows, text
                case _:
                    pass
    return "", ""


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int, *, wait: bool) -> bool:
        # Far behind the text, for nobody can read what is locked.
        os.lseek(file, 1 << 30, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        except OSError:
            # A network drive without locks; a draft is worth more than the care for a second one.
            return True
        return True
