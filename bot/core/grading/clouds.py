"""Where a clause denies something or plays it down, so that a mere mention shows nothing."""

from __future__ import annotations

from bot.core.grading.reach import DENIED, DENYING, SAID, undoes
from bot.core.grading.tokens import COMMA, Tokens
from bot.core.grading.words import (
    BELITTLERS,
    CLAUSE_ENDS,
    IMPERATIVES,
    NEGATORS,
    SINGULAR,
    STATING,
    WITH_ONLY,
)

# Each subject of a list that is denied as a whole has at most this many telling words.
LONGEST_SUBJECT = 3


def clouded(tokens: Tokens, polarity: list[int]) -> list[bool]:
    """For each word, whether its clause denies it or plays it down: a mention shows nothing."""
    words, breaks = tokens.words, tokens.breaks
    out = [False] * len(tokens)
    if DENYING.isdisjoint(words) and BELITTLERS.isdisjoint(words):
        return out
    start = 0
    for i in range(1, len(tokens) + 1):
        if i < len(tokens) and not breaks[i] and words[i] not in CLAUSE_ENDS:
            continue
        denier = _denier(tokens, start, i) if DENIED in polarity[start:i] else -1
        if denier >= 0:
            first = _first_of_list(tokens, start, denier)
            out[first:i] = [True] * (i - first)
        else:
            only = _belittler(tokens, polarity, start, i)
            out[start:only] = [True] * (only - start)
        start = i
    return out


def _belittler(tokens: Tokens, polarity: list[int], start: int, end: int) -> int:
    """Where a clause plays its subject down ("the policy only counts restarts"), or its start."""
    words = tokens.words
    for i in range(start + 1, end - 1):
        if words[i] in BELITTLERS and polarity[i] == SAID:
            first = next((k for k in range(start, i) if not tokens.little[k]), i)
            # "make a network just for the two" is advice.
            return start if words[i - 1] in WITH_ONLY or words[first] in IMPERATIVES else i
    return start


def _denier(tokens: Tokens, start: int, end: int) -> int:
    """The word that denies a clause, or -1; "to not lose it" is an aim, and denies nothing."""
    for i in range(start, end):
        if tokens.words[i] in DENYING and not undoes(tokens, i):
            return -1 if i and tokens.words[i - 1] in ("to", "for") else i
    return -1


def _first_of_list(tokens: Tokens, start: int, denier: int) -> int:
    """Where a denied clause begins: with all its subjects ("logs and names never differ")."""
    words, breaks = tokens.words, tokens.breaks
    subject = [i for i in range(start, denier) if not tokens.little[i]]
    if words[start] not in ("and", "or") or not 0 < len(subject) <= LONGEST_SUBJECT:
        return start
    if words[subject[0]] in IMPERATIVES:
        return start
    if words[start] == "and" and _of_one(tokens, denier):
        return start  # "..., and the port doesn't": of two things it would be "don't"
    firsts = [start]
    telling = 0
    for i in range(start - 1, -1, -1):
        if words[i] in STATING or words[i] in NEGATORS or breaks[i + 1] > COMMA:
            break
        telling += not tokens.little[i]
        if telling > LONGEST_SUBJECT:
            break
        if breaks[i] or words[i] in CLAUSE_ENDS:
            firsts.append(i)
            telling = 0
    # "It opens a port, and ...": between two things stands no comma.
    return start if breaks[start] and len(firsts) == 2 else firsts[-1]


def _of_one(tokens: Tokens, denier: int) -> bool:
    """Whether what is denied is said of one thing."""
    return tokens.words[denier] in SINGULAR or (
        denier > 0 and f"{tokens.words[denier - 1]}nt" in SINGULAR
    )
