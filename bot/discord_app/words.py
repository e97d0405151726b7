"""Every sentence the bot says on Discord. Each says what happened and what to do next."""

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

# Kept beside the commands so that a reader finds every text in one place.
PRACTICE_COMMAND = "Get an interview question and have your answer graded, just for you."
TOPIC_OPTION = "A topic or a tag, such as docker or networking."
KIND_OPTION = "General: a fact or a comparison. Scenario: a way out of a situation."
LEVEL_OPTION = "The seniority the question is meant for."
STREAK_COMMAND = "Your run of practice days, your freezes, and the last 14 days."
SETTINGS_COMMAND = "How the coach works for you."
TIMEZONE_COMMAND = "Say where your day begins and ends. It decides which day an answer counts for."
ZONE_OPTION = "Your time zone, such as Europe/Berlin. Start typing a city."
LEADERBOARD_SETTING = "Say whether your name may stand on the leaderboards of your servers."
LEADERBOARD_OPTION = "On: others see your points and streak. Off: you are left out."
ON_LEADERBOARD = (
    "Your name may stand on leaderboards again. Hide it with **/settings leaderboard off**."
)
OFF_LEADERBOARD = (
    "Your name is on no leaderboard any more. Your points are kept; "
    "**/settings leaderboard on** shows them again."
)
QUOTES_SETTING = "Say whether your best answers may be shown to others."
QUOTES_OPTION = "On: the best answer of a round may be quoted with your name. Off: never."
QUOTED = (
    "The best answer of a round may be quoted with your name. End it: **/settings quotes off**."
)
NOT_QUOTED = "Your answers are never shown to others."
HELP_COMMAND = "What the coach can do and how answers are graded."

HELP = """\
## Practise interviews
Ask for a question, answer it **in your own words**, and see at once which ideas you made, \
which you missed and why they matter. I look for ideas, not for exact words: short, long and \
with typos are all fine. Full sentences are better than a list of terms."""

HELP_COMMANDS = """\
**/practice** – a question, if you like by topic, kind and level. In a server only you see it.
**/streak** – your run of days and the last 14 of them.
**/settings timezone** – where your day begins and ends.
**/settings leaderboard** and **/settings quotes** – what others may see of you.
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
-# Your answers are for you alone: nobody else sees them or your scores."""


def permissions_missing(names: list[str]) -> str:
    """The bot may not post in a channel where it is to."""
    return f"give the bot's role there: {', '.join(names)}"


def cannot_listen(host: str, port: int) -> str:
    """The pages for whoever watches over the bot have no place."""
    return (
        f"Port {port} at {host} cannot be listened at; another program may use it. "
        "Set COACH_HEALTH_PORT to another one, or to 0 for none."
    )


def no_such_filter(words: list[str], known: list[str]) -> str:
    """Somebody asked to practise something that the bank does not have."""
    heard = " ".join(words)
    return f"I have nothing for “{heard}”. You can say: {', '.join(known)}."
