"""SimCord's world behind a real web server on the loopback, for a bot in a process of its own.

The bot runs unchanged, with discord.py's real HTTP client (buckets, repeats) and real gateway
connection (identify, heartbeat, resume); only its two addresses point here. SimCord keeps the
world and plays the people. Uses SimCord's internals: the exact version is pinned in pyproject.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import io
import json
import os
import time
import types
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Self
from urllib.parse import unquote

import discord
import simcord
from aiohttp import WSMsgType, web
from simcord.backend import serializers
from simcord.backend.cdn import CDN_BASE
from simcord.backend.errors import BackendError
from simcord.gateway import FakeGateway
from simcord.http import router

API = "/api/v10"


class RealClock:
    """The world's clock runs with the computer's."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self._start

    def now(self) -> dt.datetime:
        return discord.utils.utcnow()

    def advance(self, seconds: float) -> None:
        """Time passes by itself."""


async def start_world() -> simcord.Env:
    """A world without a bot."""
    env = simcord.Env(
        discord.Client(intents=discord.Intents.all()), strict_sync=False, check_errors=False
    )
    env.backend.clock = RealClock()
    await env.start()
    env.backend.commands.clear()
    return env


class Session:
    """One gateway session. It outlives its socket, so that it can be resumed."""

    def __init__(self, wire: Wire, intents: int, shard: list[int]) -> None:
        self.wire = wire
        self.shard, self.of = shard
        self.id = f"wire-{wire.counts['identify']}"
        self.number = 0
        # As on Discord, what was sent long ago can not be sent again.
        self.sent: deque[dict] = deque(maxlen=5000)
        self.socket = None
        state = types.SimpleNamespace(
            intents=discord.Intents._from_value(intents), parsers=_Parsers(self)
        )
        # It leaves out the events, and the texts, that the intents do not cover.
        self.gateway = FakeGateway(wire.env.backend, state)

    def owns(self, event: str, payload) -> bool:
        """Whether an event is for this shard: its server's, or shard 0 for what has none."""
        guild_id = payload.get("guild_id")
        if guild_id is None and event in {"GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE"}:
            guild_id = payload.get("id")
        return (int(guild_id or 0) >> 22) % self.of == self.shard

    def dispatch(self, event: str, data) -> None:
        self.number += 1
        frame = {"op": 0, "t": event, "s": self.number, "d": data}
        self.sent.append(frame)
        if event in {"INTERACTION_CREATE", "MESSAGE_CREATE"}:
            self.wire.told[int(data["id"])].append((self.id, self.number))
        self.send(frame)

    def send(self, frame: dict) -> None:
        if self.socket is not None and not self.socket.closed:
            self.wire.start(self._put(self.socket, self.wire.text(frame)))

    @staticmethod
    async def _put(socket, text: str) -> None:
        # A process that was killed leaves a socket behind that looks open for a moment.
        with contextlib.suppress(ConnectionError):
            await socket.send_str(text)


