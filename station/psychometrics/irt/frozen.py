"""A frozen calibration: a file by which anyone scores the same answers to the same numbers.

Canonical JSON; every float is written as its shortest exact decimal text, so the bytes and
the numbers are the same on every machine. It holds no response and no name of a person. A
file that was altered, or is newer than this program, is refused.
"""

import hashlib
from typing import Any

import msgspec
import numpy as np

from station import canonical
from station.psychometrics.irt.calibrate import Calibration
from station.psychometrics.irt.errors import FrozenCalibrationError
from station.psychometrics.irt.models import Parameters, model_named
from station.psychometrics.irt.quadrature import Grid
from station.psychometrics.irt.responses import Coding

FORMAT = "saksi-irt-calibration"
VERSION = 1


class FrozenItem(msgspec.Struct, frozen=True, kw_only=True):
    """One item: its response values in category order, and its parameters as text."""

    name: str
    labels: list[int]
    values: list[str]


class FrozenCalibration(msgspec.Struct, frozen=True, kw_only=True):
    """The file. `data_sha256` names the responses it was estimated from; `sha256` the rest."""

    format: str
    version: int
    model: str
    items: list[FrozenItem]
    latent_variance: str
    points: int
    lower: str
    upper: str
    tolerance: str
    log_likelihood: str
    persons: int
    cycles: int
    converged: bool
    data_sha256: str
    sha256: str = ""


def freeze(calibration: Calibration, data_sha256: str) -> bytes:
    """Return the bytes of the calibration file."""
    params, grid = calibration.params, calibration.grid
    coding = params.coding
    frozen = FrozenCalibration(
        format=FORMAT,
        version=VERSION,
        model=params.model.name,
        items=[
            FrozenItem(name=name, labels=list(labels), values=[_text(v) for v in values])
            for name, labels, values in zip(coding.names, coding.labels, params.values, strict=True)
        ],
        latent_variance=_text(params.variance),
        points=grid.points,
        lower=_text(grid.lower),
        upper=_text(grid.upper),
        tolerance=_text(calibration.tolerance),
        log_likelihood=_text(calibration.log_likelihood),
        persons=calibration.persons,
        cycles=calibration.cycles,
        converged=calibration.converged,
        data_sha256=data_sha256,
    )
    sealed = msgspec.structs.replace(frozen, sha256=_digest(frozen))
    return canonical.dumps(sealed)


def thaw(data: bytes) -> tuple[Parameters, Grid, FrozenCalibration]:
    """Return parameters, grid and the whole file.

    Raises:
        FrozenCalibrationError: Unreadable, altered, or of another version.
    """
    try:
        frozen = msgspec.json.decode(data, type=FrozenCalibration)
    except msgspec.DecodeError as error:
        raise FrozenCalibrationError(f"not a calibration file: {error}") from error
    if frozen.format != FORMAT or frozen.version != VERSION:
        raise FrozenCalibrationError(f"{frozen.format} version {frozen.version}")
    if frozen.sha256 != _digest(msgspec.structs.replace(frozen, sha256="")):
        raise FrozenCalibrationError("the file was altered: its digest does not fit")
    try:
        return _parameters(frozen), _grid(frozen), frozen
    except ValueError as error:
        raise FrozenCalibrationError(f"a number is unreadable: {error}") from error


def _parameters(frozen: FrozenCalibration) -> Parameters:
    coding = Coding(
        names=tuple(item.name for item in frozen.items),
        labels=tuple(tuple(item.labels) for item in frozen.items),
    )
    values = np.array([[float(v) for v in item.values] for item in frozen.items])
    return Parameters(
        model=model_named(frozen.model),
        coding=coding,
        values=values,
        variance=float(frozen.latent_variance),
    )


def _grid(frozen: FrozenCalibration) -> Grid:
    return Grid(points=frozen.points, lower=float(frozen.lower), upper=float(frozen.upper))


def _digest(frozen: FrozenCalibration) -> str:
    return hashlib.sha256(canonical.dumps(frozen)).hexdigest()


def _text(value: Any) -> str:
    return repr(float(value))
