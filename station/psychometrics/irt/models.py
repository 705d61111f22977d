"""The models by name, and the parameters of a set of items under one of them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from station.psychometrics.irt.curves import Family, Guessing, Logistic, sigmoid
from station.psychometrics.irt.errors import (
    NotDichotomousError,
    TooFewItemsError,
    UnknownModelError,
)
from station.psychometrics.irt.polytomous import Credit, Graded
from station.psychometrics.irt.responses import Coding

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A family with what it estimates.

    Attributes:
        name: As on the command line.
        family: The response curves.
        slope_free: Whether slopes are estimated; if not they are 1 and the latent variance is.
        dichotomous: Whether it treats two categories only.
        guessing: Whether it has a lower asymptote.
    """

    name: str
    family: Family
    slope_free: bool
    dichotomous: bool
    guessing: bool = False

    def check(self, coding: Coding) -> None:
        """Refuse items that the model cannot treat.

        Raises:
            NotDichotomousError: More than two categories under a model for two.
            TooFewItemsError: The model is not identified with so few items.
        """
        wide = [n for n, c in zip(coding.names, coding.categories, strict=True) if c > 2]
        if self.dichotomous and wide:
            raise NotDichotomousError(f"{self.name} treats 0 and 1; {wide[0]} has more categories")
        if len(coding.names) < (3 if self.slope_free else 2):
            raise TooFewItemsError(f"{len(coding.names)} varying items for {self.name}")


MODELS = {
    model.name: model
    for model in (
        Model(name="rasch", family=Logistic(), slope_free=False, dichotomous=True),
        Model(name="2pl", family=Logistic(), slope_free=True, dichotomous=True),
        Model(name="3pl", family=Guessing(), slope_free=True, dichotomous=True, guessing=True),
        Model(name="grm", family=Graded(), slope_free=True, dichotomous=False),
        Model(name="pcm", family=Credit(), slope_free=False, dichotomous=False),
        Model(name="gpcm", family=Credit(), slope_free=True, dichotomous=False),
    )
}


def model_named(name: str) -> Model:
    """Return the model.

    Raises:
        UnknownModelError: No such model.
    """
    if name not in MODELS:
        raise UnknownModelError(f"no model {name!r}")
    return MODELS[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """Item parameters on a latent scale with mean 0.

    Attributes:
        model: The model.
        coding: Items and categories.
        values: (items, parameters): slope a, intercepts d (-inf where an item lacks the
            category), and under 3pl the logit of the lower asymptote.
        variance: Variance of the latent distribution; 1 unless the model estimates it.
    """

    model: Model
    coding: Coding
    values: Floats
    variance: float = 1.0

    @property
    def slopes(self) -> Floats:
        """The slopes a, (items,)."""
        return self.values[:, 0]

    @property
    def intercepts(self) -> Floats:
        """The intercepts d, (items, most categories - 1); -inf where an item lacks one."""
        return self.values[:, 1:2] if self.model.guessing else self.values[:, 1:]

    @property
    def asymptotes(self) -> Floats:
        """The lower asymptotes c, (items,); 0 unless the model guesses."""
        if not self.model.guessing:
            return np.zeros(self.values.shape[0])
        return sigmoid(self.values[:, 2])

    @property
    def present(self) -> Bools:
        """Which places of `values` hold a parameter."""
        steps = self.intercepts.shape[1]
        above = np.arange(1, steps + 1) < self.coding.categories[:, None]
        whole = np.ones((above.shape[0], 1), dtype=bool)
        parts = [whole, above, whole] if self.model.guessing else [whole, above]
        return np.concatenate(parts, axis=1)

    @property
    def free(self) -> Bools:
        """Which places of `values` are estimated."""
        free = self.present.copy()
        free[:, 0] &= self.model.slope_free
        return free

    @property
    def free_variance(self) -> bool:
        """Whether the latent variance is estimated."""
        return not self.model.slope_free

    @property
    def estimated(self) -> int:
        """Number of estimated parameters."""
        return int(self.free.sum()) + int(self.free_variance)

    def locations(self) -> Floats:
        """Return b, (items, most categories - 1), NaN where an item lacks the category.

        b = -d / a; under gpcm and pcm the step locations b_k = (d_{k-1} - d_k) / a.
        """
        d = np.where(np.isfinite(self.intercepts), self.intercepts, np.nan)
        if isinstance(self.model.family, Credit):
            d = np.diff(np.concatenate([np.zeros((d.shape[0], 1)), d], axis=1), axis=1)
        return -d / self.slopes[:, None]

    def log_probabilities(self, theta: Floats) -> Floats:
        """Return log P, (items, categories, points)."""
        return self.model.family.log_probabilities(self.values, theta)

    def probabilities(self, theta: Floats) -> Floats:
        """Return P, (items, categories, points); 0 for categories an item lacks."""
        return np.exp(self.log_probabilities(theta))
