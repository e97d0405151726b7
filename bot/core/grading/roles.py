"""Whom each word of an answer is said of, where a question tells two or more things apart.

A sentence is mostly about the first thing it names; "unlike a VM" and "of the image" do not change
the subject, "it" keeps it, "the other" and "the latter" change it. Where a word could be said of
two things it is said of both, and whoever asks decides whether that is good enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from bot.core.grading.tokens import CLAUSE, SENTENCE, Tokens
from bot.core.grading.words import (
    AUXILIARIES,
    CLAUSE_STARTERS,
    CONTRAST_PAIRS,
    CONTRASTS,
    DETERMINERS,
    FUNCTION_WORDS,
    IN_LIKE,
    LIKENESS,
    OF_LIKE,
    RELATIVES,
    SEPARATORS,
    STATING,
)

# Set beside the roles' bits where a word is plainly said of all of them ("stop and kill both ...").
TOGETHER = 1 << 30

_ONE_AND_OTHER = (frozenset(["one", "other"]), frozenset(["first", "second"]))

# What goes on to speak of the same thing ("any node answers, even one without a task").
_GOING_ON = frozenset("also even including especially particularly".split())

# An answer of so few telling words may leave out whom it speaks of.
TERSE = 8


@dataclass(frozen=True, slots=True)
class Mention:
    """A role named in an answer: its bit, and the words `start` to `end` (exclusive)."""

    role: int
    start: int
    end: int


def said_of(tokens: Tokens, mentions: list[Mention], roles: int) -> list[int]:
    """For each word, the roles it may be said of, as bits; 0 where nothing has been named yet.

    Two bits mean either of the two, unless TOGETHER says that both are meant.

    Args:
        tokens: The answer.
        mentions: The roles named, in order, not overlapping.
        roles: How many roles the question has.
    """
    out = [0] * len(tokens)
    mentions = _with_pronouns(tokens, mentions, roles)
    everything = (1 << roles) - 1
    if not mentions:
        out = _in_the_questions_order(tokens, roles)
        # "One asks, the other pulls the plug": there are two, and it is open which is which.
        return [of or everything for of in out] if _tells_apart(tokens) else out
    named = {i: m.role for m in mentions for i in range(m.start, m.end)}
    subject = 0
    at = opened = 0
    for start, end in _clauses(tokens, mentions):
        if tokens.breaks[start] == SENTENCE and _opens_plural(tokens, start):
            subject = everything | TOGETHER
        here: list[Mention] = []
        while at < len(mentions) and mentions[at].start < end:
            here.append(mentions[at])
            at += 1
        if start and not here and tokens.words[start] in RELATIVES and start - 1 in named:
            # "..., unlike kill, which is immediate"
            out[start:end] = [named[start - 1]] * (end - start)
            continue
        if _in_brackets(tokens, here, start, end) and not named.keys() & range(opened, start):
            out[opened:start] = [here[0].role] * (start - opened)  # "SIGTERM (stop)"
        opened = start
        subject = _clause(tokens, out, start, end, here, subject, everything)
    return out


def _in_brackets(tokens: Tokens, here: list[Mention], start: int, end: int) -> bool:
    """Whether a clause is only a name in brackets."""
    if len(here) != 1 or (here[0].start, here[0].end) != (start, end) or not start:
        return False
    return tokens.text[tokens.spans[start - 1][1] : tokens.spans[start][0]].endswith("(")


def _tells_apart(tokens: Tokens) -> bool:
    """Whether an answer speaks of the one and the other without a name."""
    return any(pair <= set(tokens.words) for pair in _ONE_AND_OTHER)


def _in_the_questions_order(tokens: Tokens, roles: int) -> list[int]:
    """Bind terse sentences that name nobody, such as "SIGTERM vs SIGKILL", side by side."""
    out = [0] * len(tokens)
    starts = [i for i in range(len(tokens)) if not i or tokens.breaks[i] == SENTENCE]
    for start, end in pairwise([*starts, len(tokens)]):
        said = not STATING.isdisjoint(tokens.words[start:end])
        if said or _telling(tokens, start, end) > TERSE:
            continue
        parts: list[list[int]] = [[]]
        for i in range(start, end):
            between = tokens.words[i] in SEPARATORS
            if (tokens.breaks[i] or between) and parts[-1]:
                parts.append([])
            if not between:
                parts[-1].append(i)
        if len(parts) == roles and all(parts) and tokens.words[parts[-1][0]] not in _GOING_ON:
            for k, part in enumerate(parts):
                for i in part:
                    out[i] = 1 << k
    return out


def _clause(
    tokens: Tokens,
    out: list[int],
    start: int,
    end: int,
    here: list[Mention],
    subject: int,
    everything: int,
) -> int:
    """Fill in one clause and return the subject that the next one inherits."""
    named = [m for m in here if not _contrasted(tokens, m.start, start)]
    current = subject
    if not named:
        if here and _telling(tokens, start, here[0].start) == 0:
            # "Unlike a VM, ..." : what follows is about the rest.
            out[start:end] = [here[0].role] * (end - start)
            rest = everything & ~here[0].role
            return rest if rest and not rest & (rest - 1) else subject
        out[start:end] = [subject] * (end - start)
        return subject
    first = named[0]
    inherits = subject
    before = _preposition(tokens, first.start, start)
    if before in OF_LIKE and _telling(tokens, start, first.start) > 0:
        # "a running instance of an image" is not said of the image.
        current = subject if subject and subject != first.role else everything & ~first.role
        # "SIGKILL from kill" is said of it, "a copy from the image" is not.
        current |= first.role if before == "from" else 0
        inherits = subject or current
    else:
        current = inherits = first.role
    out[start : first.end] = [current] * (first.end - start)
    position = first.end
    for mention in named[1:]:
        out[position : mention.start] = [current] * (mention.start - position)
        if _side_by_side(tokens, position, mention.start) and mention.role != current:
            current |= mention.role
            if "respectively" not in tokens.words:
                current |= TOGETHER
            inherits = current
            if mention is named[1]:
                out[start : mention.start] = [current] * (mention.start - start)
        elif _takes_over(tokens, mention, start, end):
            current = inherits = mention.role
        elif _preposition(tokens, mention.start, start) not in OF_LIKE:
            current |= mention.role
        out[mention.start : mention.end] = [current] * (mention.end - mention.start)
        position = mention.end
    out[position:end] = [current] * (end - position)
    return inherits


def _clauses(tokens: Tokens, mentions: list[Mention]) -> list[tuple[int, int]]:
    words, breaks = tokens.words, tokens.breaks
    starts = {i: m.start for m in mentions for i in range(m.start, m.end)}
    names = starts.keys()
    cuts = [0]
    for i in range(1, len(words)):
        joins = words[i] in CLAUSE_STARTERS and not (
            words[i] in ("and", "or") and i - 1 in names and _next_telling(tokens, i) in names
        )
        joined = (
            breaks[i]
            and breaks[i] < CLAUSE
            and i - 1 in names
            and _next_telling(tokens, i - 1) in names
            and _preposition(tokens, starts[i - 1], 0) not in LIKENESS
        )
        if (breaks[i] and not joined) or joins:
            cuts.append(i)
    return [(a, b) for a, b in zip(cuts, [*cuts[1:], len(words)], strict=True) if a < b]


def _next_telling(tokens: Tokens, i: int) -> int:
    for j in range(i + 1, min(len(tokens), i + 4)):
        if tokens.words[j] not in FUNCTION_WORDS:
            return j
    return -1


def _telling(tokens: Tokens, start: int, end: int) -> int:
    return sum(
        tokens.words[i] not in FUNCTION_WORDS
        and tokens.words[i] not in CONTRASTS
        and tokens.words[i] not in ("compared", "contrast", "opposed", "contrary", "comparison")
        for i in range(start, end)
    )


def _preposition(tokens: Tokens, at: int, start: int) -> str:
    """The word that governs a mention: the one before it, articles left out."""
    i = at - 1
    while i >= start and tokens.words[i] in DETERMINERS:
        i -= 1
    return tokens.words[i] if i >= start else ""


def _contrasted(tokens: Tokens, at: int, start: int) -> bool:
    before = [w for w in tokens.words[max(start, at - 5) : at] if w not in DETERMINERS]
    if not before or (start and before[0] in SEPARATORS and len(before) == 1):
        return False  # "stop (SIGTERM) vs kill (SIGKILL)" turns to the other one
    return before[-1] in CONTRASTS or (
        len(before) > 1 and (before[-2], before[-1]) in CONTRAST_PAIRS
    )


def _side_by_side(tokens: Tokens, start: int, end: int) -> bool:
    between = tokens.words[start:end]
    return all(w in DETERMINERS or w in ("and", "or", "both", "vs", "versus") for w in between)


def _takes_over(tokens: Tokens, mention: Mention, start: int, end: int) -> bool:
    """Whether a second name in a clause becomes its subject ("... kill sends SIGKILL")."""
    if _preposition(tokens, mention.start, start) in OF_LIKE | IN_LIKE:
        return False
    return mention.end < end and (
        tokens.words[mention.end] in AUXILIARIES or tokens.breaks[mention.end] == CLAUSE
    )


def _opens_plural(tokens: Tokens, start: int) -> bool:
    return tokens.words[start] == "both"


def _with_pronouns(tokens: Tokens, mentions: list[Mention], roles: int) -> list[Mention]:
    """Add "the former", "the latter", "the first one", "the other" as mentions.

    First and second are those of the answer; where it names none, those of the question.
    """
    order = list(dict.fromkeys([m.role for m in mentions] + [1 << k for k in range(roles)]))
    if len(order) < 2:
        return mentions
    named = {i: m.role for m in mentions for i in range(m.start, m.end)}
    extra: list[Mention] = []
    last = 0
    for i in range(len(tokens)):
        if i in named:
            last = named[i]
            continue
        role = _pronoun(tokens, i, order, last)
        if role:
            extra.append(Mention(role, i, i + 1))
            last = role
    return sorted([*mentions, *extra], key=lambda m: m.start) if extra else mentions


def _pronoun(tokens: Tokens, i: int, order: list[int], last: int) -> int:
    """The role that word `i` points at, or 0."""
    words = tokens.words
    word = words[i]
    if word in ("former", "latter"):
        return order[0] if word == "former" else order[1]
    if not i or words[i - 1] != "the":
        return 0
    following = words[i + 1] if i + 1 < len(words) else "is"
    if word in ("first", "second") and following in AUXILIARIES | DETERMINERS | {"one"}:
        return order[0] if word == "first" else order[1]
    if word == "other" and len(order) == 2 and last and words[i - 2 : i - 1] != ["on"]:
        return order[0] if last == order[1] else order[1]
    return 0
