"""Quiz nights: a lobby, rounds that everyone plays, the points and the podium."""

from __future__ import annotations

from bot.actions.quiz_night.answering import Form, Late, Taken, answer, form, late_answer
from bot.actions.quiz_night.grading import grade_round
from bot.actions.quiz_night.hosting import NotHost, hand_over, lead, may_lead
from bot.actions.quiz_night.opening import QuizIsOn, Wish, start
from bot.actions.quiz_night.plays import NoQuiz, NotNow, Plays
from bot.actions.quiz_night.reading import find, get, get_round, not_over
from bot.actions.quiz_night.telling import (
    Night,
    NoAnswer,
    Podium,
    Quoted,
    Reveal,
    Standing,
    history,
    my_result,
    my_rounds,
    podium,
    reveal,
)
from bot.actions.quiz_night.tending import STANDSTILL, alive, claim, give_back, posted
from bot.store.quiz_rounds import Answer, Round
from bot.store.quizzes import Due, Kept

__all__ = [
    "STANDSTILL",
    "Answer",
    "Due",
    "Form",
    "Kept",
    "Late",
    "Night",
    "NoAnswer",
    "NoQuiz",
    "NotHost",
    "NotNow",
    "Plays",
    "Podium",
    "QuizIsOn",
    "Quoted",
    "Reveal",
    "Round",
    "Standing",
    "Taken",
    "Wish",
    "alive",
    "answer",
    "claim",
    "find",
    "form",
    "get",
    "get_round",
    "give_back",
    "grade_round",
    "hand_over",
    "history",
    "late_answer",
    "lead",
    "may_lead",
    "my_result",
    "my_rounds",
    "not_over",
    "podium",
    "posted",
    "reveal",
    "start",
]
