"""The gate: no figure on gold falls below its floor.

``pytest tests/gate --raise-floors`` puts the floors to today's figures and refuses where one of them fell;
``--lower-floors`` with it accepts that too, for a person who can say why.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.evaluate import fallen, floors_as_text, gate_figures, raised, read_floors, read_gold
from kg.pipeline.scoring import score
from kg.pipeline.settings import BuildSettings
from tests.conftest import ROOT, SEEDS

FLOORS = Path(__file__).with_name("floors.json")
SHARED = ROOT.parent / "shared" / "gold"
#: Gold file and articles of each set; those outside the project are there for its own people only.
SETS = {
    "seeds": (ROOT / "tests" / "gold" / "seeds.json", SEEDS),
    "train": (SHARED / "train.json", SHARED / "articles" / "train"),
    "dev": (SHARED / "dev.json", SHARED / "articles" / "dev"),
}


#: What reads them, by what is put behind the set's name in the floors.
READERS = {"": ("cues",), " with the model": ("cues", "model")}


@pytest.mark.parametrize(("set_name", "reader"), [(name, reader) for reader in READERS for name in SETS])
def test_no_figure_falls_below_its_floor(set_name: str, reader: str, pytestconfig: pytest.Config) -> None:
    gold_path, articles = SETS[set_name]
    name = set_name + reader
    if not (gold_path.is_file() and articles.is_dir()):
        pytest.skip(f"{name} gold is not here: {gold_path.name} lies beside the project, not in it")
    # Strict: an article that fails is an error to mend, and no low figure to wonder about.
    scored = score(gold_path, [str(articles)], BuildSettings(strict=True, extractors=READERS[reader]))
    assert scored.mentions is not None
    figures = gate_figures(scored.report) | {"names B-cubed F1": scored.mentions.f1}
    sha256 = read_gold(gold_path).sha256
    floors = read_floors(FLOORS)
    if pytestconfig.getoption("--raise-floors"):
        floors[name] = raised(
            name, floors.get(name), sha256, figures, lower=bool(pytestconfig.getoption("--lower-floors"))
        )
        temporary = FLOORS.with_suffix(".tmp")
        temporary.write_text(floors_as_text(floors), encoding="utf-8")
        os.replace(temporary, FLOORS)
    lost = fallen(name, floors.get(name), sha256, figures)
    assert not lost, "\n" + "\n".join(lost)
