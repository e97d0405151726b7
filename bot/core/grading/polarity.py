"""Which words of an answer are said to be so, and which not to be so."""

from __future__ import annotations

from bot.core.grading.tokens import CLAUSE, COMMA, SENTENCE, Tokens
from bot.core.grading.words import (
    AFFIRMING,
    ALTERNATIVES,
    ASIDES,
    BELIEVING,
    BELITTLERS,
    CLAUSE_ENDS,
    CLAUSE_STARTERS,
    CONDEMNS,
    CONDITIONS,
    COPULAS,
    DOUBTS,
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
    TAKING,
    TAKING_PAIRS,
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

# Between "does not" and what it denies: "does not, by itself, publish".
LONGEST_ASIDE = 6

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
    unsure = [i for i, word in enumerate(words) if word in _SIGNALS and _signal(tokens, out, i)]
    unsure += [
        i
        for i, word in enumerate(words)
        if word in _REPORTERS and any((word, w) in REPORTED for w in words[i + 1 : i + 3])
    ]
    for i in unsure:
        _hearsay(tokens, out, i)
    return out


def _signal(tokens: Tokens, out: list[int], i: int) -> bool:
    """Mark what one word denies; whether it is a doubt instead ("not sure whether ...")."""
    words = tokens.words
    word = words[i]
    pair = word, words[i + 1] if i + 1 < len(words) else ""
    if word in LACKS:
        _mark_back(tokens, out, i, EITHER)
        _mark_ahead(tokens, out, i, EITHER)
    elif word in CONDEMNS:
        if out[i] == SAID and not COPULAS.isdisjoint(words[max(0, i - 4) : i]):
            _mark_back(tokens, out, i, DENIED)
    elif word in NEGATORS:
        if pair in DOUBTS and words[i + 2 : i + 3] in (["if"], ["whether"]):
            return True
        if pair[1] not in NOT_A_NEGATION.get(word, ()) and not is_value(tokens, i):
            _deny(tokens, out, i)
    elif pair in NEGATING_PAIRS and not (pair in TAKING_PAIRS and _undone(tokens, i)):
        _negate(tokens, out, i, i + 1)
    return False


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
        if tokens.words[i] in _DENYING and not _undoes(tokens, i):
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


def _deny(tokens: Tokens, out: list[int], i: int) -> None:
    """Negate what one negator reaches, unless another one undoes it."""
    words, breaks = tokens.words, tokens.breaks
    after = words[i + 1 : i + 3]
    if words[i] in TAKING and _undone(tokens, i):
        return
    if words[i] in _DENYING and after and not breaks[i + 1]:
        if _undoes(tokens, i):
            out[i + 1] = DENIED  # "never skip it": not skipped, so it is done
            return
        if after[0] in BELIEVING:
            _negate(tokens, out, i, i + 1)
            return
        if after[0] in ("what", "why", "how"):
            _mark_back(tokens, out, i, DENIED)  # "that is not what it does"
    if words[i] in ("no", "nothing") and i and not breaks[i] and not tokens.little[i - 1]:
        # "It publishes nothing" says that it doesn't publish.
        out[i - 1] = EITHER if out[i - 1] == SAID else out[i - 1]
    if words[i] == "no" and _alone(tokens, i):
        _mark_back(tokens, out, i - 1, EITHER)  # "published: no"
        out[i - 1] = EITHER
        return
    _negate(tokens, out, i, i)
    for j in range(i + 1, min(i + 4, len(words) - 1)):
        if words[j] in AFFIRMING and words[j + 1] == "that":
            _mark_ahead(tokens, out, j + 1, DENIED)


def _undoes(tokens: Tokens, i: int) -> bool:
    """Whether a denial is of a word that takes something away ("don't skip it")."""
    after = tokens.words[i + 1 : i + 3]
    return bool(after) and (after[0] in TAKING or tuple(after) in TAKING_PAIRS)


def _undone(tokens: Tokens, i: int) -> bool:
    """Whether a word that takes something away is itself denied ("don't skip it")."""
    return i > 0 and not tokens.breaks[i] and tokens.words[i - 1] in _DENYING


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
    if words[i] == "not" and _opens(tokens, i) and _is_subject(tokens, i + 1):
        return True
    for j in range(i - 1, max(-1, i - 9), -1):
        if words[j : j + 2] == ["long", "as"]:
            return True
        if words[j] in CONDITIONS and not tokens.joined(j):
            # "Should you publish it" supposes, "you should not" does not.
            if words[j] != "should" or _opens(tokens, j):
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


def _opens(tokens: Tokens, i: int) -> bool:
    """Whether a clause begins with this word."""
    return i == 0 or tokens.breaks[i] > 0 or tokens.words[i - 1] in CLAUSE_STARTERS


def _mark_ahead(tokens: Tokens, out: list[int], i: int, value: int) -> list[str]:
    words, breaks = tokens.words, tokens.breaks
    reached: list[str] = []
    reach = REACH
    aside = False
    first = i + 2 if words[i + 1 : i + 2] == ["that"] else i + 1
    for j in range(i + 1, len(words)):
        # "neither inspect nor ping or curl": a list is denied to its end.
        reach += REACH // 2 if words[j] in ALTERNATIVES else 0
        # "can't because": what it denies has been said; "not because" denies the reason.
        ends = words[j] in SCOPE_ENDS and (j > first or words[i].endswith("nt"))
        if breaks[j] and j == i + 1 and words[j] in ASIDES and words[i] in _DENYING:
            aside = True
        elif breaks[j] and aside and j <= i + LONGEST_ASIDE:
            aside = False
        elif (breaks[j] and not aside) or ends or len(reached) >= reach:
            break
        if aside:
            if j > i + LONGEST_ASIDE:
                break
            continue
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
    # "Contrary to what people think, it doesn't": only what they think is theirs.
    end = COMMA if "contrary" in tokens.words[max(0, i - 4) : i] else SENTENCE
    for j in range(i, len(out)):
        if j > i and (tokens.breaks[j] >= end or tokens.words[j] in TRUTHS):
            break
        out[j] = HEARSAY
