"""Makes bot/core/grading/lookalikes.py: `python -m tests.lookalikes /usr/share/dict/words`.

Run it again when the bank's vocabulary has grown much. Any list of English words will do.
"""

import sys
import textwrap
from pathlib import Path

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

import bot.core.grading.lookalikes as target
from bot.content import load_bank
from bot.core.grading import Grader
from bot.core.grading.spelling import slips_allowed
from bot.core.grading.tokens import stem

SHORTEST = 5
HEAD = '''"""English words that look like a typing slip of a word in the bank, but are none.

Stems, made by `python -m tests.lookalikes` from a list of English words.
"""

LOOKALIKES = frozenset(
    """
{words}
    """.split()
)
'''


def main(word_list: str) -> None:
    """Write the module anew."""
    bank = load_bank()
    grader = Grader(bank)
    spellings = {
        word
        for question in bank.questions
        for word in grader.read(question, "")[0].vocabulary.spellings
    }
    known = grader.known_words
    found: set[str] = set()
    for line in Path(word_list).read_text(encoding="utf-8").splitlines():
        word = line.strip()
        if len(word) < SHORTEST or not (word.isascii() and word.isalpha() and word.islower()):
            continue
        if word in known or stem(word) in known:
            continue
        same_letter = [s for s in spellings if s[0] == word[0]]
        for near, slips, _ in extract(word, same_letter, scorer=OSA.distance, score_cutoff=2):
            if slips <= slips_allowed(word, near) and stem(near) != stem(word):
                found.add(stem(word))
    lines = textwrap.fill(
        " ".join(sorted(found)), 96, initial_indent="    ", subsequent_indent="    "
    )
    Path(target.__file__).write_text(HEAD.format(words=lines), encoding="utf-8")
    print(f"{len(found)} stems")


if __name__ == "__main__":
    main(sys.argv[1])
