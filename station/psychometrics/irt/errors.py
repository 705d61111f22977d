"""What item response modelling refuses, each refusal with a code that never changes."""

from station.errors import InputError


class UnknownModelError(InputError):
    """The name is none of the models this engine knows."""

    code = "irt_unknown_model"
    fix = "Choose rasch, 2pl, 3pl, grm, pcm or gpcm."


class NotDichotomousError(InputError):
    """A model for right and wrong answers was asked to treat items with more categories."""

    code = "irt_not_dichotomous"
    fix = "Score the items 0 and 1, or choose grm, pcm or gpcm."


class NotCategoryError(InputError):
    """A response is no whole number, so it names no category."""

    code = "irt_not_category"
    fix = "Write whole numbers for categories; leave missing answers empty or write NA."


class TooFewItemsError(InputError):
    """Too few items vary for the model to be identified."""

    code = "irt_too_few_items"
    fix = "Give at least two varying items (rasch, pcm) or three (other models)."


class GridError(InputError):
    """The quadrature settings make no grid."""

    code = "irt_grid"
    fix = "Give at least 5 points and a lower bound below the upper one, around 0."


class CalibrationBrokenError(InputError):
    """The likelihood left the numbers, so nothing it gave can be trusted."""

    code = "irt_calibration_broken"
    fix = (
        "Look for items with almost no variation and for repeated columns, or take a simpler model."
    )


class FrozenCalibrationError(InputError):
    """The calibration file is unreadable, altered, or of a version this program does not know."""

    code = "irt_frozen_calibration"
    fix = "Take the file as `calibrate --frozen` wrote it, or calibrate again."


class ItemMismatchError(InputError):
    """Responses and calibration do not name the same items, or a response is no known category."""

    code = "irt_item_mismatch"
    fix = "Score with the calibration of these items; leave other columns out."


class FitUnavailableError(InputError):
    """A fit statistic is not defined for these data."""

    code = "irt_fit_unavailable"
    fix = "It needs more items than parameters, and some of them complete responses."


class LinkingError(InputError):
    """The two calibrations share too few items, or the items do not fit one scale."""

    code = "irt_linking"
    fix = "Give two calibrations of one model with at least two anchor items in common."
