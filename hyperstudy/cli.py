"""The command line: what it prints where, and with which status it ends."""

from __future__ import annotations

import sys
import warnings
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .errors import HyperStudyError

FAILED = 1
USAGE = 2
MISSING_PACKAGE = 10
INTERRUPTED = 130

# Exit status of each kind of error, the first that fits, with what to run next.
_KINDS: tuple[tuple[str, int, str], ...] = (
    ("ValidationError", USAGE, ""),
    ("AuthenticationError", 3, "hyperstudy login --check  tells whether the key is accepted"),
    ("ForbiddenError", 4, "hyperstudy whoami --scopes  tells what the key may do"),
    ("NotFoundError", 5, "hyperstudy {listing}  lists what the key may see"),
    ("RateLimitError", 6, ""),
    ("NetworkError", 7, "hyperstudy whoami  tells whether the service answers"),
    ("ServerError", 8, ""),
    ("IncompleteDataError", 9, ""),
)
_LISTINGS = ("personas", "deployments")  # the others are found by their experiment
NOT_COMPLETE = 9

STATUSES = """\
Exit status: 0 done; 1 failed; 2 wrong input; 3 the key is missing or not accepted; 4 the key may
not do this; 5 no such thing; 6 too many requests; 7 the network; 8 the service; 9 not complete, or
not valid; 10 a package is missing; 130 stopped with Ctrl-C."""


def main() -> None:
    """Run the command line; the entry point of the package."""
    try:
        import typer as typer
    except ImportError as error:
        _say(f"The command line needs a package that is not installed ({error.name}).")
        _say('Next: pip install "hyperstudy[cli]"')
        sys.exit(MISSING_PACKAGE)
    from .commands import app

    warnings.showwarning = _show
    for stream in (sys.stdout, sys.stderr):
        # What goes into a pipe is data: UTF-8 on every system.
        if isinstance(stream, TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(prog_name="hyperstudy")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        _leave_closed_pipe()
    except Exception as error:  # noqa: BLE001 - what it does not know is raised again
        sys.exit(_tell(error))


def _tell(error: Exception) -> int:
    """Say what went wrong and what to run next, and give the exit status."""
    from .errors import HyperStudyError

    if isinstance(error, ImportError):
        _say(f"Error: {error}")
        return MISSING_PACKAGE
    if isinstance(error, OSError):
        _say(f"Error: {error.strerror or error}" + (f": {error.filename}" * bool(error.filename)))
        return FAILED
    if not isinstance(error, HyperStudyError):
        raise error
    _say(f"Error: {error}")
    kinds = {one.__name__ for known in _with_cause(error) for one in type(known).__mro__}
    status, following = next(
        ((status, following) for name, status, following in _KINDS if name in kinds),
        (FAILED, ""),
    )
    if following and error.code != "MISSING_API_KEY":
        _say(f"Next: {following.format(listing=_listing(error.request or ''))}")
    return status


def _listing(request: str) -> str:
    """Name the command that lists what a request asked for."""
    for name in _LISTINGS:
        if f" /{name}/" in request:
            return f"get {name}"
    return "experiments"


def _with_cause(error: HyperStudyError) -> Iterator[HyperStudyError]:
    """Give an error and those of ours that it comes from.

    Where scripts for 0.4.1 expect the class that all errors have, only the cause has a kind.
    """
    from .errors import HyperStudyError

    cause: BaseException | None = error
    while isinstance(cause, HyperStudyError):
        yield cause
        cause = cause.__cause__


def _show(message: Warning | str, *_: Any, **__: Any) -> None:
    """Show a warning as talk: which line of which file warned says nothing here."""
    _say(f"Note: {message}")


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _leave_closed_pipe() -> None:
    """End quietly when the reader of the output has gone, such as ``head``."""
    import os

    # What is still in the buffer must not fail once more when Python ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(FAILED)
