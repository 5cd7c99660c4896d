"""Posts of state without their state: whose they are where an article is about one, and where not."""

from kg.extract.lexicon import Lexicon
from kg.extract.sentences import Sentences
from kg.extract.states import posts_of_the_state
from kg.schema.load import load_ontology
from tests.unit.parsed import annotated

_QUIET = "Kenya was quiet on Friday. There were no survivors, Security Minister Gus Mata said."


def _states(text: str, *, settled: bool = False) -> set[str]:
    """Return the owners that posts get in a text; ``settled``: what each person is, is told elsewhere."""
    read, lexicon = annotated(text), Lexicon(load_ontology().words)
    chains = frozenset(c.id for c in read.chains) if settled else frozenset()
    found = posts_of_the_state(read, Sentences(read, lexicon), chains, lexicon)
    return {node.text for fact, _ in found for node in fact.get("owner")}


def test_a_bare_minister_is_one_of_the_state_that_the_article_is_about() -> None:
    assert _states(_QUIET) == {"Kenya"}


def test_of_two_states_neither_is_chosen() -> None:
    assert _states(_QUIET + " Peru mourned.") == set()


def test_who_is_known_for_a_post_elsewhere_is_left_out() -> None:
    assert _states("Kenya was quiet on Friday. There was no plan, President Obama said.") == set()


def test_of_whom_the_text_tells_more_is_left_out() -> None:
    assert _states(_QUIET, settled=True) == set()


def test_presidents_of_clubs_lead_no_state() -> None:
    assert _states("Kenya was quiet on Friday. There was no plan, club president Gus Mata said.") == set()
