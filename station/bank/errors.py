"""What is wrong with an authoring folder, and where."""

from station.errors import InputError


class BankUnreadableError(InputError):
    """A file of the authoring folder cannot be read as what it should be."""

    code = "bank_unreadable"
    fix = "Open the named file, mend what is said, and run the check again."


class BankInvalidError(InputError):
    """The folder can be read but not compiled."""

    code = "bank_invalid"
    fix = "Run `station bank check` on the folder; it names every row to mend."
