"""Where log lines go and what they look like. Secrets never get into them."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Sequence

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.settings import LogFormat, LogLevel

# Talkative at their own "info"; what they warn about is still shown. Their own "debug" is never:
# it has all that passes through them, such as answers.
_QUIET = ("aiosqlite", "alembic", "discord", "sqlalchemy")
# PostgreSQL tells of a row that it refuses with all that is in it: up to where the traceback goes
# on, for the row may have blank lines.
_ROW = re.compile(r"DETAIL: .*?(?=\[SQL: |The above exception|$)", re.DOTALL)


def set_up(level: LogLevel, form: LogFormat, *, secrets: Sequence[str] = ()) -> None:
    """Send every log line of the process to standard error, ours and those of libraries.

    Args:
        level: The least that is shown.
        form: For people or for machines; auto looks at where the lines go.
        secrets: Texts that are blotted out wherever they turn up.
    """
    human = form is LogFormat.HUMAN or (form is LogFormat.AUTO and sys.stderr.isatty())
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: Processor = (
        # Not the renderer's own way to show a failure: that has the values of variables in it.
        structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
        if human
        else structlog.processors.JSONRenderer()
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.PositionalArgumentsFormatter(), *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                _without_rows,
                last,
                _Blotter(secrets),
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    least = logging.INFO if level is LogLevel.DEBUG else max(logging.WARNING, root.level)
    for name in _QUIET:
        logging.getLogger(name).setLevel(least)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _without_rows(_logger: WrappedLogger, _name: str, line: EventDict) -> EventDict:
    if traceback := line.get("exception"):
        line["exception"] = _ROW.sub("DETAIL: [left out] ", traceback)
    return line


class _Blotter:
    """Works on the finished line, so tracebacks and nested values are covered too."""

    def __init__(self, secrets: Sequence[str]) -> None:
        self._secrets = [secret for secret in secrets if secret]

    def __call__(self, _logger: WrappedLogger, _name: str, line: EventDict | str) -> str:
        text = str(line)
        for secret in self._secrets:
            text = text.replace(secret, "[secret]")
        return text
