"""Reads the whole bank from its folder and collects every fault of every file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, TypeVar

from pydantic import ValidationError

import bot
from bot.content import assembly
from bot.content.checks import Found, lexicon_faults, question_faults
from bot.content.drafts import draft
from bot.content.faults import BankError, Fault, Places, Source, YamlPath, quoted, slugged
from bot.content.model import LexiconShape, QuestionShape, Shape, TopicShape
from bot.content.wording import Wording
from bot.content.yaml_reader import MAX_BYTES, read_yaml
from bot.core.questions import Bank, Question, Topic

_SUFFIXES = (".yaml", ".yml", ".YAML", ".YML")

_S = TypeVar("_S", bound=Shape)
_Unfinished: TypeAlias = Callable[[object, list[tuple[YamlPath, str]]], _S | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read.

    Attributes:
        bank: The questions without faults, in topics without faults. None if there are none.
            With drafts, also those that lack only what no grade depends on.
        faults: Everything that is wrong, in the order of files and lines.
        places: File and line of everything in `bank`.
    """

    bank: Bank | None
    faults: tuple[Fault, ...]
    places: Places


def default_root() -> Path:
    """Where the bank lies: inside an installed package, or in `content` beside the checkout."""
    package = Path(bot.__file__).parent
    packaged = package / "_bank"
    return packaged if packaged.is_dir() else package.parent / "content"


def load_bank(root: Path | None = None) -> Bank:
    """The bank, ready to use.

    Raises:
        BankError: With every fault of every file.
    """
    reading = read_bank(root)
    if reading.faults or reading.bank is None:
        raise BankError(reading.faults)
    return reading.bank


def read_bank(
    root: Path | None = None, *, topics: tuple[Path, ...] = (), drafts: bool = False
) -> Reading:
    """Read everything, whatever is wrong with it.

    Args:
        root: The folder that holds the topics.
        topics: Only these topic folders; all of them where none is given.
        drafts: Also keep questions that are not finished, as long as answers can be graded.
    """
    root = default_root() if root is None else root
    reader = _Reader(drafts)
    try:
        for folder in topics or _topic_folders(root, reader.faults):
            reader.read_topic(folder)
        if not reader.seen and not reader.faults:
            message = "there are no questions here; write them as <topic>/<id>.yaml"
            reader.faults.append(Fault(root, 1, message))
    except OSError as error:
        message = f"this folder cannot be read: {error.strerror}; name the folder of the bank"
        reader.faults.append(Fault(root, 1, message))
    bank = Bank(reader.questions.values(), reader.topics) if reader.questions else None
    return Reading(bank, tuple(sorted(set(reader.faults))), Places(reader.sources))


def _topic_folders(root: Path, faults: list[Fault]) -> Iterator[Path]:
    for entry in sorted(root.iterdir()):
        if entry.name.startswith((".", "_")):
            continue
        if entry.is_dir() and _yaml_files(entry):
            yield entry
        elif entry.suffix in _SUFFIXES:
            message = "a question lies in the folder of its topic; move this file into one"
            faults.append(Fault(entry, 1, message))


def _yaml_files(folder: Path) -> list[Path]:
    """All YAML in a topic, and one level below it, where it does not belong."""
    found = [*folder.glob("*"), *folder.glob("[!._]*/*")]
    return sorted(p for p in found if p.suffix in _SUFFIXES and not p.name.startswith("."))


