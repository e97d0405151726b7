"""How far a denial reaches, ahead and back, and whether it only supposes."""

from __future__ import annotations

from bot.core.grading.tokens import Tokens
from bot.core.grading.words import (
    ALTERNATIVES,
    ASIDES,
    CLAUSE_STARTERS,
    CONDEMNS,
    CONDITIONS,
    COPULAS,
    NEGATORS,
    SCOPE_ENDS,
    TAKING,
    TAKING_PAIRS,
)

# Bits, so that `EITHER` serves whoever asks: "if you don't publish it, nobody gets in".
SAID, DENIED = 1, 2
EITHER = SAID | DENIED
HEARSAY = 0  # "people think that ...": counts for nothing

# How many telling words a negator reaches. Between 2 and 6 it hardly matters (measured on public
# short-answer sets); 4 covers "does not by itself make the port reachable".
REACH = 4

# Words between the commas of "does not, by itself, publish".
LONGEST_ASIDE = 6

# What denies a whole clause, with its subject ("the name never matters").
DENYING = CONDEMNS | frozenset(
    word for word in NEGATORS if word in ("not", "never", "cannot", "hardly") or word.endswith("nt")
)


def inverted(polarity: int) -> int:
    """The polarity of a word's opposite."""
    return (polarity & SAID) << 1 | (polarity & DENIED) >> 1


def mark_ahead(tokens: Tokens, out: list[int], i: int, value: int) -> list[str]:
    """Mark what a negator reaches, and return its telling words."""
    words, breaks = tokens.words, tokens.breaks
    reached: list[str] = []
    reach = REACH
    first = i + 2 if words[i + 1 : i + 2] == ["that"] else i + 1
    behind = _behind_aside(tokens, i)
    for j in range(behind or i + 1, len(words)):
        # "neither inspect nor ping or curl": a list is denied to its end.
        reach += REACH // 2 if words[j] in ALTERNATIVES else 0
        # "can't because", "skipped unless", "costs nothing and": what it denies has been said; "not
        # because" denies the reason.
        ends = words[j] in SCOPE_ENDS and (
            j > first or words[j] == "and" or words[i].endswith("nt") or words[i] in TAKING
        )
        if (breaks[j] and j != behind) or ends or len(reached) >= reach:
            break
        out[j] = value
        if not tokens.little[j]:
            reached.append(words[j])
    return reached


def _behind_aside(tokens: Tokens, i: int) -> int:
    """Where what a word denies goes on behind an aside ("does not, by itself, publish"), or 0."""
    words, breaks = tokens.words, tokens.breaks
    if words[i] not in DENYING or i + 1 == len(words):
        return 0
    if not breaks[i + 1] or words[i + 1] not in ASIDES:
        return 0
    end = min(i + 2 + LONGEST_ASIDE, len(words))
    return next((j for j in range(i + 2, end) if breaks[j]), 0)


def mark_back(tokens: Tokens, out: list[int], i: int, value: int) -> None:
    """Mark the clause before a word."""
    words, breaks = tokens.words, tokens.breaks
    j = i
    while j > 0 and not breaks[j] and words[j - 1] not in CLAUSE_STARTERS:
        j -= 1
        if out[j] == SAID:
            out[j] = value


def undoes(tokens: Tokens, i: int) -> bool:
    """Whether a denial is of a word that takes something away ("don't skip it")."""
    after = tokens.words[i + 1 : i + 3]
    return bool(after) and (after[0] in TAKING or tuple(after) in TAKING_PAIRS)


def conditional(tokens: Tokens, out: list[int], i: int) -> bool:
    """Whether a negation only supposes ("if it isn't published") or undoes another one."""
    words, breaks = tokens.words, tokens.breaks
    if words[i] == "without" and opens(tokens, i):
        return True
    if words[i] == "not" and opens(tokens, i) and _is_subject(tokens, i + 1):
        return True
    for j in range(i - 1, max(-1, i - 9), -1):
        if words[j : j + 2] == ["long", "as"]:
            return True
        if words[j] in CONDITIONS and not tokens.joined(j):
            # "Should you publish it" supposes, "you should not" does not.
            if words[j] != "should" or opens(tokens, j):
                return True
        elif out[j] == DENIED and words[i] == "without":
            return True
        if breaks[j] or words[j] in CLAUSE_STARTERS:
            return False
    return False


def _is_subject(tokens: Tokens, i: int) -> bool:
    """Whether an -ing word is what its clause is about: "not using one is a mistake"."""
    if i >= len(tokens) or not tokens.words[i].endswith("ing"):
        return False
    for j in range(i + 1, len(tokens)):
        if tokens.breaks[j]:
            return False
        if tokens.words[j] in COPULAS or tokens.words[j] in ("means", "leads", "causes", "makes"):
            return True
    return False


def opens(tokens: Tokens, i: int) -> bool:
    """Whether a clause begins with this word."""
    return i == 0 or tokens.breaks[i] > 0 or tokens.words[i - 1] in CLAUSE_STARTERS
