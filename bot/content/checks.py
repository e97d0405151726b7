"""Rules that tie parts of the bank together: ids, tags, roles, phrasings, examples, synonyms.

They look at the file as it was read, whatever else is wrong with it, so that an author sees every
fault at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import cast

from bot.content.faults import YamlPath, did_you_mean, quoted, slugged
from bot.core.grading import PhrasingError, parse_phrasing, parse_term
from bot.core.grading.words import FUNCTION_WORDS, NEGATORS
from bot.core.questions import Verdict

Found = Iterator[tuple[YamlPath, str]]

# Looks like something the phrasing language knows, and is not.
_LOOKALIKES = {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "--"}
# A model answer is said aloud: longer than a headline, and done within a minute.
_FEWEST_WORDS, _MOST_WORDS = 40, 120
_ROLE = re.compile(r"\(\s*([^()]*?)\s*\)")


def _mapping(value: object) -> dict[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _texts(value: object) -> list[tuple[int, str]]:
    return [(i, v.strip()) for i, v in enumerate(_list(value)) if isinstance(v, str) and v.strip()]


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def question_faults(value: object, *, stem: str, tags: Collection[str] | None) -> Found:
    """What is wrong in a question beyond its shape.

    Args:
        value: The file as read.
        stem: The name of the file without `.yaml`.
        tags: What the topic declares; None where topic.yaml itself is at fault.
    """
    question = _mapping(value)
    yield from _identity(question, stem)
    yield from _tags(question, tags)
    yield from _unique_ids(question, "concepts")
    yield from _unique_ids(question, "misconceptions")
    yield from _points(question)
    yield from _answer(question)
    yield from _spoils(question)
    yield from _roles(question)
    yield from _phrasings(question)
    yield from _examples(question)


def _identity(question: Mapping[str, object], stem: str) -> Found:
    own = question.get("id")
    file = quoted(f"{stem}.yaml")
    if isinstance(own, str) and own != stem and own == slugged(own):
        yield ("id",), f"the id is {quoted(own)} and the file {file}; give both the same name"
    elif stem != slugged(stem):
        message = f"{file} may hold only small letters, digits and single hyphens; rename it"
        yield ("id",), message


def _tags(question: Mapping[str, object], declared: Collection[str] | None) -> Found:
    seen: set[str] = set()
    for i, tag in _texts(question.get("tags")):
        if tag in seen:
            yield ("tags", i), f"the tag {quoted(tag)} stands here twice; delete one"
        elif declared is not None and tag not in declared:
            near = did_you_mean(tag, declared, otherwise="add it there, or use ")
            yield ("tags", i), f"topic.yaml declares no tag {quoted(tag)}{near}"
        seen.add(tag)


def _unique_ids(question: Mapping[str, object], part: str) -> Found:
    seen: set[str] = set()
    for i, entry in enumerate(_list(question.get(part))):
        own = _mapping(entry).get("id")
        if isinstance(own, str) and own in seen:
            what = part.removesuffix("s")
            yield (part, i, "id"), f"another {what} is called {quoted(own)}; choose a new id"
        elif isinstance(own, str):
            seen.add(own)


def _points(question: Mapping[str, object]) -> Found:
    concepts = [_mapping(entry) for entry in _list(question.get("concepts"))]
    core = [concept for concept in concepts if concept.get("bonus") is not True]
    if concepts and not core:
        yield ("concepts",), "every concept is a bonus; take `bonus: true` from what must be said"
    total = sum(_whole(concept.get("weight")) for concept in core)
    enough = _whole(question.get("enough"))
    if core and enough > total:
        yield (
            ("enough",),
            f"`enough` is {enough} and the core concepts give {total}; write {total} or less",
        )


def _answer(question: Mapping[str, object]) -> Found:
    answer = question.get("answer")
    words = len(answer.split()) if isinstance(answer, str) else 0
    if words and not _FEWEST_WORDS <= words <= _MOST_WORDS:
        counted = "1 word" if words == 1 else f"{words} words"
        told = f"the model answer has {counted}; say it in {_FEWEST_WORDS} to {_MOST_WORDS}"
        yield ("answer",), told


def _spoils(question: Mapping[str, object]) -> Found:
    known = [str(_mapping(c).get("id", "")) for c in _list(question.get("concepts"))]
    for i, entry in enumerate(_list(question.get("misconceptions"))):
        for j, spoiled in _texts(_mapping(entry).get("spoils")):
            if spoiled not in known:
                near = did_you_mean(spoiled, known, otherwise="the concepts are ")
                yield (
                    ("misconceptions", i, "spoils", j),
                    f"there is no concept {quoted(spoiled)}{near}",
                )


def _roles(question: Mapping[str, object]) -> Found:
    owner: dict[str, str] = {}
    for role, names in _mapping(question.get("roles")).items():
        for i, name in _texts(names):
            path = ("roles", role, i)
            yield from _term(path, name)
            key = " ".join(name.split()).casefold()
            if key in owner:
                if owner[key] == role:
                    yield path, f"{quoted(name)} stands twice under {quoted(role)}; delete one"
                else:
                    also = quoted(owner[key])
                    yield path, f"{quoted(name)} is a name of {also} too; keep it in one"
            owner.setdefault(key, role)


def _phrasings(question: Mapping[str, object]) -> Found:
    roles = tuple(_mapping(question.get("roles")))
    lists = (("concepts", "phrasings"), ("concepts", "partly"))
    lists += (("misconceptions", "says"), ("misconceptions", "unless"))
    seen: dict[tuple[str, int, str], str] = {}
    for part, key in lists:
        for i, entry in enumerate(_list(question.get(part))):
            for j, phrasing in _texts(_mapping(entry).get(key)):
                path = (part, i, key, j)
                same = (part, i, " ".join(phrasing.split()).casefold())
                if same in seen:
                    where = "here" if seen[same] == key else f"under {quoted(seen[same])}"
                    yield path, f"{quoted(phrasing)} stands {where} already; delete one"
                else:
                    yield from _phrasing(path, phrasing, roles)
                seen.setdefault(same, key)


def _phrasing(path: YamlPath, phrasing: str, roles: Collection[str]) -> Found:
    odd = list(_typed(path, phrasing))
    match = _ROLE.match(phrasing)
    if odd:
        yield from odd
    elif match and match[1] not in roles:
        near = did_you_mean(match[1], roles, otherwise="the roles are ")
        add = near or f"; declare it there with its names, or delete `({match[1]})`"
        yield path, f"`roles` has no {quoted(match[1])}{add}"
    elif _only_denies(phrasing[match.end() :] if match else phrasing):
        says = f"{quoted(phrasing)} only says that something is not so"
        yield path, f"{says}; a phrasing needs a telling word, such as `not lost`"
    else:
        try:
            parse_phrasing(phrasing, roles)
        except PhrasingError as error:
            yield path, str(error)


def _only_denies(text: str) -> bool:
    words = text.lower().replace("|", " ").split()
    return not NEGATORS.isdisjoint(words) and not (set(words) - NEGATORS - FUNCTION_WORDS)


def _term(path: YamlPath, term: str) -> Found:
    """A role's name or an entry of the lexicon."""
    odd = list(_typed(path, term))
    yield from odd
    if not odd:
        try:
            parse_term(term)
        except PhrasingError as error:
            yield path, str(error)


