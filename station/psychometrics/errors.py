"""What the psychometric engine refuses, each refusal with a code that never changes."""

from station.errors import InputError


class TableUnreadableError(InputError):
    """The file is no UTF-8 CSV table with a header row and at least one person."""

    code = "table_unreadable"
    fix = "Save it as CSV (UTF-8) with a header row of item names and one row for each person."


class TableRaggedError(InputError):
    """A row has more or fewer cells than the header."""

    code = "table_ragged"
    fix = "Give every row as many cells as the header; leave a missing answer empty or write NA."


class TableNameError(InputError):
    """A column has no name, or two columns share one."""

    code = "table_name"
    fix = "Give every column a name of its own."


class TableColumnError(InputError):
    """A column that was asked for is not in the table."""

    code = "table_column"
    fix = "Check the spelling against the header row."


class TableNotNumericError(InputError):
    """A cell that must be a number holds text, or a number without a finite value."""

    code = "table_not_numeric"
    fix = "Write scores as plain numbers with a decimal point; name text columns as such."


class TableTooSmallError(InputError):
    """Too few persons or items for the statistic."""

    code = "table_too_small"
    fix = "Collect more data before you analyse it; a statistic of so few says nothing."


class TableScoreError(InputError):
    """A score lies outside what the method can treat, such as a 2 where only 0 and 1 fit."""

    code = "table_score"
    fix = "Score the answers first (0 or 1 where the method says so) or leave the column out."


class KeyMismatchError(InputError):
    """The key does not fit the table: an item without key, a key without item, or two keys."""

    code = "key_mismatch"
    fix = "Give exactly one line `item,key` for each item of the table."


class NoVariationError(InputError):
    """Nothing varies, so nothing can be correlated or compared."""

    code = "no_variation"
    fix = "Leave out items that everybody answered alike and persons without any answer."


class GroupsError(InputError):
    """The grouping does not make two groups that are large enough to compare."""

    code = "groups"
    fix = "Name a column with two groups, or say which value is the focal group."


class NotConvergedError(InputError):
    """An iterative method did not reach its tolerance, so its numbers are withheld."""

    code = "not_converged"
    fix = "Leave out items that hardly vary or repeat another; use fewer factors or terms."


class SettingError(InputError):
    """An option has a value that the method cannot use."""

    code = "psych_setting"
    fix = "See `--help` for the values the option takes."
