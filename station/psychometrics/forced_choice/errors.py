"""What the forced-choice model refuses."""

from station.errors import InputError


class ForcedChoiceError(InputError):
    """The forced-choice design does not identify the traits, or the choices do not vary."""

    code = "forced_choice"
    fix = "Use blocks with statements of different traits, some keyed against each other."
