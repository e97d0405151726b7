"""Every sentence the bot says on Discord. Each says what happened and what to do next.

What stands beside commands and their options is in `descriptions.py`.
"""

from __future__ import annotations

SOMETHING_BROKE = (
    "Sorry, something went wrong on my side. Please try again in a moment; "
    "if it keeps happening, tell whoever runs this bot."
)
TEXT_BACK = (
    "Sorry, something went wrong on my side and your answer was not saved. "
    "Here is your text, so that you can send it again in a moment."
)
MESSAGE_NOT_SAVED = (
    "Sorry, something went wrong on my side and nothing was saved. "
    "Your message is still above: copy it and send it again in a moment."
)
SAVED_BUT_NOT_SHOWN = (
    "Your answer is graded and saved, but I could not show the result. Press **See result**."
)
OLD_BUTTON = "This is from an older version of me. Use **/practice** for a new question."
OLD_COMMAND = (
    "That command has just changed. Please try it again in a minute; if Discord still shows the "
    "old one, restart your app."
)

GUIDE = (
    "I ask interview questions and grade your answers, whichever words you use.\n"
    "Say **practice** for a question. More: **help**."
)
STOPPED = "Stopped. Say **practice** whenever you want another question."
NOTHING_OPEN = "No question is open at the moment. Say **practice** to get one."
NO_HINT_ON_PROBE = "There is no hint for a follow-up. Answer it, or say **skip** to move on."
ALREADY_SHOWN = (
    "The model answer is on the card above, under the grey cover: press the cover to see it. "
    "Then answer the follow-up, or say **next** for another question."
)
WHICH_AGAIN = "Press **Try again** on the card of the question, or say **practice** for a new one."
COVERED = "What is covered would give the follow-up away. Press it to look."
JUST_WRITE = "Just write your answer here, or use the buttons."
WHICH_SAID = "Which of these did you say?"
HALF_FOUND = "I found half of it."
BESIDE = "noted beside the grade"
SENTENCES_WORK = "Whole sentences work best. Up to 4,000 characters."
QUIZ_FORM = "Whole sentences work best. You can change it until the time is up."
SKIPPED = "Skipped. It will come back another day."
ONLY_TEXT = "I can read only text. Please write your answer as a message."
FILE_TOO_LONG = (
    "That file is too long or is not plain text. Please send your answer as a message or a .txt "
    "file of at most 4,000 characters."
)
EDITED = (
    "I grade each message as it was first sent, so your change does not count. "
    "To improve your answer, press **Try again** and send the new one."
)

# Quiz nights.
QUIZ_HOW = (
    "Everyone answers every question, in their own words; nobody sees another's answer. "
    "What counts is what you know, not how fast you type."
)
QUIZ_ANSWER = "Only I see your answer. You can change it until the time is up; the last one counts."
QUIZ_FOR_HOST = "For the host"
QUIZ_JOINED = "You are in! The first question comes when the host starts the quiz."
QUIZ_JOINED_LATE = "You are in! You play from the next question on."
QUIZ_LEFT = "You have left the quiz. Your points stay; press **Join** to come back."
QUIZ_LEFT_LOBBY = "You have left the quiz. Press **Join** if you change your mind."
QUIZ_TAKEN = "✅ Your answer is in. You can change it until the time is up: press **Answer** again."
QUIZ_TAKEN_LAST = "✅ Your answer is in. That was the last one: here come the points."
QUIZ_LATE = (
    "Sorry, the time was up, so this answer does not count in the quiz. It is not lost: I have "
    "graded it and kept it as practice."
)
QUIZ_END_ASK = (
    "Shall the quiz end now? Answers that were given are still graded, and the podium follows."
)
QUIZ_DONE = {
    "begin": "The quiz starts.",
    "cancel": "The quiz is cancelled.",
    "next": "On it goes.",
    "pause": "The quiz is paused. Press **Resume** on the card to go on.",
    "resume": "On it goes.",
    "skip": "This question is skipped; it brings no points to anybody.",
    "endindeed": "The quiz ends. The podium follows.",
}
QUIZ_SILENT = (
    "Nobody answered three questions in a row, so I let the quiz rest here. "
    "Start another one whenever you like."
)
QUIZ_NOBODY = "Nobody has joined, so the lobby has closed. **/quiz start** opens a new one."
QUIZ_LOST = "I could not go on here, so the quiz has ended. All results so far are kept."
QUIZ_CANCELLED = "The host has cancelled the quiz."
QUIZ_SKIPPED = "The host has skipped this question: it brings no points to anybody."
QUIZ_SKIPPED_ROUND = (
    "The host skipped this question, so your answer is practice: it does not count."
)
QUIZ_CAME_LATE = "It came after the time was up, so this one is practice: it does not count."
QUIZ_NO_ANSWERS = "Nobody has answered this one."
QUIZ_NO_PODIUM = "Nobody has answered a question, so there is nobody to crown."
QUIZ_GAPS = "What the fewest of you made. Choose a question below to practise it, just for you."
QUIZ_PRACTISE = "Practise one of these questions"
QUIZ_MINE = "**My result** below each round shows what your answer made and missed."
QUIZ_NO_HISTORY = "There was none yet. **/quiz start** opens one."
QUIZ_OPENED = "The lobby is open. Press **Start** on its card when everyone is there."
QUIZ_NOT_OPENED = (
    "I could not open a lobby here: Discord did not let me write in this channel. "
    "Check my permissions, or try another channel."
)
QUIZ_NO_BOT = "A bot cannot host a quiz. Choose a person."

