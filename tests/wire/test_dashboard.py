"""The dashboard, the alerts and the queries of the docs ask for numbers that the bot tells."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from tests.wire.test_watching import REFUSING, fetch, practised, spoil, watched
from tests.wire.test_watching import port as free_port

__all__ = ["port", "watched"]

port = free_port
DOCS = Path(__file__).parents[2] / "docs"
BOARD = json.loads((DOCS / "grafana.json").read_text(encoding="utf-8"))
ALERTS = yaml.safe_load((DOCS / "alerts.yml").read_text(encoding="utf-8"))
PAGE = (DOCS / "operations.md").read_text(encoding="utf-8")

PANELS = [target["expr"] for panel in BOARD["panels"] for target in panel["targets"]]
RULES = [rule["expr"] for group in ALERTS["groups"] for rule in group["rules"]]
WRITTEN = [
    line.partition("#")[0].strip()
    for block in re.findall(r"```promql\n(.*?)```", PAGE, flags=re.DOTALL)
    for line in block.splitlines()
]
# What Prometheus itself adds to whatever it collects.
ADDED = {"job", "instance"}


def _metrics(query: str) -> set[str]:
    return set(re.findall(r"\b(?:coach|process)_\w+", query))


def _labels(query: str) -> set[str]:
    """The labels that a query groups by or chooses with."""
    grouped = re.findall(r"\bby \(([^)]*)\)", query)
    chosen = re.findall(r"(\w+)\s*(?:=~|=|!=|!~)\s*\"", query)
    return {label.strip() for group in grouped for label in group.split(",")} | set(chosen)


@pytest.fixture
async def told(watched, port, tmp_path):
    """Each number of a running bot for which something failed, and its labels with their values."""
    await watched.running()
    spoil(tmp_path / "coach.db", REFUSING)
    await practised(watched)
    _, page = await fetch(port, "/metrics")
    numbers: dict[str, dict[str, set[str]]] = {}
    for sample in (s for f in text_string_to_metric_families(page) for s in f.samples):
        labels = numbers.setdefault(sample.name, {})
        for label, value in sample.labels.items():
            labels.setdefault(label, set()).add(value)
    return numbers


async def test_every_number_that_is_asked_for_is_told(told):
    assert len(PANELS) > 20
    assert len(RULES) > 5
    assert WRITTEN
    for query in (*PANELS, *RULES, *WRITTEN):
        assert _metrics(query) or query.startswith("up{"), query
        assert _metrics(query) <= set(told), query
        known = set().union(*(told[name] for name in _metrics(query))) | ADDED
        assert _labels(query) <= known, query
        for label, value in re.findall(r"(\w+)=\"(\w+)\"", query):
            assert label in ADDED or any(value in told[m].get(label, ()) for m in _metrics(query))


async def test_every_number_of_ours_is_on_the_dashboard_and_on_the_page(told):
    families = {re.sub(r"_(bucket|count|sum)$", "", name) for name in told}
    ours = {f for f in families if f.startswith("coach_") and not f.endswith("_created")}
    shown = {re.sub(r"_(bucket|count|sum)$", "", m) for query in PANELS for m in _metrics(query)}

    assert len(ours) >= 11
    assert ours - shown == set()
    assert ours - set(re.findall(r"`(coach_\w+)`", PAGE)) == set()


def test_the_page_explains_every_alert():
    named = {rule["alert"] for group in ALERTS["groups"] for rule in group["rules"]}

    assert named == set(re.findall(r"`(Coach\w+)`", PAGE))
    (job,) = re.findall(r'up{job="(\w+)"', " ".join(RULES))
    assert f"job_name: {job}\n" in PAGE


def test_the_dashboard_asks_which_prometheus_it_is_to_read():
    """Else it would ask for one by the name that it has on somebody else's Grafana."""
    (given,) = BOARD["__inputs"]
    uid = f"${{{given['name']}}}"
    asked = [BOARD["templating"]["list"][0], *BOARD["panels"]]
    asked += [target for panel in BOARD["panels"] for target in panel["targets"]]

    assert {each["datasource"]["uid"] for each in asked} == {uid}
    assert BOARD["id"] is None


def test_the_panels_do_not_cover_each_other():
    taken = [
        (x, y)
        for at in (panel["gridPos"] for panel in BOARD["panels"])
        for x in range(at["x"], at["x"] + at["w"])
        for y in range(at["y"], at["y"] + at["h"])
    ]

    assert len(taken) == len(set(taken))
    assert max(x for x, _ in taken) == 23
    assert len({panel["id"] for panel in BOARD["panels"]}) == len(BOARD["panels"])
