"""The models' view of a text: same length, other case and quotes only."""

from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.parse import split_long
from kg.annotate.readable import ascii_quotes, readable

_WORDS = frozenset(
    {"confirms", "readiness", "to", "launch", "talks", "takes", "steps", "guard", "women", "space", "agency"}
)


def _is_word(word: str) -> bool:
    return word in _WORDS


def _is_name(word: str) -> bool:
    return word in {"Germany", "NASA"}


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_the_readable_text_is_as_long_as_the_text(text: str) -> None:
    assert len(readable(text, _is_word, _is_name)) == len(text)


@given(st.text(max_size=60), st.integers(min_value=1, max_value=20))
def test_pieces_of_a_long_text_join_to_the_text(text: str, limit: int) -> None:
    pieces = split_long(text, limit)
    assert "".join(pieces) == text
    assert all(len(piece) <= limit for piece in pieces)


def test_curly_quotes_become_ascii() -> None:
    assert ascii_quotes("NASA’s “crew”") == 'NASA\'s "crew"'


def test_a_headline_is_put_into_sentence_case() -> None:
    text = "Germany Takes Steps To Guard Women\n\nThe talks go on."
    assert readable(text, _is_word, _is_name).startswith("Germany takes steps to guard women\n")


def test_a_line_of_capitals_is_put_into_sentence_case_with_names_and_acronyms_kept() -> None:
    text = "NASA CONFIRMS READINESS TO LAUNCH\n\nThe agency and NASA said so."
    assert readable(text, _is_word, _is_name).startswith("NASA confirms readiness to launch\n")


def test_a_sentence_keeps_its_capitals() -> None:
    text = "Space Agency Talks Guard Women."
    assert readable(text, _is_word, _is_name) == text


def test_a_word_that_the_body_writes_with_a_capital_keeps_it_in_the_headline() -> None:
    text = "Launch Space Talks Guard Women\n\nHe left the Space team."
    assert readable(text, _is_word, _is_name).startswith("Launch Space talks guard women")