# Daily questions.
ONLY_YOU_SEE = "only you see your answer and its grade"
FORM_COUNTS = "Only you see it. Your first answer counts. Up to 4,000 characters."
FORM_PRACTICE = "You can practise as often as you like. Up to 4,000 characters."
FIRST_COUNTS = (
    "Your first answer to a question of the day counts, while it is open. This one is practice."
)
ANSWER_BELOW = "The model answer is covered below. Press it to look."
NOBODY_ANSWERED = "Nobody answered this one."
QUESTION_LEFT = "This question is closed, and is no longer among mine."
NOW_AND_STATUS = "Post one right away: **/daily now** · How it goes: **/daily status**"
NOTHING_SET_UP = "Nothing is set up in this server yet. Begin with **/daily setup**."
PAUSED_UNANSWERED = (
    "Nobody has answered the last five questions, so I am pausing them here. "
    "To go on, press **Resume** or use **/daily resume**; both need the right to manage the server."
)
NO_QUESTION_LEFT = (
    "I have no question left of the sort that was set up here, so I am pausing. "
    "Whoever manages the server can choose another sort with **/daily setup**."
)
DAILY_PAUSED = (
    "Paused: nothing is posted in <#{channel}> until you use **/daily resume**. "
    "The question that is open stays open."
)
DAILY_RESUMED = "Resumed: the next question comes to <#{channel}> on <t:{at}:F>."
DAILY_POSTED = "Today's question is in <#{channel}> now."
DAILY_NOT_POSTED = (
    "I could not post in <#{channel}> just now. **/daily status** says why; "
    "if it can be tried again, I do so by myself."
)
DAILY_REMOVED = "Ended: nothing more is posted in <#{channel}>. **/daily setup** begins again."
CHANNEL_GONE = "That channel is gone, or hidden from me. Choose another with **/daily setup**."
MAY_NOT_CALL = (
    "I may not call <@&{role}> in <#{channel}>: make the role mentionable by everyone, or give me "
    "**Mention All Roles** there."
)
TOLD_NO_ACCESS = (
    "I may no longer post in <#{channel}>, so I have paused the daily questions that you set up. "
    "Give me **View Channel**, **Send Messages** and **Read Message History** there, then use "
    "**/daily resume**."
)
TOLD_CHANNEL_GONE = (
    "The channel of the daily questions that you set up is gone, so I have paused them. "
    "**/daily setup** begins them in another channel."
)
WHY_PAUSED = {
    "by_hand": "somebody paused it. **/daily resume** goes on.",
    "unanswered": "five questions in a row had no answer. **/daily resume** goes on.",
    "no_access": "I may not post there. Give me **View Channel**, **Send Messages** and "
    "**Read Message History**, then **/daily resume**.",
    "channel_gone": "the channel is gone. **/daily setup** chooses another.",
    "no_question": "no question of that sort is left. **/daily setup** chooses another.",
}
WHY_LEFT_OUT = {
    "late": "left out, because I was not running at that time or for three hours after.",
    "not_sent": "could not be sent yet. I try again until three hours after its time.",
    "no_access": "left out, because I may not post there.",
    "channel_gone": "left out, because the channel is gone.",
    "no_question": "left out, because no question of that sort is left.",
}

# Why the bot cannot start, for whoever started it.
NOT_SET = (
    "There is no Discord token. Copy the bot's token from the Discord developer portal "
    "(your application, Bot, Reset Token) and set it as DISCORD_TOKEN."
)
REFUSED = (
    "Discord refused the token. Copy it once more from the developer portal (your application, "
    "Bot, Reset Token) and set it as DISCORD_TOKEN."
)
REFUSED_INTENT = (
    "Discord refused an intent of this bot. It needs no privileged one: check that this is an "
    "unchanged release and that the application is in good standing."
)
UNREACHABLE = "Discord cannot be reached. Check the network connection, then start again."
UNWELL = "Discord does not answer as it should at the moment. Start again in a few minutes."

CHANNEL_UNSEEN = (
    "the channel is gone or the bot cannot see it; give the bot's role View Channel there, or end "
    "its daily question"
)

# Leaderboards, and what others may see.
NOBODY_RANKED = "Nobody has points yet. Answer a question of the day to be the first."
HOW_RANKED = (
    "Points are the scores of answers to questions put to everybody here. "
    "Leave your name out: **/settings leaderboard off**"
)
ON_LEADERBOARD = (
    "Your name may stand on leaderboards again. Hide it with **/settings leaderboard off**."
)
OFF_LEADERBOARD = (
    "Your name is on no leaderboard any more. Your points are kept; "
    "**/settings leaderboard on** shows them again."
)
QUOTED = (
    "The best answer of a round may be quoted with your name. End it: **/settings quotes off**."
)
NOT_QUOTED = "Your answers are never shown to others."

