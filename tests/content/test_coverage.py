"""The bank covers the guide it starts from, and enough of each sort to choose from."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from bot.content import default_root, load_bank
from bot.core.questions import Kind, Level

# The sections of the guide, as the table in content/README.md names them, and beyond it.
GUIDE = """\
Virtual machine and container
… the table: operating system, start, isolation, performance
Hypervisor and container engine
Windows and Linux containers
One Dockerfile on Windows and Linux
Networking under the hood
… namespaces
… veth pairs
… docker0
… iptables and NAT
… the five steps of `-p 8080:80`
What Docker is
Docker Engine
Docker image
Docker container
Dockerfile
Docker volume
Docker network and its types
Docker Compose
Docker Swarm
… `docker stack deploy`
`docker build`
`docker run`
`docker ps`, `docker ps -a`
`docker images`
`docker rmi`
`docker rm`
`docker start`
`docker stop`, `docker kill`
`docker logs`
`docker exec`
WORKDIR
COPY
CMD
ENTRYPOINT, and CMD with it
.dockerignore
Slim images
Multi-stage Dockerfile
`docker inspect` and `--format`
General interview questions
Scenarios
""".splitlines()
BEYOND = """\
Layers and cache
Secrets in a build
Healthchecks
Limits and out of memory
Exit codes
Process 1 and signals
Logging drivers
Rootless, capabilities, who is root
Registries, tags and digests
Several architectures
Compose: start order, profiles, volumes
Storage drivers and space
Backup of volumes
Names, the host, open ports
Containers without a shell
""".splitlines()
# For each section at least this many questions, where it is more than one.
AT_LEAST = {
    "Virtual machine and container": 3,
    "Windows and Linux containers": 3,
    "Docker network and its types": 4,
    "Docker Swarm": 4,
    "General interview questions": 10,
    "Scenarios": 10,
}
ROW = re.compile(r"^\| (?P<section>[^|]+?) \| (?P<ids>[a-z0-9][a-z0-9, -]*) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def bank():
    return load_bank()


@pytest.fixture(scope="module")
def table():
    text = (default_root() / "README.md").read_text(encoding="utf-8")
    rows = ROW.findall(text.partition("## What is covered")[2])
    assert len(rows) == len({section for section, _ in rows}), "a section stands twice"
    return {section: ids.split(", ") for section, ids in rows}


def test_every_section_can_be_asked_about(table):
    assert set(table) == {*GUIDE, *BEYOND}
    short = {s: ids for s, ids in table.items() if len(set(ids)) < AT_LEAST.get(s, 1)}
    assert short == {}


def test_the_table_knows_every_question_and_no_other(table, bank):
    named = {id_ for ids in table.values() for id_ in ids}
    assert named == {q.id for q in bank.questions.values() if q.topic == "docker"}


def test_there_is_enough_of_each_sort(bank):
    questions = bank.questions.values()
    kinds = Counter(q.kind for q in questions)
    levels = Counter(q.level for q in questions)
    assert len(questions) >= 90
    assert kinds[Kind.SCENARIO] >= 30
    assert min(levels[level] for level in Level) >= 20
    scenarios = Counter(q.level for q in questions if q.kind is Kind.SCENARIO)
    assert min(scenarios[level] for level in Level) >= 4


def test_every_tag_is_worth_choosing(bank):
    for topic in bank.topics.values():
        numbers = Counter(tag for q in bank.matching(topic=topic.id) for tag in q.tags)
        assert {tag: numbers[tag] for tag in topic.tags if numbers[tag] < 6} == {}


def test_every_question_is_whole(bank):
    """Ideas, beliefs, references and examples of every quality."""
    for question in bank.questions.values():
        core = [c for c in question.concepts if not c.bonus]
        assert core, question.id
        assert len(question.concepts) >= 3, question.id
        assert question.misconceptions, question.id
        assert question.hint, question.id
        assert question.explanation, question.id
        assert question.references, question.id
        assert all(ref.url.startswith("https://") for ref in question.references), question.id
        assert all(c.why and c.probe for c in question.concepts), question.id
        verdicts = Counter(example.verdict for example in question.examples)
        assert len(question.examples) >= 8, question.id
        assert verdicts["correct"] >= 2, question.id
        assert verdicts["partial"] >= 2, question.id
        assert verdicts["incorrect"] >= 3, question.id
