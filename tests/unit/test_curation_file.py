"""The file of people's decisions: what it may hold, and how rows are added to it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import FormatError, InputError, KgError
from kg.pipeline.curation import add_row, curation_file, find_curation, load_curation, remove_row, shared_text
from kg.resolve import Curation, CurationRow, read_curation, with_row
from kg.resolve.curation import row_text
from tests.strategies import HOSTILE

BY_HAND = """# ours

[[rename]]   # the editor's wish
name = 'Space Agency'
to = "Agency for Space"

[[merge]]
names = [
  "ISS",  # the short one
  "Space Station",
]
"""

texts = st.one_of(st.text(min_size=1, max_size=20), st.sampled_from(HOSTILE)).filter(str.strip)
name_lists = st.lists(texts, min_size=2, max_size=3, unique=True)
rows = st.one_of(
    st.builds(
        lambda kind, names, note: CurationRow(kind=kind, names=tuple(names), note=note),
        st.sampled_from(["merge", "never-merge"]),
        name_lists,
        st.one_of(st.just(""), texts),
    ),
    st.builds(
        lambda names, documents: CurationRow(kind="split", names=tuple(names), documents=tuple(documents)),
        name_lists,
        st.lists(texts, max_size=2, unique=True),
    ),
    st.builds(
        lambda kind, name, to: CurationRow(kind=kind, names=(name,), to=to),
        st.sampled_from(["rename", "retype", "name"]),
        texts,
        texts,
    ),
    st.builds(
        lambda names: CurationRow(kind="no-name", names=tuple(names)),
        st.lists(texts, min_size=1, max_size=2, unique=True),
    ),
)


def test_rows_written_by_hand_are_read() -> None:
    assert [str(row) for row in read_curation(BY_HAND).rows] == [
        "merge 'ISS', 'Space Station'",
        "rename 'Space Agency' to 'Agency for Space'",
    ]


@given(st.lists(rows, max_size=5))
def test_any_row_comes_back_as_it_was_written(some: list[CurationRow]) -> None:
    text = ""
    for row in some:
        text = with_row(text, row)
    assert read_curation(text) == Curation.of(some)


@given(st.lists(rows, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_their_repetition_mean_nothing(some: list[CurationRow], random: object) -> None:
    shuffled = [*some, *some]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert Curation.of(shuffled) == Curation.of(some)
    assert Curation.of(shuffled).hash == Curation.of(some).hash


@given(rows)
def test_what_a_person_wrote_stays_before_a_new_row(row: CurationRow) -> None:
    for before in (BY_HAND, BY_HAND.rstrip("\n"), BY_HAND.replace("\n", "\r\n")):
        after = with_row(before, row)
        assert after.startswith(before)
        assert set(read_curation(before).rows) < set(read_curation(after).rows) | {row}
        tomllib.loads(after)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[merge]\n", "line 1"),
        ('[[marry]]\nnames = ["A", "B"]', "'marry'"),
        ('merge = "A"', "'merge'"),
        ('[[merge]]\nnames = ["A"]', r"\[\[merge\]\] number 1 needs two"),
        ('[[merge]]\nnames = ["A", "A"]', "two different names"),
        ('[[merge]]\nnames = "A"', "two different names"),
        ('[[merge]]\nnames = ["A", 3]', "two different names"),
        ('[[merge]]\nnames = ["A", "B"]\nif = "x"', "'if'"),
        ('[[merge]]\nnames = ["A", "B"]\n[[merge]]\nnames = ["C"]', "number 2"),
        ("[[split]]\nnames = []", "needs a name"),
        ('[[split]]\nnames = ["A"]\ndocuments = "x"', "wrong kind"),
        ('[[rename]]\nname = "A"', "wrong kind"),
        ('[[rename]]\nname = "A"\nto = " "', "wrong kind"),
        ('[[retype]]\nname = "A"\nto = "Person"', "'to'"),
        ('[[name]]\nname = "A"', "wrong kind"),
        ('[[name]]\nname = "A"\nclass = "Product"\ndocuments = ["a.txt"]', "'documents'"),
        ('[[no-name]]\nname = "A"', "'name'"),
        ("[[no-name]]\nnames = []", "needs a name"),
        ("merge = [1]", "no table"),
        ("a = " + "[" * 3000, "cannot read"),
    ],
)
def test_a_damaged_file_is_refused_and_says_where(text: str, told: str) -> None:
    with pytest.raises(FormatError, match=told):
        read_curation(text)


def test_an_empty_file_decides_nothing() -> None:
    assert read_curation("# nothing yet\n") == Curation()


def test_the_file_lies_in_the_folder_of_the_graph_and_holds_for_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    own = curation_file(folder)
    assert own == folder / "curation.toml"
    assert find_curation(None, folder) is None
    own.write_text(BY_HAND)
    assert find_curation(None, folder) == own
    assert find_curation(tmp_path / "mine.toml", folder) == tmp_path / "mine.toml"
    assert find_curation(None, tmp_path / "another") is None
    assert shared_text(own, folder) == ""


def test_a_file_that_an_earlier_version_wrote_beside_the_folder_serves_until_there_is_an_own_one(
    tmp_path: Path,
) -> None:
    folder, beside = tmp_path / "exports", tmp_path / "curation.toml"
    folder.mkdir()
    beside.write_text(BY_HAND)
    assert curation_file(folder) == find_curation(None, folder) == beside
    assert str(folder / "curation.toml") in shared_text(beside, folder)
    (folder / "curation.toml").write_text("# of this folder alone")
    assert curation_file(folder) == find_curation(None, folder) == folder / "curation.toml"
    assert find_curation(None, tmp_path / "another") == beside


def test_a_row_is_added_once_and_the_file_keeps_its_comments(tmp_path: Path) -> None:
    path = tmp_path / "new" / "curation.toml"
    row = CurationRow(kind="merge", names=("Roscosmos", "Riscosmos"))
    assert add_row(row, path)
    assert not add_row(CurationRow(kind="merge", names=("riscosmos", "ROSCOSMOS"), note="again"), path)
    assert path.read_text().endswith(row_text(row))
    path.write_text(BY_HAND)
    assert add_row(row, path)
    assert path.read_text() == BY_HAND + "\n" + row_text(row)
    assert [p.name for p in path.parent.iterdir()] == ["curation.toml"]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (("merge", ("A", "B"), None), ("never-merge", ("b", "a"), None)),
        (("never-merge", ("A", "B", "C"), None), ("merge", ("C", "A"), None)),
        (("split", ("A",), None), ("merge", ("A", "B"), None)),
        (("rename", ("A",), "B"), ("rename", ("a",), "C")),
        (("retype", ("A",), "Place"), ("retype", ("A",), "Person")),
        (("name", ("A B",), "Place"), ("name", ("A  B",), "Person")),
        (("name", ("A",), "Place"), ("no-name", ("B", "A"), None)),
        (("no-name", ("A",), None), ("name", ("A",), "Place")),
    ],
)
def test_a_row_against_an_earlier_one_is_not_added(tmp_path: Path, first: tuple, then: tuple) -> None:  # type: ignore[type-arg]
    path = tmp_path / "curation.toml"
    rows = [CurationRow(kind=kind, names=names, to=to) for kind, names, to in (first, then)]
    add_row(rows[0], path)
    before = path.read_bytes()
    with pytest.raises(InputError, match="says otherwise"):
        add_row(rows[1], path)
    assert path.read_bytes() == before


def test_rows_that_share_one_name_only_do_not_contradict(tmp_path: Path) -> None:
    path = tmp_path / "curation.toml"
    assert add_row(CurationRow(kind="never-merge", names=("A", "B")), path)
    assert add_row(CurationRow(kind="merge", names=("A", "C")), path)
    assert add_row(CurationRow(kind="rename", names=("A",), to="X"), path)
    assert add_row(CurationRow(kind="retype", names=("A",), to="Person"), path)


def test_words_that_differ_in_case_are_different_names_and_undo_takes_either(tmp_path: Path) -> None:
    path = tmp_path / "curation.toml"
    assert add_row(CurationRow(kind="name", names=("APEX",), to="Organization"), path)
    assert add_row(CurationRow(kind="name", names=("Apex",), to="Product"), path)
    assert add_row(CurationRow(kind="no-name", names=("apex",)), path)
    assert add_row(CurationRow(kind="no-name", names=("Best Practices",)), path)
    assert remove_row(CurationRow(kind="no-name", names=("best-practices",)), path).names == ("Best Practices",)
    assert remove_row(CurationRow(kind="name", names=("Apex",), to="Product"), path).names == ("Apex",)
    assert len(load_curation(path).rows) == 2


def test_a_file_that_cannot_be_read_or_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'[[split]]\nnames = ["\xff"]')
    for path in (tmp_path, tmp_path / "none.toml", tmp_path / "latin.toml"):
        with pytest.raises(InputError, match="cannot read"):
            load_curation(path)
    (tmp_path / "file").write_text("")
    with pytest.raises(KgError, match="cannot"):
        add_row(CurationRow(kind="split", names=("A",)), tmp_path / "file" / "curation.toml")


def test_a_build_says_what_it_replays_and_counts_what_is_about_other_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.model import GraphRecords, Rejected
    from kg.pipeline.api import Graph
    from kg.pipeline.curation import replayed_text
    from kg.resolve.refusals import STAGE, UNKNOWN
    from tests.strategies import ONTOLOGY

    path = tmp_path / "curation.toml"
    decided = [
        CurationRow(kind="merge", names=("A", "B")),
        CurationRow(kind="split", names=("C",)),
        CurationRow(kind="rename", names=("D",), to="E"),
        CurationRow(kind="retype", names=("F",), to="Person"),
    ]
    for row in decided:
        add_row(row, path)
    rows = [
        Rejected(stage=STAGE, item="merge 'A', 'B'", reason=f"{UNKNOWN} 'A'"),
        Rejected(stage=STAGE, item="split 'C'", reason=f"{UNKNOWN} 'C'"),
        Rejected(stage=STAGE, item="rename 'D' to 'E'", reason="another row gives the same entity another name"),
        Rejected(stage="extract", item="x", reason="y"),
    ]
    graph = Graph(GraphRecords.of(rejected=rows), ONTOLOGY)
    monkeypatch.chdir(tmp_path)
    first, clash = replayed_text(graph, path, everything=False)
    assert first == (
        "1 of 4 decisions replayed from curation.toml; 2 about names that these articles do not have "
        "(--curation curation.toml lists them)"
    )
    assert clash == "not followed: rename 'D' to 'E': another row gives the same entity another name"
    assert len(replayed_text(graph, path, everything=True)) == 4
    monkeypatch.chdir("/")
    plain = Graph(GraphRecords(), ONTOLOGY)
    assert replayed_text(plain, path, everything=False)[0].endswith(f"replayed from {path.relative_to('/')}")
    assert replayed_text(plain, None, everything=False) == ()
    (tmp_path / "empty.toml").write_text("# nothing yet")
    assert replayed_text(plain, tmp_path / "empty.toml", everything=False) == ()