@dataclass(slots=True)
class _Reader:
    drafts: bool
    questions: dict[str, Question] = field(default_factory=dict[str, Question])
    topics: list[Topic] = field(default_factory=list[Topic])
    sources: dict[str, Source] = field(default_factory=dict[str, Source])
    faults: list[Fault] = field(default_factory=list[Fault])
    seen: int = 0

    def read_topic(self, folder: Path) -> None:
        """Read one topic: its two files, then its questions."""
        files = _yaml_files(folder)
        name = folder.name
        if slugged(name) != name:
            message = (
                f"the folder {quoted(name)} must be called {quoted(slugged(name) or 'docker')}"
            )
            self.faults.append(Fault(folder, 1, message))
        about = self._about(folder, files)
        words = self._lexicon(folder, files)
        tags = None if about is None else tuple(about.tags)
        own: list[Question] = []
        for path in files:
            if path.name in ("topic.yaml", "lexicon.yaml") and path.parent == folder:
                continue
            self.seen += 1
            if path.parent != folder or path.suffix != ".yaml":
                right = folder / f"{path.stem}.yaml"
                message = (
                    f"this file is not read; name it {quoted(right.relative_to(folder.parent))}"
                )
                self.faults.append(Fault(path, 1, message))
                continue
            question = self._question(path, name, tags)
            if question is not None:
                own.append(question)
        if about is None and self.drafts:
            # No grade depends on it.
            about = TopicShape(name=name, summary="…", tags={"draft": "…"})
        if about is not None and words is not None:
            self.topics.append(assembly.topic(name, about, words))
            self.questions.update({question.id: question for question in own})

    def _about(self, folder: Path, files: list[Path]) -> TopicShape | None:
        path = folder / "topic.yaml"
        if path not in files:
            message = "this file is missing; write the topic's name, summary and tags into it"
            self.faults.append(Fault(path, 1, message))
            return None
        return self._read(path, TopicShape, f"{folder.name}/topic", lambda _: iter(()))

    def _lexicon(self, folder: Path, files: list[Path]) -> LexiconShape | None:
        path = folder / "lexicon.yaml"
        if path not in files:
            return LexiconShape()
        return self._read(path, LexiconShape, f"{folder.name}/lexicon", lexicon_faults)

    def _question(self, path: Path, topic: str, tags: tuple[str, ...] | None) -> Question | None:
        def further(value: object) -> Found:
            return question_faults(value, stem=path.stem, tags=tags)

        other = self.sources.get(path.stem)
        if other is None:
            shape = self._read(
                path, QuestionShape, path.stem, further, draft if self.drafts else None
            )
            return None if shape is None else assembly.question(shape, topic)
        self._read(path, QuestionShape, f"{topic}/{path.stem}", further)
        message = f"the id {quoted(path.stem)} is taken in {other.path.parent.name}; choose another"
        self.faults.append(self.sources[f"{topic}/{path.stem}"].fault(("id",), message))
        return None

    def _read(
        self,
        path: Path,
        shape: type[_S],
        name: str,
        further: Callable[[object], Found],
        unfinished: _Unfinished[_S] | None = None,
    ) -> _S | None:
        data = self._bytes(path)
        if data is None:
            return None
        document = read_yaml(data)
        source = self.sources[name] = Source(path, document.lines)
        before = len(self.faults)
        self.faults += [Fault(path, line, message) for line, message in document.faults]
        if not document.whole:
            return None
        if document.value is None:
            if not document.faults:
                self.faults.append(
                    Fault(path, 1, "the file is empty; see the example in README.md")
                )
            return None
        result = None
        misshapen: list[tuple[YamlPath, str]] = []
        try:
            result = shape.model_validate(document.value)
        except ValidationError as error:
            wording = Wording(shape, document.written)
            misshapen = list(wording.faults(error))
        beyond = list(further(document.value))
        self.faults += [
            source.fault(path, message)
            for path, message in (*misshapen, *beyond)
            if path not in document.unknown
        ]
        if len(self.faults) == before:
            return result
        return unfinished(document.value, beyond) if unfinished and not document.faults else None

    def _bytes(self, path: Path) -> bytes | None:
        try:
            if not path.is_file():
                self.faults.append(
                    Fault(path, 1, "this is not a file; give the folder another name")
                )
                return None
            with path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        except OSError as error:
            self.faults.append(Fault(path, 1, f"the file cannot be read: {error.strerror}"))
            return None
