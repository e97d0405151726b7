"""Where a pattern is found in a read answer."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from bot.core.grading.reach import SAID
from bot.core.grading.reading import Hit, Reading
from bot.core.grading.roles import TOGETHER
from bot.core.grading.rubric import Pattern
from bot.core.grading.tokens import CLAUSE

# How far apart, in telling words, the first and the last word of a phrasing may stand: less than a
# full stop counts for, so they stand in one sentence.
NEAR = 5
# The same for misconceptions; no colon, bracket or dash may stand between their words either.
CLOSE = 5

# Where several slots can be filled by one word, so many of the latest words are tried for each.
MOST_TRIED = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern found.

    Attributes:
        pattern: Which one.
        hits: The words that fill its slots, in the order of the slots.
        width: How far apart they stand.
        bound: Whether they are said of the pattern's role for certain.
        named: Whether a role has been named at all before them, where the pattern asks for one.
    """

    pattern: Pattern
    hits: tuple[Hit, ...]
    width: int
    bound: bool = True
    named: bool = True

    @property
    def start(self) -> int:
        """The first word."""
        return min(hit[0] for hit in self.hits)

    @property
    def end(self) -> int:
        """One past the last word."""
        return max(hit[1] for hit in self.hits)


def find(
    reading: Reading,
    pattern: Pattern,
    *,
    strict: bool = False,
    without: frozenset[int] = frozenset(),
) -> Found | None:
    """The tightest place where a pattern is found, or None.

    Args:
        reading: The read answer.
        pattern: What to look for.
        strict: Only what is plainly stated, within one sentence and surely of the role.
        without: Words that do not count.
    """
    if pattern.mask & reading.missing:
        return None
    choices: list[list[Hit]] = []
    for slot, want in zip(pattern.slots, pattern.wants, strict=True):
        hits = reading.meant(slot, want, plainly=strict)
        if without:
            hits = [h for h in hits if h[0] not in without]
        if pattern.role:
            hits = [h for h in hits if _is_of(reading.said_of[h[0]], pattern.role, strict)]
        if not hits:
            return None
        choices.append(hits)
    if len(choices) == 1:
        plainly = (hit for hit in choices[0] if not _mentioned(reading, hit))
        best, width = (next(plainly, choices[0][0]),), 0
    else:
        best, width = _tightest(reading, pattern, choices, strict)
        if not best:
            return None
    if all(_mentioned(reading, hit) for hit in best):
        return None
    if not pattern.role:
        return Found(pattern, best, width)
    roles = [reading.said_of[h[0]] for h in best]
    return Found(pattern, best, width, all(r == pattern.role for r in roles), any(roles))


def _mentioned(reading: Reading, hit: Hit) -> bool:
    """Whether a word is only mentioned, in a clause that denies something: that shows nothing."""
    answer, word = reading.answer, hit[0]
    return answer.clouded[word] and answer.polarity[word] == hit[3] == SAID


def _is_of(of: int, role: int, strict: bool) -> bool:
    if strict:
        return of == role or (of & TOGETHER != 0 and of & role != 0)
    return not of or of & role != 0


def _tightest(
    reading: Reading, pattern: Pattern, choices: list[list[Hit]], strict: bool
) -> tuple[tuple[Hit, ...], int]:
    """The narrowest window with one hit of each slot, in the order asked for; empty if none.

    One pass over all hits from left to right: at each, the latest hit of every other slot is the
    nearest one before it. Where one word would fill two slots, earlier ones are tried.
    """
    events = sorted((hit, k) for k, hits in enumerate(choices) for hit in hits)
    breaks = reading.tokens.breaks
    latest: list[Hit | None] = [None] * len(choices)
    best: tuple[Hit, ...] = ()
    narrowest = (CLOSE if strict else NEAR) + 1
    ordered = pattern.order[-1] > 0
    for hit, k in events:
        latest[k] = hit
        window = [h for h in latest if h is not None]
        if len(window) < len(choices):
            continue
        first = min(window)
        width = hit[2] - first[2]
        if width >= narrowest or (strict and _parted(breaks, first[0], hit[0])):
            continue
        if _overlapping(window):
            # "starts again" is no "starts" and "again" besides.
            same = len({h[:2] for h in window}) < len(window)
            window = _other_choice(pattern.order, choices, k, hit, narrowest) if same else []
            if not window:
                continue
            first = min(window)
            width = hit[2] - first[2]
            if strict and _parted(breaks, first[0], hit[0]):
                continue
        elif ordered and not _in_order(pattern.order, window):
            continue
        best, narrowest = tuple(window), width
        if width < len(choices):
            break
    return best, narrowest


def _other_choice(
    order: tuple[int, ...], choices: list[list[Hit]], last: int, end: Hit, narrowest: int
) -> list[Hit]:
    """The nearest hits before the last one of a slot, one of each slot, that fit together."""
    near = [
        [end] if k == last else [h for h in hits if h <= end and end[2] - h[2] < narrowest]
        for k, hits in enumerate(choices)
    ]
    fitting = [
        list(window)
        for window in product(*(hits[-MOST_TRIED:] for hits in near))
        if not _overlapping(list(window)) and _in_order(order, list(window))
    ]
    return max(fitting, key=lambda window: min(window)[2], default=list[Hit]())


def _parted(breaks: list[int], first: int, last: int) -> bool:
    """Whether a full stop, a colon or the like stands between two words."""
    return max(breaks[first + 1 : last + 1], default=0) >= CLAUSE


def _overlapping(window: list[Hit]) -> bool:
    if len(window) == 2:
        a, b = window
        return a[0] < b[1] and b[0] < a[1]
    spans = sorted(hit[:2] for hit in window)
    return any(spans[i][1] > spans[i + 1][0] for i in range(len(spans) - 1))


def _in_order(order: tuple[int, ...], window: list[Hit]) -> bool:
    return all(
        window[i][0] < window[j][0]
        for i in range(len(window))
        for j in range(i + 1, len(window))
        if order[i] < order[j]
    )
