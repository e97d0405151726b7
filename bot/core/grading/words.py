"""The little words of English that grading has to know: fillers, negators, contrasts, pronouns.

Nothing here belongs to a topic. What a topic's words mean is in its lexicon.
"""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    """
    a an the this that these those there here
    i you he she it we they me him her us them my your his its our their mine yours ours theirs
    myself yourself itself themselves one ones someone something
    am is are was were be been being 's 're 'm 've 'll 'd
    do does did doing done have has had having
    will would shall should can could may might must
    of to in on at by for from with as into onto about than like via
    and or but nor so if then else because since while whereas whilst though although
    when where which who whom whose what why how whether until
    very really just also too quite rather simply basically actually usually normally typically
    generally mostly probably maybe perhaps well ok okay yes yeah hmm um etc e.g i.e eg ie vs versus
    some any such other another more most lot bit kind sort
    get gets got getting gotten let lets thing things way
    im ive its thats theres youre theyre weve i'd ill youll she'll dont
    please hi hello thanks
    """.split()
)

# Words that turn what follows into its opposite.
NEGATORS = frozenset(
    """
    not no never none neither nor cannot without nothing nobody nowhere hardly avoid avoids avoiding
    avoided isnt arent wasnt werent dont doesnt didnt wont wouldnt shouldnt couldnt cant mustnt
    hasnt havent hadnt neednt aint dosent doesent doenst dosnt
    disable disables disabled disabling skip skips skipped skipping
    """.split()
)

# Absence told as a finding ("the mapping is missing"): what is absent counts as said either way.
LACKS = frozenset(
    "missing lack lacks lacking lacked forget forgets forgot forgotten forgetting absent omit"
    " omitted omits".split()
)

# A negator followed by one of these negates nothing.
NOT_A_NEGATION = {
    "not": frozenset("only just merely necessarily sure certain".split()),
    "no": frozenset(
        """
        doubt matter problem problems question worries wonder idea
        it they you he she we i that thats this
        """.split()
    ),
    "dont": frozenset("forget know worry mind".split()),
    "doesnt": frozenset("matter".split()),
    "cant": frozenset("remember recall".split()),
    "nothing": frozenset("but".split()),
    "none": frozenset("mean means mark marks stand stands network driver".split()),
}

# Negators that are also what Docker calls something: `<none>`, `--restart=no`.
VALUES = frozenset("no none".split())

# What denies of one thing only: "doesn't" and, behind "does", "not".
SINGULAR = frozenset("isnt wasnt doesnt hasnt".split())

# Words that end the reach of a negator.
SCOPE_ENDS = frozenset(
    """
    but so because since which who when if until unless after before then and instead while whereas
    though although however only except it they he she we you i that's it's
    """.split()
)

# "A volume is not needed": these hand the negation back to what stands before it.
HANDS_BACK = frozenset(
    """
    need needed needs necessary required require requires true case right correct happen happens
    possible useful helpful important work works done allowed recommended mandatory matter
    good idea help helps practice worth point sense reason bother safe secure difference effect
    influence impact related relate involved involve affect affects fix fixes solve solves relevant
    purpose benefit solution touched
    """.split()
)

# "Running as root is dangerous": whoever says so advises against it.
CONDEMNS = frozenset(
    """
    useless pointless unnecessary unneeded needless redundant irrelevant harmful impossible
    forbidden dangerous insecure unsafe risky bad terrible awful overkill
    """.split()
)
COPULAS = frozenset(
    "is are was were be being its thats would seems looks considered called sounds".split()
)

# Where a clause ends for a reader, although no comma stands there.
CLAUSE_ENDS = frozenset(
    "and but or so because since while whereas which who where when if until after before".split()
)

# "X only does Y": X is played down, not put forward.
BELITTLERS = frozenset("only merely just".split())
WITH_ONLY = frozenset("read write view".split())

ALTERNATIVES = frozenset("or nor".split())

CONDITIONS = frozenset(
    "if unless when whenever once otherwise else should suppose assuming provided".split()
)

# What opens a clause that only supposes something.
SUPPOSING = frozenset("if suppose supposing assuming imagine".split())

# Somebody else's belief, not the learner's own.
REPORTED = (
    frozenset(
        (who, verb)
        for who in "people many some others might may would could used wrongly mistakenly".split()
        for verb in "think believe say assume claim expect suppose".split()
    )
    | frozenset(
        (who, verb)
        for who in "somebody someone people colleague colleagues team guy junior juniors".split()
        for verb in """
            wants wanted want thinks thought says said believed believes claims claimed suggests
            suggest suggested insists insisted assumed assumes tells told
            """.split()
    )
    | frozenset(
        (had, verb)
        for had in "had id i'd wed".split()
        for verb in "assumed thought believed suspected".split()
    )
    | frozenset(
        [("common", error) for error in ("misconception", "myth", "mistake", "misunderstanding")]
        + [("misconception", "is"), ("myth", "is"), ("myth", "that")]
    )
)

