"""Which words of an answer are said to be so, and which not to be so."""

from __future__ import annotations

from bot.core.grading.reach import (
    DENIED,
    DENYING,
    EITHER,
    HEARSAY,
    SAID,
    conditional,
    mark_ahead,
    mark_back,
    undoes,
)
from bot.core.grading.tokens import CLAUSE, COMMA, SENTENCE, Tokens
from bot.core.grading.words import (
    AFFIRMING,
    BELIEVING,
    CONDEMNS,
    COPULAS,
    DOUBTS,
    HANDS_BACK,
    LACKS,
    NEGATING_PAIRS,
    NEGATORS,
    NOT_A_NEGATION,
    REPORTED,
    TAKING,
    TAKING_PAIRS,
    TRUTHS,
    VALUES,
)

_SIGNALS = (
    NEGATORS
    | LACKS
    | CONDEMNS
    | frozenset(first for first, _ in REPORTED)
    | frozenset(first for first, _ in NEGATING_PAIRS)
)

_QUOTES = {"`": "`", '"': '"', "'": "'", "\u201c": "\u201d", "\u2018": "\u2019"}

_REPORTERS = frozenset(first for first, _ in REPORTED)


def polarities(tokens: Tokens) -> list[int]:
    """One polarity for each word."""
    words = tokens.words
    out = [SAID] * len(words)
    if _SIGNALS.isdisjoint(words):
        return out
    signals = [i for i, word in enumerate(words) if word in _SIGNALS]
    unsure = [i for i in signals if _signal(tokens, out, i)]
    unsure += [i for i in signals if _reports(words, i)]
    for i in unsure:
        _hearsay(tokens, out, i)
    return out


def _signal(tokens: Tokens, out: list[int], i: int) -> bool:
    """Mark what one word denies; whether it is a doubt instead ("not sure whether ...")."""
    words = tokens.words
    word = words[i]
    pair = word, words[i + 1] if i + 1 < len(words) else ""
    if word in LACKS:
        mark_back(tokens, out, i, EITHER)
        mark_ahead(tokens, out, i, EITHER)
    elif word in CONDEMNS:
        if out[i] == SAID and not COPULAS.isdisjoint(words[max(0, i - 4) : i]):
            mark_back(tokens, out, i, DENIED)
    elif word in NEGATORS:
        if pair in DOUBTS and words[i + 2 : i + 3] in (["if"], ["whether"]):
            return True
        if pair[1] not in NOT_A_NEGATION.get(word, ()) and not is_value(tokens, i):
            _deny(tokens, out, i)
    elif pair in NEGATING_PAIRS and not (pair in TAKING_PAIRS and _undone(tokens, i)):
        _negate(tokens, out, i, i + 1)
    return False


def _reports(words: list[str], i: int) -> bool:
    """Whether a word begins to tell what somebody else believes."""
    return words[i] in _REPORTERS and any((words[i], w) in REPORTED for w in words[i + 1 : i + 3])


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


def _deny(tokens: Tokens, out: list[int], i: int) -> None:
    """Negate what one negator reaches, unless another one undoes it."""
    words, breaks = tokens.words, tokens.breaks
    after = words[i + 1 : i + 3]
    if words[i] in TAKING and _undone(tokens, i):
        return
    if words[i] in DENYING and after and not breaks[i + 1]:
        if undoes(tokens, i):
            out[i + 1] = DENIED  # "never skip it": not skipped, so it is done
            return
        if after[0] in BELIEVING:
            _negate(tokens, out, i, i + 1)
            return
        if after[0] in ("what", "why", "how"):
            mark_back(tokens, out, i, DENIED)  # "that is not what it does"
    if words[i] in ("no", "nothing") and i and not breaks[i] and not tokens.little[i - 1]:
        # "It publishes nothing" says that it doesn't publish.
        out[i - 1] = EITHER if out[i - 1] == SAID else out[i - 1]
    if words[i] == "no" and _alone(tokens, i):
        mark_back(tokens, out, i - 1, EITHER)  # "published: no"
        out[i - 1] = EITHER
        return
    _negate(tokens, out, i, i)
    for j in range(i + 1, min(i + 4, len(words) - 1)):
        if words[j] in AFFIRMING and words[j + 1] == "that":
            mark_ahead(tokens, out, j + 1, DENIED)


def _undone(tokens: Tokens, i: int) -> bool:
    """Whether a word that takes something away is itself denied ("don't skip it")."""
    before = tokens.words[i - 1] if i and not tokens.breaks[i] else ""
    return before in DENYING or before in ("no", "without")


def _alone(tokens: Tokens, i: int) -> bool:
    """Whether a word is the whole answer to what stands before it, as in "published: no"."""
    breaks = tokens.breaks
    if not i or breaks[i] < CLAUSE or (i + 1 < len(tokens) and not breaks[i + 1]):
        return False
    between = tokens.text[tokens.spans[i - 1][1] : tokens.spans[i][0]]
    return breaks[i] == CLAUSE or "?" in between


def _negate(tokens: Tokens, out: list[int], i: int, last: int) -> None:
    harmless = _predicate(tokens, last)
    if harmless is not None:
        out[harmless] = EITHER  # "is not dangerous" takes nothing back
        return
    value = EITHER if conditional(tokens, out, i) else DENIED
    reached = mark_ahead(tokens, out, last, value)
    if not HANDS_BACK.isdisjoint(reached[:2]):
        mark_back(tokens, out, i, value)


def _predicate(tokens: Tokens, last: int) -> int | None:
    """The condemning word that a negator denies, unless a noun follows it ("no useless files")."""
    for i in range(last + 1, min(last + 3, len(tokens))):
        if tokens.words[i] in CONDEMNS:
            ends = i + 1 == len(tokens) or tokens.breaks[i + 1] or tokens.little[i + 1]
            return i if ends else None
    return None


def _hearsay(tokens: Tokens, out: list[int], i: int) -> None:
    # "Contrary to what people think, it doesn't": only what they think is theirs.
    end = COMMA if "contrary" in tokens.words[max(0, i - 4) : i] else SENTENCE
    for j in range(i, len(out)):
        if j > i and (tokens.breaks[j] >= end or tokens.words[j] in TRUTHS):
            break
        out[j] = HEARSAY
