"""What is denied, what is only supposed and what others are said to believe."""

import pytest

from tests.grading_sample import concept, grader, made

SAYS = grader(concept("said", "publish"), concept("denied", "not publish"), prompt="?")


@pytest.mark.parametrize(
    ("answer", "concepts"),
    [
        ("EXPOSE publishes the port", {"said"}),
        ("EXPOSE does not publish the port", {"denied"}),
        ("EXPOSE doesn’t by itself really publish the port", {"denied"}),
        ("it never publishes", {"denied"}),
        ("it is documentation, and nothing gets published", {"denied"}),
        ("it not only documents, it publishes", {"said"}),
        ("no doubt it publishes", {"said"}),
        ("it does not matter, it publishes", {"said"}),
        ("it is not a firewall, it publishes", {"said"}),
        ("not a firewall rule but it publishes", {"said"}),
        ("publishing is not necessary", {"denied"}),
        ("if you do not publish it, nobody gets in", {"said", "denied"}),
        ("Without publishing it nobody gets in", {"said", "denied"}),
        ("you can't get in without publishing it", {"said", "denied"}),
        ("you forgot to publish it", {"said", "denied"}),
        ("use a network instead of publishing", {"denied"}),
        ("avoid publishing", {"denied"}),
        ("many think that it is open, in fact it publishes", {"said"}),
        ("I'd assumed that it publishes", set()),
        ("some colleagues wanted to publish it", set()),
        ("it is a myth that it publishes", set()),
        ("docker publishes   # it never did before", {"said"}),
        ("you should not publish it", {"denied"}),
        ("should you not publish it, nobody gets in", {"said", "denied"}),
        ("use unless-stopped, unless-stopped doesn't publish", {"denied"}),
        ("publishing is a bad idea", {"denied"}),
        ("publishing isn't a good idea", {"denied"}),
        ("publishing is not dangerous", {"said"}),
        ("inspect, ping or curl do not help, nor does publishing", {"denied"}),
        ("many people think that it publishes the port", set()),
        ("people think it publishes, but it only documents; -P publishes", {"said"}),
        ("<none> is a published port", {"said"}),
        ("`none` publishes the port", {"said"}),
        ("with --restart=no publish it", {"said"}),
        ("with --network none you publish it", {"said"}),
        ("none means published", {"said"}),
        ("none of them publishes it", {"denied"}),
        ("it does `not` publish it", {"denied"}),
        ("with -p no port gets published", {"denied"}),
        ("it's false that it publishes", {"denied"}),
        ("it is anything but published", {"denied"}),
        ("it is far from publishing", {"denied"}),
        ("I don't think that it publishes", {"denied"}),
        ("I doubt that it publishes", {"denied"}),
        ("it's not that it publishes", {"denied"}),
        ("it's not true that it publishes", {"denied"}),
        ("publishing isn't what it does", {"denied"}),
        ("it does not, by itself, publish the port", {"denied"}),
        ("it doesn't (by itself) publish the port", {"denied"}),
        ("it does not, it publishes", {"said"}),
        ("EXPOSE != publishing", {"denied"}),
        ("EXPOSE \u2260 publishing", {"denied"}),
        ("it dosen't publish", {"denied"}),
        ("never skip publishing it", {"said"}),
        ("it never fails to publish", {"said"}),
        ("don't leave out publishing", {"said"}),
        ("it does skip publishing", {"denied"}),
        ("it publishes nothing", {"said", "denied"}),
        ("it publishes no port", {"said", "denied"}),
        ("it costs nothing and publishes the port", {"said"}),
        ("it is skipped unless published", {"said"}),
        ("published: no", {"said", "denied"}),
        ("does it publish? No.", {"said", "denied"}),
        ("no it publishes", {"said"}),
        ("not publishing it is the mistake", {"said", "denied"}),
        ("not publishing, only documenting", {"denied"}),
        ("as long as you don't publish it nobody gets in", {"said", "denied"}),
        ("not sure whether it publishes", set()),
        ("contrary to what many think, it publishes", {"said"}),
    ],
)
def test_negation_and_its_reach(answer, concepts):
    """A negator reaches its clause and no further; a condition counts either way."""
    assert made(SAYS.grade("q", answer)) == concepts


@pytest.mark.parametrize(
    ("answer", "concepts"),
    [
        pytest.param("ports, names and logs never matter", set(), id="list"),
        pytest.param("ports and logs don't matter", set(), id="two, plural"),
        pytest.param("-f adds ports, and ^C never stops it", {"port"}, id="comma before and"),
        pytest.param("-f adds ports and ^C doesn't stop it", {"port"}, id="singular"),
        pytest.param(
            "new ports open as slow busy screens scroll, names and logs never matter",
            {"port"},
            id="too long for an item",
        ),
    ],
)
def test_a_denied_list_ends_where_a_clause_begins(answer, concepts):
    """What stands before ", and X doesn't ..." is a statement of its own."""
    one = grader(concept("port", "port"), prompt="?")

    assert made(one.grade("q", answer)) == concepts
