"""Which words of an answer are said to be so, and which not to be so."""

from __future__ import annotations

from bot.core.grading.tokens import COMMA, SENTENCE, Tokens
from bot.core.grading.words import (
    ALTERNATIVES,
    BELITTLERS,
    CLAUSE_ENDS,
    CLAUSE_STARTERS,
    CONDEMNS,
    CONDITIONS,
    COPULAS,
    HANDS_BACK,
    IMPERATIVES,
    LACKS,
    NEGATING_PAIRS,
    NEGATORS,
    NOT_A_NEGATION,
    REPORTED,
    SCOPE_ENDS,
    SINGULAR,
    STATING,
    TRUTHS,
    VALUES,
    WITH_ONLY,
)

# Bits, so that `EITHER` serves whoever asks: "if you don't publish it, nobody gets in".
SAID, DENIED = 1, 2
EITHER = SAID | DENIED
HEARSAY = 0  # "people think that ...": counts for nothing

# How many telling words a negator reaches. Between 2 and 6 it hardly matters (measured on public
# short-answer sets); 4 covers "does not by itself make the port reachable".
REACH = 4

# Each subject of a list that is denied as a whole has at most this many telling words.
LONGEST_SUBJECT = 3

_SIGNALS = (
    NEGATORS
    | LACKS
    | CONDEMNS
    | frozenset(first for first, _ in REPORTED)
    | frozenset(first for first, _ in NEGATING_PAIRS)
)

_QUOTES = {"`": "`", '"': '"', "'": "'", "\u201c": "\u201d", "\u2018": "\u2019"}

_REPORTERS = frozenset(first for first, _ in REPORTED)

# Of these, the ones that deny a whole clause, with its subject ("the name never matters").
_DENYING = CONDEMNS | frozenset(
    word for word in NEGATORS if word in ("not", "never", "cannot", "hardly") or word.endswith("nt")
)


def inverted(polarity: int) -> int:
    """The polarity of a word's opposite."""
    return (polarity & SAID) << 1 | (polarity & DENIED) >> 1


def polarities(tokens: Tokens) -> list[int]:
    """One polarity for each word."""
    words = tokens.words
    out = [SAID] * len(words)
    if _SIGNALS.isdisjoint(words):
        return out
    for i, word in enumerate(words):
        if word not in _SIGNALS:
            continue
        following = words[i + 1] if i + 1 < len(words) else ""
        if word in LACKS:
            _mark_back(tokens, out, i, EITHER)
            _mark_ahead(tokens, out, i, EITHER)
        elif word in CONDEMNS:
            if out[i] == SAID and not COPULAS.isdisjoint(words[max(0, i - 4) : i]):
                _mark_back(tokens, out, i, DENIED)
        elif word in NEGATORS:
            if following not in NOT_A_NEGATION.get(word, ()) and not is_value(tokens, i):
                _negate(tokens, out, i, i)
        elif (word, following) in NEGATING_PAIRS:
            _negate(tokens, out, i, i + 1)
    for i, word in enumerate(words):
        if word in _REPORTERS and any((word, w) in REPORTED for w in words[i + 1 : i + 3]):
            _hearsay(tokens, out, i)
    return out


def is_value(tokens: Tokens, i: int) -> bool:
    """Whether a negator only names something: `<none>`, "no" in quotes, `--restart=no`."""
    text, (start, end) = tokens.text, tokens.spans[i]
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before == "<":
        return True
    if tokens.words[i] not in VALUES:
        return False
    if before in _QUOTES and after == _QUOTES[before]:
        return True
    if not i or not tokens.words[i - 1].startswith("--"):
        return False
    # "--network none", yet "without --network none of them ..." and "with --init no zombie ..."
    following = tokens.words[i + 1] if i + 1 < len(tokens) and not tokens.breaks[i + 1] else ""
    if before == "=" or not following:
        return True
    return following != "of" if tokens.words[i] == "none" else tokens.little[i + 1]


def clouded(tokens: Tokens, polarity: list[int]) -> list[bool]:
    """For each word, whether its clause denies it or plays it down: a mention shows nothing."""
    words, breaks = tokens.words, tokens.breaks
    out = [False] * len(tokens)
    if _DENYING.isdisjoint(words) and BELITTLERS.isdisjoint(words):
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
        if tokens.words[i] in _DENYING:
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


def _negate(tokens: Tokens, out: list[int], i: int, last: int) -> None:
    harmless = _predicate(tokens, last)
    if harmless is not None:
        out[harmless] = EITHER  # "is not dangerous" takes nothing back
        return
    value = EITHER if _conditional(tokens, out, i) else DENIED
    reached = _mark_ahead(tokens, out, last, value)
    if not HANDS_BACK.isdisjoint(reached[:2]):
        _mark_back(tokens, out, i, value)


def _predicate(tokens: Tokens, last: int) -> int | None:
    """The condemning word that a negator denies, unless a noun follows it ("no useless files")."""
    for i in range(last + 1, min(last + 3, len(tokens))):
        if tokens.words[i] in CONDEMNS:
            ends = i + 1 == len(tokens) or tokens.breaks[i + 1] or tokens.little[i + 1]
            return i if ends else None
    return None


def _conditional(tokens: Tokens, out: list[int], i: int) -> bool:
    """Whether a negation only supposes ("if it isn't published") or undoes another one."""
    words, breaks = tokens.words, tokens.breaks
    if words[i] == "without" and _opens(tokens, i):
        return True
    for j in range(i - 1, max(-1, i - 9), -1):
        if words[j] in CONDITIONS and not tokens.joined(j):
            # "Should you publish it" supposes, "you should not" does not.
            if words[j] != "should" or _opens(tokens, j):
                return True
        elif out[j] == DENIED and words[i] == "without":
            return True
        if breaks[j] or words[j] in CLAUSE_STARTERS:
            return False
    return False


def _opens(tokens: Tokens, i: int) -> bool:
    """Whether a clause begins with this word."""
    return i == 0 or tokens.breaks[i] > 0 or tokens.words[i - 1] in CLAUSE_STARTERS


def _mark_ahead(tokens: Tokens, out: list[int], i: int, value: int) -> list[str]:
    words, breaks = tokens.words, tokens.breaks
    reached: list[str] = []
    reach = REACH
    for j in range(i + 1, len(words)):
        # "neither inspect nor ping or curl": a list is denied to its end.
        reach += REACH // 2 if words[j] in ALTERNATIVES else 0
        # "can't because": what it denies has been said; "not because" denies the reason.
        ends = words[j] in SCOPE_ENDS and (j > i + 1 or words[i].endswith("nt"))
        if breaks[j] >= COMMA or ends or len(reached) >= reach:
            break
        out[j] = value
        if not tokens.little[j]:
            reached.append(words[j])
    return reached


def _mark_back(tokens: Tokens, out: list[int], i: int, value: int) -> None:
    words, breaks = tokens.words, tokens.breaks
    j = i
    while j > 0 and not breaks[j] and words[j - 1] not in CLAUSE_STARTERS:
        j -= 1
        if out[j] == SAID:
            out[j] = value


def _hearsay(tokens: Tokens, out: list[int], i: int) -> None:
    for j in range(i, len(out)):
        if j > i and (tokens.breaks[j] == SENTENCE or tokens.words[j] in TRUTHS):
            break
        out[j] = HEARSAY
