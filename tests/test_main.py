"""The command line from outside: help, exit statuses and the words on standard error."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cli.parser import build_parser

ROOT = Path(__file__).parent.parent


def _commands(parser, path=()):
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield (*path, name), below
                yield from _commands(below, (*path, name))


COMMANDS = dict(_commands(build_parser()))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(path, capsys):
    """`coach X --help` says what X does."""
    with pytest.raises(SystemExit) as ended:
        main([*path, "--help"])

    assert ended.value.code == 0
    assert f"usage: coach {' '.join(path)}" in capsys.readouterr().out
    assert COMMANDS[path].description


@pytest.mark.parametrize("path", [path for path in COMMANDS if len(path) == 1], ids=" ".join)
def test_every_command_is_in_the_readme(path):
    """A command that the README does not name cannot be found."""
    assert f"coach {path[0]}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_readme_names_no_other_commands():
    """A command that was renamed is renamed there, too."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    named = set(re.findall(r"`coach ([a-z]+)", readme))

    assert named <= {path[0] for path in COMMANDS}


@pytest.mark.parametrize("words", [[], ["bank"]], ids=["coach", "coach bank"])
def test_without_a_command_all_are_shown(words, capsys):
    """The same help as with `--help`, but nothing was done: status 2."""
    assert main(words) == 2
    out, said = capsys.readouterr()
    with pytest.raises(SystemExit):
        main([*words, "--help"])

    assert out == ""
    assert said == capsys.readouterr().out


def test_a_wrong_kind_of_schema_is_named(capsys):
    """By the word that the help shows, with those that there are."""
    with pytest.raises(SystemExit):
        main(["bank", "schema", "answer"])
    assert "argument KIND: invalid choice: 'answer'" in capsys.readouterr().err

    with pytest.raises(SystemExit):
        main(["bank", "schema", "--help"])
    assert "question, topic or lexicon (default: question)" in capsys.readouterr().out


@pytest.mark.usefixtures("small_bank")
def test_help_and_grading_are_quick_to_start():
    """Neither loads Discord or the database."""
    code = (
        "import sys; from bot.__main__ import main\n"
        "main(['grade', '--jsonl', sys.argv[1]])\n"
        "print({'discord', 'sqlalchemy', 'prompt_toolkit'} & sys.modules.keys())"
    )

    done = subprocess.run(
        [sys.executable, "-c", code, "/dev/null"], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "set()"


def test_a_bad_setting_is_a_sentence(monkeypatch, capsys):
    """No traceback, and status 2: what was given is wrong."""
    monkeypatch.setenv("COACH_LOG", "loud")

    status = main(["practice"])

    assert status == 2
    assert capsys.readouterr().err == "COACH_LOG is 'loud'; use debug, info, warning or error.\n"


@pytest.mark.parametrize("command", ["run", "sync"])
def test_without_a_token_the_way_to_one_is_shown(command, capsys):
    """Whoever starts the bot for the first time learns where the token comes from."""
    status = main([command])

    assert status == 1
    said = capsys.readouterr().err
    assert "DISCORD_TOKEN" in said
    assert "discord.com/developers" in said


@pytest.mark.usefixtures("small_bank")
def test_a_reader_that_has_seen_enough_ends_it_quietly(tmp_path):
    """`coach ... | head -1` complains about nothing."""
    many = tmp_path / "many.jsonl"
    many.write_text('{"qid": "stop-vs-kill", "answer": "SIGTERM"}\n' * 500)
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "grade", "--jsonl", many],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout.readline().startswith(b'{"qid"')
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141
