"""Checks every call that a bot makes against Discord's own description of its API.

The description (`openapi.json` of discord-api-spec) comes from outside: tests find it by the
environment variable `DISCORD_OPENAPI`, and pass without it.
"""

from __future__ import annotations

import contextlib
import functools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from discord.http import HTTPClient
from discord.webhook.async_ import AsyncWebhookAdapter
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from simcord.http.client import FakeHTTPClient, FakeWebhookAdapter

from tests.discord_spec.rules import broken
from tests.discord_spec.schema import Validator

_BASE = "urn:discord-openapi"
_BODY_KINDS = ("application/json", "multipart/form-data", "application/x-www-form-urlencoded")


@dataclass(frozen=True)
class Violation:
    """A call that Discord would refuse.

    Attributes:
        rule: `route`, `schema`, or the name of a documented limit.
    """

    rule: str
    method: str
    path: str
    where: str
    message: str

    def __str__(self) -> str:
        place = self.where or "body"
        return f"[{self.rule}] {self.method} {self.path} at {place}: {self.message}"


@dataclass
class SpecCheck:
    """Collects the violations of the calls it watches."""

    path: str
    max_file: int = 10 * 1024 * 1024  # the upload limit outside boosted servers
    violations: list[Violation] = field(default_factory=list)
    checked: int = 0

    def __post_init__(self) -> None:
        self._spec, self._routes, self._registry = _load(self.path)

    def assert_clean(self) -> None:
        """Fail with every violation collected so far."""
        found, self.violations = self.violations, []
        if found:
            lines = "\n".join(map(str, found))
            raise AssertionError(f"{len(found)} call(s) that Discord would refuse:\n{lines}")

    def record(self, method: str, path: str, body=None, *, files: int = 0, sizes=()) -> None:
        """Check one call and keep what is wrong with it."""
        self.checked += 1
        self.violations += self.validate(method, path, body, files=files, sizes=sizes)

    def validate(
        self, method: str, path: str, body=None, *, files: int = 0, sizes=()
    ) -> list[Violation]:
        """Everything that is wrong with one call."""
        method = method.upper()
        template = self._match(method, path)
        if template is None:
            return [Violation("route", method, path, "", "not in the description")]
        found = list(self._in_body(method, template, body, files))
        if files > 10:
            found.append(("files-10", "files", f"{files} files, 10 allowed"))
        found += [
            ("file-size", f"files.{at}", f"{size} bytes, {self.max_file} allowed")
            for at, size in enumerate(sizes)
            if size > self.max_file
        ]
        return [Violation(rule, method, template, *rest) for rule, *rest in found]

    def _in_body(self, method: str, template: str, body, files: int):
        request = self._spec["paths"][template][method.lower()].get("requestBody") or {}
        if body is None:
            if request.get("required") and not files:
                yield "schema", "", "a body is required"
            return
        kinds = request.get("content") or {}
        kind = next((each for each in _BODY_KINDS if each in kinds), None)
        if kind is None:
            if body not in ({}, []):
                yield "schema", "", "this call takes no body"
            return
        place = template.replace("~", "~0").replace("/", "~1")
        inside = f"requestBody/content/{kind.replace('/', '~1')}/schema"
        ref = f"{_BASE}#/paths/{place}/{method.lower()}/{inside}"
        for error in Validator({"$ref": ref}, registry=self._registry).iter_errors(body):
            yield "schema", ".".join(map(str, error.absolute_path)), error.message
        yield from broken(method, template, body)

    def _match(self, method: str, path: str) -> str | None:
        """The path template with the most literal segments in common."""
        parts = path.strip("/").split("/")
        best, most = None, -1
        for template, segments in self._routes.get((method, len(parts)), ()):
            pairs = [(w, got) for w, got in zip(segments, parts, strict=True) if w[0] != "{"]
            if all(want == got for want, got in pairs) and len(pairs) > most:
                best, most = template, len(pairs)
        return best

    @contextlib.contextmanager
    def watch(self) -> Iterator[SpecCheck]:
        """See every request of discord.py, and of SimCord in its place."""
        wraps = {
            HTTPClient: self._http,
            FakeHTTPClient: self._http,
            AsyncWebhookAdapter: self._webhook,
            FakeWebhookAdapter: self._webhook,
        }
        saved = {cls: vars(cls)["request"] for cls in wraps if "request" in vars(cls)}
        for cls, original in saved.items():
            cls.request = wraps[cls](original)
        try:
            yield self
        finally:
            for cls, original in saved.items():
                cls.request = original

    def _http(self, original):
        @functools.wraps(original)
        async def request(client, route, *, files=None, form=None, **kw):
            form = list(form) if form else form
            files = list(files) if files else files
            self._record_parts(route, form, kw.get("json"), files)
            return await original(client, route, files=files, form=form, **kw)

        return request

    def _webhook(self, original):
        @functools.wraps(original)
        async def request(adapter, route, session, *, payload=None, multipart=None, **kw):
            multipart = list(multipart) if multipart else multipart
            if kw.get("files"):
                kw["files"] = list(kw["files"])
            self._record_parts(route, multipart, payload, kw.get("files"))
            return await original(
                adapter, route, session, payload=payload, multipart=multipart, **kw
            )

        return request

    def _record_parts(self, route, parts, body, files) -> None:
        count = 0
        for part in parts or ():
            if part.get("name") == "payload_json":
                body = json.loads(part["value"])
            count += "filename" in part
        path = route.url.split("?", 1)[0]
        found = re.search(r"/api/v\d+", path)
        path = path[found.end() :] if found else path
        self.record(route.method, path, body, files=count, sizes=[_size(f.fp) for f in files or ()])


def _size(file) -> int:
    here = file.tell()
    size = file.seek(0, 2) - here
    file.seek(here)
    return size


@functools.lru_cache(maxsize=2)
def _load(path: str):
    spec = json.loads(Path(path).read_text(encoding="utf-8"))
    routes: dict[tuple[str, int], list[tuple[str, list[str]]]] = {}
    for template, operations in spec["paths"].items():
        segments = template.strip("/").split("/")
        for method in operations.keys() & {"get", "post", "put", "patch", "delete"}:
            routes.setdefault((method.upper(), len(segments)), []).append((template, segments))
    registry = Registry().with_resource(_BASE, DRAFT202012.create_resource(spec))
    return spec, routes, registry
