"""Comparable traits from forced choices, where sum scores would be ipsative.

`IPSATIVE_WARNING` goes with every report of sum scores of forced choices: people cannot be
compared on them. The Thurstonian model of this package gives scores on which they can.
"""

from station.psychometrics.forced_choice.design import (
    Design,
    Statement,
    design_of,
    outcomes_from_ranks,
)
from station.psychometrics.forced_choice.model import ForcedChoiceModel, fit_forced_choice
from station.psychometrics.forced_choice.partial import fit_partial_ranks
from station.psychometrics.forced_choice.scores import TraitScores, score_traits
from station.psychometrics.forced_choice.tetrachoric import Tetrachorics, tetrachorics

IPSATIVE_WARNING = (
    "ipsative",
    "sum scores of forced choices compare traits within a person, never people with each other",
)

__all__ = [
    "IPSATIVE_WARNING",
    "Design",
    "ForcedChoiceModel",
    "Statement",
    "Tetrachorics",
    "TraitScores",
    "design_of",
    "fit_forced_choice",
    "fit_partial_ranks",
    "outcomes_from_ranks",
    "score_traits",
    "tetrachorics",
]
