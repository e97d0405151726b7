"""Start here: `coach`, or `python -m bot`. Chooses the command; heavy imports wait until then."""

from __future__ import annotations

import argparse
import errno
import os
import signal
import sys
from collections.abc import Sequence

from bot.cli import Ended
from bot.cli.parser import build_parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    arguments = build_parser().parse_args(argv)
    if arguments.incomplete:
        arguments.incomplete.print_help(sys.stderr)
        return 2
    try:
        status = _command(arguments)
        sys.stdout.flush()
    except Ended as ended:
        print(ended, file=sys.stderr)
        return ended.status
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        _drop_output()
        return 141
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _drop_output()
        print("There is no space left to write to; free some and start again.", file=sys.stderr)
        return 1
    return status


def _drop_output() -> None:
    # What is still in the buffer would be tried again at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _command(arguments: argparse.Namespace) -> int:
    match arguments.command:
        case "grade":
            from bot.cli import grade

            return grade.run(arguments.jsonl or arguments.file)
        case "bank":
            return _bank(arguments)
        case "practice":
            from bot.cli import practice

            return practice.run(arguments)
        case "demo":
            from bot.cli import demo

            return demo.run(arguments)
        case "migrate":
            from bot.cli import migrate

            return migrate.run()
        case "health":
            from bot.cli import health

            return health.run()
        case "doctor":
            from bot.cli import doctor

            return doctor.run()
        case "backup":
            from bot.cli import backup

            return backup.save(arguments.file)
        case "restore":
            from bot.cli import backup

            return backup.restore(arguments.file)
        case "sync":
            from bot.cli import service

            return service.sync()
        case _:
            # As PID 1 in a container nothing ends us until there is a handler, and imports take a
            # moment. Once connected, the bot has its own.
            signal.signal(signal.SIGTERM, _end)
            from bot.cli import service

            return service.run()


def _end(*_: object) -> None:
    sys.exit(0)


def _bank(arguments: argparse.Namespace) -> int:
    from bot.cli import bank

    match arguments.part:
        case "check":
            return bank.check(arguments.path)
        case "schema":
            return bank.schema(arguments.of)
        case "try":
            from bot.cli import trying

            return trying.run(arguments.question)
        case "agreement":
            from bot.cli import agreement

            return agreement.run(arguments.file, show=arguments.show)
        case "stats":
            from bot.cli import stats

            return stats.run()
        case _:
            return bank.show_all()


if __name__ == "__main__":
    sys.exit(main())
