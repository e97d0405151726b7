"""Every phase with every event: what is legal, and that a refusal changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from bot.core import quiz as q
from bot.core.quiz import Phase, Rules, Why, opened, step

NOW = datetime(2026, 3, 2, 20, tzinfo=UTC)
ANA, BEN, CLEO = 1, 2, 3
RULES = Rules(rounds=2, seconds=60)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def played(*events, rules=RULES):
    """The state after events, from a lobby that opened now."""
    quiz = opened(rules, host=ANA, now=NOW)
    for event in events:
        quiz = step(quiz, event)
    return quiz


JOINED = (q.Joined(ANA, "Ana"), q.Joined(BEN, "Ben"))
OPENING = (*JOINED, q.Begun())
ASKING = (*OPENING, q.Asked(later(60)))
ANSWERED = (*ASKING, q.Answered(ANA, 1, later(10)))
CLOSED = (*ANSWERED, q.Closed(later(61.5)))
GRADED = (*CLOSED, q.Graded({ANA: 80}))
BREAK = (*GRADED, q.Revealed(later(63)))

ROADS = {
    Phase.LOBBY: JOINED,
    Phase.OPENING: OPENING,
    Phase.ASKING: ANSWERED,
    Phase.HELD: (*ANSWERED, q.Paused(later(20))),
    Phase.CLOSED: CLOSED,
    Phase.GRADED: GRADED,
    Phase.BREAK: BREAK,
    Phase.RESTING: (*BREAK, q.Paused(later(65))),
    Phase.ENDING: (*BREAK, q.Ended(q.Ending.BY_HOST)),
    Phase.OVER: (*BREAK, q.Ended(q.Ending.BY_HOST), q.Crowned()),
}

EVENTS = (
    q.Joined(CLEO, "Cleo"),
    q.Left(BEN),
    q.Begun(),
    q.Asked(later(60)),
    q.Answered(BEN, 1, later(30)),
    q.Closed(later(70)),
    q.Graded({ANA: 50}),
    q.Revealed(later(80)),
    q.Next(),
    q.Skipped(),
    q.Paused(later(40)),
    q.Resumed(later(50)),
    q.Interrupted(5),
    q.HandedOver(BEN),
    q.Ended(q.Ending.BY_HOST),
    q.Crowned(),
)

# What leads where; whatever is not here is refused.
LEGAL = """
lobby    joined>lobby left>lobby begun>opening interrupted>lobby handedover>lobby ended>over
opening  joined>opening left>opening asked>asking answered>opening skipped>closed
opening  handedover>opening ended>ending
asking   joined>asking left>asking answered>asking closed>closed next>closed skipped>closed
asking   paused>held interrupted>asking handedover>asking ended>closed
held     joined>held left>held answered>held next>closed skipped>closed resumed>asking
held     handedover>held ended>closed
closed   joined>closed left>closed graded>graded handedover>closed ended>closed
graded   joined>graded left>graded revealed>break handedover>graded ended>graded
break    joined>break left>break next>opening paused>resting interrupted>break handedover>break
break    ended>ending
resting  joined>resting left>resting next>opening resumed>break handedover>resting ended>ending
ending   crowned>over
"""
WHERE = {
    (line.split()[0], move.partition(">")[0]): move.partition(">")[2]
    for line in LEGAL.strip().splitlines()
    for move in line.split()[1:]
}


def test_the_roads_lead_where_they_say():
    assert {phase: played(*road).phase for phase, road in ROADS.items()} == {p: p for p in Phase}
    assert {type(event) for event in EVENTS} == set(q.Event.__args__)


@pytest.mark.parametrize(
    ("phase", "event"),
    [pytest.param(p, e, id=f"{p}-{type(e).__name__}") for p, e in product(Phase, EVENTS)],
)
def test_every_event_in_every_phase(phase, event):
    before = played(*ROADS[phase])
    copy = replace(before)
    wanted = WHERE.get((phase.value, type(event).__name__.lower()))

    if wanted is None:
        with pytest.raises(q.IllegalMove):
            step(before, event)
    else:
        assert step(before, event).phase.value == wanted

    assert before == copy
    assert ((phase, type(event)) in q.MOVES) == (wanted is not None)


def refused(quiz, event) -> Why:
    with pytest.raises(q.IllegalMove) as caught:
        step(quiz, event)
    return caught.value.why


def test_an_answer_within_the_grace_counts_and_one_after_it_does_not():
    quiz = played(*ASKING)

    assert BEN in step(quiz, q.Answered(BEN, 1, later(61.5))).answers
    assert refused(quiz, q.Answered(BEN, 1, later(61.6))) is Why.TOO_LATE


@pytest.mark.parametrize("phase", ["closed", "graded", "break", "resting", "ending", "over"])
def test_an_answer_to_what_is_closed_is_too_late(phase):
    quiz = played(*ROADS[Phase(phase)])

    assert refused(quiz, q.Answered(BEN, 1, later(30))) is Why.TOO_LATE


def test_an_answer_to_an_earlier_round_is_too_late():
    quiz = played(*BREAK, q.Next(), q.Asked(later(140)))

    assert refused(quiz, q.Answered(BEN, 1, later(90))) is Why.TOO_LATE
    assert refused(quiz, q.Answered(BEN, 3, later(90))) is Why.OTHER_ROUND


def test_the_last_answer_counts():
    quiz = played(*ANSWERED, q.Answered(ANA, 1, later(25)))

    assert quiz.answers[ANA].at == later(25)
    assert quiz.answers[ANA].taken == 25


def test_it_closes_early_only_when_everyone_here_has_answered():
    quiz = played(*ANSWERED)
    assert refused(quiz, q.Closed(later(30))) is Why.TOO_EARLY

    assert step(step(quiz, q.Answered(BEN, 1, later(29))), q.Closed(later(30))).phase == "closed"
    assert step(step(quiz, q.Left(BEN)), q.Closed(later(30))).phase == "closed"


def test_nobody_waits_for_a_latecomer_who_plays_from_the_next_round_on():
    quiz = played(*ANSWERED, q.Answered(BEN, 1, later(20)), q.Joined(CLEO, "Cleo"))

    assert quiz.everyone_answered()
    assert refused(quiz, q.Answered(CLEO, 1, later(30))) is Why.FROM_NEXT_ROUND
    quiz = step(step(quiz, q.Closed(later(21))), q.Graded({ANA: 10, BEN: 20}))
    quiz = step(step(quiz, q.Revealed(later(22))), q.Next())
    assert CLEO in step(quiz, q.Answered(CLEO, 2, later(40))).answers


def test_a_pause_keeps_the_time_that_is_left():
    quiz = played(*ASKING, q.Paused(later(20)))
    assert quiz.left == 40

    assert step(quiz, q.Resumed(later(1000))).until == later(1040)


def test_time_taken_does_not_grow_in_a_pause():
    quiz = played(*ASKING, q.Paused(later(20)), q.Answered(ANA, 1, later(500)))
    quiz = step(step(quiz, q.Resumed(later(1000))), q.Answered(BEN, 1, later(1010)))

    assert quiz.answers[ANA].taken == 20
    assert quiz.answers[BEN].taken == 30


@pytest.mark.parametrize("seconds", [25, pytest.param(-25, id="the clock was put back")])
def test_lost_time_is_given_back(seconds):
    quiz = played(*ASKING, q.Interrupted(seconds))

    assert quiz.until == later(60 + seconds)


def test_points_and_the_silence_of_rounds():
    quiz = played(*GRADED)

    assert quiz.points == {ANA: 80}
    assert quiz.players[ANA].points == 80
    assert quiz.players[BEN].points == 0
    assert quiz.silent == 0


def test_three_silent_rounds_end_it():
    quiz = played(*JOINED, rules=Rules(rounds=9, seconds=60))
    quiz = step(quiz, q.Begun())
    for number in (1, 2, 3):
        quiz = step(quiz, q.Asked(later(100 * number)))
        quiz = step(quiz, q.Closed(later(100 * number + 2)))
        quiz = step(step(quiz, q.Graded({})), q.Revealed(later(100 * number + 3)))
        if number < 3:
            quiz = step(quiz, q.Next())

    assert quiz.phase is Phase.ENDING
    assert quiz.ending is q.Ending.SILENT


def test_a_skipped_round_brings_nothing_and_is_no_silence():
    quiz = played(*ANSWERED, q.Skipped(), q.Graded({ANA: 80}))

    assert quiz.points == {}
    assert quiz.players[ANA].points == 0
    assert quiz.silent == 0


def test_the_last_round_is_followed_by_the_end():
    quiz = played(*BREAK, q.Next(), q.Asked(later(140)), q.Next(), q.Graded({}))
    quiz = step(quiz, q.Revealed(later(150)))
    assert quiz.phase is Phase.BREAK

    quiz = step(quiz, q.Next())

    assert (quiz.phase, quiz.ending) == (Phase.ENDING, q.Ending.PLAYED)


def test_an_end_in_the_middle_of_a_round_still_grades_it():
    quiz = played(*ANSWERED, q.Ended(q.Ending.LOST))
    assert quiz.phase is Phase.CLOSED

    quiz = step(step(quiz, q.Graded({ANA: 80})), q.Revealed(later(30)))

    assert (quiz.phase, quiz.ending) == (Phase.ENDING, q.Ending.LOST)
    assert quiz.players[ANA].points == 80


def test_only_what_was_answered_is_graded():
    quiz = played(*CLOSED)

    assert refused(quiz, q.Graded({})) is Why.NOT_THE_ANSWERS
    assert refused(quiz, q.Graded({ANA: 1, BEN: 2})) is Why.NOT_THE_ANSWERS


def test_leaving_and_coming_back():
    quiz = played(*GRADED, q.Left(ANA))
    assert not quiz.players[ANA].here
    assert refused(quiz, q.Left(ANA)) is Why.NOT_PLAYING

    quiz = step(quiz, q.Joined(ANA, "Ana"))

    assert quiz.players[ANA].points == 80
    assert quiz.players[ANA].since == 2
    assert refused(quiz, q.Joined(ANA, "Ana")) is Why.PLAYS_ALREADY


def test_a_lobby_needs_players():
    assert refused(opened(RULES, host=ANA, now=NOW), q.Begun()) is Why.NO_PLAYERS


def test_teams_are_even_at_the_start_whoever_left():
    quiz = played(*(q.Joined(n, "x") for n in range(1, 8)), rules=Rules(2, 60, teams=3))
    for gone in (1, 4, 7):
        quiz = step(quiz, q.Left(gone))

    sizes = [p.team for p in step(quiz, q.Begun()).players.values()]

    assert sorted(sizes.count(team) for team in range(3)) == [1, 1, 2]


def test_a_picked_team():
    quiz = played(rules=Rules(2, 60, teams=2, picked=True))
    assert refused(quiz, q.Joined(ANA, "Ana", 2)) is Why.NO_SUCH_TEAM

    quiz = step(step(quiz, q.Joined(ANA, "Ana", 0)), q.Joined(BEN, "Ben", 0))
    assert [p.team for p in step(quiz, q.Begun()).players.values()] == [0, 0]
    assert step(quiz, q.Joined(BEN, "Ben", 1)).players[BEN].team == 1
    begun = step(quiz, q.Begun())
    assert refused(begun, q.Joined(BEN, "Ben", 1)) is Why.PLAYS_ALREADY
    assert step(begun, q.Joined(CLEO, "Cleo")).players[CLEO].team == 1
