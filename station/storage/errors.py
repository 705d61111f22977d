"""What can go wrong with a database or a file, and what to do about it."""

from station.errors import IntegrityError, SiteError


class DatabaseInUseError(SiteError):
    """Another program, or another window of this one, has the database open."""

    code = "database_in_use"
    fix = "Close the other program that has it open, then try again."


class RegisterInUseError(DatabaseInUseError):
    """Another program has the register open."""

    code = "register_in_use"
    fix = "Close the other Saksi window or command that has the register open, then try again."


class HomeInUseError(DatabaseInUseError):
    """A sitting is going on in this home."""

    code = "home_in_use"
    fix = "Use Export in the F8 dialog at the station, or close its program first."


class DatabaseNewerError(SiteError):
    """The database was written by a newer program."""

    code = "database_newer"
    fix = "Use the newer version of Saksi that wrote it; nothing was changed."


class DatabaseForeignError(SiteError):
    """The file is not a database of this kind."""

    code = "database_foreign"
    fix = "Choose the right file; this one was left as it is."


class DatabaseDamagedError(IntegrityError):
    """SQLite finds the file damaged."""

    code = "database_damaged"
    fix = "Keep the file, and go on from the mirror, a bundle or the last backup."


class DiskFullError(SiteError):
    """There is no room to save."""

    code = "disk_full"
    fix = "Free some space on this disk; nothing saved was lost."


class SaveFailedError(SiteError):
    """The disk or stick refused to save."""

    code = "save_failed"
    fix = "Check that the disk or stick is connected and not write-protected, then try again."


class NotFoundError(SiteError):
    """A file that is needed is not there."""

    code = "file_missing"
    fix = "Check the path, or put the file where it belongs."


class AppendOnlyError(IntegrityError):
    """Something tried to change or reorder what is only ever appended."""

    code = "append_only"
    fix = "Keep the file and hand it to the coordinator."
