"""What scoring refuses: standards it cannot trust, and files that do not belong together."""

from station.errors import InputError, RuleError


class StandardsInvalidError(InputError):
    """A standards file is missing, malformed, or contradicts itself or another."""

    code = "standards_invalid"
    fix = "Mend the named standards file, or take the folder that the package was sealed with."


class KeyForeignError(RuleError):
    """Key, form and cut tables are not of one battery and version, or leave an item out."""

    code = "key_foreign"
    fix = "Take the key, package and standards folder of one assessment."


class PostUnknownError(RuleError):
    """Somebody's target post or tier is not in the standards."""

    code = "post_unknown"
    fix = "Correct the target post or tier in the people file, or add it to the standards."
