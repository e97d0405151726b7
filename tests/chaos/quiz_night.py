"""Quiz nights during a course: a host leads each, people join, answer in private, and look.

Everybody goes by what they see in the channel: the newest card of the quiz and its buttons. What
they send and see is written down for the checker.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass

from simcord import SetupError
from simcord.results import ResponseMessage

from tests.chaos.course import GRACE, Course
from tests.chaos.people import Book, Person, text_in
from tests.discord_app.conftest import labels

# What a card is, by a button that only such a card has.
KINDS = {"begin": "lobby", "answer": "question", "result": "points", "mine": "podium"}
ROUNDS = 2
SECONDS = 15
MARK = re.compile(r"^quiz:(\d+):(\w+)$")
TOKEN = re.compile(r"zq\d+x\d+q")
TAKEN = "Your answer is in"
LATE = "kept it as practice"
NOT_SAVED = "not saved"
# Seconds that a host waits for players, for answers that do not come, and at the points.
LOBBY = (1.5, 3.0)
ROUND = (5.0, 15.0)
POINTS = (0.5, 2.5)


@dataclass
class Card:
    """A message of the bot, as it was when it was posted.

    Attributes:
        marks: What its buttons do, and of which quiz or round.
    """

    id: int
    channel_id: int
    marks: dict[str, int]
    text: str

    @property
    def kind(self) -> str:
        """What it is: `lobby`, `question`, `points`, `podium`, or nothing of these."""
        return next((kind for mark, kind in KINDS.items() if mark in self.marks), "")

    @property
    def number(self) -> int:
        """The number of its quiz, or for a question and its points of its round."""
        return next(self.marks[mark] for mark in KINDS if mark in self.marks)


@dataclass
class Answer:
    """An answer that somebody gave in a round.

    Attributes:
        seen: All that they are shown in reply, by now.
        accepted: Whether Discord told them that it arrived: their form is gone.
        taken_at: When they first saw that it counts; None if they did not wait for it that long.
    """

    person: int
    round_id: int
    event_id: int
    token: str
    text: str
    at: float
    seen: Callable[[], str]
    accepted: Callable[[], bool]
    taken_at: float | None = None


@dataclass
class Look:
    """What somebody read when they pressed a button of their own: one round, or all of a quiz."""

    person: int
    button: str
    number: int
    text: str


class Stage:
    """A channel in which one quiz follows the other, as everybody sees it."""

    def __init__(self, env, channel, crowd: list[Person], book: Book) -> None:
        self.env = env
        self.channel = channel
        self.players = [Player(env, each.member, f"quiz {each.id}", book) for each in crowd]
        self.cards: list[Card] = []
        self.answers: list[Answer] = []
        self.looks: list[Look] = []
        # Answers that stood on a card that everybody reads.
        self.shown: list[str] = []
        self.over = asyncio.Event()
        env.backend.subscribers.append(self._hears)

    def places(self) -> list:
        """The channel and its threads."""
        return [self.channel, *self.channel.threads]

    def newest(self) -> Card | None:
        """The last card; of the quiz that is on, if one is."""
        return self.cards[-1] if self.cards else None

    def lobby(self) -> Card | None:
        """The last lobby."""
        return next((card for card in reversed(self.cards) if card.kind == "lobby"), None)

    def on(self) -> bool:
        """Whether a quiz is on: its lobby is there, and no podium is, nor a word that it is off."""
        newest = self.newest()
        if newest is None or newest.kind == "podium":
            return False
        return newest.kind != "lobby" or bool(labels(self.now(newest)))

    def now(self, card: Card) -> ResponseMessage:
        """A card as it is by now."""
        return ResponseMessage(self.env, self.env.backend.get_message(card.channel_id, card.id))

    def _hears(self, event: str, payload) -> None:
        if event not in {"MESSAGE_CREATE", "MESSAGE_UPDATE"}:
            return
        channel = self.env.backend.channels.get(int(payload["channel_id"]))
        if channel is None or self.channel.id not in {channel.id, channel.parent_id}:
            return
        components = payload.get("components") or []
        text = text_in(components)
        self.shown += TOKEN.findall(text)
        if (
            event == "MESSAGE_CREATE"
            and int(payload["author"]["id"]) == self.env.backend.bot_user.id
        ):
            card = Card(int(payload["id"]), channel.id, _marks(components), text)
            if card.kind:
                self.cards.append(card)


class Player(Person):
    """Somebody at a quiz; the same person may practise meanwhile."""

    def __init__(self, env, member, seed: str, book: Book) -> None:
        super().__init__(env, member, seed, book, first=500_000)
        self.joined: set[int] = set()
        self.done: set[tuple[str, int]] = set()
        # What stood in the forms that they opened.
        self.forms: list[str] = []

    async def press(self, stage: Stage, card: Card, label: str) -> str:
        """Press a button; gives what it brought, or nothing."""
        try:
            pressed = await self.member.click(stage.now(card), label=label)
        except SetupError:
            # It is gone: others were quicker, or the quiz has gone on.
            return ""
        if not await self.sees(lambda: self.page_of(pressed)):
            self._gives_up()
        return self.page_of(pressed)

    async def play(self, stage: Stage) -> None:
        """Do what the newest card asks for, once."""
        lobby, card = stage.lobby(), stage.newest()
        if lobby is None or card is None:
            return
        quiz_id = lobby.number
        if quiz_id not in self.joined and stage.on():
            brought = await self.press(stage, lobby, "Join")
            if "You are in" in brought:
                self.joined.add(quiz_id)
        if quiz_id not in self.joined:
            return
        number = card.number
        if (card.kind, number) in self.done:
            return
        if card.kind == "question":
            if await self.answer(stage, card):
                self.done.add((card.kind, number))
                if self.rng.random() < 0.3:
                    await self.answer(stage, card)
        elif card.kind in {"points", "podium"}:
            label = {"points": "My result", "podium": "My rounds"}[card.kind]
            if text := await self.press(stage, card, label):
                stage.looks.append(Look(self.id, label, number, text))
                self.done.add((card.kind, number))

    async def answer(self, stage: Stage, card: Card) -> bool:
        """Press Answer and send the form; gives whether there was a reply."""
        try:
            form = await self.member.click(stage.now(card), label="Answer")
        except SetupError:
            return False
        record = form._interaction
        if not await self.sees(lambda: record.modal is not None or self.page_of(form)):
            return self._gives_up()
        if record.modal is None:
            # Refused: too late, or too early for who has just joined.
            return "went wrong" not in self.page_of(form)
        self.forms.append(json.dumps(record.modal))
        token, text = self._words()
        sent = await self.member.submit_modal(form, {"answer": text})
        entry = Answer(
            self.id,
            card.number,
            sent._interaction.id,
            token,
            text,
            time.monotonic(),
            seen=lambda: self.page_of(sent),
            accepted=lambda: sent._interaction.responded,
        )
        stage.answers.append(entry)
        if not await self.sees(entry.seen):
            return self._gives_up()
        if TAKEN in entry.seen():
            entry.taken_at = time.monotonic()
        return True


class Host:
    """Whoever leads the quizzes of a stage."""

    def __init__(self, course: Course, stage: Stage) -> None:
        self.course = course
        self.stage = stage
        self.rng = stage.players[0].rng

    async def lead(self) -> None:
        """Start one quiz after the other and lead each to its end."""
        turn = 0
        end = None
        while end is None or time.monotonic() < end:
            if end is None and self.course.over.is_set():
                end = time.monotonic() + GRACE
            await asyncio.sleep(0.2)
            if self.stage.on():
                await self.go_on()
            elif self.course.over.is_set():
                break
            else:
                turn += 1
                await self.start(self.stage.players[turn % len(self.stage.players)])
        self.stage.over.set()

    async def start(self, by: Player) -> None:
        """Let somebody start a quiz."""
        before = self.stage.lobby()
        await by.member.slash(
            self.stage.channel,
            "quiz start",
            rounds=ROUNDS,
            seconds=SECONDS,
            topic="docker",
            speed_bonus=self.rng.random() < 0.5,
        )
        if not await by.sees(lambda: self.stage.lobby() is not before):
            by._gives_up()

    async def go_on(self) -> None:
        """Do what the host has to do at the newest card, when it is time."""
        card = self.stage.newest()
        if card.kind == "lobby":
            await self._moved_on(card, self.rng.uniform(*LOBBY))
            if self._joined(card):
                await self.press(card, "Start")
        elif card.kind == "question":
            if self.rng.random() < 0.3 and await self.press(card, "Pause"):
                await asyncio.sleep(self.rng.uniform(0.5, 2))
                await self.press(card, "Resume")
            if not await self._moved_on(card, self.rng.uniform(*ROUND)):
                # That goes on even where nothing came of Resume.
                await self.press(card, "Next")
        elif card.kind == "points" and not await self._moved_on(card, self.rng.uniform(*POINTS)):
            await self.press(card, "Next")

    async def press(self, card: Card, label: str) -> str:
        """Press a button as the host; of the quiz that is on."""
        return await self._who().press(self.stage, card, label)

    def _who(self) -> Player:
        """Whoever started this quiz, as its lobby says."""
        host = re.search(r"Hosted by <@(\d+)>", self.stage.lobby().text)
        return next(p for p in self.stage.players if p.id == int(host[1]))

    def _joined(self, card: Card) -> bool:
        return any(card.number in player.joined for player in self.stage.players)

    async def _moved_on(self, card: Card, seconds: float) -> bool:
        """Wait for another card, so long; gives whether there is one."""
        return await self._who().sees(lambda: self.stage.newest() is not card, seconds)


async def quizzes(course: Course) -> None:
    """On each stage one quiz follows the other until the course is over."""

    async def sit(player: Player, stage: Stage) -> None:
        while not stage.over.is_set():
            await asyncio.sleep(player.rng.uniform(0.2, 1.5))
            await player.play(stage)

    sitting = [sit(player, stage) for stage in course.stages for player in stage.players]
    await asyncio.gather(*(Host(course, stage).lead() for stage in course.stages), *sitting)


def _marks(components) -> dict[str, int]:
    marks = {}
    for part in components:
        if found := MARK.match(part.get("custom_id") or ""):
            marks[found[2]] = int(found[1])
        marks |= _marks(part.get("components", []))
    return marks
