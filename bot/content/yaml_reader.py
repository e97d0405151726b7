"""Reads YAML as a teacher means it: text stays text, every line is known, nothing can be executed.

PyYAML's events are used and its composer is not: that one crashes on deep nesting, follows aliases
without end and takes `22:22` for a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from bot.content.faults import YamlPath, quoted
from bot.content.syntax import sentence

MAX_BYTES = 256 * 1024
MAX_DEPTH = 16
MAX_NODES = 20_000


class _Parser(Protocol):
    def check_event(self) -> bool: ...
    def get_event(self) -> yaml.Event: ...
    def dispose(self) -> None: ...


# Without libyaml the slower parser in Python gives the same events.
_PARSER: Callable[[str], _Parser] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# Everything that has no shape on the screen, or breaks lines where no editor shows it.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)

# The numbers of YAML 1.2, less those that a person would not call one (017, 0x1F, .inf).
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)?\.?[0-9]+(?:[eE][-+]?[0-9]+)?")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}


@dataclass(slots=True)
class Document:
    """What a file says.

    Attributes:
        value: Mappings, lists, text, numbers, booleans and None.
        lines: The line of every path, counted from 1.
        written: How everything that is not text was spelled, such as `3.10` for 3.1.
        unknown: The paths of what stands elsewhere, so that nothing can be said about it.
        faults: Line and sentence for whatever could not be read.
    """

    value: object = None
    lines: dict[YamlPath, int] = field(default_factory=dict[YamlPath, int])
    written: dict[YamlPath, str] = field(default_factory=dict[YamlPath, str])
    unknown: set[YamlPath] = field(default_factory=set[YamlPath])
    faults: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    whole: bool = True


def read_yaml(data: bytes) -> Document:
    """Read one document.

    Nothing is raised: what cannot be read ends up in `faults`. After a mistake in the syntax the
    rest of the file is unknown, so `whole` is False and `value` is None.
    """
    document = Document()
    text = _decode(data, document)
    if text is not None:
        try:
            _Builder(document, _events(text), last_line=text.count("\n") + 1).build()
        except yaml.MarkedYAMLError as error:
            document.faults.append(sentence(error, text))
            text = None
        except (_GiveUp, yaml.YAMLError, RecursionError) as error:
            document.faults.append(_last_words(error))
            text = None
    if text is None:
        document.value, document.whole = None, False
    return document


def _events(text: str) -> Iterator[yaml.Event]:
    parser = _PARSER(text)
    try:
        while parser.check_event():
            yield parser.get_event()
    finally:
        parser.dispose()


class _GiveUp(Exception):
    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


def _last_words(error: Exception) -> tuple[int, str]:
    if isinstance(error, _GiveUp):
        return error.line, str(error)
    return 1, "this file cannot be read as YAML; compare it with the example in README.md"


def _decode(data: bytes, document: Document) -> str | None:
    if len(data) > MAX_BYTES:
        limit = MAX_BYTES // 1024
        document.faults.append((1, f"the file is larger than {limit} KB; keep to one question"))
        return None
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        document.faults.append((1, "the file is saved as UTF-16; save it as UTF-8"))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        document.faults.append((line, "this line is not UTF-8 text; save the file as UTF-8"))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for found in _INVISIBLE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        code = f"U+{ord(found[0]):04X}"
        document.faults.append((line, f"there is an invisible character ({code}); delete it"))
        return None
    return text


def _scalar(text: str) -> object:
    """What unquoted text stands for."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) <= 30:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text) and not _leading_zero(text):
            return float(text)
    return text


def _leading_zero(text: str) -> bool:
    return re.match(r"[-+]?0[0-9]", text) is not None


class _Builder:
    """Turns events into values, one event at a time, without recursion into the parser."""

    def __init__(self, document: Document, events: Iterator[yaml.Event], last_line: int) -> None:
        self._document = document
        self._events = events
        self._last_line = last_line
        self._nodes = 0

    def build(self) -> None:
        seen = False
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent) and seen:
                line = self._line(event)
                message = "a second document begins here; one file holds one, so delete this `---`"
                raise _GiveUp(line, message)
            if isinstance(event, yaml.NodeEvent):
                seen = True
                self._document.value = self._node(event, ())

    def _node(self, event: yaml.NodeEvent, path: YamlPath) -> object:
        line = self._line(event)
        self._document.lines.setdefault(path, line)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise _GiveUp(line, f"the file has more than {MAX_NODES} entries; keep to one question")
        if len(path) > MAX_DEPTH:
            raise _GiveUp(line, f"this is nested more than {MAX_DEPTH} levels deep; write it flat")
        if isinstance(event, yaml.AliasEvent):
            name = f"*{event.anchor}"
            told = "repeats something by name; write it out, or quote the text"
            self._fault(line, f"{quoted(name)} {told}")
            self._document.unknown.add(path)
            return name
        self._refuse_decoration(event, line)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._text(event, path)

    def _line(self, event: yaml.Event) -> int:
        """Where something begins. What a file lacks may be told to begin behind its end."""
        return min(event.start_mark.line + 1, self._last_line)

    def _refuse_decoration(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor is not None:
            name = quoted(f"&{event.anchor}")
            self._fault(line, f"{name} gives something a name; delete it, or quote the text")
        tag: str | None = getattr(event, "tag", None)
        if tag is not None:
            name = quoted("!" + tag.removeprefix("tag:yaml.org,2002:").lstrip("!"))
            self._fault(line, f"{name} is a YAML tag; delete it, or put the whole text in quotes")

    def _mapping(self, path: YamlPath) -> dict[str, object]:
        result: dict[str, object] = {}
        while isinstance(key := next(self._events), yaml.NodeEvent):
            line = self._line(key)
            if not isinstance(key, yaml.ScalarEvent):
                raise _GiveUp(line, "a key is one word followed by a colon; this is more")
            self._refuse_decoration(key, line)
            name = str(key.value)
            content = next(self._events)
            assert isinstance(content, yaml.NodeEvent)
            if name in result:
                first = self._document.lines[*path, name]
                self._fault(line, f"{quoted(name)} is already in line {first}; keep one of the two")
                self._skip(content, (*path, name))
                continue
            self._document.lines[*path, name] = line
            result[name] = self._node(content, (*path, name))
        return result

    def _sequence(self, path: YamlPath) -> list[object]:
        result: list[object] = []
        while isinstance(event := next(self._events), yaml.NodeEvent):
            result.append(self._node(event, (*path, len(result))))
        return result

    def _skip(self, event: yaml.NodeEvent, path: YamlPath) -> None:
        """Read something that is not kept; its lines must not overwrite those of the first."""
        kept = self._document.lines, self._document.written
        self._document.lines, self._document.written = {}, {}
        self._node(event, path)
        self._document.lines, self._document.written = kept

    def _text(self, event: yaml.NodeEvent, path: YamlPath) -> object:
        assert isinstance(event, yaml.ScalarEvent)
        text = str(event.value)
        if event.style:  # quoted, or a block of lines
            return text
        value = _scalar(text)
        if not isinstance(value, str):
            self._document.written[path] = text
        return value

    def _fault(self, line: int, message: str) -> None:
        self._document.faults.append((line, message))
