"""Does every entry of a lexicon do something, and only what it says?"""

from __future__ import annotations

from collections.abc import Iterator

from bot.content.faults import Fault, Places, YamlPath, quoted
from bot.core.grading import Term, parse_phrasing, parse_term
from bot.core.questions import Bank, Lexicon, Question


def synonym_faults(bank: Bank, places: Places) -> tuple[Fault, ...]:
    """Groups of synonyms that run together, and groups and kinds that no phrasing asks for.

    Args:
        bank: All questions of each topic, or what is asked for seems not to be.
        places: Where each lexicon stands.
    """
    found: list[Fault] = []
    for topic in bank.topics.values():
        asked = {
            _key(term)
            for question in bank.questions.values()
            if question.topic == topic.id
            for term in _terms(question)
        }
        name = f"{topic.id}/lexicon"
        for path, message in (*_joined(topic.lexicon), *_unused(topic.lexicon, asked)):
            found.append(places.fault(name, path, message))
    return tuple(found)


def _joined(lexicon: Lexicon) -> Iterator[tuple[YamlPath, str]]:
    """Entries that are one word to the grader, in two groups: the groups would become one."""
    first: dict[object, tuple[int, str]] = {}
    for i, group in enumerate(lexicon.synonyms):
        for j, entry in enumerate(group):
            other, same = first.setdefault(_key(parse_term(entry)), (i, entry))
            if other != i:
                yield (
                    ("synonyms", i, j),
                    (
                        f"{quoted(entry)} is read as {quoted(same)}, which is in the group of "
                        f"{quoted(lexicon.synonyms[other][0])}; keep it in one, or join the groups"
                    ),
                )


def _unused(lexicon: Lexicon, asked: set[object]) -> Iterator[tuple[YamlPath, str]]:
    kinds = {_key(parse_term(kind)) for group in lexicon.kinds.values() for kind in group}
    for i, group in enumerate(lexicon.synonyms):
        keys = {_key(parse_term(entry)) for entry in group}
        if keys.isdisjoint(asked) and keys.isdisjoint(kinds):
            yield (
                ("synonyms", i),
                (
                    f"no phrasing asks for {quoted(group[0])} or its synonyms; "
                    "delete the group, or use it in a phrasing"
                ),
            )
    groups = [{_key(parse_term(entry)) for entry in group} for group in lexicon.synonyms]
    for head in lexicon.kinds:
        key = _key(parse_term(head))
        same = next((group for group in groups if key in group), {key})
        if same.isdisjoint(asked) and key not in kinds:
            yield (
                ("kinds", head),
                (f"no phrasing asks for {quoted(head)}; delete its kinds, or use it in a phrasing"),
            )


def _terms(question: Question) -> Iterator[Term]:
    roles = question.roles.keys()
    for names in question.roles.values():
        yield from map(parse_term, names)
    concepts, misconceptions = question.concepts, question.misconceptions
    sources = [p for c in concepts for p in (*c.phrasings, *c.partly)]
    sources += [p for m in misconceptions for p in (*m.says, *m.unless)]
    for source in sources:
        for slot in parse_phrasing(source, roles).slots:
            yield from slot.terms


def _key(term: Term) -> object:
    return tuple(atom.key for atom in term)