class _Parsers:
    """Looks like discord.py's table of event parsers, and passes every event on."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __getitem__(self, event):
        return lambda payload: self._session.dispatch(event, payload)

    def get(self, event, _default=None):
        return self[event]


class Wire:
    """The server, and the bots that were started against it."""

    def __init__(self, env: simcord.Env, *, spec=None, heartbeat_ms: int = 41250) -> None:
        self.env = env
        self.sessions: dict[str, Session] = {}
        self.counts = {"http": 0, "429": 0, "5xx": 0, "identify": 0, "resume": 0}
        self.unknown: list[str] = []
        self.calls: list[tuple[str, str]] = []
        # Told of each call that has been carried out: its method and its path.
        self.watchers: list[Callable[[str, str], None]] = []
        self.shards: list[list[int]] = []
        self.identified_at: list[float] = []
        self.max_concurrency = 1
        # Messages by the channel and the nonce that they were sent with.
        self.nonces: dict[tuple[str, str], dict] = {}
        # All sessions that there ever were; and which of them were told of an interaction or a
        # message, by its id, and as which event.
        self.session_ids: list[str] = []
        self.told: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        # How far a bot had read in a session that it wanted to resume and that was no more.
        self.read_until: dict[str, int] = {}
        self.refuse_login = False
        self.silent = False
        # A call that is carried out and never answered, such as ("POST", "messages").
        self.unanswered: tuple[str, str] | None = None
        # So many calls that change something are carried out and then answered with 502.
        self.to_lose = 0
        self.close_identify_with: int | None = None
        self._spec = spec
        self._heartbeat_ms = heartbeat_ms
        self._tasks: set[asyncio.Task] = set()
        self._bots: list[asyncio.subprocess.Process] = []
        self._inflight, self._last = 0, 0.0

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 << 20)
        app.router.add_get("/gw", self._gateway)
        app.router.add_get("/cdn/{tail:.*}", self._cdn)
        app.router.add_route("*", API + "/{tail:.*}", self._rest)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.base = f"http://127.0.0.1:{self._port}"
        self.env.backend.subscribers.append(self._feed)
        return self

    async def __aexit__(self, *_) -> None:
        self.env.backend.subscribers.remove(self._feed)
        for bot in self._bots:
            if bot.returncode is None:
                bot.kill()
                await bot.wait()
        await self._runner.cleanup()

    async def spawn(self, *argv: str, **env: str) -> asyncio.subprocess.Process:
        """Start a bot that finds this server by `DISCORD_WIRE`."""
        bot = await asyncio.create_subprocess_exec(
            *argv,
            env={**os.environ, "DISCORD_WIRE": self.base, **env},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        self._bots.append(bot)
        return bot

    def start(self, coroutine) -> None:
        task = asyncio.ensure_future(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def until(self, condition, seconds: float = 15) -> None:
        """Wait for something the bot does."""
        async with asyncio.timeout(seconds):
            while not condition():  # noqa: ASYNC110 - another process sets no event of ours
                await asyncio.sleep(0.002)

    async def ready(self, identified: int) -> None:
        """Wait for a bot that is connected, as so many were before, with its commands registered.

        The socket of one that was killed may still look open.
        """
        await self.until(
            lambda: (
                self.counts["identify"] > identified
                and any(s.socket is not None for s in self.sessions.values())
                and self.env.backend.commands.get(None)
            )
        )

    def synchronous(self, quiet: float = 0.03) -> None:
        """Let what people do wait until the bot has answered and is quiet."""
        backend, real = self.env.backend, self.env._settle_internal
        seen = set(backend.interactions)

        async def settle(**options):
            await real(**options)
            fresh = [backend.interactions[i] for i in backend.interactions.keys() - seen]
            seen.update(record.id for record in fresh)
            with contextlib.suppress(TimeoutError):
                await self.until(lambda: all(record.responded for record in fresh), seconds=3)
            await self.until(
                lambda: (
                    not self._inflight
                    and time.monotonic() - self._last > quiet
                    and not any(record.loading for record in fresh)
                )
            )

        self.env._settle_internal = settle

    async def cut(self) -> None:
        """Cut every gateway connection, as a failing network does."""
        for session in self.sessions.values():
            if session.socket is not None:
                socket, session.socket = session.socket, None
                socket._req.transport.abort()

    async def invalidate(self) -> None:
        """Tell every bot that its session is no more, as Discord does after an outage."""
        gone, self.sessions = self.sessions, {}
        for session in gone.values():
            session.send(_frame(9, d=False))

    async def ask_to_reconnect(self) -> None:
        """Ask every bot to connect anew and resume, as Discord does before it restarts."""
        for session in self.sessions.values():
            session.send(_frame(7))

    def text(self, data) -> str:
        return json.dumps(data, default=str).replace(CDN_BASE, f"{self.base}/cdn")

    def _json(self, data, status: int = 200, headers=()) -> web.Response:
        # discord.py compares the content type with exactly "application/json".
        headers = {**dict(headers), "Content-Type": "application/json"}
        return web.Response(body=self.text(data).encode(), status=status, headers=headers)

    async def _cdn(self, request) -> web.Response:
        blob = self.env.backend.cdn.get(f"{CDN_BASE}/{unquote(request.match_info['tail'])}")
        return web.Response(body=blob) if blob is not None else web.Response(status=404)

    async def _rest(self, request: web.Request) -> web.Response:
        self._inflight += 1
        self.counts["http"] += 1
        try:
            return await self._answer(request)
        finally:
            self._inflight -= 1
            self._last = time.monotonic()

    async def _answer(self, request: web.Request) -> web.Response:
        path = request.raw_path.split("?", 1)[0][len(API) :]
        call = request.method, path.rpartition("/")[2]
        self.calls.append(call)
        if self.silent:
            await asyncio.sleep(60)
        headers = {"Via": "1.1 loopback"}
        if self.refuse_login:
            return self._json({"message": "401: Unauthorized", "code": 0}, 401, headers)
        if path == "/gateway/bot":
            return self._json(self._gateway_bot(), 200, headers)
        body, files = await _body_of(request)
        nonce = _nonce(path, body)
        if nonce in self.nonces:
            # Discord then makes no second message.
            return self._json(self.nonces[nonce], 200, headers)
        if self._spec is not None:
            sizes = [len(f.fp.getbuffer()) for f in files]
            self._spec.record(request.method, path, body, files=len(files), sizes=sizes)
        reason = request.headers.get("X-Audit-Log-Reason")
        try:
            result = router.dispatch(
                self.env.backend,
                request.method,
                path,
                json=body,
                params=dict(request.query),
                files=files,
                reason=unquote(reason) if reason else None,
            )
        except (router.RouteNotImplemented, router.UnsupportedField) as error:
            self.unknown.append(f"{request.method} {path}: {error}")
            return self._json({"code": 0, "message": str(error)}, 400, headers)
        except BackendError as error:
            data = error.to_json()
            if error.status == 429:
                self.counts["429"] += 1
                data |= {"retry_after": 0.2, "global": False}
            self.counts["5xx"] += error.status >= 500
            return self._json(data, error.status, headers)
        if nonce is not None:
            self.nonces[nonce] = result
        for watcher in self.watchers:
            watcher(request.method, path)
        return await self._carried_out(request.method, call, result, headers)

    async def _carried_out(self, method: str, call, result, headers) -> web.Response:
        """What is said of a call that has been carried out: that, an error, or nothing."""
        while self.unanswered == call:  # noqa: ASYNC110 - a test says when
            await asyncio.sleep(0.02)
        if self.to_lose and method != "GET":
            self.to_lose -= 1
            self.counts["5xx"] += 1
            return self._json({"message": "502: Bad Gateway", "code": 0}, 502, headers)
        if result is None:
            return web.Response(status=204, headers=headers)
        return self._json(result, 200, headers)

    def _gateway_bot(self) -> dict:
        limit = {"total": 1000, "remaining": 999, "reset_after": 1}
        limit["max_concurrency"] = self.max_concurrency
        address = f"ws://127.0.0.1:{self._port}/gw"
        return {"url": address, "shards": 1, "session_start_limit": limit}

    def _feed(self, event, payload) -> None:
        for session in self.sessions.values():
            if session.owns(event, payload):
                session.gateway.feed(event, payload)

    async def _gateway(self, request):
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        await socket.send_json(_frame(10, {"heartbeat_interval": self._heartbeat_ms}))
        session = None
        async for message in socket:
            if message.type != WSMsgType.TEXT:
                continue
            frame = json.loads(message.data)
            op, data = frame["op"], frame.get("d")
            if op == 1:
                await socket.send_json(_frame(11))
            elif op == 2:
                self.counts["identify"] += 1
                if self.close_identify_with is not None:
                    await socket.close(code=self.close_identify_with)
                    break
                session = self._identified(socket, data)
            elif op == 6:
                session = self.sessions.get(data["session_id"])
                if session is None:
                    self.read_until.setdefault(data["session_id"], data["seq"])
                    await socket.send_json(_frame(9, d=False))
                    continue
                self.counts["resume"] += 1
                session.socket = socket
                for missed in [f for f in session.sent if f["s"] > data["seq"]]:
                    session.send(missed)
                session.dispatch("RESUMED", {"_trace": []})
        if session is not None and session.socket is socket:
            session.socket = None
        with contextlib.suppress(ConnectionError):
            await socket.close()
        return socket

    def _identified(self, socket, data) -> Session:
        shard = list(data.get("shard", (0, 1)))
        # As on Discord, two processes may have a session each for one shard; both are told all.
        # What has no socket any more would only grow.
        self.sessions = {
            key: session
            for key, session in self.sessions.items()
            if [session.shard, session.of] != shard or session.socket is not None
        }
        self.shards.append(shard)
        self.identified_at.append(time.monotonic())
        session = Session(self, data["intents"], shard)
        session.socket = socket
        self.session_ids.append(session.id)
        backend = self.env.backend
        guilds = [g for g in backend.guilds.values() if session.owns("GUILD_CREATE", {"id": g.id})]
        session.dispatch(
            "READY",
            {
                "v": 10,
                "user": dict(serializers.user_payload(backend.bot_user)),
                "session_id": session.id,
                "session_type": "normal",
                "guilds": [{"id": str(g.id), "unavailable": True} for g in guilds],
                "resume_gateway_url": f"ws://127.0.0.1:{self._port}/gw",
                "shard": shard,
                "application": {"id": str(backend.application_id), "flags": 0},
            },
        )
        self.sessions[session.id] = session
        for guild in guilds:
            payload = serializers.guild_create_payload(backend, guild)
            session.gateway.feed("GUILD_CREATE", payload)
        return session


def _nonce(path: str, body) -> tuple[str, str] | None:
    if path.endswith("/messages") and isinstance(body, dict) and body.get("enforce_nonce"):
        return path, str(body["nonce"])
    return None


def _frame(op: int, d=None) -> dict:
    return {"op": op, "d": d, "s": None, "t": None}


async def _body_of(request: web.Request):
    if not request.content_type.startswith("multipart/"):
        raw = await request.read() if request.can_read_body else b""
        return (json.loads(raw) if raw else None), []
    fields, files = {}, []
    async for part in await request.multipart():
        if part.filename is None:
            fields[part.name] = await part.text()
            continue
        file = io.BytesIO(await part.read(decode=True))
        files.append(types.SimpleNamespace(fp=file, filename=part.filename, description=None))
    return (json.loads(fields["payload_json"]) if "payload_json" in fields else fields), files
