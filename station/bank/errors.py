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


class FormulaBrokenError(InputError):
    """A formula between dollar signs cannot be set."""

    code = "formula_broken"
    fix = (
        r"Mend the formula between the dollar signs, or write \$ for a dollar sign; "
        "`station bank check` names every one."
    )


class DrawingRefusedError(InputError):
    """A drawing (SVG) holds more than shapes in plain colours."""

    code = "drawing_refused"
    fix = "Save it as plain SVG with letters turned into paths, or hand in a PNG."
