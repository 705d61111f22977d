"""Comparable traits from forced choices, where sum scores would be ipsative.

Sum scores of forced choices carry the warning of `station.psychometrics.ipsative`: people
cannot be compared on them. The Thurstonian model of this package gives scores on which they can.
"""

from station.psychometrics.forced_choice.design import (
    Design,
    Statement,
    design_of,
    outcomes_from_ranks,
)
from station.psychometrics.forced_choice.model import ForcedChoiceModel, fit_forced_choice
from station.psychometrics.forced_choice.partial import fit_partial_ranks
from station.psychometrics.forced_choice.reading import ipsative_of_ranks, read_design, tied
from station.psychometrics.forced_choice.scores import TraitScores, score_traits
from station.psychometrics.forced_choice.tetrachoric import Tetrachorics, tetrachorics

__all__ = [
    "Design",
    "ForcedChoiceModel",
    "Statement",
    "Tetrachorics",
    "TraitScores",
    "design_of",
    "fit_forced_choice",
    "fit_partial_ranks",
    "ipsative_of_ranks",
    "outcomes_from_ranks",
    "read_design",
    "score_traits",
    "tetrachorics",
    "tied",
]
