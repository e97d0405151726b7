"""The grader: every question of a bank compiled, ready to grade answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.core.grading import scoring
from bot.core.grading.answers import Answer, taken_apart
from bot.core.grading.grades import Grade
from bot.core.grading.reading import Reader, Reading
from bot.core.grading.rubric import Rubric, Synonyms
from bot.core.grading.tokens import tokenize
from bot.core.questions import Bank, Lexicon, Question


class Grader:
    """Grades answers to the questions of one bank.

    A question is compiled when it is first needed, or before by `prepare`.
    """

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._synonyms: dict[str, Synonyms] = {}
        self._readers: dict[str, tuple[Rubric, Reader]] = {}
        self._known: frozenset[str] | None = None

    def grade(self, question_id: str, answer: str) -> Grade:
        """Grade a free-text answer.

        Args:
            question_id: Which question was asked.
            answer: What the learner typed, unedited. May be empty.

        Raises:
            KeyError: If the bank has no such question.
        """
        return scoring.grade(*self.read(question_id, answer))

    def prepare(self, question_id: str) -> None:
        """Compile a question, so that its first answer is graded as fast as any other."""
        self._reader(question_id)

    def read(self, question_id: str, answer: str | Answer) -> tuple[Rubric, Reading]:
        """What the grader sees in an answer, for authors who want to know why."""
        rubric, reader = self._reader(question_id)
        return rubric, reader.read(taken_apart(answer) if isinstance(answer, str) else answer)

    def _reader(self, question_id: str) -> tuple[Rubric, Reader]:
        ready = self._readers.get(question_id)
        if ready is None:
            question = self._bank.questions[question_id]
            rubric = Rubric(question, self._synonyms_of(question.topic))
            ready = self._readers[question_id] = rubric, Reader(rubric, self.known_words)
        return ready

    def _synonyms_of(self, topic: str) -> Synonyms:
        if topic not in self._synonyms:
            found = self._bank.topics.get(topic)
            self._synonyms[topic] = Synonyms(found.lexicon if found else Lexicon())
        return self._synonyms[topic]

    @property
    def known_words(self) -> frozenset[str]:
        """Every word an author used, with its stem. None of them is a typing slip for another."""
        if self._known is None:
            known: set[str] = set()
            for texts in _texts(self._bank):
                tokens = tokenize("\n".join(texts))
                known.update(tokens.words)
                known.update(tokens.stems)
            self._known = frozenset(known)
        return self._known


def _texts(bank: Bank) -> Iterator[Iterable[str]]:
    for question in bank.questions.values():
        yield _texts_of(question)
    for topic in bank.topics.values():
        yield from topic.lexicon.synonyms
        for head, words in topic.lexicon.kinds.items():
            yield (head, *words)


def _texts_of(question: Question) -> Iterator[str]:
    yield from (question.prompt, question.hint, question.answer, question.explanation)
    for concept in question.concepts:
        yield from (concept.name, concept.why, concept.probe)
        yield from (p.replace("|", " ").replace("_", " ") for p in concept.phrasings)
        yield from (p.replace("|", " ").replace("_", " ") for p in concept.partly)
    for misconception in question.misconceptions:
        yield from (misconception.name, misconception.correction, misconception.example)
        yield from (p.replace("|", " ").replace("_", " ") for p in misconception.says)
