"""From errors to what a user sees: one coded line and an exit code, never a traceback.

Exit codes: 0 success, 1 evidence or a rule fails or the site refuses, 2 wrong usage or input.
"""

import sys
from collections.abc import Callable

from station.errors import InputError, StationError

INTERRUPTED = 130


def guarded(run: Callable[[], None]) -> int:
    """Run a command line and return its exit code.

    Only deliberate errors are turned into a line; anything else is a bug and shows itself.
    """
    try:
        run()
    except StationError as error:
        sys.stderr.write(error.line() + "\n")
        return 2 if isinstance(error, InputError) else 1
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. Nothing is half written.\n")
        return INTERRUPTED
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else 1
    return 0
