"""Where practice is shown: colours and frames for people, plain text for pipes."""

from __future__ import annotations

import unicodedata

from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

# Long lines are hard to read, however wide the terminal is.
WIDEST = 92
# Without backgrounds, which look like bars on a light terminal.
THEME = Theme({"markdown.code": "bold cyan", "markdown.code_block": "cyan"})

_STAND_INS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "·": "-", "…": "...", "–": "-"})


class Screen:
    """A console, and what it can show."""

    def __init__(self, console: Console) -> None:
        """Show on this console."""
        self._console = console
        encoding = console.encoding.lower().replace("-", "")
        self._plain = not encoding.startswith("utf")

    @property
    def framed(self) -> bool:
        """Whether frames are shown; in a pipe they would only be in the way."""
        return self._console.is_terminal and not self._plain

    def mark(self, shape: str, ascii_shape: str) -> str:
        """A sign, or its stand-in where it cannot be shown."""
        return ascii_shape if self._plain else shape

    def show(self, *parts: RenderableType) -> None:
        """Show parts below each other, then an empty line."""
        width = min(WIDEST, self._console.width)
        with self._console.capture() as shown:
            self._console.print(Group(*parts), width=width, highlight=False, crop=False)
        lines = self._shorn(shown.get()).splitlines()
        if not self._console.is_terminal:
            lines = [line.rstrip() for line in lines]
        self._console.file.write("\n".join([*lines, "", ""]))
        self._console.file.flush()

    def _shorn(self, text: str) -> str:
        return text.translate(_STAND_INS) if self._plain else text

    def gap(self) -> None:
        """An empty line, to set apart what a person typed from what follows."""
        self._console.print()

    def say(self, sentence: str, style: str = "") -> None:
        """Show a sentence."""
        self.show(Text(sentence, style=style))

    def prompt(self, sign: str) -> None:
        """Show that a line is expected, without ending the line."""
        self._console.print(Text(sign, style="bold cyan"), end="")

    def card(self, title: str, body: RenderableType, footer: str = "") -> None:
        """Show something that stands for itself: framed, or below a line."""
        if self.framed:
            self.show(
                Panel(
                    body,
                    title=Text(title, style="bold"),
                    title_align="left",
                    subtitle=footer or None,
                    subtitle_align="left",
                    border_style="cyan",
                    padding=(0, 1),
                )
            )
        else:
            heading = f"{title} ({footer})" if footer else title
            self.show(Text(f"== {heading} =="), body)

    def heading(self, title: str) -> RenderableType:
        """The title of a part."""
        if self.framed:
            return Rule(Text(title, style="bold"), align="left", style="dim")
        return Text(f"-- {title} --")


def markdown(text: str) -> RenderableType:
    """Markdown of the bank, without clickable links: their targets would not be seen."""
    return Markdown(text.strip(), hyperlinks=False, code_theme="ansi_dark")


def indented(part: RenderableType, by: int = 2) -> RenderableType:
    """A part moved to the right."""
    return Padding(part, (0, 0, 0, by), expand=False)


def bullet(sign: str, text: Text | str, style: str = "") -> RenderableType:
    """A point of a list; its further lines begin below the first word."""
    point = Table.grid(padding=(0, 1))
    point.add_column(style=f"bold {style}", no_wrap=True)
    point.add_column()
    point.add_row(sign, text)
    return point


def printable(text: str) -> str:
    """Text of a person without characters that steer terminals; every position stays the same."""
    return "".join(
        "\N{REPLACEMENT CHARACTER}"
        if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\t"
        else c
        for c in text
    )
