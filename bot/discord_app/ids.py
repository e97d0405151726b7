"""The ids of buttons, menus and forms: by its id alone a press finds what answers it.

They are part of every message already posted, so neither the form of an id nor the name of a
feature may ever change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import discord
from discord import ui


class Ids:
    """The ids of one feature, and its buttons."""

    def __init__(self, feature: str) -> None:
        """Name the feature.

        Args:
            feature: Its name, as in `Feature.name`.
        """
        self.feature = feature

    def of(self, number: int, press: str) -> str:
        """The id of a button, a menu or a form.

        Args:
            number: What it is about, such as a card or a round; the feature knows which.
            press: What it does.
        """
        return f"{self.feature}:{number}:{press}"

    def button(
        self,
        number: int,
        press: str,
        label: str,
        style: discord.ButtonStyle = discord.ButtonStyle.secondary,
        *,
        disabled: bool = False,
    ) -> ui.Button[Any]:
        """A button; see `of` for its number and what it does."""
        own = self.of(number, press)
        return ui.Button(label=label, style=style, custom_id=own, disabled=disabled)


def taken_apart(custom_id: str) -> tuple[str, int | None, str]:
    """The feature, the number and the press of an id; None for what is no number."""
    feature, _, rest = custom_id.partition(":")
    number, _, press = rest.partition(":")
    return feature, int(number) if number.isdecimal() else None, press


def ids_in(components: Iterable[Any]) -> Iterator[str]:
    """The ids of all buttons and menus in a message."""
    for component in components:
        if custom_id := getattr(component, "custom_id", None):
            yield custom_id
        yield from ids_in(getattr(component, "children", ()))