# What is kept of people and servers, and its end.
KEPT = "**I keep this of you:**"
# By table: a noun that takes an s.
KEPT_ROWS = {
    "attempts": "graded answer",
    "cards": "asked question",
    "preferences": "choice of what others see",
    "quiz_answers": "quiz answer",
    "quiz_players": "played quiz",
    "quizzes": "hosted quiz night",
    "schedules": "set-up daily question",
    "self_marks": "self-mark",
    "zone_choices": "chosen time zone",
}
PRIVACY_HELP = """\
-# Beside each are the time, the place and your Discord id; never other messages. \
Scores come from a program that looks for ideas in text: they are for practice, **not for \
decisions about hiring**. All of it as a file: **/privacy export**. Its end: **/privacy delete**."""
PRIVACY_EXPORTED = "Here is all that I keep of you. Nobody else sees this message."
DELETE_SURE = (
    "Delete **all** that I keep of you: your answers, grades, streak and settings, in every "
    "server? It cannot be undone. **/privacy export** gives you a copy first."
)
SERVER_SURE = (
    "Delete all that I keep of **this server**: its daily questions and their results? People "
    "keep their own answers, without this place. It cannot be undone."
)
DELETE_YES = "Delete it"
DELETE_NO = "Keep it"
DELETED = "All that I kept of you is deleted. If you practise again, you begin anew."
SERVER_DELETED = "All that I kept of this server is deleted."
NOTHING_KEPT = "I keep nothing of you."
NOTHING_DELETED = "Nothing was deleted."
NOT_YOUR_DATA = "That button is for somebody else. Use **/privacy delete** for your own data."

# The help card.
HELP = """\
## Practise interviews
Ask for a question, answer it **in your own words**, and see at once which ideas you made, \
which you missed and why they matter. I look for ideas, not for exact words: short, long and \
with typos are all fine. Full sentences are better than a list of terms."""

HELP_COMMANDS = """\
**/practice** – a question, if you like by topic, kind and level. In a server only you see it.
**/daily setup** – a question in a channel every day. Then **/daily status**, **/daily now**, \
**/daily pause**, **/daily resume** and **/daily remove**.
**/leaderboard** – who has the most points in a server.
**/streak** – your run of days and the last 14 of them.
**/settings timezone** – where your day begins and ends.
**/settings leaderboard** and **/settings quotes** – what others may see of you.
**/quiz start** – a quiz night: everyone in the channel answers the same questions.
**/quiz handover** – let somebody else host it. **/quiz history** – the last ones on this server.
**/privacy show**, **/privacy export**, **/privacy delete** – what I keep of you, as a file, and \
its end. **/privacy server** – the same end for those who manage a server.
**/help** – this card."""

HELP_CHAT = """\
**In a direct message** you need no commands. Say **practice** (or **practice docker senior**) \
and answer by just writing. **hint**, **skip**, **show**, **again**, **next**, **streak** \
and **stop** do what they say."""

HELP_GRADES = """\
**Score** – 0 to 100: from 70 it is correct, from 35 partly there. After a partly right answer \
I ask one follow-up about the biggest gap; answering it earns up to half of its points.
**I said that** – where I am not sure of a grade, you can mark the ideas that I did not find. \
It is noted beside the grade and never changes it.
**Streak** – a day counts with at least one answer that is partly there or better. Every 7th day \
in a row earns a freeze (2 at most), which forgives a missed day by itself.
-# Your answers are for you alone. Others see your points in a quiz night and on a leaderboard, \
and an answer only if you allow it: **/settings quotes**."""


def permissions_missing(names: list[str]) -> str:
    """The bot may not post in a channel where it is to."""
    return f"give the bot's role there: {', '.join(names)}"


def cannot_listen(host: str, port: int) -> str:
    """The pages for whoever watches over the bot have no place."""
    return (
        f"Port {port} at {host} cannot be listened at; another program may use it. "
        "Set COACH_HEALTH_PORT to another one, or to 0 for none."
    )


def may_not_post(channel_id: int, missing: list[str]) -> str:
    """The bot lacks permissions in a channel."""
    names = " and ".join(f"**{name}**" for name in missing)
    return f"I may not post in <#{channel_id}>: give me {names} there, then set it up again."


def no_such_filter(words: list[str], known: list[str]) -> str:
    """Somebody asked to practise something that the bank does not have."""
    heard = " ".join(words)
    return f"I have nothing for “{heard}”. You can say: {', '.join(known)}."


def lacking(permissions: list[str]) -> str:
    """The bot may not do in a channel what a quiz needs."""
    names = " and ".join(f"**{name}**" for name in permissions)
    return (
        f"I cannot hold a quiz here: I lack {names} in this channel. Ask whoever runs the server."
    )


def handed_over(user_id: int) -> str:
    """Somebody else hosts the quiz."""
    return f"<@{user_id}> hosts the quiz from now on."
