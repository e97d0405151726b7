"""What is counted, as whoever watches over the bot reads it."""

from __future__ import annotations

import logging

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.core.grading import Verdict
from bot.metrics import Drop, Handled, Metrics, QuizNight, Tally


@pytest.fixture
def metrics():
    return Metrics()


def value(metrics, name, **labels):
    """One number of the page."""
    page, _ = metrics.page()
    samples = [s for f in text_string_to_metric_families(page.decode()) for s in f.samples]
    (found,) = [s.value for s in samples if s.name == name and labels.items() <= s.labels.items()]
    return found


def test_what_can_happen_begins_at_nothing(metrics):
    """Else the first one after a start would not be a rise."""
    for verdict in Verdict:
        assert value(metrics, "coach_answers_graded_total", verdict=verdict) == 0
    assert value(metrics, "coach_drops_total", outcome="failed") == 0
    assert value(metrics, "coach_quizzes_total", outcome="cancelled") == 0
    assert value(metrics, "coach_rate_limits_total") == 0
    assert value(metrics, "coach_interaction_seconds_count", kind="form") == 0


def test_each_thing_is_counted_as_itself(metrics):
    metrics.graded("correct")
    metrics.drop(Drop.LATE)
    metrics.quiz(QuizNight.STARTED)
    metrics.handled(Handled.BUTTON, 0.3)
    with metrics.grading():
        pass

    assert value(metrics, "coach_answers_graded_total", verdict="correct") == 1
    assert value(metrics, "coach_drops_total", outcome="late") == 1
    assert value(metrics, "coach_drops_total", outcome="posted") == 0
    assert value(metrics, "coach_quizzes_total", outcome="started") == 1
    assert value(metrics, "coach_interaction_seconds_sum", kind="button") == 0.3
    assert value(metrics, "coach_grading_seconds_count") == 1


def test_a_gauge_is_read_when_somebody_looks(metrics):
    servers = [1, 2]
    metrics.gauge("servers", "Servers.", lambda: len(servers))

    servers.append(3)

    assert value(metrics, "coach_servers") == 3


def test_two_bots_in_one_process_do_not_share_counts(metrics):
    Metrics().graded("correct")
    metrics.graded("correct")

    assert value(metrics, "coach_answers_graded_total", verdict="correct") == 1


def _told(metrics, name, level, text, *values):
    record = logging.LogRecord(name, level, "", 0, text, values, None)
    handler = Tally(metrics)
    if record.levelno >= handler.level:
        handler.handle(record)


def test_every_failure_that_is_logged_is_counted_by_its_place(metrics):
    _told(metrics, "bot.discord_app.chat", logging.ERROR, "failed: during=chat")
    _told(metrics, "bot.discord_app.chat", logging.WARNING, "unknown button")

    assert value(metrics, "coach_errors_total", logger="bot.discord_app.chat") == 1


@pytest.mark.parametrize(
    ("name", "text", "values"),
    [
        pytest.param(
            "discord.http",
            "We are being rate limited. %s %s responded with 429. Retrying in %.2f seconds.",
            ("POST", "/x", 1.0),
            id="request",
        ),
        pytest.param(
            "discord.http", "Global rate limit has been hit. Retrying in %.2f seconds.", (1.0,),
            id="global",
        ),
        pytest.param(
            "discord.webhook.async_", "Webhook ID %s is rate limited. Retrying in %.2f seconds",
            (7, 1.0), id="answer",
        ),
        pytest.param(
            "discord.gateway", "WebSocket in shard ID %s is ratelimited, waiting %.2f seconds",
            (0, 1.0), id="gateway",
        ),
    ],
)  # fmt: skip
def test_a_rate_limit_is_known_by_what_discord_py_says(metrics, name, text, values):
    _told(metrics, name, logging.WARNING, text, *values)

    assert value(metrics, "coach_rate_limits_total") == 1


def test_other_warnings_are_no_rate_limits(metrics):
    _told(metrics, "discord.gateway", logging.WARNING, "Can't keep up, websocket is %.1fs behind.")
    _told(metrics, "bot.x", logging.WARNING, "a rate limit of our own")

    assert value(metrics, "coach_rate_limits_total") == 0
