"""The voter "news": a network for names in the ontology's classes, beside the models that the package installs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.vocab import Vocab

#: Where the weights lie: trained by training/names.py, started from the name finder of the model "md" (MIT).
FOLDER = Path(__file__).parent / "weights"
NETWORK = "names.bin"
#: What the settings call it.
NEWS = "news"
#: The width of the word vectors that it reads: those of "md" and "lg".
VECTORS = 300
#: Its build is that of en_core_web_md's name finder, so that training can start from it.
_CONFIG: dict[str, Any] = {
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": 96,
                "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
                "rows": [5000, 1000, 2500, 2500],
                "include_static_vectors": True,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": 96,
                "depth": 4,
                "window_size": 1,
                "maxout_pieces": 3,
            },
        },
    },
}


def empty_finder(vocab: Vocab) -> Any:
    """Return the untrained component over a vocabulary with word vectors."""
    from spacy.lang.en import English

    return English(vocab).create_pipe("ner", name="news", config=_CONFIG)


def read_finder(vocab: Vocab, folder: Path = FOLDER) -> Any:
    """Return the trained component over a vocabulary with word vectors `VECTORS` wide."""
    finder = empty_finder(vocab)
    return finder.from_bytes((folder / NETWORK).read_bytes(), exclude=["vocab"])
