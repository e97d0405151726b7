"""A message ready to be sent: its layout and the files that go with it."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

# Discord allows 4,000 characters of text and 40 components in one message.
TEXT_LIMIT = 4000
ALT_LIMIT = 1024

BLURPLE = discord.Colour(0x5865F2)
GREEN = discord.Colour(0x3BA55D)
AMBER = discord.Colour(0xF0B232)
RED = discord.Colour(0xDA373C)
GREY = discord.Colour(0x80848E)


@dataclass(frozen=True, slots=True)
class Page:
    """A layout with its attachments (name and content), sendable any number of times."""

    view: ui.LayoutView
    attachments: tuple[tuple[str, str | bytes], ...] = ()

    def files(self) -> list[discord.File]:
        """The attachments, opened afresh: a file can be sent only once."""
        return [
            discord.File(
                io.BytesIO(content.encode() if isinstance(content, str) else content),
                filename=name,
            )
            for name, content in self.attachments
        ]


def page(
    *items: ui.Item[Any],
    attachments: Iterable[tuple[str, str]] = (),
    pictures: Iterable[tuple[str, bytes]] = (),
) -> Page:
    """Lay out a message.

    The view is stopped at once, so that discord.py does not keep it in memory: presses reach the
    features by the button's id, today as after a restart.

    Args:
        items: From top to bottom.
        attachments: Texts that are shown as files below them.
        pictures: What pictures among the items show, by the names of their files.
    """
    view = ui.LayoutView(timeout=None)
    for item in items:
        view.add_item(item)
    files = tuple(attachments)
    for name, _ in files:
        view.add_item(ui.File(f"attachment://{name}"))
    view.stop()
    return Page(view, (*files, *pictures))


def text(content: str) -> ui.TextDisplay[Any]:
    """A block of markdown."""
    return ui.TextDisplay(content)


def picture(name: str, alt: str) -> ui.MediaGallery[Any]:
    """A picture that goes along with the message, and its words for those who cannot see it."""
    item = discord.MediaGalleryItem(f"attachment://{name}", description=alt[:ALT_LIMIT])
    return ui.MediaGallery(item)


def line() -> ui.Separator[Any]:
    """A thin line between two blocks."""
    return ui.Separator()


def row(*buttons: ui.Button[Any]) -> ui.ActionRow[Any]:
    """Up to five buttons beside each other."""
    return ui.ActionRow(*buttons)


def notice(sentence: str, *buttons: ui.Button[Any], colour: discord.Colour = GREY) -> Page:
    """A sentence in a frame, with buttons if there is something to do about it."""
    items: list[ui.Item[Any]] = [text(sentence)]
    if buttons:
        items.append(row(*buttons))
    return page(ui.Container(*items, accent_colour=colour))
