"""Item response models by marginal maximum likelihood, in plain numpy and scipy.

Promises R's numbers to the printed digits on the same grid, the same digits on any number of
threads and in any cut of the data, and honesty about convergence. Refuses, with a code, data
that do not identify the model; warns about the rest; never passes NaN on in silence.
"""

from station.psychometrics.irt.analysis import Analysis, Scored, analyse, score_responses
from station.psychometrics.irt.calibrate import Calibration, Settings, calibrate
from station.psychometrics.irt.classification import (
    Classification,
    classify_abilities,
    classify_distribution,
    classify_sum_scores,
)
from station.psychometrics.irt.estep import SufficientStatistics, suffstats
from station.psychometrics.irt.frozen import FrozenCalibration, freeze, thaw
from station.psychometrics.irt.information import (
    expected_scores,
    item_information,
    marginal_reliability,
    whole_information,
)
from station.psychometrics.irt.linking import Calibrated, Linking, link, moved
from station.psychometrics.irt.m2 import OverallFit, overall_fit
from station.psychometrics.irt.models import MODELS, Model, Parameters, model_named
from station.psychometrics.irt.mstep import GuessingPrior
from station.psychometrics.irt.observed import StandardErrors, standard_errors
from station.psychometrics.irt.patterns import Patterns, collapse
from station.psychometrics.irt.points import Points, estimate_points
from station.psychometrics.irt.quadrature import Grid
from station.psychometrics.irt.residuals import (
    MeanSquares,
    PersonFit,
    item_mean_squares,
    person_fit,
    residual_correlations,
)
from station.psychometrics.irt.responses import Coding, Responses, code_responses, numbers
from station.psychometrics.irt.scores import (
    Scores,
    empirical_reliability,
    expected_a_posteriori,
    score,
)
from station.psychometrics.irt.sx2 import ItemChiSquare, s_x2
from station.psychometrics.irt.tables import (
    Table,
    information_table,
    item_table,
    person_table,
    q3_table,
    summary,
    warning_list,
)

__all__ = [
    "MODELS",
    "Analysis",
    "Calibrated",
    "Calibration",
    "Classification",
    "Coding",
    "FrozenCalibration",
    "Grid",
    "GuessingPrior",
    "ItemChiSquare",
    "Linking",
    "MeanSquares",
    "Model",
    "OverallFit",
    "Parameters",
    "Patterns",
    "PersonFit",
    "Points",
    "Responses",
    "Scored",
    "Scores",
    "Settings",
    "StandardErrors",
    "SufficientStatistics",
    "Table",
    "analyse",
    "calibrate",
    "classify_abilities",
    "classify_distribution",
    "classify_sum_scores",
    "code_responses",
    "collapse",
    "empirical_reliability",
    "estimate_points",
    "expected_a_posteriori",
    "expected_scores",
    "freeze",
    "information_table",
    "item_information",
    "item_mean_squares",
    "item_table",
    "link",
    "marginal_reliability",
    "model_named",
    "moved",
    "numbers",
    "overall_fit",
    "person_fit",
    "person_table",
    "q3_table",
    "residual_correlations",
    "s_x2",
    "score",
    "score_responses",
    "standard_errors",
    "suffstats",
    "summary",
    "thaw",
    "warning_list",
    "whole_information",
]
