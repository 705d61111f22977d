"""The choices a user can make by name; free of numpy, so that a command line starts at once."""

from enum import StrEnum


class Missing(StrEnum):
    """What happens to persons with missing answers."""

    PAIRWISE = "pairwise"
    LISTWISE = "listwise"


class Extraction(StrEnum):
    """Criterion by which common factors are found."""

    MINRES = "minres"
    ML = "ml"


class Rotation(StrEnum):
    """How the axes of a factor solution are turned."""

    OBLIMIN = "oblimin"
    VARIMAX = "varimax"
    NONE = "none"


class Weights(StrEnum):
    """Whose score distribution weights the standardised difference."""

    FOCAL = "focal"
    REFERENCE = "reference"
    TOTAL = "total"


class Method(StrEnum):
    """How scores of form X are carried to form Y."""

    IDENTITY = "identity"
    MEAN = "mean"
    LINEAR = "linear"
    EQUIPERCENTILE = "equipercentile"
