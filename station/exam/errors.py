"""What the rules refuse, each with a code. Refusal leaves the sitting as it was."""

from station.errors import IntegrityError, RuleError


class TimeIsUpError(RuleError):
    """The open section's time is used up."""

    code = "time_is_up"
    fix = "Go on to the next section; what was saved counts."


class SectionLockedError(RuleError):
    """The item stands in a section that is not open."""

    code = "section_locked"
    fix = "Only items of the open section can be changed."


class NotOpenError(RuleError):
    """The step does not fit where the sitting stands (paused, on a break, closed ...)."""

    code = "step_refused"
    fix = "Take the step that the screen offers."


class ChoiceRefusedError(RuleError):
    """The response does not fit the item's kind or names an option it does not have."""

    code = "choice_refused"
    fix = "Choose among the options shown."


class StrikeRefusedError(RuleError):
    """Striking out is not allowed in this section, or the option is the chosen one."""

    code = "strike_refused"
    fix = "Strike out only options that are not chosen, in ability sections."


class OutsideWindowError(RuleError):
    """The session is not open at this time of the day."""

    code = "session_not_open"
    fix = "Check this PC's date and time, or the session file, with the proctor."


class TooManyTriesError(RuleError):
    """Sign-in failed three times."""

    code = "too_many_tries"
    fix = "Call the proctor, who can open the seat again."


class FactOutOfPlaceError(IntegrityError):
    """A journal holds a fact that the rules could not have produced there."""

    code = "fact_out_of_place"
    fix = "Keep the journal and hand it to the coordinator."