def _typed(path: YamlPath, text: str) -> Found:
    """Characters that a word processor puts in the place of those on the keyboard."""
    if "\xa0" in text:
        yield path, f"{quoted(text)} has a space in it that only looks like one; type it anew"
    for odd, plain in _LOOKALIKES.items():
        if odd in text:
            yield path, f"{quoted(text)} has {odd} in it; type {plain} instead"
            return


def _examples(question: Mapping[str, object]) -> Found:
    examples = [_mapping(entry) for entry in _list(question.get("examples"))]
    verdicts = {example.get("verdict") for example in examples}
    lacking = [v.value for v in Verdict if v.value not in verdicts]
    if examples and lacking:
        yield ("examples",), f"no example is {' or '.join(lacking)}; add an answer that is"
    seen: set[str] = set()
    for i, example in enumerate(examples):
        answer = example.get("answer")
        key = " ".join(answer.split()).casefold() if isinstance(answer, str) else ""
        if key and key in seen:
            yield ("examples", i, "answer"), "this answer is an example already; write another"
        seen.add(key)


def lexicon_faults(value: object) -> Found:
    """What is wrong in a lexicon beyond its shape."""
    lexicon = _mapping(value)
    group_of: dict[str, int] = {}
    for i, group in enumerate(_list(lexicon.get("synonyms"))):
        for j, entry in _texts(group):
            path = ("synonyms", i, j)
            yield from _term(path, entry)
            key = " ".join(entry.split()).casefold()
            if group_of.get(key) == i:
                yield path, f"{quoted(entry)} stands twice in this group; delete one"
            elif key in group_of:
                other = " ".join(
                    str(_list(_list(lexicon.get("synonyms"))[group_of[key]])[0]).split()
                )
                yield (
                    path,
                    (
                        f"{quoted(entry)} is in the group of {quoted(other)} too; "
                        "keep it in one, or join the groups"
                    ),
                )
            group_of.setdefault(key, i)
    yield from _kinds(lexicon, group_of)


def _kinds(lexicon: Mapping[str, object], group_of: Mapping[str, int]) -> Found:
    kinds = _mapping(lexicon.get("kinds"))
    for head, entries in kinds.items():
        seen: set[str] = set()
        head_key = " ".join(head.split()).casefold()
        for i, entry in _texts(entries):
            path = ("kinds", head, i)
            yield from _term(path, entry)
            key = " ".join(entry.split()).casefold()
            group = group_of.get(key)
            if key in seen:
                yield path, f"{quoted(entry)} stands twice here; delete one"
            elif key == head_key or (group is not None and group == group_of.get(head_key)):
                yield path, f"{quoted(entry)} means {quoted(head)} itself; it is no kind of it"
            elif head in [text for _, text in _texts(kinds.get(entry))]:
                yield path, f"{quoted(entry)} and {quoted(head)} are kinds of each other; keep one"
            seen.add(key)
