"""Typed text becomes words with their places; commands, ports and paths stay whole."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from snowballstemmer.english_stemmer import EnglishStemmer

from bot.core.grading.tokens import CLAUSE, SENTENCE, stem, tokenize


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param("docker run -p 8080:80 nginx", "docker run -p 8080:80 nginx", id="ports"),
        pytest.param("--restart=unless-stopped", "--restart unless stopped", id="flag and value"),
        pytest.param("--restart unless-stopped", "--restart unless stopped", id="flag, blank"),
        pytest.param("kill -9 and kill -15", "kill -9 and kill -15", id="signal numbers"),
        pytest.param("mount /var/lib/x.", "mount /var/lib/x", id="path before a full stop"),
        pytest.param("use C:\\app\\x", "use c:\\app\\x", id="Windows path"),
        pytest.param("`\\` vs `/`", "\\ vs /", id="lone slashes"),
        pytest.param("stop/kill and/or", "stop kill and or", id="slash between words"),
        pytest.param("10 Seconds, 10s, 10-sec 9 MB", "10s 10s 10s 9mb", id="amounts"),
        pytest.param("Doesn’t don't doesnt", "doesnt dont doesnt", id="contractions"),
        pytest.param("the container's kernel", "the container kernel", id="possessive"),
        pytest.param("I'd say: image ID, shell", "i'd say image id shell", id="ID is not I'd"),
        pytest.param("id say so, and she'll see", "i'd say so and she'll see", id="I'd without ’"),
        pytest.param(".dockerignore package.json", "dockerignore package json", id="dots"),
        pytest.param("ＤＯＣＫＥＲ ﬁle", "docker file", id="full width and ligature"),
        pytest.param("w/o root, w/ user", "without root with user", id="w/ and w/o"),
        pytest.param("read_only multi-stage", "read only multi stage", id="joined words"),
        pytest.param("🙂 …", "", id="nothing to read"),
    ],
)
def test_words(typed, words):
    """What counts as one word does not depend on the way it is typed."""
    assert tokenize(typed).words == words.split()


def test_every_word_is_a_slice_of_what_was_typed():
    """Quotes are cut from the original, so places must be exact."""
    typed = "So… “SIGTERM” first,\n  then  SIGKILL — after 10 s!"

    tokens = tokenize(typed)

    slices = [typed[a:b] for a, b in tokens.spans]
    assert slices == ["So", "SIGTERM", "first", "then", "SIGKILL", "after", "10 s"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param("0 success / 1 error", ["0", "1"], id="between two things"),
        pytest.param("use / in all paths", ["use"], id="the sign itself"),
        pytest.param("with the host's / mounted", ["with"], id="a directory"),
        pytest.param("error/failure", ["error"], id="within a word"),
    ],
)
def test_a_slash_with_blanks_round_it_parts(typed, words):
    """Whoever lists answers with slashes means as many things, not one."""
    tokens = tokenize(typed)

    opening = [w for w, b in zip(tokens.words, tokens.breaks, strict=True) if b >= CLAUSE]
    assert opening == words


def test_sentences_end_where_people_end_them():
    """Full stops, line breaks and semicolons part sentences; dots inside names do not."""
    tokens = tokenize("it stops e.g. docker.sock stays. then\nkill; done")

    starts = [w for w, b in zip(tokens.words, tokens.breaks, strict=True) if b == SENTENCE]
    assert starts == ["it", "then", "kill", "done"]


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("containerised", "containerized"),
        ("optimisation", "optimization"),
        ("behaviours", "behavior"),
        ("labelled", "labeled"),
        ("normalising", "normalize"),
    ],
)
def test_british_and_american_spelling_is_one(british, american):
    """Nobody loses a point for where they went to school."""
    assert stem(british) == stem(american)


def test_threads_do_not_disturb_each_other():
    """Questions are compiled in one thread while another grades an answer."""
    words = [f"{'abcdefgh'[n % 8]}{'aeiou'[n % 5]}{'x' * (n % 97)}izations" for n in range(4000)]
    interval = sys.getswitchinterval()
    stem.cache_clear()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(stem, words))
    finally:
        sys.setswitchinterval(interval)

    alone = EnglishStemmer()
    assert found == [alone.stemWord(word) for word in words]


@pytest.mark.parametrize("word", ["hour", "four", "source", "resources", "raise", "raising"])
def test_other_words_keep_their_spelling(word):
    """Not everything that looks British is."""
    assert stem(word) == EnglishStemmer().stemWord(word)


@pytest.mark.parametrize(
    ("typed", "sentences"),
    [
        pytest.param("`docker build -t app .` reads it", 1, id="a folder in backticks"),
        pytest.param("docker build . reads it", 1, id="a folder"),
        pytest.param("it builds. Then it runs", 2, id="a full stop"),
        pytest.param("it builds ! Then it runs", 2, id="a blank before the mark"),
    ],
)
def test_a_dot_by_itself_is_a_folder(typed, sentences):
    """`docker build .` ends no sentence, so what is said of it belongs to it."""
    assert tokenize(typed).sentences[-1] + 1 == sentences