# "People think it publishes, in fact it documents": here their belief ends.
TRUTHS = frozenset("but actually however fact reality".split())

CONTRASTS = frozenset("unlike than versus vs".split())
LIKENESS = CONTRASTS | frozenset("like as".split())
CONTRAST_PAIRS = frozenset(
    [
        ("compared", "to"), ("compared", "with"), ("opposed", "to"), ("contrast", "to"),
        ("contrast", "with"), ("instead", "of"), ("rather", "than"), ("different", "from"),
        ("differs", "from"), ("contrary", "to"), ("not", "like"), ("relative", "to"),
        ("comparison", "to"), ("comparison", "with"),
    ]
)  # fmt: skip

NEGATING_PAIRS = frozenset(
    [
        ("instead", "of"),
        ("rather", "than"),
        ("unable", "to"),
        ("fails", "to"),
        ("refuses", "to"),
        ("fail", "to"),
        ("refuse", "to"),
        ("no", "longer"),
        ("turn", "off"),
        ("switch", "off"),
        ("leave", "out"),
        ("leaving", "out"),
        ("far", "from"),
        ("anything", "but"),
        ("wrong", "that"),
        ("false", "that"),
        ("untrue", "that"),
        ("incorrect", "that"),
        ("doubt", "that"),
        ("doubt", "it"),
    ]
)

# Verbs that take something away; who never does that does the thing: "don't skip the volume".
TAKING = frozenset(
    """
    avoid avoids avoiding avoided disable disables disabled disabling skip skips skipped skipping
    """.split()
)
TAKING_PAIRS = frozenset(
    [
        ("fail", "to"), ("fails", "to"), ("refuse", "to"), ("refuses", "to"), ("turn", "off"),
        ("switch", "off"), ("leave", "out"), ("doubt", "that"), ("doubt", "it"),
    ]
)  # fmt: skip

# "I don't think that it works" denies that it works; so does "it is not true that it works".
BELIEVING = frozenset("think believe expect suppose assume".split())
AFFIRMING = frozenset("true right correct case".split())

# "It does not, by itself, publish": what stands between the commas does not end the reach.
ASIDES = frozenset(
    "by of on in at as like for however though usually normally actually strictly alone".split()
)

# Whoever is not sure whether it is so does not say so.
DOUBTS = frozenset([("not", "sure"), ("not", "certain"), ("no", "idea"), ("dont", "know")])

CLAUSE_STARTERS = frozenset("while whereas whilst but and or though although however so".split())

# Prepositions after which a thing is not what the sentence is about.
OF_LIKE = frozenset("of from into onto to against between alongside off".split())
IN_LIKE = frozenset("by in with for on inside within under at using via through".split())

AUXILIARIES = frozenset(
    """
    is are was were be has have had does do did will would can could should must may might just only
    always never then also
    """.split()
)

MODALS = frozenset(
    """
    to will would can could should must may might i you we they cannot cant wont dont doesnt didnt
    shouldnt couldnt wouldnt please
    """.split()
)

# What advice begins with: "use a smaller base" is no mere keyword.
IMPERATIVES = frozenset(
    """
    use add remove put set create make avoid combine copy attach keep give take look try verify
    install connect publish fix switch move write enable choose pick delete merge split join place
    save restore define declare configure check compare diff ensure leave truncate
    """.split()
)

# What people begin a careful sentence with: "I'd say".
OPINIONS = frozenset(
    """
    say think guess assume expect suppose assumed thought go just also first rather start begin
    never not
    """.split()
)

# Little words that only a sentence has.
STATING = frozenset(
    """
    i you he she it we they i'd ill im youd youll wed well is are was were be has have had does do
    did will would can could should must may might lets its thats theyre because if when so
    """.split()
)

# What something does; no keyword looks like these ("ignores build, creates services").
DOING = frozenset(
    """
    accepts adds allows asks becomes belongs brings comes contains copies creates deletes forgets
    forwards gets gives goes holds honours honors ignores keeps knows leaves lets lies listens
    loses makes means needs prints puts reads receives removes replaces requires returns sees
    sends shows starts stays survives takes tells uses waits writes
    """.split()
)

DETERMINERS = frozenset(
    "a an the this that these those each every any its your our their my".split()
)

# What stands before each item of a list of keywords that is dressed up a little.
INTRODUCING = frozenset("a an the also with maybe e.g eg like etc".split())

RELATIVES = frozenset("which who that".split())

# What stands between the two halves of a terse comparison.
SEPARATORS = frozenset("vs versus and while whereas but".split())
