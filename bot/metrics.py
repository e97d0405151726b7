"""What is counted and timed while the bot runs, for whoever watches over it.

The only module that knows Prometheus. Whoever has something to count is handed a `Metrics`.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Generator
from enum import StrEnum
from importlib import metadata

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

# Seconds. Discord gives up on a press after three, and people notice from a half on.
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10)
# Where discord.py warns that Discord slows the bot down, and words that each such line has.
_SLOWED = ("discord.http", "discord.gateway", "discord.webhook")
_SLOWED_WORDS = ("rate limit", "ratelimited")


class Graded(StrEnum):
    """What an answer was found to be."""

    CORRECT = "correct"
    PARTIAL = "partial"
    INCORRECT = "incorrect"


class Drop(StrEnum):
    """What became of a daily question that was due; a failed one was left out for good."""

    POSTED = "posted"
    LATE = "late"
    FAILED = "failed"


class QuizNight(StrEnum):
    """What became of a quiz night."""

    STARTED = "started"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class Handled(StrEnum):
    """What a person did that the bot answered."""

    COMMAND = "command"
    BUTTON = "button"
    FORM = "form"
    MESSAGE = "message"


class Metrics:
    """The counts of one process. They begin at 0, so that a rate is right from the start."""

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._answers = self._counter("answers_graded", "Answers graded.", "verdict", Graded)
        self._drops = self._counter("drops", "Daily questions that were due.", "outcome", Drop)
        self._quizzes = self._counter("quizzes", "Quiz nights.", "outcome", QuizNight)
        self._errors = self._counter("errors", "Failures in the log, by where it was.", "logger")
        self._slowed = self._counter("rate_limits", "How often Discord slowed the bot down.")
        self._grading = self._histogram("grading_seconds", "Grading an answer.")
        self._handling = self._histogram(
            "interaction_seconds", "From the arrival of what a person did to its end.", "kind"
        )
        for kind in Handled:
            self._handling.labels(kind)
        self.gauge("info", "Always 1; the version is its label.", lambda: 1, version=_version())

    def graded(self, verdict: str) -> None:
        """An answer was graded, for the first time."""
        self._answers.labels(verdict).inc()

    def drop(self, outcome: Drop) -> None:
        """A daily question was due."""
        self._drops.labels(outcome).inc()

    def quiz(self, outcome: QuizNight) -> None:
        """A quiz night began or ended."""
        self._quizzes.labels(outcome).inc()

    def failed(self, where: str) -> None:
        """Something broke."""
        self._errors.labels(where).inc()

    def slowed(self) -> None:
        """Discord slowed the bot down."""
        self._slowed.inc()

    @contextlib.contextmanager
    def grading(self) -> Generator[None]:
        """Time how long it takes to grade an answer."""
        with self._grading.time():
            yield

    def handled(self, kind: Handled, seconds: float) -> None:
        """Something that a person did was answered."""
        self._handling.labels(kind).observe(seconds)

    @contextlib.contextmanager
    def handling(self, kind: Handled) -> Generator[None]:
        """Time how long it takes to answer something that a person did."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.handled(kind, time.perf_counter() - began)

    def gauge(self, name: str, says: str, read: Callable[[], float], **labels: str) -> None:
        """Show a value that is read whenever somebody looks."""
        shown = Gauge(f"coach_{name}", says, list(labels), registry=self._registry)
        (shown.labels(**labels) if labels else shown).set_function(read)

    def page(self) -> tuple[bytes, str]:
        """All of it as Prometheus reads it, and the type of that text."""
        return generate_latest(self._registry), CONTENT_TYPE_LATEST

    def _counter(
        self, name: str, says: str, label: str | None = None, kinds: type[StrEnum] | None = None
    ) -> Counter:
        labels = [label] if label else []
        counter = Counter(f"coach_{name}", says, labels, registry=self._registry)
        for kind in kinds or ():
            counter.labels(kind)
        return counter

    def _histogram(self, name: str, says: str, *labels: str) -> Histogram:
        return Histogram(f"coach_{name}", says, labels, registry=self._registry, buckets=_SECONDS)


class Tally(logging.Handler):
    """Counts what is logged: each failure, wherever it was caught, and each rate limit."""

    def __init__(self, metrics: Metrics) -> None:
        """Count from now on.

        Args:
            metrics: Where to count.
        """
        super().__init__(logging.WARNING)
        self._metrics = metrics

    def emit(self, record: logging.LogRecord) -> None:
        """Count a line, if it is one of those."""
        if record.levelno >= logging.ERROR:
            self._metrics.failed(record.name)
        elif record.name.startswith(_SLOWED):
            text = record.getMessage().lower()
            if any(words in text for words in _SLOWED_WORDS):
                self._metrics.slowed()


def _version() -> str:
    return metadata.version("interview-coach")
