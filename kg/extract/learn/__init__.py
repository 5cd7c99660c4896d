"""Templates from examples: what a relation's marked sentences have in common, and words that mean the same."""

from kg.extract.learn.learner import Learned, Learner
from kg.extract.learn.ontology import learner_of, with_learned
from kg.extract.learn.selection import Candidate, Figures, folds
from kg.extract.learn.sentences import Pair, Sentence, read_sentence

__all__ = [
    "Candidate",
    "Figures",
    "Learned",
    "Learner",
    "Pair",
    "Sentence",
    "folds",
    "learner_of",
    "read_sentence",
    "with_learned",
]
