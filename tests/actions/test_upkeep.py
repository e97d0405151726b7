"""What is done so that the bot runs well."""

from __future__ import annotations

from bot.actions import upkeep


async def test_no_answer_waits_for_its_question_to_be_prepared(coach, monkeypatch):
    await upkeep.prepare_questions(coach)

    monkeypatch.delattr("bot.core.grading.grader.Rubric")
    for question_id in coach.bank.questions:
        coach.grader.grade(question_id, "an answer")
