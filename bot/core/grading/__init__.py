"""From an answer to a grade, with evidence. Pure: the same answer always gets the same grade.

    answer -> tokens -> slots filled -> phrasings found -> concepts made -> Grade
    tokens.py  reading.py  matching.py      evidence.py       scoring.py  grades.py

What to look for is compiled once for each question (phrasings.py, vocabulary.py, rubric.py).
What can be told whatever was asked (answers.py): polarity.py and reach.py tell what is denied,
clouds.py where something is only mentioned, lists.py where an answer only lists keywords. For a
question, spelling.py mends typing slips and roles.py tells what is said of whom.
"""

from __future__ import annotations

from bot.core.grading.follow_up import follow_up, with_follow_up
from bot.core.grading.grader import Grader
from bot.core.grading.grades import (
    CORRECT_FROM,
    PARTIAL_FROM,
    ConceptResult,
    Confidence,
    Grade,
    Held,
    Quote,
    Remark,
    State,
    verdict_of,
)
from bot.core.grading.phrasings import PhrasingError, Term, parse_phrasing, parse_term
from bot.core.questions import Verdict

__all__ = [
    "CORRECT_FROM",
    "PARTIAL_FROM",
    "ConceptResult",
    "Confidence",
    "Grade",
    "Grader",
    "Held",
    "PhrasingError",
    "Quote",
    "Remark",
    "State",
    "Term",
    "Verdict",
    "follow_up",
    "parse_phrasing",
    "parse_term",
    "verdict_of",
    "with_follow_up",
]
