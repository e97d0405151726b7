"""Why an answer got its grade: for authors who want to mend a phrasing in a minute."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.grading.matching import NEAR, find
from bot.core.grading.reach import DENIED, EITHER, HEARSAY, SAID
from bot.core.grading.reading import Reading
from bot.core.grading.roles import TOGETHER
from bot.core.grading.rubric import Pattern, Rubric

# A word that is there but meant otherwise is half of the way.
HALF = 0.5

_POLARITIES = {SAID: "", DENIED: "not", EITHER: "either way", HEARSAY: "hearsay"}


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the grader sees it.

    Attributes:
        typed: As typed.
        read_as: The word it was taken for, if it was a typing slip.
        polarity: Empty where it is said to be so, else `not`, `either way` or `hearsay`.
        of: The roles it may be said of.
        little: Whether it is a word that never counts.
    """

    typed: str
    read_as: str
    polarity: str
    of: tuple[str, ...]
    little: bool


@dataclass(frozen=True, slots=True)
class Attempted:
    """One phrasing: the words that show it, or what it lacked.

    Attributes:
        source: As the author wrote it.
        shown_by: The words found, empty where it was not found.
        lacks: What kept it from being found, empty where it was.
        nearness: Share of its slots that were filled, for sorting; denied or of another, half.
    """

    source: str
    shown_by: str
    lacks: str
    nearness: float


def words(rubric: Rubric, reading: Reading) -> list[Word]:
    """The answer, word by word."""
    tokens = reading.tokens
    roles = list(rubric.role_bits)
    said_of = reading.said_of or [0] * len(tokens)
    return [
        Word(
            typed=tokens.text[slice(*tokens.spans[i])],
            read_as=reading.slips.get(i, ""),
            polarity=_POLARITIES[reading.answer.polarity[i]],
            of=tuple(name for k, name in enumerate(roles) if said_of[i] & ~TOGETHER & 1 << k),
            little=tokens.little[i],
        )
        for i in range(len(tokens))
    ]


def shown_by(reading: Reading, pattern: Pattern, *, strict: bool = False) -> str:
    """The words that show a phrasing, empty where it is not found."""
    if pattern.mask & reading.missing or not reading.together(pattern.mask):
        return ""
    found = find(reading, pattern, strict=strict)
    if found is None:
        return ""
    return " … ".join(_typed(reading, h[0], h[1]) for h in found.hits)


def attempted(reading: Reading, pattern: Pattern, *, strict: bool = False) -> Attempted:
    """Look for one phrasing and tell what came of it.

    Args:
        reading: The read answer.
        pattern: The phrasing, compiled.
        strict: As misconceptions are looked for.
    """
    shown = shown_by(reading, pattern, strict=strict)
    if shown:
        return Attempted(pattern.source, shown, "", 1.0)
    lacks: list[str] = []
    filled = 0.0
    for slot, want, piece in zip(pattern.slots, pattern.wants, pattern.texts, strict=True):
        hits = reading.hits(slot)
        if not hits:
            lacks.append(f"nothing says `{piece}`")
        elif not any(h[3] & want for h in hits):
            filled += HALF
            how = "said to be so" if want == DENIED else "denied"
            lacks.append(f"`{_typed(reading, *hits[0][:2])}` is {how}")
        elif pattern.role and not any(_of(reading, h[0], pattern.role) for h in hits):
            filled += HALF
            lacks.append(f"`{_typed(reading, *hits[0][:2])}` is said of another role")
        else:
            filled += 1
    if not lacks:
        why = f"its words stand more than {NEAR} telling words apart, or in another order"
        lacks.append("it is not plainly stated within one sentence" if strict else why)
    return Attempted(pattern.source, "", "; ".join(lacks), filled / len(pattern.slots))


def _of(reading: Reading, word: int, role: int) -> bool:
    return not reading.said_of[word] or reading.said_of[word] & role != 0


def _typed(reading: Reading, start: int, end: int) -> str:
    tokens = reading.tokens
    return tokens.text[tokens.spans[start][0] : tokens.spans[end - 1][1]]
