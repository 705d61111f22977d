"""What the use cases refuse, and the way out."""

from station.errors import InputError, RuleError, SiteError


class HomeUnpreparedError(SiteError):
    """A station's home lacks what it needs."""

    code = "home_unprepared"
    fix = "Run `station assessment enrol` for this PC and copy the day's files into `packages`."


class NoSessionError(RuleError):
    """No session of this station is open now."""

    code = "no_session_now"
    fix = "Check this PC's date and time, and that the day's session file is in `packages`."


class PackageMissingError(SiteError):
    """The package that a session was issued for is not on this station."""

    code = "package_missing"
    fix = "Copy the package that belongs to this session into `packages`."


class AlreadySatError(RuleError):
    """This participant's sitting is on this station already."""

    code = "already_sat"
    fix = "Resume it with an officer, or call the coordinator when it was handed in."


class NothingToExportError(RuleError):
    """There is no sitting in this home."""

    code = "nothing_to_export"
    fix = "Choose the home of a station at which somebody sat."


class SettingsError(InputError):
    """A settings file cannot be read."""

    code = "settings_unreadable"
    fix = "Mend the named file, or enrol the station again."
