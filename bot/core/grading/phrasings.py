"""The phrasing language of content/README.md, parsed.

A phrasing is a few words that show an idea: `(stop) sigterm > sigkill`, `not publish`,
`share|reuse kernel`, `clean_up`, `=kill`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from bot.core.grading.tokens import stem, words_of
from bot.core.grading.words import CONDEMNS, DETERMINERS, FUNCTION_WORDS, LACKS, NEGATORS


class PhrasingError(ValueError):
    """A phrasing that cannot be read; the text says what to write instead."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One word of a term.

    Attributes:
        word: Lower case.
        exact: Only this form: no inflection, typing slip or synonym.
        negated: Said to be not so.
        gap: Whether a little word was left out before it.
    """

    word: str
    exact: bool = False
    negated: bool = False
    gap: bool = False

    @property
    def key(self) -> tuple[str, bool, bool]:
        """What makes two atoms the same: the stem (or the exact form) and its sign."""
        return (self.word if self.exact else stem(self.word), self.exact, self.negated)


# Where a phrasing offers one of these, its other words may be within reach of a denial.
DENIERS = NEGATORS | LACKS | CONDEMNS

Term = tuple[Atom, ...]  # words side by side


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that must be said, in one of several ways.

    Attributes:
        terms: The ways; any one will do.
        negated: Whether it must be said not to be so.
        denies: Whether one of its ways is itself a negator, such as `skip`.
        text: As the author wrote it.
    """

    terms: tuple[Term, ...]
    negated: bool = False
    denies: bool = False
    text: str = ""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A parsed phrasing.

    Attributes:
        source: As the author wrote it.
        groups: Slots; the slots of a group in any order, the groups one after another.
        role: What it is said of, if anything.
    """

    source: str
    groups: tuple[tuple[Slot, ...], ...]
    role: str | None = None

    @property
    def slots(self) -> tuple[Slot, ...]:
        """All slots, in the order written."""
        return tuple(slot for group in self.groups for slot in group)


# A flag with a value: `--restart=no`. Its words are no little words and no negators.
_VALUED = re.compile(r"--?\w[\w-]*=.")

_ROLE = re.compile(r"\(\s*([^()]*?)\s*\)\s*")


def parse_phrasing(text: str, roles: Collection[str] = ()) -> Phrasing:
    """Read one phrasing.

    Args:
        text: The phrasing as written in the bank.
        roles: The roles its question declares.

    Raises:
        PhrasingError: If it cannot be read; the message says what to write instead.
    """
    rest, role = text.strip(), None
    if match := _ROLE.match(rest):
        role, rest = match[1], rest[match.end() :]
        if role not in roles:
            known = ", ".join(roles) or "none"
            raise PhrasingError(
                f"'({role})' names no role of this question; declare it under roles, "
                f"or use one it has: {known}"
            )
    if "(" in rest or ")" in rest:
        raise PhrasingError("brackets may only stand at the start, around a role: '(stop) sigterm'")
    groups = tuple(_group(part, text) for part in re.split(r"\s>\s|\s>$|^>\s", rest))
    if not any(groups):
        raise PhrasingError(
            f"'{text}' has only little words, which never count; add a telling word"
        )
    if not all(groups):
        raise PhrasingError(f"'{text}' needs a telling word on each side of '>'")
    return Phrasing(text, groups, role)


def parse_term(text: str) -> Term:
    """Read a lexicon entry or the name of a role: words that stand side by side.

    Raises:
        PhrasingError: If nothing in it can be matched.
    """
    atoms = _atoms(text)
    if not atoms:
        raise PhrasingError(f"'{text}' has only little words, which never count")
    return atoms


def _group(text: str, source: str) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    negated = False
    for piece in text.split():
        options = piece.split("|")
        if options[0].lower() in NEGATORS and all(o.lower() in NEGATORS for o in options):
            negated = True
            continue
        if not all(options):
            raise PhrasingError(f"'{source}' has an empty choice; write 'one|other' without blanks")
        # A little word never counts by itself, but it does where the author offers it as a choice.
        terms = tuple(t for o in options if (t := _atoms(o, little=len(options) > 1)))
        if terms:
            denies = any(option.lower() in DENIERS for option in options)
            slots.append(Slot(terms, negated, denies, piece))
            negated = False
    if negated:
        raise PhrasingError(f"'{source}' ends in 'not'; write what is not so after it")
    return tuple(slots)


# A bank says `docker` and its like thousands of times; reading it takes half as long this way.
@lru_cache(maxsize=20_000)
def _atoms(text: str, *, little: bool = False) -> Term:
    negated = False
    if text.startswith("="):
        words = words_of(text[1:].replace("_", " "))
        return tuple(Atom(word, exact=True) for word in words)
    if _VALUED.match(text):
        return tuple(Atom(word) for word in words_of(text))
    atoms: list[Atom] = []
    whole = text if text.startswith(("-", "/", "~", ".")) else text.replace("_", " ")
    words = words_of(whole)
    telling = [w for w in words if w not in FUNCTION_WORDS and w not in NEGATORS]
    # "at once" must not become "once": little words stay where one word alone would be left.
    dropped = FUNCTION_WORDS if len(telling) > 1 else DETERMINERS
    alone = len(words) == 1
    if alone and not little and not telling and words[0] not in NEGATORS:
        return ()
    gap = False
    for word in words:
        if word in NEGATORS and not alone:
            negated = True
        elif word in dropped and not alone:
            gap = True
        else:
            atoms.append(Atom(word, negated=negated, gap=gap))
            gap = False
    return tuple(atoms)
