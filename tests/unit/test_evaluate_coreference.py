"""The coreference figures are those of the papers' examples, and gold in CoNLL columns is read as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import FormatError, InputError
from kg.evaluate.coreference import METRICS, Clusters, b_cubed, ceaf_e, conll_f1, muc, read_conll, score_clusters

#: Bagga and Baldwin (1998): twelve mentions in three clusters; the one response joins the small one to a large
#: one, the other the two large ones.
KEY: Clusters = [{1, 2, 3, 4, 5}, {6, 7}, {8, 9, 10, 11, 12}]
JOINS_SMALL: Clusters = [{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10, 11, 12}]
JOINS_LARGE: Clusters = [{1, 2, 3, 4, 5, 8, 9, 10, 11, 12}, {6, 7}]


@pytest.mark.parametrize("response", [JOINS_SMALL, JOINS_LARGE])
def test_muc_does_not_tell_which_clusters_were_joined(response: Clusters) -> None:
    figure = muc(KEY, response)
    assert figure.precision == pytest.approx(9 / 10)
    assert figure.recall == 1.0


@pytest.mark.parametrize(("response", "precision"), [(JOINS_SMALL, 0.7619), (JOINS_LARGE, 0.5833)])
def test_b_cubed_does(response: Clusters, precision: float) -> None:
    figure = b_cubed(KEY, response)
    assert figure.precision == pytest.approx(precision, abs=1e-4)
    assert figure.recall == 1.0


def test_ceaf_e_matches_each_cluster_once() -> None:
    figure = ceaf_e(KEY, JOINS_SMALL)
    assert figure.precision == pytest.approx((1 + 10 / 12) / 2)
    assert figure.recall == pytest.approx((1 + 10 / 12) / 3)


def test_mentions_that_only_one_side_has_count_against_it() -> None:
    assert muc([{1, 2}], [{1, 2, 3}]).precision == pytest.approx(1 / 2)
    assert b_cubed([{1, 2}], [{1, 2, 3}]).precision == pytest.approx((2 / 3 + 2 / 3) / 3)
    assert b_cubed([{1, 2, 3}], [{1, 2}]).recall == pytest.approx((2 / 3 + 2 / 3) / 3)


def test_the_mean_is_over_documents_together_and_single_mentions_are_left_out() -> None:
    figures = score_clusters([([{1, 2}, {3}], [{1, 2}]), ([{1, 2}], [{3}])])
    assert figures["MUC"].recall == pytest.approx(1 / 2)
    assert figures["CEAFe"].precision == pytest.approx(1.0)
    assert conll_f1(figures) == pytest.approx(sum(figures[name].f1 for name in METRICS) / 3)


def test_no_clusters_give_no_figures() -> None:
    assert conll_f1(score_clusters([([], []), ([{1, 2}], [])])) == 0.0


partitions = st.lists(st.integers(0, 3), max_size=12).map(
    lambda labels: [{k for k, label in enumerate(labels) if label == name} for name in sorted(set(labels))]
)


@given(partitions)
def test_a_key_agrees_with_itself(clusters: Clusters) -> None:
    linked = any(len(cluster) > 1 for cluster in clusters)
    assert conll_f1(score_clusters([(clusters, clusters)])) == pytest.approx(float(linked))


@given(partitions, partitions)
def test_precision_one_way_is_recall_the_other(key: Clusters, response: Clusters) -> None:
    for metric in METRICS.values():
        there, back = metric(key, response), metric(response, key)
        assert there.precision == pytest.approx(back.recall)
        assert 0.0 <= there.f1 <= 1.0 + 1e-9


def conll(path: Path, *rows: tuple[str, str]) -> Path:
    lines = ["# begin document x", *(f"{k}\t{word}\t{marks}" for k, (word, marks) in enumerate(rows)), "# end document"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_conll_file_is_read_with_nested_mentions(tmp_path: Path) -> None:
    rows = [("Boeing", "(1(2"), ("'s", "2)"), ("chief", "1)"), (",", "_"), ("who", "(1)"), ("left", "_"), (".", "_")]
    gold = read_conll(conll(tmp_path / "a.conll", *rows))
    assert gold.name == "a"
    assert gold.text == "Boeing's chief, who left."
    assert {(gold.text[m.start : m.end], m.cluster) for m in gold.mentions} == {
        ("Boeing's", "2"),
        ("Boeing's chief", "1"),
        ("who", "1"),
    }


def test_a_mark_that_closes_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"line 2: 3\) closes nothing"):
        read_conll(conll(tmp_path / "a.conll", ("Boeing", "3)")))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.conll"):
        read_conll(tmp_path / "none.conll")
