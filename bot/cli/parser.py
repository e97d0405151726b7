"""The words that `coach` understands, and its help."""

from __future__ import annotations

import argparse
from importlib import metadata
from pathlib import Path
from typing import TypeAlias

# argparse has no public name for what add_subparsers returns.
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]

_FORM = argparse.RawDescriptionHelpFormatter
KINDS = ("general", "scenario")
LEVELS = ("junior", "mid", "senior")

_DESCRIPTION = """\
Practise interview questions and get your own words back as evidence:
what you said, what was missing, and what was wrong.

Try it here with `coach practice`, in a browser with `coach demo`,
or run the bot on Discord with `coach run`."""

_SETTINGS = """\
settings, from the environment or a file named .env:
  DISCORD_TOKEN      the bot's token; `run`, `sync` and `doctor` use it
  COACH_DATABASE     an SQLite file or a postgresql:// address
  COACH_CONTENT      a folder of questions to use in place of the shipped ones
  COACH_LOG          debug, info, warning or error
  COACH_LOG_FORMAT   human, json or auto
  COACH_HEALTH_HOST  the address at which `run` tells how it is (127.0.0.1)
  COACH_HEALTH_PORT  its port (9464), or 0 for none
  COACH_KEEP_ANSWERS days until only the grade of an answer is kept (180)
  SHARD_COUNT        how many shards all processes have together
  SHARD_IDS          which of them are this process's, such as 0,1 or 0-3 (all)"""

_GRADE = """\
Grade answers without storing anything. Each line read is a JSON object such as
  {"qid": "stop-vs-kill", "answer": "stop sends SIGTERM, kill sends SIGKILL"}
and each line written is its grade, in the same order. A line that cannot be
graded ends the command with exit status 2."""


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line.

    Where a command is missing, `incomplete` is the parser whose help shows which there are.
    """
    parser = argparse.ArgumentParser(
        prog="coach", description=_DESCRIPTION, epilog=_SETTINGS, formatter_class=_FORM
    )
    parser.add_argument(
        "--version", action="version", version=f"coach {metadata.version('interview-coach')}"
    )
    parser.set_defaults(incomplete=parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    _add(commands, "run", "Connect to Discord and coach until stopped.")
    _add(commands, "sync", "Tell Discord about the bot's commands.")
    _add(commands, "migrate", "Bring the database up to date. Stop the bot first.")
    _add(commands, "health", "Ask the running bot whether all is well; the exit status tells.")
    _add(commands, "doctor", "Look at everything the bot needs and say what is to be done.")
    backup = _add(commands, "backup", "Copy the database to a file while the bot runs.")
    backup.add_argument("file", type=Path, metavar="FILE", help="the copy; it must not be there")
    restore = _add(commands, "restore", "Put a copy in the place of the database. Stop the bot.")
    restore.add_argument("file", type=Path, metavar="FILE", help="a copy made by `coach backup`")
    _practice(commands)
    demo = _add(commands, "demo", "The real bot in your browser; no Discord account needed.")
    demo.add_argument("--port", type=_port, default=8765, help="first port (default: %(default)s)")
    demo.add_argument("--no-open", action="store_true", help="only print the addresses")
    _grade(commands)
    _bank(commands)
    return parser


def _add(commands: Commands, name: str, says: str) -> argparse.ArgumentParser:
    added = commands.add_parser(name, help=says, description=says, formatter_class=_FORM)
    added.set_defaults(incomplete=None)
    return added


def _practice(commands: Commands) -> None:
    practice = _add(commands, "practice", "Practise in this terminal.")
    practice.add_argument("--topic", help="only this topic or tag, such as docker or networking")
    practice.add_argument("--kind", choices=KINDS, help="facts, or situations to solve")
    practice.add_argument("--level", choices=LEVELS, help="the seniority a question is meant for")
    practice.add_argument("--question", metavar="ID", help="this question")
    practice.add_argument("--count", type=_count, metavar="N", help="end after N questions")
    practice.add_argument(
        "--timezone", metavar="ZONE", help="set your time zone, such as Europe/Berlin"
    )


def _grade(commands: Commands) -> None:
    grade = commands.add_parser(
        "grade",
        help="Grade many answers at once.",
        description=_GRADE,
        formatter_class=_FORM,
    )
    grade.set_defaults(incomplete=None)
    # JSON lines are the only form, so it need not be said.
    file = "the answers; without FILE they are read from standard input"
    grade.add_argument("file", nargs="?", type=Path, metavar="FILE", help=file)
    grade.add_argument("--jsonl", nargs="?", type=Path, metavar="FILE", help="the same")


def _bank(commands: Commands) -> None:
    bank = _add(commands, "bank", "For people who write questions.")
    bank.set_defaults(incomplete=bank)
    parts = bank.add_subparsers(dest="part", metavar="PART")
    check = _add(parts, "check", "List every mistake in the questions, with file and line.")
    check.add_argument(
        "path", nargs="?", type=Path, help="a bank, a topic's folder or a file (default: the bank)"
    )
    schema = _add(parts, "schema", "Print the JSON Schema that editors use for completion.")
    schema.add_argument(
        "of",
        nargs="?",
        metavar="KIND",
        choices=("question", "topic", "lexicon"),
        default="question",
        help="of which file: question, topic or lexicon (default: %(default)s)",
    )
    trying = _add(parts, "try", "Type answers to a question and see why they get their grade.")
    trying.add_argument("question", metavar="ID", help="the question's id")
    agree = _add(parts, "agreement", "Compare the grader with people on labelled answers.")
    agree.add_argument("file", type=Path, help="JSON lines with qid, answer, verdict, style, score")
    agree.add_argument("--show", action="store_true", help="print the answers that differ, too")
    _add(parts, "stats", "Count what there is, and show the examples closest to a cut.")
    _add(parts, "list", "Show every question with its id, kind and level.")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of questions; use 1 or more")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port; use a number up to 65000")
    return int(text)
